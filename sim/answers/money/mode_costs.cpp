#include "sim/answers/money/mode_costs.h"

#include <algorithm>
#include <cstddef>
#include <functional>
#include <span>

#include "sim/answers/money/dearest_month.h"
#include "sim/answers/money/player_figures.h"
#include "sim/answers/money/revenue.h"
#include "sim/answers/slice_sums.h"
#include "sim/prices/rate.h"

namespace npcost {

namespace {

/// Whether an NPC can be met in this mode, in any of its ways.
bool met_in(Mode mode, const Scenario& scenario, std::uint16_t npc) {
  return std::any_of(scenario.ways.begin(), scenario.ways.end(), [&](const Way& way) {
    return way.npc == npc && scenario.pipelines[way.pipeline].mode == mode;
  });
}

bool met_on_device(const Scenario& scenario, std::uint16_t npc) {
  return std::any_of(scenario.ways.begin(), scenario.ways.end(), [&](const Way& way) { return way.npc == npc && way.device; });
}

std::vector<std::uint8_t> segments_with(const Scenario& scenario, const std::function<bool(std::uint16_t)>& met) {
  std::vector<std::uint8_t> meets;
  const bool unasked =
      std::any_of(scenario.ambient.begin(), scenario.ambient.end(), [&](const Ambient& ambient) { return met(ambient.npc); });
  for (const Segment& segment : scenario.players.segments) {
    const bool chosen = std::any_of(segment.npcs.begin(), segment.npcs.end(),
                                    [&](const NpcWeight& choice) { return choice.weight > 0 && met(choice.npc); });
    meets.push_back(unasked || chosen ? 1 : 0);
  }
  return meets;
}

/// Players of these segments, and their talk in the ways that count.
struct Met {
  SegmentCounts players;
  TalkCounts talk, all_talk;
};

Met met_by(const std::vector<std::uint8_t>& meets, const ModeSources& from, const std::function<bool(const Way&)>& counts) {
  const UsageLedger& ledger = from.rows.ledger();
  Met met;
  for (std::size_t s = 0; s < meets.size(); ++s) {
    if (meets[s] == 0) continue;
    met.players += ledger.segment[s];
    for (std::size_t w = 0; w < ledger.shape.ways; ++w) {
      const TalkCounts& talk = ledger.talk[s * ledger.shape.ways + w];
      met.all_talk += talk;
      if (counts(from.scenario.ways[w])) met.talk += talk;
    }
  }
  return met;
}

/// The same prices, but nothing for cells of other modes.
CellPrices prices_of(Mode mode, const ModeSources& from) {
  CellPrices prices = from.prices;
  for (std::size_t c = 0; c < prices.size(); ++c) {
    if (from.scenario.pipelines[from.cells[c].pipeline].mode != mode) prices[c] = {};
  }
  return prices;
}

/// Cost of a player in the dearest 30 days, by the mean of the whole run.
std::optional<double> peak_of(const ModeSources& from, const CellPrices& prices, double cost_per_mau_month) {
  if (!has_peak_month(from.scenario)) return cost_per_mau_month;
  const UsageLedger& ledger = from.rows.ledger();
  const std::span<const std::uint64_t> counts = ledger.hour_cells;
  std::vector<Money> by_hour;
  Money whole;
  for (std::size_t hour = 0; hour < ledger.shape.hours; ++hour) {
    by_hour.push_back(rate(counts.subspan(hour * ledger.shape.cells, ledger.shape.cells), prices));
    whole += by_hour.back();
  }
  if (!(whole > Money{})) return cost_per_mau_month;
  const DearestMonth dearest = dearest_month(by_hour);
  double times = dearest.cost.approximate() / whole.approximate();
  if (!from.scenario.players.arrivals) {
    const double days = static_cast<double>(from.scenario.duration.count()) / 86'400'000;
    return cost_per_mau_month * times * days / 30;
  }
  double then = 0, always = 0;
  for (std::size_t day = 0; day < ledger.day_players.size(); ++day) {
    const auto players = static_cast<double>(ledger.day_players[day]);
    always += players;
    if (day >= dearest.first_hour / 24 && day < (dearest.first_hour + dearest.hours) / 24) then += players;
  }
  if (!(then > 0)) return std::nullopt;
  return cost_per_mau_month * times * always / then;
}

/// What the P95 player costs in 30 days; of pay per use: what the units of an ordinary player would cost at his price a unit.
std::optional<double> p95_of(const ModeSources& from, const CellPrices& prices, const std::vector<std::uint8_t>& meets,
                             const Played& played, bool only_mode) {
  const Revenue& revenue = from.scenario.revenue;
  if (revenue.model != Revenue::Model::pay_per_use) {
    std::vector<double> costs = player_figures("cost.per_mau_month", from.scenario, from.rows, prices, meets);
    return quantile_among(costs, 0.95);
  }
  if (!only_mode || !(played.months > 0)) return std::nullopt;
  const bool by_talk = revenue.unit == Revenue::Unit::conversation;
  std::vector<double> costs =
      player_figures(by_talk ? "cost.per_conversation" : "cost.per_turn", from.scenario, from.rows, prices, meets);
  const std::optional<double> cost = quantile_among(costs, 0.95);
  if (!cost) return std::nullopt;
  return *cost * (by_talk ? played.conversations : played.turns) / played.months;
}

/// Cost and fixed part become shares of what comes in.
class AgainstRevenue {
 public:
  AgainstRevenue(const Scenario& scenario, const Played& played, double fixed)
      : net_(net_revenue(scenario.revenue, played)), studio_pays_(scenario.revenue.studio_pays), fixed_(fixed) {}

