#pragma once
// What each simulated player cost, and how that is spread over players: every figure of per_player.h.
//
// Who       finished players only (player_done): a life cut short is no sample of a life.

#include <optional>
#include <string_view>
#include <vector>

#include "sim/answers/reprice.h"

namespace npcost {

class PlayerCosts {
 public:
  /// Finds the figures of all finished players at once, on all workers. What is given must outlive this.
  PlayerCosts(const Scenario& scenario, const UsageLedger& ledger, const CellPrices& prices, Workers& workers);

  /// Over the finished players (of one segment); nothing if there is none, or if the metric is not per player.
  std::optional<Percentiles> percentiles(std::string_view metric, std::optional<std::uint16_t> segment) const;

 private:
  Repricing repricing_;
  const CellPrices* prices_;
  Workers* workers_;
  std::vector<std::optional<Percentiles>> of_everybody_;  ///< by index of per_player_metrics()
};

}  // namespace npcost
