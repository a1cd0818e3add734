#pragma once
// Times that the parts of a life share.

#include <algorithm>
#include <cstdint>

#include "sim/engine/plan_types.h"

namespace npcost {

inline constexpr std::int64_t never_ms = INT64_MAX;
inline constexpr std::uint32_t hours_per_month = 720;   ///< a month of MAU is 30 days

inline std::int64_t overlap(std::int64_t from, std::int64_t to, std::int64_t low, std::int64_t high) {
  return std::max<std::int64_t>(0, std::min(to, high) - std::max(from, low));
}

/// The first whole minute of the counted run that is not before `ms`, cut to the run.
inline std::size_t minute_from(const Plan& plan, std::int64_t ms) {
  const std::int64_t since = std::max<std::int64_t>(0, ms - plan.warm_up_ms);
  const auto minute = static_cast<std::size_t>((since + ms_per_minute - 1) / ms_per_minute);
  return std::min(minute, std::size_t{plan.shape.hours} * 60);
}

}  // namespace npcost
