#include "ui/window/widgets/controls.h"

#include <algorithm>

namespace npcost::window {

namespace {

constexpr float icon_size = 14, icon_gap = 8;

/// Icon and words, in the middle of the box together.
void draw_icon_and_words(const Rect& box, Face face, const std::optional<draw::Icon>& icon, const std::string& text, ImU32 colour) {
  ImDrawList* const list = ImGui::GetWindowDrawList();
  const float room = box.width() - (icon ? px(icon_size) + (text.empty() ? 0.0f : px(icon_gap)) : 0.0f);
  const std::string shown = draw::shortened(face, text, std::max(room, 0.0f));
  const float words = shown.empty() ? 0.0f : draw::measure(face, shown).x;
  float x = box.centre().x - (words + box.width() - room) * 0.5f;
  if (icon) {
    draw::icon(list, *icon, {draw::snap(x + px(icon_size) * 0.5f), draw::snap(box.centre().y)}, px(icon_size), colour);
    x += px(icon_size) + (text.empty() ? 0.0f : px(icon_gap));
  }
  draw::text(list, face, {x, box.centre().y - draw::line_height(face) * 0.5f}, colour, shown);
}

struct Colours {
  ImU32 fill, border, words;
};

Colours colours_of(const ButtonWords& words, const Touch& touched) {
  const auto& t = theme();
  if (!words.enabled)
    return {words.look == ButtonLook::quiet ? 0u : t.inset, words.look == ButtonLook::quiet ? 0u : t.border,
            draw::faded(t.text3, 0.6f)};
  const bool lit = touched.hovered || touched.held;
  if (words.look == ButtonLook::primary)
    return {draw::mixed(t.accent, t.text, touched.held ? 0.18f : touched.hovered ? 0.1f : 0.0f), 0u, t.on_accent};
  if (words.on) return {t.accent_dim, draw::faded(t.accent, 0.6f), t.accent};
  if (words.look == ButtonLook::quiet) return {lit ? t.hover : 0u, 0u, lit ? t.text : t.text2};
  return {draw::laid_over(t.inset, lit ? t.hover : 0u), t.border_strong, lit ? t.text : t.text2};
}

}  // namespace

float button_width(const ButtonWords& words) {
  const float text = words.text.empty() ? 0.0f : draw::measure(Face::semi, words.text).x;
  const float icon = words.icon ? px(icon_size) + (words.text.empty() ? 0.0f : px(icon_gap)) : 0.0f;
  return draw::snap(text + icon + 2 * px(14));
}

bool button(Ui& ui, const std::string& name, const Rect& box, const ButtonWords& words, const std::string& group) {
  const Touch touched = words.enabled ? ui.touch(name, box, group) : Touch{};
  if (!words.enabled) draw::mark(name, box, group);
  ImDrawList* const list = ImGui::GetWindowDrawList();
  const Colours colours = colours_of(words, touched);
  const float round = px(6);
  if (colours.fill != 0) list->AddRectFilled(box.low, box.high, colours.fill, round);
  if (colours.border != 0) compat::rect(list, box.low, box.high, colours.border, round, theme().hairline());
  if (touched.focused) draw_ring(list, box, round);
  if (touched.hovered) ImGui::SetMouseCursor(ImGuiMouseCursor_Hand);
  const Rect inner{{box.low.x + px(6), box.low.y}, {box.high.x - px(6), box.high.y}};
  draw_icon_and_words(words.text.empty() ? box : inner, Face::semi, words.icon, words.text, colours.words);
  if (words.enabled) ui.tip_of(touched, box, words.tip);
  else ui.tip(box, words.tip);
  return touched.pressed;
}

bool icon_button(Ui& ui, const std::string& name, ImVec2 centre, draw::Icon icon, const std::string& tip, bool enabled, bool on) {
  const float half = px(15);
  const Rect box{{draw::snap(centre.x - half), draw::snap(centre.y - half)}, {draw::snap(centre.x + half), draw::snap(centre.y + half)}};
  return button(ui, name, box, {{}, icon, tip, ButtonLook::quiet, enabled, on});
}

float link_width(const std::string& text) { return draw::measure(Face::small, text).x; }

bool link(Ui& ui, const std::string& name, ImVec2 right_middle, const std::string& text, const std::string& tip) {
  const float width = link_width(text), line = draw::line_height(Face::small), x = draw::snap(right_middle.x - width);
  const Rect box{{x - px(4), draw::snap(right_middle.y - line * 0.5f - px(4))},
                 {right_middle.x + px(4), draw::snap(right_middle.y + line * 0.5f + px(4))}};
  const Touch touched = ui.touch(name, box);
  ImDrawList* const list = ImGui::GetWindowDrawList();
  draw::text(list, Face::small, {x, right_middle.y - line * 0.5f}, touched.hovered ? theme().text : theme().accent, text);
  if (touched.hovered) ImGui::SetMouseCursor(ImGuiMouseCursor_Hand);
  if (touched.focused) draw_ring(list, box, px(4));
  ui.tip_of(touched, box, tip);
  return touched.pressed;
}

float segments_width(std::span<const std::string> labels) {
  float width = 2 * px(2);
  for (const std::string& label : labels) width += draw::snap(draw::measure(Face::small_semi, label).x + 2 * px(11));
  return width;
}

namespace {

/// Arrows of what has the keyboard: −1, 0, +1.
int arrows(Ui& ui, bool focused) {
  if (!focused || ui.typing() || ui.keys_used) return 0;
  const int step = compat::key_pressed(ImGuiKey_RightArrow) ? 1 : compat::key_pressed(ImGuiKey_LeftArrow) ? -1 : 0;
  if (step != 0) ui.keys_used = true;
  return step;
}

int moved(int chosen, int step, std::size_t count) { return std::clamp(chosen + step, 0, static_cast<int>(count) - 1); }

}  // namespace

int segments(Ui& ui, const std::string& name, ImVec2 right_middle, std::span<const std::string> labels, int chosen) {
  const float half = px(14), edge = px(2);
  const Rect whole{{draw::snap(right_middle.x - segments_width(labels)), draw::snap(right_middle.y - half)},
                   {draw::snap(right_middle.x), draw::snap(right_middle.y + half)}};
  ImDrawList* const list = ImGui::GetWindowDrawList();
  list->AddRectFilled(whole.low, whole.high, theme().inset, px(7));
  compat::rect(list, whole.low, whole.high, theme().border, px(7), theme().hairline());
  draw::mark(name, whole);
  const bool mine = ui.focus.item(name), focused = mine && ui.focus.visible();
  if (focused) draw_ring(list, whole, px(7));
  const int before = chosen;
  chosen = moved(chosen, arrows(ui, focused), labels.size());
  float x = whole.low.x + edge;
  for (std::size_t i = 0; i < labels.size(); ++i) {
    const float width = draw::snap(draw::measure(Face::small_semi, labels[i]).x + 2 * px(11));
    const Rect box{{x, whole.low.y + edge}, {x + width, whole.high.y - edge}};
    const Touch touched = ui.mouse_on(name + "." + std::to_string(i), box, name);
    if (touched.began) ui.focus.take(name, false);
    if (touched.pressed) chosen = static_cast<int>(i);
    const bool on = static_cast<int>(i) == before;
    if (on) {
      list->AddRectFilled(box.low, box.high, theme().dark ? theme().border_strong : theme().card, px(5));
      if (!theme().dark) compat::rect(list, box.low, box.high, theme().border_strong, px(5), theme().hairline());
    }
    if (touched.hovered) ImGui::SetMouseCursor(ImGuiMouseCursor_Hand);
    draw::text_centre(list, Face::small_semi,
                      {box.centre().x, box.centre().y - draw::line_height(Face::small_semi) * 0.5f},
                      on || touched.hovered ? theme().text : theme().text3, labels[i]);
    x += width;
  }
  return chosen;
}

int tabs(Ui& ui, const std::string& name, const Rect& bar, std::span<const std::string> labels, int chosen, float& x) {
  ImDrawList* const list = ImGui::GetWindowDrawList();
  const bool focused = ui.focus.item(name) && ui.focus.visible();
  const int before = chosen;
  chosen = moved(chosen, arrows(ui, focused), labels.size());
  const float from = x;
  for (std::size_t i = 0; i < labels.size(); ++i) {
    const float width = draw::snap(draw::measure(Face::semi, labels[i]).x), pad = px(12);
    const Rect box{{draw::snap(x), bar.low.y}, {draw::snap(x + width + 2 * pad), bar.high.y}};
    const Touch touched = ui.mouse_on(name + "." + std::to_string(i), box, name);
    if (touched.began) ui.focus.take(name, false);
    if (touched.pressed) chosen = static_cast<int>(i);
    const bool on = static_cast<int>(i) == before;
    if (touched.hovered) ImGui::SetMouseCursor(ImGuiMouseCursor_Hand);
    draw::text(list, Face::semi, {box.low.x + pad, bar.centre().y - draw::line_height(Face::semi) * 0.5f},
               on || touched.hovered ? theme().text : theme().text3, labels[i]);
    if (on)
      list->AddRectFilled({box.low.x + pad - px(2), bar.high.y - px(3)}, {box.high.x - pad + px(2), bar.high.y},
                          theme().accent, px(1.5f));
    x = box.high.x;
  }
  if (focused) draw_ring(list, {{from, bar.low.y + px(8)}, {x, bar.high.y - px(8)}}, px(6));
  return chosen;
}

draw::Icon icon_of(Status status) {
  switch (status) {
    case Status::ok: return draw::Icon::check;
    case Status::warn: return draw::Icon::warning;
    case Status::bad: return draw::Icon::cross;
    case Status::neutral: return draw::Icon::info;
  }
  return draw::Icon::info;
}

float chip_width(const ChipWords& words) {
  return draw::snap(draw::measure(Face::small_semi, words.text).x + (words.icon ? px(17) : 0.0f) + 2 * px(9));
}

Rect chip(Ui& ui, const std::string& name, ImVec2 left_middle, const ChipWords& words, const std::string& tip) {
  const float half = px(11);
  const Rect box{{draw::snap(left_middle.x), draw::snap(left_middle.y - half)},
                 {draw::snap(left_middle.x + chip_width(words)), draw::snap(left_middle.y + half)}};
  ImDrawList* const list = ImGui::GetWindowDrawList();
  const ImU32 colour = words.accent ? theme().accent : theme().words(words.status);
  list->AddRectFilled(box.low, box.high, words.accent ? theme().accent_dim : theme().back(words.status), half);
  compat::rect(list, box.low, box.high, draw::faded(colour, 0.45f), half, theme().hairline());
  float x = box.low.x + px(9);
  if (words.icon) {
    draw::icon(list, *words.icon, {draw::snap(x + px(6)), draw::snap(box.centre().y)}, px(11), colour);
    x += px(17);
  }
  draw::text(list, Face::small_semi, {x, box.centre().y - draw::line_height(Face::small_semi) * 0.5f}, colour, words.text);
  if (!name.empty()) draw::mark(name, box);
  ui.tip(box, tip);
  return box;
}

ImVec2 card_corner(const Rect& box) { return {box.high.x - px(14), draw::snap(box.low.y + px(22))}; }

Rect card(Ui& ui, const std::string& name, const Rect& box, const std::string& title, const std::string& aside, float right) {
  ImDrawList* const list = ImGui::GetWindowDrawList();
  list->AddRectFilled(box.low, box.high, theme().card, px(9));
  compat::rect(list, box.low, box.high, theme().border, px(9), theme().hairline());
  draw::mark(name, box, "cards");
  const float middle = box.low.y + px(22), low = box.low.x + px(16), high = box.high.x - px(14) - (right > 0 ? px(right) + px(12) : 0.0f);
  if (!title.empty()) {
    const float width = ui.line(Face::title, {{low, middle - px(11)}, {high, middle + px(11)}}, Align::left, theme().text, title);
    const float room = high - low - width - px(10);
    if (!aside.empty() && room > px(24)) {
      ui.line(Face::small, {{low + width + px(10), middle - px(10)}, {high, middle + px(11)}}, Align::left, theme().text3, aside);
    }
  }
  const float top = title.empty() ? px(14) : px(44);
  return {{draw::snap(low), draw::snap(box.low.y + top)}, {draw::snap(box.high.x - px(16)), draw::snap(box.high.y - px(12))}};
}

}  // namespace npcost::window
