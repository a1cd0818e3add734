#pragma once
// One shard: its units are run on all threads, kept in a file, and until that is whole in a checkpoint.
//
// Order     part after part (a world's replication, or a stretch of its units). A checkpoint holds whole parts as the final file will,
//           and the finished units of the one being run; whatever goes on from it makes the same bytes.
// Safety    both files are written atomically; the checkpoint goes away once the final file is in place.
// Memory    the rows of the replication being run, and the bytes of all parts so far (some 15 bytes a player who talks).

#include <atomic>
#include <chrono>
#include <functional>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "sim/engine/run.h"
#include "ui/terminal/progress.h"
#include "ui/terminal/shard_files.h"

namespace npcost {

class ShardRun {
 public:
  /// Everything must outlive it. `stop` is asked before each unit.
  ShardRun(const ShardWork& work, const Shard& shard, std::string path, std::uint32_t checkpoint_seconds,
           const std::function<bool()>& stop);

  /// Takes up what a checkpoint holds. Throws BadUsageFile if it is torn, FileError.
  void resume();
  /// True: the whole file is written. False: stopped, and a checkpoint is written. Throws FileError.
  bool run(Workers& workers, Progress& progress);

  std::uint64_t parts() const { return parts_.size(); }

 private:
  bool keep_going(Progress& progress);
  bool checkpoint_due() const;
  bool run_part(const WorkPart& part, Workers& workers, Progress& progress);
  void take_up(const WorkPart& part, const Plan& plan, UnitsRun& units);
  bool is_kept_whole(const WorkPart& part) const;
  void write_checkpoint(std::string unfinished = {});

  using Clock = std::chrono::steady_clock;
  const ShardWork& work_;
  UsageHeader header_;
  std::string path_;
  std::chrono::seconds between_;
  const std::function<bool()>& stop_;
  std::vector<WorkPart> parts_;
  std::map<std::pair<std::uint32_t, std::uint32_t>, UsagePart> kept_;   ///< of the checkpoint, by world and replication
  std::vector<std::string> pieces_;   ///< of the file: its head and the parts that are whole
  Clock::time_point written_ = Clock::now();
  std::atomic<bool> pausing_ = false, started_ = false;   ///< of the round of units before the next checkpoint
};

}  // namespace npcost
