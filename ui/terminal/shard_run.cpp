#include "ui/terminal/shard_run.h"

#include <algorithm>
#include <filesystem>
#include <system_error>

#include "sim/base/bytes.h"
#include "sim/engine/kept/ledger_bytes.h"

namespace npcost {
namespace {

const Scenario& world_of(const ShardWork& work, std::uint32_t world) {
  return world == 0 ? *work.read->scenario : work.read->variants[world - 1].scenario;
}

/// The plan's own units that a part consists of.
UnitRange units_of(const ShardWork& work, const WorkPart& part, std::uint32_t units) {
  const std::uint32_t blocks = work.units.blocks[part.world];
  return {units_before(units, part.from, blocks), units_before(units, part.to, blocks)};
}

std::string piece_of(const WorkPart& part, const UnitsRun& units) {
  ByteWriter ledger;
  write_ledger(ledger, units.ledger);
  const auto all = static_cast<std::uint32_t>(units.done.size());
  return usage_part({part.world, part.replication, all, done_ranges(units.done), ledger.take(), {}});
}

}  // namespace

ShardRun::ShardRun(const ShardWork& work, const Shard& shard, std::string path, std::uint32_t checkpoint_seconds,
                   const std::function<bool()>& stop)
    : work_(work),
      header_(header_of(work, shard)),
      path_(std::move(path)),
      between_(checkpoint_seconds),
      stop_(stop),
      parts_(work.units.parts_of(shard)),
      pieces_{usage_head(header_)} {}

void ShardRun::resume() {
  UsageFileReader reader(checkpoint_path(path_));
  while (auto part = reader.next()) {
    const std::pair place{part->world, part->replication};
    kept_.emplace(place, std::move(*part));
  }
}

bool ShardRun::checkpoint_due() const { return Clock::now() - written_ >= between_; }

/// From any thread. A pause for a checkpoint comes after at least one unit, or an impatient one would stop all progress.
bool ShardRun::keep_going(Progress& progress) {
  if (stop_()) return false;
  if (started_.exchange(true) && (pausing_ || checkpoint_due())) {
    pausing_ = true;
    return false;
  }
  progress.unit_started();
  return true;
}

bool ShardRun::is_kept_whole(const WorkPart& part) const {
  const auto kept = kept_.find({part.world, part.replication});
  if (kept == kept_.end()) return false;
  const UnitRange all = units_of(work_, part, kept->second.units);
  return all.from == all.to ? kept->second.done.empty() : kept->second.done == std::vector<UnitRange>{all};
}

/// Units of the part that a checkpoint holds. Throws BadUsageFile if they are not of this plan.
void ShardRun::take_up(const WorkPart& part, const Plan& plan, UnitsRun& units) {
  const auto kept = kept_.find({part.world, part.replication});
  if (kept == kept_.end()) return;
  const auto torn = [](const char* why) { throw BadUsageFile(BadUsageFile::Why::torn, why); };
  if (kept->second.units != work_list(plan).units) torn("it has another number of units than the scenario");
  for (const UnitRange& range : kept->second.done) {
    std::fill(units.done.begin() + range.from, units.done.begin() + range.to, std::uint8_t{1});
  }
  try {
    ByteReader from(kept->second.ledger);
    add_ledger(from, units.ledger);
    from.finish();
  } catch (const BadBytes& error) {
    torn(error.what());
  }
  kept_.erase(kept);
}

bool ShardRun::run_part(const WorkPart& part, Workers& workers, Progress& progress) {
  const auto plan = compile_plan(world_of(work_, part.world), part.replication);
  const std::uint32_t all = work_list(*plan).units;
  const UnitRange own = units_of(work_, part, all);
  UnitsRun units(*plan);
  take_up(part, *plan, units);
  progress.begin_replication(static_cast<std::uint32_t>(pieces_.size() - 1), own.to - own.from,
                             all == 0 ? 0 : expected_turns(*plan) * (own.to - own.from) / all);
  const std::function<bool()> without_pause = [&] {
    if (stop_()) return false;
    progress.unit_started();
    return true;
  };
  const std::function<bool()> with_pauses = [&] { return keep_going(progress); };
  while (!units.whole(own.from, own.to)) {
    pausing_ = started_ = false;
    run_units(*plan, own.from, own.to, workers, is_coupled(*plan) ? without_pause : with_pauses, units);
    if (units.whole(own.from, own.to)) break;
    write_checkpoint(piece_of(part, units));
    if (stop_()) return false;
  }
  pieces_.push_back(piece_of(part, units));
  return true;
}

bool ShardRun::run(Workers& workers, Progress& progress) {
  for (const WorkPart& part : parts_) {
    if (is_kept_whole(part)) {
      const auto kept = kept_.find({part.world, part.replication});
      pieces_.push_back(std::move(kept->second.block));
      kept_.erase(kept);
      continue;
    }
    if (stop_()) {
      write_checkpoint();
      return false;
    }
    if (!run_part(part, workers, progress)) return false;
    if (checkpoint_due()) write_checkpoint();
  }
  pieces_.push_back(usage_end(pieces_));
  write_atomically(path_, pieces_);
  std::error_code ignored;
  std::filesystem::remove(checkpoint_path(path_), ignored);
  return true;
}

/// With what is still kept of an earlier checkpoint and not reached again.
void ShardRun::write_checkpoint(std::string unfinished) {
  const std::size_t whole = pieces_.size();
  if (!unfinished.empty()) pieces_.push_back(std::move(unfinished));
  for (const auto& [place, part] : kept_) pieces_.push_back(part.block);
  pieces_.push_back(usage_end(pieces_));
  write_atomically(checkpoint_path(path_), pieces_);
  pieces_.resize(whole);
  written_ = Clock::now();
}

}  // namespace npcost
