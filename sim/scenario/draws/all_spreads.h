#pragma once
// Every quantity of a scenario that a run may draw from: what is not here cannot be unknown.

#include <functional>

#include "sim/scenario/scenario.h"

namespace npcost {

/// Prices apart; those are in the cards.
void for_each_spread(const Scenario& scenario, const std::function<void(const Spread&)>& visit);

}  // namespace npcost
