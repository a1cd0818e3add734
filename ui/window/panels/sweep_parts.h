#pragma once
// The parts of the Sweep tab.

#include "ui/window/panels/goal_words.h"
#include "ui/window/panels/panel.h"
#include "ui/window/panels/sweep_plane.h"

namespace npcost::window {

/// What is asked for: parameters, ranges, what is shown, how fine; and what came of it at the cell that is pointed at.
void draw_sweep_setup(Panel& panel, const draw::Rect& box, std::optional<std::size_t> pointed);

}  // namespace npcost::window
