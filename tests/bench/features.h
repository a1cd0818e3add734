#pragma once
// One scenario after the other: the reference workload with one feature of the model switched on.

#include <string_view>
#include <vector>

namespace npcost::bench {

struct Feature {
  std::string_view name;
  std::vector<std::string_view> settings;   ///< as --set of npcost takes them
};

/// The first is the workload itself. Every NPC extends "typed 1", so that what is set there is set for all of them.
const std::vector<Feature>& features();

}  // namespace npcost::bench
