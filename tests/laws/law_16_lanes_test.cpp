// Law 16: a talk that is lived in vector lanes is the talk that turn.cpp lives, to the last byte, on every set of instructions.

#include <fmt/format.h>

#include <filesystem>
#include <string>
#include <vector>

#include "sim/dialogue/lanes/classify.h"
#include "sim/dialogue/lanes/kernel.h"
#include "sim/engine/ahead/lane_plan.h"
#include "sim/engine/plan_types.h"
#include "tests/laws/support.h"

using namespace npcost;
using namespace npcost::laws;

namespace {

UsageLedger lived(const Plan& compiled, const LaneKernel* kernel, bool lanes, std::uint32_t threads = 1) {
  Plan plan = compiled;
  plan.lane_kernel = kernel;
  if (!lanes) plan.lanes = nullptr;
  Threads workers(threads);
  return run_batch(plan, workers, [] { return true; }).ledger;
}

UsageLedger lived_in_time_order(const Plan& compiled, const LaneKernel* kernel) {
  Plan plan = compiled;
  plan.lane_kernel = kernel;
  return run_in_time_order(plan, [] { return true; }).ledger;
}

std::vector<const LaneKernel*> kernels() {
  std::vector<const LaneKernel*> all;
  for (const char* name : {"none", "avx2", "avx512"}) {
    if (const LaneKernel* kernel = lane_kernel(name)) all.push_back(kernel);
  }
  return all;
}

void check_lanes(const Scenario& scenario) {
  const std::shared_ptr<const Plan> plan = compile_plan(scenario, 0);
  const UsageLedger turn_by_turn = lived(*plan, nullptr, false);
  for (const LaneKernel* kernel : kernels()) {
    INFO(kernel->name);
    CHECK(lived(*plan, kernel, true) == turn_by_turn);
    CHECK(lived_in_time_order(*plan, kernel) == turn_by_turn);
  }
}

/// How many of the plan's ways are lived in lanes.
std::size_t lane_ways(const Plan& plan) {
  std::size_t count = 0;
  if (plan.lanes) {
    for (const LanePlan::Way& way : plan.lanes->ways) count += way.talk_class != LanePlan::none ? 1 : 0;
  }
  return count;
}

/// A spoken and a typed NPC; the rest are further keys of the typed one, the model, the experiment, the time.
std::string world(const std::string& keys, const std::string& model = "", const std::string& experiment = "",
                  const std::string& time = "") {
  return fmt::format(R"({{
  "npcost": 1, "name": "lanes", "time": {{ "start": "2026-03-02", "duration": "9 d"{} }},
  "models": {{
    "brain": {{ "kind": "llm", "input": "$1/1M tokens", "cached_input": "$0.1/1M tokens", "cache_write": "$1.25/1M tokens",
               "output": "$5/1M tokens", "first_token": "300..900 ms", "speed": "50..120 tokens/s"{} }},
    "ears": {{ "kind": "stt", "price": "$0.006/min", "minimum": "3 s", "increment": "1 s", "first_token": "100..400 ms" }},
    "mouth": {{ "kind": "tts", "price": "$15/1M chars", "first_token": "200..500 ms" }}
  }},
  "pipelines": {{
    "typed": {{ "kind": "text", "stages": [ {{ "do": "llm", "model": "brain" }} ] }},
    "spoken": {{ "kind": "voice", "stages": [
      {{ "do": "stt", "model": "ears" }}, {{ "do": "llm", "model": "brain" }}, {{ "do": "tts", "model": "mouth" }} ] }}
  }},
  "npcs": {{
    "typed": {{ "pipeline": "typed", "persona": "1100 tokens", "player_line": "5..60 tokens", "reply": "20..200 tokens",
               "think_time": "4..60 s"{} }},
    "spoken": {{ "extends": "typed", "pipeline": "spoken", "interrupt": "15%", "think_time": "1..20 s" }}
  }},
  "players": {{ "active": "300 players", "segments": {{ "all": {{ "share": "100%", "sessions": "1.5/d", "session_length": "10..80 min",
    "conversations": "1..6", "turns": {{ "dist": "geometric", "mean": 7 }}, "npcs": {{ "typed": 2, "spoken": 1 }} }} }} }},
  "experiment": {{ "seed": 5{} }}
}})",
                     time, model, keys, experiment);
}

}  // namespace

TEST_CASE("lanes give the bytes of turn.cpp with every memory that they hold", "[law16]") {
  for (const char* memory :
       {R"({ "policy": "full" })", R"({ "policy": "none" })", R"({ "keep_turns": 3 })", R"({ "keep_tokens": "400 tokens" })",
        R"({ "keep_tokens": "300 tokens", "fill_to": "900 tokens" })", R"({ "recall": "250 tokens" })", R"({ "keep_turns": 4, "summarise_after": 7, "summary": "90 tokens" })",
                             R"({ "keep_turns": 0, "summarise_after": 3, "summary": "40 tokens" })"}) {
    INFO(memory);
    const Scenario scenario = scenario_of(world(fmt::format(R"(, "memory": {})", memory)));
    REQUIRE(lane_ways(*compile_plan(scenario, 0)) == 2);
    check_lanes(scenario);
  }
}

