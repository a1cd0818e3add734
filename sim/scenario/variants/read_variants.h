#pragma once
// Variants of a scenario: merge patches on it, each read and checked as a scenario of its own.
//
// Merge     onto the tree as files, overlays and settings left it, before entries extend, nulls delete and defaults are filled in: what
//           an overlay would do.
// Without   the variants themselves, budgets and outputs: those are asked of the base.
// Same      seed, replications and sample of players, and every draw that the base has a name for (name_draws).
// Faults    those that the base has too are said once, of the base. The others say which variant they are of; what stands in the patch
//           has its pointer there.

#include <vector>

#include "sim/scenario/decoding/decode.h"
#include "sim/scenario/read_scenario.h"

namespace npcost {

/// Reads all variants of a base that has been decoded; adds diagnostics and what is not simulated to `read`, and the variants
/// themselves unless there are errors. E501 judges base and variants together.
void read_variants(ReadScenario& read, const MergedTree& as_written, const Decoding& base, const ScenarioRequest& request);

/// The patch that takes a policy away, with the events that are about it.
JsonValue patch_without_policy(const JsonValue& root, const std::string& policy);

/// With more policies a run would rather be a study of them: then it has no variant without each.
inline constexpr std::size_t most_policies_taken_away = 8;

}  // namespace npcost
