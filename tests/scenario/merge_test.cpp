#include "sim/scenario/files/load_files.h"
#include "tests/base/test_folder.h"
#include "tests/scenario/support.h"

using namespace npcost;
using namespace npcost::scenario_test;

namespace {

std::string origin_of(const ReadScenario& read, std::string_view pointer) {
  for (const Origin& origin : read.origins) {
    if (origin.pointer == pointer) return origin.value + " | " + origin.where;
  }
  return "no " + std::string(pointer);
}

/// A project folder with the tiny scenario as base.npcost.json.
struct Project {
  Folder folder;
  Project() { write("base.npcost.json", std::string(tiny)); }
  void write(const std::string& name, const std::string& text) const {
    std::filesystem::create_directories(std::filesystem::path(folder / name).parent_path());
    write_atomically(folder / name, text);
  }
  ReadScenario read(const std::string& file, std::vector<std::string> overlays = {},
                    std::vector<std::string> settings = {}) const {
    ScenarioRequest request;
    request.files = {folder / file};
    for (const std::string& overlay : overlays) request.overlays.push_back(folder / overlay);
    request.settings = std::move(settings);
    request.with_origins = true;
    return read_scenario(request);
  }
};

ReadScenario with_setting(std::string setting) { return Project().read("base.npcost.json", {}, {std::move(setting)}); }

}  // namespace

TEST_CASE("a file takes what it does not say from the file that it extends", "[scenario][merge]") {
  const Project project;
  project.write(
      "richer.npcost.json",
      R"({ "extends": "base.npcost.json", "name": "Richer", "npcs": { "innkeeper": { "persona": "900 tokens" } } })");
  const ReadScenario result = project.read("richer.npcost.json");
  INFO(report_text(result.diagnostics));
  REQUIRE(result.scenario.has_value());
  CHECK(result.scenario->name == "Richer");
  CHECK(result.scenario->npcs[0].persona.value() == 900);
  CHECK(result.scenario->npcs[0].player_line.value() == 18);
}

TEST_CASE("of a list of extended files the later ones win, and this file wins over all", "[scenario][merge]") {
  const Project project;
  project.write("a.npcost.json", R"({ "name": "a", "description": "a", "players": { "active": "5 players" } })");
  project.write("b.npcost.json", R"({ "description": "b", "players": { "active": "6 players" } })");
  project.write(
      "main.npcost.json",
      R"({ "extends": ["base.npcost.json", "a.npcost.json", "b.npcost.json"], "players": { "active": "7 players" } })");
  const ReadScenario result = project.read("main.npcost.json");
  REQUIRE(result.scenario.has_value());
  CHECK(result.scenario->name == "a");
  CHECK(result.scenario->description == "b");
  CHECK(result.scenario->players.active.value() == 7);
}

TEST_CASE("lists and values replace, objects merge, null deletes", "[scenario][merge]") {
  const Project project;
  project.write(
      "o.npcost.json",
      R"({ "tags": ["b"], "budgets": { "cheap enough": null, "turns": { "metric": "turns.total", "max": 5 } } })");
  project.write("main.npcost.json", R"({ "extends": "base.npcost.json", "tags": ["a", "c"] })");
  const ReadScenario result = project.read("main.npcost.json", {"o.npcost.json"});
  INFO(report_text(result.diagnostics));
  REQUIRE(result.scenario.has_value());
  CHECK(result.resolved.find(R"("tags": ["b"])") != std::string::npos);
  REQUIRE(result.scenario->budgets.size() == 1);
  CHECK(result.scenario->budgets[0].name == "turns");
}

TEST_CASE("a diamond of files is merged once", "[scenario][merge]") {
  const Project project;
  project.write("left.npcost.json", R"({ "extends": "base.npcost.json", "players": { "active": "2k players" } })");
  project.write("right.npcost.json", R"({ "extends": "base.npcost.json", "description": "right" })");
  project.write("main.npcost.json", R"({ "extends": ["left.npcost.json", "right.npcost.json"] })");
  const ReadScenario result = project.read("main.npcost.json");
  REQUIRE(result.scenario.has_value());
  CHECK(result.scenario->players.active.value() == 2000);  // base did not come a second time and win over left
  CHECK(result.scenario->description == "right");
}

