#pragma once
// One price book laid over the rows of a ledger: what each player costs, exactly, in whole steps of 64 bits.
//
// Steps     all prices of a book that something was counted for are multiples of one amount, their greatest common divisor: "per 1M
//           tokens" and "per minute" prices of a real book become numbers of few digits. A row is added up in that step; grains are
//           step × steps, and nothing is rounded.
// Bound     the largest count of each cell over all players, times its price, bounds every row. If that bound is below 2^63, steps()
//           is allowed; if not (or if a price is negative), fits() says so and rows are rated one by one in 128 bits: rate().
// Speed     about a nanosecond for a row of 8 cells with AVX2, chosen when the program runs; the same integers without it.

#include <cstdint>
#include <span>
#include <vector>

#include "sim/answers/instructions.h"
#include "sim/base/money.h"
#include "sim/engine/usage_ledger.h"
#include "sim/prices/price_book.h"

namespace npcost {

/// What is known of a ledger's rows before any price: found once, in one pass.
class LedgerRows {
 public:
  /// `ledger` must outlive this and keep its rows.
  explicit LedgerRows(const UsageLedger& ledger, Instructions instructions = best_instructions());

  const UsageLedger& ledger() const { return *ledger_; }
  Instructions instructions() const { return instructions_; }
  std::uint32_t players() const { return ledger_->shape.players; }
  std::uint32_t finished() const { return finished_; }
  /// [cell] the largest count of any player, widened ones too.
  const std::vector<std::uint64_t>& largest() const { return largest_; }
  /// Players with a count beyond 32 bits, ascending.
  const std::vector<std::uint32_t>& wide_players() const { return wide_players_; }
  /// The true counts of one player.
  std::vector<std::uint64_t> row(std::uint32_t player) const;

 private:
  const UsageLedger* ledger_;
  Instructions instructions_;
  std::uint32_t finished_ = 0;
  std::vector<std::uint64_t> largest_;
  std::vector<std::uint32_t> wide_players_;
};

class RowPrices {
 public:
  /// Requires one price for each cell of the rows; `rows` must outlive this.
  RowPrices(const LedgerRows& rows, const CellPrices& prices);

  /// Whether every row's cost in steps is below 2^63.
  bool fits() const { return fits_; }
  /// Grains in a step, at least 1.
  Int128 step() const { return step_; }
  /// out[i] = cost of player from + i in steps. Requires fits().
  void steps(std::uint32_t from, std::uint32_t count, std::int64_t* out) const;

  /// Eight neighbouring cells of a row: their prices as 32-bit factors in 64-bit lanes, cells 0 2 4 6 and 1 3 5 7.
  struct Eight {
    std::uint32_t cell = 0;
    alignas(32) std::uint64_t even[4] = {}, odd[4] = {};
  };

 private:
  struct Priced {
    std::uint32_t cell;
    std::uint64_t steps;
  };
  void pack();
  std::int64_t wide_steps(std::uint32_t player) const;

  const LedgerRows* rows_;
  bool fits_ = false;
  Int128 step_ = 1;
  std::vector<Priced> priced_;     ///< cells that somebody used and that cost something
  std::vector<Eight> low_, high_;  ///< their lower and upper 32 bits, where there are any
};

}  // namespace npcost
