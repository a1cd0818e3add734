#include <algorithm>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <utility>
#include <vector>

#include "sim/base/check.h"
#include "sim/engine/open_run.h"
#include "sim/engine/run.h"
#include "sim/engine/supposed/supposed_run.h"
#include "sim/engine/unit_runner.h"

namespace npcost {

namespace {

/// Which units may begin: each is asked for once, and what was begun is finished, whoever has its other pieces.
class Beginnings {
 public:
  Beginnings(const std::vector<std::uint8_t>& done, const std::function<bool()>& keep_going)
      : done_(done), keep_going_(keep_going), begun_(done.size()) {}

  bool may_run(std::uint32_t unit) {
    if (done_[unit] != 0) return false;
    const std::lock_guard lock(mutex_);
    if (begun_[unit] == 0 && !stopped_) {
      stopped_ = !keep_going_();
      begun_[unit] = stopped_ ? 0 : 1;
    }
    return begun_[unit] != 0;
  }
  const std::vector<std::uint8_t>& begun() const { return begun_; }

 private:
  const std::vector<std::uint8_t>& done_;
  const std::function<bool()>& keep_going_;
  std::mutex mutex_;
  std::vector<std::uint8_t> begun_;
  bool stopped_ = false;
};

/// A short run has hardly more units than there are workers, and one of these may come late: then a unit is cut into pieces, so that
/// nobody waits long for the last.
std::uint32_t pieces_of_unit(std::uint32_t units, std::uint32_t workers) {
  constexpr std::uint32_t pieces_a_worker = 8, most_pieces = 8;
  return workers == 1 ? 1 : std::clamp(pieces_a_worker * workers / units, 1u, most_pieces);
}

}  // namespace

void run_unit(const Plan& plan, std::uint32_t unit, UsageLedger& rows, UsageLedger& sums) {
  UnitRunner runner(plan, rows, sums);
  runner.run(unit);
  runner.close();
}

UnitsRun::UnitsRun(const Plan& plan) : ledger(plan.shape), done(plan.work.units) {}

bool UnitsRun::whole(std::uint32_t from, std::uint32_t to) const {
  return std::all_of(done.begin() + from, done.begin() + to, [](std::uint8_t unit) { return unit != 0; });
}

void run_units(const Plan& plan, std::uint32_t from, std::uint32_t to, Workers& workers, const std::function<bool()>& keep_going,
               UnitsRun& run) {
  NPCOST_CHECK(from <= to && to <= plan.work.units, "units are numbered below their count");
  if (run.whole(from, to)) return;
  if (plan.rules.coupled()) {
    NPCOST_CHECK(from == 0 && to == plan.work.units, "a coupled replication is one piece");
    std::optional<ReplicationRun> done = run_supposing(plan, workers, keep_going);
    if (!done) done = run_while_open(plan, workers, keep_going);
    ReplicationRun all = done ? std::move(*done) : run_in_time_order(plan, keep_going);
    if (all.units_done < plan.work.units) return;
    run.ledger = std::move(all.ledger);
    std::fill(run.done.begin(), run.done.end(), std::uint8_t{1});
    return;
  }
  LedgerShape sums_only = plan.shape;
  sums_only.players = 0;
  // The first worker counts into the run itself, and the others make their sums when they come: a short run is over before some of them
  // are there.
  std::vector<std::unique_ptr<UsageLedger>> sums(workers.workers());
  std::vector<std::unique_ptr<UnitRunner>> runners(workers.workers());
  Beginnings beginnings(run.done, keep_going);
  const std::uint32_t pieces = pieces_of_unit(to - from, workers.workers());
  workers.for_each((to - from) * pieces, [&](std::uint32_t job, std::uint32_t worker) {
    const std::uint32_t unit = from + job / pieces;
    if (!beginnings.may_run(unit)) return;
    if (!runners[worker]) {
      if (worker != 0) sums[worker] = std::make_unique<UsageLedger>(sums_only);
      runners[worker] = std::make_unique<UnitRunner>(plan, run.ledger, worker == 0 ? run.ledger : *sums[worker]);
    }
    runners[worker]->run(unit, job % pieces, pieces);
  });
  for (const std::unique_ptr<UnitRunner>& runner : runners) {
    if (runner) runner->close();
  }
  for (const std::unique_ptr<UsageLedger>& part : sums) {
    if (part) run.ledger.merge(*part);
  }
  for (std::uint32_t unit = from; unit < to; ++unit) run.done[unit] |= beginnings.begun()[unit];
}

ReplicationRun run_batch(const Plan& plan, Workers& workers, const std::function<bool()>& keep_going) {
  UnitsRun run(plan);
  run_units(plan, 0, plan.work.units, workers, keep_going, run);
  const auto done = std::count(run.done.begin(), run.done.end(), std::uint8_t{1});
  return {std::move(run.ledger), static_cast<std::uint32_t>(done)};
}

}  // namespace npcost
