#pragma once
// An outlook from a walk that has been made already. Private to sim/prices/history.

#include "sim/prices/history/outlook.h"
#include "sim/prices/history/walk.h"

namespace npcost {

/// As outlook_of(). Requires a walk to `as_of` or later; only what was known on `as_of` is used of it.
std::optional<ClassOutlook> outlook_from(const PriceHistory& history, const Walk& walk, std::size_t index, Day as_of);

}  // namespace npcost
