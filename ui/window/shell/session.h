#pragma once
// A studio, how somebody looks at it, and what is remembered: what a real window and a screenshot have in common.

#include <string>
#include <vector>

#include "ui/window/panels/draw_window.h"
#include "ui/window/panels/studio_actions.h"
#include "ui/window/shell/options.h"

namespace npcost::window {

class Session {
 public:
  /// Opens the scenario: the one that was asked for, the last one, or the flagship that comes with npcost.
  explicit Session(const WindowOptions& options);

  /// Takes what was finished. Before each frame.
  void advance(double seconds);
  /// Between NewFrame and Render.
  void paint();
  void key(Stroke stroke) { strokes_.push_back(stroke); }
  bool busy() const;
  /// The window is to be closed: false while it asks what is to become of unsaved work, and view().ends once that is answered.
  bool may_end();
  /// Writes what is to be remembered, if it changed. What failed is a sentence, "" if nothing did.
  std::string remember();
  std::string title() const;

  Studio& studio() { return studio_; }
  const Studio& studio() const { return studio_; }
  ViewState& view() { return view_; }
  const ViewState& view() const { return view_; }

 private:
  void note_file();
  void compare_if_looked_at();
  void sweep_if_looked_at();
  void forecast_if_looked_at();

  std::string memory_file_, noted_;       ///< noted: the file that is open, as the screen has it
  ViewState view_;
  Studio studio_;
  StudioActions actions_{studio_};
  std::vector<Stroke> strokes_;
  Remembered remembered_;
};

/// Where the window's state is kept if nobody says otherwise: $XDG_STATE_HOME/npcost/window.json, or below ~/.local/state; "" if there
/// is no home.
std::string usual_memory_file();

}  // namespace npcost::window
