#pragma once
// What each simulated player cost, and how that is spread over players.
//
// Who       finished players only (player_done): a life cut short is no sample of a life.
// cost.per_mau_month     all of them, talking or not: own cost × 30 days ÷ duration; where players come and go, those who played, by
//                        the 30-day months in which they did
// cost.per_dau_day       players with at least one active day: own cost ÷ own days
// cost.per_player_hour   players who played: own cost ÷ own hours (whole seconds)
// cost.per_conversation  players with at least one conversation; cost.per_turn: with at least one turn

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "sim/answers/percentiles.h"
#include "sim/engine/usage_ledger.h"
#include "sim/prices/price_book.h"
#include "sim/scenario/scenario.h"

namespace npcost {

class PlayerCosts {
 public:
  /// Rates every finished player once. `scenario` must outlive this.
  PlayerCosts(const Scenario& scenario, const UsageLedger& ledger, const CellPrices& prices);

  /// Over the finished players (of one segment); nothing if there is none, or if the metric is not per player.
  std::optional<Percentiles> percentiles(std::string_view metric, std::optional<std::uint16_t> segment) const;

 private:
  const Scenario* scenario_;
  std::vector<double> grains_;        ///< [finished player]: rounding a grain sum to double keeps the order of players
  std::vector<PlayerTotals> totals_;  ///< [finished player]
  mutable std::vector<double> values_;  ///< reused from call to call
};

}  // namespace npcost
