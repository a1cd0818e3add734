#pragma once
// What `npcost sweep` and `npcost solve` write besides their texts: JSON, version 1, and CSV (docs/sweep.md).

#include <string>
#include <vector>

#include "sim/answers/studies/solve_answer.h"
#include "sim/answers/studies/sweep_answer.h"

namespace npcost {

/// Strict JSON. `metrics`: those that are written; none: all.
std::string sweep_json(const SweepAnswer& answer, const std::vector<Diagnostic>& warnings, const std::vector<std::string>& metrics);
/// One line a point: values, replications, each metric with the ends of its interval, each budget with its verdict, each mode's band.
std::string sweep_csv(const SweepAnswer& answer, const std::vector<std::string>& metrics);

std::string solve_json(const SolveAnswer& answer, const std::vector<Diagnostic>& warnings);

/// "grid", "zip", "latin_hypercube", "sobol".
std::string_view name_of(Sweep::Mode mode);
/// "found", "holds_everywhere", …
std::string_view name_of(SolveAnswer::Outcome outcome);

}  // namespace npcost
