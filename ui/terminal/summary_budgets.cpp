// Budgets: what was promised, what was measured, how sure that is.
#include <fmt/format.h>

#include <algorithm>

#include "sim/reading/diagnostic.h"
#include "ui/terminal/columns.h"
#include "ui/terminal/figures.h"
#include "ui/terminal/summary.h"

namespace npcost {
namespace {

using Verdict = BudgetResult::Verdict;

struct Mark {
  std::string_view utf8, ascii;
  Ink ink;
};

Mark mark_of(const BudgetResult& budget) {
  if (budget.verdict == Verdict::pass) return {"✓", "ok", Ink::good};
  if (budget.verdict == Verdict::inconclusive) return {"?", "??", Ink::odd};
  if (budget.severity == "warn") return {"!", "!!", Ink::odd};
  return {"✗", "NO", Ink::bad};
}

/// "at most $0.12", "at least 5 %": the limit as the scenario writes it.
std::string limit_of(const BudgetResult& budget, const Style& style) {
  if (budget.max && budget.min && budget.limit_text.empty()) {
    return fmt::format("{}..{}", value_text(*budget.min, budget.unit, style),
                       value_text(*budget.max, budget.unit, style));
  }
  const double number = budget.max.value_or(budget.min.value_or(0));
  const std::string limit =
      budget.limit_text.empty() ? value_text(number, budget.unit, style) : shown_name(budget.limit_text, 40, style);
  return (budget.max ? "at most " : "at least ") + limit;
}

/// How far a failed budget is over (or under) its limit.
std::string miss_of(const BudgetResult& budget, const Style& style) {
  if (budget.verdict != Verdict::fail || !budget.value) return {};
  if (budget.max && *budget.value > *budget.max)
    return "over by " + value_text(*budget.value - *budget.max, budget.unit, style);
  if (budget.min && *budget.value < *budget.min)
    return "short by " + value_text(*budget.min - *budget.value, budget.unit, style);
  return {};
}

std::vector<std::string> remarks_on(const Result& result, const BudgetResult& budget, const Style& style) {
  std::vector<std::string> remarks;
  const auto add = [&remarks](std::string text) {
    if (!text.empty()) remarks.push_back(std::move(text));
  };
  const auto metric = std::find_if(result.metrics.begin(), result.metrics.end(),
                                   [&](const Metric& candidate) { return candidate.name == budget.metric; });
  if (metric != result.metrics.end() && !metric->denominator.empty()) add("per " + printable(metric->denominator));
  add(printable(budget.where));
  if (budget.interval) add(interval_text(*budget.interval, budget.unit, style));
  add(miss_of(budget, style));
  if (budget.verdict == Verdict::inconclusive) add(printable(budget.why_inconclusive));
  if (budget.severity == "warn") add("warn only");
  if (!budget.owner.empty()) add("owner: " + printable(budget.owner));
  if (budget.verdict != Verdict::pass) add(printable(budget.message));
  return remarks;
}

std::string budget_lines(const Result& result, const BudgetResult& budget, const Style& style) {
  const Mark mark = mark_of(budget);
  const std::string what = fmt::format("{} {}", budget.metric, budget.stat);
  std::string head = fmt::format("{} {} {}", pad_right(shown_name(budget.name, 20, style), 20), pad_right(what, 26),
                                 pad_left(value_text(budget.value, budget.unit, style), 10));
  const std::string limit = limit_of(budget, style);
  const std::size_t room = summary_width - 4 - (style.utf8 ? 1 : 2) - 1;
  std::vector<std::string> remarks = remarks_on(result, budget, style);
  if (display_width(head) + 2 + display_width(limit) <= room) {
    head += "  " + limit;
  } else {
    remarks.insert(remarks.begin(), limit);
  }
  return "    " + inked(style.utf8 ? mark.utf8 : mark.ascii, mark.ink, style) + " " + head + "\n" +
         joined_parts(remarks, "        ", summary_width, style);
}

}  // namespace

std::string budgets_section(const Result& result, const Style& style) {
  if (result.budgets.empty()) return {};
  std::string text = "  " + inked("BUDGETS", Ink::strong, style) + "\n";
  for (const BudgetResult& budget : result.budgets) text += budget_lines(result, budget, style);
  return text;
}

}  // namespace npcost
