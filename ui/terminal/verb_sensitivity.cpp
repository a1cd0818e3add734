// npcost sensitivity: what moves a figure most.
#include <fmt/format.h>
#include <unistd.h>

#include <limits>

#include "sim/engine/plan.h"
#include "ui/report/sensitivity_json.h"
#include "ui/running/run_diagnostics.h"
#include "ui/running/sensitivity_run.h"
#include "ui/running/simulate.h"
#include "ui/running/workers.h"
#include "ui/terminal/exit_codes.h"
#include "ui/terminal/faults.h"
#include "ui/terminal/figures.h"
#include "ui/terminal/output.h"
#include "ui/terminal/progress.h"
#include "ui/terminal/run_answer.h"
#include "ui/terminal/sensitivity_text.h"
#include "ui/terminal/signals.h"
#include "ui/terminal/verbs.h"

namespace npcost {
namespace {

constexpr std::uint32_t fewest_sobol_points = 32;

SensitivityRequest asked(const Options& options, const Scenario& scenario) {
  SensitivityRequest request = request_of(scenario);
  if (!options.sensitivity.metric.empty()) request.metric = options.sensitivity.metric;
  if (options.sensitivity.method && *options.sensitivity.method != request.method) {
    request.method = *options.sensitivity.method;
    request.samples = 0;  // the file's number is of its own method
  }
  if (options.sensitivity.samples) request.samples = *options.sensitivity.samples;
  return request;
}

/// "" if the study can be made.
std::string refusal(const Options& options, const Scenario& scenario, const SensitivityRequest& request, const Style& style) {
  const std::size_t unknowns = scenario.unknown_names.size();
  const bool sobol = request.method == Sensitivity::Method::sobol;
  if (unknowns == 0) {
    return "nothing in this scenario is unknown, so nothing can be sensitive to it: write a range such as \"10k..30k players\" or "
           "{ \"uncertain\": … } where you do not know";
  }
  if (sobol && unknowns > most_sobol_inputs) {
    return fmt::format("{} unknowns are too many for Sobol indices (at most {}); a tornado takes them all", unknowns, most_sobol_inputs);
  }
  if (sobol && samples_of(scenario, request) < fewest_sobol_points) {
    return fmt::format("Sobol indices need at least {} points; 256 is usual", fewest_sobol_points);
  }
  const double turns = expected_turns(*compile_plan(scenario, 0)) * runs_of(scenario, request);
  if (turns <= static_cast<double>(options.max_work)) return {};
  return fmt::format(
      "this would simulate about {} turns in {} runs, more than --max-work {}; fewer --samples or \"sample_players\" make it "
      "smaller",
      number_text(turns, style), number_text(runs_of(scenario, request), style), options.max_work);
}

}  // namespace

int verb_sensitivity(const Options& options) {
  ScenarioRequest request = options.request;
  request.max_work = std::numeric_limits<double>::max();  // options change the work: judged before the runs
  ReadScenario read = read_scenario(request);
  const Diagnostics diagnostics = run_diagnostics(read);
  if (diagnostics.has_errors()) return report_faults(options, diagnostics, "nothing was simulated");
  apply_options(options, read);
  const Scenario& scenario = *read.scenario;
  const SensitivityRequest question = asked(options, scenario);
  const Style style = style_of_descriptor(STDERR_FILENO);
  if (const std::string why = refusal(options, scenario, question, style); !why.empty()) {
    return refuse(why + "; nothing was simulated");
  }
  const InterruptGuard guard;
  ThreadWorkers workers(options.jobs > 0 ? options.jobs : default_jobs());
  Progress progress(style.terminal, style, samples_of(scenario, question), say);
  if (question.method == Sensitivity::Method::sobol) progress.count("part");
  SensitivityAnswer answer = study_sensitivity(scenario, question, workers, progress, interrupted);
  progress.wipe();
  answer.quick = options.quick;
  if (answer.partial && answer.bars.empty() && !answer.indices) {
    say("npcost: interrupted before anything could be compared\n");
    return exit_codes::was_interrupted;
  }
  write_output(options.json ? sensitivity_json(answer) : sensitivity_text(answer, style_of_descriptor(STDOUT_FILENO)));
  if (answer.partial) return exit_codes::was_interrupted;
  return answer.bars.empty() && !answer.indices ? exit_codes::nothing_compared : exit_codes::fine;
}

}  // namespace npcost
