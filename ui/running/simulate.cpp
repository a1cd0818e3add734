#include "ui/running/simulate.h"

#include <fmt/format.h>

#include "sim/answers/studies/run_length.h"
#include "sim/engine/plan.h"

namespace npcost {
namespace {

std::string metric_to_watch(const Scenario& scenario) {
  if (scenario.experiment.stop_when) return scenario.experiment.stop_when->metric;
  return scenario.budgets.empty() ? "cost.per_mau_month" : scenario.budgets.front().metric;
}

std::string interrupted_after(const Experiment& experiment, std::uint32_t done) {
  const bool open_ended = experiment.stop_when || experiment.until_decided;
  if (!open_ended || done < experiment.replications)
    return fmt::format("interrupted after {} of {} replications", done, experiment.replications);
  return fmt::format("interrupted after {} replications, before {}", done,
                     experiment.until_decided ? "every budget was decided" : "the interval was as narrow as \"stop_when\" asks");
}

/// One world of a replication: the scenario or one of its variants.
struct World {
  World(const Scenario& of, std::shared_ptr<const Plan> compiled)
      : scenario(&of), plan(std::move(compiled)), work(work_list(*plan)), turns(expected_turns(*plan)) {}

  const Scenario* scenario;
  std::shared_ptr<const Plan> plan;
  WorkList work;
  double turns;
};

using Plans = std::vector<std::shared_ptr<const Plan>>;

Plans plans_of(const Scenario& scenario, const std::vector<Variant>& variants, std::uint32_t replication) {
  Plans plans{compile_plan(scenario, replication)};
  for (const Variant& variant : variants) plans.push_back(compile_plan(variant.scenario, replication));
  return plans;
}

std::vector<World> worlds_of(const Scenario& scenario, const std::vector<Variant>& variants, Plans plans) {
  std::vector<World> worlds;
  worlds.emplace_back(scenario, std::move(plans.front()));
  for (std::size_t v = 0; v < variants.size(); ++v) worlds.emplace_back(variants[v].scenario, std::move(plans[v + 1]));
  return worlds;
}

struct WorldRun {
  std::optional<ReplicationSummary> summary;  ///< of the finished units, if there are any
  std::vector<ReplicationSummary> billed;     ///< likewise, by each of the scenario's other books
  std::uint32_t units_done = 0;
  bool whole = false;
};

/// The ledger is dropped before the next world begins.
WorldRun run_world(const World& world, Workers& workers, const std::function<bool()>& keep_going) {
  const ReplicationRun run = run_batch(*world.plan, workers, keep_going);
  WorldRun done{std::nullopt, {}, run.units_done, run.units_done == world.work.units};
  if (!done.whole && run.units_done == 0) return done;
  done.summary = summary_of(*world.scenario, *world.plan, run.ledger, world.scenario->book, workers);
  for (const PriceBook& book : world.scenario->other_books) {
    done.billed.push_back(summary_of(*world.scenario, *world.plan, run.ledger, book, workers));
  }
  return done;
}

/// A replication, world after world; the first that is not whole is the last.
std::vector<WorldRun> run_worlds(const std::vector<World>& worlds, Workers& workers, const std::function<bool()>& keep_going) {
  std::vector<WorldRun> runs;
  for (const World& world : worlds) {
    runs.push_back(run_world(world, workers, keep_going));
    if (!runs.back().whole) break;
  }
  return runs;
}

void add_own(Simulated& answer, const WorldRun& run) {
  answer.replications.add(*run.summary);
  for (std::size_t b = 0; b < answer.books.size(); ++b) answer.books[b].add(*run.summary, run.billed[b]);
}

/// What the first replication leaves when it was stopped: the scenario's own finished units, if there are any.
void keep_first_part(Simulated& answer, const World& world, const WorldRun& run) {
  answer.variants.clear();
  if (!run.summary) return;
  add_own(answer, run);
  answer.expected_turns += world.work.units == 0 ? 0 : world.turns * run.units_done / world.work.units;
  answer.partial_why =
      run.whole ? "interrupted in the first replication, before its variants were done"
                : fmt::format("interrupted in the first replication, after {} of its {} parts", run.units_done, world.work.units);
}

}  // namespace

ReplicationSummary summary_of(const Scenario& scenario, const Plan& plan, const UsageLedger& ledger, const PriceBook& book,
                              Workers& workers) {
  const CellPrices prices = cell_prices(plan, book, ledger);
  return summarise(scenario, ledger, cell_table(plan), prices, work_list(plan), workers);
}

Simulated simulate(const Scenario& scenario, const std::vector<Variant>& variants, Workers& workers, RunProgress& progress,
                   const std::function<bool()>& stop, FirstReplication first) {
  Simulated answer{Replications(scenario), {variants.begin(), variants.end()}, {}, false, {}, 0};
  for (std::size_t b = 0; b < scenario.other_books.size(); ++b) answer.books.emplace_back(scenario, b);
  RunLength length(scenario.experiment);
  const std::string watched = metric_to_watch(scenario);
  const auto keep_going = [&] {
    if (stop()) return false;
    progress.unit_started();
    return true;
  };
  for (std::uint32_t r = 0; length.wants_more(answer.replications); ++r) {
    if (stop()) {
      answer.stopped = true;
      break;
    }
    const bool compiled = r == 0 && !first.plans.empty();
    const std::vector<World> worlds = worlds_of(scenario, variants, compiled ? std::move(first.plans) : plans_of(scenario, variants, r));
    std::uint32_t units = 0;
    double turns = 0;
    for (const World& world : worlds) {
      units += world.work.units;
      turns += world.turns;
    }
    progress.expect(length.expected(answer.replications));
    progress.begin_replication(r, units, turns);
    const std::vector<WorldRun> runs = run_worlds(worlds, workers, keep_going);
    answer.stopped = !runs.back().whole;
    if (answer.stopped) {  // a part of a later replication would weigh as much as a whole one
      if (r == 0) keep_first_part(answer, worlds.front(), runs.front());
      break;
    }
    add_own(answer, runs.front());
    for (std::size_t v = 0; v < variants.size(); ++v) answer.variants[v].add(*runs.front().summary, *runs[v + 1].summary);
    answer.expected_turns += turns;
    if (progress.wants_estimate()) progress.estimate(answer.replications.estimate_so_far(), watched);
  }
  const std::uint32_t done = answer.replications.count();
  if (answer.stopped && answer.partial_why.empty()) answer.partial_why = interrupted_after(scenario.experiment, done);
  return answer;
}

std::vector<Diagnostic> warnings_of(const ReadScenario& read) {
  std::vector<Diagnostic> warnings;
  for (const Diagnostic& diagnostic : read.diagnostics.sorted_for_report()) {
    if (diagnostic.severity == Severity::warning) warnings.push_back(diagnostic);
  }
  return warnings;
}

Result result_of(const Simulated& simulated, std::vector<Diagnostic> warnings) {
  Result result = simulated.replications.result(simulated.partial_why, std::move(warnings));
  for (const VariantAnswers& variant : simulated.variants) result.variants.push_back(variant.result());
  if (simulated.books.empty()) return result;
  result.prices.push_back(own_bill(result));
  result.money_limits = simulated.books.front().money_limits();
  for (const BookAnswers& book : simulated.books) result.prices.push_back(book.result());
  return result;
}

FirstReplication::FirstReplication(const Scenario& scenario, const std::vector<Variant>& variants)
    : plans(plans_of(scenario, variants, 0)) {
  for (const std::shared_ptr<const Plan>& plan : plans) turns += expected_turns(*plan);
}

double expected_work(const Scenario& scenario, const std::vector<Variant>& variants) {
  return FirstReplication(scenario, variants).turns * scenario.experiment.replications;
}

}  // namespace npcost
