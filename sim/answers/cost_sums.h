#pragma once
// The exact cost of a ledger, cut in every way a result shows.

#include "sim/answers/replication_summary.h"

namespace npcost {

/// Every breakdown adds up to the total: checked for the hours, which are counted apart from the groups.
CostSums cost_sums(const Scenario& scenario, const UsageLedger& ledger, const CellTable& cells,
                   const CellPrices& prices);

/// Counts per model and meter, as in ReplicationSummary::usage.
std::vector<Int128> usage_sums(const Scenario& scenario, const UsageLedger& ledger, const CellTable& cells);

/// [segment] 1 = its players can meet an NPC in this mode: those whose hours a mode's cost is divided by. Everybody who uses the feature
/// may meet those that talk unasked.
std::vector<std::uint8_t> segments_that_meet(Mode mode, const Scenario& scenario);

/// Cost of each mode and what its players cost.
std::array<ModeSums, mode_count> mode_sums(const Scenario& scenario, const UsageLedger& ledger, const CellTable& cells,
                                  const CellPrices& prices);

}  // namespace npcost
