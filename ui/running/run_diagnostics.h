#pragma once
// Whether what was read may be run.

#include "sim/scenario/read_scenario.h"

namespace npcost {

/// The diagnostics of a run: those of reading, and for every key that this version reads but does not simulate an error
/// E720 in the place of its warning W720. A run that left something out would be a wrong answer, not a smaller one.
Diagnostics run_diagnostics(const ReadScenario& read);

}  // namespace npcost
