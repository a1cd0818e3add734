#pragma once
// What dates of many draws say: quantiles, chances, intervals, ranks.
//
// Never     a draw in which it does not happen counts as later than every day.
// Interval  Wilson's for a share (E. B. Wilson 1927), of as many independent draws as there seem to be: draws of one replication share its
//           players. If shares differ more between replications than independent draws would, the draws are worth as many fewer (a design
//           effect, L. Kish 1965; never below 1).

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "sim/answers/forecast/forecast_answer.h"

namespace npcost {

/// By replication; days from the start, nothing for never.
using DrawnDates = std::vector<std::vector<std::optional<std::int32_t>>>;

/// The first day by which at least `share` of the draws have come; nothing = never. Requires at least one draw and 0 < share <= 1.
std::optional<std::int32_t> quantile_day(const DrawnDates& dates, double share);
double share_by(const DrawnDates& dates, std::int32_t day);
/// How many independent draws these are worth when they are asked for the share by that day. One replication: all of them.
double effective_draws(const DrawnDates& dates, std::int32_t day);
/// Of a share p of n draws. Requires n > 0.
Interval wilson(double p, double n);
/// Spearman's rank correlation with mean ranks for ties; nothing if one of the two never differs. Requires equal sizes.
std::optional<double> rank_correlation(const std::vector<double>& a, const std::vector<double>& b);

}  // namespace npcost
