// npcost solve: the value it finds was run and holds; where there is none it says why.
#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <tuple>

#include "sim/scenario/written_number.h"
#include "tests/ui/made_prices.h"
#include "tests/ui/sweep_support.h"
#include "ui/report/sweep_json.h"
#include "ui/terminal/solve_text.h"

using namespace npcost;
using namespace npcost::sweep_test;
using captured::Folder;
using captured::Ran;
using nlohmann::json;
using Outcome = SolveAnswer::Outcome;

namespace {

std::string search(const std::string& path, const std::string& goal, const std::string& low, const std::string& high) {
  return R"(/experiment/solve={ "for": ")" + path + R"(", "so_that": { )" + goal + R"( }, "low": ")" + low + R"(", "high": ")" + high + "\" }";
}

/// Constant lengths: every turn is a number that can be worked out.
std::string constant_world(const std::string& more = "", const std::string& model = R"("input": "$0.15/1M tokens", "output": "$0/1M tokens")") {
  return R"({ "npcost": 1, "name": "constants", "time": { "duration": "2 d" },
    "models": { "small": { "kind": "llm", )" + model + R"( } },
    "pipelines": { "text": { "kind": "text", "stages": [{ "do": "llm", "model": "small" }] } },
    "npcs": { "hans": { "pipeline": "text", "persona": "600 tokens", "player_line": "20 tokens", "reply": "50 tokens"
      )" + more + R"( } },
    "players": { "active": "40 players", "segments": { "all": { "share": "100%", "sessions": "1/d", "conversations": 1, "turns": "10 turns", "npcs": { "hans": 1 } } } },
    "experiment": { "seed": 3, "replications": 3 } })";
}

double value_of(const std::string& json) { return written_number(json).value().value; }

/// The metric of a run with that value.
double run_value(const std::string& text, const std::string& path, const std::string& value, const std::string& metric) {
  for (const Metric& one : run_with(text, {path + "=" + value}).metrics) {
    if (one.name == metric) return one.mean.value();
  }
  FAIL("no such metric");
  return 0;
}

}  // namespace

TEST_CASE("the root of a line is the limit over the slope", "[solve]") {
  // Full history, n = 10 turns, S = 600, u = 20, o = 50: input is n(S + u) + (u + o)·n(n − 1)/2 = 6,200 + 70·45 = 9,350 tokens a
  // conversation, 935 a turn; output is free. $0.0007 a turn is reached at 0.0007/935 = $0.748663101604…/1M tokens.
  const SolveAnswer answer = solve(read(constant_world(), {search("/models/small/input", R"("metric": "cost.per_turn", "max": "$0.0007")",
                                                                 "$0.01/1M tokens", "$2/1M tokens")}));
  REQUIRE(answer.outcome == Outcome::found);
  CHECK_THAT(value_of(answer.root->value), WithinRel(700.0 / 935, 2e-9));
  CHECK(value_of(answer.root->value) <= 700.0 / 935);  // it holds: rounded to the cheap side
  CHECK(answer.holds_below);
  CHECK(answer.tried <= 12);  // a line needs a scan and a step or two
  CHECK(answer.root->result.value.value() <= 0.0007);
}

TEST_CASE("the root's own run satisfies the budget, and the value beyond it does not", "[solve]") {
  const std::string text = captured::scenario_text();
  for (const auto& [path, low, high] : {std::tuple("/models/small/output", "$0.01/1M tokens", "$9/1M tokens"),
                                        std::tuple("/npcs/innkeeper/persona", "100 tokens", "5000 tokens"),
                                        std::tuple("/npcs/innkeeper/reply", "10 tokens", "900 tokens")}) {
    INFO(path);
    const SolveAnswer answer = solve(read(text, {search(path, R"("metric": "cost.per_turn", "max": "$0.0003")", low, high)}));
    REQUIRE(answer.outcome == Outcome::found);
    const double holds = run_value(text, path, answer.root->value, "cost.per_turn");
    CHECK(holds <= 0.0003 * (1 + 1e-12));
    CHECK(holds == answer.root->result.value.value());  // the run is the proof
    CHECK(run_value(text, path, answer.beyond->value, "cost.per_turn") > 0.0003);
  }
}