TEST_CASE("files that extend each other in a circle, too deep or too many are refused", "[scenario][merge]") {
  const Project project;
  project.write("a.npcost.json", R"({ "extends": "b.npcost.json" })");
  project.write("b.npcost.json", R"({ "extends": "a.npcost.json" })");
  CHECK(faults(project.read("a.npcost.json")) == Faults{"E602 /extends"});
  const auto chain = [&](int length) {
    for (int i = 1; i <= length; ++i) {
      const std::string next = i == length ? "base" : "c" + std::to_string(i + 1);
      project.write("c" + std::to_string(i) + ".npcost.json", R"({ "extends": ")" + next + R"(.npcost.json" })");
    }
    return project.read("c1.npcost.json");
  };
  CHECK(chain(8).scenario.has_value());  // base stands 8 deep
  CHECK(faults(chain(9)) == Faults{"E602 /extends"});
  std::string list = R"({ "extends": ["base.npcost.json")";
  for (int i = 0; i < 63; ++i) {
    project.write("m" + std::to_string(i) + ".npcost.json", "{}");
    if (i < 62) list += R"(, "m)" + std::to_string(i) + R"(.npcost.json")";
  }
  project.write("many.npcost.json", list + "] }");
  CHECK(project.read("many.npcost.json").scenario.has_value());  // 1 + 1 + 62 files
  project.write("many.npcost.json", list + R"(, "m62.npcost.json"] })");
  CHECK(faults(project.read("many.npcost.json")) == Faults{"E602 /extends/63"});
}

TEST_CASE("a file cannot reach outside of the project folder, not even through a link", "[scenario][merge]") {
  const Project project;
  const Folder outside;
  write_atomically(outside / "secret.npcost.json", std::string(tiny));
  for (const std::string& path :
       {std::string("../../../etc/passwd"), outside / "secret.npcost.json", std::string("https://example.org/a.json"),
        std::string("missing.json"), std::string("")}) {
    project.write("main.npcost.json", R"({ "extends": ")" + path + "\" }");
    INFO(path);
    CHECK(faults(project.read("main.npcost.json")) == Faults{"E601 /extends"});
  }
  project.write("main.npcost.json", R"({ "extends": "base.npcost.json\u0000.json" })");
  CHECK(faults(project.read("main.npcost.json")) == Faults{"E601 /extends"});
  std::filesystem::create_symlink(outside / "secret.npcost.json", project.folder / "link.json");
  project.write("main.npcost.json", R"({ "extends": "link.json" })");
  CHECK(faults(project.read("main.npcost.json")) == Faults{"E601 /extends"});
  std::filesystem::create_symlink(project.folder / "base.npcost.json", project.folder / "inner.json");
  project.write("main.npcost.json", R"({ "extends": "inner.json" })");
  CHECK(project.read("main.npcost.json").scenario.has_value());
}

TEST_CASE("a folder below is inside, and paths are relative to the file that names them", "[scenario][merge]") {
  const Project project;
  project.write("parts/npc.json",
                R"({ "extends": "../base.npcost.json", "npcs": { "innkeeper": { "persona": "700 tokens" } } })");
  project.write("main.npcost.json", R"({ "extends": "parts/npc.json" })");
  const ReadScenario result = project.read("main.npcost.json");
  REQUIRE(result.scenario.has_value());
  CHECK(result.scenario->npcs[0].persona.value() == 700);
  // Seen from parts/ the base is outside, unless a wider root is named.
  ScenarioRequest request;
  request.files = {project.folder / "parts/npc.json"};
  CHECK(faults(read_scenario(request)) == Faults{"E601 /extends"});
  request.root = project.folder.path();
  CHECK(read_scenario(request).scenario.has_value());
}

TEST_CASE("a file on the command line that is not there stops the reading", "[scenario][merge]") {
  const Project project;
  CHECK_THROWS_AS(project.read("absent.npcost.json"), FileError);
  CHECK_THROWS_AS(project.read("base.npcost.json", {"absent.json"}), FileError);
}

