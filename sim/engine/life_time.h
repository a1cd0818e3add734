#pragma once
// Times that the parts of a life share.

#include <algorithm>
#include <cstdint>

#include "sim/people/play_clock.h"

namespace npcost {

inline constexpr std::int64_t never_ms = INT64_MAX;
inline constexpr std::uint32_t hours_per_month = 720;   ///< a month of MAU is 30 days

inline std::int64_t overlap(std::int64_t from, std::int64_t to, std::int64_t low, std::int64_t high) {
  return std::max<std::int64_t>(0, std::min(to, high) - std::max(from, low));
}

}  // namespace npcost
