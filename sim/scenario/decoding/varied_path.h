#pragma once
// Which values of a scenario an experiment may vary.
//
// May be    every value of the world: what stands there, with its defaults, and what could stand there.
// May not   what belongs to the question or names things: seed and the rest of the experiment (but its warm-up), budgets, outputs, name,
//           currency, files.

#include <string>

#include "sim/scenario/decoding/decode.h"

namespace npcost {

/// E440 at that place, and false, unless `path` may be varied. `at`: pointer of where the path is written.
bool can_be_varied(Decoding& decoding, const std::string& path, const Place& place, const std::string& at);

}  // namespace npcost
