#pragma once
// Every code that an importer of catalogs can report, for `npcost explain CODE`.

#include <span>

#include "sim/reading/codes.h"

namespace npcost {

/// Ascending by code: E240–E243.
std::span<const CodeInfo> catalog_codes();

}  // namespace npcost
