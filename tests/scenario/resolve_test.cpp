#include "sim/base/atomic_file.h"
#include "sim/scenario/files/json_write.h"
#include "tests/base/test_folder.h"
#include "tests/scenario/support.h"

using namespace npcost;
using namespace npcost::scenario_test;

namespace {

std::string assumption(const Scenario& scenario, std::string_view pointer) {
  for (const Assumption& a : scenario.assumptions) {
    if (a.pointer == pointer) return a.value + " | " + a.provenance + " | " + a.source;
  }
  return "no " + std::string(pointer);
}

}  // namespace

TEST_CASE("the resolved scenario resolves to itself, with the same hash and the same assumptions",
          "[scenario][resolve]") {
  const std::string extending =
      edited(voice, R"("crowd": )", R"("mob": { "extends": "crowd", "persona": "90 tokens" }, "crowd": )");
  for (const std::string& text : {std::string(tiny), std::string(voice), extending}) {
    const ReadScenario once = read_text(text);
    REQUIRE(once.scenario.has_value());
    const ReadScenario twice = read_text(once.resolved);
    INFO(report_text(twice.diagnostics));
    REQUIRE(twice.scenario.has_value());
    CHECK(twice.resolved == once.resolved);
    CHECK(twice.scenario->sha256 == once.scenario->sha256);
    REQUIRE(twice.scenario->assumptions.size() == once.scenario->assumptions.size());
    for (std::size_t i = 0; i < once.scenario->assumptions.size(); ++i) {
      INFO(once.scenario->assumptions[i].pointer);
      CHECK(twice.scenario->assumptions[i].provenance == once.scenario->assumptions[i].provenance);
      CHECK(twice.scenario->assumptions[i].value == once.scenario->assumptions[i].value);
    }
    CHECK(twice.scenario->unknown_names == once.scenario->unknown_names);
  }
}

TEST_CASE("the hash is about values: not about comments, spacing, the order of keys or names of files",
          "[scenario][resolve]") {
  const std::string hash = right(tiny).sha256;
  CHECK(hash.size() == 64);
  CHECK(right(edited(tiny, "// illustrative list price, not a quote", "")).sha256 == hash);
  CHECK(right(edited(tiny, R"("persona": "600 tokens", "player_line": "18 tokens")",
                     R"("player_line":"18 tokens",   "persona":"600 tokens")"))
            .sha256 == hash);
  CHECK(right(edited(tiny, R"("$schema": "../schema/npcost-scenario-1.schema.json",)", "")).sha256 == hash);
  CHECK(right(edited(tiny, R"("npcost": 1,)", R"("npcost": 1, "time": { "duration": "30 d" },)")).sha256 ==
        hash);  // the default, written
  CHECK(read_scenario_text("elsewhere/other.npcost.json", std::string(tiny)).scenario->sha256 == hash);
  CHECK(right(edited(tiny, "600 tokens", "601 tokens")).sha256 != hash);
}

TEST_CASE("a value is sourced, derived or assumed, by what stands beside or around it", "[scenario][assumptions]") {
  const Scenario plain = right(tiny);
  CHECK(assumption(plain, "/npcs/innkeeper/persona") == "600 tokens | assumed | ");
  CHECK(assumption(plain, "/npcs/innkeeper/patience") == "8 s | assumed | ");
  CHECK(assumption(plain, "/players/segments/everyone/npcs/innkeeper") == "1 | assumed | ");
  CHECK(std::is_sorted(plain.assumptions.begin(), plain.assumptions.end(),
                       [](const auto& a, const auto& b) { return a.pointer < b.pointer; }));

  const Scenario beside = right(edited(
      tiny, R"("600 tokens")", R"({ "value": "600 tokens", "source": "our prompt file", "as_of": "2026-10-01" })"));
  CHECK(assumption(beside, "/npcs/innkeeper/persona") == "600 tokens | sourced | our prompt file");
  CHECK(assumption(beside, "/npcs/innkeeper/player_line") == "18 tokens | assumed | ");

  const Scenario around = right(edited(tiny, R"("kind": "llm",)", R"("kind": "llm", "source": "price page",)"));
  CHECK(assumption(around, "/models/small/input") == "$0.15/1M tokens | sourced | price page");
  CHECK(assumption(around, "/models/small/context") ==
        "128000 tokens | assumed | ");  // nobody wrote it, so nobody sourced it

  const Scenario labelled =
      right(edited(tiny, R"("kind": "llm",)", R"("kind": "llm", "source": "our model", "provenance": "derived",)"));
  CHECK(assumption(labelled, "/models/small/input") == "$0.15/1M tokens | derived | our model");

  const Scenario spoken = right(voice);
  CHECK(assumption(spoken, "/npcs/companion/chars_per_token").starts_with("4.26 | derived"));
  CHECK(assumption(spoken, "/npcs/companion/player_speech").starts_with("4348 ms | derived"));
  CHECK(assumption(spoken, "/npcs/companion/world") == "2500 tokens | sourced | made up for this test");
}

TEST_CASE("strings of the resolved scenario are escaped as strict JSON wants", "[scenario][resolve]") {
  CHECK(json_string("a\"b\\c\n\x01\x7f한") == R"("a\"b\\c\u000a\u0001\u007f한")");
  const JsonValue tree = json_object({{"b", json_number("1e2")}, {"a", json_list({json_flag(true), JsonValue()})}});
  CHECK(compact_json(tree) == R"({"b": 1e2, "a": [true, null]})");
  CHECK(canonical_json(tree) == R"({"a":[true,null],"b":1e2})");
  CHECK(pretty_json(tree) == "{\n  \"b\": 1e2,\n  \"a\": [true, null]\n}\n");
}

TEST_CASE("the merged text and its origins are made for those who ask; the scenario is the same without", "[scenario][resolve]") {
  const Folder folder;
  write_atomically(folder / "tiny.npcost.json", std::string(tiny));
  ScenarioRequest request;
  request.files = {folder / "tiny.npcost.json"};
  const ReadScenario plain = read_scenario(request);
  request.with_origins = true;
  const ReadScenario asked = read_scenario(request);
  CHECK(plain.resolved.empty());
  CHECK(plain.origins.empty());
  CHECK(asked.resolved == read_text(tiny).resolved);
  CHECK_FALSE(asked.origins.empty());
  REQUIRE(plain.scenario.has_value());
  REQUIRE(asked.scenario.has_value());
  CHECK(plain.scenario->sha256 == asked.scenario->sha256);
}
