// One scenario read beside another: sections that differ, and worlds between them that no file is read for.
#include "sim/scenario/beside.h"

#include <chrono>
#include <cstdlib>
#include <filesystem>

#include "sim/base/atomic_file.h"
#include "tests/scenario/support.h"

using namespace npcost;

namespace {

using Section = WorldSection;

std::string edited(std::string text, const std::string& from, const std::string& to) {
  const std::size_t at = text.find(from);
  REQUIRE(at != std::string::npos);
  return text.replace(at, from.size(), to);
}

struct Pair {
  ReadScenario a, b;
};

ReadScenario read_file(const std::string& file, const std::string& text, const ScenarioTree* beside) {
  ScenarioRequest request;
  request.files = {file};
  if (!text.empty()) request.drafts = {{file, text}};
  request.keeps_tree = true;
  request.beside = beside;
  ReadScenario read = read_scenario(request);
  INFO(report_text(read.diagnostics));
  REQUIRE(read.scenario.has_value());
  return read;
}

Pair read_pair(const std::string& a, const std::string& b) {
  Pair pair{read_file("a.json", a, nullptr), {}};
  pair.b = read_file("b.json", b, pair.a.tree.get());
  return pair;
}

const std::string tiny(scenario_test::tiny);

}  // namespace

TEST_CASE("each section that differs is told, in the order of a bridge", "[beside]") {
  std::string b = edited(tiny, "$0.15/1M", "$0.16/1M");
  b = edited(b, R"("output": "$0.60/1M tokens")", R"("output": "$0.60/1M tokens", "speed": "80 tokens/s")");
  b = edited(b, R"("do": "llm")", R"("do": "llm", "stream": true)");
  b = edited(b, R"("persona": "600 tokens")", R"("persona": "601 tokens")");
  b = edited(b, "1k players", "2k players");
  b = edited(b, R"("budgets": {)", R"("policies": { "q": { "kind": "quota", "limit": "60 turns", "per": "player/d" } },
      "events": { "e": { "at": "2026-11-05", "do": "price", "target": "/models/small", "times": 0.7 } },
      "serving": { "cloud": { "kind": "api" } }, "time": { "duration": "20 d" }, "revenue": { "model": "premium", "price": "$20" }, "budgets": {)");
  const Pair pair = read_pair(tiny, b);
  CHECK(sections_that_differ(pair.a, pair.b) ==
        std::vector<Section>{Section::prices, Section::models, Section::pipelines, Section::npcs, Section::players, Section::policies,
                             Section::events, Section::serving, Section::time, Section::rest});
  const std::vector<WorldBetween> worlds = worlds_between(pair.a, pair.b);
  REQUIRE(worlds.size() == 10);
  CHECK(worlds[4].read.value().scenario.value().players.active.value() == 2000);
  CHECK(worlds[3].read.value().scenario.value().players.active.value() == 1000);
  CHECK(worlds[8].read.value().scenario.value().duration == pair.b.scenario.value().duration);
  CHECK_FALSE(worlds[9].read.has_value());  // B itself
  CHECK(sections_that_differ(pair.a, pair.a).empty());
}

TEST_CASE("beside another a scenario is in that one's experiment, all but its warm-up", "[beside]") {
  const std::string a = edited(tiny, R"("budgets")", R"("experiment": { "seed": 4, "replications": 6, "sample_players": 100 }, "budgets")");
  const std::string b = edited(tiny, R"("budgets")", R"("experiment": { "seed": 5, "warm_up": "1 d" }, "budgets")");
  const Pair pair = read_pair(a, b);
  const Experiment& experiment = pair.b.scenario.value().experiment;
  CHECK(experiment.seed == 4);
  CHECK(experiment.replications == 6);
  CHECK(experiment.sample_players.value().value() == 100);
  CHECK(experiment.warm_up == std::chrono::hours(24));
  CHECK(sections_that_differ(pair.a, pair.b) == std::vector<Section>{Section::time});
}

TEST_CASE("the worlds between two files are made of what was read, not of what the files hold by then", "[beside]") {
  std::string folder = "/tmp/npcost-beside-XXXXXX";
  REQUIRE(mkdtemp(folder.data()) != nullptr);
  const std::string listed = edited(tiny, R"("kind": "llm", "input": "$0.15/1M tokens", "output": "$0.60/1M tokens")", R"("catalog": "list:m")");
  const auto write = [&](const std::string& name, const std::string& price, const std::string& players) {
    std::filesystem::create_directory(folder + "/" + name);
    write_atomically(folder + "/" + name + "/book.json", R"({ "npcost_prices": 1, "name": "b", "as_of": "2026-01-01", "currency": "USD",
        "models": { "m": { "kind": "llm", "input": ")" + price + R"(/1M tokens", "output": "$1/1M tokens" } } })");
    std::string text = edited(listed, R"("models": {)", R"("catalogs": { "list": { "from": "book.json" } }, "models": {)");
    text = edited(text, "1k players", players);
    write_atomically(folder + "/" + name + "/s.json", text);
    return folder + "/" + name + "/s.json";
  };
  const ReadScenario a = read_file(write("one", "$1", "1k players"), "", nullptr);
  const ReadScenario b = read_file(write("other", "$2", "2k players"), "", a.tree.get());
  std::filesystem::remove_all(folder);
  const std::vector<WorldBetween> worlds = worlds_between(a, b);
  REQUIRE(worlds.size() == 2);
  CHECK(worlds[0].sections == std::vector<Section>{Section::prices});  // the same text, other contents beside it
  CHECK(worlds[1].sections == std::vector<Section>{Section::players});
  CHECK(worlds[0].read.value().scenario.value().players.active.value() == 1000);
}
