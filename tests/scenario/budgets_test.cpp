#include "tests/scenario/support.h"

using namespace npcost;
using namespace npcost::scenario_test;

namespace {

/// Faults of the spoken scenario with one more budget.
Faults budget(const std::string& keys) {
  return faults(edited(voice, R"("budgets": {)", R"("budgets": { "b": { )" + keys + " }, "));
}

}  // namespace

TEST_CASE("a budget names a metric that exists", "[scenario][budgets]") {
  CHECK(budget(R"("metric": "cost.per_mau_month", "max": "$0.10")").empty());
  const ReadScenario result = read_text(edited(tiny, "cost.per_mau_month", "cost.per_mau_mnth"));
  CHECK(faults(result) == Faults{"E406 /budgets/cheap enough/metric"});
  CHECK(found(result, "E406").hint == "did you mean \"cost.per_mau_month\"?");
}

TEST_CASE("a limit is written in the unit of its metric", "[scenario][budgets]") {
  CHECK(budget(R"("metric": "cost.per_mau_month", "max": "10%")").size() == 1);
  CHECK(budget(R"("metric": "cost.per_mau_month", "max": 0.1)") == Faults{"E201 /budgets/b/max"});
  CHECK(budget(R"("metric": "cache.hit_rate", "min": "50%")").empty());
  CHECK(budget(R"("metric": "cache.hit_rate", "min": "$1")").size() == 1);
  CHECK(budget(R"("metric": "latency.first_text", "max": "1.5 s")").empty());
  CHECK(budget(R"("metric": "latency.first_text", "max": "1..2 s")") == Faults{"E218 /budgets/b/max"});
  CHECK(budget(R"("metric": "latency.first_text", "max": "3 tokens")").size() == 1);
  CHECK(budget(R"("metric": "turns.total", "max": "10M turns")").empty());
  CHECK(budget(R"("metric": "load.peak_tokens_per_min", "max": "10M tokens")").empty());
  CHECK(budget(R"("metric": "players.dau", "min": 5)").empty());
}

TEST_CASE("a budget has a limit, and its minimum is not above its maximum", "[scenario][budgets]") {
  CHECK(budget(R"("metric": "cost.per_turn")") == Faults{"E103 /budgets/b"});
  CHECK(budget(R"("metric": "cost.per_turn", "min": "$1", "max": "$1")").empty());
  CHECK(budget(R"("metric": "cost.per_turn", "min": "$1.01", "max": "$1")") == Faults{"E109 /budgets/b/max"});
  const Scenario both = right(edited(tiny, R"("max": "$0.10")", R"("min": "$0.01", "max": "$0.10")"));
  CHECK(both.budgets[0].limit_text == "min $0.01, max $0.10");
}

TEST_CASE("a slice names what exists", "[scenario][budgets]") {
  CHECK(budget(R"("metric": "cost.per_turn", "max": "$1", "where": { "segment": "talkers" })").empty());
  const ReadScenario result = read_text(
      edited(voice, R"("budgets": {)",
             R"("budgets": { "b": { "metric": "cost.per_turn", "max": "$1", "where": { "segment": "whales" } }, )"));
  CHECK(faults(result) == Faults{"E403 /budgets/b/where/segment"});
  CHECK(found(result, "E403").message == "budget slice matches nothing: segment \"whales\"");
  CHECK(found(result, "E403").hint == "segments here: silent, talkers");
  const Scenario scenario =
      right(edited(voice, R"("budgets": {)",
                   R"("budgets": { "b": { "metric": "cost.total", "max": "$1", "where": {)"
                   R"( "npc": "crowd", "model": "mouth", "pipeline": "written", "segment": "talkers" } }, )"));
  CHECK(scenario.budgets[0].where.npc == 1u);
  CHECK(scenario.budgets[0].where.model == 2u);
  CHECK(scenario.budgets[0].where.pipeline == 1u);
  CHECK(scenario.budgets[0].where.segment == 1u);
}

