#pragma once
// Forecasts of a game so small that its dates follow from a formula: every price has the same path.

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "sim/answers/forecast/forecast_draws.h"
#include "sim/engine/run.h"
#include "tests/scenario/support.h"

namespace npcost::forecast_test {

/// One innkeeper and few players; `path` stands behind "now" of both prices, `more` is a member of the root.
inline std::string game(const std::string& path, const std::string& more = {}, const std::string& experiment = {}) {
  return R"({ "npcost": 1, "name": "one innkeeper", "time": { "start": "2025-01-31", "duration": "2 d" },
    "models": { "small": { "kind": "llm", "input": { "now": "$0.15/1M tokens", )" +
         path + R"( }, "output": { "now": "$0.60/1M tokens", )" + path + R"( } } },
    "pipelines": { "text": { "kind": "text", "stages": [{ "do": "llm", "model": "small" }] } },
    "npcs": { "innkeeper": { "pipeline": "text", "persona": "600 tokens", "player_line": "18 tokens", "reply": "100 tokens" } },
    "players": { "active": "30 players", "segments": { "everyone": { "share": "100%", "sessions": "2/d", "conversations": 2, "turns": 5, "npcs": { "innkeeper": 1 } } } })" +
         more + R"(, "experiment": { "seed": 11, "replications": 2, )" + experiment + R"( "sample_players": "30 players" } })";
}

/// The forecast of the whole scenario on this thread.
inline ForecastDraws all_draws(const Scenario& scenario, std::vector<ViabilityQuestion> questions, std::vector<ClassOutlook> outlooks = {}) {
  ForecastDraws draws(scenario, outlooks, std::move(questions));
  OneWorker alone;
  for (std::uint32_t r = 0; r < draws.replications(); ++r) {
    const auto plan = compile_plan(scenario, r);
    const ReplicationRun run = run_batch(*plan, alone, [] { return true; });
    REQUIRE(draws.add_replication(*plan, run.ledger, alone, [] { return true; }));
  }
  return draws;
}

/// A question about the whole bill.
inline ViabilityQuestion bill_at_most(double limit, Stat stat = Stat::mean, const std::string& metric = "cost.per_mau_month") {
  Budget budget;
  budget.metric = metric;
  budget.stat = stat;
  budget.max = limit;
  return {"bill", std::nullopt, budget, metric, std::string(stat_name(stat)), "", "USD", "", limit};
}

/// What the figure is in the first replication at the prices of the start.
inline double today(const Scenario& scenario, const ViabilityQuestion& question) {
  const PricePaths paths(scenario, {});
  const auto plan = compile_plan(scenario, 0);
  OneWorker alone;
  const ReplicationRun run = run_batch(*plan, alone, [] { return true; });
  const ForecastWorld world(scenario, *plan, run.ledger, paths);
  const std::optional<double> value = world.value(question, std::vector<double>(paths.prices().size(), 1.0));
  REQUIRE(value.has_value());
  return *value;
}

/// The answer when the bill has to fall to a share of what it is today.
inline ForecastQuestionAnswer when_it_falls_to(double share, const std::string& text, Stat stat = Stat::mean) {
  Scenario scenario = scenario_test::right(text);
  scenario.experiment.replications = 1;   // the limit is a share of its bill
  const double now = today(scenario, bill_at_most(1, stat));
  return all_draws(scenario, {bill_at_most(now * share, stat)}).answer().questions.front();
}

}  // namespace npcost::forecast_test
