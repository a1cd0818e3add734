#include "sim/base/calendar.h"

#include <date/tz.h>
#include <fmt/format.h>

#include <algorithm>
#include <exception>

#include "sim/base/atomic_file.h"
#include "sim/base/check.h"

namespace npcost {
namespace {

using std::chrono::floor;
using std::chrono::hours;
using std::chrono::seconds;
using Days = std::chrono::days;

/// The system's link to the zone of this machine stands among the zones; a scenario must not depend on it.
constexpr std::string_view machine_zone = "localtime";

const std::vector<date::time_zone>& all_zones() {
  try {
    return date::get_tzdb().zones;
  } catch (const std::exception& error) {
    constexpr const char* folder = "/usr/share/zoneinfo";
    throw FileError(folder, fmt::format("cannot read the time zones in {} (package tzdata): {}", folder, error.what()));
  }
}

/// Nothing if there is no such zone.
const date::time_zone* find_zone(std::string_view name) {
  if (name == machine_zone) return nullptr;
  const auto& zones = all_zones();  // sorted by name
  const auto before = [](const date::time_zone& zone, std::string_view key) { return zone.name() < key; };
  const auto found = std::lower_bound(zones.begin(), zones.end(), name, before);
  return found != zones.end() && found->name() == name ? &*found : nullptr;
}

/// Known without the files of zones: to look at their six hundred names takes longer than to read a scenario.
constexpr std::string_view utc = "UTC";

const date::time_zone& zone_named(std::string_view name) {
  const date::time_zone* zone = find_zone(name);
  NPCOST_CHECK(zone != nullptr, "a time zone was checked before it is used");
  return *zone;
}

/// What holds at that time, and until when.
date::sys_info rules_at(std::string_view zone, Instant time) {
  if (zone != utc) return zone_named(zone).get_info(time);
  date::sys_info info{};
  info.begin = date::sys_seconds::min();
  info.end = date::sys_seconds::max();
  info.abbrev = utc;
  return info;
}

/// Reads fixed-width numbers and separators from the front of a text.
class FieldReader {
 public:
  explicit FieldReader(std::string_view text) : rest_(text) {}
  bool at_end() const { return rest_.empty(); }
  bool separator(char expected) {
    if (rest_.empty() || rest_.front() != expected) return false;
    rest_.remove_prefix(1);
    return true;
  }
  /// Exactly `width` digits, at most `highest`.
  std::optional<int> number(std::size_t width, int highest) {
    if (rest_.size() < width) return std::nullopt;
    int value = 0;
    for (const char c : rest_.substr(0, width)) {
      if (c < '0' || c > '9') return std::nullopt;
      value = 10 * value + (c - '0');
    }
    rest_.remove_prefix(width);
    return value <= highest ? std::optional(value) : std::nullopt;
  }