TEST_CASE("lanes give the bytes of turn.cpp with every provider's cache", "[law16]") {
  for (const char* model :
       {R"(, "cache_ttl": "20 s")", R"(, "cache_ttl": "1 h")", R"(, "min_cache": "1400 tokens", "cache_block": "64 tokens")",
        R"(, "cache": "explicit", "cache_storage": "$1/1M tokens/h")", R"(, "context": "1.5k tokens")", R"(, "thinks": "50..400 tokens")", R"(, "cache_refresh": false)",
        R"(, "cache_block": "100 tokens")"}) {
    INFO(model);
    check_lanes(scenario_of(world("", model)));
  }
}

TEST_CASE("lanes give the bytes of turn.cpp where talks are cut by time", "[law16]") {
  SECTION("a warm-up") { check_lanes(scenario_of(world("", "", R"(, "warm_up": "30 h")"))); }
  SECTION("no load by minute") { check_lanes(scenario_of(world("", "", R"(, "load_by_minute": false)"))); }
  SECTION("a run that ends inside an hour") { check_lanes(scenario_of(with(world(""), R"("9 d")", R"("2531 min")"))); }
  SECTION("prices that change at night and by date") {
    check_lanes(scenario_of(world(
        "", R"(, "prices": { "2026-03-02": { "input": "$1/1M tokens", "cached_input": "$0.1/1M tokens", "output": "$5/1M tokens" },
      "2026-03-06": { "input": "$0.7/1M tokens", "cached_input": "$0.07/1M tokens", "output": "$4/1M tokens" } })")));
  }
  SECTION("a microphone that stays open") {
    const std::string open = with(world(""), R"("kind": "voice",)", R"("kind": "voice", "silence_billed": true,)");
    REQUIRE(lane_ways(*compile_plan(scenario_of(open), 0)) == 2);
    check_lanes(scenario_of(open));
  }
  SECTION("talks that last for many hours, through prices that change with the hour") {
    const std::string slow = R"("think_time": "20..90 min")";
    const std::string by_hour = R"(, "schedule": [{ "hours": "09:00..10:00", "times": 2 }, { "hours": "12:00..18:00", "times": 3 }])";
    for (const std::string& text : {world(""), world("", by_hour)}) {
      check_lanes(scenario_of(with(with(text, R"("think_time": "4..60 s")", slow), R"("think_time": "1..20 s")", slow)));
    }
  }
  SECTION("players who hardly pause between talks") { check_lanes(scenario_of(with(world(""), R"("10..80 min")", R"("1..4 min")"))); }
}

TEST_CASE("lanes give the bytes of turn.cpp when players give up often, and when nothing is drawn", "[law16]") {
  check_lanes(scenario_of(world(R"(, "patience": "900 ms")")));
  const std::string still = with(with(world(R"(, "patience": "350 ms")"), R"("300..900 ms")", R"("300 ms")"), R"("50..120 tokens/s")",
                                 R"("66.667 tokens/s")");
  check_lanes(scenario_of(still));
  const std::string even = with(with(still, R"("100..400 ms")", R"("0 ms")"), R"("200..500 ms")", R"("150 ms")");
  check_lanes(scenario_of(even));
  SECTION("a stream whose first clause nearly always takes as long, and replies that are shorter than one") {
    const std::string stream = with(with(even, R"({ "do": "llm", "model": "brain" }, {)", R"({ "do": "llm", "model": "brain", "stream": true }, {)"),
                                    R"("20..200 tokens")", R"("8..60 tokens")");
    check_lanes(scenario_of(stream));
    check_lanes(scenario_of(with(stream, R"("350 ms")", R"("never")")));
  }
}

TEST_CASE("threads share lanes without a trace", "[law16]") {
  const std::shared_ptr<const Plan> plan = compile_plan(scenario_of(world("")), 0);
  const UsageLedger one = lived(*plan, nullptr, true);
  CHECK(lived(*plan, nullptr, true, 2) == one);
  CHECK(lived(*plan, nullptr, true, 7) == one);
}

TEST_CASE("every scenario of the gallery has the same ledger in lanes and turn by turn", "[law16]") {
  std::size_t in_lanes = 0;
  for (const auto& entry : std::filesystem::directory_iterator(NPCOST_SOURCE_DIR "/scenarios")) {
    if (!entry.path().string().ends_with(".npcost.json")) continue;
    INFO(entry.path().filename().string());
    ReadScenario read = read_scenario({.files = {entry.path().string()}, .overlays = {}, .settings = {}, .root = {}});
    REQUIRE(read.scenario.has_value());
    read.scenario->experiment.sample_players = Spread::constant(200, Dimension::count);
    in_lanes += lane_ways(*compile_plan(*read.scenario, 0));
    check_lanes(*read.scenario);
  }
  CHECK(in_lanes >= 4);
}
