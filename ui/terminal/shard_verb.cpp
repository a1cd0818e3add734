#include "ui/terminal/shard_verb.h"

#include <fmt/format.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <system_error>

#include "ui/running/workers.h"
#include "ui/terminal/exit_codes.h"
#include "ui/terminal/faults.h"
#include "ui/terminal/output.h"
#include "ui/terminal/progress.h"
#include "ui/terminal/shard_choice.h"
#include "ui/terminal/shard_run.h"
#include "ui/terminal/signals.h"

namespace npcost {
namespace {

namespace fs = std::filesystem;

constexpr ShardEnd not_done(int code) { return {code, {}}; }

/// A file in the shard's place. Nothing: the shard has to be run.
std::optional<ShardEnd> judge_file(const UsageFile& file, const UsageHeader& own) {
  const std::string name = printable(file.path);
  switch (file.state) {
    case UsageFile::State::absent: return std::nullopt;
    case UsageFile::State::foreign:
      return not_done(refuse(fmt::format("{}: {}; move it away or choose another folder; nothing was simulated", name, file.why)));
    case UsageFile::State::torn:
      say(fmt::format("npcost: {} is torn ({}): its shard is run again\n", name, file.why));
      return std::nullopt;
    case UsageFile::State::unfinished:
    case UsageFile::State::whole: break;
  }
  std::string what = difference(own, file.header);
  if (what.empty() && !(own.shard == file.header.shard)) what = "which shard it is";
  if (!what.empty()) {
    return not_done(refuse(fmt::format("{} is of another run: they differ in {}; choose another folder, or remove the file; nothing "
                                       "was simulated",
                                       name, what)));
  }
  if (file.state == UsageFile::State::unfinished) return std::nullopt;
  say(fmt::format("npcost: {} is done already: {} is whole\n", shard_text(own.shard), name));
  return ShardEnd{exit_codes::fine, file.path};
}

/// Shards of another number of shards would never fit together: better said before the work than by merge after it.
std::string other_division(const std::string& folder, const Shard& shard) {
  const std::string own = fmt::format("-of-{:05}.npcost-usage", shard.of);
  std::error_code error;
  for (fs::directory_iterator at(folder, error), end; !error && at != end; at.increment(error)) {
    std::string name = at->path().filename().string();
    if (name.ends_with(".part")) name.resize(name.size() - 5);
    if (name.starts_with("shard-") && name.ends_with(".npcost-usage") && !name.ends_with(own)) return at->path().string();
  }
  return {};
}

/// Goes on from a checkpoint that is there, if that is wanted. An exit code if its place is taken by something else.
std::optional<ShardEnd> take_checkpoint(const Options& options, const UsageHeader& own, const std::string& path, ShardRun& run) {
  const UsageFile file = look_at(checkpoint_path(path));
  const std::string name = printable(file.path);
  if (file.state == UsageFile::State::torn) {
    say(fmt::format("npcost: the checkpoint {} is torn ({}): {} begins again\n", name, file.why, shard_text(own.shard)));
    return std::nullopt;
  }
  if (file.state == UsageFile::State::absent) return std::nullopt;
  UsageFile as_checkpoint = file;
  as_checkpoint.state = file.state == UsageFile::State::foreign ? file.state : UsageFile::State::unfinished;
  if (auto end = judge_file(as_checkpoint, own)) return end;
  if (!options.shards.resume) {
    say(fmt::format("npcost: {} begins again; --resume would go on from {}\n", shard_text(own.shard), name));
    return std::nullopt;
  }
  run.resume();
  say(fmt::format("npcost: {} goes on from {}\n", shard_text(own.shard), name));
  return std::nullopt;
}

ShardEnd run_to_the_end(const Options& options, const UsageHeader& own, const std::string& path, ShardRun& run) {
  const Style style = style_of_descriptor(STDERR_FILENO);
  ThreadWorkers workers(options.jobs > 0 ? options.jobs : default_jobs());
  Progress progress(style.terminal && !options.ci, style, static_cast<std::uint32_t>(run.parts()), say);
  progress.count("part");
  const bool whole = run.run(workers, progress);
  progress.wipe();
  const WorkUnits& units = own.units;
  if (whole) {
    say(fmt::format("npcost: {} is done: units {}..{} of {} are in {}\n", shard_text(own.shard), units.begin_of(own.shard),
                    units.end_of(own.shard), units.count(), printable(path)));
    return {exit_codes::fine, path};
  }
  say(fmt::format("npcost: stopped; what was finished is in {}, and --resume goes on from it\n", printable(checkpoint_path(path))));
  return not_done(asked_to_leave() ? exit_codes::asked_to_leave : exit_codes::was_interrupted);
}

}  // namespace

ChosenShard shard_or_refusal(const ShardRequest& request) {
  const ShardChoice choice = choose_shard(request, [](const char* name) -> const char* { return std::getenv(name); });
  if (!choice.refusal.empty()) return {{}, refuse(choice.refusal + "; nothing was simulated")};
  if (!choice.from.empty()) say(fmt::format("npcost: {}, as {} says\n", shard_text(choice.shard), choice.from));
  return {choice.shard, exit_codes::fine};
}

ShardEnd run_shard(const Options& options, const ShardWork& work, const Shard& shard) {
  make_folders(options.out);
  const UsageHeader own = header_of(work, shard);
  const std::string path = usage_path(options.out, shard);
  if (const std::string other = other_division(options.out, shard); !other.empty()) {
    return not_done(refuse(fmt::format("{} is of another number of shards than {}; choose another folder; nothing was simulated",
                                       printable(other), shard.of)));
  }
  if (const auto end = judge_file(look_at(path), own)) return *end;
  const InterruptGuard guard;
  const std::function<bool()> stop = interrupted;
  ShardRun run(work, shard, path, options.shards.checkpoint_seconds, stop);
  try {
    if (const auto end = take_checkpoint(options, own, path, run)) return *end;
    return run_to_the_end(options, own, path, run);
  } catch (const BadUsageFile& error) {  // its sums are right and what they are of is not: nothing that an accident makes
    throw FileError(path, fmt::format("cannot go on from {}: {}; remove it", checkpoint_path(path), error.what()));
  }
}

}  // namespace npcost
