// How fast the engine is, and what it answered while being fast.
//
//   engine_bench SCENARIO [ROUNDS [KERNEL]] [--kernels LIST] [--threads LIST] [--players N] [--days N] [--set /POINTER=VALUE] [--json]
//
// Every kernel and number of threads takes its turn in each round. Prints machine, build, seed, turns, nanoseconds a turn, bytes a
// player, and a hash of every integer of the ledger: a speed-up that changes the hash changed the answer. Ends with 1 if the hashes of
// kernels and threads differ. One thread is measured by processor time, more by what a clock on the wall says.

#include <fmt/format.h>
#include <sys/resource.h>

#include <algorithm>
#include <chrono>
#include <memory>
#include <string>
#include <vector>

#include "sim/engine/life.h"
#include "sim/engine/plan_types.h"
#include "sim/engine/run.h"
#include "tests/bench/bench_options.h"
#include "tests/bench/ledger_hash.h"
#include "tests/bench/machine.h"
#include "tests/bench/threads.h"

using namespace npcost;
using namespace npcost::bench;

namespace {

double wall_seconds() {
  return std::chrono::duration<double>(std::chrono::steady_clock::now().time_since_epoch()).count();
}

struct Answer {
  std::uint64_t turns = 0, prompt = 0, cached = 0, reply = 0;
  std::string hash;
};

Answer answer_of(const Plan& plan, const UsageLedger& ledger) {
  Answer answer;
  for (const TalkCounts& talk : ledger.talk) {
    answer.turns += talk.turns;
    answer.prompt += talk.prompt_tokens;
    answer.cached += talk.cached_tokens;
  }
  const std::vector<std::uint64_t> totals = ledger.totals();
  for (std::uint32_t cell = 0; cell < plan.cells.size(); ++cell) {
    if (plan.cells[cell].meter == Meter::output_tokens) answer.reply += totals[cell];
  }
  answer.hash = ledger_hash(ledger);
  return answer;
}

/// One way of running the same plan.
struct Way {
  std::string kernel;
  std::uint32_t threads = 1;
  std::shared_ptr<Plan> plan;
  std::vector<double> nanoseconds;     ///< a turn, one for each round
  std::vector<double> worked;          ///< nanoseconds of all processors together, a turn
  std::vector<double> got;             ///< processors that the system gave: fewer than threads if other work ran beside
  Answer answer;

