#pragma once
// What a search found: plain values. How it searches: ui/running/solve_run.h.
//
// Values    are JSON text in the notation of the scenario file, in the unit of the bracket's low end.

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "sim/answers/result.h"

namespace npcost {

/// One value that was run.
struct SolveTrial {
  double at = 0;                        ///< in the unit of the bracket
  std::string value;                    ///< JSON text
  BudgetResult result;                  ///< the budget in this world: its value, interval and verdict
  bool holds = false;                   ///< the value itself meets the limit
};

struct SolveAnswer {
  enum class Outcome {
    found,
    holds_everywhere,                   ///< no crossing in the bracket
    holds_nowhere,
    not_monotone,                       ///< it holds in several stretches, or only in the middle or only at the ends
    unknown                             ///< some value gives the metric no value
  };
  Outcome outcome = Outcome::unknown;
  std::string scenario, scenario_sha256, engine_version;
  std::uint64_t seed = 0;
  std::uint32_t replications = 0;
  std::string pointer, now;             ///< now: JSON text of the scenario's own value, "" if nothing stands there
  std::string low, high;                ///< JSON text
  BudgetResult so_that;                 ///< metric, stat, slice and limit; no value
  std::vector<SolveTrial> scan;         ///< from low to high
  std::size_t tried = 0;                ///< values that were run
  std::optional<SolveTrial> root;       ///< found: the last value that holds …
  std::optional<SolveTrial> beyond;     ///< … and the first that was run and does not
  bool holds_below = false;             ///< found: it holds from `low` up to the root; otherwise from the root up to `high`
  bool rises_and_falls = false;         ///< the metric turns round inside the bracket, though the budget does not
  /// Nearest values known to pass and to fail for sure; absent: none inside the bracket, or no interval.
  std::optional<SolveTrial> passes, fails;
  bool partial = false;                 ///< stopped: what is there is the scan, as far as it came
};

}  // namespace npcost