 private:
  std::string_view rest_;
};

std::optional<std::chrono::local_days> read_date(FieldReader& fields) {
  const auto year = fields.number(4, 9999);
  if (!year || !fields.separator('-')) return std::nullopt;
  const auto month = fields.number(2, 12);
  if (!month || !fields.separator('-')) return std::nullopt;
  const auto day = fields.number(2, 31);
  if (!day) return std::nullopt;
  const std::chrono::year_month_day date{std::chrono::year(*year), std::chrono::month(static_cast<unsigned>(*month)),
                                         std::chrono::day(static_cast<unsigned>(*day))};
  if (!date.ok()) return std::nullopt;
  return std::chrono::local_days(date);
}

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

/// Insertions, deletions and replacements between two texts; letters' case and space against '_' do not count.
std::size_t distance(std::string_view a, std::string_view b) {
  const auto plain = [](char c) { return c == ' ' ? '_' : lower(c); };
  std::vector<std::size_t> row(b.size() + 1);
  for (std::size_t j = 0; j <= b.size(); ++j) row[j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    std::size_t diagonal = row[0];
    row[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const std::size_t replaced = diagonal + (plain(a[i - 1]) == plain(b[j - 1]) ? 0 : 1);
      diagonal = row[j];
      row[j] = std::min({row[j] + 1, row[j - 1] + 1, replaced});
    }
  }
  return row[b.size()];
}

}  // namespace

std::optional<LocalTime> parse_local_time(std::string_view text) {
  FieldReader fields(text);
  const auto date = read_date(fields);
  if (!date) return std::nullopt;
  LocalTime time = *date;
  if (fields.at_end()) return time;
  if (!fields.separator('T')) return std::nullopt;
  const auto hour = fields.number(2, 23);
  if (!hour || !fields.separator(':')) return std::nullopt;
  const auto minute = fields.number(2, 59);
  if (!minute) return std::nullopt;
  time += hours(*hour) + std::chrono::minutes(*minute);
  if (fields.at_end()) return time;
  if (!fields.separator(':')) return std::nullopt;
  const auto second = fields.number(2, 59);
  if (!second || !fields.at_end()) return std::nullopt;
  return time + seconds(*second);
}

std::string date_text(Instant instant) {
  const std::chrono::year_month_day date(floor<Days>(instant));
  return fmt::format("{:04}-{:02}-{:02}", static_cast<int>(date.year()), static_cast<unsigned>(date.month()),
                     static_cast<unsigned>(date.day()));
}

std::string to_text(Instant instant) {
  const auto of_day = floor<seconds>(instant - floor<Days>(instant)).count();
  return fmt::format("{}T{:02}:{:02}:{:02}Z", date_text(instant), of_day / 3600, of_day / 60 % 60, of_day % 60);
}

bool zone_exists(std::string_view zone) {
  if (zone == utc) return true;
  const date::time_zone* found = find_zone(zone);
  if (found == nullptr) return false;
  try {
    (void)found->get_info(date::sys_seconds{});  // the file is read only now, and may be damaged
    return true;
  } catch (const std::exception&) {
    return false;
  }
}

std::optional<std::string> nearest_zone(std::string_view zone) {
  constexpr std::size_t longest_tried = 64;  // twice the longest name; keeps hostile texts cheap
  if (zone.size() < 3 || zone.size() > longest_tried) return std::nullopt;
  // One slip in four letters still is the same word; in three letters it is another one (KST, EST).
  std::size_t best = zone.size() / 4 + 1;
  const std::string* nearest = nullptr;
  const auto consider = [&](const std::string& name, std::string_view spelling) {
    const std::size_t slips = distance(zone, spelling);
    if (slips >= best || name == machine_zone) return;
    best = slips;
    nearest = &name;
  };
  for (const auto& candidate : all_zones()) consider(candidate.name(), candidate.name());
  for (const auto& candidate : all_zones()) {  // "Seoul", "New York": the city alone
    const std::string& name = candidate.name();
    const std::size_t slash = name.rfind('/');
    if (slash != std::string::npos) consider(name, std::string_view(name).substr(slash + 1));
  }
  return nearest == nullptr ? std::nullopt : std::optional(*nearest);
}

ZonedInstant to_instant(LocalTime local, std::string_view zone) {
  const Milliseconds since_epoch = local.time_since_epoch();
  if (zone == utc) return {.instant = Instant(since_epoch)};
  const date::local_info info =
      zone_named(zone).get_info(date::local_seconds(floor<seconds>(since_epoch)));
  if (info.result == date::local_info::nonexistent) return {.instant = info.second.begin, .skipped = true};
  return {.instant = Instant(since_epoch - info.first.offset), .twice = info.result == date::local_info::ambiguous};
}

LocalMoment local_moment(Instant instant, std::string_view zone) {
  Milliseconds local = instant.time_since_epoch();
  if (zone != utc) local += zone_named(zone).get_info(instant).offset;
  const Days day = floor<Days>(local);
  return {static_cast<std::int32_t>(day.count()), static_cast<std::int32_t>(floor<seconds>(local - day).count())};
}

std::vector<LocalHour> local_hours(Instant start, std::uint32_t hours_wanted, std::string_view zone) {
  std::vector<LocalHour> result;
  result.reserve(hours_wanted);
  date::sys_info info = rules_at(zone, start);
  const auto first_day = floor<Days>((start + info.offset).time_since_epoch());
  for (std::uint32_t h = 0; h < hours_wanted; ++h) {
    const Instant now = start + hours(h);
    if (floor<seconds>(now) >= info.end) info = rules_at(zone, now);  // a look-up a transition, not an hour
    const Milliseconds local = (now + info.offset).time_since_epoch();
    const Days day = floor<Days>(local);
    // 1970-01-01 was a Thursday: three days after a Monday.
    const auto weekday = ((day.count() + 3) % 7 + 7) % 7;
    const auto hour = floor<hours>(local - day).count();
    const auto days_since = (day - first_day).count();
    // A clock put back over midnight repeats part of the day before; days of a run only ever go forward.
    const auto earlier = result.empty() ? 0u : result.back().day;
    result.push_back({static_cast<std::uint16_t>(24 * weekday + hour),
                      std::max(earlier, static_cast<std::uint32_t>(std::max<std::int64_t>(days_since, 0)))});
  }
  return result;
}

}  // namespace npcost
