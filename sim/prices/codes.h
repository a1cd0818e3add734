#pragma once
// The faults of price cards and price books, for `npcost explain E220`.

#include <span>

#include "sim/reading/codes.h"

namespace npcost {

/// E220–E232, in order.
std::span<const CodeInfo> price_codes();

}  // namespace npcost
