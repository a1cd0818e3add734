// "schedule": prices by the clock.

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>

#include "sim/prices/read_price_set.h"

namespace npcost::price_reading {
namespace {

constexpr std::array<std::string_view, 7> day_names = {"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"};
constexpr std::size_t most_hours = 24;
constexpr std::size_t most_exceptions = 1000;

/// "01:00", "16:30", "24:00", with seconds if wanted, as seconds of the day.
std::optional<std::int32_t> clock_time(std::string_view text) {
  std::array<std::int32_t, 3> parts{};
  std::size_t count = 0;
  if (text.size() != 5 && text.size() != 8) return std::nullopt;
  for (std::size_t at = 0; at < text.size(); at += 3, ++count) {
    if (at > 0 && text[at - 1] != ':') return std::nullopt;
    const auto [end, error] = std::from_chars(text.data() + at, text.data() + at + 2, parts[count]);
    if (error != std::errc{} || end != text.data() + at + 2 || parts[count] < 0) return std::nullopt;
  }
  const std::int32_t seconds = parts[0] * 3600 + parts[1] * 60 + parts[2];
  if (parts[1] > 59 || parts[2] > 59 || seconds > 86'400) return std::nullopt;
  return seconds;
}

/// Calls `read` with the text itself or every text of the list. Reports what is neither.
template <class Read>
void each_text(const JsonMember& member, const std::string& pointer, std::size_t most, Diagnostics& diagnostics,
               const Read& read) {
  const JsonValue& value = member.value;
  if (value.kind == JsonValue::Kind::string) return read(value, pointer);
  if (value.kind != JsonValue::Kind::array || value.items.empty() || value.items.size() > most) {
    diagnostics.error("E230", opening(value), pointer,
                      fmt::format("\"{}\" must be text, or a list of 1 to {} texts", member.key, most));
    return;
  }
  for (std::size_t i = 0; i < value.items.size(); ++i) {
    const std::string at = fmt::format("{}/{}", pointer, i);
    if (expect_kind(value.items[i], JsonValue::Kind::string, at, "an item of the list", diagnostics))
      read(value.items[i], at);
  }
}

void read_hours(const JsonMember& member, const std::string& pointer, ScheduleEntry& entry, Diagnostics& diagnostics) {
  each_text(member, pointer, most_hours, diagnostics, [&](const JsonValue& value, const std::string& at) {
    const std::string_view text = value.text;
    const std::size_t dots = text.find("..");
    const auto from = clock_time(text.substr(0, std::min(dots, text.size())));
    const auto to = dots == std::string_view::npos ? std::nullopt : clock_time(text.substr(dots + 2));
    if (!from || !to || *from == *to || *from == 86'400) {
      diagnostics.error("E230", value.place, at,
                        fmt::format("hours are a beginning and an end of the day, found \"{}\"", printable(text)),
                        "write them like \"01:00..04:00\", or \"22:00..06:00\" over midnight");
      return;
    }
    entry.hours.push_back({*from, *to == 0 ? 86'400 : *to});
  });
}

std::optional<int> day_number(std::string_view name) {
  const auto found = std::find(day_names.begin(), day_names.end(), name);
  return found == day_names.end() ? std::nullopt : std::optional(static_cast<int>(found - day_names.begin()));
}

void read_weekdays(const JsonMember& member, const std::string& pointer, ScheduleEntry& entry,
                   Diagnostics& diagnostics) {
  entry.weekdays = 0;
  each_text(member, pointer, day_names.size(), diagnostics, [&](const JsonValue& value, const std::string& at) {
    const std::string_view text = value.text;
    const std::size_t dots = text.find("..");
    const auto first = day_number(text.substr(0, std::min(dots, text.size())));
    const auto last = dots == std::string_view::npos ? first : day_number(text.substr(dots + 2));
    if (!first || !last) {
      diagnostics.error("E230", value.place, at,
                        fmt::format("weekdays are Mon, Tue, Wed, Thu, Fri, Sat, Sun; found \"{}\"", printable(text)),
                        "write \"Mon..Fri\", or [\"Sat\", \"Sun\"]");
      return;
    }
    for (int day = *first;; day = (day + 1) % 7) {  // "Sat..Mon" passes the end of the week
      entry.weekdays = static_cast<std::uint8_t>(entry.weekdays | 1u << day);
      if (day == *last) break;
    }
  });
}

std::optional<std::int32_t> calendar_day(std::string_view text) {
  const std::optional<LocalTime> when = text.size() == 10 ? parse_local_time(text) : std::nullopt;
  if (!when) return std::nullopt;
  return static_cast<std::int32_t>(std::chrono::floor<std::chrono::days>(when->time_since_epoch()).count());
}

void read_exceptions(const JsonMember& member, const std::string& pointer, ScheduleEntry& entry,
                     Diagnostics& diagnostics) {
  each_text(member, pointer, most_exceptions, diagnostics, [&](const JsonValue& value, const std::string& at) {
    const std::string_view text = value.text;
    const std::size_t dots = text.find("..");
    const auto first = calendar_day(text.substr(0, std::min(dots, text.size())));
    const auto last = dots == std::string_view::npos ? first : calendar_day(text.substr(dots + 2));
    if (!first || !last || *last < *first) {
      diagnostics.error("E230", value.place, at,
                        fmt::format("an exception is a date or a range of dates, found \"{}\"", printable(text)),
                        "write \"2026-10-01\" or \"2026-10-01..2026-10-07\"");
      return;
    }
    entry.except.push_back({*first, *last});
  });
}

std::string read_zone(const JsonValue& object, const std::string& pointer, std::string_view key, std::string otherwise,
                      Diagnostics& diagnostics) {
  const JsonMember* member = object.find(key);
  if (member == nullptr) return otherwise;
  const std::string at = child_pointer(pointer, key);
  if (!expect_kind(member->value, JsonValue::Kind::string, at, fmt::format("\"{}\"", key), diagnostics))
    return otherwise;
  if (zone_exists(member->value.text)) return member->value.text;
  const std::optional<std::string> near = nearest_zone(member->value.text);
  diagnostics.error("E230", member->value.place, at,
                    fmt::format("no time zone is called \"{}\"", printable(member->value.text)),
                    near ? fmt::format("did you mean \"{}\"?", *near) : "write for example \"UTC\" or \"Asia/Shanghai\"");
  return otherwise;
}

ScheduleEntry read_entry(const PriceObject& object, bool has_tiers, Diagnostics& diagnostics) {
  ScheduleEntry entry;
  const JsonValue& json = object.json;
  refuse_unknown_keys(json, object.pointer,
                      price_names_and({"name", "hours", "hours_in", "weekdays", "days_in", "except", "times"}),
                      diagnostics);
  read_remarks(json, object.pointer, diagnostics);
  if (const JsonMember* name = json.find("name")) {
    if (expect_kind(name->value, JsonValue::Kind::string, child_pointer(object.pointer, "name"), "\"name\"", diagnostics))
      entry.name = name->value.text;
  }
  entry.hours_in = read_zone(json, object.pointer, "hours_in", "UTC", diagnostics);
  entry.days_in = read_zone(json, object.pointer, "days_in", entry.hours_in, diagnostics);
  const auto part = [&](std::string_view key, auto read) {
    if (const JsonMember* member = json.find(key)) read(*member, child_pointer(object.pointer, key), entry, diagnostics);
  };
  part("hours", read_hours);
  part("weekdays", read_weekdays);
  part("except", read_exceptions);
  entry.times = read_times(json, object.pointer, "E230", diagnostics);
  entry.price = read_meter_prices(object, diagnostics);
  const bool own_prices = states_a_price(json);
  if (own_prices == (json.find("times") != nullptr)) {
    diagnostics.error("E230", opening(json), object.pointer, "an entry of a schedule says either \"times\" or prices",
                      "add \"times\": 0.5");
  } else if (own_prices && has_tiers) {
    diagnostics.error("E230", opening(json), object.pointer,
                      "prices by the hour beside context tiers would leave open which of them holds",
                      "say how many times the usual price it is: \"times\": 0.5");
  }
  return entry;
}

}  // namespace

std::vector<ScheduleEntry> read_schedule(const PriceObject& object, bool has_tiers, Diagnostics& diagnostics) {
  std::vector<ScheduleEntry> schedule;
  const JsonMember* member = object.json.find("schedule");
  if (member == nullptr) return schedule;
  const std::string pointer = child_pointer(object.pointer, "schedule");
  if (!expect_kind(member->value, JsonValue::Kind::array, pointer, "\"schedule\"", diagnostics)) return schedule;
  if (member->value.items.size() > max_schedule_entries) {
    diagnostics.error("E230", opening(member->value), pointer,
                      fmt::format("a schedule has at most {} entries, found {}", max_schedule_entries,
                                  member->value.items.size()));
    return schedule;
  }
  stands_beside_prices(object, *member, pointer, "E230", diagnostics);
  for (std::size_t i = 0; i < member->value.items.size(); ++i) {
    const PriceObject item{member->value.items[i], fmt::format("{}/{}", pointer, i), object.kind, object.currency};
    if (!expect_kind(item.json, JsonValue::Kind::object, item.pointer, "an entry of a schedule", diagnostics)) continue;
    schedule.push_back(read_entry(item, has_tiers, diagnostics));
  }
  return schedule;
}

}  // namespace npcost::price_reading
