// The numbers that can be turned, at the left.

#include <algorithm>
#include <cmath>

#include "ui/window/panels/panel.h"

namespace npcost::window {

namespace {

constexpr float group_height = 34;

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

bool holds(std::string_view text, std::string_view wanted) {
  const auto same = [](char a, char b) { return lower(a) == lower(b); };
  return std::search(text.begin(), text.end(), wanted.begin(), wanted.end(), same) != text.end();
}

}  // namespace

bool found_by(const Parameter& p, std::string_view search, Language language) {
  const std::string label = label_text(language, p), group = group_text(language, p.group);
  while (!search.empty()) {
    const std::size_t space = search.find(' ');
    const std::string_view one = search.substr(0, space);
    if (!one.empty() && !holds(label, one) && !holds(group, one) && !holds(p.label, one) && !holds(p.group, one) &&
        !holds(p.pointer, one))
      return false;
    search = space == std::string_view::npos ? std::string_view() : search.substr(space + 1);
  }
  return true;
}

namespace {

/// The currency that a price is written in; nothing: it is no money.
std::optional<std::string> money_of(const Parameter& parameter, const Screen& screen) {
  const std::string_view text = parameter.text;
  if (const auto code = currency_named(std::string_view(parameter.unit).substr(0, 3))) return std::string(facts_of(*code).code);
  if (text.starts_with("$")) return "USD";
  if (text.starts_with("₩")) return "KRW";
  if (text.starts_with("€")) return "EUR";
  if (text.starts_with("¥")) return screen.currency == "CNY" ? "CNY" : "JPY";
  if (parameter.kind == Parameter::Kind::price && !text.starts_with('{')) return screen.currency;
  return std::nullopt;
}

std::string without_unit(const Parameter& p) {
  std::string text = p.text;
  if (!p.unit.empty() && text.ends_with(p.unit)) text.resize(text.size() - p.unit.size());
  while (!text.empty() && text.back() == ' ') text.pop_back();
  if (const std::size_t dots = text.find(".."); dots != std::string::npos) text.replace(dots, 2, "–");
  return text;
}

ParameterRow row_of(const Panel& panel, const Parameter& p) {
  ParameterRow row;
  row.parameter = &p;
  row.label = label_text(panel.ui.language, p);
  row.unit = shown_name(p.unit);
  const bool coded = currency_named(std::string_view(p.unit).substr(0, 3)).has_value();  // "KRW/1M tokens"
  if (coded) row.unit.erase(0, 3);
  if (row.unit.starts_with("/1M ")) row.unit = "/M " + row.unit.substr(4);
  const std::optional<std::string> money = money_of(p, panel.screen);
  const bool plain = p.text.find("..") == std::string::npos && !p.text.starts_with('{');
  if (money && plain) {
    auto style = money_style(*money, currency_named(*money) ? panel.view.kept.currency : std::nullopt, panel.ui.language);
    const double shown = std::fabs(p.value * style.rate);
    style.korean_units = style.korean_units && shown >= 1e6;  // prices are read in full
    const bool as_written = style.rate == 1.0 && p.text.size() < 24 && !coded;
    row.value = as_written ? shown_name(without_unit(p)) : charts::money(p.value, style, shown >= 10000.0 ? 5 : shown >= 1.0 ? 4 : 3);
    return row;
  }
  row.value = without_unit(p);
  if (p.text.starts_with('{') || row.value.empty() || row.value.size() > 22) row.value = "≈ " + charts::short_number(p.value, 3);
  else row.value = shown_name(row.value);
  return row;
}

void apply(Panel& panel, const Parameter& p, const ParameterAnswer& answer) {
  if (answer.dragged) panel.actions.drag(p.pointer, *answer.dragged);
  if (answer.released) panel.actions.release();
  if (answer.typed) panel.actions.set(p.pointer, *answer.typed);
  if (answer.reset) panel.actions.reset(p.pointer);
}

void draw_group(Panel& panel, const Rect& box, const std::string& name) {
  const Rect words{{box.low.x, box.low.y + px(12)}, {box.high.x, box.high.y}};
  const float width = panel.ui.line(Face::small_semi, words, Align::left, theme().text3, name);
  const float y = draw::snap(words.centre().y), x = box.low.x + width + px(10);
  if (x < box.high.x) ImGui::GetWindowDrawList()->AddRectFilled({x, y}, {box.high.x, y + theme().hairline()}, theme().border);
}

struct Shown {
  const Parameter* parameter;              ///< null: the head of a group
  std::string group;
};

std::vector<Shown> shown_rows(const Screen& screen, const std::string& search, Language language) {
  std::vector<Shown> rows;
  std::string group;
  for (const Parameter& p : screen.parameters) {
    if (!search.empty() && !found_by(p, search, language)) continue;
    if (p.group != group || rows.empty()) rows.push_back({nullptr, p.group});
    group = p.group;
    rows.push_back({&p, {}});
  }
  return rows;
}

void draw_rows(Panel& panel, const Rect& box) {
  const std::vector<Shown> rows = shown_rows(panel.screen, panel.view.kept.search, panel.ui.language);
  ImGui::SetCursorScreenPos(box.low);
  compat::begin_child("params.list", {box.width(), box.height()}, false, ImGuiWindowFlags_NoMove);
  const ImVec2 origin = ImGui::GetCursorScreenPos();
  const float left = box.low.x + px(20), right = box.high.x - px(20);
  float y = origin.y;
  for (const Shown& row : rows) {
    const float height = px(row.parameter == nullptr ? group_height : parameter_row_height);
    const Rect at{{left, draw::snap(y)}, {right, draw::snap(y + height)}};
    y += height;
    const bool seen = at.high.y > box.low.y && at.low.y < box.high.y;
    if (row.parameter == nullptr) {
      if (seen) draw_group(panel, at, group_text(panel.ui.language, shown_name(row.group)));
      continue;
    }
    const std::string id = "params" + row.parameter->pointer;
    if (panel.ui.focus.arrived(id)) {
      const float top = at.low.y - origin.y;
      if (at.low.y < box.low.y) ImGui::SetScrollY(std::max(0.0f, top - px(group_height)));
      else if (at.high.y > box.high.y) ImGui::SetScrollY(top + height - box.height() + px(8));
    }
    if (seen) apply(panel, *row.parameter, parameter_row(panel.ui, "params", at, row_of(panel, *row.parameter), panel.view.typing));
    else panel.ui.focus.item(id);
  }
  if (rows.empty()) {
    const std::string words = panel.screen.parameters.empty() ? panel.say("params.none") : panel.say("params.not_found");
    draw::text_wrapped(ImGui::GetWindowDrawList(), Face::body, {left, origin.y + px(24)}, right - left, theme().text3, words);
  }
  ImGui::SetCursorScreenPos(origin);
  ImGui::Dummy({1, std::max(1.0f, y - origin.y + px(8))});
  ImGui::EndChild();
}

void draw_head(Panel& panel, const Rect& head) {
  ImDrawList* const list = ImGui::GetWindowDrawList();
  const float title =
      draw::text(list, Face::title, {head.low.x, head.centre().y - draw::line_height(Face::title) * 0.5f}, theme().text,
                 panel.say("params.title"));
  if (panel.screen.changed == 0) return;
  const std::string reset = panel.say("params.reset");
  const ChipWords words{panel.say("params.changed", panel.screen.changed), draw::Status::neutral, {}, true};
  const float x = head.low.x + title + px(10);
  if (x + chip_width(words) + px(12) + link_width(reset) < head.high.x) chip(panel.ui, "params.changed", {x, head.centre().y}, words);
  if (link(panel.ui, "params.reset_all", {head.high.x, head.centre().y}, reset, panel.say("params.reset_tip"))) panel.actions.reset_all();
}

void draw_foot(Panel& panel, Rect foot) {
  const bool open = !panel.screen.file.empty();
  if (icon_button(panel.ui, "params.command", {foot.high.x - px(15), foot.centre().y}, Icon::terminal,
                  panel.say("command.show"), open))
    panel.view.overlay.show("dialog.command");
  take_right(foot, 30, 8);
  const ButtonWords baseline{panel.say("params.baseline"), {}, panel.say("params.baseline_tip"), ButtonLook::plain, open};
  const bool unsaved = has_unsaved(panel.screen);
  const ButtonWords save{panel.say("params.save"), {}, panel.say("params.save_tip"), ButtonLook::plain, open && unsaved};
  const float width = (foot.width() - px(8)) * 0.58f;
  Rect left = foot;
  left.high.x = draw::snap(foot.low.x + width);
  const Rect right{{left.high.x + px(8), foot.low.y}, foot.high};
  if (button(panel.ui, "params.baseline", left, baseline, "foot")) panel.actions.set_baseline();
  if (button(panel.ui, "params.save", right, save, "foot")) panel.actions.save();
}

}  // namespace

void draw_parameters(Panel& panel, const Rect& box) {
  ImDrawList* const list = ImGui::GetWindowDrawList();
  list->AddRectFilled(box.low, box.high, theme().rail);
  list->AddRectFilled({box.high.x - theme().hairline(), box.low.y}, box.high, theme().border);
  draw::mark("params", box);
  Rect rest = box;
  take_top(rest, 8);
  Rect head = take_top(rest, 32, 6);
  head = inset(head, 20, 0);
  draw_head(panel, head);
  Rect tools = inset(take_top(rest, 30, 4), 20, 0);
  if (icon_button(panel.ui, "params.redo", {tools.high.x - px(11), tools.centre().y}, Icon::redo,
                  panel.say("params.redo"), panel.screen.can_redo))
    panel.actions.redo();
  if (icon_button(panel.ui, "params.undo", {tools.high.x - px(41), tools.centre().y}, Icon::undo,
                  panel.say("params.undo"), panel.screen.can_undo))
    panel.actions.undo();
  take_right(tools, 60, 4);
  search_field(panel.ui, "params.search", tools, panel.view.kept.search, panel.say("params.search"));
  const Rect foot = take_bottom(rest, 58);
  list->AddRectFilled({foot.low.x, foot.low.y}, {foot.high.x, foot.low.y + theme().hairline()}, theme().border);
  draw_rows(panel, rest);
  draw_foot(panel, inset(foot, 20, 13));
}

}  // namespace npcost::window
