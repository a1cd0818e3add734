#pragma once
// The 30 days of a run that cost most: what a launch has to be paid from, and the month in which a budget is hardest to keep.
//
// Which     windows of 720 hours that begin a whole number of days after the run; of equal ones the first. A shorter run is one window.

#include <cstdint>
#include <span>

#include "sim/base/money.h"

namespace npcost {

inline constexpr std::uint32_t hours_of_month = 720;

struct DearestMonth {
  Money cost;
  std::uint32_t first_hour = 0, hours = 0;
};

/// `by_hour`: [hour of the run].
DearestMonth dearest_month(std::span<const Money> by_hour);

}  // namespace npcost
