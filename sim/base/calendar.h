#pragma once
// Instants, dates and time zones. Instants are UTC milliseconds; a zone is used only to read and to show
// local times and to find the hour of the week. Backed by the date library with the system's tzdata; the
// zone of the machine is never consulted, and its name "localtime" is no zone.
//
// Range     years 0000–9999 of the Gregorian calendar. The system's tables of zones with daylight saving end with
//           2037; later years keep their winter time.
// Errors    FileError when the system has no time zone data at all.

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace npcost {

using Milliseconds = std::chrono::milliseconds;
using Instant = std::chrono::sys_time<Milliseconds>;
using LocalTime = std::chrono::local_time<Milliseconds>;

/// "2027-03-14", "2027-03-14T09:00", "2027-03-14T09:00:30"; nothing if malformed or not a real date.
/// Leap seconds (":60") and "24:00" are refused.
std::optional<LocalTime> parse_local_time(std::string_view text);
std::string to_text(Instant instant);       ///< "2027-03-14T09:00:00Z"; the second that holds the instant
std::string date_text(Instant instant);     ///< "2027-03-14" (UTC)

bool zone_exists(std::string_view zone);
/// The name nearest to a misspelt one ("Asia/Soul", "asia/seoul" or "Seoul" → "Asia/Seoul"); nothing if none is near.
std::optional<std::string> nearest_zone(std::string_view zone);

/// A local time in a zone. `skipped` when daylight saving jumps over it (then `instant` is the first
/// instant after the gap); `twice` when it exists two times (then `instant` is the first).
struct ZonedInstant {
  Instant instant{};
  bool skipped = false;
  bool twice = false;
};
/// Requires zone_exists(zone).
ZonedInstant to_instant(LocalTime local, std::string_view zone);

/// What a wall calendar and clock in a zone show at an instant.
struct LocalMoment {
  std::int32_t day = 0;            ///< calendar days since 1970-01-01
  std::int32_t second_of_day = 0;  ///< 0 … 86,399
  int weekday() const { return static_cast<int>(((day + 3) % 7 + 7) % 7); }  ///< 0 = Monday … 6 = Sunday
};
/// Requires zone_exists(zone).
LocalMoment local_moment(Instant instant, std::string_view zone);

/// What hour it is for the players during each hour of a run, told at the hour's start.
struct LocalHour {
  std::uint16_t hour_of_week;  ///< 0 = Monday 00:00–01:00 local … 167
  std::uint32_t day;           ///< local calendar days since the local day of the first hour; never falls
};
/// One entry per hour from `start` (hour h covers [start + h h, start + (h+1) h)); requires zone_exists.
std::vector<LocalHour> local_hours(Instant start, std::uint32_t hours, std::string_view zone);

}  // namespace npcost
