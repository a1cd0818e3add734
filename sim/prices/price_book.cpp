#include "sim/prices/price_book.h"

#include <algorithm>

#include "sim/base/check.h"

namespace npcost {
namespace {

/// The meter whose price is charged when this one has none: what a provider without the finer price bills.
/// One-hour cache writes have no stand-in on purpose: they cost more than five-minute ones wherever both exist.
std::optional<Meter> stand_in(Meter meter) {
  switch (meter) {
    case Meter::cached_input_tokens: return Meter::input_tokens;
    case Meter::cache_write_tokens: return Meter::input_tokens;
    case Meter::reasoning_tokens: return Meter::output_tokens;
    default: return std::nullopt;
  }
}

/// The meter's own price in this tier, else in base.
const Price* own_price(const PriceSet& set, std::size_t tier, Meter meter) {
  const auto index = static_cast<std::size_t>(meter);
  if (tier > 0 && tier <= set.tiers.size() && set.tiers[tier - 1].price[index])
    return &*set.tiers[tier - 1].price[index];
  return set.base[index] ? &*set.base[index] : nullptr;
}

}  // namespace

std::optional<std::uint16_t> PriceBook::find(std::string_view model) const {
  const auto found =
      std::find_if(cards.begin(), cards.end(), [&](const PriceCard& card) { return card.name == model; });
  if (found == cards.end()) return std::nullopt;
  return static_cast<std::uint16_t>(found - cards.begin());
}

std::vector<Instant> PriceBook::period_edges(Instant start, Instant end) const {
  std::vector<Instant> edges;
  for (const PriceCard& card : cards) {
    for (const PriceSet& set : card.sets) {
      if (set.from > start && set.from < end) edges.push_back(set.from);
    }
  }
  std::sort(edges.begin(), edges.end());
  edges.erase(std::unique(edges.begin(), edges.end()), edges.end());
  return edges;
}

std::optional<Price> PriceBook::price(const Cell& cell, Instant inside_period) const {
  NPCOST_CHECK(cell.model < cards.size(), "a cell's model is a card of this book");
  const PriceSet* set = cards[cell.model].at(inside_period);
  if (set == nullptr) return std::nullopt;
  const Price* found = own_price(*set, cell.tier, cell.meter);
  if (found == nullptr) {
    if (const std::optional<Meter> other = stand_in(cell.meter)) found = own_price(*set, cell.tier, *other);
  }
  if (found == nullptr) return std::nullopt;
  return *found;
}

}  // namespace npcost