TEST_CASE("a file that is no JSON, or no object, is reported and nothing else", "[scenario][merge]") {
  CHECK(read_text("").diagnostics.error_count() == 1);
  CHECK(read_text("{ \"npcost\": 1").diagnostics.error_count() == 1);
  CHECK(faults("[]") == Faults{"E208 "});
  CHECK(faults("null") == Faults{"E208 "});
  CHECK(read_text("[]").resolved.empty());
  CHECK(faults(R"({ "npcost": 1, "extends": 3 })") == Faults{"E208 /extends"});
}

TEST_CASE("the option --set changes one value; JSON if it is JSON, else text", "[scenario][set]") {
  const ReadScenario text = with_setting("/npcs/innkeeper/reply=80 tokens");
  INFO(report_text(text.diagnostics));
  REQUIRE(text.scenario.has_value());
  CHECK(text.scenario->npcs[0].reply.value() == 80);
  CHECK(
      with_setting("/players/segments/everyone/conversations=3").scenario->players.segments[0].conversations.value() ==
      3);
  CHECK(
      with_setting(R"(/npcs/innkeeper/reply={"dist":"geometric","mean":"90 tokens"})").scenario->npcs[0].reply.family ==
      Family::geometric);
  CHECK(with_setting("/budgets/cheap enough=null").scenario->budgets.empty());
  CHECK(with_setting(R"(/name="=/=")").scenario->name == "=/=");
  CHECK(with_setting("/pipelines/text/stages/0/stream=true").scenario->pipelines[0].stages[0].stream);
  CHECK(with_setting("/experiment/seed=42").scenario->experiment.seed ==
        42);  // a section that the table knows may be new
}

TEST_CASE("the option --set refuses what does not lead anywhere", "[scenario][set]") {
  for (const char* setting : {"", "=", "name=x", "/=x", "/name", "/npcs/inkeeper/reply=80 tokens",
                              "/pipelines/text/stages/1/model=small", "/pipelines/text/stages/-1/model=small",
                              "/pipelines/text/stages/x=1", "/name/x=1", "/name/x/y=1", "/nocs/a/b=1"}) {
    INFO(setting);
    const ReadScenario result = with_setting(setting);
    CHECK(faults(result).size() == 1);
    CHECK(found(result, "E605").place.source->name == "--set (command line)");
  }
  CHECK(found(with_setting("/npcs/inkeeper/reply=80 tokens"), "E605").hint == "did you mean \"innkeeper\"?");
}

TEST_CASE("a fault in a set value is shown in the setting itself", "[scenario][set]") {
  const ReadScenario unknown = with_setting("/npcs/innkeeper/replly=80 tokens");
  CHECK(faults(unknown) == Faults{"E101 /npcs/innkeeper/replly"});
  const ReadScenario wrong = with_setting("/npcs/innkeeper/reply=80 m");
  const Place place = wrong.diagnostics.all().front().place;
  CHECK(place.source->text.substr(place.offset) == "80 m");
  const ReadScenario broken = with_setting("/npcs/innkeeper/reply={\"dist\":");
  CHECK(broken.diagnostics.error_count() == 1);
  CHECK(broken.diagnostics.all().front().place.source->name == "--set (command line)");
}

