#include "ui/window/widgets/ui.h"

#include <algorithm>

#include "ui/window/charts/hover_table.h"

namespace npcost::window {

namespace {

constexpr float rest_before_tip = 0.35f;  // seconds
constexpr float tip_room = 320;           // design pixels

}  // namespace

void Ui::begin_frame() {
  keys_used = false;
  int tab = 0;
  const bool own = !text_takes_tab && !ImGui::GetIO().KeyCtrl && !ImGui::GetIO().KeyAlt;
  text_takes_tab = false;
  if (own && compat::key_pressed(ImGuiKey_Tab)) tab = ImGui::GetIO().KeyShift ? -1 : 1;
  if (tab != 0 && ImGui::GetIO().WantTextInput) ImGui::SetWindowFocus(nullptr);  // ends the typing, as a click elsewhere would
  focus.begin_frame(tab);
}

void Ui::end_frame() {
  focus.end_frame();
  const std::string now = tip_ ? tip_->text : std::string();
  rest_ = now.empty() || now != tip_before_ ? 0.0f : rest_ + ImGui::GetIO().DeltaTime;
  tip_before_ = now;
  if (tip_ && rest_ >= rest_before_tip) {
    const float pad = px(10), room = px(tip_room);
    const float wide = std::min(room, draw::measure(Face::small, now).x);
    const float high = draw::text_wrapped(nullptr, Face::small, {0, 0}, wide + 1, 0, now);
    const ImVec2 window = ImGui::GetIO().DisplaySize;
    const float width = wide + 2 * pad, height = high + 2 * px(7);
    float y = tip_->box.high.y + px(6);
    if (y + height > window.y) y = tip_->box.low.y - px(6) - height;
    const float x = std::clamp(tip_->box.low.x, px(4), std::max(px(4), window.x - width - px(4)));
    ImDrawList* const list = ImGui::GetForegroundDrawList();
    charts::draw_panel(list, {{draw::snap(x), draw::snap(y)}, {draw::snap(x + width), draw::snap(y + height)}});
    draw::text_wrapped(list, Face::small, {x + pad, y + px(8)}, wide + 1, theme().text2, now);
  }
  tip_.reset();
}

bool Ui::typing() const { return ImGui::GetIO().WantTextInput; }

bool Ui::key(ImGuiKey code) { return !keys_used && !typing() && compat::key_pressed(code); }

Touch Ui::mouse_on(const std::string& name, const Rect& box, const std::string& group) {
  Touch touched;
  ImDrawList* const list = ImGui::GetWindowDrawList();
  const ImVec2 low = list->GetClipRectMin(), high = list->GetClipRectMax();
  const Rect seen{{std::max(box.low.x, low.x), std::max(box.low.y, low.y)}, {std::min(box.high.x, high.x), std::min(box.high.y, high.y)}};
  if (!(seen.width() >= 1.0f) || !(seen.height() >= 1.0f)) return touched;
  draw::mark(name, seen, group);
  const ImVec2 before = ImGui::GetCursorScreenPos();
  ImGui::SetCursorScreenPos(box.low);
  touched.pressed = ImGui::InvisibleButton(name.c_str(), {box.width(), box.height()});
  touched.hovered = ImGui::IsItemHovered();
  touched.held = ImGui::IsItemActive();
  touched.began = ImGui::IsItemActivated();
  touched.ended = ImGui::IsItemDeactivated();
  ImGui::SetCursorScreenPos(before);
  return touched;
}

Touch Ui::touch(const std::string& name, const Rect& box, const std::string& group) {
  Touch touched = mouse_on(name, box, group);
  if (touched.began) focus.take(name, false);
  const bool mine = focus.item(name);
  if (focus.arrived(name)) {
    const float low = ImGui::GetWindowDrawList()->GetClipRectMin().y, high = ImGui::GetWindowDrawList()->GetClipRectMax().y;
    if (box.low.y < low || box.high.y > high) ImGui::SetScrollFromPosY(box.centre().y - ImGui::GetWindowPos().y, 0.5f);
  }
  touched.focused = mine && focus.visible();
  if (touched.focused && !typing() && !keys_used && (compat::key_pressed(ImGuiKey_Enter) || compat::key_pressed(ImGuiKey_Space))) {
    touched.pressed = true;
    keys_used = true;
  }
  return touched;
}

void Ui::tip(const Rect& box, std::string_view text) {
  if (!text.empty() && mouse_over(box)) tip_ = Tip{box, std::string(text)};
}

void Ui::tip_of(const Touch& touched, const Rect& box, std::string_view text) {
  if (!text.empty() && (touched.hovered || touched.focused) && !touched.held) tip_ = Tip{box, std::string(text)};
}

float Ui::line(Face face, const Rect& box, Align align, ImU32 colour, std::string_view text) {
  const std::string shown = draw::shortened(face, text, std::max(0.0f, box.width()));
  const float width = draw::measure(face, shown).x, slack = box.width() - width;
  const float x = box.low.x + (align == Align::left ? 0.0f : align == Align::right ? slack : slack * 0.5f);
  ImDrawList* const list = ImGui::GetWindowDrawList();
  draw::text(list, face, {x, box.low.y + (box.height() - draw::line_height(face)) * 0.5f}, colour, shown);
  if (shown.ends_with("…") && !text.ends_with("…")) tip(box, text);
  return width;
}

bool mouse_over(const Rect& box) {
  return ImGui::IsMouseHoveringRect(box.low, box.high) &&
         ImGui::IsWindowHovered(ImGuiHoveredFlags_ChildWindows | ImGuiHoveredFlags_AllowWhenBlockedByActiveItem);
}

void draw_ring(ImDrawList* list, const Rect& box, float rounding) {
  const float out = px(2);
  compat::rect(list, {box.low.x - out, box.low.y - out}, {box.high.x + out, box.high.y + out}, theme().accent,
               rounding + out, std::max(px(1.5f), 1.0f));
}

Rect take_left(Rect& from, float size, float gap) {
  const float cut = std::min(draw::snap(from.low.x + px(size)), from.high.x);
  const Rect taken{from.low, {cut, from.high.y}};
  from.low.x = std::min(draw::snap(cut + px(gap)), from.high.x);
  return taken;
}

Rect take_right(Rect& from, float size, float gap) {
  const float cut = std::max(draw::snap(from.high.x - px(size)), from.low.x);
  const Rect taken{{cut, from.low.y}, from.high};
  from.high.x = std::max(draw::snap(cut - px(gap)), from.low.x);
  return taken;
}

Rect take_top(Rect& from, float size, float gap) {
  const float cut = std::min(draw::snap(from.low.y + px(size)), from.high.y);
  const Rect taken{from.low, {from.high.x, cut}};
  from.low.y = std::min(draw::snap(cut + px(gap)), from.high.y);
  return taken;
}

Rect take_bottom(Rect& from, float size, float gap) {
  const float cut = std::max(draw::snap(from.high.y - px(size)), from.low.y);
  const Rect taken{{from.low.x, cut}, from.high};
  from.high.y = std::max(draw::snap(cut - px(gap)), from.low.y);
  return taken;
}

Rect inset(const Rect& box, float x, float y) {
  return {{draw::snap(box.low.x + px(x)), draw::snap(box.low.y + px(y))}, {draw::snap(box.high.x - px(x)), draw::snap(box.high.y - px(y))}};
}

Rect column(const Rect& box, int columns, int n, float gap) {
  const float space = px(gap), width = (box.width() - space * static_cast<float>(columns - 1)) / static_cast<float>(columns);
  const float x = box.low.x + static_cast<float>(n) * (width + space);
  return {{draw::snap(x), box.low.y}, {draw::snap(x + width), box.high.y}};
}

}  // namespace npcost::window
