#pragma once
// A study of unknowns: many runs of one scenario, each with every unknown held at a chosen quantile.
//
// Luck      a tornado's bars are of replications 0, 1, … with their players and luck; all of Sobol's runs have those of replication 0.
// Stopping  `stop` is asked before each unit of work. A stopped tornado has the bars whose two ends were run, of whole replications if
//           there are any; stopped Sobol indices are those of the points that are whole.

#include <cstdint>
#include <functional>
#include <string>

#include "sim/answers/studies/sensitivity.h"
#include "sim/engine/run.h"
#include "sim/scenario/scenario.h"
#include "ui/running/run_progress.h"

namespace npcost {

struct SensitivityRequest {
  std::string metric = "cost.per_mau_month";   ///< one of metric_names()
  Sensitivity::Method method = Sensitivity::Method::tornado;   ///< tornado or sobol
  std::uint32_t samples = 0;                   ///< 0: what the method takes by itself
};

inline constexpr std::uint32_t usual_sobol_points = 256;

/// What the scenario asks in its experiment, or a tornado of cost.per_mau_month.
SensitivityRequest request_of(const Scenario& scenario);
/// Replications of a tornado or points of Sobol's, that the request comes to.
std::uint32_t samples_of(const Scenario& scenario, const SensitivityRequest& request);
/// How many runs of the scenario that takes.
double runs_of(const Scenario& scenario, const SensitivityRequest& request);

/// Requires a scenario that read_scenario() gave, with at least one unknown, at most most_sobol_inputs of them for Sobol indices.
SensitivityAnswer study_sensitivity(const Scenario& scenario, const SensitivityRequest& request, Workers& workers, RunProgress& progress,
                                    const std::function<bool()>& stop);

}  // namespace npcost
