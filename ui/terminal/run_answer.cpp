#include "ui/terminal/run_answer.h"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>

#include "sim/base/atomic_file.h"
#include "ui/report/write_json.h"
#include "ui/running/flip_search.h"
#include "ui/running/workers.h"
#include "ui/terminal/exit_codes.h"
#include "ui/terminal/output.h"
#include "ui/terminal/signals.h"
#include "ui/terminal/summary.h"

namespace npcost {
namespace {

constexpr double quick_players = 1'000;
constexpr std::uint32_t quick_replications = 5;

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

/// Not after an interrupt: whoever pressed Ctrl-C wants what there is.
void look_for_flips(const Options& options, const Simulated& simulated, const ReadScenario& read, Result& result) {
  if (options.quick || options.no_flips || simulated.stopped || read.tree == nullptr) return;
  ThreadWorkers workers(options.jobs > 0 ? options.jobs : default_jobs());
  search_flips(read, result.verdicts, workers, interrupted);
}

}  // namespace

void apply_options(const Options& options, Experiment& experiment) {
  if (options.quick) {
    experiment.replications = std::min(experiment.replications, quick_replications);
    experiment.lucks = 1;  // so few tell nothing of what their spread is made of
    experiment.stop_when.reset();
    const bool smaller = experiment.sample_players && experiment.sample_players->is_constant() &&
                         experiment.sample_players->value() <= quick_players;
    if (!smaller) experiment.sample_players = Spread::constant(quick_players, Dimension::count);
  }
  if (options.replications) experiment.replications = *options.replications;
  if (options.seed) experiment.seed = *options.seed;
  if (options.until_decided) {
    experiment.until_decided.emplace();
    experiment.until_decided->fewest = experiment.replications;
    experiment.until_decided->most = std::max(experiment.until_decided->most, experiment.replications);
  }
  if (experiment.stop_when)
    experiment.stop_when->max_replications = std::max(experiment.stop_when->max_replications, experiment.replications);
}

std::string length_refusal(const Options& options, const Scenario& scenario) {
  const Experiment& experiment = scenario.experiment;
  if (experiment.replications % experiment.lucks != 0 || (experiment.lucks > 1 && experiment.replications < 2 * experiment.lucks)) {
    return fmt::format(
        "the scenario lives each draw of what nobody knows {0} times (\"nested\"): --replications must be a multiple of {0}, "
        "at least {1}",
        experiment.lucks, 2 * experiment.lucks);
  }
  if (options.until_decided &&
      std::all_of(scenario.budgets.begin(), scenario.budgets.end(), [](const Budget& budget) { return budget.warn_only; })) {
    return "--until-decided needs a budget whose severity is \"fail\": nothing here is to be decided";
  }
  if (options.shards.wanted() && (options.until_decided || experiment.stop_when)) {
    return fmt::format("{} looks at all replications to decide whether more are needed: it does not go with --shard or --resume",
                       options.until_decided ? "--until-decided" : "\"stop_when\"");
  }
  return {};
}

void limit_length(Experiment& experiment, double turns_each, std::uint64_t max_work) {
  if (!(turns_each > 0)) return;
  const double fitting = static_cast<double>(max_work) / turns_each;
  const auto cut = [fitting](std::uint32_t most) {
    return static_cast<double>(most) > fitting ? static_cast<std::uint32_t>(fitting) : most;
  };
  if (experiment.stop_when) experiment.stop_when->max_replications = cut(experiment.stop_when->max_replications);
  if (experiment.until_decided) experiment.until_decided->most = std::max(experiment.replications, cut(experiment.until_decided->most));
}

void apply_options(const Options& options, ReadScenario& read) {
  apply_options(options, read.scenario->experiment);
  for (Variant& variant : read.variants) apply_options(options, variant.scenario.experiment);
}

int report_run(const Options& options, const Simulated& simulated, const ReadScenario& read, const std::vector<ResultFile>& files,
               const std::vector<std::vector<std::string>>& kept) {
  Result result = result_of(simulated, warnings_of(read));
  for (std::size_t b = 0; b < kept.size(); ++b) result.prices[b + 1].kept = kept[b];  // the first is the scenario's own
  look_for_flips(options, simulated, read, result);
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

}  // namespace npcost
