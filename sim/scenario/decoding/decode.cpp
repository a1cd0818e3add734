#include "sim/scenario/decoding/decode.h"

#include <cmath>
#include <limits>

#include <fmt/format.h>

#include "sim/base/check.h"
#include "sim/scenario/files/merge.h"

namespace npcost {

Fields::Fields(const Decoding& decoding, const JsonValue& object, std::string_view type, std::string pointer)
    : decoding_(decoding), object_(object), type_(*object_type(type)), pointer_(std::move(pointer)) {}

const JsonValue* Fields::find(std::string_view key) const {
  if (object_.kind != JsonValue::Kind::object) return nullptr;
  const JsonMember* member = object_.find(key);
  return member == nullptr ? nullptr : &member->value;
}

std::string Fields::at(std::string_view key) const { return child_pointer(pointer_, key); }

Place Fields::place(std::string_view key) const {
  const JsonValue* value = find(key);
  return opening_of(value == nullptr ? object_ : *value);
}

std::optional<Spread> Fields::maybe_spread(std::string_view key) const {
  const Key* row = type_.find(key);
  NPCOST_CHECK(row != nullptr && row->type == KeyType::quantity, "a decoded quantity is in the table of keys");
  const JsonValue* value = find(key);
  if (value == nullptr) return std::nullopt;
  Diagnostics said_already;
  return read_spread(*value, at(key), row->dimension, row->level, said_already);
}

Spread Fields::spread(std::string_view key) const {
  if (auto found = maybe_spread(key)) return *found;
  return Spread::constant(0, type_.find(key)->dimension);
}

std::optional<double> Fields::maybe_ratio(std::string_view key) const {
  const JsonValue* value = find(key);
  Diagnostics said_already;
  return value == nullptr ? std::nullopt : read_ratio(*value, at(key), said_already);
}

double Fields::ratio(std::string_view key, double otherwise) const { return maybe_ratio(key).value_or(otherwise); }

double Fields::number(std::string_view key, double otherwise) const {
  const auto found = maybe_spread(key);
  return found && found->is_constant() ? found->value() : otherwise;
}

std::uint32_t Fields::count(std::string_view key, std::uint32_t otherwise) const {
  const double value = number(key, otherwise);
  return value >= 0 && value <= 4e9 ? static_cast<std::uint32_t>(std::llround(value)) : otherwise;
}

std::int64_t Fields::whole(std::string_view key, std::int64_t otherwise) const {
  const JsonValue* value = find(key);
  Diagnostics said_already;
  if (value == nullptr) return otherwise;
  const Key* row = type_.find(key);
  return read_whole_number(*value, at(key), static_cast<std::int64_t>(row->low), static_cast<std::int64_t>(row->high),
                           said_already)
      .value_or(otherwise);
}

bool Fields::flag(std::string_view key, bool otherwise) const {
  const JsonValue* value = find(key);
  return value != nullptr && value->kind == JsonValue::Kind::boolean ? value->boolean : otherwise;
}

Milliseconds Fields::duration(std::string_view key, Milliseconds otherwise) const {
  const JsonValue* value = find(key);
  Diagnostics said_already;
  if (value == nullptr) return otherwise;
  return read_duration(*value, at(key), decoding_.frame.start, decoding_.frame.zone, said_already).value_or(otherwise);
}

std::string Fields::text(std::string_view key) const {
  const JsonValue* value = find(key);
  return value != nullptr && value->kind == JsonValue::Kind::string ? value->text : std::string();
}

const JsonValue* section(const JsonValue& root, std::string_view name) {
  const JsonMember* member = root.kind == JsonValue::Kind::object ? root.find(name) : nullptr;
  return member == nullptr ? nullptr : &member->value;
}

const JsonMember* entry_named(const JsonValue& root, std::string_view section_name, const std::string& name) {
  const JsonValue* map = section(root, section_name);
  return map == nullptr || map->kind != JsonValue::Kind::object ? nullptr : map->find(name);
}

Names number_entries(const JsonValue* map) {
  Names names;
  for (const JsonMember* entry : entries_of(map)) {
    if (names.size() < std::numeric_limits<std::uint16_t>::max())
      names.emplace(entry->key, static_cast<std::uint16_t>(names.size()));
  }
  return names;
}

std::optional<std::uint16_t> index_of(const Names& names, const std::string& name) {
  const auto found = names.find(name);
  return found == names.end() ? std::nullopt : std::optional(found->second);
}

std::optional<std::string> read_zone(Decoding& decoding, const Fields& fields, std::string_view key) {
  const JsonValue* value = fields.find(key);
  if (value == nullptr || value->kind != JsonValue::Kind::string) return std::nullopt;
  if (zone_exists(value->text)) return value->text;
  const auto near = nearest_zone(value->text);
  decoding.diagnostics.error(
      "E409", value->place, fields.at(key), fmt::format("no time zone is called \"{}\"", printable(value->text)),
      near ? fmt::format("did you mean \"{}\"?", *near) : std::string("for example \"Europe/Berlin\" or \"UTC\""));
  return std::nullopt;
}

void decode_time(Decoding& decoding) {
  Scenario& scenario = decoding.scenario;
  static const JsonValue nothing;
  const JsonValue* time = section(decoding.root, "time");
  const Fields fields(decoding, time == nullptr ? nothing : *time, "time", "/time");
  if (const auto zone = read_zone(decoding, fields, "timezone")) decoding.frame.zone = *zone;
  Diagnostics said_already;
  const JsonValue* start = fields.find("start");
  const auto local = start == nullptr ? std::nullopt : read_when(*start, fields.at("start"), said_already);
  if (local) {
    const ZonedInstant instant = to_instant(*local, decoding.frame.zone);
    decoding.frame.start = instant.instant;
    if (instant.skipped) {
      decoding.diagnostics.error("E404", start->place, fields.at("start"),
                                 fmt::format("this start does not exist: {} is skipped by daylight saving in {}",
                                             printable(start->text), decoding.frame.zone),
                                 "begin an hour later, or give times in UTC with \"timezone\": \"UTC\"");
    }
  } else if (start != nullptr && start->kind == JsonValue::Kind::string && start->text.starts_with("day ")) {
    decoding.diagnostics.error("E106", start->place, fields.at("start"),
                               "the start itself is a date, not a day of the run", "write \"2026-11-01\"");
  }
  scenario.start = decoding.frame.start;
  scenario.timezone = decoding.frame.zone;
  scenario.duration = fields.duration("duration", std::chrono::hours(720));
  if (const JsonValue* step = fields.find("step");
      step != nullptr && fields.duration("step", std::chrono::hours(1)) != std::chrono::hours(1)) {
    refuse_to_simulate(step->place, fields.at("step"), "a time step other than \"1 h\"", decoding.not_simulated,
                       decoding.diagnostics);
  }
}

}  // namespace npcost
