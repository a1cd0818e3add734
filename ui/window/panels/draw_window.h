#pragma once
// The whole window: a Screen and a ViewState become ImGui windows.
//
// Requires  a ground in use (draw/ground.h) that was set up for view.kept.dark and the scale, between NewFrame and Render, outside of any
//           ImGui window. It makes windows of its own that fill io.DisplaySize.
// Client    after each frame: if view.kept.dark, .language or .scale changed, set the ground up anew before the next one; remember
//           view.kept when it changed. Frames are worth drawing while wants_frames() says so.
// Keys      letters come as strokes, because ImGui before 1.87 knows too few of them; all other keys and typed text come through ImGui.

#include <span>

#include "ui/window/panels/actions.h"
#include "ui/window/panels/view_state.h"

namespace npcost::window {

/// A letter key that went down, by what is written on it; lower case.
struct Stroke {
  char letter = 0;
  bool ctrl = false, shift = false;
};

void draw_window(ViewState& view, const Screen& screen, Actions& actions, std::span<const Stroke> strokes = {});

/// Closes the window (view.ends) if nothing of anybody's work would be lost; else asks what is to become of it, and closes it then.
void ask_to_end(ViewState& view, const Screen& screen);

/// Something moves by itself: a toast goes, a caret blinks, a tip waits.
bool wants_frames(const ViewState& view);

/// The smallest window in design pixels that everything fits into.
inline constexpr float least_width = 1280, least_height = 720;

}  // namespace npcost::window
