#pragma once
// One player's life as a person reads it: a table a day, every line with its exact cost, and the proof that they add up.

#include <string>

#include "sim/answers/player_life.h"
#include "ui/terminal/style.h"

namespace npcost {

std::string life_text(const PlayerLife& life, const Scenario& scenario, const Style& style);

}  // namespace npcost
