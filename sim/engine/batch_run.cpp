#include <atomic>
#include <vector>

#include "sim/base/check.h"
#include "sim/engine/life.h"
#include "sim/engine/run.h"

namespace npcost {

void run_unit(const Plan& plan, std::uint32_t unit, UsageLedger& rows, UsageLedger& sums) {
  NPCOST_CHECK(unit < plan.work.units, "units are numbered below their count");
  Tally tally(plan.shape.cells);
  std::vector<std::int64_t> cache_ms(plan.ways.size());
  for (const SegmentPlan& segment : plan.segments) {
    const std::uint64_t all = segment.players;
    const auto begin = static_cast<std::uint32_t>(all * unit / plan.work.units);
    const auto end = static_cast<std::uint32_t>(all * (unit + 1) / plan.work.units);
    for (std::uint32_t i = begin; i < end; ++i) {
      const std::uint32_t player = segment.first_player + i;
      rows.player_totals[player].segment = segment.segment;
      Life life(plan, segment, i, cache_ms);
      life.advance(plan, plan.horizon_ms, tally, {&rows, &sums, player});
      rows.player_done[player] = 1;
    }
    sums.segment[segment.segment].players += end - begin;
  }
}

ReplicationRun run_batch(const Plan& plan, Workers& workers, const std::function<bool()>& keep_going) {
  if (plan.rules.coupled()) return run_in_time_order(plan, keep_going);
  ReplicationRun run{UsageLedger(plan.shape), 0};
  LedgerShape sums_only = plan.shape;
  sums_only.players = 0;
  std::vector<UsageLedger> sums(workers.workers(), UsageLedger(sums_only));
  std::atomic<std::uint32_t> done{0};
  std::atomic<bool> stopped{false};
  workers.for_each(plan.work.units, [&](std::uint32_t unit, std::uint32_t worker) {
    if (stopped.load(std::memory_order_relaxed)) return;
    if (!keep_going()) {
      stopped.store(true, std::memory_order_relaxed);
      return;
    }
    run_unit(plan, unit, run.ledger, sums[worker]);
    done.fetch_add(1, std::memory_order_relaxed);
  });
  for (const UsageLedger& part : sums) run.ledger.merge(part);
  run.units_done = done.load();
  return run;
}

}  // namespace npcost
