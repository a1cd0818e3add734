#pragma once
// What the program's own price history says of the classes of models, as far as it was known on a day.

#include <string>
#include <vector>

#include "sim/base/calendar.h"
#include "sim/prices/history/outlook.h"

namespace npcost {

/// Empty without a history.
std::vector<ClassOutlook> known_outlooks(Instant as_of);

}  // namespace npcost
