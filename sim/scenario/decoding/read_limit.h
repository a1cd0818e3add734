#pragma once
// The limit of a quota: turns, time of conversation, tokens or money, told apart by their unit.
//
// Errors  E416 for something that a limit does not count, E106 for one that is out of bounds, E218 for a range, E402 for money
//         without a rate, and those of the units themselves.

#include <optional>
#include <string>

#include "sim/scenario/decoding/decode.h"

namespace npcost {

struct Limit {
  Policy::Measure measure = Policy::Measure::turns;
  std::uint64_t amount = 0;  ///< as in Policy::limit
  std::string text;          ///< as written
};

/// One diagnostic, or the limit.
std::optional<Limit> read_limit(Decoding& decoding, const JsonValue& value, const std::string& pointer);

/// "turns", "minutes", "tokens", "money".
std::string_view measure_name(Policy::Measure measure);

}  // namespace npcost
