// What nobody knows: correlated, held, drawn apart from luck. Whatever is not asked for keeps its draws.

#include <algorithm>
#include <cmath>
#include <map>

#include "sim/engine/plan_types.h"
#include "tests/laws/support.h"

using namespace npcost;
using namespace npcost::laws;

namespace {

/// Unknown: how many players, both prices, the persona, and a share of one segment.
const std::string uncertain_world = R"({
  "npcost": 1, "name": "uncertain",
  "time": { "start": "2026-01-05", "duration": "1 d" },
  "models": { "small": { "kind": "llm", "input": "$0.10..0.20/1M tokens", "output": "$0.50..0.70/1M tokens" } },
  "pipelines": { "text": { "kind": "text", "stages": [ { "do": "llm", "model": "small" } ] } },
  "npcs": { "innkeeper": { "pipeline": "text", "persona": "500..900 tokens", "player_line": "20 tokens", "reply": "50 tokens" } },
  "players": { "active": "20..60 players", "segments": { "all": { "share": "100%", "talks": "40..80%", "turns": "3 turns", "npcs": { "innkeeper": 1 } } } },
  "experiment": { "seed": 7, "replications": 4 }
})";

std::string with_experiment(const std::string& keys) {
  return with(uncertain_world, "\"replications\": 4", "\"replications\": 4, " + keys);
}

const std::string one_pair = R"("correlations": [{ "between": ["/players/active", "/models/small/input"], "rank": 0.8 }])";

std::map<std::string, double> quantiles(const Scenario& scenario, std::uint32_t replication) {
  const auto plan = compile_plan(scenario, replication);
  return {plan->unknowns.begin(), plan->unknowns.end()};
}

/// Spearman's over replications: of uniform quantiles Pearson's is Spearman's.
double rank_correlation(const Scenario& scenario, const std::string& a, const std::string& b, std::uint32_t replications) {
  double sum = 0, of_a = 0, of_b = 0;
  for (std::uint32_t r = 0; r < replications; ++r) {
    const auto drawn = quantiles(scenario, r);
    const double x = drawn.at(a) - 0.5, y = drawn.at(b) - 0.5;
    sum += x * y;
    of_a += x * x;
    of_b += y * y;
  }
  return sum / std::sqrt(of_a * of_b);
}

}  // namespace

// 2,000 replications: a standard error of √((1 − 0.64)/2000) ≈ 0.013 at most, and 0.022 for what is independent.
TEST_CASE("a number of players and a price go together as the scenario says", "[laws][unknowns]") {
  const Scenario scenario = scenario_of(with_experiment(one_pair));
  CHECK_THAT(rank_correlation(scenario, "/players/active", "/models/small/input", 2000), WithinAbs(0.8, 0.04));
  CHECK_THAT(rank_correlation(scenario, "/players/active", "/models/small/output", 2000), WithinAbs(0.0, 0.09));
}

TEST_CASE("an NPC's unknown and a segment's can be correlated too, one of them backwards", "[laws][unknowns]") {
  const Scenario scenario = scenario_of(with_experiment(
      R"("correlations": [{ "between": ["/npcs/innkeeper/persona", "/players/segments/all/talks"], "rank": -0.7 }])"));
  CHECK_THAT(rank_correlation(scenario, "/npcs/innkeeper/persona", "/players/segments/all/talks", 2000), WithinAbs(-0.7, 0.05));
}

TEST_CASE("who is in no correlation keeps the draw that it has without any", "[laws][unknowns]") {
  const Scenario plain = scenario_of(uncertain_world), correlated = scenario_of(with_experiment(one_pair));
  for (std::uint32_t r = 0; r < 4; ++r) {
    const auto before = quantiles(plain, r), after = quantiles(correlated, r);
    REQUIRE(before.size() == 5);
    REQUIRE(after.size() == 5);
    int moved = 0;
    for (const auto& [pointer, quantile] : before) moved += after.at(pointer) == quantile ? 0 : 1;
    CHECK(moved == 1);  // of the pair the one whose name comes first keeps its own draw
    for (const char* alone : {"/models/small/output", "/npcs/innkeeper/persona", "/players/segments/all/talks"}) {
      CHECK(after.at(alone) == before.at(alone));
    }
  }
}

