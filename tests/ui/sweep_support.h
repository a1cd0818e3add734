#pragma once
// Sweeps and searches of small scenarios in memory.

#include <string>
#include <vector>

#include "tests/catch.h"
#include "tests/ui/captured.h"
#include "ui/running/simulate.h"
#include "ui/running/solve_run.h"
#include "ui/running/sweep_run.h"
#include "ui/running/workers.h"
#include "ui/terminal/progress.h"

namespace npcost::sweep_test {

inline ReadScenario read(const std::string& text, const std::vector<std::string>& settings = {}) {
  ScenarioRequest request;
  request.files = {"s.npcost.json"};
  request.drafts = {{"s.npcost.json", text}};
  request.settings = settings;
  request.keeps_tree = true;
  ReadScenario scenario = read_scenario(request);
  INFO(report_text(scenario.diagnostics));
  REQUIRE(scenario.scenario.has_value());
  return scenario;
}

inline bool never() { return false; }

inline SweepAnswer sweep(const ReadScenario& base, Workers& workers, bool full = false) {
  SweepRun run(base, full, workers, never);
  INFO(report_text(run.faults()));
  REQUIRE_FALSE(run.faults().has_errors());
  Progress progress(false, Style{}, 1, [](std::string_view) {});
  run.run(workers, progress, never);
  return run.answer();
}

inline SweepAnswer sweep(const ReadScenario& base) {
  OneWorker alone;
  return sweep(base, alone);
}

/// What `npcost run` says of the scenario with these values.
inline Result run_with(const std::string& text, const std::vector<std::string>& settings) {
  const ReadScenario one = read(text, settings);
  OneWorker workers;
  Progress progress(false, Style{}, 1, [](std::string_view) {});
  return result_of(simulate(*one.scenario, {}, workers, progress, never), {});
}

inline SolveAnswer solve(const ReadScenario& base) {
  OneWorker alone;
  SolveRun run(base);
  SolveAnswer answer = run.run(alone, never);
  INFO(report_text(run.faults()));
  REQUIRE_FALSE(run.faults().has_errors());
  return answer;
}

/// "/experiment/sweep=[…]" of paths that are written as JSON objects.
inline std::string sweep_setting(const std::string& paths) { return "/experiment/sweep=[" + paths + "]"; }

inline bool contains(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

}  // namespace npcost::sweep_test