TEST_CASE("what is counted is found to the last one", "[solve]") {
  // 935 + (S − 600) tokens a turn at $0.15/1M: $0.000150 is 1,000 tokens a turn: S = 665 holds, S = 666 does not.
  const SolveAnswer answer = solve(read(constant_world(), {search("/npcs/hans/persona", R"("metric": "cost.per_turn", "max": "$0.00015")",
                                                                 "100 tokens", "9000 tokens")}));
  REQUIRE(answer.outcome == Outcome::found);
  CHECK(answer.root->value == "\"665 tokens\"");
  CHECK(answer.beyond->value == "\"666 tokens\"");
}

TEST_CASE("a step is found as surely as a line", "[solve]") {
  // A prompt is cached if it has at least min_cache tokens. From turn 2 on what is cached is the prompt of the turn before, 620 tokens and more:
  // with min_cache up to 620 all nine later turns read a cache; above it the second does not, and so on in steps of 70.
  const std::string text =
      constant_world(R"(, "think_time": "5 s")",
                     R"("input": "$1/1M tokens", "cached_input": "$0/1M tokens", "output": "$0/1M tokens", "min_cache": "100 tokens", "cache_ttl": "1 h")");
  const SolveAnswer answer = solve(read(text, {search("/models/small/min_cache", R"("metric": "cost.per_turn", "max": "$0.0003")", "10 tokens", "3000 tokens")}));
  REQUIRE(answer.outcome == Outcome::found);
  CHECK(value_of(answer.beyond->value) - value_of(answer.root->value) == 1);
  CHECK(run_value(text, "/models/small/min_cache", answer.root->value, "cost.per_turn") <= 0.0003);
  CHECK(run_value(text, "/models/small/min_cache", answer.beyond->value, "cost.per_turn") > 0.0003);
}

TEST_CASE("a minimum is searched from the other side", "[solve]") {
  // "At least": a turn must cost no less than $0.0007 (a seller's question); it holds from the root upwards.
  const SolveAnswer answer = solve(read(constant_world(), {search("/models/small/input", R"("metric": "cost.per_turn", "min": "$0.0007")",
                                                                 "$0.01/1M tokens", "$2/1M tokens")}));
  REQUIRE(answer.outcome == Outcome::found);
  CHECK_FALSE(answer.holds_below);
  CHECK(value_of(answer.root->value) >= 700.0 / 935 * (1 - 1e-12));
  CHECK_THAT(value_of(answer.root->value), WithinRel(700.0 / 935, 2e-9));
}

TEST_CASE("the interval of a root is where the verdict is open", "[solve]") {
  const std::string text = captured::scenario_text("", "5");
  const double limit = run_value(text, "/models/small/output", "$7/1M tokens", "cost.per_mau_month");
  const SolveAnswer answer = solve(read(text, {search("/models/small/output", fmt::format(R"("metric": "cost.per_mau_month", "max": "${:.9f}")", limit),
                                                      "$0.01/1M tokens", "$30/1M tokens")}));
  REQUIRE(answer.outcome == Outcome::found);
  REQUIRE(answer.passes.has_value());
  REQUIRE(answer.fails.has_value());
  CHECK(answer.passes->at < answer.root->at);
  CHECK(answer.root->at < answer.fails->at);
  CHECK(answer.passes->result.verdict == BudgetResult::Verdict::pass);
  CHECK(answer.root->result.verdict == BudgetResult::Verdict::inconclusive);
  CHECK(answer.fails->result.verdict == BudgetResult::Verdict::fail);
}

TEST_CASE("no solution in range says what both ends give", "[solve]") {
  const auto outcome = [](const std::string& max) {
    return solve(read(constant_world(), {search("/models/small/input", R"("metric": "cost.per_turn", "max": ")" + max + '"', "$0.1/1M tokens",
                                                "$0.2/1M tokens")}));
  };
  const SolveAnswer everywhere = outcome("$1"), nowhere = outcome("$0.00001");
  CHECK(everywhere.outcome == Outcome::holds_everywhere);
  CHECK(nowhere.outcome == Outcome::holds_nowhere);
  // 935 tokens a turn at $0.1 and $0.2/1M.
  const std::string text = solve_text(nowhere, Style{});
  CHECK(contains(text, "No solution in range"));
  CHECK(contains(text, "$0.0000935"));
  CHECK(contains(text, "$0.000187"));
  CHECK_FALSE(nowhere.root.has_value());
}

