#include "sim/prices/price_card.h"

#include <algorithm>

namespace npcost {

const PriceSet* PriceCard::at(Instant when) const {
  const auto later =
      std::upper_bound(sets.begin(), sets.end(), when, [](Instant t, const PriceSet& set) { return t < set.from; });
  if (later == sets.begin()) return nullptr;
  const PriceSet& found = *(later - 1);
  return when < found.until ? &found : nullptr;
}

PriceContext PriceCard::context_at(Instant when, std::uint8_t tier) const {
  const PriceSet* set = at(when);
  if (set == nullptr) return {};
  return {set, schedule_at(set->schedule, when), set->service(service_tier), tier};
}

bool PriceCard::ever_prices(Meter meter) const {
  const auto prices = [meter](const auto& part) { return part.price.has(meter); };
  return std::any_of(sets.begin(), sets.end(), [&](const PriceSet& set) {
    return set.base.has(meter) || std::any_of(set.tiers.begin(), set.tiers.end(), prices) ||
           std::any_of(set.schedule.begin(), set.schedule.end(), prices) ||
           std::any_of(set.services.begin(), set.services.end(), prices);
  });
}

}  // namespace npcost
