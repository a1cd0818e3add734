#pragma once
// Every distribution that a scenario may compile to a table, found by walking the scenario: not by asking the compiler what it did.

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "sim/scenario/scenario.h"

namespace npcost::quality {

struct Source {
  std::string what;
  Spread spread;
  std::uint32_t lowest = 0;
  double scale = 1;
};

/// What players and NPCs of a scenario draw. Replies stand there once for every length at which anything may cut them.
std::vector<Source> sources_of(const Scenario& scenario);

}  // namespace npcost::quality
