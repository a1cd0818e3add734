#pragma once
// Re-pricing done plainly: every row rated in 128 bits, every figure a vector of doubles, percentiles by selection in it. What
// sim/answers/reprice.h must equal to the last bit. And ledgers of players who are drawn at random.

#include <cstdint>
#include <optional>
#include <random>
#include <vector>

#include "sim/answers/per_player.h"
#include "sim/answers/reprice.h"
#include "sim/prices/rate.h"

namespace npcost::reference {

inline std::optional<Percentiles> figure(const Scenario& in, const UsageLedger& ledger, const CellPrices& prices,
                                         const PlayerFigure& asked) {
  const std::optional<PerPlayer> per_player = PerPlayer::of(asked.metric, in);
  if (!per_player) return std::nullopt;
  std::vector<double> values;
  for (std::uint32_t player = 0; player < ledger.shape.players; ++player) {
    const PlayerTotals& totals = ledger.player_totals[player];
    if (ledger.player_done[player] == 0 || (asked.segment && totals.segment != *asked.segment)) continue;
    double own = 0;
    per_player->own({&totals, 1}, &own);
    if (!(own > 0)) continue;
    std::vector<std::uint64_t> row;
    for (std::uint32_t c = 0; c < ledger.shape.cells; ++c) row.push_back(ledger.player_cell(player, c));
    values.push_back(static_cast<double>(rate(std::span<const std::uint64_t>(row), prices).grains()) / own);
  }
  if (values.empty()) return std::nullopt;
  Percentiles result = percentiles_of(values);
  for (double& value : result) value = per_player->shown(value);
  return result;
}

/// What kind of players, and how many counts beyond 32 bits.
struct Kind {
  std::uint32_t players = 1000, cells = 8;
  double silent = 0.3;           ///< share that uses nothing
  std::uint32_t wide = 0;        ///< one in this many has a count beyond 32 bits; 0 = none
  std::uint32_t unfinished = 0;  ///< one in this many is not done; 0 = all are
  std::uint32_t alike = 0;       ///< counts are among this many values; 0 = any
};

inline UsageLedger ledger(const Kind& kind, std::uint32_t seed) {
  std::mt19937_64 random(seed);
  UsageLedger made({.cells = kind.cells, .segments = 2, .ways = 1, .hours = 1, .days = 1, .players = kind.players});
  const auto one_in = [&](std::uint32_t many) { return many != 0 && random() % many == 0; };
  for (std::uint32_t player = 0; player < kind.players; ++player) {
    made.player_done[player] = one_in(kind.unfinished) ? 0 : 1;
    const bool silent = static_cast<double>(random() % 1000) < kind.silent * 1000;
    // Heavy-tailed, as talk is: some octaves between the quiet and the loud.
    const std::uint64_t scale = std::uint64_t{1} << random() % 20;
    for (std::uint32_t c = 0; c < kind.cells && !silent; ++c) {
      std::uint64_t count = kind.alike != 0 ? random() % kind.alike : random() % (scale * 64);
      if (one_in(kind.wide)) count = (std::uint64_t{1} << 32) - 1 + random() % 1000;
      made.group_cells[c] += count;
      made.player_cells[std::size_t{player} * kind.cells + c] =
          count >= ~std::uint32_t{0} ? ~std::uint32_t{0} : static_cast<std::uint32_t>(count);
      if (count >= ~std::uint32_t{0}) made.wide[{player, c}] = count;
    }
    PlayerTotals& totals = made.player_totals[player];
    totals.segment = random() % 4 == 0 ? 1 : 0;
    totals.turns = silent ? 0 : static_cast<std::uint32_t>(1 + random() % 5000);
    totals.conversations = silent ? 0 : static_cast<std::uint32_t>(1 + random() % 300);
    totals.play_seconds = static_cast<std::uint32_t>(random() % 400'000);
    totals.days = static_cast<std::uint16_t>(random() % 31);
    totals.months = static_cast<std::uint16_t>(random() % 3);
  }
  return made;
}

}  // namespace npcost::reference
