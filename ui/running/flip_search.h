#pragma once
// What would make a mode of talking affordable: every lever of the scenario and every price, tried until the mildest rung that is enough.
//
// Enough    the mode's cost ÷ net revenue is in the green band.
// Search    down each lever's ladder by halves, in one replication of a sample of the players. Luck is common, so what is judged is the
//           change against the scenario in the same sample, laid on the share that the whole run found.
// Check     what the search found is run again in the scenario's own size, as often as takes no longer than the run itself; what then is
//           not enough goes a rung further, three times at most.
// Left out  rungs that the scenario refuses, and levers none of whose rungs it takes.

#include <functional>
#include <string>
#include <vector>

#include "sim/answers/result.h"
#include "sim/engine/run.h"
#include "sim/scenario/read_scenario.h"

namespace npcost {

/// Fills flips, not_enough and flips_note of every verdict that is not green. Requires a reading that kept its tree and the verdicts of its
/// run. `stop` is asked often; what was checked by then stays.
void search_flips(const ReadScenario& read, std::vector<ModeVerdict>& verdicts, Workers& workers, const std::function<bool()>& stop);

}  // namespace npcost
