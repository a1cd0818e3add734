#pragma once
// The simulated period in words.

#include <string>

#include "sim/scenario/scenario.h"

namespace npcost {

/// "2025-01-15 … 30 d, Asia/Seoul"; with the local time of day if the run does not start at midnight.
std::string period_text(const Scenario& scenario);

}  // namespace npcost
