#include "sim/people/play_clock.h"

#include <cmath>

#include "sim/base/check.h"

namespace npcost {

PlayClock::PlayClock(std::span<const double> weight_of_week, std::span<const LocalHour> hours) {
  NPCOST_CHECK(weight_of_week.size() == 168, "a week has 168 hours");
  edges_.reserve(hours.size() + 1);
  rate_.reserve(hours.size());
  std::uint64_t playing = 0;
  for (const LocalHour& hour : hours) {
    const double weight = weight_of_week[hour.hour_of_week];
    NPCOST_CHECK(weight >= 0 && weight <= 168, "weights have mean 1");
    const auto rate = static_cast<std::uint64_t>(std::llround(weight * static_cast<double>(ticks_per_ms)));
    edges_.push_back(playing);
    rate_.push_back(rate);
    playing += rate * static_cast<std::uint64_t>(ms_per_hour);
  }
  edges_.push_back(playing);
}

}  // namespace npcost
