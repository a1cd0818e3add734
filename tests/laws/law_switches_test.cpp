// Events that switch: models that are out, features that come and go, policies and limits that change.

#include <cmath>

#include "tests/laws/lever_runs.h"

using namespace npcost;
using namespace npcost::laws;

namespace {

constexpr std::int64_t from = 10 * day_ms, until = 12 * day_ms;

std::string event(const std::string& text, const std::string& what) {
  return adding(text, R"("events": { "e": { "at": "day 10", )" + what + " } }");
}

/// Spoken, and typed where it is not: "voice" stands before "text"; the models answer at once, a line takes a second.
std::string spoken_or_typed() {
  std::string text = with(calm_talk(), R"("models": {)", R"("models": {
    "ears": { "kind": "stt", "price": "$0.006/min", "first_token": "0 ms" }, "mouth": { "kind": "tts", "price": "$15/1M chars", "first_token": "0 ms" },)");
  text = with(text, R"("pipelines": {)", R"("pipelines": {
    "voice": { "kind": "voice", "otherwise": "text", "stages": [ { "do": "stt", "model": "ears" }, { "do": "llm", "model": "small" }, { "do": "tts", "model": "mouth" } ] },)");
  return with(text, R"("pipeline": "text", "persona": "1200 tokens")", R"("pipeline": "voice", "player_speech": "1 s", "persona": "1200 tokens")");
}

std::size_t way_of(const Scenario& scenario, const std::string& pipeline) {
  for (std::size_t w = 0; w < scenario.ways.size(); ++w) {
    if (scenario.pipelines[scenario.ways[w].pipeline].name == pipeline) return w;
  }
  FAIL("no way of pipeline " << pipeline);
  return 0;
}

bool in_time(const HeardTurn& heard) { return heard.ms >= from && heard.ms < until; }

}  // namespace

TEST_CASE("while a model is out a script answers, and before and after it is as if nothing were", "[law7][law9]") {
  const Run free = run_of(scenario_of(calm_talk()));
  const Run run = run_of(scenario_of(event(calm_talk(), R"("for": "2 d", "do": "outage", "target": "/models/small")")));
  std::uint64_t out = 0;
  const std::vector<HeardTurn> turns = turns_of_all(*run.plan);
  for (const HeardTurn& heard : turns) {
    REQUIRE((heard.turn.course.answer == Course::Answer::scripted) == in_time(heard));
    out += in_time(heard) ? 1u : 0u;
  }
  CHECK(out > 1000);
  CHECK(talk_of(run).degraded_turns == out);
  CHECK(total_of(run, Meter::output_tokens) == 50 * (talk_of(free).turns - out));
  check_same_people(run, free);
  check_conserved(run);
}

TEST_CASE("with a fallback another model answers while the own one is out", "[law7]") {
  const std::string text = with(with_tiny(calm_talk()), R"("do": "llm", "model": "small")", R"("do": "llm", "model": "small", "fallback": "tiny")");
  const Run free = run_of(scenario_of(text));
  const Scenario scenario = scenario_of(event(text, R"("for": "2 d", "do": "outage", "target": "/models/small")"));
  const Run run = run_of(scenario);
  std::uint64_t out = 0;
  for (const HeardTurn& heard : turns_of_all(*run.plan)) {
    REQUIRE(heard.turn.course.llm == (in_time(heard) ? 1 : 0));
    out += in_time(heard) ? 1u : 0u;
  }
  CHECK(talk_of(run).other_model_turns == out);
  CHECK(talk_of(run).degraded_turns == 0);
  CHECK(total_of(run, scenario, "tiny", Meter::output_tokens) == 50 * out);
  CHECK(total_of(run, Meter::input_tokens) == total_of(free, Meter::input_tokens));
  check_same_people(run, free);
  check_conserved(run);
  // The fallback is out as well: a script. It alone is out: nothing.
  const std::string both = adding(text, R"("events": { "a": { "at": "day 10", "for": "2 d", "do": "outage", "target": "/models/small" },
                                                       "b": { "at": "day 10", "for": "2 d", "do": "outage", "target": "/models/tiny" } })");
  CHECK(talk_of(run_of(scenario_of(both))).degraded_turns == out);
  CHECK(run_of(scenario_of(event(text, R"("for": "2 d", "do": "outage", "target": "/models/tiny")"))).ledger == free.ledger);
}

