#include "sim/answers/player_costs.h"

#include <cstddef>
#include <span>

#include "sim/answers/per_player.h"

namespace npcost {

PlayerCosts::PlayerCosts(const Scenario& scenario, const UsageLedger& ledger, const CellPrices& prices, Workers& workers)
    : repricing_(scenario, ledger), prices_(&prices), workers_(&workers) {
  std::vector<PlayerFigure> figures;
  for (const std::string_view metric : per_player_metrics()) figures.push_back({metric});
  of_everybody_ = repricing_.figures(prices, figures, workers);
}

std::optional<Percentiles> PlayerCosts::percentiles(std::string_view metric, std::optional<std::uint16_t> segment) const {
  const std::span<const std::string_view> metrics = per_player_metrics();
  for (std::size_t i = 0; i < metrics.size(); ++i) {
    if (metrics[i] != metric) continue;
    if (!segment) return of_everybody_[i];
    const PlayerFigure figure{metric, segment};
    return repricing_.figures(*prices_, {&figure, 1}, *workers_).front();
  }
  return std::nullopt;
}

}  // namespace npcost
