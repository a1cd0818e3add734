#include "sim/catalogs/catalog_model.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "sim/base/check.h"
#include "sim/catalogs/exact_decimal.h"
#include "sim/prices/price_kinds.h"

namespace npcost::catalogs {
namespace {

constexpr std::array<std::string_view, 20> slot_keys = {
    "input",       "cached_input",     "cache_write",  "cache_write_1h", "output",       "reasoning",    "citations",
    "audio_input", "cached_audio",     "audio_output", "image_input",    "cached_image", "image_output", "video_input",
    "price",       "audio_input_time", "per_request",  "text_message",   "web_search",   "image"};

struct UnitInfo {
  std::string_view text;
  int places;
};
constexpr std::array<UnitInfo, 8> units = {
    UnitInfo{"1M tokens", 9}, UnitInfo{"1M chars", 9},     UnitInfo{"min", 10},         UnitInfo{"h", 8},
    UnitInfo{"request", 15},  UnitInfo{"1k searches", 12}, UnitInfo{"1k messages", 12}, UnitInfo{"image", 15}};

}  // namespace

std::string_view slot_key(Slot slot) { return slot_keys[static_cast<std::size_t>(slot)]; }

bool fits_kind(Slot slot, ModelKind kind) { return priced_meter(slot_key(slot), kind).has_value(); }

bool takes_rule(std::string_view key, ModelKind kind) {
  const PriceKey* rule = price_reading::find_price_key(key);
  NPCOST_CHECK(rule != nullptr, "rules are price keys");
  return price_reading::fits_kind(*rule, kind);
}

std::string_view unit_text(PriceUnit unit) { return units[static_cast<std::size_t>(unit)].text; }
int unit_places(PriceUnit unit) { return units[static_cast<std::size_t>(unit)].places; }

std::string price_text(const PriceLine& line) {
  std::string text = "$" + fixed_text(line.amount, unit_places(line.unit));
  text += '/';
  text += unit_text(line.unit);
  return text;
}

const PriceLine* find_line(const PriceLines& lines, Slot slot) {
  const auto found = std::find_if(lines.begin(), lines.end(), [&](const PriceLine& line) { return line.slot == slot; });
  return found == lines.end() ? nullptr : &*found;
}

void add_line(PriceLines& lines, const PriceLine& line) {
  const auto at =
      std::find_if(lines.begin(), lines.end(), [&](const PriceLine& other) { return other.slot >= line.slot; });
  NPCOST_CHECK(at == lines.end() || at->slot != line.slot, "a price is stated once");
  lines.insert(at, line);
}

PricePeriod& period_from(CatalogModel& model, std::string_view from) {
  const auto found =
      std::find_if(model.periods.begin(), model.periods.end(), [&](const PricePeriod& p) { return p.from >= from; });
  if (found != model.periods.end() && found->from == from) return *found;
  PricePeriod period;
  period.from = from;
  return *model.periods.insert(found, std::move(period));
}

PriceLines& tier_at(std::vector<TierPrices>& tiers, std::uint64_t above, bool inclusive) {
  const auto found =
      std::find_if(tiers.begin(), tiers.end(), [&](const TierPrices& tier) { return tier.above >= above; });
  if (found != tiers.end() && found->above == above) return found->prices;
  return tiers.insert(found, {above, inclusive, {}})->prices;
}

void carry_forward(std::vector<TierPrices>& tiers) {
  for (std::size_t i = 1; i < tiers.size(); ++i) {
    for (const PriceLine& line : tiers[i - 1].prices) {
      if (find_line(tiers[i].prices, line.slot) == nullptr) add_line(tiers[i].prices, line);
    }
  }
}

bool lacks_cached_audio(const PricePeriod& period, ModelKind kind) {
  const auto states = [&](Slot slot) { return find_line(period.prices, slot) != nullptr; };
  return fits_kind(Slot::cached_audio, kind) && states(Slot::audio_input) && states(Slot::cached_input) &&
         !states(Slot::cached_audio);
}

bool has_tier(const std::vector<TierPrices>& tiers, std::uint64_t above) {
  return std::any_of(tiers.begin(), tiers.end(), [&](const TierPrices& tier) { return tier.above == above; });
}

ServiceTierPrices* find_service(PricePeriod& period, std::string_view name) {
  std::vector<ServiceTierPrices>& all = period.service_tiers;
  const auto found =
      std::find_if(all.begin(), all.end(), [&](const ServiceTierPrices& one) { return one.name == name; });
  return found == all.end() ? nullptr : &*found;
}

ServiceTierPrices& service_tier(PricePeriod& period, std::string_view name) {
  std::vector<ServiceTierPrices>& all = period.service_tiers;
  const auto found =
      std::find_if(all.begin(), all.end(), [&](const ServiceTierPrices& tier) { return tier.name >= name; });
  if (found != all.end() && found->name == name) return *found;
  return *all.insert(found, {name, {}, {}});
}

}  // namespace npcost::catalogs
