// Where costs stand against their budgets.

#include <algorithm>
#include <cmath>
#include <limits>

#include "ui/window/panels/live_cards.h"

namespace npcost::window {

using draw::Align;
using draw::Face;
using draw::px;
using draw::Rect;
using draw::Status;
using draw::theme;

namespace {

constexpr double nan = std::numeric_limits<double>::quiet_NaN();

const ModeFigures& figures_of(const Panel& p, Mode mode) { return p.screen.mode[static_cast<std::size_t>(mode)]; }

void draw_one_gauge(Panel& p, const Rect& box, Mode mode, float radius) {
  const ModeFigures& figures = figures_of(p, mode);
  const bool known = figures.occurs && figures.budget && *figures.budget > 0.0;
  charts::Gauge gauge;
  gauge.id = "live.gauge." + std::string(mode_name(mode));
  gauge.p95 = known && figures.p95 ? *figures.p95 / *figures.budget : nan;
  gauge.p50 = known && figures.p50 ? *figures.p50 / *figures.budget : nan;
  if (std::isfinite(gauge.p95)) gauge.value = gauge.p95 >= 10.0 ? charts::short_number(gauge.p95, 2) + "×" : charts::percent(gauge.p95);
  const ImVec2 centre{draw::snap(box.centre().x), draw::snap(box.low.y + radius)};
  charts::draw_gauge(ImGui::GetWindowDrawList(), centre, radius, gauge);
  const float line = draw::line_height(Face::small_semi);
  const Rect name{{box.low.x, centre.y + px(3)}, {box.high.x, centre.y + px(5) + line}};
  p.ui.line(Face::small_semi, name, Align::centre, colour_of_mode(mode), mode_text(p.ui.language, mode));
  ChipWords words = viability_chip(p, viability_of(figures));
  const bool no_budget = figures.occurs && !figures.budget;
  if (no_budget) words.text = p.say("viable.no_budget");
  chip(p.ui, "live.chip." + std::string(mode_name(mode)),
       {box.centre().x - chip_width(words) * 0.5f, draw::snap(name.high.y + px(16))}, words,
       no_budget ? p.say("viable.no_budget_tip") : std::string());
}

/// Two beside each other; three and four in two rows. Cuts what they need from the top.
void draw_gauges(Panel& p, Rect& rest, const std::vector<Mode>& modes) {
  const std::size_t count = modes.size(), columns = std::min<std::size_t>(count, 2), rows = (count + columns - 1) / columns;
  const float most = rows > 1 ? 50.0f : rest.height() < px(420) ? 60.0f : 78.0f;
  const float radius = std::floor(std::min(px(most), rest.width() / static_cast<float>(columns) * 0.5f - px(6)));
  for (std::size_t row = 0; row < rows; ++row) {
    const Rect at = take_top(rest, radius / theme().scale + 52, 6);
    for (std::size_t i = 0; i < columns && row * columns + i < count; ++i) {
      draw_one_gauge(p, column(at, static_cast<int>(columns), static_cast<int>(i), 10), modes[row * columns + i], radius);
    }
  }
}

struct Line {
  std::string label;
  std::vector<std::string> values;
  std::vector<ImU32> colours;
};

std::vector<Line> table_lines(const Panel& p, const std::vector<Mode>& modes) {
  std::vector<Line> lines{{p.say("viable.p50"), {}, {}},
                          {p.say("viable.p95"), {}, {}},
                          {p.say("viable.budget"), {}, {}},
                          {p.say("viable.headroom"), {}, {}},
                          {p.say("viable.binding"), {}, {}}};
  for (const Mode mode : modes) {
    const ModeFigures& f = figures_of(p, mode);
    const int decimals = column_decimals(f.p95.value_or(f.budget.value_or(1.0)), p.money);
    const auto add = [&](std::size_t line, const std::optional<double>& value, ImU32 colour) {
      lines[line].values.push_back(fixed_or_dash(value, decimals, p.money));
      lines[line].colours.push_back(value ? colour : theme().text3);
    };
    add(0, f.p50, theme().text);
    add(1, f.p95, theme().text);
    add(2, f.budget, theme().text);
    const std::optional<double> room = f.p95 && f.budget ? std::optional(*f.budget - *f.p95) : std::nullopt;
    add(3, room, theme().words(room && *room < 0.0 ? Status::bad : Status::ok));
    if (room && *room > 0.0) lines[3].values.back() = "+" + lines[3].values.back();
    const bool weighed = f.occurs && f.binding_share > 0.0;
    lines[4].values.push_back(weighed ? stage_text(p.ui.language, f.binding) + " " + charts::percent(f.binding_share) : "–");
    lines[4].colours.push_back(weighed ? theme().text : theme().text3);
  }
  return lines;
}

void draw_table(Panel& p, Rect& rest, const std::vector<Mode>& modes) {
  const int count = static_cast<int>(modes.size());
  const float label = count > 2 ? 76.0f : 92.0f;
  const auto cell = [&](const Rect& row, int n) {
    Rect right = row;
    take_left(right, label);
    return column(right, count, n, 6);
  };
  const Rect head = take_top(rest, 20);
  for (int i = 0; i < count; ++i)
    p.ui.line(Face::small, cell(head, i), Align::right, theme().text3,
              mode_text(p.ui.language, modes[static_cast<std::size_t>(i)]));
  for (const Line& line : table_lines(p, modes)) {
    const Rect row = take_top(rest, 20);
    p.ui.line(Face::small, {row.low, {row.low.x + px(label), row.high.y}}, Align::left, theme().text2, line.label);
    for (int i = 0; i < count; ++i)
      p.ui.line(Face::small_semi, cell(row, i), Align::right, line.colours[static_cast<std::size_t>(i)],
                line.values[static_cast<std::size_t>(i)]);
  }
}

void draw_line(const Rect& rest) {
  ImGui::GetWindowDrawList()->AddRectFilled(rest.low, {rest.high.x, rest.low.y + theme().hairline()}, theme().border);
}

}  // namespace

void draw_viability(Panel& p, const Rect& box) {
  Rect inner = card(p.ui, "live.viability", box, p.say("viable.title"), p.say("viable.aside"));
  const std::vector<Mode> modes = modes_shown(p.screen);
  draw_gauges(p, inner, modes);
  take_top(inner, 4);
  draw_line(inner);
  take_top(inner, 6);
  draw_table(p, inner, modes);
  take_top(inner, 10);
  if (inner.height() >= px(56)) draw_budgets(p, inner);
}

}  // namespace npcost::window
