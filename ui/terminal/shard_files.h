#pragma once
// The files of a run in shards: what they are called, whose they are, and whether they are whole.
//
// Names     shard-00003-of-00008.npcost-usage; a checkpoint has ".part" behind it. A whole file is a claim that its units are done.
// Merge     looks at every *.npcost-usage of a folder, whatever its name says: what counts is what is in it.

#include <optional>
#include <string>
#include <vector>

#include "sim/engine/kept/usage_file.h"
#include "ui/terminal/options.h"

namespace npcost {

/// A run as its shards know it. `read` must outlive it.
struct ShardWork {
  const ReadScenario* read = nullptr;
  std::vector<std::string> arguments;
  WorkUnits units;
  std::string sha256;
};
/// Requires options that have been applied to `read`. Compiles each world once.
ShardWork shard_work(const Options& options, const ReadScenario& read);
UsageHeader header_of(const ShardWork& work, const Shard& shard);

std::string usage_path(const std::string& folder, const Shard& shard);
std::string checkpoint_path(const std::string& usage_file);
/// "npcost run tavern.npcost.json --quick --shard 3/8 --out shards", as a shell takes it.
std::string command_for(const UsageHeader& header, const Shard& shard, const std::string& folder);

/// What a file is found to be once all of it was read.
struct UsageFile {
  enum class State { absent, whole, unfinished, torn, foreign };
  std::string path;
  State state = State::absent;
  std::string why;        ///< torn, foreign: a clause, "it ends in the middle"
  UsageHeader header;     ///< whole and unfinished; torn if that much of it is sound
  bool has_header = false;
};
/// Throws FileError when the file is there and cannot be read.
UsageFile look_at(const std::string& path);
/// In the order of their names. Throws FileError.
std::vector<UsageFile> usage_files(const std::string& folder);
/// What differs between two runs: "the seed (7 and 8)"; "" if nothing does.
std::string difference(const UsageHeader& one, const UsageHeader& other);
/// "shard 3 of 8"
std::string shard_text(const Shard& shard);

}  // namespace npcost
