#pragma once
// The exact cost of a ledger, cut in every way a result shows.

#include "sim/answers/replication_summary.h"

namespace npcost {

/// Every breakdown adds up to the total: checked for the hours, which are counted apart from the groups.
CostSums cost_sums(const Scenario& scenario, const UsageLedger& ledger, const CellTable& cells,
                   const CellPrices& prices);

/// Counts per model and meter, as in ReplicationSummary::usage.
std::vector<Int128> usage_sums(const Scenario& scenario, const UsageLedger& ledger, const CellTable& cells);

}  // namespace npcost
