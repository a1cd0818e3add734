#pragma once
// What the program's exit code says; other programs rely on these numbers.

#include <string>
#include <vector>

#include "sim/answers/result.h"

namespace npcost {

namespace exit_codes {
inline constexpr int fine = 0;
inline constexpr int budget_failed = 1;
inline constexpr int differs = 1;  // prices diff, as of diff
inline constexpr int bad_input = 2;
inline constexpr int bad_environment = 3;
inline constexpr int inconclusive = 4;
inline constexpr int shards_missing = 4;  // merge: run them again
inline constexpr int nothing_compared = 4;  // compare: no figure that was asked for is in both
inline constexpr int no_solution = 4;  // solve: no value, or more than one stretch of them
inline constexpr int no_budget = 5;
inline constexpr int broken = 70;
inline constexpr int asked_to_leave = 75;  // SIGTERM in a run with checkpoints: what was finished is kept, --resume goes on
inline constexpr int was_interrupted = 130;
}  // namespace exit_codes

/// How the budgets came out; those of severity "warn" are counted apart and decide nothing.
struct BudgetCount {
  std::size_t all = 0, passed = 0, failed = 0, inconclusive = 0, warned = 0, undecided_warnings = 0;
};
BudgetCount count_budgets(const std::vector<BudgetResult>& budgets);

/// A failed budget comes before an inconclusive one, that before everything being fine. Under --ci a result without
/// budgets is no_budget: a gate that judges nothing must not look open. A result that was cut short is was_interrupted
/// whatever it says.
int exit_code(const Result& result, bool ci, bool was_cut_short);

/// The last line of a summary, without line end: "1 of 3 budgets failed, 1 inconclusive → exit 1".
std::string closing_line(const Result& result, int code, std::string_view arrow);

}  // namespace npcost
