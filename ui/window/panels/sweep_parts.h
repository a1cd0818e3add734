#pragma once
// The parts of the Sweep tab.

#include "ui/window/panels/panel.h"
#include "ui/window/panels/sweep_plane.h"

namespace npcost::window {

/// What is asked for: parameters, ranges, what is shown, how fine; and what came of it at the cell that is pointed at.
void draw_sweep_setup(Panel& panel, const draw::Rect& box, std::optional<std::size_t> pointed);

/// "sonora · speech", with its unit in brackets; the pointer where the scenario no longer has it.
std::string side_title(const Panel& panel, const std::string& pointer);
/// "voice: P95 cost per player-hour"; "Voice: share of revenue".
std::string goal_title(const Panel& panel, const SweepGoal& goal);
std::string goal_amount(const Panel& panel, const SweepGoal& goal, double value);
/// What 100 % is: "budget $0.25", "green band 5%", "as it stands".
std::string goal_limit(const Panel& panel, const SweepGoal& goal);

}  // namespace npcost::window
