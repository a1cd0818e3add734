#include "sim/answers/activity.h"

#include <algorithm>
#include <cstddef>
#include <span>

namespace npcost {

namespace {

constexpr std::int64_t minute_ms = 60'000;
constexpr std::int64_t hour_ms = 60 * minute_ms;

/// Local days of the run that it holds from midnight to midnight: [first, end).
struct WholeDays {
  std::uint32_t first = 0, end = 0;
};

WholeDays whole_days(const Scenario& scenario) {
  const auto hours = static_cast<std::uint32_t>(scenario.duration.count() / hour_ms);
  const std::vector<LocalHour> local = local_hours(scenario.start, hours + 1, scenario.timezone);
  const LocalHour just_before = local_hours(scenario.start - Milliseconds{1}, 1, scenario.timezone).front();
  const bool starts_at_midnight =
      local.front().hour_of_week % 24 == 0 && just_before.hour_of_week != local.front().hour_of_week;
  // The run ends inside the last of these hours, so that hour's day is the first one that is cut off.
  return {starts_at_midnight ? 0u : 1u, local.back().day};
}

/// The largest sum of `length` neighbours.
std::uint64_t busiest(std::span<const std::uint64_t> minutes, std::size_t length) {
  std::uint64_t sum = 0, most = 0;
  for (std::size_t minute = 0; minute < minutes.size(); ++minute) {
    sum += minutes[minute];
    if (minute >= length) sum -= minutes[minute - length];
    most = std::max(most, sum);
  }
  return most;
}

/// How many minutes a peak is the mean of.
std::size_t peak_minutes(std::span<const std::uint64_t> requests, bool is_sample) {
  constexpr std::uint64_t enough_calls = 400;
  if (!is_sample) return 1;
  for (const std::size_t length : {std::size_t{1}, std::size_t{5}, std::size_t{15}}) {
    if (busiest(requests, length) >= enough_calls) return length;
  }
  return 60;
}

}  // namespace

Activity activity_of(const Scenario& scenario, const UsageLedger& ledger, bool is_sample) {
  Activity result;
  result.player_minutes.resize(ledger.shape.hours);
  std::int64_t online = 0;
  for (std::size_t minute = 0; minute < ledger.online_change.size(); ++minute) {
    online += ledger.online_change[minute];
    result.peak_online = std::max(result.peak_online, online);
    const std::size_t hour = minute / 60;
    if (hour < result.player_minutes.size()) result.player_minutes[hour] += online;
  }
  result.load_known = scenario.experiment.load_by_minute;
  if (result.load_known) {
    const std::size_t length = peak_minutes(ledger.minute_requests, is_sample);
    result.peak_requests = static_cast<double>(busiest(ledger.minute_requests, length)) / static_cast<double>(length);
    result.peak_tokens = static_cast<double>(busiest(ledger.minute_tokens, length)) / static_cast<double>(length);
  }
  const WholeDays days = whole_days(scenario);
  for (std::size_t day = days.first; day < days.end && day < ledger.day_players.size(); ++day) {
    result.day_players += ledger.day_players[day];
    ++result.complete_days;
  }
  return result;
}

std::uint32_t minutes_in_hour(const Scenario& scenario, std::uint32_t hour) {
  const std::int64_t left = scenario.duration.count() - std::int64_t{hour} * hour_ms;
  return static_cast<std::uint32_t>(std::clamp<std::int64_t>((left + minute_ms - 1) / minute_ms, 1, 60));
}

}  // namespace npcost
