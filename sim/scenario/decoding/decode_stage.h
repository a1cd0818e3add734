#pragma once
// One stage of a pipeline, and where it runs. Private to the decoders of sim/scenario.

#include <optional>
#include <string>

#include "sim/scenario/decoding/decode.h"

namespace npcost {

/// Keys that mean nothing for a serving's kind, or are missing for it (E109).
void check_serving(Decoding& decoding);
/// The models of a kind, for a hint.
std::string models_of(const Decoding& decoding, ModelKind kind);

/// Some players are answered by the stage's model behind its API; what is missing or misspelt counts as an API (and has been reported).
bool is_called_by_api(const Decoding& decoding, const Fields& step);

/// Where the stage runs; nothing if that is not simulated in this version, which is said if it is `used`, or wrong (E303, or reported).
std::optional<Placement> decode_placement(Decoding& decoding, const Fields& step, ModelKind kind, bool used);

/// The stage, or nothing if it is wrong (E106, E109, E303) or not simulated in this version and `used`.
std::optional<PipelineStage> decode_stage(Decoding& decoding, const Fields& step, bool used);

}  // namespace npcost
