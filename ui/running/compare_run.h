#pragma once
// Two scenarios and the worlds between them, read and then run as variants of the first: replication r of each meets the same players.

#include <string>
#include <vector>

#include "sim/answers/comparison.h"
#include "sim/scenario/beside.h"
#include "ui/running/simulate.h"

namespace npcost {

/// Why costs of the two cannot be compared; "" if they can.
std::string currency_refusal(const Scenario& a, const Scenario& b);

/// What is run. Requires readings without errors for which worlds_between() can be asked; both must outlive it.
struct ComparedWorlds {
  ComparedWorlds(const ReadScenario& a, const ReadScenario& b);

  std::vector<WorldBetween> between;     ///< empty if no section differs
  /// What `a` is run with: the worlds between, then B. Budgets and outputs of B are left out. Options (seed, replications) go onto these
  /// and onto `a` alike before the run.
  std::vector<Variant> variants;
};

/// The figures of a run in which B was done at least once: simulated.variants is not empty. Names, files and warnings are the caller's.
Comparison comparison_of(const Scenario& a, const ComparedWorlds& worlds, const Simulated& simulated);

}  // namespace npcost
