#pragma once
// What the program's own price history says of the classes of models, as far as it was known on a day.

#include <string>
#include <vector>

#include "sim/base/calendar.h"
#include "sim/prices/history/outlook.h"

namespace npcost {

/// Of every class that was sold on that day; of the history's last day if it ends before.
std::vector<ClassOutlook> known_outlooks(LocalTime as_of);

}  // namespace npcost
