#include "sim/recorded/record_time.h"

#include <chrono>
#include <string>

namespace npcost {
namespace {

using namespace std::chrono;

constexpr Instant earliest = sys_days(year(2000) / 1 / 1);
constexpr Instant end = sys_days(year(2200) / 1 / 1);

bool is_digit(char c) { return c >= '0' && c <= '9'; }

RecordTime in_range(Instant at) {
  if (at < earliest || at >= end) return {TimeFault::out_of_range, {}};
  return {TimeFault::none, at};
}

/// Cuts ".123456" off the end of `text`: milliseconds, or nothing if there is a point without digits.
std::optional<Milliseconds> cut_fraction(std::string_view& text) {
  const std::size_t point = text.find_first_of(".,");
  if (point == std::string_view::npos) return Milliseconds(0);
  const std::string_view digits = text.substr(point + 1);
  text = text.substr(0, point);
  if (digits.empty() || digits.size() > 12) return std::nullopt;
  int value = 0;
  for (std::size_t i = 0; i < digits.size(); ++i) {
    if (!is_digit(digits[i])) return std::nullopt;
    if (i < 3) value = value * 10 + (digits[i] - '0');
  }
  for (std::size_t i = digits.size(); i < 3; ++i) value *= 10;
  return Milliseconds(value);
}

/// "+09:00", "-0330", "+09": minutes east, or nothing if malformed.
std::optional<minutes> offset_of(std::string_view text) {
  const bool west = text[0] == '-';
  text.remove_prefix(1);
  std::string digits;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == ':' && i == 2) continue;
    if (!is_digit(text[i])) return std::nullopt;
    digits += text[i];
  }
  if (digits.size() == 2) digits += "00";
  if (digits.size() != 4) return std::nullopt;
  const auto two = [&](std::size_t at) { return (digits[at] - '0') * 10 + (digits[at + 1] - '0'); };
  if (two(0) > 23 || two(2) > 59) return std::nullopt;
  const minutes east = hours(two(0)) + minutes(two(2));
  return west ? -east : east;
}

}  // namespace

std::string_view fault_text(TimeFault fault) {
  switch (fault) {
    case TimeFault::none: return "is fine";
    case TimeFault::malformed: return "must be a moment like 2026-10-15T04:00:00Z";
    case TimeFault::no_zone: return "must end in Z or in an offset like +09:00: the hour decides the price";
    case TimeFault::out_of_range: return "must lie in the years 2000 to 2199 (is its unit right?)";
  }
  return "is wrong";
}

RecordTime time_from_text(std::string_view text, bool utc_without_zone) {
  if (text.size() > 40 || text.size() < 10) return {TimeFault::malformed, {}};
  minutes east{0};
  bool has_zone = text.ends_with('Z');
  if (has_zone) {
    text.remove_suffix(1);
  } else if (const std::size_t sign = text.find_last_of("+-"); sign != std::string_view::npos && sign > 10) {
    const std::optional<minutes> offset = offset_of(text.substr(sign));
    if (!offset) return {TimeFault::malformed, {}};
    east = *offset;
    text = text.substr(0, sign);
    has_zone = true;
  }
  const std::optional<Milliseconds> fraction = cut_fraction(text);
  if (!fraction || text.size() > 19) return {TimeFault::malformed, {}};
  char iso[19];
  text.copy(iso, text.size());
  // A date alone has no hour to charge, and a fraction belongs to seconds.
  if (text.size() < 16 || (fraction->count() != 0 && text.size() != 19)) return {TimeFault::malformed, {}};
  if (iso[10] == ' ') iso[10] = 'T';
  const std::optional<LocalTime> local = parse_local_time(std::string_view(iso, text.size()));
  if (!local) return {TimeFault::malformed, {}};
  if (!has_zone && !utc_without_zone) return {TimeFault::no_zone, {}};
  return in_range(Instant(local->time_since_epoch() + *fraction - east));
}

RecordTime time_from_unix(std::uint64_t milliseconds) {
  if (milliseconds >= static_cast<std::uint64_t>(end.time_since_epoch().count())) return {TimeFault::out_of_range, {}};
  return in_range(Instant(Milliseconds(static_cast<std::int64_t>(milliseconds))));
}

}  // namespace npcost
