#pragma once
// What lies over the window: menus under what opened them, dialogs in the middle, messages in a corner.
//
// Windows   each is an ImGui window of its own, so that the mouse reaches only what is on top; the keyboard by Focus's scopes.
// Closing   a menu by a click elsewhere or Escape; a dialog by its own buttons or Escape.

#include <string>
#include <vector>

#include "ui/window/widgets/ui.h"

namespace npcost::window {

/// Which of the overlays is open; "" none.
struct Overlay {
  std::string open;
  bool fresh = false;                     ///< opened in this frame
  void show(std::string name);
  void close() { open.clear(); }
};

/// Begins a menu of so many design pixels below `anchor` (above it if there is no room; aligned to its right end if `right`). Draw into
/// `room` if it answers true, then call end_overlay(). Closes itself.
bool begin_menu(Ui& ui, Overlay& overlay, const std::string& name, const draw::Rect& anchor, float width, float height,
                bool right, draw::Rect& room);
/// Begins a dialog; the rest of the window is dimmed and out of reach. Escape closes it if `may_escape`.
bool begin_dialog(Ui& ui, Overlay& overlay, const std::string& name, const std::string& title, float width,
                  float height, bool may_escape, draw::Rect& room);
void end_overlay(Ui& ui);

struct MenuRow {
  std::string text = {}, aside = {};
  std::optional<draw::Icon> icon = {};
  bool chosen = false, enabled = true;
};
/// A row of 32 design pixels cut from the top of `room`. True: pressed.
bool menu_row(Ui& ui, const std::string& name, draw::Rect& room, const MenuRow& row);

/// Sentences that come, stay for some seconds, and go.
class Toasts {
 public:
  void say(std::string sentence, draw::Status status);
  /// Above `bottom_right`, newest lowest.
  void draw(Ui& ui, ImVec2 bottom_right);
  bool any() const { return !toasts_.empty(); }

 private:
  struct Toast {
    std::string sentence;
    draw::Status status;
    float left;                           ///< seconds
  };
  std::vector<Toast> toasts_;
};

}  // namespace npcost::window
