#include "sim/prices/read_price_set.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <vector>

#include "sim/prices/price_kinds.h"

namespace npcost::price_reading {
namespace {

std::string_view words_for(Per per) {
  switch (per) {
    case Per::token: return "per token";
    case Per::character: return "per character";
    case Per::millisecond: return "per unit of time";
    case Per::request: return "per request";
    case Per::image: return "per image";
    case Per::gpu_millisecond: return "per GPU hour";
    case Per::byte: return "per byte";
    case Per::token_millisecond: return "per token and hour";
    case Per::month: return "per month";
  }
  return "per something else";
}

/// "input, output, per_request": what this kind of model bills.
std::string billed_keys(ModelKind kind) {
  std::string list;
  for (const PriceKey& key : price_keys()) {
    if (!priced_meter(key.name, kind)) continue;
    if (!list.empty()) list += ", ";
    list += key.name;
  }
  return list;
}

/// One price in the currency of its book; nothing after a diagnostic.
std::optional<Price> read_price_in(const std::string& currency, const JsonMember& member, const std::string& pointer,
                                   Diagnostics& diagnostics) {
  std::optional<Price> price = read_price(member.value, pointer, diagnostics);
  if (!price || currency.empty() || price->currency == currency) return price;
  diagnostics.error("E229", opening(member.value), pointer,
                    fmt::format("this book's prices are in {}, found one in {}", currency, price->currency),
                    fmt::format("write it in {}, or keep a second book", currency));
  return std::nullopt;
}

/// Whether this price counts what its key counts; else a diagnostic.
bool fits_meter(const PriceObject& object, const JsonMember& member, const std::string& pointer, const Price& price,
                Meter meter, Diagnostics& diagnostics) {
  if (price.per != per_of(meter)) {
    const std::string_view example = example_price(meter);
    diagnostics.error("E220", member.value.place, pointer,
                      fmt::format("\"{}\" of a model of kind {} is a price {}, found a price {}", member.key,
                                  model_kind_name(*object.kind), words_for(per_of(meter)), words_for(price.per)),
                      fmt::format("write it like \"{}\"", example));
    return false;
  }
  if (price.exact.per_count < Money{}) {
    diagnostics.error("E210", member.value.place, pointer, "a price must be at least 0, found a negative one");
    return false;
  }
  return true;
}

void read_one_price(const PriceObject& object, const JsonMember& member, MeterPrices& prices,
                    std::array<const JsonMember*, meter_count>& priced_by, Diagnostics& diagnostics) {
  const std::string pointer = child_pointer(object.pointer, member.key);
  if (!object.kind) {
    read_price_in(object.currency, member, pointer, diagnostics);
    return;
  }
  const std::string_view kind = model_kind_name(*object.kind);
  if (!priced_meter(member.key, *object.kind)) {
    diagnostics.error("E222", member.key_place, pointer,
                      fmt::format("a model of kind {} has no price \"{}\"", kind, member.key),
                      fmt::format("prices of this kind: {}", billed_keys(*object.kind)));
    return;
  }
  std::optional<Price> price = read_price_in(object.currency, member, pointer, diagnostics);
  const Meter meter = price ? *priced_meter(member.key, *object.kind, price->per) : *priced_meter(member.key, *object.kind);
  const auto index = static_cast<std::size_t>(meter);
  if (const JsonMember* first = priced_by[index]) {
    const LineColumn at = line_column(first->key_place);
    diagnostics
        .error("E222", member.key_place, pointer,
               fmt::format("\"{}\" and \"{}\" are one and the same price of a model of kind {} ({})", first->key,
                           member.key, kind, meter_name(meter)),
               "keep one of them")
        .note = fmt::format("first at {}:{}", at.line, at.column);
    return;
  }
  priced_by[index] = &member;
  if (price && fits_meter(object, member, pointer, *price, meter, diagnostics)) prices.set(meter, std::move(*price));
}

std::optional<PriceSet::Tier> read_tier(const PriceObject& object, Diagnostics& diagnostics) {
  if (!expect_kind(object.json, JsonValue::Kind::object, object.pointer, "a tier", diagnostics)) return std::nullopt;
  refuse_unknown_keys(object.json, object.pointer, price_names_and({"above", "inclusive"}), diagnostics);
  read_remarks(object.json, object.pointer, diagnostics);
  PriceSet::Tier tier;
  tier.price = read_meter_prices(object, diagnostics);
  if (!states_a_price(object.json)) {
    diagnostics.error("E225", opening(object.json), object.pointer, "a tier must change at least one price, found none",
                      "add \"input\": \"$0.80/1M tokens\"");
  }
  if (const JsonMember* inclusive = object.json.find("inclusive")) {
    tier.inclusive =
        read_boolean(inclusive->value, child_pointer(object.pointer, "inclusive"), diagnostics).value_or(false);
  }
  const JsonMember* above = object.json.find("above");
  if (above == nullptr) {
    diagnostics.error("E225", opening(object.json), object.pointer,
                      "a tier must say from which prompt length on it applies", "add \"above\": \"200k tokens\"");
    return std::nullopt;
  }
  const auto tokens = read_tokens(above->value, child_pointer(object.pointer, "above"), 1, 1'000'000'000, diagnostics);
  if (!tokens) return std::nullopt;
  tier.above_tokens = *tokens;
  return tier;
}

}  // namespace

std::vector<ContextTier> read_tiers(const PriceObject& object, Diagnostics& diagnostics) {
  std::vector<ContextTier> tiers;
  const JsonMember* member = object.json.find("tiers");
  if (member == nullptr) return tiers;
  const std::string pointer = child_pointer(object.pointer, "tiers");
  if (object.kind && !fits_kind(*find_price_key("tiers"), *object.kind)) {
    diagnostics.error(
        "E222", member->key_place, pointer,
        fmt::format("a model of kind {} has no prompt, so it has no context tiers", model_kind_name(*object.kind)),
        "remove it");
    return tiers;
  }
  if (!expect_kind(member->value, JsonValue::Kind::array, pointer, "\"tiers\"", diagnostics)) return tiers;
  if (member->value.items.size() > max_tiers) {
    diagnostics.error("E225", opening(member->value), pointer,
                      fmt::format("at most {} tiers, found {}", max_tiers, member->value.items.size()));
    return tiers;
  }
  if (!states_a_price(object.json) && object.json.find("times") == nullptr) {
    diagnostics.error("E225", member->key_place, pointer, "tiers change the prices beside them, and there are none",
                      "put \"tiers\" into the entry of \"prices\" that they belong to, or add base prices");
  }
  for (std::size_t i = 0; i < member->value.items.size(); ++i) {
    const PriceObject item{member->value.items[i], fmt::format("{}/{}", pointer, i), object.kind, object.currency};
    const std::optional<PriceSet::Tier> tier = read_tier(item, diagnostics);
    if (!tier) continue;
    const bool taken = std::any_of(tiers.begin(), tiers.end(), [&](const PriceSet::Tier& other) {
      return other.first_tokens() == tier->first_tokens();
    });
    if (taken) {
      diagnostics.error(
          "E225", opening(item.json), item.pointer,
          fmt::format("two tiers begin at a prompt of {} tokens; only one could apply", tier->first_tokens()),
          "keep one of them");
    }
    tiers.push_back(*tier);
  }
  std::sort(tiers.begin(), tiers.end(),
            [](const PriceSet::Tier& a, const PriceSet::Tier& b) { return a.first_tokens() < b.first_tokens(); });
  return tiers;
}

MeterPrices read_meter_prices(const PriceObject& object, Diagnostics& diagnostics) {
  MeterPrices prices;
  std::array<const JsonMember*, meter_count> priced_by{};
  for (const JsonMember& member : object.json.members) {
    const PriceKey* key = find_price_key(member.key);
    if (key == nullptr || key->type != PriceKeyType::price) continue;
    read_one_price(object, member, prices, priced_by, diagnostics);
  }
  return prices;
}

std::vector<std::string> price_names_and(std::initializer_list<std::string_view> others) {
  std::vector<std::string> known(others.begin(), others.end());
  for (const std::string_view remark : {"source", "as_of", "why", "confidence", "provenance", "notes"})
    known.emplace_back(remark);
  for (const PriceKey& key : price_keys()) {
    if (key.type == PriceKeyType::price) known.emplace_back(key.name);
  }
  return known;
}

bool states_a_price(const JsonValue& json) {
  return std::any_of(json.members.begin(), json.members.end(), [](const JsonMember& member) {
    const PriceKey* key = find_price_key(member.key);
    return key != nullptr && key->type == PriceKeyType::price;
  });
}

/// Steps stand on a base price: one that is there, and one that is known. What a catalog's card has beside is not seen here.
static void check_volume_bases(const PriceObject& object, const PriceSet& set, Diagnostics& diagnostics) {
  if (set.volume.empty() || object.json.find("catalog") != nullptr) return;
  for (const VolumeTier& step : set.volume) {
    const Price* base = set.base.find(step.meter);
    if (base != nullptr && !base->unknown) continue;
    diagnostics.error("E232", object.json.find("volume")->key_place, child_pointer(object.pointer, "volume"),
                      fmt::format("steps of {} need one known base price of it beside them", meter_name(step.meter)),
                      "add the price that holds below the first step");
    return;
  }
}

PriceSet read_price_set(const PriceObject& object, Instant from, Diagnostics& diagnostics) {
  PriceSet set;
  set.from = from;
  set.base = read_meter_prices(object, diagnostics);
  set.tiers = read_tiers(object, diagnostics);
  set.schedule = read_schedule(object, !set.tiers.empty(), diagnostics);
  set.services = read_service_tiers(object, set.tiers, diagnostics);
  set.volume = read_volume(object, diagnostics);
  check_volume_bases(object, set, diagnostics);
  return set;
}

}  // namespace npcost::price_reading
