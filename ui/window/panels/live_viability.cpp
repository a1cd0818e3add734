// Where costs stand against their budgets.

#include <algorithm>
#include <functional>
#include <limits>
#include <optional>

#include "ui/window/panels/live_cards.h"

namespace npcost::window {

namespace {

constexpr double nan = std::numeric_limits<double>::quiet_NaN();

/// In the budget's own unit.
std::string budget_amount(const Panel& p, const BudgetFigure& budget, double value) {
  if (budget.unit == "ratio") return charts::percent(value, 1);
  if (budget.unit != p.screen.currency) return charts::short_number(value) + " " + shown_name(budget.unit);
  const double typical = budget.limit > 0 ? budget.limit : value;
  return fixed_or_dash(value, column_decimals(typical, p.money), p.money);
}

const ModeFigures& figures_of(const Panel& p, Mode mode) { return p.screen.mode[static_cast<std::size_t>(mode)]; }

std::string used_text(double used) {
  if (used >= 1000.0) return ">999×";
  return used >= 2.0 ? charts::short_number(used, 2) + "×" : charts::percent(used);
}

/// Every budget of the mode, the hardest first.
std::string budgets_tip(const Panel& p, const ModeFigures& figures) {
  if (figures.budgets.empty()) return p.say("viable.no_budget_tip");
  std::string tip;
  for (const BudgetFigure& one : figures.budgets) {
    tip += (tip.empty() ? "" : "\n") +
           p.say("viable.budget_tip", shown_name(one.name), one.where.empty() ? p.say("viable.all") : shown_name(one.where),
                 stat_text(p.ui.language, one.stat), metric_text(p.ui.language, one.metric),
                 one.value ? budget_amount(p, one, *one.value) : "–", budget_amount(p, one, one.limit));
  }
  return tip;
}

void draw_one_gauge(Panel& p, const Rect& box, Mode mode, float radius) {
  const ModeFigures& figures = figures_of(p, mode);
  const BudgetFigure* const budget = figures.occurs ? hardest(figures) : nullptr;
  charts::Gauge gauge;
  gauge.id = "live.gauge." + std::string(mode_name(mode));
  gauge.p95 = gauge.p50 = nan;
  if (budget != nullptr && budget->used) {
    gauge.p95 = gauge.p50 = std::min(*budget->used, 1e6);
    if (budget->p50 && budget->p95 && budget->limit > 0) gauge.p50 = *budget->p50 / budget->limit;
    gauge.value = used_text(*budget->used);
  }
  const ImVec2 centre{draw::snap(box.centre().x), draw::snap(box.low.y + radius)};
  charts::draw_gauge(ImGui::GetWindowDrawList(), centre, radius, gauge);
  const float line = draw::line_height(Face::small_semi);
  const Rect name{{box.low.x, centre.y + px(3)}, {box.high.x, centre.y + px(5) + line}};
  p.ui.line(Face::small_semi, name, Align::centre, colour_of_mode(mode), mode_text(p.ui.language, mode));
  ChipWords words = viability_chip(p, viability_of(figures));
  if (figures.occurs && budget == nullptr) words.text = p.say("viable.no_budget");
  chip(p.ui, "live.chip." + std::string(mode_name(mode)),
       {box.centre().x - chip_width(words) * 0.5f, draw::snap(name.high.y + px(16))}, words,
       figures.occurs ? budgets_tip(p, figures) : std::string());
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
  std::vector<std::string> values = {};
  std::vector<ImU32> colours = {};
};

/// What the hardest budgets of the modes have in common.
struct Shared {
  bool any = false, metric = true, stat = true, p50 = false, p95 = false;
  const BudgetFigure* first = nullptr;
};

Shared shared_by(const Panel& p, const std::vector<Mode>& modes) {
  Shared shared;
  for (const Mode mode : modes) {
    const BudgetFigure* const one = hardest(figures_of(p, mode));
    if (one == nullptr) continue;
    if (shared.first == nullptr) shared.first = one;
    shared.any = true;
    shared.metric = shared.metric && one->metric == shared.first->metric;
    shared.stat = shared.stat && one->stat == shared.first->stat;
    shared.p50 = shared.p50 || one->p50;
    shared.p95 = shared.p95 || one->p95;
  }
  return shared;
}

/// "mean share of revenue ÷ limit"; of several metrics or stats: "cost ÷ limit".
std::string aside_of(const Panel& p, const std::vector<Mode>& modes) {
  const Shared shared = shared_by(p, modes);
  if (!shared.any) return {};
  if (!shared.metric || !shared.stat) return p.say("viable.aside_several");
  return p.say("viable.aside", stat_text(p.ui.language, shared.first->stat), metric_text(p.ui.language, shared.first->metric));
}

std::string with_capital(std::string text) {
  if (!text.empty() && text[0] >= 'a' && text[0] <= 'z') text[0] = static_cast<char>(text[0] - 'a' + 'A');
  return text;
}

using ValueOf = std::function<std::optional<double>(const BudgetFigure&)>;

/// A row of amounts in the units of the budgets.
Line amounts(const Panel& p, const std::vector<Mode>& modes, std::string label, const ValueOf& of) {
  Line line{std::move(label)};
  for (const Mode mode : modes) {
    const BudgetFigure* const budget = hardest(figures_of(p, mode));
    const std::optional<double> value = budget == nullptr ? std::nullopt : of(*budget);
    line.values.push_back(value ? budget_amount(p, *budget, *value) : "–");
    line.colours.push_back(value ? theme().text : theme().text3);
  }
  return line;
}

Line headroom(const Panel& p, const std::vector<Mode>& modes) {
  const auto room = [](const BudgetFigure& b) { return b.value ? std::optional(b.limit - *b.value) : std::nullopt; };
  Line line = amounts(p, modes, p.say("viable.headroom"), room);
  for (std::size_t i = 0; i < modes.size(); ++i) {
    const BudgetFigure* const budget = hardest(figures_of(p, modes[i]));
    const std::optional<double> left = budget == nullptr ? std::nullopt : room(*budget);
    if (!left) continue;
    // Beside three others a sign more than the limit's has no room.
    if (modes.size() > 2 && budget->unit == p.screen.currency) line.values[i] = charts::money(*left, p.money, 2);
    line.colours[i] = theme().words(*left < 0.0 ? Status::bad : Status::ok);
    if (*left > 0.0) line.values[i] = "+" + line.values[i];
  }
  return line;
}

Line heaviest(const Panel& p, const std::vector<Mode>& modes) {
  Line line{p.say("viable.binding")};
  for (const Mode mode : modes) {
    const ModeFigures& f = figures_of(p, mode);
    const bool weighed = f.occurs && f.binding_share > 0.0;
    line.values.push_back(weighed ? stage_text(p.ui.language, f.binding) + " " + charts::percent(f.binding_share) : "–");
    line.colours.push_back(weighed ? theme().text : theme().text3);
  }
  return line;
}

/// Without any budget: what an hour costs.
Line by_hour(const Panel& p, const std::vector<Mode>& modes, std::string label, std::optional<double> ModeFigures::*of) {
  Line line{std::move(label)};
  for (const Mode mode : modes) {
    const ModeFigures& f = figures_of(p, mode);
    line.values.push_back(fixed_or_dash(f.*of, column_decimals(f.p95.value_or(1.0), p.money), p.money));
    line.colours.push_back(f.*of ? theme().text : theme().text3);
  }
  return line;
}

std::vector<Line> table_lines(const Panel& p, const std::vector<Mode>& modes) {
  const Shared shared = shared_by(p, modes);
  if (!shared.any) {
    return {by_hour(p, modes, p.say("viable.p50"), &ModeFigures::p50), by_hour(p, modes, p.say("viable.p95"), &ModeFigures::p95),
            by_hour(p, modes, with_capital(p.say("stat.mean")), &ModeFigures::mean), heaviest(p, modes)};
  }
  std::vector<Line> lines;
  const auto judged = [&](Stat stat) { return shared.stat && shared.first->stat == stat; };
  if (shared.p50 && !judged(Stat::p50)) {
    lines.push_back(amounts(p, modes, p.say("viable.p50"), [](const BudgetFigure& b) { return b.p50; }));
  }
  const std::string label = shared.stat && shared.p50 ? stat_text(p.ui.language, shared.first->stat)
                            : shared.metric           ? metric_text(p.ui.language, shared.first->metric)
                                                      : p.say("viable.so_far");
  lines.push_back(amounts(p, modes, with_capital(label), [](const BudgetFigure& b) { return b.value; }));
  if (shared.p95 && !judged(Stat::p95)) {
    Line p95 = amounts(p, modes, p.say("viable.p95"), [](const BudgetFigure& b) { return b.p95; });
    lines.insert(judged(Stat::p99) || judged(Stat::max) ? lines.end() - 1 : lines.end(), std::move(p95));   // ascending
  }
  lines.push_back(amounts(p, modes, p.say("viable.budget"), [](const BudgetFigure& b) { return std::optional(b.limit); }));
  lines.push_back(headroom(p, modes));
  lines.push_back(heaviest(p, modes));
  return lines;
}

void draw_table(Panel& p, Rect& rest, const std::vector<Mode>& modes) {
  const int count = static_cast<int>(modes.size());
  const float label = count > 2 ? 76.0f : 108.0f;
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
  const std::vector<Mode> modes = modes_shown(p.screen);
  Rect inner = card(p.ui, "live.viability", box, p.say("viable.title"), aside_of(p, modes));
  draw_gauges(p, inner, modes);
  take_top(inner, 4);
  draw_line(inner);
  take_top(inner, 6);
  draw_table(p, inner, modes);
  take_top(inner, 10);
  if (inner.height() >= px(56)) draw_answers(p, inner);
}

}  // namespace npcost::window
