#include "ui/window/widgets/chooser.h"

namespace npcost::window {

void chooser(Ui& ui, Overlay& overlay, const std::string& name, const Rect& box, const ChooserWords& words, const std::string& menu) {
  const Touch touched = words.enabled ? ui.touch(name, box) : Touch{};
  if (!words.enabled) draw::mark(name, box);
  const bool open = overlay.open == menu;
  ImDrawList* const list = ImGui::GetWindowDrawList();
  list->AddRectFilled(box.low, box.high, draw::laid_over(theme().inset, touched.hovered || open ? theme().hover : 0u), px(6));
  compat::rect(list, box.low, box.high, open ? theme().accent : theme().border_strong, px(6), theme().hairline());
  if (touched.focused) draw_ring(list, box, px(6));
  if (touched.hovered) ImGui::SetMouseCursor(ImGuiMouseCursor_Hand);
  Rect inner = inset(box, 10, 0);
  draw::icon(list, Icon::chevron_down, take_right(inner, 10, 8).centre(), px(8), theme().text3);
  const float needed = draw::measure(Face::small, words.aside).x + px(10);
  if (!words.aside.empty() && draw::measure(Face::small_semi, words.text).x + needed < inner.width()) {
    ui.line(Face::small, take_right(inner, needed / theme().scale - 8, 8), Align::right, theme().text3, words.aside);
  }
  ui.line(Face::small_semi, inner, Align::left, words.enabled ? theme().text : draw::faded(theme().text3, 0.7f), words.text);
  if (!words.tip.empty()) ui.tip_of(touched, box, words.tip);
  if (touched.pressed) open ? overlay.close() : overlay.show(menu);
}

}  // namespace npcost::window
