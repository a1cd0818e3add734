#include "sim/answers/period_text.h"

#include <array>
#include <cstdint>

namespace npcost {

namespace {

/// What clocks in the zone show at an instant. The zone's rule is asked in the other direction: the offset of the
/// local time that reads like the instant is right except within a day of a clock change, where a second look settles
/// it.
LocalTime local_time(Instant instant, const std::string& zone) {
  LocalTime guess{instant.time_since_epoch()};
  for (int look = 0; look < 2; ++look) guess += instant - to_instant(guess, zone).instant;
  return guess;
}

}  // namespace

std::string local_text(Instant instant, const std::string& zone) {
  const LocalTime local = local_time(instant, zone);
  const Instant as_if_utc{local.time_since_epoch()};
  const std::string whole = to_text(as_if_utc);  // "2025-01-15T09:00:00Z"
  const std::string time = whole.substr(whole.find('T') + 1, 5);
  return date_text(as_if_utc) + (time == "00:00" ? "" : " " + time);
}

namespace {

std::string duration_text(Milliseconds duration) {
  struct Unit {
    std::int64_t ms;
    const char* name;
  };
  constexpr std::array units = {Unit{86'400'000, " d"}, Unit{3'600'000, " h"}, Unit{60'000, " min"}, Unit{1'000, " s"}};
  for (const Unit& unit : units) {
    if (duration.count() % unit.ms == 0) return std::to_string(duration.count() / unit.ms) + unit.name;
  }
  return std::to_string(duration.count()) + " ms";
}

}  // namespace

std::string period_text(const Scenario& scenario) {
  return local_text(scenario.start, scenario.timezone) + " … " + duration_text(scenario.duration) + ", " + scenario.timezone;
}

}  // namespace npcost
