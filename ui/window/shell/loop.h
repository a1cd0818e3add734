#pragma once
// The life of a real window: events, frames, and rest.
//
// Rest      a frame that would look like the last one is neither drawn nor presented; without events and work the loop sleeps, so an idle
//           window costs next to nothing. Anything that changes by itself (play, work in the background) is looked at 30 times a second.
// Threads   one, the caller's.

#include <cstdint>
#include <functional>
#include <optional>
#include <string>

#include "ui/window/draw/ground.h"
#include "ui/window/shell/display.h"

namespace npcost::window {

/// A key with something written on it that went down.
struct KeyDown {
  char sign = 0;                                 ///< 'a' … 'z', '0' … '9' and what else ASCII has; lower case
  bool ctrl = false, shift = false;
};

struct LoopFigures {
  std::uint64_t frames = 0, presented = 0;
  double first_frame_s = 0;                      ///< from the loop's start to the first picture
  double paint_s = 0;                            ///< in paint(), all frames
  bool forced = false;                           ///< ended by a signal, over the question about unsaved work
};

/// What the loop asks of whoever draws.
struct LoopView {
  std::function<void(KeyDown)> key;
  std::function<void(double seconds)> advance;   ///< before each frame: take what was finished
  std::function<void()> paint;                   ///< between NewFrame and Render
  std::function<bool()> busy;                    ///< something changes without being asked
  std::function<bool()> dark;
  std::function<double()> zoom;                  ///< chosen by the user, times the display's scale
  std::function<std::string()> title;
  std::function<bool()> ends;                    ///< asked for by a key or a menu, and nothing keeps it from closing
  std::function<bool()> may_end;                 ///< the window is to be closed: false while something has to be asked first
  std::function<bool()> asks;                    ///< … the question about it is open
  std::function<void()> drawn;                   ///< after each frame that was presented
  std::function<void(const LoopFigures&)> framed;   ///< after each frame from the first presented one on, presented or not
};

/// Until the window is closed, `may_end` agreeing, or `end_after_s` is over. SIGINT and SIGTERM close the window, too; one that comes while
/// the question is open ends the loop.
LoopFigures run_loop(Display& display, draw::Ground& ground, const LoopView& view, std::optional<double> end_after_s);

}  // namespace npcost::window
