#pragma once
// A sweep: the scenario run with other values, point by point, each as good as a run of its own.
//
// Same      a point's metrics, budgets and verdicts are those of `npcost run` with these values (--set), the same seed, sample and
//           replications, to the last bit: points share the work of a run, never an estimate.
// Shared    points whose values are prices (or revenue) have one usage: it is lived once in each replication and billed for each point.
// Size      a sweep that would live more than `sweep_turns` turns is made smaller: first fewer replications, then fewer players are
//           simulated. The answer says so. Decided from the expected number of turns, never from a clock.
// Order     replication 0 of all points first, coarse before fine, then further replications: what is there when it is stopped is the
//           whole picture, less sharp. Threads and order change no byte of what is finished.

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "sim/answers/replications.h"
#include "sim/answers/studies/sweep_answer.h"
#include "sim/scenario/questions.h"
#include "ui/running/changed_worlds.h"
#include "ui/running/run_progress.h"

namespace npcost {

/// What a sweep lives without being asked for more: about eight seconds of two cores.
inline constexpr double sweep_turns = 1.5e8;
inline constexpr std::uint64_t most_points = 10'000;  ///< unless large ones are wanted

class SweepRun {
 public:
  /// Reads all worlds. `base` keeps its tree, has a sweep and no errors; it and its experiment must not change while this lives. `full`:
  /// never smaller than asked.
  SweepRun(const ReadScenario& base, bool full, Workers& workers, const std::function<bool()>& stop);

  /// E444, for a sweep with more points than `most_points`: to be asked before one is made. Empty if there are fewer.
  static Diagnostics too_many_points(const Sweep& sweep);

  const Diagnostics& faults() const { return worlds_.faults; }  ///< E446; with errors nothing can be run
  bool stopped() const { return stopped_; }
  std::uint32_t replications() const { return asked_; }
  double turns() const { return turns_; }    ///< that all of it is expected to have

  /// `done`, if given, is told of each point that has one more replication, from one thread at a time.
  void run(Workers& workers, RunProgress& progress, const std::function<bool()>& stop,
           const std::function<void(std::size_t point)>& done = {});

  /// So far. Not while run() goes on, except from inside `done`.
  SweepAnswer answer() const;
  SweepPoint point(std::size_t index) const;

 private:
  struct Group {
    std::vector<std::size_t> points;
  };
  void make_groups();
  void choose_size(bool full, Workers& workers);
  std::string why_partial() const;

  const ReadScenario* base_;
  const Sweep* sweep_;
  std::vector<std::vector<std::string>> values_;
  ChangedWorlds worlds_;
  std::vector<Group> groups_;               ///< in the order of work
  std::vector<Replications> replications_;  ///< [point]
  std::uint32_t wanted_ = 0, asked_ = 0;
  std::optional<std::uint32_t> sample_;
  double turns_ = 0;
  bool stopped_ = false;
};

}  // namespace npcost