TEST_CASE("a slice of what nobody meets is an error, not a pass", "[scenario][budgets]") {
  const std::string more = edited(
      edited(edited(edited(tiny, R"("npcs": {)", R"("npcs": { "hermit": { "extends": "innkeeper" },)"), R"("small": {)",
                    R"("spare": { "kind": "llm", "input": "$1/1M tokens", "output": "$1/1M tokens" }, "small": {)"),
             R"("pipelines": {)",
             R"("pipelines": { "other": { "kind": "text", "stages": [{ "do": "llm", "model": "spare" }] },)"),
      R"("max": "$0.10")", R"("max": "$0.10", "where": { "npc": "innkeeper" })");
  CHECK(faults(more).empty());
  const std::string slice = R"({ "npc": "innkeeper" })", at = "E403 /budgets/cheap enough/where/";
  CHECK(faults(edited(more, slice, R"({ "npc": "hermit" })")) == Faults{at + "npc"});
  CHECK(faults(edited(more, slice, R"({ "model": "spare" })")) == Faults{at + "model"});
  CHECK(faults(edited(more, slice, R"({ "pipeline": "other" })")) == Faults{at + "pipeline"});
  CHECK(faults(edited(more, slice, R"({ "pipeline": "text", "model": "small" })")).empty());
}

TEST_CASE("only statistics that are kept can be judged", "[scenario][budgets]") {
  const std::string turn = R"("metric": "cost.per_turn", "max": "$1", )";
  CHECK(budget(turn + R"("stat": "p95")").empty());
  CHECK(budget(turn + R"("stat": "p95", "where": { "segment": "talkers" })").empty());
  CHECK(budget(turn + R"("stat": "p95", "where": { "npc": "crowd" })") == Faults{"E407 /budgets/b/stat"});
  CHECK(budget(turn + R"("stat": "mean", "where": { "npc": "crowd" })").empty());
  CHECK(budget(turn + R"("stat": "total")") == Faults{"E407 /budgets/b/stat"});
  CHECK(budget(R"("metric": "cost.total", "stat": "total", "max": "$1")").empty());
  CHECK(budget(R"("metric": "cost.total", "stat": "p95", "max": "$1")") == Faults{"E407 /budgets/b/stat"});
  CHECK(budget(R"("metric": "latency.first_text", "stat": "p99", "max": "1 s")").empty());
  CHECK(budget(R"("metric": "latency.first_text", "max": "1 s", "where": { "segment": "talkers" })") ==
        Faults{"E407 /budgets/b/where"});
  CHECK(budget(R"("metric": "players.dau", "max": 5, "where": { "segment": "talkers" })") ==
        Faults{"E407 /budgets/b/where"});
  CHECK(budget(R"("metric": "turns.total", "max": 5, "where": { "model": "brain" })") ==
        Faults{"E407 /budgets/b/where"});
  CHECK(budget(turn + R"("stat": "p42")") == Faults{"E104 /budgets/b/stat"});
}

TEST_CASE("a budget on what cannot occur is an error, not a pass", "[scenario][budgets]") {
  const auto only_text = [](const std::string& metric) {
    return faults(edited(tiny, R"("cost.per_mau_month", "max": "$0.10")", metric));
  };
  CHECK(only_text(R"("latency.first_audio", "max": "1 s")") == Faults{"E403 /budgets/cheap enough/metric"});
  CHECK(only_text(R"("cost.per_voice_minute", "max": "$1")") == Faults{"E403 /budgets/cheap enough/metric"});
  // Nobody says how long the model takes, so nobody knows how long players wait.
  CHECK(only_text(R"("latency.first_text", "max": "1 s")") == Faults{"E403 /budgets/cheap enough/metric"});
  CHECK(only_text(R"("quality.abandoned_turns", "max": "1%")") == Faults{"E403 /budgets/cheap enough/metric"});
  CHECK(faults(edited(edited(tiny, R"("cost.per_mau_month", "max": "$0.10")", R"("latency.first_text", "max": "1 s")"),
                      R"("kind": "llm",)", R"("kind": "llm", "first_token": "300 ms",)"))
            .empty());
  CHECK(only_text(R"("cost.share_of_revenue", "max": "5%")") == Faults{"E109 /budgets/cheap enough/metric"});
}

TEST_CASE("a verdict's confidence is a sensible one", "[scenario][budgets]") {
  const std::string turn = R"("metric": "cost.per_turn", "max": "$1", )";
  CHECK(budget(turn + R"("confidence": "50%")").empty());
  CHECK(budget(turn + R"("confidence": "49%")") == Faults{"E106 /budgets/b/confidence"});
  CHECK(budget(turn + R"("confidence": "100%")") == Faults{"E106 /budgets/b/confidence"});
  CHECK(budget(turn + R"("confidence": 95)") == Faults{"E211 /budgets/b/confidence"});
}
