// Pipelines that stand in for others, and where a turn is computed.
#include "tests/scenario/people_text.h"
#include "tests/scenario/support.h"

using namespace npcost;
using namespace npcost::scenario_test;

namespace {

/// Three pipelines in a chain; the NPC names the first.
std::string chained(const std::string& first, const std::string& more = "") {
  return edited(edited(voice, R"("spoken":  { "kind": "voice",)", R"("spoken":  { "kind": "voice", "otherwise": "written", )" + first),
                R"("npcost": 1,)", R"("npcost": 1, )" + more);
}

using Indices = std::vector<std::uint16_t>;

}  // namespace

TEST_CASE("a pipeline that never is off has nothing that stands in for it", "[scenario][ways]") {
  const Scenario s = right(chained(""));
  CHECK(s.npcs[0].pipeline == 0);
  CHECK(s.npcs[0].chain == Indices{0});
  CHECK(s.ways == std::vector<Way>{{0, 0, false}, {1, 1, false}});
}

TEST_CASE("a pipeline that never is on is not part of any chain, and needs no price", "[scenario][ways]") {
  const std::string off = edited(edited(chained(R"("enabled": false, )"), R"("price": "$15/1M chars", )", ""), "latency.first_audio", "latency.first_text");
  const Scenario s = right(off);
  CHECK(s.npcs[0].pipeline == 1);
  CHECK(s.npcs[0].chain == Indices{1});
  CHECK_FALSE(s.pipelines[0].enabled);
  CHECK(s.npcs[0].patience == Milliseconds{8000});  // it types
  CHECK(faults(edited(off, R"("enabled": false, )", "")) == Faults{"E223 /models/mouth"});
}

TEST_CASE("an event that switches a pipeline makes both it and what stands in for it part of the chain", "[scenario][ways]") {
  const std::string event = R"("events": { "patch": { "at": "2027-01-03", "do": "feature", "target": "/pipelines/spoken", "set": )";
  const ReadScenario on = read_text(chained(R"("enabled": false, )", event + "true } },"));
  INFO(report_text(on.diagnostics));
  REQUIRE(on.scenario.has_value());
  CHECK(on.scenario->npcs[0].pipeline == 1);  // at the start
  CHECK(on.scenario->npcs[0].chain == Indices{0, 1});
  CHECK(on.scenario->ways == std::vector<Way>{{0, 1, false}, {1, 1, false}, {0, 0, false}});
  CHECK(on.scenario->npcs[0].player_speech.value() == 4348);  // it will be spoken with
  const ReadScenario off = read_text(chained("", event + "false } },"));
  REQUIRE(off.scenario.has_value());
  CHECK(off.scenario->npcs[0].pipeline == 0);
  CHECK(off.scenario->npcs[0].chain == Indices{0, 1});
}

TEST_CASE("without anything that stands in, a pipeline that an event switches on is the chain", "[scenario][ways]") {
  const std::string off = edited(tiny, R"("text": { "kind": "text",)", R"("text": { "kind": "text", "enabled": false,)");
  CHECK(faults(off) == Faults{"E304 /npcs/innkeeper/pipeline"});
  const ReadScenario read = read_text(edited(
      off, R"("npcost": 1,)",
      R"("npcost": 1, "events": { "launch": { "at": "2026-11-03", "do": "feature", "target": "/pipelines/text", "set": true } },)"));
  INFO(report_text(read.diagnostics));
  REQUIRE(read.scenario.has_value());
  CHECK(read.scenario->npcs[0].pipeline == 0);
  CHECK_FALSE(read.scenario->pipelines[0].enabled);
}

TEST_CASE("players who type go to the first pipeline that is not spoken", "[scenario][ways]") {
  const std::string some_type = edited(chained(""), R"("talkers": {)", R"("talkers": { "voice": "60%", )");
  const Scenario s = right(some_type);
  CHECK(s.npcs[0].pipeline == 0);
  CHECK(s.npcs[0].chain == Indices{0, 1});
  CHECK(s.players.segments[1].voice == 0.6);
  CHECK(s.ways == std::vector<Way>{{0, 0, false}, {1, 1, false}, {0, 1, false}});
  const std::string nowhere = edited(voice, R"("talkers": {)", R"("talkers": { "voice": "60%", )");
  CHECK(faults(nowhere) == Faults{"E304 /players/segments/talkers/voice"});
  CHECK(faults(edited(voice, R"("talkers": {)", R"("talkers": { "voice": "100%", )")).empty());
}

TEST_CASE("a policy that leaves nothing but text makes spoken pipelines ones that can be off", "[scenario][ways]") {
  const ReadScenario read = read_text(chained("", R"("policies": { "p": { "kind": "quota", "limit": "30 min", "then": "text_only" } },)"));
  INFO(report_text(read.diagnostics));
  REQUIRE(read.scenario.has_value());
  CHECK(read.scenario->npcs[0].chain == Indices{0, 1});
}

