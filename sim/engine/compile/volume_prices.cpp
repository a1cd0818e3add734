// Graduated prices in a simulation: what a count costs on average once the whole studio's use of each month is known.

#include <algorithm>
#include <map>
#include <span>
#include <tuple>
#include <utility>
#include <vector>

#include "sim/engine/plan_types.h"

namespace npcost {

namespace {

std::int32_t month_of(Instant when) {
  const std::chrono::year_month_day date{std::chrono::floor<std::chrono::days>(when)};
  return static_cast<std::int32_t>(int{date.year()} * 12) + static_cast<std::int32_t>(unsigned{date.month()});
}

/// Cells that the book bills alike: other books may have made them finer than this one needs, and must not change what it takes.
struct Alike {
  Cell as;  ///< in the book's own tier
  std::uint16_t state = 0;
  std::vector<std::uint32_t> cells;
};

/// All cells of one model's meter: they fill the same monthly volume.
struct Pool {
  std::uint16_t model;
  Meter meter;
  std::vector<Alike> parts;
};

/// [period] numbers the combinations of this book's prices and of price events, in the order in which they come.
std::vector<std::uint16_t> states_of_periods(const Plan& plan, const PriceBook& book) {
  using State = std::pair<std::vector<std::pair<const PriceSet*, int>>, std::vector<bool>>;
  std::map<State, std::uint16_t> known;
  std::vector<std::uint16_t> states;
  for (const Instant inside : plan.period_inside) {
    State state;
    for (const PriceCard& card : book.cards) {
      const PriceContext context = card.context_at(inside);
      state.first.emplace_back(context.set, context.schedule);
    }
    for (const PriceEvent& event : plan.price_events) state.second.push_back(inside >= event.from && inside < event.until);
    states.push_back(known.try_emplace(std::move(state), static_cast<std::uint16_t>(known.size())).first->second);
  }
  return states;
}

void add_to_pool(Pool& pool, const Cell& as, std::uint16_t state, std::uint32_t cell) {
  auto part = std::find_if(pool.parts.begin(), pool.parts.end(), [&](const Alike& one) {
    return one.as.stage == as.stage && one.as.pipeline == as.pipeline && one.as.tier == as.tier && one.state == state;
  });
  if (part == pool.parts.end()) part = pool.parts.insert(part, {as, state, {}});
  part->cells.push_back(cell);
}

/// Parts in the order in which the cells would stand if there were no other book: an hour's counts fill the steps in that order.
void put_in_order(Pool& pool) {
  std::vector<std::pair<Stage, std::uint16_t>> ranges;
  for (const Alike& part : pool.parts) {
    if (std::find(ranges.begin(), ranges.end(), std::pair{part.as.stage, part.as.pipeline}) == ranges.end())
      ranges.emplace_back(part.as.stage, part.as.pipeline);
  }
  const auto place = [&](const Alike& part) {
    return std::tuple{std::find(ranges.begin(), ranges.end(), std::pair{part.as.stage, part.as.pipeline}), part.as.tier, part.state};
  };
  std::stable_sort(pool.parts.begin(), pool.parts.end(), [&](const Alike& a, const Alike& b) { return place(a) < place(b); });
}

std::vector<Pool> graduated_pools(const Plan& plan, const PriceBook& book) {
  std::vector<Pool> pools;
  std::vector<std::uint16_t> states;
  for (std::uint32_t c = 0; c < plan.cells.size(); ++c) {
    Cell cell = plan.cells[c];
    const PriceSet* set = book.cards[cell.model].at(plan.period_inside[cell.period]);
    if (set == nullptr || !is_graduated(*set, cell.meter)) continue;
    auto pool = std::find_if(pools.begin(), pools.end(),
                             [&](const Pool& p) { return p.model == cell.model && p.meter == cell.meter; });
    if (pool == pools.end()) pool = pools.insert(pool, {cell.model, cell.meter, {}});
    if (states.empty()) states = states_of_periods(plan, book);
    cell.tier = plan.tier_in(book, cell);
    add_to_pool(*pool, cell, states[cell.period], c);
  }
  for (Pool& pool : pools) put_in_order(pool);
  return pools;
}

/// The run's counts of one pool, hour by hour, month by month, charged step by step.
void average_pool(const Plan& plan, const PriceBook& book, const UsageLedger& ledger, const Pool& pool,
                  CellPrices& prices) {
  const Instant start = plan.period_inside.front();
  const auto done = static_cast<std::uint64_t>(std::count(ledger.player_done.begin(), ledger.player_done.end(), std::uint8_t{1}));
  if (done == 0) return;
  std::vector<Money> cost(pool.parts.size());
  std::vector<UInt128> counts(pool.parts.size());
  std::uint64_t used = 0;
  std::int32_t month = month_of(start);
  for (std::uint32_t hour = 0; hour < ledger.shape.hours; ++hour) {
    const std::int32_t now = month_of(start + std::chrono::hours(hour));
    if (now != month) used = 0;
    month = now;
    const auto of_hour = std::span(ledger.hour_cells).subspan(std::size_t{hour} * ledger.shape.cells, ledger.shape.cells);
    for (std::size_t i = 0; i < pool.parts.size(); ++i) {
      const Alike& part = pool.parts[i];
      std::uint64_t simulated = 0;
      for (const std::uint32_t cell : part.cells) simulated += of_hour[cell];
      if (simulated == 0) continue;
      // The account is everybody's: what the simulated players use stands for all active ones.
      const auto all = static_cast<std::uint64_t>(UInt128{simulated} * plan.work.active_players / done);
      const PriceContext context = book.cards[pool.model].context_at(plan.period_inside[part.as.period], part.as.tier);
      cost[i] += graduated_cost(context, pool.meter, used, all);
      counts[i] += all;
      used += all;
    }
  }
  for (std::size_t i = 0; i < pool.parts.size(); ++i) {
    if (counts[i] == 0) continue;
    const auto whole = static_cast<Int128>(counts[i]);
    const Money average = Money::from_grains((cost[i].grains() + whole / 2) / whole);
    for (const std::uint32_t cell : pool.parts[i].cells) prices[cell].per_count = plan.with_events(plan.cells[cell], average);
  }
}

}  // namespace

CellPrices cell_prices(const Plan& plan, const PriceBook& book, const UsageLedger& ledger) {
  CellPrices prices = cell_prices(plan, book);
  for (const Pool& pool : graduated_pools(plan, book)) average_pool(plan, book, ledger, pool, prices);
  return prices;
}

}  // namespace npcost
