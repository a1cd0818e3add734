#pragma once
// What of the players' money reaches the studio, and which cost stands against it. Everything is per MAU-month (a player and 30 days, as in
// cost.per_mau_month), so that every model of income divides the same cost.
//
// Kept      (1 − store fee) × (1 − tax) × (1 − refunds); net = gross × kept × uplift.
// Gross     free_to_play   conversion × arppu
//           subscription   price
//           premium        price, once, over the months of a life: `lifetime` of play at the run's hours a month, or without it the run.
//                          A buyer who never launches costs nothing: what others cost is then × (1 − never_launched), so gross is ÷ that.
//           pay_per_use    price × charged ÷ (1 − breakage) for each unit used, times units a month. A unit that is bought and never used
//                          is paid, too.
// Regions   cost the same and pay otherwise: gross × spending, with their own fee and tax; the world is their mean by share.
// Who pays  studio_pays of what talk costs, and all fixed costs, stand against net revenue.
// Absent    no model, nothing that reaches the studio, nothing played or used: then no share can be said.

#include <cstdint>
#include <optional>

#include "sim/base/calendar.h"
#include "sim/engine/usage_ledger.h"
#include "sim/scenario/scenario.h"

namespace npcost {

inline constexpr Milliseconds mau_month{30LL * 24 * 3600 * 1000};

/// What some players did in a run.
struct Played {
  double months = 0;          ///< MAU-months: what cost.per_mau_month divides by
  double players = 0, days = 0, hours = 0;   ///< days and hours of play
  double turns = 0, conversations = 0, talk_hours = 0;
};

/// `length`: how far the run has come.
Played played_by(const SegmentCounts& players, const TalkCounts& talk, const Scenario& scenario, Milliseconds length);

/// How many units of a pay_per_use game were used.
double units_of(Revenue::Unit unit, const Played& played);

/// Months of 30 days that a buyer of a premium game plays; nothing if nobody played.
std::optional<double> months_of_life(const Revenue& revenue, const Played& played);

/// In the scenario's currency, per MAU-month; all above 0.
struct NetRevenue {
  double gross = 0;           ///< before fees, with uplift
  double net = 0;
  double before = 0;          ///< net without what NPCs add
};
std::optional<NetRevenue> net_revenue(const Revenue& revenue, const Played& played);
/// Of the players of one region.
std::optional<NetRevenue> net_revenue_in(const Region& region, const Revenue& revenue, const Played& played);

/// Cost ÷ net revenue, of what talk costs alone. Requires that the cost is of those who `played`.
std::optional<double> share_of_net_revenue(const Revenue& revenue, const Played& played, double cost_per_mau_month);

/// What all fixed costs are in 30 days, for everybody together, in units of currency.
double fixed_per_month(const Scenario& scenario);

}  // namespace npcost
