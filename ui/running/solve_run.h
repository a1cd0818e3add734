#pragma once
// A search: the value of one number of the scenario at which a budget just holds.
//
// Luck      every value is run with the same players and the same luck, so that the metric is one curve and not a cloud: where it
//           crosses the limit is as sharp as one run.
// Scan      nine values from end to end first (equal ratios where the bracket spans a factor of a hundred). If the budget holds in one
//           stretch that begins or ends at an end, the crossing is looked for; otherwise the answer is which values hold and which do not.
// Crossing  secant steps, halving where they do not halve the bracket (so a step is found as surely as a line), until it is as narrow as
//           the tolerance or, for what is counted, until two neighbours are left.
// Root      the last value that was run and holds: its own run is the proof.
// Interval  the values at which the budget's verdict changes from pass to inconclusive and from there to fail: between them the
//           replications do not tell whether it holds.

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "sim/answers/studies/solve_answer.h"
#include "sim/scenario/questions.h"
#include "ui/running/changed_worlds.h"

namespace npcost {

class SolveRun {
 public:
  /// Requires a scenario with a solve and no errors that keeps its tree; it must not change while this lives.
  explicit SolveRun(const ReadScenario& base);

  /// Runs the search. `told`, if given, hears of each value that was run. After faults() the answer is not to be used.
  SolveAnswer run(Workers& workers, const std::function<bool()>& stop, const std::function<void(const SolveTrial&)>& told = {});
  const Diagnostics& faults() const { return faults_; }   ///< E446
  /// Turns that the scan is expected to have. Compiles one plan.
  double scan_turns() const;

 private:
  std::vector<double> scan_places() const;
  void try_all(std::vector<double> places);
  const SolveTrial* try_one(double at);
  SolveAnswer::Outcome outcome_of_scan() const;
  void find_root(SolveAnswer& answer);
  void find_interval(SolveAnswer& answer);

  struct Crossing {
    const SolveTrial* below = nullptr;  ///< height at most 0
    const SolveTrial* above = nullptr;
  };
  template <typename Of>
  std::optional<Crossing> crossing(const SolveTrial* below, const SolveTrial* above, const Of& of);

  const ReadScenario* base_;
  const Solve* solve_;
  WrittenNumber like_;
  double low_ = 0, high_ = 0;
  bool logarithmic_ = false;
  std::vector<std::unique_ptr<SolveTrial>> trials_;   ///< all that were run, ascending
  Diagnostics faults_;
  Workers* workers_ = nullptr;
  const std::function<bool()>* stop_ = nullptr;
  const std::function<void(const SolveTrial&)>* told_ = nullptr;
  bool stopped_ = false;
};

}  // namespace npcost
