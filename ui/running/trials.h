#pragma once
// Many worlds beside each other, each a changed copy of one scenario: what a sweep, a search or a study of unknowns is made of.
//
// Luck      replication r of every world meets the same players with the same luck, so that a difference is the change's.
// Threads   a world is one worker's job; where there are few, all workers live one after the other. Which worker has which world changes
//           no byte.
// Order     `done` is told of worlds as they finish, from one thread at a time; answers stand in the order of the worlds.
// Stopping  `stop` is asked before each unit of work; a world that was stopped has no answer.

#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <vector>

#include "sim/answers/replication_summary.h"
#include "sim/engine/run.h"
#include "sim/scenario/scenario.h"

namespace npcost {

struct Trials {
  std::vector<std::optional<ReplicationSummary>> summaries;   ///< [world]; nothing: stopped before it was whole
  bool stopped = false;
};

/// Replication `replication` of every world. Requires scenarios that read_scenario() or changed_beside() gave, copies with `held` included.
Trials run_trials(std::span<const Scenario* const> worlds, std::uint32_t replication, Workers& workers, const std::function<bool()>& stop,
                  const std::function<void(std::size_t world, const ReplicationSummary&)>& done = {});

/// Worlds of one replication that have the same usage (usage_text() in sim/scenario/beside.h): it is lived once, by the first, and billed
/// for each.
struct AlikeWorlds {
  std::vector<const Scenario*> worlds;
  std::uint32_t replication = 0;
};

/// `done(group, world of it, summary)` as above, from one thread at a time; false if it was stopped before all were whole.
bool run_alike(std::span<const AlikeWorlds> groups, Workers& workers, const std::function<bool()>& stop,
               const std::function<void(std::size_t group, std::size_t world, ReplicationSummary summary)>& done);

}  // namespace npcost
