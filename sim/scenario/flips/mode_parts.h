#pragma once
// What of a scenario a mode of talking is made of. Private to sim/scenario/flips.

#include <cstdint>
#include <set>
#include <string>
#include <vector>

#include "sim/scenario/flips/flip_levers.h"

namespace npcost {

struct ModeParts {
  ModeParts(const Scenario& of, Mode mode);

  const Scenario& scenario;
  std::vector<std::uint16_t> pipelines, npcs, segments;   ///< ascending
  std::set<std::uint16_t> models;

  std::string pipeline_list() const;   ///< JSON list of their names
};

/// A name that the section does not have yet: "cap of replies", "cap of replies 2", …
template <typename Entries>
std::string free_name(const Entries& entries, const std::string& wish) {
  std::string name = wish;
  for (int number = 2;; ++number) {
    bool taken = false;
    for (const auto& entry : entries) taken = taken || entry.name == name;
    if (!taken) return name;
    name = wish + " " + std::to_string(number);
  }
}

/// With "=" in a name a setting cannot say where it belongs.
bool can_be_set(const std::string& pointer);

/// Adds the lever unless it has no rung.
void add_lever(std::vector<FlipLever>& levers, FlipLever lever);

void add_price_levers(const ModeParts& parts, std::vector<FlipLever>& levers);
void add_talk_levers(const ModeParts& parts, std::vector<FlipLever>& levers);     ///< other model, memory, replies, caches
void add_player_levers(const ModeParts& parts, std::vector<FlipLever>& levers);   ///< quotas, less voice, devices

}  // namespace npcost
