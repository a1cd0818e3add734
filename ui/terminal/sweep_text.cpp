#include "ui/terminal/sweep_text.h"

#include <fmt/format.h>

#include <algorithm>

#include "sim/reading/diagnostic.h"
#include "sim/scenario/written_number.h"
#include "ui/terminal/columns.h"
#include "ui/terminal/figures.h"
#include "ui/terminal/summary.h"
#include "ui/terminal/table.h"

namespace npcost {
namespace {

constexpr std::size_t most_figures = 3, most_rows = 200, most_axes_shown = 4;

const SweepPoint* first_known(const SweepAnswer& answer) {
  for (const SweepPoint& point : answer.points) {
    if (point.replications > 0) return &point;
  }
  return nullptr;
}

SweepFigure figure_of(const SweepPoint& like, std::size_t metric) {
  SweepFigure figure{like.metrics[metric].name, like.metrics[metric].unit, metric, {}};
  for (std::size_t b = 0; b < like.budgets.size() && !figure.budget; ++b) {
    const BudgetResult& budget = like.budgets[b];
    if (budget.metric == figure.title && budget.stat == "mean" && budget.where.empty()) figure.budget = b;
  }
  return figure;
}

SweepFigure figure_of_budget(const SweepPoint& like, std::size_t b) {
  const BudgetResult& budget = like.budgets[b];
  std::string title = budget.metric;
  if (budget.stat != "mean") title += " " + budget.stat;
  if (!budget.where.empty()) title += " of " + budget.where;
  return {title, budget.unit, {}, b};
}

/// The last two names of a path: "small/input".
std::string short_path(const std::string& pointer) {
  const std::size_t last = pointer.rfind('/');
  const std::size_t before = last == 0 ? std::string::npos : pointer.rfind('/', last - 1);
  return pointer.substr(before == std::string::npos || before == 0 ? 1 : before + 1);
}

std::string word_of(BudgetResult::Verdict verdict) {
  if (verdict == BudgetResult::Verdict::pass) return "pass";
  return verdict == BudgetResult::Verdict::fail ? "fail" : "?";
}

std::string title_section(const SweepAnswer& answer, const Style& style) {
  std::string text = inked(fmt::format("{}: {}", shown_name(answer.scenario, 50, style), counted(answer.points.size(), "point", "points")),
                           Ink::strong, style) +
                     "\n";
  for (const SweepAxis& axis : answer.axes) {
    std::string values = shown_value(axis.values.front()) + (style.utf8 ? " … " : " .. ") + shown_value(axis.values.back());
    if (axis.values.size() == 1) values = shown_value(axis.values.front());
    std::string line = fmt::format("  {}  {}", printable(axis.pointer), printable(values));
    if (!axis.now.empty()) line += fmt::format("  (now {})", shown_name(shown_value(axis.now), 40, style));
    text += cut_to(line, summary_width, style) + "\n";
  }
  std::vector<std::string> parts{fmt::format("seed {}", answer.seed),
                                 counted(answer.replications, "replication", "replications") + " of each"};
  if (answer.usages < answer.points.size()) {
    parts.push_back(fmt::format("{} lived, the others only billed", counted(answer.usages, "month", "months")));
  }
  text += joined_parts(parts, "", summary_width, style);
  if (answer.reduced()) {
    std::string note = answer.sample ? fmt::format("sample of {} players, ", *answer.sample) : std::string();
    note += fmt::format("{} of {} replications: a sweep of this size is looked at coarsely; --full for the whole", answer.replications,
                        answer.replications_wanted);
    for (const std::string& line : wrapped(note, summary_width)) text += inked(line, Ink::odd, style) + "\n";
  }
  if (!answer.partial) return text;
  for (const std::string& line : wrapped("PARTIAL: " + printable(answer.partial_why), summary_width))
    text += inked(line, Ink::odd, style) + "\n";
  return text;
}

std::string figure_title(const SweepAnswer& answer, const SweepFigure& figure, const Style& style) {
  std::string title = figure.title;
  const SweepPoint* like = first_known(answer);
  if (figure.budget && like != nullptr) {
    const BudgetResult& budget = like->budgets[*figure.budget];
    title += fmt::format(" \"{}\" {} {}", budget.name, budget.max && budget.min ? "" : budget.max ? "max" : "min", budget.limit_text);
  }
  return shown_name(title, summary_width, style);
}

}  // namespace

std::optional<double> SweepFigure::value(const SweepPoint& point) const {
  if (point.replications == 0) return std::nullopt;
  return metric ? point.metrics[*metric].mean : point.budgets[*budget].value;
}

std::optional<BudgetResult::Verdict> SweepFigure::verdict(const SweepPoint& point) const {
  if (point.replications == 0 || !budget) return std::nullopt;
  return point.budgets[*budget].verdict;
}

std::vector<SweepFigure> figures_of(const SweepAnswer& answer, const std::vector<std::string>& metrics) {
  std::vector<SweepFigure> figures;
  const SweepPoint* like = first_known(answer);
  if (like == nullptr) return figures;
  std::vector<std::string> names = metrics;
  if (names.empty() && like->budgets.empty()) names = {"cost.per_mau_month"};
  for (const std::string& name : names) {
    for (std::size_t i = 0; i < like->metrics.size(); ++i) {
      if (like->metrics[i].name == name) figures.push_back(figure_of(*like, i));
    }
  }
  for (std::size_t b = 0; names.empty() && b < std::min(most_figures, like->budgets.size()); ++b)
    figures.push_back(figure_of_budget(*like, b));
  return figures;
}

std::string sweep_table(const SweepAnswer& answer, const std::vector<SweepFigure>& figures, const Style& style) {
  const std::size_t axes = std::min(answer.axes.size(), most_axes_shown);
  TableRow head;
  std::string alignment;
  for (std::size_t axis = 0; axis < axes; ++axis) {
    head.push_back({shown_name(short_path(answer.axes[axis].pointer), 24, style)});
    alignment += 'r';
  }
  for (std::size_t f = 0; f < figures.size(); ++f) {
    head.push_back({fmt::format("({})", f + 1)});
    alignment += 'r';
    if (figures[f].budget) {
      head.push_back({""});
      alignment += 'l';
    }
  }
  std::vector<TableRow> rows{head};
  for (std::size_t i = 0; i < answer.points.size() && i < most_rows; ++i) {
    const SweepPoint& point = answer.points[i];
    TableRow row;
    for (std::size_t axis = 0; axis < axes; ++axis) row.push_back({shown_name(shown_value(point.values[axis]), 24, style)});
    for (const SweepFigure& figure : figures) {
      row.push_back({value_text(figure.value(point), figure.unit, style)});
      const auto verdict = figure.verdict(point);
      if (figure.budget) row.push_back({verdict ? word_of(*verdict) : ""});
    }
    if (answer.own == i) row.push_back({"<- now"});
    rows.push_back(std::move(row));
  }
  std::string text;
  for (std::size_t f = 0; f < figures.size(); ++f)
    text += cut_to(fmt::format("  ({}) {}", f + 1, figure_title(answer, figures[f], style)), summary_width, style) + "\n";
  for (const std::string& line : table_lines(rows, alignment + "l", 2, "    ", style)) text += line + "\n";
  if (answer.points.size() > most_rows)
    text += fmt::format("    and {} more: --format csv or --json has all of them\n", answer.points.size() - most_rows);
  return text;
}

std::string sweep_text(const SweepAnswer& answer, const std::vector<std::string>& metrics, const Style& style) {
  std::string text = title_section(answer, style);
  const std::vector<SweepFigure> figures = figures_of(answer, metrics);
  if (figures.empty()) return text;
  if (!makes_a_map(answer)) return text + "\n" + sweep_table(answer, figures, style);
  for (const SweepFigure& figure : figures) {
    text += "\n" + inked(figure_title(answer, figure, style), Ink::strong, style) + "\n";
    text += cut_to(fmt::format("    down {}, across {}", short_path(answer.axes[0].pointer), short_path(answer.axes[1].pointer)),
                   summary_width, style);
    text += "\n" + sweep_map(answer, figure, style);
  }
  return text;
}

}  // namespace npcost
