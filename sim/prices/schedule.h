#pragma once
// Prices that depend on the clock: hours of the day, weekdays, holidays, each in the zone whose day counts.
//
// Hours     half-open [from, to), seconds of the local day in `hours_in`; to <= from passes midnight; none = all day.
// Days      weekdays and exceptions are those of the calendar day that it is in `days_in` at that instant.
// Order     the last entry that holds wins, whole: entries are not laid over each other.
// Source    DeepSeek's windows (UTC hours, Beijing weekdays and holidays): scenarios/prices/deepseek.npcost-prices.json.

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "sim/base/calendar.h"
#include "sim/prices/meter_prices.h"

namespace npcost {

/// "times": 0.5: an exact decimal with at most three digits behind the point, so that the product of two is exact too.
struct Times {
  std::int64_t millionths = 1'000'000;
  /// The product, rounded half to even to the grain of Money.
  UnitPrice of(UnitPrice price) const;
  bool operator==(const Times&) const = default;
};
/// 0 … 1000.
inline constexpr std::int64_t most_times_millionths = 1'000'000'000;

struct DailyHours {
  std::int32_t from_s = 0, to_s = 86'400;
  bool holds(std::int32_t second_of_day) const {
    return from_s < to_s ? second_of_day >= from_s && second_of_day < to_s
                         : second_of_day >= from_s || second_of_day < to_s;
  }
};

/// Calendar days, both included; days since 1970-01-01.
struct DateRange {
  std::int32_t first = 0, last = 0;
};

struct ScheduleEntry {
  std::string name;  ///< "peak"; may be empty
  std::vector<DailyHours> hours;
  std::string hours_in = "UTC", days_in = "UTC";
  std::uint8_t weekdays = 0x7F;  ///< bit 0 = Monday … bit 6 = Sunday
  std::vector<DateRange> except;
  std::optional<Times> times;  ///< of every price in force, context tiers too …
  MeterPrices price;           ///< … or the prices that replace the base prices

  bool holds(Instant when) const;
};

/// Index of the entry that holds at this instant, or −1.
int schedule_at(const std::vector<ScheduleEntry>& schedule, Instant when);
/// Instants inside (start, end), ascending, at which schedule_at() may change: every change is one of them.
std::vector<Instant> schedule_edges(const std::vector<ScheduleEntry>& schedule, Instant start, Instant end);

}  // namespace npcost