TEST_CASE("which of a pair stands first, and what things are called, changes no draw", "[laws][unknowns]") {
  const Scenario scenario = scenario_of(with_experiment(one_pair));
  const Scenario turned = scenario_of(with_experiment(
      R"("correlations": [{ "between": ["/models/small/input", "/players/active"], "rank": 0.8 }])"));
  const Scenario renamed = scenario_of(with(with_experiment(one_pair), "small", "tiny"));
  for (std::uint32_t r = 0; r < 4; ++r) {
    const auto drawn = quantiles(scenario, r);
    CHECK(quantiles(turned, r) == drawn);
    CHECK(quantiles(renamed, r).at("/models/tiny/input") == drawn.at("/models/small/input"));
    CHECK(quantiles(renamed, r).at("/players/active") == drawn.at("/players/active"));
  }
}

TEST_CASE("a variant in which one of a pair is known leaves the other its draw", "[laws][unknowns]") {
  for (const char* known : {R"({ "players": { "active": "40 players" } })", R"({ "models": { "small": { "input": "$0.15/1M tokens" } } })"}) {
    ReadScenario read = read_scenario_text("law.npcost.json", with_experiment(one_pair + R"(, "variants": { "v": )" + known + " }"));
    INFO(report_text(read.diagnostics));
    REQUIRE(read.scenario.has_value());
    REQUIRE(read.variants.size() == 1);
    for (std::uint32_t r = 0; r < 4; ++r) {
      const auto base = quantiles(*read.scenario, r), variant = quantiles(read.variants.front().scenario, r);
      REQUIRE(variant.size() == base.size() - 1);
      for (const auto& [pointer, quantile] : variant) CHECK(quantile == base.at(pointer));
    }
  }
}

TEST_CASE("an unknown that is held has its quantile, and moves what follows it", "[laws][unknowns]") {
  Scenario scenario = scenario_of(with_experiment(one_pair));
  scenario.experiment.held = {{"/players/active", 0.95}};
  double mean = 0;
  for (std::uint32_t r = 0; r < 500; ++r) {
    const auto drawn = quantiles(scenario, r);
    REQUIRE(drawn.at("/players/active") == 0.95);
    mean += drawn.at("/models/small/input") / 500;
  }
  CHECK(mean > 0.75);  // 0.5 if it did not follow
}

TEST_CASE("what nobody knows can be drawn as in another replication, with this one's luck", "[laws][unknowns]") {
  Scenario scenario = scenario_of(uncertain_world);
  const auto own = quantiles(scenario, 3), other = quantiles(scenario, 1);
  REQUIRE(own != other);
  scenario.experiment.unknown_replication = 1;
  CHECK(quantiles(scenario, 3) == other);
  CHECK(compile_plan(scenario, 3)->replication == 3);
}

TEST_CASE("replications of a nested run share their draw of what nobody knows and differ in luck", "[laws][unknowns]") {
  const Scenario plain = scenario_of(uncertain_world), nested = scenario_of(with_experiment("\"nested\": 2"));
  CHECK(quantiles(nested, 0) == quantiles(plain, 0));
  CHECK(quantiles(nested, 1) == quantiles(plain, 0));
  CHECK(quantiles(nested, 2) == quantiles(plain, 1));
  CHECK(quantiles(nested, 3) == quantiles(plain, 1));
  Scenario held = nested;
  for (const auto& [pointer, name] : nested.unknown_names) held.experiment.held.push_back({pointer, 0.5});
  CHECK(total_of(run_of(held, 0), Meter::output_tokens) != total_of(run_of(held, 1), Meter::output_tokens));
}

TEST_CASE("whether an event happens belongs to what nobody knows", "[laws][unknowns]") {
  const std::string rare = with(uncertain_world, "\"experiment\"",
                                R"("events": { "cut": { "at": "day 0 12:00", "do": "price", "target": "/models/small", "times": 0.5, "probability": 0.5 } }, "experiment")");
  ReadScenario read = read_scenario_text("law.npcost.json", rare);
  INFO(report_text(read.diagnostics));
  REQUIRE(read.scenario.has_value());
  Scenario nested = *read.scenario;
  nested.experiment.lucks = 2;
  for (std::uint32_t r = 0; r < 40; ++r) CHECK(work_list(*compile_plan(nested, r)).events == work_list(*compile_plan(*read.scenario, r / 2)).events);
}
