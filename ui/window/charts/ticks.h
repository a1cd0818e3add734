#pragma once
// Where an axis gets its ticks: at numbers that are round where they are read.
//
// Display   shown = stored × display. Ticks are round in what is shown: an axis kept in dollars and read in won has ticks at
//           ₩100 and ₩200, not at ₩139.
// Bounds    ticks lie inside the range (to a billionth of a step), ascending, at most 200; none for a range that cannot be drawn.

#include <chrono>
#include <optional>
#include <vector>

#include "ui/window/charts/scale.h"

namespace npcost::charts {

struct Ticks {
  std::vector<double> at;  ///< stored units
  double step = 0.0;       ///< their distance in stored units; 0 on a logarithmic axis and for months
};

/// 1, 2 or 5 times a power of ten apart; about `target` of them.
Ticks linear_ticks(const Range& range, int target, double display = 1.0);

/// 1, 2, 5 of each power of ten, or the powers alone, or every n-th of them; linear ticks when less than a factor of 4 is seen.
Ticks log_ticks(const Range& range, int target, double display = 1.0);

/// Hours. Steps of 1, 2, 5, 10, 15, 30 seconds or minutes; 1, 2, 3, 6, 12 hours; 1, 2, 7, 14 days; with a date of hour 0, from 28 days
/// on the first of every (third, sixth, twelfth) month.
Ticks time_ticks(const Range& hours, int target, std::optional<std::chrono::sys_days> start = {});

}  // namespace npcost::charts
