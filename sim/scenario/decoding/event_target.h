#pragma once
// What an event changes: a pointer to a whole model, pipeline, policy or segment.

#include "sim/scenario/decoding/decode.h"

namespace npcost {

/// Fills the event's segment, model, pipeline or policy. E412 for a pointer to something else and for a target that nothing in the
/// scenario uses, E301 for a name that does not exist.
void decode_event_target(Decoding& decoding, const Fields& fields, Event& event);

}  // namespace npcost
