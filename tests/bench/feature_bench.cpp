// What each feature of the model costs in time: the reference workload with one feature after the other switched on.
//
//   feature_bench SCENARIO [ROUNDS] [--players N] [--days N] [--json]
//
// One thread, processor time, the best kernel of this processor; every feature takes its turn in each round and medians are shown.
// Without --json it prints a table as docs/speed.md shows it: nanoseconds a turn, the same beside those of the workload in the same
// round, and whether talks are lived ahead in vector lanes or turn by turn. A turn is one that a player asked for and got.

#include <fmt/format.h>

#include <algorithm>
#include <memory>
#include <string>
#include <vector>

#include "sim/engine/ahead/lane_plan.h"
#include "sim/engine/open_run.h"
#include "sim/engine/plan_types.h"
#include "sim/engine/run.h"
#include "tests/bench/bench_options.h"
#include "tests/bench/features.h"
#include "tests/bench/machine.h"
#include "tests/bench/threads.h"

using namespace npcost;
using namespace npcost::bench;

namespace {

double median(std::vector<double> values) {
  std::sort(values.begin(), values.end());
  return values[values.size() / 2];
}

struct Measured {
  std::string_view name;
  std::shared_ptr<Plan> plan;
  std::uint64_t turns = 0;
  std::vector<double> nanoseconds, ratios;   ///< a turn; of those of the workload in the same round

  void run() {
    OneWorker worker;
    const double start = processor_seconds();
    const ReplicationRun done = run_batch(*plan, worker, [] { return true; });
    const double took = processor_seconds() - start;
    turns = 0;
    for (const TalkCounts& talk : done.ledger.talk) turns += talk.turns;
    nanoseconds.push_back(took * 1e9 / static_cast<double>(std::max<std::uint64_t>(turns, 1)));
  }
};

std::string_view lived(const Plan& plan) {
  const auto ways_in_lanes = [&](const LanePlan& lanes) {
    return static_cast<std::size_t>(
        std::count_if(lanes.ways.begin(), lanes.ways.end(), [](const LanePlan::Way& way) { return way.talk_class != LanePlan::none; }));
  };
  const std::optional<Plan> open = is_coupled(plan) ? plan_without_limits(plan) : std::nullopt;
  if (open && open->lanes) return "lanes, closings supposed";
  if (is_coupled(plan)) return ways_in_lanes(*compile_turn_lanes(plan)) == 0 ? "in the order of time, turn by turn" : "in the order of time, lanes";
  if (!plan.lanes) return "turn by turn";
  return ways_in_lanes(*plan.lanes) == plan.ways.size() ? "lanes" : "lanes, some NPCs turn by turn";
}

std::shared_ptr<Plan> plan_with(const BenchOptions& options, const Feature& feature) {
  BenchOptions with = options;
  with.settings.insert(with.settings.end(), feature.settings.begin(), feature.settings.end());
  // Who comes is as many in a month as would be there.
  if (feature.name == "players come and go") with.settings.push_back(fmt::format("/players/arrivals=\"{}/d\"", options.players));
  return plan_of(with);
}

void print_table(const std::vector<Measured>& all) {
  const Measured& base = all.front();
  fmt::print("machine   {}, one of {} processors\nbuild     {} {}\nkernel    {}\nseed      {}\nplayers   {}, {} rounds\n\n", processor(), processors(),
             __VERSION__, build(), kernel_name(*base.plan), base.plan->seed, base.plan->work.players, base.nanoseconds.size());
  fmt::print("| switched on | ns a turn | × W1 | lived | turns |\n|---|---:|---:|---|---:|\n");
  for (const Measured& one : all) {
    fmt::print("| {} | {:.1f} | {:.2f} | {} | {} |\n", one.name, median(one.nanoseconds), median(one.ratios), lived(*one.plan), one.turns);
  }
}

void print_json(const std::vector<Measured>& all) {
  for (const Measured& one : all) {
    fmt::print("{{\"feature\": \"{}\", \"ns_per_turn\": {}, \"ratio\": {}, \"lived\": \"{}\", \"turns\": {}}}\n", one.name,
               median(one.nanoseconds), median(one.ratios), lived(*one.plan), one.turns);
  }
}

}  // namespace

int main(int argc, char** argv) {
  BenchOptions options;
  if (!read_options(argc, argv, "feature_bench", options)) return 2;
  std::vector<Measured> all;
  bool fine = true;
  for (const Feature& feature : features()) {
    std::shared_ptr<Plan> plan = plan_with(options, feature);
    if (plan == nullptr) {
      fmt::print(stderr, "feature_bench: {} cannot be switched on\n", feature.name);
      fine = false;
      continue;
    }
    all.push_back({feature.name, std::move(plan), 0, {}, {}});
  }
  if (!fine) return 2;
  for (int round = 0; round < options.rounds; ++round) {
    for (Measured& one : all) {
      one.run();
      one.ratios.push_back(one.nanoseconds.back() / all.front().nanoseconds.back());
    }
  }
  if (options.json) print_json(all);
  else print_table(all);
  return 0;
}
