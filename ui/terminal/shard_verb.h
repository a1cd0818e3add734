#pragma once
// `npcost run` with --shard or --resume: which shard, what is there already, and how it ends.

#include "ui/terminal/options.h"
#include "ui/terminal/shard_files.h"

namespace npcost {

/// How it came out for a run that keeps what it has finished.
struct ShardEnd {
  int code = 0;
  std::string file;     ///< of usage, whole; "" if it is not
};

/// Runs the shard that the options name, or the whole work as shard 1 of 1, and says what it does on standard error. Requires options
/// that were applied to `read`. Throws FileError.
ShardEnd run_shard(const Options& options, const ShardWork& work, const Shard& shard);

/// The shard; or the exit code, after having said what is wrong.
struct ChosenShard {
  Shard shard;
  int code = 0;
};
ChosenShard shard_or_refusal(const ShardRequest& request);

}  // namespace npcost
