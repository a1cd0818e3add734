#pragma once
// A file of usage: what one shard of a run counted, or has counted so far. Integers only, no money: prices are laid over it when all
// shards are there.
//
// Layout    magic (8 bytes), format version (u32), then blocks: tag (4 bytes), length (u64), content, SHA-256 of tag, length and
//           content. One "head", a "part" for each part of the work that has finished units, in the order of the units, and one "end "
//           whose content is the number of parts and the SHA-256 of all blocks' sums: nothing can be cut off, swapped or bent
//           unnoticed. Numbers as in sim/base/bytes.h. tests/engine/usage_file_test.cpp pins the bytes.
// Hostile   every error is a BadUsageFile with a sentence; memory grows with what is really there, never with what a length says.

#include <optional>
#include <stdexcept>
#include <string>
#include <vector>

#include "sim/base/atomic_file.h"
#include "sim/engine/kept/units.h"
#include "sim/scenario/read_scenario.h"

namespace npcost {

/// Whose usage it is, and everything that is needed to summarise it elsewhere.
struct UsageHeader {
  std::string engine_version;
  std::string work_sha256;       ///< of everything that changes a count or a result: see work_sha256()
  std::string scenario_sha256;
  std::uint64_t seed = 0;
  WorkUnits units;
  Shard shard;
  std::vector<std::string> arguments;  ///< of the run, as on a command line: files, overlays, settings and what stands above them
  ScenarioFiles files;                 ///< the texts behind them
};

/// The run's fingerprint: engine, scenario and variants with their prices, seed, replications, size of the sample, units.
/// Names of files and comments are not in it. `sample` says what an option made of the scenario's own sample, if one did.
std::string work_sha256(const Scenario& scenario, const std::vector<Variant>& variants, const WorkUnits& units, std::string_view sample);

struct UnitRange {
  std::uint32_t from = 0, to = 0;
  bool operator==(const UnitRange&) const = default;
};

/// The finished units of one replication of one world. Counted in the plan's own units, which blocks consist of.
struct UsagePart {
  std::uint32_t world = 0, replication = 0;
  std::uint32_t units = 0;          ///< of the whole replication
  std::vector<UnitRange> done;      ///< ascending, apart from each other
  std::string ledger;               ///< bytes of write_ledger()
  std::string block;                ///< the whole block, to be written again as it is; set by the reader
};

/// The pieces of a file; a file is usage_head(), the parts, usage_end().
std::string usage_head(const UsageHeader& header);
std::string usage_part(const UsagePart& part);
/// Of all pieces before it.
std::string usage_end(const std::vector<std::string>& pieces);
std::vector<UnitRange> done_ranges(const std::vector<std::uint8_t>& done);

class BadUsageFile : public std::runtime_error {
 public:
  /// foreign: no file of ours, or of another format: nothing that may be replaced. torn: ours, and damaged.
  enum class Why { foreign, torn };
  BadUsageFile(Why why, const std::string& sentence) : std::runtime_error(sentence), why_(why) {}
  Why why() const { return why_; }

 private:
  Why why_;
};

/// Reads a file from front to end, a part at a time, each verified before it is handed out.
class UsageFileReader {
 public:
  /// Throws FileError, BadUsageFile.
  explicit UsageFileReader(const std::string& path);
  const UsageHeader& header() const { return header_; }
  /// The next part; nothing at the end of a whole file. Throws FileError, BadUsageFile.
  std::optional<UsagePart> next();

 private:
  struct Block {
    std::string tag, bytes;  ///< bytes: the whole block
    std::string_view content() const;
  };
  std::string read_bytes(std::uint64_t size);
  Block read_block();
  void read_head();
  void read_end(const Block& block);

  FileStream stream_;
  std::string sums_;       ///< of the blocks so far
  std::uint64_t parts_ = 0;
  std::optional<std::pair<std::uint32_t, std::uint32_t>> last_;   ///< world and replication
  UsageHeader header_;
  bool at_end_ = false;
};

}  // namespace npcost
