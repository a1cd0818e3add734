#pragma once
// The faults of a scenario as a whole, for `npcost explain E401`.

#include <span>

#include "sim/reading/codes.h"

namespace npcost {

/// E1xx keys, E3xx names, E4xx sense, E5xx feasibility, E6xx files, W7xx warnings; in order.
std::span<const CodeInfo> scenario_codes();

}  // namespace npcost
