#pragma once
// A coupled run in which nothing is coupled after all: no limit of everybody together is ever reached.
//
// Idea      While a limit is not reached nobody meets it, so everybody lives as in a run without it, and that run is batch, in lanes and
//           on all threads. When it is over its hours say how much was used at most in each window of each limit: if that stays below,
//           the run is the coupled one to the last byte. If it does not, or cannot be told from hours, nothing is proven and the run is
//           lived in the order of time.
// Exact     proof by an upper bound; never an approximation. tests/laws/law_open_run_test.cpp holds both to the same bytes.

#include <cstdint>
#include <functional>
#include <optional>

#include "sim/engine/plan_types.h"
#include "sim/engine/run.h"

namespace npcost {

/// The plan as if its limits were never reached, or nothing if more than the seconds in which they are reached couples its players or
/// changes with them: there is a warm-up or unasked talk, a player has limits of his own, an event changes a limit or its policy.
std::optional<Plan> plan_without_limits(const Plan& plan);

/// Whether the hours of a run without limits say how much was used of each: what is measured is no time, and turns only if each is a call
/// of the load that is counted.
bool hours_can_tell(const Plan& plan);

/// Whether a run without limits shows that none of the plan's would have been reached. Requires plan_without_limits(plan) and that
/// hours_can_tell(plan).
bool never_reached(const Plan& plan, const UsageLedger& ledger);

/// The whole replication, if no limit is reached in it. Nothing if one is, or if it cannot be told; `keep_going` as in run_batch(). What
/// was asked to stop gives no units.
std::optional<ReplicationRun> run_while_open(const Plan& plan, Workers& workers, const std::function<bool()>& keep_going);

}  // namespace npcost
