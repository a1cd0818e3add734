#pragma once
// Is a budget kept? Judged on an interval, never on a coin flip.
//
// Value     mean over replications of the asked stat; the interval is Student's t of that mean at the budget's
//           confidence.
// Verdict   max: pass if the interval's high end is at most the limit, fail if its low end is above it, else
//           inconclusive. min: mirrored. Both: fail if either fails, pass if both pass.
// Limit     a limit is met within 1e-12 of itself: the last bit of a double decides no verdict.
// One       one replication has no interval and decides nothing.
// Looks     of a run that goes on until it is decided: the interval is that of one look (sim/answers/studies/run_length.h).

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "sim/answers/result.h"
#include "sim/scenario/scenario.h"

namespace npcost {

/// `values`: the asked stat in each replication that has one; of a nested run, the mean of each draw.
BudgetResult judge(const Scenario& scenario, const Budget& budget, std::span<const double> values);

/// How many more replications would bring the near end of the interval to the limit, from the spread so far; nothing
/// if no number would (the estimate is the limit itself) or if it is more than a run may have. Requires at least two
/// values.
std::optional<std::uint64_t> replications_needed(std::span<const double> values, double limit, double level);

/// "segment chatters, npc Hans"; "" for everybody.
std::string slice_text(const Scenario& scenario, const BudgetSlice& slice);

/// The unit of a metric in this scenario: the currency for money.
std::string metric_unit(const Scenario& scenario, std::string_view metric);

}  // namespace npcost
