#include "ui/terminal/exit_codes.h"

#include <fmt/format.h>

#include "ui/terminal/figures.h"

namespace npcost {
namespace {

void add_part(std::string& line, const std::string& part) {
  if (!line.empty()) line += ", ";
  line += part;
}

/// "2 of 3 budgets failed", "1 of 1 budget passed".
std::string of_all(std::size_t count, std::size_t all, std::string_view what) {
  return fmt::format("{} of {} {}", count, counted(all, "budget", "budgets"), what);
}

std::string budgets_in_words(const BudgetCount& count) {
  std::string line;
  if (count.failed > 0) add_part(line, of_all(count.failed, count.all, "failed"));
  if (count.inconclusive > 0) {
    add_part(line, line.empty() ? of_all(count.inconclusive, count.all, "inconclusive")
                                : fmt::format("{} inconclusive", count.inconclusive));
  }
  if (line.empty()) line = of_all(count.passed, count.all, "passed");
  if (count.warned > 0) add_part(line, counted(count.warned, "warning", "warnings"));
  if (count.undecided_warnings > 0) {
    add_part(line,
             fmt::format("{} undecided", counted(count.undecided_warnings, "warn-only limit", "warn-only limits")));
  }
  return line;
}

}  // namespace

BudgetCount count_budgets(const std::vector<BudgetResult>& budgets) {
  BudgetCount count;
  count.all = budgets.size();
  for (const BudgetResult& budget : budgets) {
    const bool warn_only = budget.severity == "warn";
    switch (budget.verdict) {
      case BudgetResult::Verdict::pass: ++count.passed; break;
      case BudgetResult::Verdict::fail: ++(warn_only ? count.warned : count.failed); break;
      case BudgetResult::Verdict::inconclusive: ++(warn_only ? count.undecided_warnings : count.inconclusive); break;
    }
  }
  return count;
}

int exit_code(const Result& result, bool ci, bool was_cut_short) {
  if (was_cut_short) return exit_codes::was_interrupted;
  const BudgetCount count = count_budgets(result.budgets);
  if (count.failed > 0) return exit_codes::budget_failed;
  if (count.inconclusive > 0) return exit_codes::inconclusive;
  if (ci && count.all == 0) return exit_codes::no_budget;
  return exit_codes::fine;
}

std::string closing_line(const Result& result, int code, std::string_view arrow) {
  const BudgetCount count = count_budgets(result.budgets);
  std::string words = budgets_in_words(count);
  if (count.all == 0) {
    words = code == exit_codes::no_budget ? "no budget was evaluated, so --ci cannot pass" : "no budget to judge";
  }
  if (code == exit_codes::was_interrupted) words = "interrupted; so far " + words;
  return fmt::format("{} {} exit {}", words, arrow, code);
}

}  // namespace npcost
