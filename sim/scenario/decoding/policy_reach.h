#pragma once
// Which pipelines a policy is about.

#include <vector>

#include "sim/scenario/decoding/decode.h"

namespace npcost {

/// The pipelines that some NPC can meet and that the policy can change, or those of them that `applies_to` names; ascending.
/// E301 for an unknown name, E412 for one that the policy cannot be about and for a policy that is about nothing.
std::vector<std::uint16_t> policy_reach(Decoding& decoding, const Fields& fields, const Policy& policy);

}  // namespace npcost
