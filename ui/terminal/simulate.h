#pragma once
// A scenario's replications, one after the other, each on all threads: the loop between the engine and the answers.
//
// Order     replications are added in their order and units merge by addition, so the number of threads changes no
//           byte.
// Stopping  `stop` is asked before each unit. What is finished then makes a valid partial result: the whole
//           replications, or, if there is none yet, the finished units of the first (a fair sample of the players).

#include <cstdint>
#include <functional>
#include <string>

#include "sim/answers/replications.h"
#include "sim/engine/run.h"
#include "ui/terminal/progress.h"

namespace npcost {

struct Simulated {
  Replications replications;
  bool stopped = false;       ///< before the last replication was whole
  std::string partial_why;    ///< "interrupted after 3 of 10 replications"; empty unless stopped
  double expected_turns = 0;  ///< of all that was simulated
};

/// Requires a scenario that read_scenario() gave; it must outlive the answer.
Simulated simulate(const Scenario& scenario, Workers& workers, Progress& progress, const std::function<bool()>& stop);

/// Turns that the whole run is expected to have. Compiles the first replication.
double expected_work(const Scenario& scenario);

}  // namespace npcost
