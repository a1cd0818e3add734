#include <fmt/format.h>
#include <unistd.h>

#include <limits>
#include <utility>

#include "sim/base/atomic_file.h"
#include "ui/running/simulate.h"
#include "ui/running/workers.h"
#include "ui/terminal/exit_codes.h"
#include "ui/terminal/faults.h"
#include "ui/terminal/figures.h"
#include "ui/terminal/merge_shards.h"
#include "ui/terminal/other_books.h"
#include "ui/terminal/output.h"
#include "ui/terminal/progress.h"
#include "ui/terminal/result_files.h"
#include "ui/terminal/run_answer.h"
#include "ui/terminal/shard_verb.h"
#include "ui/terminal/signals.h"
#include "ui/terminal/verbs.h"

namespace npcost {
namespace {

/// "" if the run, or one of so many shards of it, may start. Asked of the compiled plan, because --seed, --replications and --quick count.
std::string work_refusal(const Options& options, const ReadScenario& read, double turns, const Style& style) {
  if (turns <= static_cast<double>(options.max_work)) return {};
  return fmt::format(
      "this would simulate about {} turns{}, more than --max-work {}; fewer replications or \"sample_players\" make it "
      "smaller; nothing was simulated",
      number_text(turns, style),
      read.variants.empty() ? std::string() : fmt::format(" with its {}", counted(read.variants.size(), "variant", "variants")),
      options.max_work);
}

/// How long it took: on standard error and only to somebody who watches, so that standard output has the same bytes
/// every time.
void say_speed(const Simulated& simulated, double seconds, std::uint32_t jobs, const Style& style) {
  say(fmt::format(
      "{}, about {} turns in {} s on {}\n", counted(simulated.replications.count(), "replication", "replications"),
      number_text(simulated.expected_turns, style), number_text(seconds, style), counted(jobs, "thread", "threads")));
}

int run_scenario(const Options& options, ReadScenario& read, const OtherBooks& books, const std::vector<ResultFile>& files) {
  const Style style = style_of_descriptor(STDERR_FILENO);
  FirstReplication first(*read.scenario, read.variants);
  const double turns = first.turns * read.scenario->experiment.replications;
  if (const std::string refusal = work_refusal(options, read, turns, style); !refusal.empty())
    return refuse(refusal);
  limit_length(read.scenario->experiment, first.turns, options.max_work);
  const InterruptGuard guard;
  const bool watched = style.terminal && !options.ci;
  const std::uint32_t jobs = options.jobs > 0 ? options.jobs : default_jobs();
  ThreadWorkers workers(jobs);
  Progress progress(watched, style, read.scenario->experiment.replications, say);
  const Simulated simulated = simulate(*read.scenario, read.variants, workers, progress, interrupted, std::move(first));
  progress.wipe();
  if (simulated.replications.count() == 0) {
    say("npcost: interrupted before the first replication was finished; no result was written\n");
    return exit_codes::was_interrupted;
  }
  if (watched) say_speed(simulated, progress.seconds(), jobs, style);
  return report_run(options, simulated, read, files, books.kept);
}

/// A run that keeps what it has finished. A shard leaves its counts; without shards the result is made of the counts, as merge would.
int run_kept(const Options& options, const ReadScenario& read, const Shard& shard, const std::vector<ResultFile>& files) {
  const double turns = expected_work(*read.scenario, read.variants) / static_cast<double>(shard.of);
  if (const std::string refusal = work_refusal(options, read, turns, style_of_descriptor(STDERR_FILENO)); !refusal.empty()) {
    return refuse(refusal);
  }
  const ShardWork work = shard_work(options, read);
  const ShardEnd end = run_shard(options, work, shard);
  const bool is_shard = options.shards.shard || options.shards.automatic;
  if (is_shard || end.file.empty()) return end.code;
  try {
    return report_run(options, merged(work, {end.file}), read, files);
  } catch (const BadUsageFile& error) {
    throw FileError(end.file, error.what());
  }
}

}  // namespace

int verb_run(const Options& options) {
  const ChosenShard chosen = options.shards.wanted() ? shard_or_refusal(options.shards) : ChosenShard{};
  if (chosen.code != exit_codes::fine) return chosen.code;
  ScenarioRequest request = options.request;
  // The reader shows too much work in its place in the file; when options change the work, only work_refusal() can judge.
  const bool as_written = !options.quick && !options.replications && chosen.shard.of == 1;
  request.max_work = as_written ? static_cast<double>(options.max_work) : std::numeric_limits<double>::max();
  request.without_each_policy = !options.quick;
  request.keeps_tree = !options.quick && !options.no_flips;
  ReadScenario read = read_scenario(request);
  const Diagnostics diagnostics = run_diagnostics(read);
  if (diagnostics.has_errors()) return report_faults(options, diagnostics, "nothing was simulated");
  apply_options(options, read);
  if (const std::string refusal = length_refusal(options, *read.scenario); !refusal.empty()) {
    return refuse(refusal + "; nothing was simulated");
  }
  const OtherBooks books = add_other_books(options.prices.books, *read.scenario);
  if (books.diagnostics.has_errors()) return report_faults(options, books.diagnostics, "nothing was simulated");
  if (!books.diagnostics.empty()) say(report_text(books.diagnostics));
  if (options.shards.wanted() && !options.prices.books.empty()) {
    return refuse("--prices bills a whole run: it does not go with --shard or --resume; nothing was simulated");
  }
  if (options.shards.shard || options.shards.automatic) return run_kept(options, read, chosen.shard, {});
  const ResultFiles planned = planned_files(options, read.scenario->outputs);
  if (!planned.refusal.empty()) return refuse(planned.refusal + "; nothing was simulated");
  if (options.shards.resume) return run_kept(options, read, chosen.shard, planned.files);
  return run_scenario(options, read, books, planned.files);
}

}  // namespace npcost
