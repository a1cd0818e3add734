#include "ui/window/widgets/overlay.h"

#include <algorithm>

#include "ui/window/charts/hover_table.h"
#include "ui/window/widgets/controls.h"

namespace npcost::window {

namespace {

constexpr ImGuiWindowFlags plain_window = ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoMove |
                                          ImGuiWindowFlags_NoSavedSettings | ImGuiWindowFlags_NoBackground |
                                          ImGuiWindowFlags_NoScrollWithMouse | ImGuiWindowFlags_NoFocusOnAppearing;

void begin_plain(const std::string& name, const Rect& box, bool to_front) {
  ImGui::SetNextWindowPos(box.low);
  ImGui::SetNextWindowSize({box.width(), box.height()});
  if (to_front) ImGui::SetNextWindowFocus();
  ImGui::PushStyleVar(ImGuiStyleVar_WindowMinSize, {1, 1});
  ImGui::Begin(("##" + name).c_str(), nullptr, plain_window);
  ImGui::PopStyleVar();
}

void draw_ground(const Rect& box) {
  ImDrawList* const list = ImGui::GetWindowDrawList();
  list->PushClipRectFullScreen();
  charts::draw_panel(list, box);
  list->PopClipRect();
}

/// It is open and stays so: its ground, and the keyboard inside it.
void stand(Ui& ui, Overlay& overlay, const std::string& name, const Rect& box) {
  overlay.fresh = false;
  draw_ground(box);
  draw::mark(name, box);
  ui.focus.enter_scope();
}

/// It closes in this frame; false, for whoever began it.
bool shut(Ui& ui, Overlay& overlay) {
  overlay.close();
  ui.keys_used = true;
  ImGui::End();
  return false;
}

}  // namespace

void Overlay::show(std::string name) {
  open = std::move(name);
  fresh = true;
}

bool begin_menu(Ui& ui, Overlay& overlay, const std::string& name, const Rect& anchor, float width, float height, bool right, Rect& room) {
  if (overlay.open != name) return false;
  const ImVec2 window = ImGui::GetIO().DisplaySize;
  const float w = std::min(px(width), window.x), h = std::min(px(height), window.y);
  float y = anchor.high.y + px(6);
  if (y + h > window.y) y = std::max(0.0f, anchor.low.y - px(6) - h);
  const float x = std::clamp(right ? anchor.high.x - w : anchor.low.x, 0.0f, window.x - w);
  const Rect box{{draw::snap(x), draw::snap(y)}, {draw::snap(x + w), draw::snap(y + h)}};
  begin_plain(name, {{0, 0}, window}, overlay.fresh);  // over everything, so that a click elsewhere presses nothing
  const bool elsewhere = ImGui::IsMouseClicked(0) && !overlay.fresh && !box.holds(ImGui::GetIO().MousePos);
  if (elsewhere || (!overlay.fresh && compat::key_pressed(ImGuiKey_Escape))) {
    return shut(ui, overlay);
  }
  stand(ui, overlay, name, box);
  room = inset(box, 6, 6);
  return true;
}

bool begin_dialog(Ui& ui, Overlay& overlay, const std::string& name, const std::string& title, float width,
                  float height, bool may_escape, Rect& room) {
  if (overlay.open != name) return false;
  const ImVec2 window = ImGui::GetIO().DisplaySize;
  const float w = std::min(px(width), window.x - px(24)), h = std::min(px(height), window.y - px(24));
  const ImVec2 low{draw::snap((window.x - w) * 0.5f), draw::snap((window.y - h) * 0.45f)};
  const Rect box{low, {draw::snap(low.x + w), draw::snap(low.y + h)}};
  begin_plain(name, {{0, 0}, window}, overlay.fresh);
  ImGui::GetWindowDrawList()->AddRectFilled({0, 0}, window, theme().dark ? draw::rgb(0x000000, 0.55f) : draw::rgb(0x1A2433, 0.35f));
  if (!overlay.fresh && may_escape && !ui.typing() && compat::key_pressed(ImGuiKey_Escape)) {
    return shut(ui, overlay);
  }
  stand(ui, overlay, name, box);
  room = inset(box, 24, 20);
  Rect head = take_top(room, 26, 10);
  ui.line(Face::title, head, Align::left, theme().text, title);
  return true;
}

void end_overlay(Ui& ui) {
  ui.focus.leave_scope();
  ImGui::End();
}

bool menu_row(Ui& ui, const std::string& name, Rect& room, const MenuRow& row) {
  const Rect box = take_top(room, 32);
  const Touch touched = row.enabled ? ui.touch(name, box) : Touch{};
  ImDrawList* const list = ImGui::GetWindowDrawList();
  if (touched.hovered) list->AddRectFilled(box.low, box.high, theme().hover, px(5));
  if (touched.hovered) ImGui::SetMouseCursor(ImGuiMouseCursor_Hand);
  if (touched.focused) draw_ring(list, inset(box, 2, 2), px(5));
  Rect inner = inset(box, 10, 0);
  const ImU32 colour = !row.enabled ? draw::faded(theme().text3, 0.7f) : row.chosen || touched.hovered ? theme().text : theme().text2;
  const Rect left = take_left(inner, 16, 8);
  const std::optional<draw::Icon> icon = row.chosen ? std::optional(draw::Icon::check) : row.icon;
  if (icon) draw::icon(list, *icon, left.centre(), px(13), row.chosen ? theme().accent : colour);
  const float aside = row.aside.empty() ? 0.0f : std::min(draw::measure(Face::small, row.aside).x, inner.width() * 0.6f);
  const Rect words{inner.low, {inner.high.x - aside - (aside > 0.0f ? px(10) : 0.0f), inner.high.y}};
  ui.line(Face::body, words, Align::left, colour, row.text);
  if (aside > 0.0f) ui.line(Face::small, {{inner.high.x - aside, inner.low.y}, inner.high}, Align::right, theme().text3, row.aside);
  return touched.pressed;
}

void Toasts::say(std::string sentence, draw::Status status) {
  if (toasts_.size() >= 4) toasts_.erase(toasts_.begin());
  toasts_.push_back({std::move(sentence), status, 8.0f});
}

void Toasts::draw(Ui& ui, ImVec2 bottom_right) {
  const float pad = px(14), width = std::min(px(400), bottom_right.x - px(24)), room = width - px(44) - px(36);
  float bottom = bottom_right.y;
  std::size_t gone = toasts_.size();
  for (std::size_t back = 0; back < toasts_.size(); ++back) {
    const std::size_t i = toasts_.size() - 1 - back;
    Toast& toast = toasts_[i];
    const float words = draw::text_wrapped(nullptr, Face::body, {0, 0}, room, 0, toast.sentence, 4);
    const float height = std::max(words + 2 * px(10), px(44));
    const Rect box{{draw::snap(bottom_right.x - width), draw::snap(bottom - height)}, {bottom_right.x, draw::snap(bottom)}};
    const std::string name = "toast." + std::to_string(back);
    begin_plain(name, box, false);  // who types goes on typing
    draw_ground(box);
    draw::mark(name, box, "toasts");
    ImDrawList* const list = ImGui::GetWindowDrawList();
    list->AddRectFilled(box.low, {box.low.x + px(4), box.high.y}, theme().fill(toast.status), px(2));
    draw::icon(list, icon_of(toast.status), {box.low.x + px(24), box.centre().y}, px(15), theme().words(toast.status));
    draw::text_wrapped(list, Face::body, {box.low.x + px(44), box.centre().y - words * 0.5f + px(2)}, room,
                       theme().text, toast.sentence, 4);
    if (icon_button(ui, name + ".close", {box.high.x - px(22), box.centre().y}, draw::Icon::cross, ui.say("toast.close"))) gone = i;
    if (!mouse_over(box)) toast.left -= ImGui::GetIO().DeltaTime;
    ImGui::End();
    bottom = box.low.y - pad * 0.6f;
  }
  if (gone < toasts_.size()) toasts_.erase(toasts_.begin() + static_cast<std::ptrdiff_t>(gone));
  std::erase_if(toasts_, [](const Toast& toast) { return toast.left <= 0.0f; });
}

}  // namespace npcost::window
