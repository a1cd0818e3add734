#include "sim/answers/row_prices.h"

#include <algorithm>
#include <cstddef>
#include <limits>
#include <utility>

#include "sim/answers/row_loops.h"
#include "sim/base/check.h"

namespace npcost {

namespace {

constexpr UInt128 most = std::numeric_limits<std::int64_t>::max();

UInt128 common_divisor(UInt128 a, UInt128 b) {
  while (b != 0) a = std::exchange(b, a % b);
  return a;
}

/// Adds price × count to a bound; false once it passes 2^63 − 1.
bool add_product(UInt128& bound, UInt128 price, std::uint64_t count) {
  UInt128 product = 0;
  if (__builtin_mul_overflow(price, UInt128{count}, &product) || product > most) return false;
  bound += product;
  return bound <= most;
}

/// One lane for each eight cells, only where a price is not 0.
void put(std::vector<RowPrices::Eight>& lanes, std::uint32_t cell, std::uint64_t factor) {
  if (factor == 0) return;
  const std::uint32_t first = cell / 8 * 8;
  if (lanes.empty() || lanes.back().cell != first) lanes.push_back({first});
  RowPrices::Eight& lane = lanes.back();
  // Not (a ? even : odd)[i]: with -fsanitize=bounds g++ 12 works i out in the first branch only, and odd cells land in [0].
  std::uint64_t* const half = cell % 2 == 0 ? lane.even : lane.odd;
  half[cell % 8 / 2] = factor;
}

}  // namespace

LedgerRows::LedgerRows(const UsageLedger& ledger, Instructions instructions)
    : ledger_(&ledger), instructions_(instructions), largest_(ledger.shape.cells) {
  NPCOST_CHECK(ledger.player_cells.size() == std::size_t{ledger.shape.players} * ledger.shape.cells &&
                   ledger.player_done.size() == ledger.shape.players,
               "a ledger has a row for each of its players");
  row_loops::find_largest(ledger.player_cells, largest_, instructions);
  for (const auto& [where, count] : ledger.wide) {
    largest_[where.second] = std::max(largest_[where.second], count);
    if (wide_players_.empty() || wide_players_.back() != where.first) wide_players_.push_back(where.first);
  }
  finished_ = static_cast<std::uint32_t>(
      std::count_if(ledger.player_done.begin(), ledger.player_done.end(), [](std::uint8_t done) { return done != 0; }));
}

std::vector<std::uint64_t> LedgerRows::row(std::uint32_t player) const {
  std::vector<std::uint64_t> row(ledger_->shape.cells);
  for (std::uint32_t c = 0; c < ledger_->shape.cells; ++c) row[c] = ledger_->player_cell(player, c);
  return row;
}

RowPrices::RowPrices(const LedgerRows& rows, const CellPrices& prices) : rows_(&rows) {
  NPCOST_CHECK(prices.size() == rows.largest().size(), "one price for each cell of the rows");
  const std::vector<std::uint64_t>& largest = rows.largest();
  UInt128 divisor = 0;
  for (std::size_t c = 0; c < prices.size(); ++c) {
    const Int128 grains = prices[c].per_count.grains();
    if (largest[c] == 0 || grains == 0) continue;
    if (grains < 0) return;  // no price is; if one were, steps would not be ordered as costs are
    divisor = common_divisor(static_cast<UInt128>(grains), divisor);
  }
  if (divisor != 0) step_ = static_cast<Int128>(divisor);
  UInt128 in_steps = 0;
  for (std::uint32_t c = 0; c < prices.size(); ++c) {
    const auto grains = static_cast<UInt128>(prices[c].per_count.grains());
    if (largest[c] == 0 || grains == 0) continue;
    const UInt128 steps = grains / static_cast<UInt128>(step_);
    if (!add_product(in_steps, steps, largest[c])) return;
    priced_.push_back({c, static_cast<std::uint64_t>(steps)});
  }
  fits_ = true;
  pack();
}

void RowPrices::pack() {
  for (const Priced& priced : priced_) {
    put(low_, priced.cell, priced.steps & 0xffffffffu);
    put(high_, priced.cell, priced.steps >> 32);
  }
}

std::int64_t RowPrices::wide_steps(std::uint32_t player) const {
  std::uint64_t sum = 0;
  for (const Priced& priced : priced_) sum += priced.steps * rows_->ledger().player_cell(player, priced.cell);
  return static_cast<std::int64_t>(sum);
}

void RowPrices::steps(std::uint32_t from, std::uint32_t count, std::int64_t* out) const {
  NPCOST_CHECK(fits_ && from <= rows_->players() && count <= rows_->players() - from,
               "steps are asked of rows that fit");
  const std::span<const std::uint32_t> cells = rows_->ledger().player_cells;
  const std::size_t width = rows_->ledger().shape.cells;
  std::uint32_t done = 0;
  if (rows_->instructions() == Instructions::avx2)
    done = row_loops::eights_avx2({cells, width, from, count}, low_, high_, out);
  for (; done < count; ++done) {
    const std::uint32_t* row = cells.data() + (std::size_t{from} + done) * width;
    std::uint64_t sum = 0;
    for (const Priced& priced : priced_) sum += priced.steps * row[priced.cell];
    out[done] = static_cast<std::int64_t>(sum);
  }
  const std::vector<std::uint32_t>& wide = rows_->wide_players();
  for (auto player = std::lower_bound(wide.begin(), wide.end(), from); player != wide.end() && *player - from < count;
       ++player)
    out[*player - from] = wide_steps(*player);
}

}  // namespace npcost
