#pragma once
// A scenario compiled for one replication: integers and tables only. Immutable while it runs; shared by all threads.

#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

#include "sim/engine/usage_ledger.h"
#include "sim/prices/rate.h"
#include "sim/scenario/scenario.h"

namespace npcost {

struct Plan;  ///< engine/plan_types.h; clients only hand it on

/// How many players a run simulates and how they are cut into units of work. A unit is a stratified slice: it holds the same part of
/// every segment, so that any set of finished units is a fair sample (partial results, shards).
struct WorkList {
  std::uint64_t active_players = 0;   ///< monthly active players in this replication
  std::uint32_t players = 0;          ///< simulated
  std::uint32_t units = 0;            ///< of a coupled scenario: hours, all done or none
  std::vector<std::uint8_t> events = {};  ///< [event of the scenario] 1 = it happens in this replication
};

/// Compiles replication `r`. Draws its unknowns.
std::shared_ptr<const Plan> compile_plan(const Scenario& scenario, std::uint32_t replication);
WorkList work_list(const Plan& plan);
const CellTable& cell_table(const Plan& plan);
/// Whether players limit each other: then a replication is run as a whole.
bool is_coupled(const Plan& plan);
LedgerShape ledger_shape(const Plan& plan);
/// What the book says of one cell, before unknowns are drawn and events change it; nothing if unpriced. Like all books here it has its
/// cards by the same index as the scenario's.
std::optional<Price> price_in(const Plan& plan, const PriceBook& book, Cell cell);
/// The exact price of each cell under `book`, unknown prices drawn for this replication.
CellPrices cell_prices(const Plan& plan, const PriceBook& book);
/// The same, with graduated prices as what a count costs on average when all active players use what these did: rounded to the
/// grain of Money once per cell, and exact again from there. Without graduated prices it is cell_prices(plan, book).
CellPrices cell_prices(const Plan& plan, const PriceBook& book, const UsageLedger& ledger);
/// Expected turns of one replication, for the estimate before a run starts.
double expected_turns(const Plan& plan);

}  // namespace npcost
