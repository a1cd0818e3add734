#pragma once
// All prices of one model from one date on: base prices, context tiers, hours, service tiers, monthly volume.
//
// Lookup    price_of() below is the one place that says which of them applies: first the hour (it replaces or multiplies
//           base prices), then the context tier, then the service tier; a finer meter without a price costs what its stand-in does.
// Dates     inclusive `from`, exclusive `until`; after `until` nothing is known, which is not the same as free.

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "sim/base/calendar.h"
#include "sim/prices/meter_prices.h"
#include "sim/prices/schedule.h"

namespace npcost {

/// Other prices for the whole request when its whole prompt (cached tokens too) is this long.
struct ContextTier {
  std::uint64_t above_tokens = 0;  ///< applies when the whole prompt is > this (>= if inclusive)
  bool inclusive = false;
  MeterPrices price;  ///< missing: as in base
  /// The shortest whole prompt that is billed in this tier.
  std::uint64_t first_tokens() const { return above_tokens + (inclusive ? 0u : 1u); }
};

/// batch, flex, priority …: a multiple of every price, or prices of its own beside the standard ones.
struct ServiceTier {
  std::string name;
  std::optional<Times> times;
  MeterPrices price;               ///< missing: the standard price of the same request
  std::vector<ContextTier> tiers;  ///< thresholds are some of the set's
};

/// What counts beyond `above` in one calendar month (UTC) of one account cost. Graduated: what is below keeps its price.
struct VolumeTier {
  Meter meter = Meter::stt_seconds;
  std::uint64_t above = 0;  ///< counts of the meter
  Price price;
};

struct PriceSet {
  using Tier = ContextTier;

  Instant from = Instant::min();   ///< inclusive; Instant::min() = always
  Instant until = Instant::max();  ///< exclusive
  MeterPrices base;
  std::vector<ContextTier> tiers;  ///< ascending by first_tokens(), no two alike
  std::vector<ScheduleEntry> schedule;
  std::vector<ServiceTier> services;
  std::vector<VolumeTier> volume;  ///< per meter ascending by above
  /// Where the numbers come from; what a dated entry leaves out is taken from its model.
  std::string source, as_of, confidence, provenance;
  std::string why, notes;  ///< of this entry only

  /// 0 = base, t = tiers[t−1], for a prompt of this many tokens, cached ones included.
  std::uint8_t tier_of(std::uint64_t prompt_tokens) const;
  /// nullptr for "" (standard) and for a tier that this set does not have: its standard price is charged then.
  const ServiceTier* service(std::string_view name) const;
};
/// Tier numbers are bytes, and no provider has come near this.
inline constexpr std::size_t max_tiers = 16;
inline constexpr std::size_t max_schedule_entries = 32;
inline constexpr std::size_t max_service_tiers = 16;

/// Which price of a set: everything that decides it besides the meter.
struct PriceContext {
  const PriceSet* set = nullptr;
  int schedule = -1;  ///< schedule_at()
  const ServiceTier* service = nullptr;
  std::uint8_t tier = 0;
};

/// A price as stated, and what it is multiplied with before it is charged. price == nullptr: unpriced.
struct FoundPrice {
  const Price* price = nullptr;
  Times times;  ///< the product of the hour's and the service tier's
  explicit operator bool() const { return price != nullptr; }
  UnitPrice exact() const { return times.of(price->exact); }
};

/// The meter's own price, else its stand-in's: cached → fresh, written → fresh, reasoning → output, images and video → input, cached
/// images → images, citations → input, cached audio → fresh audio unless cached text has a price (then it is unknown: the fresh price
/// may be eighty times too much). One-hour and twelve-hour cache writes have none on purpose: they cost more than short ones wherever
/// they exist. Nor has audio: no text price comes near it.
FoundPrice price_of(const PriceContext& context, Meter meter);

/// Gives a meter one price at every hour, in every tier and at every volume: a price of one's own over a catalog's.
void price_everywhere(PriceSet& set, Meter meter, const Price& price);

/// What `count` more counts of a meter cost when `used` of them were used this month before: graduated by the set's volume, each step
/// times what the hour and the service tier multiply with. Requires that the meter is priced in the context.
Money graduated_cost(const PriceContext& context, Meter meter, std::uint64_t used, std::uint64_t count);
/// Whether the set has steps for this meter at all.
bool is_graduated(const PriceSet& set, Meter meter);

/// Calls visit(Price&) for every price of the set, in a fixed order.
template <class Set, class Visit>
void for_each_price(Set& set, Visit&& visit) {
  const auto each = [&](auto& prices) {
    for (auto& entry : prices) visit(entry.price);
  };
  each(set.base);
  for (auto& tier : set.tiers) each(tier.price);
  for (auto& entry : set.schedule) each(entry.price);
  for (auto& service : set.services) {
    each(service.price);
    for (auto& tier : service.tiers) each(tier.price);
  }
  for (auto& step : set.volume) visit(step.price);
}

}  // namespace npcost
