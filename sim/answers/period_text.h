#pragma once
// The simulated period in words.

#include <string>

#include "sim/scenario/scenario.h"

namespace npcost {

/// "2025-01-15 … 30 d, Asia/Seoul"; with the local time of day if the run does not start at midnight.
std::string period_text(const Scenario& scenario);

/// "2025-01-15", "2025-01-15 09:00": what clocks in the zone show.
std::string local_text(Instant instant, const std::string& zone);

}  // namespace npcost
