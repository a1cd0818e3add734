#pragma once
// What every widget needs: the mouse and keyboard on a rectangle, the language, the tip beside the mouse. One Ui belongs to one window;
// the one in use is handed to each widget.
//
// Widgets   are functions called each frame inside an ImGui window. Each has a name, which is its mark, its ImGui id and its Tab stop.
// Colours   and sizes come from draw::theme() and draw::px(); texts come translated.

#include <optional>
#include <string>
#include <string_view>

#include "ui/window/draw/ground.h"
#include "ui/window/draw/icons.h"
#include "ui/window/draw/text.h"
#include "ui/window/widgets/focus.h"
#include "ui/window/words/words.h"

namespace npcost::window {

// What widgets and panels say in nearly every line.
using draw::Align;
using draw::Face;
using draw::Icon;
using draw::px;
using draw::Rect;
using draw::Status;
using draw::theme;

/// What mouse and keyboard did with a rectangle in this frame.
struct Touch {
  bool hovered = false;
  bool held = false;       ///< the mouse went down on it and is still down
  bool began = false, ended = false;
  bool pressed = false;    ///< clicked, or Enter or Space while it has the keyboard
  bool focused = false;    ///< it has the keyboard, and that is shown
};

class Ui {
 public:
  Language language = Language::english;
  Focus focus;

  void begin_frame();
  /// Draws the tip.
  void end_frame();

  template <typename... Texts>
  std::string say(WordKey key, const Texts&... texts) const { return window::say(language, key, texts...); }

  Touch touch(const std::string& name, const draw::Rect& box, const std::string& group = {});
  /// Mouse only: no Tab stop.
  Touch mouse_on(const std::string& name, const draw::Rect& box, const std::string& group = {});
  /// Shows a text beside the mouse if it rests on the box (over what is drawn now). Beside a Tab stop: if that has the keyboard.
  void tip(const draw::Rect& box, std::string_view text);
  void tip_of(const Touch& touched, const draw::Rect& box, std::string_view text);
  /// One line, cut with "…" if it must be; then the mouse on it shows all of it. The width that was drawn.
  float line(draw::Face face, const draw::Rect& box, draw::Align align, ImU32 colour, std::string_view text);

  /// A key that no widget has used yet in this frame, and not typed into a text field.
  bool key(ImGuiKey code);
  bool keys_used = false;
  /// Set each frame by what is typed in and takes Tab for itself.
  bool text_takes_tab = false;
  bool typing() const;
  /// The mouse rests where a tip will come.
  bool tip_waits() const { return !tip_before_.empty(); }

 private:
  struct Tip {
    draw::Rect box;
    std::string text;
  };
  std::optional<Tip> tip_;
  std::string tip_before_;
  float rest_ = 0;
};

/// Where the mouse is over a rectangle that can be seen, and over no other window.
bool mouse_over(const draw::Rect& box);
/// A ring around what has the keyboard.
void draw_ring(ImDrawList* list, const draw::Rect& box, float rounding);

// Rectangles cut from the sides of others; `size` in design pixels.
draw::Rect take_left(draw::Rect& from, float size, float gap = 0);
draw::Rect take_right(draw::Rect& from, float size, float gap = 0);
draw::Rect take_top(draw::Rect& from, float size, float gap = 0);
draw::Rect take_bottom(draw::Rect& from, float size, float gap = 0);
draw::Rect inset(const draw::Rect& box, float x, float y);
/// Cell `n` of so many equal ones in a row.
draw::Rect column(const draw::Rect& box, int columns, int n, float gap);

}  // namespace npcost::window
