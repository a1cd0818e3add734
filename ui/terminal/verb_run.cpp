#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <limits>

#include "sim/base/atomic_file.h"
#include "ui/report/write_json.h"
#include "ui/terminal/exit_codes.h"
#include "ui/terminal/faults.h"
#include "ui/terminal/figures.h"
#include "ui/terminal/other_books.h"
#include "ui/terminal/output.h"
#include "ui/terminal/result_files.h"
#include "ui/terminal/signals.h"
#include "ui/terminal/simulate.h"
#include "ui/terminal/summary.h"
#include "ui/terminal/verbs.h"
#include "ui/terminal/workers.h"

namespace npcost {
namespace {

constexpr double quick_players = 1'000;
constexpr std::uint32_t quick_replications = 5;

/// The options that stand above the scenario. They change the experiment, not the scenario: its hash stays the same,
/// and seed and replications stand beside it in the audit record.
void apply_options(const Options& options, Experiment& experiment) {
  if (options.quick) {
    experiment.replications = std::min(experiment.replications, quick_replications);
    const bool smaller = experiment.sample_players && experiment.sample_players->is_constant() &&
                         experiment.sample_players->value() <= quick_players;
    if (!smaller) experiment.sample_players = Spread::constant(quick_players, Dimension::count);
  }
  if (options.replications) experiment.replications = *options.replications;
  if (options.seed) experiment.seed = *options.seed;
}

std::vector<Diagnostic> warnings_of(const ReadScenario& read) {
  std::vector<Diagnostic> warnings;
  for (const Diagnostic& diagnostic : read.diagnostics.sorted_for_report()) {
    if (diagnostic.severity == Severity::warning) warnings.push_back(diagnostic);
  }
  return warnings;
}

/// "" if the run may start. Asked of the compiled plan, because --seed, --replications and --quick count.
std::string work_refusal(const Options& options, const ReadScenario& read, const Style& style) {
  const double turns = expected_work(*read.scenario, read.variants);
  if (turns <= static_cast<double>(options.max_work)) return {};
  return fmt::format(
      "this would simulate about {} turns{}, more than --max-work {}; fewer replications or \"sample_players\" make it "
      "smaller; nothing was simulated",
      number_text(turns, style),
      read.variants.empty() ? std::string() : fmt::format(" with its {}", counted(read.variants.size(), "variant", "variants")),
      options.max_work);
}

struct Written {
  std::vector<std::string> paths;
  std::string trouble;  ///< the sentence of the first file that could not be written
};

/// Files first, so that the summary can name them; a full disk must not cost the reader the summary as well.
Written write_files(const std::vector<ResultFile>& files, const Result& result) {
  Written written;
  for (const ResultFile& file : files) {
    try {
      write_result(file, result);
      written.paths.push_back(file.path);
    } catch (const FileError& error) {
      if (written.trouble.empty()) written.trouble = error.what();
    }
  }
  return written;
}

/// How long it took: on standard error and only to somebody who watches, so that standard output has the same bytes
/// every time.
void say_speed(const Simulated& simulated, double seconds, std::uint32_t jobs, const Style& style) {
  say(fmt::format(
      "{}, about {} turns in {} s on {}\n", counted(simulated.replications.count(), "replication", "replications"),
      number_text(simulated.expected_turns, style), number_text(seconds, style), counted(jobs, "thread", "threads")));
}

int report(const Options& options, const Simulated& simulated, const ReadScenario& read, const OtherBooks& books,
           const std::vector<ResultFile>& files) {
  Result result = result_of(simulated, warnings_of(read));
  for (std::size_t b = 0; b < books.kept.size(); ++b) result.prices[b + 1].kept = books.kept[b];  // the first is the scenario's own
  const int code = exit_code(result, options.ci, simulated.stopped);
  const Written written = write_files(files, result);
  if (options.json) {
    write_output(result_json(result));
    if (code != exit_codes::fine) say(closing_line(result, code, "->") + "\n");
  } else {
    write_output(summary_text(result, {options.quick, written.paths, code}, style_of_descriptor(STDOUT_FILENO)));
  }
  if (written.trouble.empty()) return code;
  throw FileError("", written.trouble);
}

int run_scenario(const Options& options, const ReadScenario& read, const OtherBooks& books, const std::vector<ResultFile>& files) {
  const Style style = style_of_descriptor(STDERR_FILENO);
  if (const std::string refusal = work_refusal(options, read, style); !refusal.empty())
    return refuse(refusal);
  const InterruptGuard guard;
  const bool watched = style.terminal && !options.ci;
  const std::uint32_t jobs = options.jobs > 0 ? options.jobs : default_jobs();
  ThreadWorkers workers(jobs);
  Progress progress(watched, style, read.scenario->experiment.replications, say);
  const Simulated simulated = simulate(*read.scenario, read.variants, workers, progress, interrupted);
  progress.wipe();
  if (simulated.replications.count() == 0) {
    say("npcost: interrupted before the first replication was finished; no result was written\n");
    return exit_codes::was_interrupted;
  }
  if (watched) say_speed(simulated, progress.seconds(), jobs, style);
  return report(options, simulated, read, books, files);
}

}  // namespace

int verb_run(const Options& options) {
  ScenarioRequest request = options.request;
  // The reader shows too much work in its place in the file; when options change the work, only work_refusal() can judge.
  const bool as_written = !options.quick && !options.replications;
  request.max_work = as_written ? static_cast<double>(options.max_work) : std::numeric_limits<double>::max();
  request.without_each_policy = !options.quick;
  ReadScenario read = read_scenario(request);
  const Diagnostics diagnostics = run_diagnostics(read);
  if (diagnostics.has_errors()) return report_faults(options, diagnostics, "nothing was simulated");
  apply_options(options, read.scenario->experiment);
  for (Variant& variant : read.variants) apply_options(options, variant.scenario.experiment);
  const OtherBooks books = add_other_books(options.prices.books, *read.scenario);
  if (books.diagnostics.has_errors()) return report_faults(options, books.diagnostics, "nothing was simulated");
  if (!books.diagnostics.empty()) say(report_text(books.diagnostics));
  const ResultFiles planned = planned_files(options, read.scenario->outputs);
  if (!planned.refusal.empty()) return refuse(planned.refusal + "; nothing was simulated");
  return run_scenario(options, read, books, planned.files);
}

}  // namespace npcost
