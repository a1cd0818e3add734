#pragma once
// Integer sums and exact cost of one slice of a replication, and the metrics that are quotients of such sums.
//
// Slices    segment: its players, their cost, hours, days and talk. npc: its cost and its talk against all players of
//           the slice. model, pipeline: their cost; a pipeline also restricts talk to its NPCs. Filters combine.
// Units     metrics in the units of metric_infos(); money in the scenario's currency.
// Absent    a quotient with a zero denominator is nothing: never 0, never NaN.

#include <cstdint>
#include <optional>
#include <string_view>

#include "sim/answers/scale.h"
#include "sim/base/calendar.h"
#include "sim/engine/usage_ledger.h"
#include "sim/prices/price_book.h"
#include "sim/scenario/scenario.h"

namespace npcost {

struct SliceSums {
  Money cost;                 ///< of the simulated players, over the run
  Money voice_cost;           ///< of it: pipelines of voice mode
  std::uint64_t players = 0;  ///< simulated
  std::uint64_t player_days = 0, player_months = 0, came = 0;
  std::uint64_t play_ms = 0;
  TalkCounts talk;
  std::uint64_t voice_ms = 0;  ///< length of conversations with voice NPCs
};

SliceSums sums_of(const Scenario& scenario, const UsageLedger& ledger, const CellTable& cells, const CellPrices& prices,
                  const BudgetSlice& slice);

/// The value of a metric that is a quotient of sums (all cost.* , turns.*, cache.*, quality.*); nothing for any other
/// metric.
std::optional<double> metric_of_sums(std::string_view metric, const SliceSums& sums, const Scenario& scenario,
                                     const Scale& scale);
/// The same of a run that has come as far as `length`: what it is per month follows from that.
std::optional<double> metric_of_sums(std::string_view metric, const SliceSums& sums, const Scenario& scenario,
                                     const Scale& scale, Milliseconds length);

/// sum × times ÷ by in units of currency, rounded only where the exact steps are no doubles; nothing for by = 0.
std::optional<double> quotient(Money sum, double times, double by);

/// Days of a MAU-month over days of a run, as two doubles without a common factor: 30 d → 1/1, 7 d → 30/7.
struct MonthFactor {
  double times = 1, by = 1;
};
MonthFactor month_factor(Milliseconds length);

/// A cost per MAU-month: of everybody for the length of the run; or, where players come and go, of a player in each 30 days in which he
/// played (the last of them may be shorter: then they are months of average length).
std::optional<double> cost_per_mau_month(Money cost, std::uint64_t players, std::uint64_t player_months, const Scenario& scenario);
std::optional<double> cost_per_mau_month(Money cost, std::uint64_t players, std::uint64_t player_months, const Scenario& scenario,
                                         Milliseconds length);
/// 30 days over the mean length of the run's months.
MonthFactor month_length_factor(Milliseconds length);

}  // namespace npcost
