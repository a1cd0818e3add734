#include "sim/people/play_clock.h"

#include <cmath>

#include "sim/base/check.h"

namespace npcost {

namespace {

std::vector<double> weights_of(std::span<const double> weight_of_week, std::span<const LocalHour> hours) {
  NPCOST_CHECK(weight_of_week.size() == 168, "a week has 168 hours");
  std::vector<double> weights;
  weights.reserve(hours.size());
  for (const LocalHour& hour : hours) weights.push_back(weight_of_week[hour.hour_of_week]);
  return weights;
}

}  // namespace

PlayClock::PlayClock(std::span<const double> weight_of_week, std::span<const LocalHour> hours)
    : PlayClock(weights_of(weight_of_week, hours)) {}

PlayClock::PlayClock(std::span<const double> weight_of_hour) {
  edges_.reserve(weight_of_hour.size() + 1);
  rate_.reserve(weight_of_hour.size());
  std::uint64_t playing = 0;
  for (const double weight : weight_of_hour) {
    NPCOST_CHECK(weight >= 0 && weight <= 100'000, "an hour is at most 100,000 times as busy as the mean");
    const auto rate = static_cast<std::uint64_t>(std::llround(weight * static_cast<double>(ticks_per_ms)));
    edges_.push_back(playing);
    rate_.push_back(rate);
    playing += rate * static_cast<std::uint64_t>(ms_per_hour);
    NPCOST_CHECK(playing < std::uint64_t{1} << 62, "the clock of a run fits into 62 bits");
  }
  edges_.push_back(playing);
  if (playing == 0) return;
  while (playing >> nearby_shift_ > 2 * weight_of_hour.size()) ++nearby_shift_;
  std::uint32_t hour = 0;
  for (std::uint64_t at = 0; at < playing; at += std::uint64_t{1} << nearby_shift_) {
    while (edges_[hour + 1] <= at) ++hour;
    nearby_.push_back(hour);
  }
}

}  // namespace npcost
