#pragma once
// Who has the keyboard: an order of Tab stops of our own, the same for every version of ImGui, and told by name.
//
// Order     items announce themselves each frame, from first to last; Tab and Shift+Tab go through them in a ring.
// Scopes    what lies over the window (a menu, a dialog) is a scope: while one is open, only its items are stops.
// Visible   a ring is drawn only once the keyboard was used; a click of the mouse takes the focus without one.

#include <string>
#include <string_view>
#include <vector>

namespace npcost::window {

class Focus {
 public:
  /// `tab`: −1 back, +1 on, 0 not pressed.
  void begin_frame(int tab);
  void end_frame();

  /// Announces an item. True: it has the keyboard.
  bool item(std::string_view name);
  /// The item that got the keyboard by Tab since the last frame: it scrolls into view, or begins to be typed in.
  bool arrived(std::string_view name) const { return arrived_ && name == name_; }
  void take(std::string_view name, bool visible);
  void leave();

  void enter_scope() { ++scope_; }
  void leave_scope() { --scope_; }
  /// Whether what is announced now may have the keyboard.
  bool in_top_scope() const { return scope_ >= top_before_; }
  bool over_window() const { return top_before_ > 0; }

  bool visible() const { return visible_; }
  const std::string& name() const { return name_; }

 private:
  struct Stop {
    std::string name;
    int scope;
  };
  std::vector<Stop> stops_;
  std::string name_;
  int scope_ = 0, top_before_ = 0, tab_ = 0;
  bool visible_ = false, arrived_ = false, move_arrived_ = false;
};

}  // namespace npcost::window
