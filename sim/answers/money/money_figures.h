#pragma once
// What money in says about NPCs beside their cost: four statements, one for each way in which a game earns.
//
// Cost      "the studio's cost" is its part of what talk costs and all fixed costs. X is npc_share, or the green band's end.
// All       net_per_mau_month N · cost_per_mau_month C · fixed_per_mau_month · share_of_net_revenue C ÷ N · dearest_30_days: of everybody,
//           with fixed costs; of a shorter run its pace over 30 days
// f2p       cost_per_dau_day · arpdau: gross · dau_per_mau: days played ÷ 30 of a player's month · break_even_arpdau: where C is X of net ·
//           required_uplift u* = C ÷ (N·m): N without what NPCs add, m the margin before them · cost_per_payer = C ÷ conversion
// premium   net_per_buyer R · cost_per_buyer · cost_per_talk_hour · hours_budget H* = X·R ÷ that: hours of conversation in a life ·
//           hours_per_buyer · buyers_above_budget: share of buyers who cost more than X·R · p99_owner_cost: over his life ·
//           service_year_cost: of a player who stays, for a year · year_5_cost: of one who came, in his fifth year
// subscr.   gross_margin = (N·m − C) ÷ gross · heaviest_tenth_margin: of the tenth that costs most · cost_per_talk_hour ·
//           break_even_hours H* a month = (N·m − target·gross) ÷ that · hours_per_subscriber · subscribers_above: share whose own cost
//           is more than N·m − target·gross
// pay per use  net_per_unit · cost_per_unit · p80_cost_per_unit: the P80 over players of their own cost a unit (minutes and hours: by
//           turns, at the mean length of a turn) · minimum_price: whose net, less breakage and free units, leaves the target margin at
//           P80 · gross_margin = 1 − C ÷ N · units_for_fixed_costs: a month, for everybody
// Absent    what cannot be said is nothing, with why: never 0.
// Source    thresholds and statements: sim/answers/money/verdict.h, docs/money.md.

#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "sim/answers/money/mode_costs.h"

namespace npcost {

struct MoneyFigureInfo {
  std::string_view name, label;
  std::string_view unit;          ///< "USD": the scenario's currency; "ratio", "h", "1"
  std::string_view denominator;
  std::string_view why_absent;    ///< what it takes to say it
};

/// Those of this model, in the order in which they are shown.
std::vector<MoneyFigureInfo> money_figures(Revenue::Model model);

/// One replication: by index of money_figures(). `by_hour`: cost, unscaled, of everybody simulated.
std::vector<std::optional<double>> money_values(const ModeSources& from, std::span<const Money> by_hour);

/// Net revenue and the studio's cost against it, in each region, in file order.
std::vector<ReplicationSummary::OfRegion> region_values(const ModeSources& from);

}  // namespace npcost
