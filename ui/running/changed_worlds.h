#pragma once
// The worlds that an experiment tries: one scenario with other values, each read as if they stood there.
//
// Draws     all worlds have the scenario's names of draws, its seed and its sample: the same players with the same luck in each.
// Faults    of all worlds at once, E446, in the place of the experiment, with the value that makes them; a fault that one value makes by
//           itself is said once, however many worlds have that value.

#include <functional>
#include <string>
#include <vector>

#include "sim/scenario/beside.h"
#include "sim/scenario/written_number.h"
#include "sim/engine/run.h"

namespace npcost {

/// What is varied.
struct VariedPath {
  std::string pointer;
  Place place;                ///< of the experiment's path
};

struct ChangedWorld {
  std::optional<Scenario> scenario;   ///< nothing if it cannot be read, or if reading was stopped
  SourceTexts texts;          ///< what its places point into, besides the scenario's own
  std::string usage;          ///< a sum of usage_text(): worlds with the same one are billed for one usage
};

struct ChangedWorlds {
  std::vector<ChangedWorld> worlds;
  Diagnostics faults;
  bool stopped = false;
};

/// `values`: [world][path] JSON text. `base` keeps its tree and must outlive the answer; seed, replications and sample of its experiment
/// hold.
ChangedWorlds read_worlds(const ReadScenario& base, const std::vector<VariedPath>& paths,
                          const std::vector<std::vector<std::string>>& values, Workers& workers, const std::function<bool()>& stop);

}  // namespace npcost
