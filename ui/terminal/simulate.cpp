#include "ui/terminal/simulate.h"

#include <fmt/format.h>

#include "sim/engine/plan.h"

namespace npcost {
namespace {

std::string metric_to_watch(const Scenario& scenario) {
  return scenario.budgets.empty() ? "cost.per_mau_month" : scenario.budgets.front().metric;
}

}  // namespace

Simulated simulate(const Scenario& scenario, Workers& workers, Progress& progress, const std::function<bool()>& stop) {
  Simulated answer{Replications(scenario), false, {}, 0};
  const std::uint32_t asked = scenario.experiment.replications;
  const std::string watched = metric_to_watch(scenario);
  for (std::uint32_t r = 0; r < asked && !answer.stopped; ++r) {
    if (stop()) {
      answer.stopped = true;
      break;
    }
    const std::shared_ptr<const Plan> plan = compile_plan(scenario, r);
    const WorkList work = work_list(*plan);
    const double turns = expected_turns(*plan);
    progress.begin_replication(r, work.units, turns);
    const ReplicationRun run = run_batch(*plan, workers, [&] {
      if (stop()) return false;
      progress.unit_started();
      return true;
    });
    const bool whole = run.units_done == work.units;
    answer.stopped = !whole;
    if (!whole && (r > 0 || run.units_done == 0))
      break;  // a part of a later replication would weigh as much as a whole one
    answer.replications.add(
        summarise(scenario, run.ledger, cell_table(*plan), cell_prices(*plan, scenario.book, run.ledger), work));
    answer.expected_turns += work.units == 0 ? 0 : turns * run.units_done / work.units;
    if (!whole)
      answer.partial_why =
          fmt::format("interrupted in the first replication, after {} of its {} parts", run.units_done, work.units);
    if (progress.wants_estimate()) progress.estimate(answer.replications.estimate_so_far(), watched);
  }
  const std::uint32_t done = answer.replications.count();
  if (answer.stopped && answer.partial_why.empty())
    answer.partial_why = fmt::format("interrupted after {} of {} replications", done, asked);
  return answer;
}

double expected_work(const Scenario& scenario) {
  return expected_turns(*compile_plan(scenario, 0)) * scenario.experiment.replications;
}

}  // namespace npcost
