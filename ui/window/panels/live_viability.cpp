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
  gauge.caption = known ? p.say("viable.of_budget") : p.say("viable.no_budget");
  const ImVec2 centre{draw::snap(box.centre().x), draw::snap(box.low.y + radius)};
  charts::draw_gauge(ImGui::GetWindowDrawList(), centre, radius, gauge);
  const ChipWords words = viability_chip(p, viability_of(figures));
  const std::string name = mode_text(p.ui.language, mode);
  const float width = draw::measure(Face::small_semi, name).x, total = width + px(8) + chip_width(words);
  const float middle = draw::snap(box.low.y + charts::gauge_height(radius) + px(18));
  const std::string id = "live.chip." + std::string(mode_name(mode));
  if (total <= box.width()) {
    const float x = draw::snap(box.centre().x - total * 0.5f);
    draw::text(ImGui::GetWindowDrawList(), Face::small_semi, {x, middle - draw::line_height(Face::small_semi) * 0.5f}, colour_of_mode(mode), name);
    chip(p.ui, id, {x + width + px(8), middle}, words);
  } else {
    p.ui.line(Face::small_semi, {{box.low.x, middle - px(11)}, {box.high.x, middle + px(7)}}, Align::centre, colour_of_mode(mode), name);
    chip(p.ui, id, {box.centre().x - chip_width(words) * 0.5f, middle + px(18)}, words);
  }
}

/// Height used, in design pixels.
float draw_gauges(Panel& p, const Rect& box, const std::vector<Mode>& modes) {
  const int count = static_cast<int>(modes.size());
  const float cell = box.width() / static_cast<float>(count), gap = px(12);
  const float radius = std::floor(std::min({(cell - gap) * 0.5f, px(78), box.height() * 0.3f}));
  bool tall = false;
  for (int i = 0; i < count; ++i) {
    const Rect at = column(box, count, i, 10);
    draw_one_gauge(p, at, modes[static_cast<std::size_t>(i)], radius);
    const std::string name = mode_text(p.ui.language, modes[static_cast<std::size_t>(i)]);
    tall |= draw::measure(Face::small_semi, name).x + px(8) + chip_width(viability_chip(p, viability_of(figures_of(p, modes[static_cast<std::size_t>(i)])))) > at.width();
  }
  return (charts::gauge_height(radius) / theme().scale) + (tall ? 58.0f : 36.0f);
}

struct Line {
  std::string label;
  std::vector<std::string> values;
  std::vector<ImU32> colours;
};

std::vector<Line> table_lines(const Panel& p, const std::vector<Mode>& modes) {
  std::vector<Line> lines{{p.say("viable.p50"), {}, {}}, {p.say("viable.p95"), {}, {}}, {p.say("viable.budget"), {}, {}}, {p.say("viable.headroom"), {}, {}}};
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
  }
  return lines;
}

void draw_table(Panel& p, Rect& rest, const std::vector<Mode>& modes) {
  const int count = static_cast<int>(modes.size());
  const float label = count > 2 ? 72.0f : 92.0f;
  const auto cell = [&](const Rect& row, int n) {
    Rect right = row;
    take_left(right, label);
    return column(right, count, n, 6);
  };
  const Rect head = take_top(rest, 20);
  for (int i = 0; i < count; ++i) p.ui.line(Face::small, cell(head, i), Align::right, theme().text3, mode_text(p.ui.language, modes[static_cast<std::size_t>(i)]));
  for (const Line& line : table_lines(p, modes)) {
    const Rect row = take_top(rest, 20);
    p.ui.line(Face::small, {row.low, {row.low.x + px(label), row.high.y}}, Align::left, theme().text2, line.label);
    for (int i = 0; i < count; ++i) p.ui.line(Face::small_semi, cell(row, i), Align::right, line.colours[static_cast<std::size_t>(i)], line.values[static_cast<std::size_t>(i)]);
  }
}

/// "Voice weighs most: TTS 45 %".
void draw_binding(Panel& p, Rect& rest, const std::vector<Mode>& modes) {
  for (const Mode mode : modes) {
    const ModeFigures& f = figures_of(p, mode);
    if (!f.occurs || !(f.binding_share > 0.0)) continue;
    Rect row = take_top(rest, 20);
    p.ui.line(Face::small, {row.low, {row.low.x + px(92), row.high.y}}, Align::left, colour_of_mode(mode), mode_text(p.ui.language, mode));
    row.low.x += px(92);
    p.ui.line(Face::small, row, Align::right, theme().text2, p.say("viable.binding", stage_text(p.ui.language, f.binding), charts::percent(f.binding_share)));
  }
}

void draw_line(const Rect& rest) {
  ImGui::GetWindowDrawList()->AddRectFilled(rest.low, {rest.high.x, rest.low.y + theme().hairline()}, theme().border);
}

}  // namespace

void draw_viability(Panel& p, const Rect& box) {
  Rect inner = card(p.ui, "live.viability", box, p.say("viable.title"), p.say("viable.aside"));
  const std::vector<Mode> modes = modes_shown(p.screen);
  const float gauges = draw_gauges(p, inner, modes);
  take_top(inner, gauges);
  draw_line(inner);
  take_top(inner, 6);
  draw_table(p, inner, modes);
  take_top(inner, 6);
  draw_line(inner);
  take_top(inner, 6);
  draw_binding(p, inner, modes);
  take_top(inner, 8);
  if (inner.height() >= px(56)) draw_budgets(p, inner);
}

}  // namespace npcost::window
