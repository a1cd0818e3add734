#pragma once
// One stage of a pipeline. Private to the decoders of sim/scenario.

#include <optional>
#include <string>

#include "sim/scenario/decode.h"

namespace npcost {

/// The models of a kind, for a hint.
std::string models_of(const Decoding& decoding, ModelKind kind);

/// Where a stage runs; what is missing or misspelt counts as an API (and has been reported).
std::string serving_kind(const Decoding& decoding, const Fields& step);

/// The stage, or nothing if it is wrong (E303, E109) or not simulated in this version and `used`.
std::optional<PipelineStage> decode_stage(Decoding& decoding, const Fields& step, bool used);

}  // namespace npcost
