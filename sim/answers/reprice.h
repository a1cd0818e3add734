#pragma once
// The same usage billed by other price books, without simulating again.
//
// Takes     a ledger that was counted, and prices for each of its cells: cell_prices() of any book. A book that changes what players do
//           (limits in money) is another run, not another bill.
// Gives     what summarise() would give for these prices, to the last bit: the exact total, and the percentiles over finished players of
//           every figure that is per player (per_player.h, percentiles.h).
// Speed     a million players and 8 cells on two cores: totals in microseconds, exact percentiles of one book in a few milliseconds, of
//           twenty in a few tens. Rows are read once for all books; nothing of a player's size is stored (reprice_bench).
// Threads   blocks of players go to any worker; counts are added and kept values selected among, so the answer is always the same.
// Errors    MoneyOverflow as rate() throws it.

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "sim/answers/percentiles.h"
#include "sim/answers/row_prices.h"
#include "sim/engine/run.h"
#include "sim/scenario/scenario.h"

namespace npcost {

/// A figure per player, over everybody or the players of one segment.
struct PlayerFigure {
  std::string_view metric;
  std::optional<std::uint16_t> segment = {};
};

/// What one book makes of the usage. Unscaled: of the simulated players.
struct Bill {
  Money total;
  /// [figure asked for]; nothing if no player has it, or if it is not per player.
  std::vector<std::optional<Percentiles>> figures;
};

class Repricing {
 public:
  /// Looks at the rows once. Both must outlive this and keep still.
  Repricing(const Scenario& scenario, const UsageLedger& ledger, Instructions instructions = best_instructions());

  Money total(const CellPrices& prices) const;
  /// One bill for each book, in their order.
  std::vector<Bill> bills(std::span<const CellPrices> books, std::span<const PlayerFigure> figures,
                          Workers& workers) const;
  /// The figures of one book.
  std::vector<std::optional<Percentiles>> figures(const CellPrices& prices, std::span<const PlayerFigure> figures,
                                                  Workers& workers) const;

 private:
  std::vector<std::vector<std::optional<Percentiles>>> figures_of(std::span<const CellPrices> books,
                                                                  std::span<const PlayerFigure> figures,
                                                                  Workers& workers) const;

  const Scenario* scenario_;
  LedgerRows rows_;
  std::vector<std::uint64_t> totals_;  ///< [cell] of everybody
};

}  // namespace npcost
