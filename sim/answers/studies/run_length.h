#pragma once
// When a run has enough replications.
//
// Fixed      as many as the experiment says.
// Stop when  the interval of a metric's mean is narrow enough. Looking after every replication favours moments at which the spread happens
//            to look small: stopping at the first narrow interval would hold the truth in 93.5 % of runs instead of 95 % where 15 to 35
//            replications are needed. So four more (of a nested run: four more draws) follow, and the interval is made of all of them:
//            about 94 % or more, for normal and lognormal figures, from whatever spread (tests/answers/run_length_test.cpp measures it). An
//            interval that is narrow at the first look ends the run there: nobody chose that moment.
// Decided    until every budget that can fail the run is passed or failed. Looks come after `fewest` replications and then each time their
//            number has doubled; each look may be wrong with only its part of what the budget's confidence leaves, and one part is kept
//            for an interrupted run (Bonferroni over looks): so all looks together are right with that confidence, and the verdict needs
//            no apology for having looked. It is inconclusive if the last look does not decide it.

#include <cstdint>
#include <optional>
#include <string>

#include "sim/answers/replications.h"
#include "sim/scenario/scenario.h"

namespace npcost {

/// Replications, or draws of a nested run, that follow the first narrow interval.
inline constexpr std::uint32_t after_first_narrow = 4;

/// Looks that a run until decided may take.
std::uint32_t looks_of(const UntilDecided& until);
/// With how much confidence one look judges a budget, so that all together have the budget's own.
double level_of_look(const UntilDecided& until, double confidence);

class RunLength {
 public:
  /// `experiment` must outlive this.
  explicit RunLength(const Experiment& experiment) : experiment_(&experiment) {}

  /// Whether the run goes on after these. Ask after each replication, and before the first.
  bool wants_more(const Replications& so_far);
  /// How many replications it will probably take, for a bar: never less than are done.
  std::uint32_t expected(const Replications& so_far) const;

 private:
  bool wants_narrower(const StopWhen& stop, const Replications& so_far);
  bool wants_verdicts(const UntilDecided& until, const Replications& so_far) const;

  const Experiment* experiment_;
  std::uint32_t narrow_at_ = 0;   ///< draws at which the interval was narrow first; 0: not yet
};

}  // namespace npcost
