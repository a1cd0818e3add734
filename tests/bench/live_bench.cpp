// How fast the time-ordered schedule is, and what it answered while being fast.
//
//   live_bench run SCENARIO [RUNS]                 whole runs in the order of time: ns a turn, bytes a player
//   live_bench live SCENARIO [HOURS] [SECONDS]     after HOURS of warming up, one second after the other: ms a simulated second
//
// Both print a hash of every integer of the ledger: a speed-up that changes the hash changed the answer.

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cstdio>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "sim/engine/live/everybody.h"
#include "sim/engine/plan_types.h"
#include "sim/reading/diagnostic.h"
#include "sim/scenario/read_scenario.h"
#include "tests/bench/ledger_hash.h"
#include "tests/bench/machine.h"

using namespace npcost;
using namespace npcost::bench;

namespace {

std::uint64_t turns_of(const UsageLedger& ledger) {
  std::uint64_t turns = 0;
  for (const TalkCounts& talk : ledger.talk) turns += talk.turns;
  return turns;
}

std::shared_ptr<const Plan> plan_of(const std::string& file) {
  const ReadScenario read = read_scenario({.files = {file}, .overlays = {}, .settings = {}, .root = {}});
  if (!read.scenario) {
    fmt::print(stderr, "{}", report_text(read.diagnostics));
    return nullptr;
  }
  fmt::print("machine   {}, one core\nbuild     {} {}\nscenario  {}\n", processor(), __VERSION__, build(), read.scenario->name);
  return compile_plan(*read.scenario, 0);
}

std::size_t row_bytes(const Plan& plan) { return plan.shape.cells * sizeof(std::uint32_t) + sizeof(PlayerTotals) + 1; }

void print_memory(const Plan& plan, const Everybody& everybody, std::uint32_t most_awake) {
  const double players = plan.shape.players;
  fmt::print("memory    a row {} bytes ({} cells); asleep {}; a life {}\n", row_bytes(plan), plan.shape.cells, sizeof(Asleep), sizeof(Life));
  fmt::print("          {:.1f} bytes a player beside the rows, {:.1f} with them; at most {} in a session at once\n",
             static_cast<double>(everybody.bytes()) / players,
             static_cast<double>(everybody.bytes()) / players + static_cast<double>(row_bytes(plan)), most_awake);
}

int bench_run(const Plan& plan, int runs) {
  std::vector<double> nanoseconds;
  for (int i = 0; i < runs; ++i) {
    const double start = processor_seconds();
    Everybody everybody(plan);
    std::uint32_t most = 0;
    for (std::int64_t now = ms_per_hour; everybody.now_ms() < plan.horizon_ms; now += ms_per_hour) {
      everybody.advance(std::min(now, plan.horizon_ms));
      most = std::max(most, everybody.awake());
    }
    everybody.finish();
    const double took = processor_seconds() - start;
    const std::uint64_t turns = turns_of(everybody.ledger());
    nanoseconds.push_back(took * 1e9 / static_cast<double>(turns));
    if (i != 0) continue;
    fmt::print("players   {}\nturns     {}\nhash      {}\n", plan.shape.players, turns, ledger_hash(everybody.ledger()));
    print_memory(plan, everybody, most);
  }
  std::sort(nanoseconds.begin(), nanoseconds.end());
  const double median = nanoseconds[nanoseconds.size() / 2];
  fmt::print("per turn  {:.1f} / {:.1f} / {:.1f} ns of processor time (min / median / max of {})\n", nanoseconds.front(), median,
             nanoseconds.back(), runs);
  fmt::print("speed     {:.2f} million turns a second, median\n", 1e3 / median);
  return 0;
}

int bench_live(const Plan& plan, int hours, int seconds) {
  Everybody everybody(plan);
  everybody.advance(std::min<std::int64_t>(hours * ms_per_hour, plan.horizon_ms));
  const std::uint64_t before = turns_of(everybody.ledger());
  std::vector<double> ms;
  for (int i = 0; i < seconds && everybody.now_ms() < plan.horizon_ms; ++i) {
    const double start = processor_seconds();
    everybody.advance(std::min(everybody.now_ms() + 1000, plan.horizon_ms));
    ms.push_back((processor_seconds() - start) * 1e3);
  }
  if (ms.empty()) return 2;
  const auto slices = static_cast<double>(ms.size());
  const double turns = static_cast<double>(turns_of(everybody.ledger()) - before) / slices;
  std::sort(ms.begin(), ms.end());
  const auto at = [&](double p) { return ms[static_cast<std::size_t>(p * (slices - 1))]; };
  fmt::print("players   {}, in a session {}\nturns     {:.0f} a simulated second\n", plan.shape.players, everybody.awake(), turns);
  fmt::print("a second  {:.3f} / {:.3f} / {:.3f} / {:.3f} ms of processor time (min / median / p99 / max of {}), {:.0f} times real time\n", ms.front(), at(0.5),
             at(0.99), ms.back(), ms.size(), 1e3 / at(0.5));
  fmt::print("hash      {}\n", ledger_hash(everybody.ledger()));
  print_memory(plan, everybody, everybody.awake());
  return 0;
}

std::optional<int> number(std::string_view text) {
  int value = 0;
  const auto read = std::from_chars(text.data(), text.data() + text.size(), value);
  if (read.ec != std::errc{} || read.ptr != text.data() + text.size() || value < 1) return std::nullopt;
  return value;
}

}  // namespace

int main(int argc, char** argv) {
  const std::vector<std::string> words(argv + 1, argv + argc);
  std::vector<int> numbers;
  for (std::size_t i = 2; i < words.size(); ++i) numbers.push_back(number(words[i]).value_or(0));
  const bool fine = words.size() >= 2 && std::count(numbers.begin(), numbers.end(), 0) == 0;
  if (fine && words[0] == "run" && numbers.size() <= 1) {
    const std::shared_ptr<const Plan> plan = plan_of(words[1]);
    return plan == nullptr ? 2 : bench_run(*plan, numbers.empty() ? 5 : numbers[0]);
  }
  if (fine && words[0] == "live" && numbers.size() <= 2) {
    const std::shared_ptr<const Plan> plan = plan_of(words[1]);
    return plan == nullptr ? 2 : bench_live(*plan, numbers.empty() ? 1 : numbers[0], numbers.size() < 2 ? 601 : numbers[1]);
  }
  fmt::print(stderr, "usage: live_bench run SCENARIO [RUNS] | live SCENARIO [HOURS] [SECONDS]\n");
  return 2;
}
