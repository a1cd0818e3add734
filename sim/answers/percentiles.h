#pragma once
// The percentiles that every per-player figure is shown with.
//
// Source    linear interpolation between order statistics (type 7 of Hyndman & Fan 1996), as in sim/base/estimate.h;
//           found by selection instead of sorting: a million players in a few hundredths of a second.

#include <array>
#include <cstddef>
#include <optional>
#include <string_view>
#include <vector>

#include "sim/scenario/scenario.h"

namespace npcost {

inline constexpr std::size_t percentile_count = 6;
inline constexpr std::array<std::string_view, percentile_count> percentile_names = {"p5",  "p50", "p90",
                                                                                    "p95", "p99", "max"};
inline constexpr std::array<double, percentile_count> percentile_points = {0.05, 0.50, 0.90, 0.95, 0.99, 1.0};

/// By percentile_names.
using Percentiles = std::array<double, percentile_count>;

/// Which percentile a stat asks for; nothing for mean and total.
std::optional<std::size_t> percentile_of(Stat stat);

/// Reorders `values`. Requires at least one, and no NaN.
Percentiles percentiles_of(std::vector<double>& values);

}  // namespace npcost
