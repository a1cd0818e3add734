#include "tests/bench/bench_options.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

#include "sim/dialogue/lanes/kernel.h"
#include "sim/engine/plan_types.h"
#include "sim/reading/diagnostic.h"
#include "sim/scenario/read_scenario.h"

namespace npcost::bench {

namespace {

template <typename Number>
bool read_number(std::string_view text, Number& value) {
  const auto read = std::from_chars(text.data(), text.data() + text.size(), value);
  return read.ec == std::errc{} && read.ptr == text.data() + text.size() && value >= 1;
}

std::vector<std::string> words_of(std::string_view list) {
  std::vector<std::string> words;
  for (std::size_t from = 0; from <= list.size();) {
    const std::size_t comma = std::min(list.find(',', from), list.size());
    words.emplace_back(list.substr(from, comma - from));
    from = comma + 1;
  }
  return words;
}

bool take_threads(std::string_view list, std::vector<std::uint32_t>& threads) {
  threads.clear();
  for (const std::string& word : words_of(list)) {
    std::uint32_t count = 0;
    if (!read_number(std::string_view(word), count) || count > 1024) return false;
    threads.push_back(count);
  }
  return true;
}

/// One option with its value; false if there is no such, or the value is wrong.
bool take(std::string_view name, std::string_view value, BenchOptions& options) {
  std::uint64_t number = 0;
  if (name == "--rounds") return read_number(value, options.rounds);
  if (name == "--threads") return take_threads(value, options.threads);
  if (name == "--kernels") {
    options.kernels = words_of(value);
    return true;
  }
  if (name == "--set") {
    options.settings.emplace_back(value);
    return true;
  }
  if (!read_number(value, number)) return false;
  if (name == "--players") options.players = number;
  if (name == "--players") options.settings.push_back(fmt::format("/players/active={} players", number));
  else if (name == "--days") options.settings.push_back(fmt::format("/time/duration={} d", number));
  else if (name == "--seed") options.settings.push_back(fmt::format("/experiment/seed={}", number));
  else return false;
  return true;
}

}  // namespace

bool read_options(int argc, char** argv, std::string_view program, BenchOptions& options) {
  std::vector<std::string> plain;
  for (int i = 1; i < argc; ++i) {
    const std::string_view word = argv[i];
    if (word == "--json") {
      options.json = true;
    } else if (!word.starts_with("--")) {
      plain.emplace_back(word);
    } else if (i + 1 == argc || !take(word, argv[i + 1], options)) {
      fmt::print(stderr, "{}: {} {}is not understood\n", program, word, i + 1 == argc ? "" : fmt::format("{} ", argv[i + 1]));
      return false;
    } else {
      ++i;
    }
  }
  const bool fine = !plain.empty() && plain.size() <= 3 && (plain.size() < 2 || read_number(std::string_view(plain[1]), options.rounds));
  if (!fine) {
    fmt::print(stderr,
               "usage: {} SCENARIO [ROUNDS [KERNEL]] [--rounds N] [--kernels avx512,avx2,none,turns] [--threads 1,2]\n"
               "       [--players N] [--days N] [--seed N] [--set /POINTER=VALUE] [--json]\n",
               program);
    return false;
  }
  options.scenario = plain[0];
  if (plain.size() == 3) options.kernels = {plain[2]};
  return true;
}

std::shared_ptr<Plan> plan_of(const BenchOptions& options) {
  const ReadScenario read =
      read_scenario({.files = {options.scenario}, .overlays = {}, .settings = options.settings, .root = {}});
  if (!read.scenario) {
    fmt::print(stderr, "{}", report_text(read.diagnostics, 3));
    return nullptr;
  }
  return std::make_shared<Plan>(*compile_plan(*read.scenario, 0));
}

bool choose_kernel(Plan& plan, const std::string& kernel) {
  if (kernel == "turns") {
    plan.lanes = nullptr;
    return true;
  }
  plan.lane_kernel = kernel.empty() ? &best_lane_kernel() : lane_kernel(kernel.c_str());
  return plan.lane_kernel != nullptr;
}

std::string_view kernel_name(const Plan& plan) {
  if (!plan.lanes) return "turns";
  return plan.lane_kernel != nullptr ? plan.lane_kernel->name : best_lane_kernel().name;
}

}  // namespace npcost::bench
