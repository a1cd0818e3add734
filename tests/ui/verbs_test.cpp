// The verbs that do not simulate.
#include <nlohmann/json.hpp>

#include "tests/catch.h"
#include "tests/ui/captured.h"

using namespace npcost;
using captured::Folder;
using captured::Ran;
using captured::scenario_text;

namespace {

bool contains(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

}  // namespace

TEST_CASE("check says that a scenario has no errors, or shows them all", "[verbs]") {
  const Folder folder;
  const std::string good = folder.write("good.json", scenario_text());
  const std::string bad = folder.write("bad.json", "{ \"npcost\": 1, \"naem\": \"x\" }\n");
  const Ran fine = captured::npcost({"check", good});
  CHECK(fine.code == 0);
  CHECK(contains(fine.out, good + ": no errors"));
  const Ran faulty = captured::npcost({"check", bad});
  CHECK(faulty.code == 2);
  CHECK(faulty.out.empty());
  CHECK(contains(faulty.err, "did you mean \"name\"?"));
  const Ran json = captured::npcost({"check", bad, "--json"});
  CHECK(json.code == 2);
  CHECK(nlohmann::json::parse(json.out).is_array());
  CHECK(nlohmann::json::parse(captured::npcost({"check", good, "--json"}).out).is_array());
}

TEST_CASE("check merges its files as run does, or looks at each by itself", "[verbs]") {
  const Folder folder;
  const std::string base = folder.write("base.json", scenario_text());
  const std::string part = folder.write("part.json", R"({ "npcost": 1, "name": "Two innkeepers" })");
  CHECK(contains(captured::npcost({"check", base, part}).out,
                 base + " + " + part + " merge into a scenario without errors"));
  const Ran each = captured::npcost({"check", "--each", base, part, "/nonexistent.json", base});
  CHECK(each.code == 3);
  CHECK(contains(each.out, base + ": no errors\n"));
  CHECK(contains(each.err, part));
  CHECK(contains(each.err, "/nonexistent.json"));
}

TEST_CASE("resolve prints a scenario that means the same", "[verbs]") {
  const Folder folder;
  const std::string file = folder.write("a.json", scenario_text());
  const Ran once = captured::npcost({"resolve", file, "--set", "/name=Another inn"});
  INFO(once.err);
  REQUIRE(once.code == 0);
  CHECK(nlohmann::json::parse(once.out)["name"] == "Another inn");
  const Ran twice = captured::npcost({"resolve", folder.write("b.json", once.out)});
  CHECK(twice.out == once.out);
}

TEST_CASE("resolve --origins says where every value came from", "[verbs]") {
  const Folder folder;
  const std::string file = folder.write("a.json", scenario_text());
  const Ran ran = captured::npcost({"resolve", file, "--origins", "--set", "/npcs/innkeeper/persona=700 tokens"});
  CHECK(ran.code == 0);
  CHECK(contains(ran.out, "/npcs/innkeeper/persona"));
  CHECK(contains(ran.out, "--set"));
  CHECK(contains(ran.out, "default"));
  const Ran json = captured::npcost({"resolve", file, "--origins", "--json"});
  CHECK(nlohmann::json::parse(json.out).is_array());
}

TEST_CASE("explain knows codes, metrics and keys, and lists them when asked for nothing", "[verbs]") {
  const Folder folder;
  const std::string file = folder.write("a.json", scenario_text());
  CHECK(contains(captured::npcost({"explain", "E101"}).out, "E101"));
  CHECK(contains(captured::npcost({"explain", "E720"}).out, "E720"));
  CHECK(contains(captured::npcost({"explain", "metric", "cost.per_turn"}).out, "cost.per_turn"));
  CHECK(contains(captured::npcost({"explain", "cost.per_turn"}).out, "percentiles: over players"));
  const Ran value = captured::npcost({"explain", file + "#/npcs/innkeeper/reply"});
  CHECK(value.code == 0);
  CHECK(contains(value.out, "60..160 tokens"));
  CHECK(contains(captured::npcost({"explain", "/npcs/innkeeper/reply"}).out, "/npcs/innkeeper/reply"));
  const Ran list = captured::npcost({"explain"});
  CHECK(contains(list.out, "E720"));
  CHECK(contains(list.out, "load.peak_requests_per_min"));

  CHECK(captured::npcost({"explain", "E999"}).code == 2);
  const Ran near = captured::npcost({"explain", "metric", "cost.per_trun"});
  CHECK(near.code == 2);
  CHECK(contains(near.err, "did you mean \"cost.per_turn\"?"));
  CHECK(captured::npcost({"explain", file + "#/no/such/key"}).code == 2);
}

TEST_CASE("schema prints a JSON Schema", "[verbs]") {
  const Ran ran = captured::npcost({"schema"});
  CHECK(ran.code == 0);
  CHECK(nlohmann::json::parse(ran.out).contains("$schema"));
}

TEST_CASE("help, version and faults of the command line reach the right stream", "[verbs]") {
  CHECK(contains(captured::npcost({"--help"}).out, "run"));
  CHECK(captured::npcost({"--version"}).out == std::string("npcost ") + NPCOST_VERSION + "\n");
  const Ran wrong = captured::npcost({"replay", "a", "b"});
  CHECK(wrong.code == 2);
  CHECK(wrong.out.empty());
  CHECK(wrong.err == "npcost: npcost replay is not in this version\n");
  CHECK(captured::npcost({}).code == 2);
}
