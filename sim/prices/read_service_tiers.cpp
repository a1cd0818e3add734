// "service_tiers" and "volume": other prices for waiting, for hurrying, and for buying much.

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <limits>

#include "sim/prices/price_kinds.h"
#include "sim/prices/read_price_set.h"

namespace npcost::price_reading {
namespace {

constexpr std::size_t most_volume_entries = 64;

/// A JSON number with at most three digits behind the point, in millionths; nothing if it is anything else.
std::optional<std::int64_t> millionths_of(std::string_view text) {
  const std::size_t point = text.find('.');
  const std::string_view whole = text.substr(0, std::min(point, text.size()));
  const std::string_view part = point == std::string_view::npos ? std::string_view{} : text.substr(point + 1);
  if (part.size() > 3 || whole.empty() || whole.size() > 4) return std::nullopt;
  std::int64_t value = 0;
  for (const std::string_view digits : {whole, part}) {
    for (const char c : digits) {
      if (c < '0' || c > '9') return std::nullopt;
      value = 10 * value + (c - '0');
    }
  }
  for (std::size_t i = part.size(); i < 6; ++i) value *= 10;
  return value <= most_times_millionths ? std::optional(value) : std::nullopt;
}

ServiceTier read_one(const PriceObject& object, const std::string& name, const std::vector<ContextTier>& standard,
                     Diagnostics& diagnostics) {
  ServiceTier tier;
  tier.name = name;
  refuse_unknown_keys(object.json, object.pointer, price_names_and({"times", "tiers"}), diagnostics);
  read_remarks(object.json, object.pointer, diagnostics);
  tier.times = read_times(object.json, object.pointer, "E231", diagnostics);
  tier.price = read_meter_prices(object, diagnostics);
  tier.tiers = read_tiers(object, diagnostics);
  if (!states_a_price(object.json) && object.json.find("times") == nullptr) {
    diagnostics.error("E231", opening(object.json), object.pointer,
                      "a service tier must say \"times\" or prices, found neither", "add \"times\": 0.5");
  }
  for (const ContextTier& own : tier.tiers) {
    const bool known = std::any_of(standard.begin(), standard.end(), [&](const ContextTier& other) {
      return other.first_tokens() == own.first_tokens();
    });
    if (known) continue;
    diagnostics.error("E231", opening(object.json), child_pointer(object.pointer, "tiers"),
                      fmt::format("a context tier begins at {} tokens here and not among the standard prices",
                                  own.first_tokens()),
                      "begin it where a standard tier begins");
  }
  return tier;
}

/// "500k min" in counts of the meter.
std::optional<std::uint64_t> read_above(const JsonValue& value, const std::string& pointer, Meter meter,
                                        Diagnostics& diagnostics) {
  Dimension dimension = Dimension::count;
  switch (per_of(meter)) {
    case Per::token: dimension = Dimension::tokens; break;
    case Per::character: dimension = Dimension::chars; break;
    case Per::millisecond: dimension = Dimension::duration; break;
    default: break;
  }
  const std::optional<Spread> spread = read_spread(value, pointer, dimension, Level::run, diagnostics);
  if (!spread) return std::nullopt;
  const double counts = spread->is_constant() ? spread->value() : -1;
  constexpr double most = 9e15;  // a double still holds every whole number up to here
  if (counts >= 1 && counts <= most) return static_cast<std::uint64_t>(counts);
  diagnostics.error("E232", value.place, pointer, "\"above\" must be one amount, more than nothing",
                    "write it like \"500k min\"");
  return std::nullopt;
}

void read_volume_entry(const PriceObject& object, std::vector<VolumeTier>& volume, Diagnostics& diagnostics) {
  refuse_unknown_keys(object.json, object.pointer, price_names_and({"above"}), diagnostics);
  read_remarks(object.json, object.pointer, diagnostics);
  const JsonMember* above = object.json.find("above");
  if (above == nullptr || !states_a_price(object.json)) {
    diagnostics.error("E232", opening(object.json), object.pointer,
                      "an entry of \"volume\" says from what monthly use on which price holds",
                      R"(write { "above": "500k min", "price": "$0.010/min" })");
    return;
  }
  for (const MeterPrices::Entry& entry : read_meter_prices(object, diagnostics)) {
    const auto counts = read_above(above->value, child_pointer(object.pointer, "above"), entry.meter, diagnostics);
    if (!counts) return;
    if (entry.price.unknown || entry.price.declines) {
      diagnostics.error("E232", opening(object.json), object.pointer,
                        "a step of monthly volume needs one known price, found a range or a falling one",
                        "write one price");
      return;
    }
    const bool taken = std::any_of(volume.begin(), volume.end(), [&](const VolumeTier& other) {
      return other.meter == entry.meter && other.above == *counts;
    });
    if (taken) {
      diagnostics.error("E232", opening(object.json), object.pointer, "two entries begin at the same use",
                        "keep one of them");
    }
    volume.push_back({entry.meter, *counts, entry.price});
  }
}

}  // namespace

bool stands_beside_prices(const PriceObject& object, const JsonMember& member, const std::string& pointer, const char* code,
                          Diagnostics& diagnostics) {
  if (states_a_price(object.json)) return true;
  diagnostics.error(code, member.key_place, pointer,
                    fmt::format("\"{}\" changes the prices beside it, and there are none", member.key),
                    "put it into the entry of \"prices\" that it belongs to, or add base prices");
  return false;
}

std::optional<Times> read_times(const JsonValue& object, const std::string& pointer, const char* code,
                                Diagnostics& diagnostics) {
  const JsonMember* member = object.find("times");
  if (member == nullptr) return std::nullopt;
  const JsonValue& value = member->value;
  const auto millionths = value.kind == JsonValue::Kind::number ? millionths_of(value.text) : std::nullopt;
  if (millionths) return Times{*millionths};
  diagnostics.error(code, opening(value), child_pointer(pointer, "times"),
                    "\"times\" must be a number from 0 to 1000 with at most three digits behind the point",
                    "write \"times\": 0.5");
  return std::nullopt;
}

std::vector<ServiceTier> read_service_tiers(const PriceObject& object, const std::vector<ContextTier>& tiers,
                                            Diagnostics& diagnostics) {
  std::vector<ServiceTier> services;
  const JsonMember* member = object.json.find("service_tiers");
  if (member == nullptr) return services;
  const std::string pointer = child_pointer(object.pointer, "service_tiers");
  if (!stands_beside_prices(object, *member, pointer, "E231", diagnostics)) return services;
  if (!expect_kind(member->value, JsonValue::Kind::object, pointer, "\"service_tiers\"", diagnostics)) return services;
  if (member->value.members.size() > max_service_tiers) {
    diagnostics.error("E231", opening(member->value), pointer,
                      fmt::format("at most {} service tiers, found {}", max_service_tiers, member->value.members.size()));
    return services;
  }
  for (const JsonMember& entry : member->value.members) {
    const PriceObject item{entry.value, child_pointer(pointer, entry.key), object.kind, object.currency};
    if (entry.key.empty() || entry.key == "standard" || entry.key.size() > 80) {
      diagnostics.error("E231", entry.key_place, item.pointer,
                        "a service tier has a name of its own, and \"standard\" is what stands beside it",
                        "call it as the provider does: batch, flex, priority");
      continue;
    }
    if (!expect_kind(entry.value, JsonValue::Kind::object, item.pointer, "a service tier", diagnostics)) continue;
    services.push_back(read_one(item, entry.key, tiers, diagnostics));
  }
  return services;
}

std::vector<VolumeTier> read_volume(const PriceObject& object, Diagnostics& diagnostics) {
  std::vector<VolumeTier> volume;
  const JsonMember* member = object.json.find("volume");
  if (member == nullptr) return volume;
  const std::string pointer = child_pointer(object.pointer, "volume");
  if (!stands_beside_prices(object, *member, pointer, "E232", diagnostics)) return volume;
  if (!expect_kind(member->value, JsonValue::Kind::array, pointer, "\"volume\"", diagnostics)) return volume;
  if (member->value.items.size() > most_volume_entries) {
    diagnostics.error("E232", opening(member->value), pointer,
                      fmt::format("at most {} entries of \"volume\", found {}", most_volume_entries,
                                  member->value.items.size()));
    return volume;
  }
  for (std::size_t i = 0; i < member->value.items.size(); ++i) {
    const PriceObject item{member->value.items[i], fmt::format("{}/{}", pointer, i), object.kind, object.currency};
    if (expect_kind(item.json, JsonValue::Kind::object, item.pointer, "an entry of \"volume\"", diagnostics))
      read_volume_entry(item, volume, diagnostics);
  }
  std::stable_sort(volume.begin(), volume.end(), [](const VolumeTier& a, const VolumeTier& b) {
    return a.meter != b.meter ? a.meter < b.meter : a.above < b.above;
  });
  return volume;
}

}  // namespace npcost::price_reading
