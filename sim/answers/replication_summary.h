#pragma once
// Everything one replication contributes to a result, so that its ledger can be dropped.
//
// Requires  sums and rows of the ledger are of the same players: any set of finished units, or a whole run. The sums'
//           players are segment[].players; percentiles are over the rows that are done (player_done).
// Exact     money and counts are unscaled integers beside their scale; ratios are doubles, once per replication.
// Absent    a figure with a zero denominator is nothing, never 0.
// Speed     linear in players × cells: some hundredths of a second for a million players (reprice.h). The workers change no byte.

#include <array>
#include <cstdint>
#include <optional>
#include <vector>

#include "sim/answers/percentiles.h"
#include "sim/answers/scale.h"
#include "sim/engine/plan.h"
#include "sim/engine/run.h"
#include "sim/engine/usage_ledger.h"
#include "sim/prices/price_book.h"
#include "sim/scenario/scenario.h"

namespace npcost {

/// Exact parts of the cost, by index of what they are named after.
struct Breakdown {
  std::vector<Money> part;
  std::vector<std::uint8_t> listed;  ///< 1 = belongs into a result, even when it costs nothing
};

/// Unscaled. Every breakdown adds up to `total`.
struct CostSums {
  Money total;
  Breakdown by_stage, by_model, by_npc, by_segment, by_meter, by_pipeline;
  std::vector<Money> by_hour;
};

struct MetricValue {
  std::optional<double> mean;
  std::optional<Percentiles> percentiles;
};

/// Verdicts are said by Mode, and last of what devices compute, whatever the mode.
inline constexpr std::size_t judged_mode_count = mode_count + 1;

/// What the conversations of one mode cost (mode_costs.h). Unscaled.
struct ModeSums {
  bool occurs = false;  ///< somebody can meet an NPC of this mode
  std::array<Money, stage_count> by_stage;
  std::optional<double> cost_per_mau_month;   ///< over the players of segments that can meet the mode; whoever pays it
  std::optional<double> fixed_per_mau_month;  ///< beside it
  /// The studio's part of it and the fixed costs ÷ net revenue: of everybody, of the P95 player, of the dearest 30 days.
  std::optional<double> share_of_net_revenue, p95_share, peak_share;
};

struct ReplicationSummary {
  Scale scale;
  CostSums cost;
  std::vector<Int128> usage;  ///< [model × meter_count + meter] counts; −1 = the model has no such meter here
  std::vector<std::int64_t> player_minutes;    ///< [hour], see Activity
  std::vector<MetricValue> metrics;            ///< by index of metric_infos(); scaled
  std::vector<std::optional<double>> budgets;  ///< the asked stat of each budget, in file order; scaled
  std::array<ModeSums, judged_mode_count> modes;        ///< by Mode; the last: devices
  std::vector<std::optional<double>> money;             ///< by index of money_figures(); scaled where it is of everybody
  struct OfRegion {
    std::optional<double> net_per_mau_month, share_of_net_revenue;
  };
  std::vector<OfRegion> regions;                        ///< in file order
  std::vector<PolicyCounts> policies;                   ///< by policy; unscaled
  std::uint64_t asked_turns = 0;                        ///< answered and refused; unscaled
  std::vector<std::uint8_t> events;                     ///< by event: happened in this replication
};

/// Throws MoneyOverflow when a sum passes 1.8e22 units of currency.
ReplicationSummary summarise(const Scenario& scenario, const UsageLedger& ledger, const CellTable& cells,
                             const CellPrices& prices, const WorkList& work, Workers& workers);
/// The same on the caller's thread alone.
ReplicationSummary summarise(const Scenario& scenario, const UsageLedger& ledger, const CellTable& cells,
                             const CellPrices& prices, const WorkList& work);

}  // namespace npcost
