#include "ui/running/trials.h"

#include <atomic>
#include <mutex>
#include <utility>

#include "ui/running/simulate.h"

namespace npcost {

namespace {

using Done = std::function<void(std::size_t group, std::size_t world, ReplicationSummary summary)>;

class AlikeRuns {
 public:
  AlikeRuns(std::span<const AlikeWorlds> groups, const std::function<bool()>& stop, const Done& done)
      : groups_(groups), stop_(stop), done_(done) {}

  bool run(Workers& workers) {
    // With a few groups whole workers would wait for the last of them, and for its bills.
    if (groups_.size() < std::size_t{2} * workers.workers()) {
      for (std::size_t group = 0; group < groups_.size(); ++group) live(group, workers);
    } else {
      workers.for_each(static_cast<std::uint32_t>(groups_.size()), [&](std::uint32_t group, std::uint32_t) {
        OneWorker alone;
        live(group, alone);
      });
    }
    return !stopped_;
  }

 private:
  bool keep_going() {
    if (stop_()) stopped_ = true;
    return !stopped_;
  }

  void live(std::size_t group, Workers& workers) {
    if (!keep_going()) return;
    const AlikeWorlds& alike = groups_[group];
    const std::shared_ptr<const Plan> plan = compile_plan(*alike.worlds.front(), alike.replication);
    const ReplicationRun run = run_batch(*plan, workers, [&] { return keep_going(); });
    if (run.units_done != work_list(*plan).units) return;
    workers.for_each(static_cast<std::uint32_t>(alike.worlds.size()), [&](std::uint32_t world, std::uint32_t) {
      if (!keep_going()) return;
      OneWorker alone;
      const Scenario& scenario = *alike.worlds[world];
      ReplicationSummary summary = summary_of(scenario, *plan, run.ledger, scenario.book, alone);
      const std::lock_guard<std::mutex> telling(one_at_a_time_);
      done_(group, world, std::move(summary));
    });
  }

  std::span<const AlikeWorlds> groups_;
  const std::function<bool()>& stop_;
  const Done& done_;
  std::atomic<bool> stopped_ = false;
  std::mutex one_at_a_time_;
};

}  // namespace

bool run_alike(std::span<const AlikeWorlds> groups, Workers& workers, const std::function<bool()>& stop, const Done& done) {
  return AlikeRuns(groups, stop, done).run(workers);
}

Trials run_trials(std::span<const Scenario* const> worlds, std::uint32_t replication, Workers& workers, const std::function<bool()>& stop,
                  const std::function<void(std::size_t world, const ReplicationSummary&)>& done) {
  Trials trials{std::vector<std::optional<ReplicationSummary>>(worlds.size()), false};
  std::vector<AlikeWorlds> groups;
  for (const Scenario* world : worlds) groups.push_back({{world}, replication});
  trials.stopped = !run_alike(groups, workers, stop, [&](std::size_t group, std::size_t, ReplicationSummary summary) {
    if (done) done(group, summary);
    trials.summaries[group] = std::move(summary);
  });
  return trials;
}

}  // namespace npcost
