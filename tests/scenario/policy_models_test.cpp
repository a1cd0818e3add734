#include "tests/scenario/policies.h"

using namespace npcost;
using namespace npcost::scenario_test;

TEST_CASE("what answers instead is an llm, priced and wide enough like any other", "[scenario][policies]") {
  CHECK(wrong(R"({ "kind": "route", "to": "mouth", "share": "5%" })") == Faults{"E303 /policies/p/to"});
  const std::string route = with(R"("p": { "kind": "route", "to": "tiny", "share": "5%" })");
  const std::string tiny_model = R"("tiny": { "kind": "llm", "input": "$0.04/1M tokens", "output": "$0.10/1M tokens" })";
  CHECK(faults(edited(route, tiny_model, R"("tiny": { "kind": "llm", "input": "$0.04/1M tokens" })")) ==
        Faults{"E502 /policies/p/to"});
  // The companion's persona has a p95 of 2000, the world 2500, 100 are recalled, a summary has 200 and a line 12: 4812.
  const auto context = [&](const std::string& tokens) {
    return faults(edited(route, R"("output": "$0.10/1M tokens")", R"("output": "$0.10/1M tokens", "context": ")" + tokens + "\""));
  };
  CHECK(context("4811 tokens") == Faults{"E405 /policies/p/to"});
  CHECK(context("4813 tokens").empty());
}

TEST_CASE("a policy that never holds asks for nothing", "[scenario][policies]") {
  const std::string off = edited(
      with(R"("p": { "kind": "route", "to": "tiny", "share": "5%", "enabled": false })"),
      R"("input": "$0.04/1M tokens", "output": "$0.10/1M tokens")", R"("input": "$0.04/1M tokens")");
  CHECK(faults(off).empty());
  const std::string switched = edited(
      off, R"("policies":)",
      R"("events": { "on": { "at": "day 2", "do": "policy", "target": "/policies/p", "set": true } }, "policies":)");
  CHECK(faults(switched) == Faults{"E502 /policies/p/to"});
}

TEST_CASE("at most four models answer in one pipeline", "[scenario][policies]") {
  std::string models, routes;
  for (const std::string name : {"a", "b", "c", "d"}) {
    models += "\"" + name + R"(": { "kind": "llm", "input": "$1/1M tokens", "output": "$1/1M tokens" }, )";
    routes += (routes.empty() ? "" : ", ") + ("\"" + name) + R"(": { "kind": "route", "to": ")" + name + R"(", "share": "5%", )" +
              R"("applies_to": [")" + (name == "d" ? "spoken" : "written") + "\"] }";
  }
  const std::string three = edited(with(routes), R"("tiny": {)", models + R"("tiny": {)");
  CHECK(faults(three).empty());  // written: brain, a, b, c; spoken: brain, d
  CHECK(faults(edited(three, R"("applies_to": ["spoken"])", R"("applies_to": ["written"])")) == Faults{"E414 /policies/d/to"});
  CHECK(faults(edited(edited(three, R"("applies_to": ["spoken"])", R"("applies_to": ["written"])"), R"("to": "d")", R"("to": "a")"))
            .empty());  // four routes to three models
}

TEST_CASE("a fallback is one of a pipeline's models and must read its prompts", "[scenario][policies]") {
  const std::string route = with(R"("p": { "kind": "route", "to": "tiny", "share": "5%" })");
  const std::string llm = R"({ "kind": "llm", "input": "$1/1M tokens", "output": "$1/1M tokens")";
  const std::string more =
      edited(route, R"("tiny": {)", R"("spare": )" + llm + R"( }, "b": )" + llm + R"( }, "c": )" + llm + R"( }, "tiny": {)");
  const std::string fallback = edited(more, R"("model": "brain" }])", R"("model": "brain", "fallback": "spare" }])");
  CHECK(faults(fallback).empty());  // written: brain, spare, tiny
  const std::string four = edited(fallback, R"("p":)", R"("q": { "kind": "route", "to": "b", "share": "5%" }, "p":)");
  CHECK(faults(four).empty());
  CHECK(faults(edited(four, R"("p":)", R"("r": { "kind": "route", "to": "c", "share": "5%" }, "p":)")) ==
        Faults{"E414 /policies/p/to"});
  // The companion, who comes to the written pipeline as well, needs 4812.
  CHECK(faults(edited(fallback, R"("spare": )" + llm, R"("spare": )" + llm + R"(, "context": "4811 tokens")")) ==
        Faults{"E405 /pipelines/written/stages/0/fallback"});
  CHECK(faults(edited(fallback, R"("spare": )" + llm, R"("spare": )" + llm + R"(, "context": "4813 tokens")")).empty());
}

TEST_CASE("who may no longer speak must have something to type in", "[scenario][policies]") {
  const std::string minutes = with(R"("p": { "kind": "quota", "limit": "30 min", "then": "text_only" })");
  CHECK(faults(minutes).empty());
  CHECK(faults(edited(minutes, R"("otherwise": "written",)", "")) == Faults{"E415 /policies/p/then"});
}

TEST_CASE("the unknowns of policies draw the same when names and places change", "[scenario][policies]") {
  const auto name = [](const std::string& policies, const std::string& pointer) {
    const Scenario scenario = right(with(policies));
    for (const auto& [known, number] : scenario.unknown_names) {
      if (known == pointer) return number;
    }
    FAIL("nothing is unknown at " << pointer);
    return 0u;
  };
  const std::string speech = R"({ "kind": "cache", "applies_to": ["mouth"], "hit_rate": "5..25%" })";
  const std::string prompt = R"({ "kind": "cache", "hit_rate": "55..90%" })";
  const std::string memory = R"({ "kind": "summarise", "memory": { "summarise_after": 12, "summary": "100..200 tokens" } })";
  const std::uint32_t first = name("\"a\": " + speech, "/policies/a/hit_rate");
  CHECK(name("\"z\": " + prompt + ", \"b\": " + speech, "/policies/b/hit_rate") == first);
  CHECK(name("\"b\": " + speech + ", \"z\": " + prompt, "/policies/b/hit_rate") == first);
  CHECK(name("\"b\": " + speech + ", \"z\": " + prompt, "/policies/z/hit_rate") != first);
  const std::uint32_t length = name("\"a\": " + memory, "/policies/a/memory/summary");
  CHECK(name("\"q\": " + prompt + ", \"b\": " + memory, "/policies/b/memory/summary") == length);
}

TEST_CASE("the numbers of policies are listed among the assumptions", "[scenario][policies]") {
  const Scenario scenario = right(with(R"("p": { "kind": "quota", "limit": "60 turns", "why": "three evenings" })"));
  const auto at = [&](const std::string& pointer) {
    const auto found = std::find_if(scenario.assumptions.begin(), scenario.assumptions.end(),
                                    [&](const Assumption& a) { return a.pointer == pointer; });
    return found == scenario.assumptions.end() ? std::string("not listed") : found->value + "; " + found->why;
  };
  CHECK(at("/policies/p/limit") == "60 turns; three evenings");
  CHECK(at("/policies/p/lag") == "2 s; ");
  CHECK(at("/policies/p/share") == "not listed");
  CHECK(explain_key("/policies/any/limit")->find("turns, a length of time, tokens or money") != std::string::npos);
}
