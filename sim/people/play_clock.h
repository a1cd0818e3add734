#pragma once
// When people sit down to play: real time and playing time.
//
// Playing time runs fast in the hours in which many sessions start and slowly at night, so that a plain
// Poisson process in playing time is a Poisson process with the day's shape in real time (time change of
// an inhomogeneous Poisson process, Çınlar 1975).
//
// Units     real time: milliseconds since the first simulated instant. Playing time: 1/65536 of a millisecond, integers only,
//           so that the clock is the same on every machine.

#include <cstdint>
#include <span>
#include <vector>

#include "sim/base/calendar.h"

namespace npcost {

inline constexpr std::int64_t ms_per_hour = 3'600'000;
inline constexpr std::int64_t ms_per_minute = 60'000;
inline constexpr std::int64_t ms_per_day = 24 * ms_per_hour;

class PlayClock {
 public:
  /// `weight_of_week`: 168 weights with mean 1, Monday 00:00 local first. `hours`: local hours of the run.
  PlayClock(std::span<const double> weight_of_week, std::span<const LocalHour> hours);
  /// Relative rates hour by hour, 0 to 100,000; the mean is whatever the caller means by 1.
  explicit PlayClock(std::span<const double> weight_of_hour);

  static constexpr std::uint64_t never = ~std::uint64_t{0};
  static constexpr std::uint64_t ticks_per_ms = 65'536;

  /// The real millisecond at which the clock shows `playing`, or `never` if the run ends before. `hint` is an hour that is not
  /// later than the answer's and is moved up to it: a caller who walks forward pays for each hour once.
  std::uint64_t real_ms(std::uint64_t playing, std::uint32_t& hint) const {
    if (playing >= edges_.back()) return never;
    const std::uint32_t nearby = nearby_[playing >> nearby_shift_];
    if (hint < nearby) hint = nearby;
    while (edges_[hint + 1] <= playing) ++hint;
    return static_cast<std::uint64_t>(hint) * ms_per_hour + (playing - edges_[hint]) / rate_[hint];
  }
  /// What the clock shows at a real millisecond of its hours.
  std::uint64_t playing_at(std::int64_t real_ms) const {
    const auto hour = static_cast<std::size_t>(real_ms / ms_per_hour);
    if (hour >= rate_.size()) return edges_.back();
    return edges_[hour] + static_cast<std::uint64_t>(real_ms % ms_per_hour) * rate_[hour];
  }
  /// Relative rate of session starts in an hour, mean 1 over a week.
  double weight(std::uint32_t hour) const { return static_cast<double>(rate_[hour]) / static_cast<double>(ticks_per_ms); }

 private:
  std::vector<std::uint64_t> edges_;  ///< playing time at the start of each hour, and at the end of the last
  std::vector<std::uint64_t> rate_;   ///< playing ticks a real millisecond
  std::vector<std::uint32_t> nearby_;   ///< [playing time >> nearby_shift_] an hour that is not later: about as many entries as hours
  std::uint32_t nearby_shift_ = 0;
};

}  // namespace npcost
