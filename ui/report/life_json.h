#pragma once
// One player's life as JSON: `npcost show player --json`. Amounts are exact decimal strings; usage is in shown units.

#include <string>

#include "sim/answers/player_life.h"

namespace npcost {

std::string life_json(const PlayerLife& life, const Scenario& scenario);

}  // namespace npcost