TEST_CASE("what stands in for a pipeline that can be off needs prices like the pipeline itself", "[scenario][ways]") {
  const std::string typed = edited(chained(R"()"), R"("written": { "kind": "text", "stages": [{ "do": "llm", "model": "brain" }] })",
                                   R"("written": { "kind": "text", "stages": [{ "do": "llm", "model": "bare" }] })");
  const std::string unpriced = edited(edited(typed, R"("guard": {)", R"("bare": { "kind": "llm" }, "guard": {)"),
                                      R"("crowd":     { "pipeline": "written",)", R"("crowd":     { "pipeline": "spoken",)");
  CHECK(faults(unpriced).empty());  // nobody comes to it
  CHECK(faults(edited(unpriced, R"("talkers": {)", R"("talkers": { "voice": "60%", )")) == Faults{"E223 /models/bare"});
}

TEST_CASE("circles of pipelines that are off end", "[scenario][ways]") {
  const std::string circle = edited(tiny, R"("text": { "kind": "text",)",
                                    R"("b": { "kind": "text", "enabled": false, "otherwise": "text", "stages": [{ "do": "llm", "model": "small" }] },
        "text": { "kind": "text", "enabled": false, "otherwise": "b",)");
  CHECK(faults(circle) == Faults{"E304 /npcs/innkeeper/pipeline"});
}

TEST_CASE("a stage runs behind an API, on devices, or on the devices that can", "[scenario][ways]") {
  const Scenario s = right(people);
  const Placement& api = s.pipelines[0].stages[1].placement;
  CHECK_FALSE(api.on_device);
  CHECK(api.by_api);
  const Placement& mixed = s.pipelines[1].stages[0].placement;
  CHECK(mixed.on_device);
  CHECK(mixed.by_api);
  CHECK(mixed.device_model == 2u);
  REQUIRE(mixed.device_share.has_value());
  CHECK(mixed.device_share->has_unknown());
  const Placement& offline = s.pipelines[2].stages[0].placement;
  CHECK(offline.on_device);
  CHECK_FALSE(offline.by_api);
  CHECK_FALSE(offline.device_model.has_value());
  CHECK_FALSE(offline.device_share.has_value());  // platforms say it
  CHECK(s.book.cards[2].name == "phone");         // which has no price, and needs none
}

TEST_CASE("ways are first one an NPC, then what stands in, then the same on devices", "[scenario][ways]") {
  const Scenario s = right(people);
  // companion: spoken, and written for those who type; boss: written; pet: offline.
  CHECK(s.npcs[0].chain == Indices{0, 1});
  CHECK(s.ways == std::vector<Way>{{0, 0, false}, {1, 1, false}, {2, 2, false}, {0, 1, false}, {1, 1, true}, {2, 2, true}, {0, 1, true}});
}

TEST_CASE("a stage on devices needs somebody whose device can run it", "[scenario][ways]") {
  const std::string device = edited(edited(tiny, R"("npcost": 1,)", R"("npcost": 1, "serving": { "own": { "kind": "on_device" } },)"),
                                    R"("model": "small" })", R"("model": "small", "serving": "own" })");
  const Faults nobody = {"E109 /pipelines/text/stages/0/serving"};
  CHECK(faults(device) == nobody);
  CHECK(faults(edited(device, R"("kind": "on_device")", R"("kind": "on_device", "device_share": "30%")")).empty());
  CHECK(faults(edited(device, R"("share": "100%",)", R"("share": "100%", "device_capable": "30%",)")).empty());
  CHECK(faults(edited(device, R"("share": "100%",)", R"("share": "100%", "device_capable": "0%",)")) == nobody);
  CHECK(faults(edited(device, R"("active":)", R"("platforms": { "pc": { "share": "100%", "device_capable": "50%" } }, "active":)")).empty());
  CHECK(faults(edited(device, R"("active":)", R"("platforms": { "pc": { "share": "100%" } }, "active":)")) == nobody);
}

TEST_CASE("keys of a serving belong to its kind", "[scenario][ways]") {
  const auto serving = [](const std::string& entry) {
    return faults(edited(tiny, R"("npcost": 1,)", R"("npcost": 1, "serving": { "s": )" + entry + " },"));
  };
  CHECK(serving(R"({ "kind": "on_device", "device_share": "25..45%", "model": "small" })").empty());
  CHECK(serving(R"({ "kind": "fleet", "gpu": "H100", "min_replicas": 2 })").empty());
  CHECK(serving(R"({ "kind": "on_device", "gpu": "H100" })") == Faults{"E109 /serving/s/gpu"});
  CHECK(serving(R"({ "kind": "fleet", "model": "small" })") == Faults{"E109 /serving/s/model"});
  CHECK(serving(R"({ "kind": "api", "routes": [] })") == Faults{"E109 /serving/s/routes"});
  CHECK(serving(R"({ "kind": "hybrid" })") == Faults{"E109 /serving/s"});
  CHECK(serving(R"({ "kind": "on_device", "model": "smal" })") == Faults{"E301 /serving/s/model"});
}