TEST_CASE("an entry takes from its sibling what it does not say itself", "[scenario][extends]") {
  const Scenario scenario = right(edited(
      tiny, R"("npcs": {)",
      R"("npcs": { "mayor": { "extends": "villager", "persona": "50 tokens", "memory": { "recall": "9 tokens" } },
                   "villager": { "extends": "innkeeper", "world": "7 tokens", "memory": { "keep_turns": 3 } },
                   "mute": { "extends": "villager", "world": null, "memory": null },)"));
  const Npc& mayor = scenario.npcs[0];
  CHECK(mayor.persona.value() == 50);
  CHECK(mayor.world.value() == 7);
  CHECK(mayor.player_line.value() == 18);
  CHECK(mayor.memory.keep_turns == 3);
  CHECK(mayor.memory.recall.value() == 9);
  CHECK(scenario.npcs[2].world.value() == 0);  // null deletes what would be inherited
  CHECK(scenario.npcs[2].memory.policy == Memory::Policy::full);
}

TEST_CASE("entries cannot extend each other in a circle, or nobody, or 17 deep", "[scenario][extends]") {
  const auto with = [](const std::string& npcs) {
    return read_text(edited(tiny, R"("npcs": {)", "\"npcs\": { " + npcs));
  };
  const ReadScenario cycle = with(R"("a": { "extends": "b" }, "b": { "extends": "a" },)");
  CHECK(faults(cycle) == Faults{"E302 /npcs/b/extends"});  // and nothing about what they then lack
  CHECK(found(cycle, "E302").message == R"("b" extends "a", which extends "b")");
  CHECK(found(cycle, "E302").note == "cycle: a -> b -> a");
  CHECK(found(with(R"("a": { "extends": "a" },)"), "E302").note == "cycle: a -> a");
  CHECK(found(with(R"("a": { "extends": "inkeeper" },)"), "E301").hint == "did you mean \"innkeeper\"?");
  CHECK(found(with(R"("a": { "extends": 3 },)"), "E208").pointer == "/npcs/a/extends");
  const auto chain = [&](int length) {
    std::string npcs;
    for (int i = 1; i <= length; ++i) {
      npcs += "\"n" + std::to_string(i) + "\": { \"extends\": \"" +
              (i == length ? "innkeeper" : "n" + std::to_string(i + 1)) + "\" }, ";
    }
    return with(npcs);
  };
  CHECK(chain(16).scenario.has_value());
  CHECK(faults(chain(17)) == Faults{"E302 /npcs/n17/extends"});
}

TEST_CASE("origins say where each value stands, what it was, and what nobody wrote", "[scenario][origins]") {
  const Project project;
  project.write("main.npcost.json", R"({ "extends": "base.npcost.json",
  "npcs": { "cook": { "extends": "innkeeper", "persona": "700 tokens" } } })");
  const ReadScenario result = project.read("main.npcost.json", {}, {"/budgets/cheap enough/max=$0.20"});
  const std::string base = project.folder / "base.npcost.json", main = project.folder / "main.npcost.json";
  CHECK(origin_of(result, "/npcs/cook/persona") == "\"700 tokens\" | " + main + ":2:58");
  CHECK(origin_of(result, "/npcs/cook/player_line") == "\"18 tokens\" | extends innkeeper  " + base + ":10:88");
  CHECK(origin_of(result, "/budgets/cheap enough/max") ==
        "\"$0.20\" | --set (command line), was \"$0.10\" " + base + ":15:73");
  CHECK(origin_of(result, "/time/duration") == "\"30 d\" | default (assumed)");
  CHECK(origin_of(result, "/models/small/kind") == "\"llm\" | " + base + ":7:24");
}

TEST_CASE("a small file cannot inherit its way to a huge tree", "[scenario][extends]") {
  // 60 entries of 5000 values each would be 300,000 copied values; 200,000 are allowed.
  std::string big = R"("big": {)";
  for (int i = 0; i < 5000; ++i) big += "\"x-" + std::to_string(i) + "\": 1, ";
  std::string npcs = big + "}, ";
  for (int i = 0; i < 60; ++i) npcs += "\"n" + std::to_string(i) + R"(": { "extends": "big" }, )";
  CHECK(found(read_text(edited(tiny, R"("npcs": {)", "\"npcs\": { " + npcs)), "E302").message.find("200000") !=
        std::string::npos);
}

TEST_CASE("a setting that could only be ignored, or is no text, is refused", "[scenario][merge]") {
  SourceTexts texts;
  for (const auto& [setting, code] : std::vector<std::pair<std::string, std::string>>{
           {"/extends=other.npcost.json", "E605"}, {"/extends/0=other.npcost.json", "E605"}, {"/name=\xff", "E001"}}) {
    MergedTree tree;
    tree.root.kind = JsonValue::Kind::object;
    Diagnostics diagnostics;
    apply_setting(tree, texts, setting, diagnostics);
    INFO(printable(setting));
    REQUIRE(diagnostics.error_count() == 1);
    CHECK(diagnostics.all()[0].code == code);
    CHECK(tree.root.members.empty());
  }
}
