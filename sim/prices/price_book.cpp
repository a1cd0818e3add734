#include "sim/prices/price_book.h"

#include <algorithm>
#include <map>

#include "sim/base/check.h"

namespace npcost {
std::optional<std::uint16_t> PriceBook::find(std::string_view model) const {
  const auto found =
      std::find_if(cards.begin(), cards.end(), [&](const PriceCard& card) { return card.name == model; });
  if (found == cards.end()) return std::nullopt;
  return static_cast<std::uint16_t>(found - cards.begin());
}

void PriceBook::put(PriceCard card) {
  if (const auto index = find(card.name)) {
    cards[*index] = std::move(card);
  } else {
    cards.push_back(std::move(card));
  }
}

PricePeriods PriceBook::periods(Instant start, Instant end) const {
  std::vector<Instant> edges;
  for (const PriceCard& card : cards) {
    for (const PriceSet& set : card.sets) {
      edges.push_back(set.from);
      edges.push_back(set.until);
      const auto within = schedule_edges(set.schedule, std::max(start, set.from), std::min(end, set.until));
      edges.insert(edges.end(), within.begin(), within.end());
    }
  }
  std::erase_if(edges, [&](Instant edge) { return edge <= start || edge >= end; });
  std::sort(edges.begin(), edges.end());
  edges.erase(std::unique(edges.begin(), edges.end()), edges.end());

  // Hours come again and again: every distinct combination of prices is one period, whenever it holds.
  PricePeriods periods;
  std::map<std::vector<std::pair<const PriceSet*, int>>, std::uint16_t> known;
  const auto period_at = [&](Instant when) {
    std::vector<std::pair<const PriceSet*, int>> state;
    for (const PriceCard& card : cards) {
      const PriceContext context = card.context_at(when);
      state.emplace_back(context.set, context.schedule);
    }
    const auto [found, added] = known.try_emplace(std::move(state), static_cast<std::uint16_t>(known.size()));
    if (added) {
      NPCOST_CHECK(known.size() <= UINT16_MAX, "prices have fewer than 65,535 different combinations in a run");
      periods.inside.push_back(when);
    }
    return found->second;
  };
  periods.period.push_back(period_at(start));
  for (const Instant edge : edges) {
    const std::uint16_t period = period_at(edge);
    if (period == periods.period.back()) continue;
    periods.edges.push_back(edge);
    periods.period.push_back(period);
  }
  return periods;
}

std::optional<Price> PriceBook::price(const Cell& cell, Instant inside_period) const {
  NPCOST_CHECK(cell.model < cards.size(), "a cell's model is a card of this book");
  const PriceContext context = cards[cell.model].context_at(inside_period, cell.tier);
  if (context.set == nullptr) return std::nullopt;
  const FoundPrice found = price_of(context, cell.meter);
  if (!found) return std::nullopt;
  Price price = *found.price;
  price.exact = found.exact();
  return price;
}

}  // namespace npcost
