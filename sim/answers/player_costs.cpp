#include "sim/answers/player_costs.h"

#include <array>
#include <cstddef>
#include <span>

#include "sim/answers/slice_sums.h"
#include "sim/base/check.h"
#include "sim/prices/rate.h"

namespace npcost {

namespace {

/// What a player's own cost is divided by; 0 = this player has no such figure.
struct PerPlayer {
  std::string_view metric;
  double (*own)(const PlayerTotals&, const Scenario&);
};

constexpr std::array per_player = {
    PerPlayer{"cost.per_mau_month",
              [](const PlayerTotals& p, const Scenario& in) { return in.players.arrivals ? static_cast<double>(p.months) : 1.0; }},
    PerPlayer{"cost.per_dau_day", [](const PlayerTotals& p, const Scenario&) { return static_cast<double>(p.days); }},
    PerPlayer{"cost.per_player_hour", [](const PlayerTotals& p, const Scenario&) { return static_cast<double>(p.play_seconds); }},
    PerPlayer{"cost.per_conversation", [](const PlayerTotals& p, const Scenario&) { return static_cast<double>(p.conversations); }},
    PerPlayer{"cost.per_turn", [](const PlayerTotals& p, const Scenario&) { return static_cast<double>(p.turns); }},
};

/// Brings cost ÷ own to the metric's denominator.
MonthFactor factor_of(std::string_view metric, const Scenario& scenario) {
  if (metric == "cost.per_mau_month") return scenario.players.arrivals ? month_length_factor(scenario) : month_factor(scenario);
  if (metric == "cost.per_player_hour") return {3600, 1};
  return {};
}

std::vector<std::uint64_t> wide_row(const UsageLedger& ledger, std::uint32_t player) {
  std::vector<std::uint64_t> row(ledger.shape.cells);
  for (std::uint32_t c = 0; c < ledger.shape.cells; ++c) row[c] = ledger.player_cell(player, c);
  return row;
}

}  // namespace

PlayerCosts::PlayerCosts(const Scenario& scenario, const UsageLedger& ledger, const CellPrices& prices)
    : scenario_(&scenario) {
  const std::size_t cells = ledger.shape.cells;
  grains_.reserve(ledger.shape.players);
  totals_.reserve(ledger.shape.players);
  const std::span<const std::uint32_t> all = ledger.player_cells;
  auto wide = ledger.wide.begin();  // sorted by player, as the loop is
  for (std::uint32_t player = 0; player < ledger.shape.players; ++player) {
    while (wide != ledger.wide.end() && wide->first.first < player) ++wide;
    if (ledger.player_done[player] == 0) continue;
    const bool is_wide = wide != ledger.wide.end() && wide->first.first == player;
    const Money cost = is_wide ? rate(std::span<const std::uint64_t>(wide_row(ledger, player)), prices)
                               : rate(all.subspan(player * cells, cells), prices);
    grains_.push_back(static_cast<double>(cost.grains()));
    totals_.push_back(ledger.player_totals[player]);
  }
}

std::optional<Percentiles> PlayerCosts::percentiles(std::string_view metric,
                                                    std::optional<std::uint16_t> segment) const {
  for (const PerPlayer& kind : per_player) {
    if (kind.metric != metric) continue;
    values_.clear();
    for (std::size_t i = 0; i < grains_.size(); ++i) {
      if (segment && totals_[i].segment != *segment) continue;
      const double own = kind.own(totals_[i], *scenario_);
      if (own > 0) values_.push_back(grains_[i] / own);
    }
    if (values_.empty()) return std::nullopt;
    Percentiles result = percentiles_of(values_);
    const MonthFactor factor = factor_of(metric, *scenario_);
    for (double& value : result) value = value * factor.times / factor.by / static_cast<double>(Money::grain_per_unit);
    return result;
  }
  return std::nullopt;
}

}  // namespace npcost
