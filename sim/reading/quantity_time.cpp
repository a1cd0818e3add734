// Durations and dates. A month or a year has a length only from a given moment on, in a given zone.

#include <fmt/format.h>

#include <chrono>
#include <utility>

#include "sim/reading/json_characters.h"
#include "sim/reading/quantity_field.h"
#include "sim/reading/quantity_units.h"

namespace npcost {
namespace {

constexpr std::int64_t longest_ms = std::int64_t{1000} * 366 * 86'400'000;  // a thousand years
constexpr int longest_months = 12'000;

/// The local time at `instant`: the offset is found by asking for it twice, once near and once there.
LocalTime local_at(Instant instant, std::string_view zone) {
  LocalTime local{instant.time_since_epoch()};
  for (int pass = 0; pass < 3; ++pass) {
    const Milliseconds gap = instant - to_instant(local, zone).instant;
    if (gap == Milliseconds{0}) break;
    local += gap;
  }
  return local;
}

/// The same local day and time `months` later; the last day of the month if there is no such day (31 January + 1 mo).
LocalTime months_later(LocalTime local, int months) {
  using namespace std::chrono;
  const auto day = floor<days>(local);
  year_month_day date{day};
  const Milliseconds time_of_day = local - day;
  date += std::chrono::months{months};
  if (!date.ok()) date = date.year() / date.month() / last;
  return LocalTime{local_days{date}.time_since_epoch()} + time_of_day;
}

std::optional<Milliseconds> calendar_duration(const Field& field, const ParsedQuantity& parsed, int months_each,
                                              Instant from, std::string_view zone) {
  const WholeResult count = scaled_to_whole(parsed.low.exact, 0, 1);
  if (count.fit == Fit::too_fine) {
    field.error("E210", fmt::format("months and years are counted whole, found {}", field.found()),
                months_each == 12 ? "write months: \"18 mo\"" : "write days or weeks: \"45 d\"");
    return std::nullopt;
  }
  if (count.fit == Fit::too_large || count.value > longest_months / months_each) {
    field.error("E210", fmt::format("{} is longer than 1000 years", field.found()));
    return std::nullopt;
  }
  const LocalTime start = local_at(from, zone);
  const LocalTime end = months_later(start, static_cast<int>(count.value) * months_each);
  return to_instant(end, zone).instant - from;
}

std::optional<Milliseconds> fixed_duration(const Field& field, const ParsedQuantity& parsed) {
  const std::int64_t us = *microseconds_in(parsed.unit);
  // In microseconds times the mantissa, then cut to milliseconds without rounding.
  const WholeResult ms = us == 1 ? scaled_to_whole(parsed.low.exact, -3, 1)
                                 : scaled_to_whole(parsed.low.exact, 0, static_cast<int>(us / 1000));
  if (ms.fit == Fit::too_fine) {
    field.error("E215", fmt::format("{} is finer than a millisecond", field.found()), "round it to whole milliseconds");
    return std::nullopt;
  }
  if (ms.fit == Fit::too_large || ms.value > longest_ms) {
    field.error("E210", fmt::format("{} is longer than 1000 years", field.found()));
    return std::nullopt;
  }
  return Milliseconds{static_cast<std::int64_t>(ms.value)};
}

bool digits_at(std::string_view text, std::initializer_list<std::size_t> places) {
  for (const std::size_t at : places) {
    if (at >= text.size() || !is_digit(text[at])) return false;
  }
  return true;
}

/// "YYYY-MM-DD", "…Thh:mm", "…Thh:mm:ss" by shape alone, so that a date that does not exist is told from a slip.
bool date_shaped(std::string_view text) {
  const bool date = digits_at(text, {0, 1, 2, 3, 5, 6, 8, 9}) && text[4] == '-' && text[7] == '-';
  if (!date || text.size() == 10) return date;
  const bool minute = digits_at(text, {11, 12, 14, 15}) && text[10] == 'T' && text[13] == ':';
  if (!minute || text.size() == 16) return minute;
  return digits_at(text, {17, 18}) && text[16] == ':' && text.size() == 19;
}

}  // namespace

std::optional<Milliseconds> read_duration(const JsonValue& value, const std::string& pointer, Instant from,
                                          std::string_view zone, Diagnostics& diagnostics) {
  const auto noted = without_notes({value, pointer, diagnostics});
  if (!noted) return std::nullopt;
  const Field& field = noted->field;
  std::optional<ParsedQuantity> parsed;
  if (field.is_text()) {
    if (!plain_characters(field)) return std::nullopt;
    parsed = parse_quantity(field, field.value.text);
    if (!parsed) return std::nullopt;
  }
  const bool calendar = parsed && calendar_months(parsed->unit).has_value();
  if (!calendar && (!parsed || !microseconds_in(parsed->unit))) {
    read_quantity(field, Dimension::duration);  // says what is wrong with it
    return std::nullopt;
  }
  if (parsed->high) {
    field.error("E218", fmt::format("one duration is needed here, found the range {}", field.found()));
    return std::nullopt;
  }
  if (calendar) return calendar_duration(field, *parsed, *calendar_months(parsed->unit), from, zone);
  return fixed_duration(field, *parsed);
}

std::optional<LocalTime> read_when(const JsonValue& value, const std::string& pointer, Diagnostics& diagnostics) {
  const auto noted = without_notes({value, pointer, diagnostics});
  if (!noted) return std::nullopt;
  const Field& field = noted->field;
  const std::string hint = "write it as \"2027-03-01\" or \"2027-03-01T18:00\"";
  if (!field.is_text()) {
    field.error("E208", fmt::format("expected a date, found {}", field.found()), hint);
    return std::nullopt;
  }
  const std::string& text = field.value.text;
  if (const auto when = parse_local_time(text)) return when;
  if (text.starts_with("day ") && text.size() > 4 && is_digit(text[4])) {
    field.error("E214", fmt::format("there is no such day of a run: {}", field.found()),
                "events happen on \"day 12\" or \"day 12 18:30\", day 0 to 36525; elsewhere " + hint);
  } else if (date_shaped(text)) {
    field.error("E214", fmt::format("there is no such date or time: {}", field.found()));
  } else {
    field.error("E214", fmt::format("expected a date, found {}", field.found()), hint);
  }
  return std::nullopt;
}

}  // namespace npcost