TEST_CASE("what speaks is out, and nothing is said or billed", "[law7]") {
  for (const char* model : {"mouth", "ears"}) {
    INFO(model);
    const Scenario scenario = scenario_of(event(spoken_or_typed(), std::string(R"("for": "2 d", "do": "outage", "target": "/models/)") + model + "\""));
    const Run run = run_of(scenario);
    for (const HeardTurn& heard : turns_of_all(*run.plan)) {
      REQUIRE(heard.way == way_of(scenario, "voice"));
      REQUIRE((heard.turn.course.answer == Course::Answer::scripted) == in_time(heard));
      if (in_time(heard)) REQUIRE(heard.counts.empty());
    }
    check_same_people(run, run_of(scenario_of(spoken_or_typed())));
  }
}

TEST_CASE("a feature that is off is typed instead, from the talks on that begin then", "[law7][law9]") {
  const Scenario scenario = scenario_of(event(spoken_or_typed(), R"("for": "2 d", "do": "feature", "target": "/pipelines/voice", "set": false)"));
  const Run run = run_of(scenario), free = run_of(scenario_of(spoken_or_typed()));
  std::uint32_t player = ~0u, talk = 0;
  std::uint16_t expected = 0;
  std::vector<HeardTurn> turns = turns_of_all(*run.plan);
  std::stable_sort(turns.begin(), turns.end(), [](const HeardTurn& a, const HeardTurn& b) { return a.player < b.player; });
  for (const HeardTurn& heard : turns) {
    if (heard.player != player || heard.talk != talk) expected = static_cast<std::uint16_t>(way_of(scenario, in_time(heard) ? "text" : "voice"));
    player = heard.player;
    talk = heard.talk;
    REQUIRE(heard.way == expected);
  }
  CHECK(talk_of(run).turns == talk_of(free).turns);
  CHECK(run.ledger.segment[0].sessions == free.ledger.segment[0].sessions);
  CHECK(total_of(run, Meter::output_tokens) == total_of(free, Meter::output_tokens));   // the same replies, typed or spoken
  CHECK(total_of(run, Meter::tts_chars) < total_of(free, Meter::tts_chars));
  check_conserved(run);
  // Switched on where it is on, or off for nobody: nothing. (The ledger has a way more, in which nobody talks.)
  for (const char* what : {R"("set": true)", R"("set": false, "share": 0)"}) {
    const Scenario none = scenario_of(event(spoken_or_typed(), std::string(R"("do": "feature", "target": "/pipelines/voice", )") + what));
    const Run same = run_of(none);
    check_same_people(same, free);
    CHECK(talk_of(same) == talk_of(free));
    CHECK(cost_of(same, none.book) == cost_of(free, none.book));
    CHECK(same.ledger.minute_tokens == free.ledger.minute_tokens);
  }
}

