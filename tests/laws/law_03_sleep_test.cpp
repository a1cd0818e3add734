// Law 3 where players sleep between sessions: whatever must survive until the next one does, to the last byte.

#include "tests/laws/lever_support.h"

using namespace npcost;
using namespace npcost::laws;

namespace {

/// One player alone, so that nobody else's calls warm his prefix; talks of one turn, one a session, 1,200 tokens of persona.
std::string alone(const std::string& ttl) {
  std::string text = with(constant_talk, R"("output": "$0.60/1M tokens")",
                          R"("output": "$0.60/1M tokens", "cached_input": "$0.015/1M tokens", "min_cache": "1024 tokens", "cache_ttl": ")" + ttl + '"');
  text = with(text, R"("active": "40 players")", R"("active": "1 players")");
  text = with(with(text, R"("sessions": "1/d")", R"("sessions": "30/d")"), R"("session_length": "30 min")", R"("session_length": "2 min")");
  return with(text, R"("turns": "30 turns")", R"("turns": "1 turns")");
}

/// Many NPCs, each met in many talks a session, in a cache that lasts.
std::string many_friends() {
  std::string npcs, weights;
  for (int i = 0; i < 9; ++i) {
    const std::string name = "\"n" + std::to_string(i) + '"';
    npcs += (i == 0 ? "" : ", ") + name + R"(: { "pipeline": "text", "persona": "1200 tokens", "player_line": "5..40 tokens", "reply": "20..90 tokens" })";
    weights += (i == 0 ? "" : ", ") + name + ": 1";
  }
  std::string text = with(rich_world, R"("cache_ttl": "5 min")", R"("cache_ttl": "9 h")");
  text = with(text, R"("pipelines": {)", R"("pipelines": { "text": { "kind": "text", "stages": [ { "do": "llm", "model": "brain" } ] },)");
  text = with(text, R"("npcs": {
    "innkeeper")", R"("npcs": { )" + npcs + R"(,
    "innkeeper")");
  text = with(text, R"("npcs": { "innkeeper": 0.7, "oracle": 0.3 })", R"("npcs": { )" + weights + R"(, "oracle": 1 })");
  return with(text, R"("conversations": "1..3")", R"("conversations": "6..14")");
}

}  // namespace

TEST_CASE("what is still warm when a player leaves is warm when he comes back", "[law3]") {
  // Between two sessions of one turn each nothing but the player's own entry can be found. 30 sessions a day: 48 minutes apart on average,
  // so an entry of an hour is found with chance 1 − e^(−60/46) = 73 % (the session of 2 minutes is no gap), one of 20 s never.
  const Scenario lasting = scenario_of(alone("1 h")), brief = scenario_of(alone("20 s"));
  const Run batch = run_of(lasting);
  const TalkCounts talk = talk_of(batch);
  REQUIRE(talk.turns > 500);
  CHECK(talk.cached_tokens > talk.turns / 2 * 1152);   // ⌊1,200 ÷ 128⌋ · 128 tokens each
  CHECK(talk_of(run_of(brief)).cached_tokens == 0);
  check_every_schedule_agrees(lasting);
  check_every_schedule_agrees(brief);
}

TEST_CASE("more warm entries than a sleeper has places for are all kept", "[law3]") {
  const Scenario lasting = scenario_of(many_friends());
  check_every_schedule_agrees(lasting);
  const Scenario brief = scenario_of(with(many_friends(), R"("cache_ttl": "9 h")", R"("cache_ttl": "5 min")"));
  CHECK(talk_of(run_of(lasting)).cached_tokens > talk_of(run_of(brief)).cached_tokens);
}

TEST_CASE("months and days pass while players are asleep", "[law3]") {
  const Scenario scenario = scenario_of(with(with(constant_talk, R"("30 d")", R"("100 d")"), R"("sessions": "1/d")", R"("sessions": "0.1/d")"));
  const Run batch = run_of(scenario);
  std::uint32_t most = 0, days = 0;
  for (const PlayerTotals& player : batch.ledger.player_totals) {
    most = std::max<std::uint32_t>(most, player.months);
    days += player.days;
  }
  CHECK(most == 4);   // windows of 30 days in 100
  CHECK(days > 300);
  check_every_schedule_agrees(scenario);
}

TEST_CASE("the horizon inside sessions and talks ends them alike", "[law3]") {
  std::string text = with(rich_world, R"("14 d")", R"("49 h")");
  text = with(with(text, R"("20..60 min")", R"("20 h")"), R"("mean": 6)", R"("mean": 90)");
  const Scenario scenario = scenario_of(text);
  const Run batch = run_of(scenario);
  std::uint64_t played = 0;
  for (const SegmentCounts& segment : batch.ledger.segment) played += segment.play_ms;
  CHECK(played > 0);
  check_every_schedule_agrees(scenario);
  check_every_schedule_agrees(scenario_of(with(text, R"("seed": 11)", R"("seed": 11, "warm_up": "30 h")")));
}

TEST_CASE("players who come during the run, return and wear off sleep like all others", "[law3]") {
  const std::string text = with(rich_world, R"("active": "300 players")",
                                R"("arrivals": "25/d", "retention": { "d1": "40%", "d7": "20%" }, "novelty": { "half_life": "4 d", "floor": "30%" })");
  const Scenario scenario = scenario_of(text);
  std::uint64_t came = 0;
  for (const SegmentCounts& segment : run_of(scenario).ledger.segment) came += segment.came;
  CHECK(came > 200);
  check_every_schedule_agrees(scenario);
}

TEST_CASE("a fuse that never blows changes no byte of what lanes live, whatever is counted against it", "[law3]") {
  const Run free = run_of(scenario_of(rich_world));
  for (const char* limit : {"900M turns", "900B tokens", "366 d", "$9M"}) {
    INFO(limit);
    const std::string fuse = with(rich_world, R"("experiment":)",
                                  R"("policies": { "f": { "kind": "degrade", "per": "global/mo", "limit": ")" + std::string(limit) + R"(" } }, "experiment":)");
    UsageLedger ledger = run_of(scenario_of(fuse)).ledger;
    CHECK(ledger.policy == std::vector<PolicyCounts>(1));
    ledger.policy.clear();
    ledger.shape.policies = 0;
    CHECK(ledger == free.ledger);
  }
}
