#pragma once
// What `run` and `merge` share: the options that stand above a scenario, and how a finished run is reported.

#include <string>
#include <vector>

#include "ui/running/simulate.h"
#include "ui/terminal/options.h"
#include "ui/terminal/result_files.h"

namespace npcost {

/// Seed, replications and --quick, on the scenario and its variants. They change the experiment, not the scenario: its hash stays the
/// same, and seed and replications stand beside it in the audit record. Requires a scenario without errors.
void apply_options(const Options& options, ReadScenario& read);
void apply_options(const Options& options, Experiment& experiment);
/// A sentence if the run cannot be as long as the options say, "" if it can. Comes after apply_options().
std::string length_refusal(const Options& options, const Scenario& scenario);
/// A run that ends when it has enough ends at --max-work, too. Requires that its fewest replications fit into that.
void limit_length(Experiment& experiment, double turns_each, std::uint64_t max_work);

/// Writes the result files, then the result or the summary on standard output. Returns the exit code. Throws FileError for a file
/// that could not be written, after everything else was.
/// `kept`: by other book, the models that keep the scenario's own prices in it.
int report_run(const Options& options, const Simulated& simulated, const ReadScenario& read, const std::vector<ResultFile>& files,
               const std::vector<std::vector<std::string>>& kept = {});

}  // namespace npcost
