// npcost sweep and npcost solve: a scenario with other values, the same players with the same luck.
#include <fmt/format.h>
#include <unistd.h>

#include <limits>

#include "ui/report/sweep_json.h"
#include "ui/running/simulate.h"
#include "ui/running/solve_run.h"
#include "ui/running/sweep_run.h"
#include "ui/running/workers.h"
#include "ui/terminal/exit_codes.h"
#include "ui/terminal/faults.h"
#include "ui/terminal/figures.h"
#include "ui/terminal/output.h"
#include "ui/terminal/progress.h"
#include "ui/terminal/run_answer.h"
#include "ui/terminal/signals.h"
#include "ui/terminal/solve_text.h"
#include "ui/terminal/sweep_text.h"
#include "ui/terminal/verbs.h"

namespace npcost {
namespace {

/// The scenario that other values are put into; its options stand above it. Nothing after its faults were reported.
std::optional<ReadScenario> read_base(const Options& options) {
  ScenarioRequest request = options.request;
  request.max_work = std::numeric_limits<double>::max();  // what is run is judged before it is
  request.keeps_tree = true;
  ReadScenario read = read_scenario(request);
  const Diagnostics diagnostics = run_diagnostics(read);
  if (diagnostics.has_errors()) {
    report_faults(options, diagnostics, "nothing was simulated");
    return std::nullopt;
  }
  apply_options(options, read);
  return read;
}

int refuse_work(const Options& options, double turns, std::string_view smaller) {
  return refuse(fmt::format("this would simulate about {} turns, more than --max-work {}; {} make it smaller; nothing was simulated",
                            number_text(turns, style_of_descriptor(STDERR_FILENO)), options.max_work, smaller));
}

void write_sweep(const Options& options, const SweepAnswer& answer, const ReadScenario& base) {
  const SweepQuestion& asked = options.sweep;
  if (options.json) {
    write_output(sweep_json(answer, warnings_of(base), asked.metrics));
  } else if (asked.csv) {
    write_output(sweep_csv(answer, asked.metrics));
  } else {
    write_output(sweep_text(answer, asked.metrics, style_of_descriptor(STDOUT_FILENO)));
  }
}

bool any_point(const SweepAnswer& answer) {
  for (const SweepPoint& point : answer.points) {
    if (point.replications > 0) return true;
  }
  return false;
}

}  // namespace

int verb_sweep(const Options& options) {
  const std::optional<ReadScenario> base = read_base(options);
  if (!base) return exit_codes::bad_input;
  const Sweep& sweep = base->scenario->experiment.questions->sweep;
  if (sweep.paths.empty()) {
    return refuse("nothing is varied: give --vary '/players/active=1k players,10k players', or add \"sweep\" to the experiment");
  }
  if (!options.sweep.yes_large) {
    const Diagnostics too_many = SweepRun::too_many_points(sweep);
    if (too_many.has_errors()) return report_faults(options, too_many, "nothing was simulated");
  }
  const InterruptGuard guard;
  ThreadWorkers workers(options.jobs > 0 ? options.jobs : default_jobs());
  SweepRun run(*base, options.sweep.full, workers, interrupted);
  if (run.faults().has_errors()) return report_faults(options, run.faults(), "nothing was simulated");
  if (run.turns() > static_cast<double>(options.max_work))
    return refuse_work(options, run.turns(), "fewer points, or a sweep without --full,");
  const Style style = style_of_descriptor(STDERR_FILENO);
  Progress progress(style.terminal, style, run.replications(), say);
  if (!run.stopped()) run.run(workers, progress, interrupted);
  progress.wipe();
  const SweepAnswer answer = run.answer();
  if (!any_point(answer)) {
    say("npcost: interrupted before the first point was finished; there is nothing to show\n");
    return exit_codes::was_interrupted;
  }
  write_sweep(options, answer, *base);
  return answer.partial ? exit_codes::was_interrupted : exit_codes::fine;
}

int verb_solve(const Options& options) {
  const std::optional<ReadScenario> base = read_base(options);
  if (!base) return exit_codes::bad_input;
  if (!base->scenario->experiment.questions->solve) {
    return refuse("nothing is looked for: give --for, --low, --high, --metric and --max or --min, or add \"solve\" to the experiment");
  }
  SolveRun run(*base);
  const double turns = run.scan_turns();
  if (turns > static_cast<double>(options.max_work)) return refuse_work(options, turns, "fewer replications or \"sample_players\"");
  const InterruptGuard guard;
  ThreadWorkers workers(options.jobs > 0 ? options.jobs : default_jobs());
  const Style style = style_of_descriptor(STDERR_FILENO);
  Progress progress(style.terminal, style, 30, say);
  progress.count("value");
  std::uint32_t tried = 0;
  const SolveAnswer answer = run.run(workers, interrupted, [&](const SolveTrial&) { progress.begin_replication(tried++, 1, 0); });
  progress.wipe();
  if (run.faults().has_errors()) return report_faults(options, run.faults(), "the search was given up");
  write_output(options.json ? solve_json(answer, warnings_of(*base)) : solve_text(answer, style_of_descriptor(STDOUT_FILENO)));
  if (answer.partial) return exit_codes::was_interrupted;
  return answer.outcome == SolveAnswer::Outcome::found ? exit_codes::fine : exit_codes::no_solution;
}

}  // namespace npcost