  bool known() const { return net_.has_value(); }
  std::optional<double> share(const std::optional<double>& cost) const {
    if (!net_ || !cost) return std::nullopt;
    return (studio_pays_ * *cost + fixed_) / net_->net;
  }

 private:
  std::optional<NetRevenue> net_;
  double studio_pays_, fixed_;
};

void judge_mode(ModeSums& sums, Mode mode, const std::vector<std::uint8_t>& meets, const ModeSources& from, bool only_mode) {
  const Scenario& scenario = from.scenario;
  const Met met = met_by(meets, from, [&](const Way& way) { return scenario.pipelines[way.pipeline].mode == mode; });
  Money cost;
  for (const Money part : sums.by_stage) cost += part;
  sums.cost_per_mau_month = cost_per_mau_month(cost, met.players.players, met.players.player_months, scenario);
  const Played played = played_by(met.players, met.talk, scenario, scenario.duration);
  const AgainstRevenue against(scenario, played, sums.fixed_per_mau_month.value_or(0));
  sums.share_of_net_revenue = against.share(sums.cost_per_mau_month);
  if (!against.known() || !sums.cost_per_mau_month) return;
  const CellPrices prices = prices_of(mode, from);
  sums.p95_share = against.share(p95_of(from, prices, meets, played, only_mode));
  if (scenario.revenue.model != Revenue::Model::pay_per_use)
    sums.peak_share = against.share(peak_of(from, prices, *sums.cost_per_mau_month));
}

ModeSums device_sums(const ModeSources& from, const std::optional<double>& fixed) {
  const Scenario& scenario = from.scenario;
  const UsageLedger& ledger = from.rows.ledger();
  ModeSums sums;
  const std::vector<std::uint8_t> meets =
      segments_with(scenario, [&](std::uint16_t npc) { return met_on_device(scenario, npc); });
  const Met met = met_by(meets, from, [](const Way& way) { return way.device; });
  sums.occurs = met.talk.turns != 0;
  if (!sums.occurs) return sums;
  sums.fixed_per_mau_month = fixed;
  Money cost;
  for (std::size_t group = 0; group < std::size_t{ledger.shape.segments} * ledger.shape.ways; ++group) {
    if (!scenario.ways[group % ledger.shape.ways].device) continue;
    for (std::size_t c = 0; c < ledger.shape.cells; ++c) {
      const Money part = from.prices[c].per_count.times(static_cast<Int128>(ledger.group_cells[group * ledger.shape.cells + c]));
      sums.by_stage[static_cast<std::size_t>(from.cells[c].stage)] += part;
      cost += part;
    }
  }
  Played played = played_by(met.players, met.talk, scenario, scenario.duration);
  const double share = static_cast<double>(met.talk.turns) / static_cast<double>(met.all_talk.turns);
  for (double* part : {&played.months, &played.players, &played.days, &played.hours}) *part *= share;
  sums.cost_per_mau_month = quotient(cost, 1, played.months);
  sums.share_of_net_revenue = AgainstRevenue(scenario, played, fixed.value_or(0)).share(sums.cost_per_mau_month);
  return sums;
}

}  // namespace

std::vector<std::uint8_t> segments_that_meet(Mode mode, const Scenario& scenario) {
  return segments_with(scenario, [&](std::uint16_t npc) { return met_in(mode, scenario, npc); });
}

bool has_peak_month(const Scenario& scenario) { return scenario.duration >= 2 * mau_month; }

std::optional<double> fixed_per_mau_month(const Scenario& scenario, const UsageLedger& ledger, const Scale& scale) {
  if (scenario.fixed_costs.empty() || scale.active == 0 || scale.simulated == 0) return std::nullopt;
  SegmentCounts everybody;
  for (const SegmentCounts& segment : ledger.segment) everybody += segment;
  const double months = played_by(everybody, {}, scenario, scenario.duration).months;
  if (!(months > 0)) return std::nullopt;
  const double run = static_cast<double>(scenario.duration.count()) / static_cast<double>(mau_month.count());
  const double mau_months = months * static_cast<double>(scale.active) / static_cast<double>(scale.simulated);
  return fixed_per_month(scenario) * run / mau_months;
}

std::optional<double> mean_share_of(Mode mode, const ModeSources& from) {
  const Scenario& scenario = from.scenario;
  const std::vector<std::uint64_t> totals = from.rows.ledger().totals();
  const CellPrices prices = prices_of(mode, from);
  const Money cost = rate(std::span<const std::uint64_t>(totals), prices);
  const Met met =
      met_by(segments_that_meet(mode, scenario), from, [&](const Way& way) { return scenario.pipelines[way.pipeline].mode == mode; });
  const Played played = played_by(met.players, met.talk, scenario, scenario.duration);
  const std::optional<double> fixed = fixed_per_mau_month(scenario, from.rows.ledger(), from.scale);
  return AgainstRevenue(scenario, played, fixed.value_or(0))
      .share(cost_per_mau_month(cost, met.players.players, met.players.player_months, scenario));
}

std::array<ModeSums, judged_mode_count> mode_sums(const ModeSources& from) {
  std::array<ModeSums, judged_mode_count> modes;
  const std::vector<std::uint64_t> totals = from.rows.ledger().totals();
  for (std::size_t c = 0; c < totals.size(); ++c) {
    ModeSums& mode = modes[static_cast<std::size_t>(from.scenario.pipelines[from.cells[c].pipeline].mode)];
    mode.by_stage[static_cast<std::size_t>(from.cells[c].stage)] +=
        from.prices[c].per_count.times(static_cast<Int128>(totals[c]));
  }
  const std::optional<double> fixed = fixed_per_mau_month(from.scenario, from.rows.ledger(), from.scale);
  std::array<std::vector<std::uint8_t>, mode_count> meets;
  std::size_t occurring = 0;
  for (const Mode kind : all_modes) {
    const auto m = static_cast<std::size_t>(kind);
    meets[m] = segments_that_meet(kind, from.scenario);
    modes[m].occurs = std::find(meets[m].begin(), meets[m].end(), std::uint8_t{1}) != meets[m].end();
    occurring += modes[m].occurs ? 1 : 0;
  }
  for (const Mode kind : all_modes) {
    const auto m = static_cast<std::size_t>(kind);
    if (!modes[m].occurs) continue;
    modes[m].fixed_per_mau_month = fixed;
    judge_mode(modes[m], kind, meets[m], from, occurring == 1);
  }
  modes[mode_count] = device_sums(from, fixed);
  return modes;
}

}  // namespace npcost
