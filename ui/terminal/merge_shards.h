#pragma once
// Files of usage become the result that a run without shards would have had.
//
// Order     the files in the order of their shards are the parts in the order of the units: world after world, replication after
//           replication. Each is summarised as soon as its units are together and then dropped, so that one ledger is held at a
//           time, and of the scenario's own replications the metrics that variants are compared with.

#include <string>
#include <vector>

#include "ui/running/simulate.h"
#include "ui/terminal/shard_files.h"

namespace npcost {

/// What is wrong with a folder of shards, as sentences, and what to do about it.
struct MergeFaults {
  std::vector<std::string> sentences;
  std::vector<std::string> commands;   ///< what to run again
  int code = 0;                        ///< 0: all shards are there, once, whole and of one run
};
/// Files of another run come before torn and doubled ones, those before missing ones.
MergeFaults merge_faults(const std::vector<UsageFile>& files, const std::string& folder);

/// Requires the paths of all shards of `work` in their order. Throws FileError, BadUsageFile (something changed meanwhile).
Simulated merged(const ShardWork& work, const std::vector<std::string>& paths);

}  // namespace npcost
