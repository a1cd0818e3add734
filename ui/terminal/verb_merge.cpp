#include <fmt/format.h>

#include <limits>

#include "sim/base/atomic_file.h"
#include "ui/terminal/exit_codes.h"
#include "ui/terminal/faults.h"
#include "ui/terminal/figures.h"
#include "ui/terminal/merge_shards.h"
#include "ui/terminal/output.h"
#include "ui/terminal/run_answer.h"
#include "ui/terminal/verbs.h"

namespace npcost {
namespace {

int report_merge_faults(const MergeFaults& faults) {
  for (const std::string& sentence : faults.sentences) say(fmt::format("npcost: {}\n", sentence));
  if (faults.commands.empty()) {
    say("npcost: nothing was merged\n");
  } else {
    say(fmt::format("npcost: nothing was merged; to run again, {}:\n", counted(faults.commands.size(), "shard", "shards")));
  }
  for (const std::string& command : faults.commands) say("  " + command + "\n");
  return faults.code;
}

/// The options of the run that the shards are of.
ParsedOptions options_of_run(const UsageHeader& header) {
  std::vector<std::string> arguments{"run"};
  arguments.insert(arguments.end(), header.arguments.begin(), header.arguments.end());
  return parse_options(arguments);
}

int cannot_be_read(const UsageFile& file) {
  say(fmt::format("npcost: {} does not hold the scenario that it says it is of; nothing was merged\n", printable(file.path)));
  return exit_codes::bad_environment;
}

/// Everything is there: as a run would go on from here.
int merge_whole(const Options& asked, const std::vector<UsageFile>& files) {
  const UsageFile& first = files.front();
  const ParsedOptions parsed = options_of_run(first.header);
  if (!parsed.options || parsed.options->verb != Verb::run) return cannot_be_read(first);
  Options options = *parsed.options;
  options.json = asked.json;
  options.ci = asked.ci;
  options.out = asked.out;
  options.formats = asked.formats;
  options.request.kept = &first.header.files;
  options.request.max_work = std::numeric_limits<double>::max();
  options.request.without_each_policy = !options.quick;
  options.request.keeps_tree = !options.quick;
  ReadScenario read;
  try {
    read = read_scenario(options.request);
  } catch (const FileError&) {
    return cannot_be_read(first);
  }
  if (run_diagnostics(read).has_errors()) return cannot_be_read(first);
  apply_options(options, read);
  const ShardWork work = shard_work(options, read);
  if (work.sha256 != first.header.work_sha256 || !(work.units == first.header.units)) return cannot_be_read(first);
  const ResultFiles planned = planned_files(options, {});
  if (!planned.refusal.empty()) return refuse(planned.refusal + "; nothing was merged");
  std::vector<std::string> paths(files.size());
  for (const UsageFile& file : files) paths[file.header.shard.number - 1] = file.path;
  try {
    return report_run(options, merged(work, paths), read, planned.files);
  } catch (const BadUsageFile& error) {
    say(fmt::format("npcost: {}; nothing was merged\n", printable(error.what())));
    return exit_codes::bad_environment;
  }
}

}  // namespace

int verb_merge(const Options& options) {
  const std::string& folder = options.words.front();
  const std::vector<UsageFile> files = usage_files(folder);
  const MergeFaults faults = merge_faults(files, folder);
  if (faults.code != exit_codes::fine) return report_merge_faults(faults);
  if (const std::string& version = files.front().header.engine_version; version != NPCOST_VERSION) {
    return refuse(fmt::format("these shards are of npcost {}, and this is npcost {}; nothing was merged", printable(version),
                              NPCOST_VERSION));
  }
  return merge_whole(options, files);
}

}  // namespace npcost
