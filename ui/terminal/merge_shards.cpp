#include "ui/terminal/merge_shards.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "sim/base/bytes.h"
#include "sim/engine/kept/ledger_bytes.h"
#include "sim/engine/run.h"
#include "sim/reading/diagnostic.h"
#include "ui/terminal/exit_codes.h"

namespace npcost {
namespace {

[[noreturn]] void does_not_fit(const std::string& path, std::string_view why) {
  throw BadUsageFile(BadUsageFile::Why::torn, fmt::format("{}: {}", path, why));
}

/// The parts of all files, one behind the other.
class AllParts {
 public:
  explicit AllParts(const std::vector<std::string>& paths) : paths_(paths) { advance(); }

  const std::optional<UsagePart>& here() const { return part_; }
  const std::string& path() const { return paths_[at_]; }
  void advance() {
    for (part_.reset(); !part_ && at_ < paths_.size();) {
      if (!reader_) reader_.emplace(paths_[at_]);
      part_ = reader_->next();
      if (part_) return;
      reader_.reset();
      ++at_;
    }
  }

 private:
  const std::vector<std::string>& paths_;
  std::size_t at_ = 0;
  std::optional<UsageFileReader> reader_;
  std::optional<UsagePart> part_;
};

void add_part(const UsagePart& part, const std::string& path, UnitsRun& run) {
  if (part.units != run.done.size()) does_not_fit(path, "it has another number of units than the scenario");
  for (const UnitRange& range : part.done) {
    for (std::uint32_t unit = range.from; unit < range.to; ++unit) {
      if (run.done[unit] != 0) does_not_fit(path, fmt::format("unit {} is counted twice", unit));
      run.done[unit] = 1;
    }
  }
  try {
    ByteReader from(part.ledger);
    add_ledger(from, run.ledger);
    from.finish();
  } catch (const BadBytes& error) {
    does_not_fit(path, error.what());
  }
}

bool all(const std::vector<std::uint8_t>& done) {
  return std::all_of(done.begin(), done.end(), [](std::uint8_t one) { return one != 0; });
}

/// One replication of one world, from all parts that are of it.
ReplicationSummary next_summary(AllParts& parts, const Scenario& scenario, std::uint32_t world, std::uint32_t replication,
                                double& turns) {
  const auto plan = compile_plan(scenario, replication);
  UnitsRun run(*plan);
  std::string path;
  while (parts.here() && parts.here()->world == world && parts.here()->replication == replication) {
    path = parts.path();
    add_part(*parts.here(), path, run);
    parts.advance();
  }
  if (!all(run.done) || !all(run.ledger.player_done)) does_not_fit(path, "some players of the scenario are missing");
  turns += expected_turns(*plan);
  OneWorker worker;
  return summary_of(scenario, *plan, run.ledger, scenario.book, worker);
}

/// What of a replication a variant is compared with.
ReplicationSummary metrics_of(const ReplicationSummary& summary) {
  ReplicationSummary metrics;
  metrics.metrics = summary.metrics;
  return metrics;
}

/// The units of a shard, in a sentence.
std::string missing_text(const WorkUnits& units, const Shard& shard) {
  const std::uint64_t from = units.begin_of(shard), to = units.end_of(shard);
  return fmt::format("{} is missing: {} of {} units, {}..{}", shard_text(shard), to - from, units.count(), from, to);
}

class Judge {
 public:
  Judge(const std::vector<UsageFile>& files, const std::string& folder) : files_(files), folder_(folder) {}

  MergeFaults judged() {
    const UsageFile* reference = reference_file();
    for (const UsageFile& file : files_) judge(file, reference);
    if (whole_.empty()) fault(exit_codes::shards_missing, fmt::format("there is no whole shard in {}", printable(folder_)));
    if (reference == nullptr) return std::move(faults_);
    const Shard& one = reference->header.shard;
    for (Shard shard{1, one.of}; shard.number <= one.of; ++shard.number) {
      if (whole_.contains(shard.number)) continue;
      fault(exit_codes::shards_missing, missing_text(reference->header.units, shard));
      faults_.commands.push_back(command_for(reference->header, shard, folder_));
    }
    return std::move(faults_);
  }

 private:
  /// Which run the others must be of: the first whole file's, or what a torn one still says.
  const UsageFile* reference_file() const {
    const UsageFile* reference = nullptr;
    for (const UsageFile& file : files_) {
      if (file.state == UsageFile::State::whole) return &file;
      if (reference == nullptr && file.has_header) reference = &file;
    }
    return reference;
  }

  /// The gravest decides: foreign, torn or doubled, missing.
  void fault(int code, std::string sentence) {
    const auto lighter = {exit_codes::fine, exit_codes::shards_missing, exit_codes::bad_environment, exit_codes::bad_input};
    const auto weight = [&lighter](int one) { return std::find(lighter.begin(), lighter.end(), one); };
    if (weight(code) > weight(faults_.code)) faults_.code = code;
    faults_.sentences.push_back(std::move(sentence));
  }

  void judge(const UsageFile& file, const UsageFile* reference) {
    const std::string name = printable(file.path);
    switch (file.state) {
      case UsageFile::State::absent: return;
      case UsageFile::State::foreign: return fault(exit_codes::bad_input, fmt::format("{}: {}", name, file.why));
      case UsageFile::State::torn: return fault(exit_codes::bad_environment, fmt::format("{} is torn: {}", name, file.why));
      case UsageFile::State::unfinished:
        return fault(exit_codes::bad_environment, fmt::format("{} is torn: not all units of its shard are in it", name));
      case UsageFile::State::whole: break;
    }
    if (const std::string what = difference(reference->header, file.header); !what.empty()) {
      return fault(exit_codes::bad_input,
                   fmt::format("{} is of another run than {}: they differ in {}", name, printable(reference->path), what));
    }
    const auto [there, is_new] = whole_.emplace(file.header.shard.number, &file);
    if (is_new) return;
    fault(exit_codes::bad_environment,
          fmt::format("{} is there twice, as {} and as {}: unit {} is counted twice; remove one of them", shard_text(file.header.shard),
                      printable(there->second->path), name, file.header.units.begin_of(file.header.shard)));
  }

  const std::vector<UsageFile>& files_;
  const std::string& folder_;
  std::map<std::uint32_t, const UsageFile*> whole_;
  MergeFaults faults_;
};

}  // namespace

MergeFaults merge_faults(const std::vector<UsageFile>& files, const std::string& folder) { return Judge(files, folder).judged(); }

Simulated merged(const ShardWork& work, const std::vector<std::string>& paths) {
  const Scenario& scenario = *work.read->scenario;
  const std::vector<Variant>& variants = work.read->variants;
  Simulated answer{Replications(scenario), {variants.begin(), variants.end()}, {}, false, {}, 0};
  std::vector<ReplicationSummary> base;
  AllParts parts(paths);
  for (std::uint32_t r = 0; r < work.units.replications; ++r) {
    const ReplicationSummary summary = next_summary(parts, scenario, 0, r, answer.expected_turns);
    answer.replications.add(summary);
    if (!variants.empty()) base.push_back(metrics_of(summary));
  }
  for (std::uint32_t v = 0; v < variants.size(); ++v) {
    for (std::uint32_t r = 0; r < work.units.replications; ++r) {
      answer.variants[v].add(base[r], next_summary(parts, variants[v].scenario, v + 1, r, answer.expected_turns));
    }
  }
  if (parts.here()) does_not_fit(parts.path(), "there is more in it than the scenario has");
  return answer;
}

}  // namespace npcost
