#pragma once
// What the benchmarks of the engine are asked for on the command line, and the plan that this makes.

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "sim/engine/plan.h"

namespace npcost::bench {

struct BenchOptions {
  std::string scenario;
  int rounds = 7;
  std::vector<std::string> kernels;    ///< "avx512", "avx2", "none", or "turns": no lanes at all; empty: the best of this processor
  std::vector<std::uint32_t> threads{1};
  std::vector<std::string> settings;   ///< as --set of npcost takes them; --players, --days and --seed become some too
  std::uint64_t players = 5000;        ///< for what the settings cannot say; --players sets both
  bool json = false;
};

/// Options in any order; the words without a name are SCENARIO [ROUNDS [KERNEL]]. Prints what is wrong and returns false.
bool read_options(int argc, char** argv, std::string_view program, BenchOptions& options);

/// The first replication of the scenario; its faults are printed, and then there is none.
std::shared_ptr<Plan> plan_of(const BenchOptions& options);
/// Lives `plan` by that kernel; false if this processor has no such instructions.
bool choose_kernel(Plan& plan, const std::string& kernel);
/// The name of what lives the plan now.
std::string_view kernel_name(const Plan& plan);

}  // namespace npcost::bench
