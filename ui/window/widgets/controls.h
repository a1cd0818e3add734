#pragma once
// Things to press: buttons, segments, tabs; and chips, which only say something.
//
// Sizes     come from the words, in every language; *_width() say how much a caller must leave. Heights are those of the box.
// Keyboard  Tab reaches each; Enter or Space presses; in segments and tabs the arrows choose.

#include <span>
#include <string>
#include <string_view>

#include "ui/window/widgets/ui.h"

namespace npcost::window {

enum class ButtonLook { plain, primary, quiet };

struct ButtonWords {
  std::string text = {};                   ///< may be empty: an icon alone
  std::optional<draw::Icon> icon = {};
  std::string tip = {};
  ButtonLook look = ButtonLook::plain;
  bool enabled = true;
  bool on = false;                         ///< pressed in
};

float button_width(const ButtonWords& words);
/// Fills the box. True: pressed.
bool button(Ui& ui, const std::string& name, const draw::Rect& box, const ButtonWords& words, const std::string& group = {});
/// A square of 30 design pixels with an icon, its centre given.
bool icon_button(Ui& ui, const std::string& name, ImVec2 centre, draw::Icon icon, const std::string& tip,
                 bool enabled = true, bool on = false);
/// Words alone, in the accent's colour, as wide as they are; right end given. True: pressed.
bool link(Ui& ui, const std::string& name, ImVec2 right_middle, const std::string& text, const std::string& tip = {});
float link_width(const std::string& text);

float segments_width(std::span<const std::string> labels);
/// One of several; answers the chosen one. Right end given; 28 design pixels high.
int segments(Ui& ui, const std::string& name, ImVec2 right_middle, std::span<const std::string> labels, int chosen);

/// Tabs in a bar that `bar` spans vertically; answers the chosen one and moves `x` behind the last.
int tabs(Ui& ui, const std::string& name, const draw::Rect& bar, std::span<const std::string> labels, int chosen, float& x);

struct ChipWords {
  std::string text = {};
  draw::Status status = draw::Status::neutral;
  std::optional<draw::Icon> icon = {};
  bool accent = false;                     ///< the accent's colours in place of a status
};
float chip_width(const ChipWords& words);
/// 22 design pixels high. The rectangle it took.
draw::Rect chip(Ui& ui, const std::string& name, ImVec2 left_middle, const ChipWords& words, const std::string& tip = {});
/// The icon that stands for a status, so that colour is never alone.
draw::Icon icon_of(draw::Status status);

/// A card: its ground, its title and a dim aside; the room below the title. `right` design pixels at the right of the title stay free.
draw::Rect card(Ui& ui, const std::string& name, const draw::Rect& box, const std::string& title,
                const std::string& aside = {}, float right = 0);
/// Middle of the title's line at the right end of the card, for controls.
ImVec2 card_corner(const draw::Rect& box);

}  // namespace npcost::window
