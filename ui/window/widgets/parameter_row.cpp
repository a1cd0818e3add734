#include "ui/window/widgets/parameter_row.h"

#include <algorithm>
#include <cmath>

#include "ui/window/widgets/controls.h"
#include "ui/window/widgets/field.h"
#include "ui/window/words/numbers.h"

namespace npcost::window {

float part_of(const Parameter& p, double value) {
  if (!std::isfinite(value) || !(p.high > p.low)) return 0.0f;
  double part = (value - p.low) / (p.high - p.low);
  if (p.logarithmic && p.low > 0.0) part = value > 0.0 ? std::log(value / p.low) / std::log(p.high / p.low) : 0.0;
  return static_cast<float>(std::clamp(part, 0.0, 1.0));
}

double value_at(const Parameter& p, float part) {
  const double at = std::clamp(static_cast<double>(part), 0.0, 1.0);
  double value = p.low + (p.high - p.low) * at;
  if (p.logarithmic && p.low > 0.0) value = p.low * std::pow(p.high / p.low, at);
  if (p.whole) return std::clamp(std::round(value), p.low, p.high);
  if (value == 0.0 || !std::isfinite(value)) return value;
  const double grain = std::pow(
      10.0,
      std::floor(std::log10(std::fabs(p.logarithmic ? value : std::max(std::fabs(p.low), std::fabs(p.high))))) - 2.0);
  return std::clamp(std::round(value / grain) * grain, p.low, p.high);
}

namespace {

constexpr float key_step = 0.01f;

void draw_slider(const Rect& track, const Parameter& p, const Touch& touched) {
  ImDrawList* const list = ImGui::GetWindowDrawList();
  const auto& t = theme();
  const float middle = draw::snap(track.centre().y), half = px(2), x = track.low.x + track.width() * part_of(p, p.value);
  list->AddRectFilled({track.low.x, middle - half}, {track.high.x, middle + half}, t.dark ? t.border : t.border_strong, half);
  const ImU32 fill = p.changed ? t.accent : draw::mixed(t.accent, t.rail, t.dark ? 0.38f : 0.3f);
  if (x > track.low.x + half) list->AddRectFilled({track.low.x, middle - half}, {x, middle + half}, fill, half);
  if (p.changed) {
    const float tick = draw::snap(track.low.x + track.width() * part_of(p, p.file_value));
    list->AddRectFilled({tick - px(1), middle - px(6)}, {tick + px(1), middle + px(6)}, t.text2);
  }
  const float radius = touched.held || touched.hovered ? px(6.5f) : px(5.5f);
  list->AddCircleFilled({x, middle}, radius, t.dark ? t.text : t.accent, 24);
  if (touched.held || touched.hovered) ImGui::SetMouseCursor(ImGuiMouseCursor_ResizeEW);
}

void turn(Ui& ui, const Rect& track, const Parameter& p, const Touch& touched, bool focused, ParameterAnswer& answer) {
  if (touched.held && track.width() > 1.0f) {
    const double value = value_at(p, (ImGui::GetIO().MousePos.x - track.low.x) / track.width());
    if (value != p.value) answer.dragged = value;
  }
  if (touched.ended) answer.released = true;
  if (!focused || ui.typing() || ui.keys_used) return;
  const int step = compat::key_pressed(ImGuiKey_RightArrow) ? 1 : compat::key_pressed(ImGuiKey_LeftArrow) ? -1 : 0;
  if (step != 0) {
    ui.keys_used = true;
    const float by = ImGui::GetIO().KeyShift ? 10 * key_step : key_step;
    double value = value_at(p, part_of(p, p.value) + by * static_cast<float>(step));
    if (p.whole && value == p.value) value = std::clamp(p.value + step, p.low, p.high);
    if (value != p.value) answer.dragged = value, answer.released = true;
  }
  if (compat::key_pressed(ImGuiKey_Delete)) ui.keys_used = true, answer.reset = p.changed;
}

std::string tip_of_row(Ui& ui, const Parameter& p) {
  std::string text = p.help;
  const auto add = [&text](const std::string& more) { text += (text.empty() ? "" : "\n") + more; };
  if (!p.fault.empty()) text = p.fault;
  if (p.changed) add(ui.say("params.in_file", p.file_text));
  if (!p.provenance.empty() && p.fault.empty()) add(provenance_text(ui.language, p.provenance));
  add("--set '" + p.pointer + "=" + p.text + "'");
  return text;
}

/// The value as a field, while it is typed.
void draw_field(Ui& ui, const std::string& id, Rect& head, const Parameter& p, Typing& typing, ParameterAnswer& answer) {
  const Rect room = take_right(head, 132);
  FieldLook look;
  look.face = Face::small_semi;
  look.begin = typing.fresh;
  look.bad = !p.fault.empty();
  typing.fresh = false;
  const FieldAnswer typed = field(ui, id + ".field", room, typing.text, look);
  if (!typed.left) return;
  if (!typed.escaped && typing.text != p.text) answer.typed = typing.text;
  typing.pointer.clear();
  ui.focus.take(id, ui.focus.visible());
}

/// Value and unit at the right; a click on them, or Enter, begins to type.
void draw_value(Ui& ui, const std::string& id, Rect& head, const ParameterRow& row, bool focused, Typing& typing) {
  const Parameter& p = *row.parameter;
  const float unit = row.unit.empty() ? 0.0f : draw::measure(Face::small, row.unit).x + px(5);
  const float width = std::min(draw::measure(Face::semi, row.value).x + unit, head.width() * 0.62f);
  const Rect words{{head.high.x - width, head.low.y}, head.high};
  const Rect around{{words.low.x - px(6), words.low.y + px(1)}, {words.high.x + px(4), words.high.y - px(1)}};
  const Touch pressed = ui.mouse_on(id + ".value", around);
  if (pressed.hovered) {
    ImGui::GetWindowDrawList()->AddRectFilled(around.low, around.high, theme().hover, px(4));
    ImGui::SetMouseCursor(ImGuiMouseCursor_TextInput);
  }
  const ImU32 colour = !p.fault.empty() ? theme().words(draw::Status::bad) : theme().text;
  ui.line(Face::semi, {words.low, {words.high.x - unit, words.high.y}}, Align::left, colour, row.value);
  const Rect behind{{words.high.x - unit + px(5), words.low.y + px(1)}, {words.high.x, words.high.y + px(1)}};
  if (unit > 0.0f) ui.line(Face::small, behind, Align::left, theme().text3, row.unit);
  const bool enter = focused && !ui.typing() && !ui.keys_used && compat::key_pressed(ImGuiKey_Enter);
  if (enter) ui.keys_used = true;
  if (pressed.pressed || enter) typing = {p.pointer, p.text, true};
  head.high.x = words.low.x - px(8);
}

/// The dot of a changed one, which resets it, and the sign of a fault. Moves `x` behind them.
void draw_signs(Ui& ui, const std::string& id, const Rect& head, const Parameter& p, float& x, ParameterAnswer& answer) {
  ImDrawList* const list = ImGui::GetWindowDrawList();
  const float middle = head.centre().y;
  if (p.changed) {
    const Rect dot{{x - px(6), middle - px(9)}, {x + px(12), middle + px(9)}};
    const Touch back = ui.mouse_on(id + ".reset", dot);
    if (back.hovered) {
      draw::icon(list, draw::Icon::undo, {x + px(3), middle}, px(13), theme().text);
      ImGui::SetMouseCursor(ImGuiMouseCursor_Hand);
    } else {
      list->AddCircleFilled({x + px(3), middle}, px(3), theme().accent, 16);
    }
    ui.tip_of(back, dot, ui.say("params.reset_one", p.file_text));
    if (back.pressed) answer.reset = true;
    x += px(12);
  }
  if (p.fault.empty()) return;
  draw::icon(list, draw::Icon::warning, {x + px(6), middle}, px(13), theme().words(draw::Status::bad));
  x += px(18);
}

}  // namespace

ParameterAnswer parameter_row(Ui& ui, const std::string& name, const Rect& box, const ParameterRow& row, Typing& typing) {
  ParameterAnswer answer;
  const Parameter& p = *row.parameter;
  const std::string id = name + p.pointer;
  const bool focused = ui.focus.item(id) && ui.focus.visible();
  draw::mark(id, box, name);
  Rect rest = box;
  Rect head = take_top(rest, 24);
  const Rect track{{head.low.x, rest.low.y}, {head.high.x, rest.low.y + px(14)}};
  const Touch slider = ui.mouse_on(id + ".slider", {{track.low.x - px(4), track.low.y - px(2)}, {track.high.x + px(4), track.high.y}});
  if (slider.began) ui.focus.take(id, false);
  turn(ui, track, p, slider, focused, answer);
  draw_slider(track, p, slider);
  if (typing.pointer == p.pointer) draw_field(ui, id, head, p, typing, answer);
  else draw_value(ui, id, head, row, focused, typing);
  float x = head.low.x;
  draw_signs(ui, id, head, p, x, answer);
  const Rect label{{x, head.low.y}, head.high};
  ui.line(Face::body, label, Align::left, p.changed || slider.held ? theme().text : theme().text2, row.label);
  if (!slider.held && mouse_over(label)) ui.tip(label, tip_of_row(ui, p));
  if (focused) draw_ring(ImGui::GetWindowDrawList(), {{box.low.x - px(4), box.low.y}, {box.high.x + px(4), box.high.y - px(4)}}, px(5));
  return answer;
}

}  // namespace npcost::window