  void run() {
    ThreadsForBench workers(threads);
    const double wall = wall_seconds(), processor = processor_seconds();
    const ReplicationRun done = run_batch(*plan, workers, [] { return true; });
    const double busy = processor_seconds() - processor, waited = wall_seconds() - wall;
    got.push_back(busy / waited);
    if (answer.hash.empty()) answer = answer_of(*plan, done.ledger);
    const double each = 1e9 / static_cast<double>(std::max<std::uint64_t>(answer.turns, 1));
    worked.push_back(busy * each);
    nanoseconds.push_back((threads == 1 ? busy : waited) * each);
  }
  double sorted(double part) const { return sorted(part, nanoseconds); }
  static double sorted(double part, std::vector<double> values) {
    std::sort(values.begin(), values.end());
    return values[static_cast<std::size_t>(part * static_cast<double>(values.size() - 1) + 0.5)];
  }
};

double peak_mb() {
  rusage used{};
  getrusage(RUSAGE_SELF, &used);
  return static_cast<double>(used.ru_maxrss) / 1024;
}

std::size_t row_bytes(const Plan& plan) { return plan.shape.cells * sizeof(std::uint32_t) + sizeof(PlayerTotals) + 1; }

void print_table(const BenchOptions& options, const std::vector<Way>& ways, double compiling) {
  const Plan& plan = *ways.front().plan;
  fmt::print("machine   {}, {} processors\nbuild     {} {}\n", processor(), processors(), __VERSION__, build());
  fmt::print("scenario  {}\nseed      {}\nplayers   {}\nturns     {}\n", options.scenario, plan.seed, plan.work.players,
             ways.front().answer.turns);
  fmt::print("reading and compiling {:.2f} ms\n", compiling * 1e3);
  for (const Way& way : ways) {
    const bool alone = way.threads == 1;
    fmt::print("{:<7} {} thread{} {:6.1f} / {:6.1f} / {:6.1f} ns a turn (min / median / max of {}, {} time), {:.2f} million turns a second, {:.2f} processors\n",
               kernel_name(*way.plan), way.threads, alone ? " " : "s", way.sorted(0), way.sorted(0.5), way.sorted(1),
               way.nanoseconds.size(), alone ? "processor" : "wall", 1e3 / way.sorted(0.5),
               Way::sorted(0.5, way.got));
  }
  fmt::print("memory    {} bytes a player in batch ({} cells); time-ordered {} more, and {} in a session; peak of this program {:.0f} MB\n",
             row_bytes(plan), plan.shape.cells, sizeof(Asleep), sizeof(Life), peak_mb());
  fmt::print("hash      {}\n", ways.front().answer.hash);
}

void print_json(const std::vector<Way>& ways) {
  const Plan& plan = *ways.front().plan;
  const double days = static_cast<double>(plan.horizon_ms - plan.warm_up_ms) / static_cast<double>(24 * ms_per_hour);
  for (const Way& way : ways) {
    const auto turns = static_cast<double>(way.answer.turns);
    fmt::print("{{\"peer\": \"npcost\", \"machine\": \"{}\", \"build\": \"{} {}\", \"seed\": {}, \"players\": {}, \"days\": {}, \"turns\": {}, "
               "\"kernel\": \"{}\", \"threads\": {}, \"ns_per_turn\": {}, \"turns_per_second\": {}, \"turns_per_player_day\": {}, "
               "\"prompt_tokens_per_turn\": {}, \"cached_tokens_per_turn\": {}, \"reply_tokens_per_turn\": {}, \"row_bytes\": {}, "
               "\"processor_ns_per_turn\": {}, \"processors_got\": {:.3f}, "
               "\"peak_mb\": {}, \"hash\": \"{}\"}}\n",
               processor(), __VERSION__, build(), plan.seed, plan.work.players, days, way.answer.turns, kernel_name(*way.plan), way.threads,
               way.sorted(0.5), 1e9 / way.sorted(0.5), turns / plan.work.players / days, static_cast<double>(way.answer.prompt) / turns,
               static_cast<double>(way.answer.cached) / turns, static_cast<double>(way.answer.reply) / turns, row_bytes(plan),
               Way::sorted(0.5, way.worked), Way::sorted(0.5, way.got), peak_mb(),
               way.answer.hash);
  }
}

int measure(const BenchOptions& options) {
  std::vector<Way> ways;
  double compiling = 0;
  for (const std::string& kernel : options.kernels.empty() ? std::vector<std::string>{""} : options.kernels) {
    const double start = wall_seconds();
    const std::shared_ptr<Plan> plan = plan_of(options);
    if (plan == nullptr) return 2;
    if (ways.empty()) compiling = wall_seconds() - start;
    if (!choose_kernel(*plan, kernel)) {
      fmt::print(stderr, "engine_bench: this processor has no {}\n", kernel);
      return 2;
    }
    for (const std::uint32_t threads : options.threads) ways.push_back({kernel, threads, plan, {}, {}, {}, {}});
  }
  for (int round = 0; round < options.rounds; ++round) {
    for (Way& way : ways) way.run();
  }
  if (options.json) print_json(ways);
  else print_table(options, ways, compiling);
  const bool same = std::all_of(ways.begin(), ways.end(), [&](const Way& way) { return way.answer.hash == ways.front().answer.hash; });
  if (!same) fmt::print(stderr, "engine_bench: kernels or threads answer differently\n");
  return same ? 0 : 1;
}

}  // namespace

int main(int argc, char** argv) {
  BenchOptions options;
  if (!read_options(argc, argv, "engine_bench", options)) return 2;
  return measure(options);
}
