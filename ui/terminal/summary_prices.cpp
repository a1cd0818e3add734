// The same usage under several price books, side by side.
#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "sim/reading/diagnostic.h"
#include "ui/terminal/columns.h"
#include "ui/terminal/figures.h"
#include "ui/terminal/summary.h"
#include "ui/terminal/table.h"

namespace npcost {
namespace {

const Metric* metric_of(const BookResult& bill, std::string_view name) {
  const auto found =
      std::find_if(bill.metrics.begin(), bill.metrics.end(), [&](const Metric& metric) { return metric.name == name; });
  return found == bill.metrics.end() ? nullptr : &*found;
}

std::string shown(const std::optional<double>& value, const Result& result, const Style& style) {
  return value ? amount_text(*value, result.currency, style) : std::string(nothing_mark(style));
}

std::string change_text(const BookResult& bill, const Style& style) {
  if (bill.own) return {};
  if (!bill.change) return std::string(nothing_mark(style));
  std::string text = (*bill.change > 0 ? "+" : "") + value_text(*bill.change, "ratio", style);
  if (bill.change_interval) {
    const double half = (bill.change_interval->high - bill.change_interval->low) / 2;
    text += (style.utf8 ? " ±" : " +-") + value_text(half, "ratio", style);
  }
  return text;
}

TableRow row_of(const BookResult& bill, const Result& result, const Style& style) {
  TableRow row{{bill.own ? std::string("the scenario's own") : shown_name(bill.book.name, 18, style)}};
  const Metric* total = metric_of(bill, "cost.total");
  row.push_back({shown(total == nullptr ? std::nullopt : total->mean, result, style)});
  const Metric* month = metric_of(bill, "cost.per_mau_month");
  row.push_back({shown(month == nullptr ? std::nullopt : month->mean, result, style)});
  for (const char* percentile : {"p50", "p90", "p95", "p99"}) {
    std::optional<double> value;
    if (month != nullptr && month->percentiles.contains(percentile)) value = month->percentiles.at(percentile);
    row.push_back({shown(value, result, style)});
  }
  row.push_back({change_text(bill, style)});
  return row;
}

std::string listed(const std::vector<std::string>& names, const Style& style) {
  std::string text;
  for (const std::string& name : names) text += (text.empty() ? "" : ", ") + shown_name(name, 30, style);
  return text;
}

/// "✓ per player $0.0910", for each budget about money.
std::string remarks_on(const BookResult& bill, const Style& style) {
  std::vector<std::string> parts;
  for (const BudgetResult& budget : bill.budgets) {
    using Verdict = BudgetResult::Verdict;
    const bool pass = budget.verdict == Verdict::pass, fail = budget.verdict == Verdict::fail;
    const std::string_view mark = style.utf8 ? (pass ? "✓" : fail ? "✗" : "?") : (pass ? "ok" : fail ? "NO" : "??");
    parts.push_back(fmt::format("{} {} {}", mark, shown_name(budget.name, 24, style),
                                value_text(budget.value, budget.unit, style)));
  }
  if (!bill.kept.empty()) parts.push_back("the scenario's own price: " + listed(bill.kept, style));
  return parts.empty() ? std::string() : joined_parts(parts, "      ", summary_width, style);
}

}  // namespace

std::string prices_section(const Result& result, const Style& style) {
  if (result.prices.empty()) return {};
  std::string text = "  " + inked("PRICES", Ink::strong, style) + "\n";
  text += "    " +
          inked(fmt::format("the same usage under other books, in {}; per MAU-month, with 95% CI of change",
                            result.currency),
                Ink::faint, style) +
          "\n";
  std::vector<TableRow> rows{{{"", {}}, {"total"}, {"mean"}, {"P50"}, {"P90"}, {"P95"}, {"P99"}, {"change"}}};
  for (const BookResult& bill : result.prices) rows.push_back(row_of(bill, result, style));
  const std::vector<std::string> lines = table_lines(rows, "lrrrrrrr", 1, "    ", style);
  text += lines.front() + "\n";
  for (std::size_t i = 0; i < result.prices.size(); ++i)
    text += lines[i + 1] + "\n" + remarks_on(result.prices[i], style);
  if (!result.money_limits.empty()) {
    const std::string names = listed(result.money_limits, style);
    for (const std::string& line : wrapped("limits in money (" + names +
                                               ") let through what they do under the scenario's own prices;"
                                               " only the bill is another",
                                           summary_width - 4))
      text += "    " + inked(line, Ink::odd, style) + "\n";
  }
  return text;
}

}  // namespace npcost
