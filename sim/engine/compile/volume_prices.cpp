// Graduated prices in a simulation: what a count costs on average once the whole studio's use of each month is known.

#include <algorithm>
#include <cmath>
#include <vector>

#include "sim/engine/plan_types.h"

namespace npcost {

namespace {

std::int32_t month_of(Instant when) {
  const std::chrono::year_month_day date{std::chrono::floor<std::chrono::days>(when)};
  return static_cast<std::int32_t>(int{date.year()} * 12) + static_cast<std::int32_t>(unsigned{date.month()});
}

/// All cells of one model's meter: they fill the same monthly volume.
struct Pool {
  std::uint16_t model;
  Meter meter;
  std::vector<std::uint32_t> cells;
};

std::vector<Pool> graduated_pools(const Plan& plan, const PriceBook& book) {
  std::vector<Pool> pools;
  for (std::uint32_t c = 0; c < plan.cells.size(); ++c) {
    const Cell& cell = plan.cells[c];
    const PriceSet* set = book.cards[cell.model].at(plan.period_inside[cell.period]);
    if (set == nullptr || !is_graduated(*set, cell.meter)) continue;
    auto pool = std::find_if(pools.begin(), pools.end(),
                             [&](const Pool& p) { return p.model == cell.model && p.meter == cell.meter; });
    if (pool == pools.end()) pool = pools.insert(pool, {cell.model, cell.meter, {}});
    pool->cells.push_back(c);
  }
  return pools;
}

/// The run's counts of one pool, hour by hour, month by month, charged step by step.
void average_pool(const Plan& plan, const PriceBook& book, const UsageLedger& ledger, const Pool& pool,
                  CellPrices& prices) {
  const Instant start = plan.period_inside.front();
  const auto done = static_cast<std::uint64_t>(std::count(ledger.player_done.begin(), ledger.player_done.end(), std::uint8_t{1}));
  if (done == 0) return;
  std::vector<Money> cost(pool.cells.size());
  std::vector<UInt128> counts(pool.cells.size());
  std::uint64_t used = 0;
  std::int32_t month = month_of(start);
  for (std::uint32_t hour = 0; hour < ledger.shape.hours; ++hour) {
    const std::int32_t now = month_of(start + std::chrono::hours(hour));
    if (now != month) used = 0;
    month = now;
    for (std::size_t i = 0; i < pool.cells.size(); ++i) {
      const std::uint64_t simulated = ledger.hour_cells[std::size_t{hour} * ledger.shape.cells + pool.cells[i]];
      if (simulated == 0) continue;
      // The account is everybody's: what the simulated players use stands for all active ones.
      const auto all = static_cast<std::uint64_t>(UInt128{simulated} * plan.work.active_players / done);
      const Cell& cell = plan.cells[pool.cells[i]];
      const PriceContext context = book.cards[cell.model].context_at(plan.period_inside[cell.period], cell.tier);
      cost[i] += graduated_cost(context, pool.meter, used, all);
      counts[i] += all;
      used += all;
    }
  }
  for (std::size_t i = 0; i < pool.cells.size(); ++i) {
    if (counts[i] == 0) continue;
    const auto whole = static_cast<Int128>(counts[i]);
    const Money average = Money::from_grains((cost[i].grains() + whole / 2) / whole);
    prices[pool.cells[i]].per_count = plan.with_events(plan.cells[pool.cells[i]], average);
  }
}

}  // namespace

CellPrices cell_prices(const Plan& plan, const PriceBook& book, const UsageLedger& ledger) {
  CellPrices prices = cell_prices(plan, book);
  for (const Pool& pool : graduated_pools(plan, book)) average_pool(plan, book, ledger, pool, prices);
  return prices;
}

}  // namespace npcost
