// npcost forecast: when it becomes viable.
#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <limits>
#include <optional>

#include "sim/answers/forecast/forecast_draws.h"
#include "ui/report/forecast_json.h"
#include "ui/running/forecast_run.h"
#include "ui/running/simulate.h"
#include "ui/running/workers.h"
#include "ui/terminal/exit_codes.h"
#include "ui/terminal/faults.h"
#include "ui/terminal/figures.h"
#include "ui/terminal/forecast_text.h"
#include "ui/terminal/output.h"
#include "ui/running/price_outlooks.h"
#include "ui/terminal/progress.h"
#include "ui/terminal/run_answer.h"
#include "ui/terminal/signals.h"
#include "ui/terminal/verbs.h"

namespace npcost {
namespace {

/// Too much work is refused in words, as `run` does.
std::string work_refusal(const Options& options, const Scenario& scenario, const Style& style) {
  const double turns = expected_work(scenario, {});
  if (turns <= static_cast<double>(options.max_work)) return {};
  return fmt::format(
      "this would simulate about {} turns, more than --max-work {}; fewer replications or \"sample_players\" make it smaller; nothing was "
      "simulated",
      number_text(turns, style), options.max_work);
}

int report(const Options& options, const ForecastAnswer& forecast) {
  write_output(options.json ? forecast_json(forecast) : forecast_text(forecast, options.quick, style_of_descriptor(STDOUT_FILENO)));
  if (forecast.partial) return exit_codes::was_interrupted;
  const bool any =
      std::any_of(forecast.questions.begin(), forecast.questions.end(), [](const auto& question) { return question.why_unknown.empty(); });
  return any ? exit_codes::fine : exit_codes::inconclusive;
}

}  // namespace

int verb_forecast(const Options& options) {
  ScenarioRequest request = options.request;
  request.max_work = std::numeric_limits<double>::max();  // options change the work: judged before the run
  ReadScenario read = read_scenario(request);
  const Diagnostics faults = run_diagnostics(read);
  if (faults.has_errors()) return report_faults(options, faults, "nothing was simulated");
  apply_options(options, read.scenario->experiment);
  const Scenario& scenario = *read.scenario;
  const std::vector<ClassOutlook> outlooks = known_outlooks(first_day(scenario));
  if (const std::string refusal = forecast_refusal(scenario, outlooks); !refusal.empty())
    return refuse(refusal + "; nothing was simulated");
  const Style style = style_of_descriptor(STDERR_FILENO);
  if (const std::string refusal = work_refusal(options, scenario, style); !refusal.empty()) return refuse(refusal);

  const InterruptGuard guard;
  ThreadWorkers workers(options.jobs > 0 ? options.jobs : default_jobs());
  Progress progress(style.terminal, style, scenario.experiment.replications, say);
  std::optional<ForecastAnswer> forecast = run_forecast(scenario, outlooks, workers, progress, interrupted,
                                                        [&](const ForecastAnswer& so_far) { progress.says(forecast_so_far(so_far)); });
  progress.wipe();
  if (!forecast) {
    say("npcost: interrupted before the first replication was finished; there is no forecast\n");
    return exit_codes::was_interrupted;
  }
  forecast->warnings = warnings_of(read);
  std::erase_if(forecast->warnings, [](const Diagnostic& warning) { return warning.code == "W733"; });  // here they do move
  return report(options, *forecast);
}

}  // namespace npcost