TEST_CASE("a budget that holds in the middle only is not monotone", "[solve]") {
  // Summaries that come often are calls of their own, rare ones leave a long history: a turn is cheapest in between.
  // The estimate, in tokens a turn: 620 + 300 of summary + half the history at 70 a turn + the call's 800 + 300 + history, every so many turns:
  // 3 → about 1,700; 10 → 1,500; 59 → 2,600.
  std::string text = constant_world(
      R"(, "memory": { "policy": "summarise", "summarise_after": 10, "keep_turns": 1, "summary": "300 tokens", "summary_prompt": "800 tokens" })");
  text.replace(text.find("10 turns"), 8, "60 turns");
  const std::string path = "/npcs/hans/memory/summarise_after";
  const auto cost = [&](const std::string& after) { return run_value(text, path, after, "cost.per_turn"); };
  const double often = cost("3"), between = cost("10"), rarely = cost("59");
  REQUIRE(between < often);
  REQUIRE(between < rarely);
  const double limit = (between + std::min(often, rarely)) / 2;
  const SolveAnswer answer = solve(read(text, {R"(/experiment/solve={ "for": ")" + path + R"(", "so_that": { "metric": "cost.per_turn", "max": ")" +
                                               fmt::format("${:.12f}", limit) + R"(" }, "low": 3, "high": 59 })"}));
  CHECK(answer.outcome == Outcome::not_monotone);
  CHECK(answer.rises_and_falls);
  CHECK(contains(solve_text(answer, Style{}), "Not monotone"));
}

TEST_CASE("threads change no byte of a search", "[solve]") {
  const ReadScenario base = read(captured::scenario_text(), {search("/npcs/innkeeper/reply", R"("metric": "cost.per_turn", "max": "$0.0003")", "10 tokens", "900 tokens")});
  const std::string alone = solve_json(solve(base), {});
  ThreadWorkers workers(3);
  SolveRun run(base);
  CHECK(solve_json(run.run(workers, never), {}) == alone);
}

TEST_CASE("the verb finds, refuses and says what it did not find by its exit code", "[solve][verbs]") {
  const Folder folder;
  const std::string file = folder.write("s.npcost.json", constant_world());
  const auto ran = [&](std::vector<std::string> more) {
    std::vector<std::string> words{"solve", file, "--for", "/models/small/input", "--low", "$0.01/1M tokens", "--high", "$2/1M tokens"};
    words.insert(words.end(), more.begin(), more.end());
    return captured::npcost(words);
  };
  const Ran found = ran({"--metric", "cost.per_turn", "--max", "$0.0007", "--json"});
  INFO(found.err);
  CHECK(found.code == 0);
  const json answer = json::parse(found.out);
  CHECK(answer["npcost_solve"] == 1);
  CHECK(answer["outcome"] == "found");
  CHECK(answer["root"]["value"] == "$0.748663101/1M tokens");  // 0.0007/935, rounded to the side that holds
  CHECK(answer["holds"] == "from low to root");
  CHECK(ran({"--metric", "cost.per_turn", "--max", "$9"}).code == 4);
  const Ran both = ran({"--metric", "cost.per_turn", "--max", "$9", "--min", "$1"});
  CHECK(both.code == 2);
  CHECK(contains(both.err, "E445"));
  CHECK(contains(ran({"--max", "$9"}).err, "together"));
  CHECK(contains(captured::npcost({"solve", file}).err, "nothing is looked for"));
  const Ran units = captured::npcost({"solve", file, "--for", "/models/small/input", "--low", "5 turns", "--high", "$2/1M tokens", "--metric", "cost.per_turn", "--max", "$1"});
  CHECK(contains(units.err, "E445"));
}

TEST_CASE("a search reads as approved, found or not, and as JSON", "[solve]") {
  const std::string goal = R"("metric": "cost.per_turn", "max": "$0.0007")";
  const SolveAnswer found = solve(read(constant_world(), {search("/models/small/input", goal, "$0.01/1M tokens", "$2/1M tokens")}));
  const SolveAnswer nowhere = solve(read(constant_world(), {search("/models/small/input", goal, "$1/1M tokens", "$2/1M tokens")}));
  const SolveAnswer unsure = solve(read(captured::scenario_text("", "5"), {search("/npcs/innkeeper/reply", R"("metric": "cost.per_mau_month", "stat": "p95", "max": "$0.4")",
                                                                                  "10 tokens", "900 tokens")}));
  const std::string text = solve_text(found, Style{}) + "\n" + solve_text(nowhere, Style{}) + "\n" + solve_text(unsure, Style{});
  CHECK(text == made::approved("solve.txt", text));
  CHECK(made::widest(text) <= 80);
  CHECK(solve_json(found, {}) == made::approved("solve.json", solve_json(found, {})));
}
