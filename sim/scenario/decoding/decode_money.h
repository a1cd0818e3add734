#pragma once
// What is paid whether anybody talks or not, and when NPCs are too dear. Private to the decoders of sim/scenario.

#include "sim/scenario/decoding/decode.h"

namespace npcost {

/// Scenario::fixed_costs (E402, E421).
void decode_fixed_costs(Decoding& decoding);
/// Scenario::viability (E402, E420).
void decode_viability(Decoding& decoding);

}  // namespace npcost
