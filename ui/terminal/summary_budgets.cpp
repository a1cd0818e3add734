// Budgets and verdicts: what was promised, what was measured, how sure that is.
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

Ink ink_of_band(std::string_view band) {
  if (band == "green") return Ink::good;
  if (band == "red" || band == "black") return Ink::bad;
  return Ink::odd;
}

/// "speech to speech": what a person reads for the key of a mode.
std::string mode_words(std::string_view mode) {
  std::string words(mode);
  std::replace(words.begin(), words.end(), '_', ' ');
  return words;
}

}  // namespace

std::string budgets_section(const Result& result, const Style& style) {
  if (result.budgets.empty()) return {};
  std::string text = "  " + inked("BUDGETS", Ink::strong, style) + "\n";
  for (const BudgetResult& budget : result.budgets) text += budget_lines(result, budget, style);
  return text;
}

std::string verdict_section(const Result& result, const Style& style) {
  if (result.verdicts.empty()) return {};
  std::string text = "  " + inked("VERDICT", Ink::strong, style) + "\n";
  std::size_t widest = 6;
  std::vector<std::string> words;
  for (const ModeVerdict& verdict : result.verdicts) {
    words.push_back(mode_words(verdict.mode));
    widest = std::max(widest, display_width(words.back()));
  }
  for (std::size_t i = 0; i < result.verdicts.size(); ++i) {
    const ModeVerdict& verdict = result.verdicts[i];
    text += fmt::format("    {} {}", pad_right(words[i], widest),
                        inked(pad_right(verdict.band, 8), ink_of_band(verdict.band), style));
    std::vector<std::string> parts;
    if (verdict.share_of_net_revenue) {
      parts.push_back(value_text(*verdict.share_of_net_revenue, "ratio", style) + " of net revenue");
    } else {
      parts.emplace_back("no revenue to compare with");
    }
    if (verdict.cost_per_mau_month) {
      parts.push_back(money_text(*verdict.cost_per_mau_month, result.currency, style) + " per MAU-month");
    }
    if (!verdict.binding_component.empty()) {
      parts.push_back(fmt::format("heaviest: {} ({})", printable(verdict.binding_component),
                                  value_text(verdict.binding_share, "ratio", style)));
    }
    const std::string indent(14 + widest, ' ');
    text += joined_parts(parts, indent, summary_width, style).substr(indent.size() - 1);
  }
  return text;
}

}  // namespace npcost