TEST_CASE("a roll-out reaches its share of the players, the same ones all the time, and grows along its ramp", "[law7]") {
  const std::string many = with(with(spoken_or_typed(), "40 players", "1000 players"), R"("turns": "30 turns")", R"("turns": 1)");
  const auto typed_at = [&](const std::string& what, double day) {
    const Scenario scenario = scenario_of(event(many, R"("do": "feature", "target": "/pipelines/voice", "set": false, )" + what));
    const std::shared_ptr<const Plan> plan = compile_plan(scenario, 0);
    std::vector<std::uint32_t> typed;
    for (std::uint32_t i = 0; i < 1000; ++i) {
      const PlayerTraits traits = traits_of(plan->segments[0], {7, 0, 0, i});
      if (!plan->rules.pipelines[scenario.ways[way_of(scenario, "voice")].pipeline].is_on(static_cast<std::int64_t>(day * day_ms), traits.place)) typed.push_back(i);
    }
    return typed;
  };
  const auto near = [](std::size_t count, double share) {
    CHECK_THAT(static_cast<double>(count), WithinAbs(1000 * share, 3.29 * std::sqrt(1000 * share * (1 - share))));
  };
  const std::vector<std::uint32_t> quarter = typed_at(R"("share": 0.25)", 11), more = typed_at(R"("share": 0.6)", 11);
  near(quarter.size(), 0.25);
  near(more.size(), 0.6);
  CHECK(std::includes(more.begin(), more.end(), quarter.begin(), quarter.end()));
  CHECK(typed_at(R"("share": 0.25)", 29) == quarter);
  CHECK(typed_at(R"("share": 0.25)", 9.99).empty());
  const std::string ramp = R"("share": 0.8, "ramp": "8 d")";
  near(typed_at(ramp, 12).size(), 0.2);
  near(typed_at(ramp, 16).size(), 0.6);
  near(typed_at(ramp, 18).size(), 0.8);
  const std::vector<std::uint32_t> early = typed_at(ramp, 12), late = typed_at(ramp, 16);
  CHECK(std::includes(late.begin(), late.end(), early.begin(), early.end()));
  // And a run does what the switch says.
  const Scenario scenario = scenario_of(event(many, R"("do": "feature", "target": "/pipelines/voice", "set": false, "share": 0.25)"));
  const Run run = run_of(scenario);
  for (std::uint32_t i = 0; i < 100; ++i) {
    for (const HeardTurn& heard : turns_of(*run.plan, i)) {
      const bool typed = heard.ms >= from && std::binary_search(quarter.begin(), quarter.end(), i);
      REQUIRE(heard.way == way_of(scenario, typed ? "text" : "voice"));
    }
  }
}

TEST_CASE("a policy holds while it is on", "[law7]") {
  const std::string cache = adding(calm_talk(), R"("policies": { "p": { "kind": "cache", "of": "replies", "hit_rate": 1 } })");
  const Run off = run_of(scenario_of(event(cache, R"("for": "2 d", "do": "policy", "target": "/policies/p", "set": false)")));
  for (const HeardTurn& heard : turns_of_all(*off.plan)) REQUIRE((heard.turn.course.answer == Course::Answer::reused) == !in_time(heard));
  const std::string asleep = with(cache, R"("kind": "cache",)", R"("kind": "cache", "enabled": false,)");
  const Run on = run_of(scenario_of(event(asleep, R"("for": "2 d", "do": "policy", "target": "/policies/p", "set": true)")));
  for (const HeardTurn& heard : turns_of_all(*on.plan)) REQUIRE((heard.turn.course.answer == Course::Answer::reused) == in_time(heard));
  CHECK(talk_of(on).reused_turns + talk_of(off).reused_turns == talk_of(on).turns);
}

TEST_CASE("a limit that comes down holds at once, and one that goes up opens again", "[law7]") {
  // 20 of 30 turns a session, 8 for two days, 26 for two others; sessions with one talk.
  const auto check = [](const std::string& set, std::uint32_t other) {
    const std::string text = adding(calm_talk(), R"("policies": { "q": { "kind": "quota", "limit": "20 turns", "per": "session", "lag": "0 s" } })");
    const Run run = run_of(scenario_of(event(text, R"("for": "2 d", "do": "limit", "target": "/policies/q", "set": ")" + set + "\"")));
    std::uint32_t player = ~0u, talk = 0, answered = 0;
    std::vector<HeardTurn> turns = turns_of_all(*run.plan);
    std::stable_sort(turns.begin(), turns.end(), [](const HeardTurn& a, const HeardTurn& b) { return a.player < b.player; });
    for (const HeardTurn& heard : turns) {
      if (heard.player != player || heard.talk != talk) answered = 0;
      player = heard.player;
      talk = heard.talk;
      const bool script = answered >= (in_time(heard) ? other : 20);
      REQUIRE((heard.turn.course.answer == Course::Answer::scripted) == script);
      answered += script ? 0 : 1;
    }
    check_same_people(run, run_of(scenario_of(calm_talk())));
    check_conserved(run);
  };
  check("8 turns", 8);
  check("26 turns", 26);
  const std::string text = adding(calm_talk(), R"("policies": { "q": { "kind": "quota", "limit": "20 turns", "per": "session" } })");
  CHECK(run_of(scenario_of(event(text, R"("do": "limit", "target": "/policies/q", "set": "20 turns")"))).ledger == run_of(scenario_of(text)).ledger);
}
