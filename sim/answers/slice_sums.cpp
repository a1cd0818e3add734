#include "sim/answers/slice_sums.h"

#include <array>
#include <cmath>
#include <cstddef>
#include <numeric>
#include <span>

#include "sim/answers/money/revenue.h"
#include "sim/base/check.h"

namespace npcost {

namespace {

bool wanted(const std::optional<std::uint16_t>& only, std::size_t index) { return !only || *only == index; }

void add_costs(SliceSums& sums, const Scenario& scenario, std::span<const std::uint64_t> counts, const CellTable& cells,
               const CellPrices& prices, const BudgetSlice& slice) {
  for (std::size_t c = 0; c < counts.size(); ++c) {
    if (counts[c] == 0) continue;
    const Cell& cell = cells[c];
    if (!wanted(slice.model, cell.model) || !wanted(slice.pipeline, cell.pipeline)) continue;
    const Money cost = prices[c].per_count.times(static_cast<Int128>(counts[c]));
    sums.cost += cost;
    if (scenario.pipelines[cell.pipeline].spoken()) sums.voice_cost += cost;
  }
}

std::optional<double> ratio(std::uint64_t part, std::uint64_t whole) {
  if (whole == 0) return std::nullopt;
  return static_cast<double>(part) / static_cast<double>(whole);
}

double number(std::uint64_t count) { return static_cast<double>(count); }

std::uint64_t asked_turns(const SliceSums& sums) { return sums.talk.turns + sums.talk.refused_turns; }

/// From the simulated players to everybody, and how long they were simulated.
struct Horizon : Scale {
  Milliseconds length;
};

std::optional<double> share_of_revenue(const SliceSums& sums, const Scenario& scenario, Milliseconds length) {
  const std::optional<double> per_month = cost_per_mau_month(sums.cost, sums.players, sums.player_months, scenario, length);
  if (!per_month) return std::nullopt;
  SegmentCounts players;
  players.players = sums.players;
  players.player_months = sums.player_months;
  players.player_days = sums.player_days;
  players.play_ms = sums.play_ms;
  return share_of_net_revenue(scenario.revenue, played_by(players, sums.talk, scenario, length), *per_month);
}

/// How each metric follows from the sums of a slice.
struct Formula {
  std::string_view metric;
  std::optional<double> (*value)(const SliceSums&, const Scenario&, const Horizon&);
};

using Sums = const SliceSums&;
using In = const Scenario&;
using By = const Horizon&;
constexpr double hour_ms = 3'600'000, minute_ms = 60'000;

constexpr std::array formulas = {
    Formula{"cost.total", [](Sums s, In, By by) { return quotient(s.cost, number(by.active), number(by.simulated)); }},
    Formula{"cost.per_mau_month",
            [](Sums s, In in, By by) { return cost_per_mau_month(s.cost, s.players, s.player_months, in, by.length); }},
    Formula{"cost.per_install",
            [](Sums s, In in, By) -> std::optional<double> {
              if (!in.players.arrivals) return std::nullopt;
              return quotient(s.cost, 1, number(s.came));
            }},
    Formula{"cost.per_dau_day", [](Sums s, In, By) { return quotient(s.cost, 1, number(s.player_days)); }},
    Formula{"cost.per_player_hour", [](Sums s, In, By) { return quotient(s.cost, hour_ms, number(s.play_ms)); }},
    Formula{"cost.per_conversation", [](Sums s, In, By) { return quotient(s.cost, 1, number(s.talk.conversations)); }},
    Formula{"cost.per_turn", [](Sums s, In, By) { return quotient(s.cost, 1, number(s.talk.turns)); }},
    Formula{"cost.per_voice_minute",
            [](Sums s, In, By) { return quotient(s.voice_cost, minute_ms, number(s.voice_ms)); }},
    Formula{"cost.share_of_revenue", [](Sums s, In in, By by) { return share_of_revenue(s, in, by.length); }},
    Formula{"turns.total",
            [](Sums s, In, By by) -> std::optional<double> {
              if (by.simulated == 0) return std::nullopt;
              return number(s.talk.turns) * number(by.active) / number(by.simulated);
            }},
    Formula{"turns.per_conversation", [](Sums s, In, By) { return ratio(s.talk.turns, s.talk.conversations); }},
    Formula{"cache.hit_rate", [](Sums s, In, By) { return ratio(s.talk.cached_tokens, s.talk.prompt_tokens); }},
    Formula{"turns.npc_started",
            [](Sums s, In, By by) -> std::optional<double> {
              if (by.simulated == 0) return std::nullopt;
              return number(s.talk.npc_lines) * number(by.active) / number(by.simulated);
            }},
    Formula{"turns.without_model", [](Sums s, In, By) { return ratio(s.talk.fast_turns + s.talk.reused_turns, s.talk.turns); }},
    Formula{"turns.on_device", [](Sums s, In, By) { return ratio(s.talk.device_turns, s.talk.turns); }},
    Formula{"quality.degraded_turns", [](Sums s, In, By) { return ratio(s.talk.degraded_turns, asked_turns(s)); }},
    Formula{"quality.refused_turns", [](Sums s, In, By) { return ratio(s.talk.refused_turns, asked_turns(s)); }},
    Formula{"quality.unserved_talks",
            [](Sums s, In, By) { return ratio(s.talk.unserved_talks, s.talk.conversations + s.talk.unserved_talks); }},
    Formula{"quality.abandoned_turns", [](Sums s, In, By) { return ratio(s.talk.abandoned_turns, s.talk.timed_turns); }},
};

}  // namespace

SliceSums sums_of(const Scenario& scenario, const UsageLedger& ledger, const CellTable& cells, const CellPrices& prices,
                  const BudgetSlice& slice) {
  const LedgerShape& shape = ledger.shape;
  NPCOST_CHECK(cells.size() == shape.cells && prices.size() == shape.cells,
               "a ledger is read with the cells it was counted in");
  SliceSums sums;
  const std::span<const std::uint64_t> groups = ledger.group_cells;
  for (std::size_t s = 0; s < shape.segments; ++s) {
    if (!wanted(slice.segment, s)) continue;
    const SegmentCounts& segment = ledger.segment[s];
    sums.players += segment.players;
    sums.player_days += segment.player_days;
    sums.player_months += segment.player_months;
    sums.came += segment.came;
    sums.play_ms += segment.play_ms;
    for (std::size_t w = 0; w < shape.ways; ++w) {
      const Way& way = scenario.ways[w];
      if (!wanted(slice.npc, way.npc)) continue;
      const std::size_t group = s * shape.ways + w;
      add_costs(sums, scenario, groups.subspan(group * shape.cells, shape.cells), cells, prices, slice);
      if (!wanted(slice.pipeline, way.pipeline)) continue;
      sums.talk += ledger.talk[group];
      if (scenario.pipelines[way.pipeline].spoken()) sums.voice_ms += ledger.talk[group].conversation_ms;
    }
  }
  return sums;
}

std::optional<double> metric_of_sums(std::string_view metric, const SliceSums& sums, const Scenario& scenario,
                                     const Scale& scale, Milliseconds length) {
  const Horizon horizon{scale, length};
  for (const Formula& formula : formulas) {
    if (formula.metric == metric) return formula.value(sums, scenario, horizon);
  }
  return std::nullopt;
}

std::optional<double> metric_of_sums(std::string_view metric, const SliceSums& sums, const Scenario& scenario,
                                     const Scale& scale) {
  return metric_of_sums(metric, sums, scenario, scale, scenario.duration);
}

std::optional<double> quotient(Money sum, double times, double by) {
  if (!(by > 0)) return std::nullopt;
  // Grains first, units last: sums of prices with few digits stay exact until the last division.
  return static_cast<double>(sum.grains()) * times / by / static_cast<double>(Money::grain_per_unit);
}

MonthFactor month_length_factor(Milliseconds length) {
  const auto days = static_cast<double>(length.count()) / static_cast<double>(mau_month.count());
  return {std::ceil(days), days};
}

std::optional<double> cost_per_mau_month(Money cost, std::uint64_t players, std::uint64_t player_months, const Scenario& scenario,
                                         Milliseconds length) {
  const MonthFactor month = scenario.players.arrivals ? month_length_factor(length) : month_factor(length);
  return quotient(cost, month.times, number(scenario.players.arrivals ? player_months : players) * month.by);
}

std::optional<double> cost_per_mau_month(Money cost, std::uint64_t players, std::uint64_t player_months, const Scenario& scenario) {
  return cost_per_mau_month(cost, players, player_months, scenario, scenario.duration);
}

MonthFactor month_factor(Milliseconds length) {
  const std::int64_t common = std::gcd(mau_month.count(), length.count());
  return {static_cast<double>(mau_month.count() / common), static_cast<double>(length.count() / common)};
}

}  // namespace npcost
