#pragma once
// A scenario's replications, one after the other, each on all threads: the loop between the engine and the answers.
//
// Variants  a replication runs the scenario and then each variant under the same number: the same players with the same luck. It counts
//           once all of them are done.
// Books     each replication is billed by the scenario's own prices and by each of its other books, before its ledger is dropped.
// Length    as many replications as the experiment says, or until it has enough (sim/answers/studies/run_length.h).
// Order     replications are added in their order and units merge by addition, so the number of threads changes no
//           byte.
// Stopping  `stop` is asked before each unit. What is finished then makes a valid partial result: the whole
//           replications, or, if there is none yet, the finished units of the first (a fair sample of the players), then
//           without variants.

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "sim/answers/book_answers.h"
#include "sim/answers/replications.h"
#include "sim/answers/variants.h"
#include "sim/engine/run.h"
#include "ui/running/run_progress.h"

namespace npcost {

struct Simulated {
  Replications replications;
  std::vector<VariantAnswers> variants;  ///< empty also if no replication of theirs was done
  std::vector<BookAnswers> books;        ///< by scenario.other_books
  bool stopped = false;       ///< before the last replication was whole
  std::string partial_why;    ///< "interrupted after 3 of 10 replications"; empty unless stopped
  double expected_turns = 0;  ///< of all that was simulated
};

/// The first replication of a scenario and its variants, compiled before it is known whether it may run.
struct FirstReplication {
  FirstReplication() = default;
  FirstReplication(const Scenario& scenario, const std::vector<Variant>& variants);
  std::vector<std::shared_ptr<const Plan>> plans;   ///< the scenario's, then the variants'
  double turns = 0;                                 ///< that it is expected to have
};

/// Requires a scenario and variants that read_scenario() gave; they must outlive the answer. `first` is their first replication if that
/// is compiled already.
Simulated simulate(const Scenario& scenario, const std::vector<Variant>& variants, Workers& workers, RunProgress& progress,
                   const std::function<bool()>& stop, FirstReplication first = {});

/// What a replication of one world, or a fair part of it, contributes: rated, so that the ledger can be dropped.
ReplicationSummary summary_of(const Scenario& scenario, const Plan& plan, const UsageLedger& ledger, const PriceBook& book,
                              Workers& workers);

/// The warnings among the diagnostics, in the order of a report: what every result repeats.
std::vector<Diagnostic> warnings_of(const ReadScenario& read);

/// Everything in one place, for the writers.
Result result_of(const Simulated& simulated, std::vector<Diagnostic> warnings);

/// Turns that the whole run is expected to have, variants included. Compiles the first replication.
double expected_work(const Scenario& scenario, const std::vector<Variant>& variants);

}  // namespace npcost
