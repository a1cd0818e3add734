#pragma once
// What the unknowns of policies and events are called when their draws are named: by what they do, not by what they are called.

#include <string>
#include <vector>

#include "sim/scenario/decoding/decode.h"

namespace npcost {

/// The policies by kind, then by the NPCs that meet what they are about (in the order given), then by their numbers; names decide only
/// between twins.
std::vector<std::uint16_t> canonical_policies(const Decoding& decoding, const std::vector<std::string>& npcs_met);

/// A pointer into a policy or an event without its name; "" for any other.
std::string lever_draw_pointer(const Scenario& scenario, const std::vector<std::uint16_t>& policies, const std::string& pointer);

/// All quantities of policies and events that may be unknown.
/// Names the draws of events by what they do and by the canonical rank of what they do it to; a variant has its base's. `met`: pointers
/// in canonical order.
void name_events(Decoding& decoding, const std::vector<const std::vector<std::string>*>& met, const std::vector<std::uint16_t>& policies);

std::vector<const Spread*> lever_spreads(const Scenario& scenario);

}  // namespace npcost
