#include "ui/window/widgets/field.h"

#include <algorithm>

#include "ui/window/widgets/controls.h"

namespace npcost::window {

int resize_string(ImGuiInputTextCallbackData* data) {
  if (data->EventFlag != ImGuiInputTextFlags_CallbackResize) return 0;
  auto* const text = static_cast<std::string*>(data->UserData);
  text->resize(static_cast<std::size_t>(data->BufTextLen));
  data->Buf = text->data();
  return 0;
}

FieldAnswer field(Ui& ui, const std::string& name, const Rect& box, std::string& text, const FieldLook& look) {
  FieldAnswer answer;
  draw::mark(name, box);
  if (box.width() < px(20) || box.height() < px(8)) return answer;
  ImDrawList* const list = ImGui::GetWindowDrawList();
  const bool mine = ui.focus.item(name);
  draw::ground().fonts.note(look.face, text);
  draw::ground().fonts.note(look.face, look.hint);
  list->AddRectFilled(box.low, box.high, theme().inset, px(6));
  const float left = look.icon ? px(30) : px(10);
  if (look.icon) draw::icon(list, *look.icon, {draw::snap(box.low.x + px(16)), draw::snap(box.centre().y)}, px(12), theme().text3);
  const ImVec2 before = ImGui::GetCursorScreenPos();
  const float high = compat::font_size(draw::font(look.face));
  ImGui::SetCursorScreenPos({box.low.x + left - px(4), box.low.y});
  compat::push_font(draw::font(look.face));
  ImGui::PushStyleVar(ImGuiStyleVar_FramePadding, {px(4), std::max(0.0f, (box.height() - high) * 0.5f)});
  for (const ImGuiCol colour : {ImGuiCol_FrameBg, ImGuiCol_FrameBgHovered, ImGuiCol_FrameBgActive}) ImGui::PushStyleColor(colour, 0u);
  ImGui::SetNextItemWidth(box.high.x - box.low.x - left - px(2));
  compat::push_no_tab_stop();
  if (look.begin || ui.focus.arrived(name)) ImGui::SetKeyboardFocusHere();
  const ImGuiInputTextFlags flags =
      ImGuiInputTextFlags_CallbackResize | ImGuiInputTextFlags_AutoSelectAll | ImGuiInputTextFlags_EnterReturnsTrue;
  const std::string was = text;
  answer.entered = ImGui::InputTextWithHint(("##" + name).c_str(), look.hint.c_str(), text.data(), text.capacity() + 1,
                                            flags, resize_string, &text);
  answer.active = ImGui::IsItemActive();
  answer.left = ImGui::IsItemDeactivated();
  answer.escaped = answer.left && compat::key_pressed(ImGuiKey_Escape);
  if (ImGui::IsItemActivated()) ui.focus.take(name, mine && ui.focus.visible());
  if (answer.active || answer.left) ui.keys_used = true;
  compat::pop_no_tab_stop();
  ImGui::PopStyleColor(3);
  ImGui::PopStyleVar();
  ImGui::PopFont();
  ImGui::SetCursorScreenPos(before);
  answer.changed = was != text;
  const ImU32 edge = look.bad ? theme().words(draw::Status::bad) : answer.active ? theme().accent : theme().border_strong;
  compat::rect(list, box.low, box.high, edge, px(6), answer.active || look.bad ? std::max(1.0f, px(1.5f)) : theme().hairline());
  if (mine && ui.focus.visible() && !answer.active) draw_ring(list, box, px(6));
  return answer;
}

bool search_field(Ui& ui, const std::string& name, const Rect& box, std::string& text, const std::string& hint) {
  const bool full = !text.empty();
  Rect whole = box;
  FieldLook look;
  look.hint = hint;
  look.icon = draw::Icon::search;
  look.face = Face::small;
  if (full) take_right(whole, 30);
  const FieldAnswer answer = field(ui, name, whole, text, look);
  bool changed = answer.changed;
  if (full && icon_button(ui, name + ".clear", {box.high.x - px(13), box.centre().y}, draw::Icon::cross, ui.say("search.clear"))) {
    text.clear();
    changed = true;
  }
  return changed;
}

}  // namespace npcost::window
