#include "ui/running/trials.h"

#include <atomic>
#include <mutex>
#include <utility>

#include "ui/running/simulate.h"

namespace npcost {

Trials run_trials(std::span<const Scenario* const> worlds, std::uint32_t replication, Workers& workers, const std::function<bool()>& stop,
                  const std::function<void(std::size_t world, const ReplicationSummary&)>& done) {
  Trials trials{std::vector<std::optional<ReplicationSummary>>(worlds.size()), false};
  std::atomic<bool> stopped = false;
  const auto keep_going = [&] {
    if (stop()) stopped = true;
    return !stopped;
  };
  std::mutex one_at_a_time;
  workers.for_each(static_cast<std::uint32_t>(worlds.size()), [&](std::uint32_t world, std::uint32_t) {
    if (!keep_going()) return;
    OneWorker alone;
    const std::shared_ptr<const Plan> plan = compile_plan(*worlds[world], replication);
    const ReplicationRun run = run_batch(*plan, alone, keep_going);
    if (run.units_done != work_list(*plan).units) return;
    ReplicationSummary summary = summary_of(*worlds[world], *plan, run.ledger, worlds[world]->book, alone);
    if (done) {
      const std::lock_guard<std::mutex> telling(one_at_a_time);
      done(world, summary);
    }
    trials.summaries[world] = std::move(summary);
  });
  trials.stopped = stopped;
  return trials;
}

}  // namespace npcost
