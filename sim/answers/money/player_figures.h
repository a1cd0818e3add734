#pragma once
// The figures of single players as plain numbers, where more is asked of them than the percentiles that every figure has: how many are
// beyond a limit, what the heaviest tenth costs, a percentile of one mode.
//
// Speed     a pass over the rows (row_prices.h) and eight bytes a player: for some tens of figures a replication, not for sliders.

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "sim/answers/row_prices.h"
#include "sim/scenario/scenario.h"

namespace npcost {

/// Of the finished players that have such a figure, in units of currency, in any order. `metric`: one of per_player_metrics(); `meets`:
/// [segment] 1 = its players count.
std::vector<double> player_figures(std::string_view metric, const Scenario& scenario, const LedgerRows& rows, const CellPrices& prices,
                                   const std::vector<std::uint8_t>& meets);

/// Quantile p in [0, 1] (type 7); nothing for no value. Reorders `values`.
std::optional<double> quantile_among(std::vector<double>& values, double p);
/// Share of values above `limit`; nothing for no value. A value within 1e-12 of the limit is not above it.
std::optional<double> share_above(const std::vector<double>& values, double limit);
/// Mean of the largest tenth (of fewer than ten values: of the largest); nothing for no value. Reorders `values`.
std::optional<double> mean_of_heaviest_tenth(std::vector<double>& values);

}  // namespace npcost
