// How fast the engine is, and what it answered while being fast.
//
//   engine_bench SCENARIO [RUNS [KERNEL]]      KERNEL: avx512, avx2, none, or turns: no lanes at all
//
// Prints machine, build, seed, turns, median turns a second of one core, bytes a player, and a hash of every
// integer of the ledger: a speed-up that changes the hash changed the answer.

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <chrono>
#include <ctime>
#include <string>
#include <string_view>
#include <vector>

#include "sim/base/atomic_file.h"
#include "sim/dialogue/lanes/kernel.h"
#include "sim/engine/life.h"
#include "sim/engine/run.h"
#include "sim/reading/diagnostic.h"
#include "sim/scenario/read_scenario.h"
#include "tests/bench/ledger_hash.h"
#include "tests/bench/machine.h"

using namespace npcost;
using namespace npcost::bench;

namespace {

double seconds_since(std::chrono::steady_clock::time_point start) {
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

int measure(const std::string& file, int runs, const std::string& kernel) {
  const auto cold = std::chrono::steady_clock::now();
  const ReadScenario read = read_scenario({.files = {file}, .overlays = {}, .settings = {}, .root = {}});
  if (!read.scenario) {
    fmt::print(stderr, "{}", report_text(read.diagnostics));
    return 2;
  }
  const double reading = seconds_since(cold);
  const auto plan = std::make_shared<Plan>(*compile_plan(*read.scenario, 0));
  if (kernel == "turns") {
    plan->lanes = nullptr;
  } else {
    plan->lane_kernel = kernel.empty() ? &best_lane_kernel() : lane_kernel(kernel.c_str());
    if (plan->lane_kernel == nullptr) {
      fmt::print(stderr, "engine_bench: this processor has no {}\n", kernel);
      return 2;
    }
  }
  const double compiling = seconds_since(cold) - reading;

  std::vector<double> nanoseconds;
  std::uint64_t turns = 0;
  std::string hash;
  OneWorker worker;
  for (int i = 0; i < runs; ++i) {
    const double start = processor_seconds();
    const ReplicationRun run = run_batch(*plan, worker, [] { return true; });
    const double took = processor_seconds() - start;
    turns = 0;
    for (const TalkCounts& talk : run.ledger.talk) turns += talk.turns;
    nanoseconds.push_back(took * 1e9 / static_cast<double>(turns));
    if (i == 0) hash = ledger_hash(run.ledger);
  }
  std::sort(nanoseconds.begin(), nanoseconds.end());
  const double median = nanoseconds[nanoseconds.size() / 2];
  const std::size_t row = plan->shape.cells * sizeof(std::uint32_t) + sizeof(PlayerTotals) + 1;
  fmt::print("machine   {}, one core\nbuild     {} {}\n", processor(), __VERSION__, build());
  fmt::print("scenario  {}\nseed      {}\nplayers   {}\nturns     {}\n", read.scenario->name, plan->seed, plan->work.players, turns);
  fmt::print("reading   {:.2f} ms, compiling {:.2f} ms\n", reading * 1e3, compiling * 1e3);
  fmt::print("per turn  {:.1f} / {:.1f} / {:.1f} ns of processor time (min / median / max of {})\n", nanoseconds.front(), median, nanoseconds.back(), runs);
  fmt::print("speed     {:.2f} million turns a second, median\n", 1e3 / median);
  fmt::print("memory    {} bytes a player in batch ({} cells); time-ordered {} more, and {} in a session\n", row,
             plan->shape.cells, sizeof(Asleep), sizeof(Life));
  fmt::print("kernel    {}\nhash      {}\n", plan->lanes ? plan->lane_kernel->name : "turn by turn", hash);
  return 0;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 2) {
    fmt::print(stderr, "usage: engine_bench SCENARIO [RUNS [KERNEL]]\n");
    return 2;
  }
  int runs = 7;
  if (argc > 2) {
    const std::string_view text = argv[2];
    const auto read = std::from_chars(text.data(), text.data() + text.size(), runs);
    if (read.ec != std::errc{} || runs < 1) {
      fmt::print(stderr, "engine_bench: RUNS must be a whole number from 1, got {}\n", text);
      return 2;
    }
  }
  return measure(argv[1], runs, argc > 3 ? argv[3] : "");
}
