#pragma once
// Scenarios to divide: some replications of several units, with a variant, and one that cannot be cut.

#include <filesystem>
#include <string>
#include <vector>

#include "sim/base/atomic_file.h"
#include "tests/ui/captured.h"

namespace npcost::shard_tests {

inline bool contains(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

/// 1,600 players, so four units a replication; three replications; a quota, and so two worlds (the second is without it): 24 units.
inline std::string with_variant(const std::string& seed = "7") {
  std::string text = captured::scenario_text(
      R"(, "policies": { "ten a day": { "kind": "quota", "limit": "10 turns", "per": "player/d", "then": "scripted" } })" + captured::budget_text("$1"));
  text.replace(text.find("300 players"), 11, "1600 players");
  text.replace(text.find("\"seed\": 7"), 9, "\"seed\": " + seed);
  return text;
}

/// A limit on everybody: each replication is one unit, and the variant without the limit has four.
inline std::string coupled() {
  std::string text = captured::scenario_text(
      R"(, "policies": { "fuse": { "kind": "degrade", "limit": "9000 turns", "per": "global/d", "then": "scripted" } })");
  text.replace(text.find("300 players"), 11, "1600 players");
  return text;
}

/// 160 units of a month each: long enough to be stopped in the middle.
inline std::string long_run(const std::string& replications = "20") {
  std::string text = captured::scenario_text(captured::budget_text("$1"), replications);
  text.replace(text.find("300 players"), 11, "4k players");
  text.replace(text.find("\"3 d\""), 5, "\"30 d\"");
  return text;
}

inline std::string shard_file(const std::string& folder, const std::string& number, const std::string& of) {
  return folder + "/shard-0000" + number + "-of-0000" + of + ".npcost-usage";
}

/// Runs shards and says the last code that was not 0.
inline int run_shards(const std::string& scenario, const std::string& folder, const std::vector<std::string>& shards,
                      const std::vector<std::string>& more = {}) {
  int code = 0;
  for (const std::string& shard : shards) {
    std::vector<std::string> words{"run", scenario, "--shard", shard, "--out", folder};
    words.insert(words.end(), more.begin(), more.end());
    const captured::Ran ran = captured::npcost(words);
    if (ran.code != 0) code = ran.code;
  }
  return code;
}

inline std::string merged_json(const std::string& folder) { return captured::npcost({"merge", folder, "--json"}).out; }

inline std::string bytes_of(const std::string& path) { return read_whole_file(path, 64u << 20); }

}  // namespace npcost::shard_tests
