#pragma once
// A coupled replication in batch: it is supposed when the limits of everybody close, and the run shows whether it was supposed rightly.
//
// First nothing is ever reached; the run says about when each limit would have been. Then everybody lives again under these closings, and
// the run says to the second when they should have been. If a few seconds differ, only those are lived once more who began a turn between
// the one and the other. A run that shows the closings it supposed is the coupled run, to the last byte: see closings.h.
//
// Cost      about two runs in lanes, on all workers, and the turns under closed limits turn by turn.

#include <functional>
#include <optional>

#include "sim/engine/plan_types.h"
#include "sim/engine/run.h"

namespace npcost {

/// The whole replication; nothing if it is not of this kind (plan_without_limits(), and lanes for its talks), or if what is supposed does
/// not settle soon. `keep_going` as in run_batch(); what was asked to stop gives no units.
std::optional<ReplicationRun> run_supposing(const Plan& plan, Workers& workers, const std::function<bool()>& keep_going);

}  // namespace npcost
