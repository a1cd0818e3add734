#include "sim/answers/money/player_figures.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <functional>
#include <numeric>
#include <span>

#include "sim/answers/per_player.h"
#include "sim/base/check.h"
#include "sim/prices/rate.h"

namespace npcost {

namespace {

constexpr std::uint32_t block = 1024;

/// out[i] = cost of player from + i in grains.
void costs_of(const LedgerRows& rows, const RowPrices& row_prices, const CellPrices& prices, std::uint32_t from, std::uint32_t count,
              double* out) {
  if (row_prices.fits()) {
    std::array<std::int64_t, block> steps;
    row_prices.steps(from, count, steps.data());
    for (std::uint32_t i = 0; i < count; ++i) out[i] = static_cast<double>(row_prices.step() * steps[i]);
    return;
  }
  for (std::uint32_t i = 0; i < count; ++i) {
    const std::vector<std::uint64_t> row = rows.row(from + i);
    out[i] = static_cast<double>(rate(std::span<const std::uint64_t>(row), prices).grains());
  }
}

}  // namespace

std::vector<double> player_figures(std::string_view metric, const Scenario& scenario, const LedgerRows& rows, const CellPrices& prices,
                                   const std::vector<std::uint8_t>& meets) {
  const std::optional<PerPlayer> figure = PerPlayer::of(metric, scenario);
  NPCOST_CHECK(figure.has_value(), "figures of players are asked for by the name of a metric per player");
  const UsageLedger& ledger = rows.ledger();
  const RowPrices row_prices(rows, prices);
  std::vector<double> values;
  std::array<double, block> own, cost;
  for (std::uint64_t from = 0; from < rows.players(); from += block) {
    const auto first = static_cast<std::uint32_t>(from);
    const auto count = static_cast<std::uint32_t>(std::min<std::uint64_t>(block, rows.players() - from));
    const auto players = std::span(ledger.player_totals).subspan(first, count);
    figure->own(players, own.data());
    costs_of(rows, row_prices, prices, first, count, cost.data());
    for (std::uint32_t i = 0; i < count; ++i) {
      const bool counts = ledger.player_done[first + i] != 0 && meets[players[i].segment] != 0 && own[i] > 0;
      if (counts) values.push_back(figure->shown(cost[i] / own[i]));
    }
  }
  return values;
}

std::optional<double> quantile_among(std::vector<double>& values, double p) {
  if (values.empty()) return std::nullopt;
  const double position = p * static_cast<double>(values.size() - 1);
  const std::size_t at = std::min(static_cast<std::size_t>(position), values.size() - 1);
  const double fraction = position - static_cast<double>(at);
  const auto here = values.begin() + static_cast<std::ptrdiff_t>(at);
  std::nth_element(values.begin(), here, values.end());
  if (!(fraction > 0) || here + 1 == values.end()) return *here;
  return *here + fraction * (*std::min_element(here + 1, values.end()) - *here);
}

std::optional<double> share_above(const std::vector<double>& values, double limit) {
  if (values.empty()) return std::nullopt;
  const double edge = limit + std::abs(limit) * 1e-12;
  const auto above = std::count_if(values.begin(), values.end(), [edge](double value) { return value > edge; });
  return static_cast<double>(above) / static_cast<double>(values.size());
}

std::optional<double> mean_of_heaviest_tenth(std::vector<double>& values) {
  if (values.empty()) return std::nullopt;
  const std::size_t tenth = std::max<std::size_t>(1, values.size() / 10);
  const auto end = values.begin() + static_cast<std::ptrdiff_t>(tenth);
  std::nth_element(values.begin(), end - 1, values.end(), std::greater<>());
  std::sort(values.begin(), end);   // one order of adding, whatever order the values came in
  return std::accumulate(values.begin(), end, 0.0) / static_cast<double>(tenth);
}

}  // namespace npcost
