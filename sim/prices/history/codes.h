#pragma once
// The faults of price histories, for `npcost explain E733`.

#include <span>

#include "sim/reading/codes.h"

namespace npcost {

/// E731–E736, in order.
std::span<const CodeInfo> history_codes();

}  // namespace npcost
