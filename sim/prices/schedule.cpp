#include "sim/prices/schedule.h"

#include <algorithm>

namespace npcost {
namespace {

constexpr std::int32_t seconds_in_day = 86'400;
constexpr std::int64_t ms_in_day = 86'400'000;

/// Local midnight plus so many seconds, as an instant.
Instant at_local(std::int64_t day, std::int32_t second, const std::string& zone) {
  const LocalTime local{std::chrono::days(day) + std::chrono::seconds(second)};
  return zone == "UTC" ? Instant(local.time_since_epoch()) : to_instant(local, zone).instant;
}

/// A local day that is not 24 hours long: clocks jump at some quarter of an hour, and a time of day may come twice.
void edges_of_changed_day(const ScheduleEntry& entry, std::int64_t day, const std::string& zone, std::vector<Instant>& edges) {
  const Instant begin = at_local(day, 0, zone), end = at_local(day + 1, 0, zone);
  if (end - begin == std::chrono::hours(24)) return;
  for (Instant quarter = begin; quarter < end; quarter += std::chrono::minutes(15)) edges.push_back(quarter);
  for (const DailyHours& hours : entry.hours) {
    for (const std::int32_t second : {hours.from_s, hours.to_s}) {
      const Instant once = at_local(day, std::min(second, seconds_in_day - 1), entry.hours_in);
      for (const int minutes : {-120, -60, -30, 30, 60, 120}) edges.push_back(once + std::chrono::minutes(minutes));
    }
  }
}

/// Every instant of one day at which this entry may begin or cease to hold.
void edges_of_day(const ScheduleEntry& entry, std::int64_t day, std::vector<Instant>& edges) {
  for (const std::string& zone : {entry.hours_in, entry.days_in}) {
    if (zone != "UTC") edges_of_changed_day(entry, day, zone, edges);
  }
  edges.push_back(at_local(day, 0, entry.days_in));
  for (const DailyHours& hours : entry.hours) {
    edges.push_back(at_local(day, hours.from_s, entry.hours_in));
    if (hours.to_s < seconds_in_day) edges.push_back(at_local(day, hours.to_s, entry.hours_in));
    edges.push_back(at_local(day + 1, 0, entry.hours_in));
  }
}

}  // namespace

UnitPrice Times::of(UnitPrice price) const {
  constexpr std::int64_t one = 1'000'000;
  if (millionths == one) return price;
  const Int128 product = price.per_count.times(millionths).grains();
  Int128 whole = product / one;
  const Int128 rest = product % one;  // prices are never negative
  if (2 * rest > one || (2 * rest == one && whole % 2 != 0)) ++whole;
  return {Money::from_grains(whole)};
}

bool ScheduleEntry::holds(Instant when) const {
  const LocalMoment day = local_moment(when, days_in);
  if ((weekdays >> day.weekday() & 1) == 0) return false;
  const bool excepted =
      std::any_of(except.begin(), except.end(), [&](DateRange r) { return day.day >= r.first && day.day <= r.last; });
  if (excepted) return false;
  if (hours.empty()) return true;
  const std::int32_t second = hours_in == days_in ? day.second_of_day : local_moment(when, hours_in).second_of_day;
  return std::any_of(hours.begin(), hours.end(), [second](const DailyHours& h) { return h.holds(second); });
}

int schedule_at(const std::vector<ScheduleEntry>& schedule, Instant when) {
  for (std::size_t i = schedule.size(); i > 0; --i) {
    if (schedule[i - 1].holds(when)) return static_cast<int>(i) - 1;
  }
  return -1;
}

std::vector<Instant> schedule_edges(const std::vector<ScheduleEntry>& schedule, Instant start, Instant end) {
  std::vector<Instant> edges;
  if (schedule.empty() || start >= end) return edges;
  // A day to either side: a zone may be fourteen hours away from UTC.
  const std::int64_t first = start.time_since_epoch().count() / ms_in_day - 2;
  const std::int64_t last = end.time_since_epoch().count() / ms_in_day + 2;
  for (const ScheduleEntry& entry : schedule) {
    for (std::int64_t day = first; day <= last; ++day) edges_of_day(entry, day, edges);
  }
  std::sort(edges.begin(), edges.end());
  edges.erase(std::unique(edges.begin(), edges.end()), edges.end());
  std::erase_if(edges, [&](Instant edge) { return edge <= start || edge >= end; });
  return edges;
}

}  // namespace npcost
