#include "tests/scenario/support.h"

using namespace npcost;
using namespace npcost::scenario_test;

TEST_CASE("the smallest useful scenario reads without a word of warning", "[scenario]") {
  const ReadScenario result = read_text(tiny);
  CHECK(result.diagnostics.empty());
  CHECK(result.not_simulated.empty());
  const Scenario scenario = right(tiny);
  CHECK(scenario.name == "One innkeeper, text only");
  CHECK(scenario.currency == "USD");
  REQUIRE(scenario.book.cards.size() == 1);
  REQUIRE(scenario.pipelines.size() == 1);
  CHECK(scenario.pipelines[0].mode == Mode::text);
  REQUIRE(scenario.npcs.size() == 1);
  CHECK(scenario.npcs[0].persona.value() == 600);
  CHECK(scenario.npcs[0].player_line.value() == 18);
  CHECK(scenario.npcs[0].reply.family == Family::lognormal);
  CHECK(scenario.players.active.value() == 1000);
  REQUIRE(scenario.players.segments.size() == 1);
  CHECK(scenario.players.segments[0].conversations.value() == 2);
  REQUIRE(scenario.budgets.size() == 1);
  CHECK_THAT(*scenario.budgets[0].max, WithinAbs(0.10, 1e-15));
  CHECK(scenario.budgets[0].limit_text == "$0.10");
}

TEST_CASE("what a scenario does not say has the documented default", "[scenario]") {
  const Scenario scenario = right(tiny);
  CHECK(to_text(scenario.start) == "2026-11-01T00:00:00Z");
  CHECK(scenario.duration == std::chrono::hours(30 * 24));
  CHECK(scenario.timezone == "UTC");
  CHECK(scenario.experiment.seed == 1);
  CHECK(scenario.experiment.replications == 10);
  CHECK(scenario.experiment.warm_up == Milliseconds{0});
  CHECK_FALSE(scenario.experiment.sample_players.has_value());
  const Npc& npc = scenario.npcs[0];
  CHECK(npc.world.value() == 0);
  CHECK(npc.patience == Milliseconds{8000});
  CHECK(npc.chars_per_token == 4.26);
  CHECK(npc.tokens_per_word == 1.2);
  CHECK(npc.memory.policy == Memory::Policy::full);
  CHECK(npc.think_time.family == Family::lognormal);
  const Segment& segment = scenario.players.segments[0];
  CHECK(segment.session_length.value() == 45 * 60'000.0);
  CHECK(segment.talks.value() == 1);
  CHECK(scenario.players.daily_shape == "flat");
  CHECK(scenario.revenue.model == Revenue::Model::none);
  CHECK(scenario.budgets[0].stat == Stat::mean);
  CHECK(scenario.budgets[0].confidence == 0.95);
  CHECK_FALSE(scenario.budgets[0].warn_only);
}

TEST_CASE("a spoken companion reads end to end", "[scenario]") {
  const Scenario scenario = right(voice);
  const Pipeline& spoken = scenario.pipelines[0];
  CHECK(spoken.mode == Mode::voice);
  CHECK(spoken.turn_overhead == Milliseconds{200});
  CHECK(spoken.silence_billed);
  REQUIRE(spoken.stages.size() == 4);
  CHECK(spoken.stages[1].stage == Stage::moderation);
  CHECK(spoken.stages[1].every == 2);
  CHECK(spoken.stages[1].skip == 0.25);
  CHECK(spoken.stages[2].stream);
  CHECK_FALSE(spoken.stages[3].stream);
  const Npc& companion = scenario.npcs[0];
  CHECK(companion.persona.has_unknown());
  CHECK(companion.patience == Milliseconds{2500});
  CHECK(companion.interrupt == 0.12);
  CHECK(companion.reply_max == 120u);
  CHECK(companion.memory.policy == Memory::Policy::summarise);
  CHECK(companion.memory.keep_turns == 6);
  CHECK(companion.memory.summarise_after == 10);
  CHECK(companion.memory.summary.value() == 200);
  // 12 tokens / 1.2 tokens a word / 2.3 words a second = 4.347826 s, to the millisecond.
  CHECK(companion.player_speech.value() == 4348);
  // Midnight in Berlin in winter is 23:00 UTC of the day before.
  CHECK(to_text(scenario.start) == "2026-12-31T23:00:00Z");
  CHECK(scenario.revenue.model == Revenue::Model::premium);
  CHECK(decimal(scenario.revenue.price.money) == "69.99");
  CHECK_THAT(*scenario.budgets[0].max, WithinAbs(1200, 1e-9));
  CHECK(scenario.budgets[1].warn_only);
  CHECK_THAT(*scenario.budgets[1].max, WithinAbs(0.08, 1e-15));
  REQUIRE(scenario.speeds.size() == 4);
  REQUIRE(scenario.speeds[0].thinks.has_value());
  CHECK(scenario.speeds[0].thinks->value() == 20);
}

TEST_CASE("the speech of a player is his line at 2.3 words a second, whatever its spread", "[scenario][defaults]") {
  const std::string line = R"("player_line": "12 tokens")";
  // p5 4 tokens: 4/1.2/2.3 = 1.449 s; p95 45 tokens: 45/1.2/2.3 = 16.304 s.
  const Scenario range = right(edited(voice, line, R"("player_line": "4..45 tokens")"));
  const Spread& speech = range.npcs[0].player_speech;
  REQUIRE(speech.roles.size() == 2);
  CHECK(speech.roles[0].value.of.mean() == 1449);
  CHECK(speech.roles[1].value.of.mean() == 16304);
  const Scenario spelt = right(
      edited(voice, line,
             R"("player_line": { "dist": "lognormal", "p5": "4 tokens", "p95": "45 tokens", "max": "400 tokens" })"));
  // 400/1.2/2.3 = 144.928 s.
  REQUIRE(spelt.npcs[0].player_speech.max.has_value());
  CHECK(*spelt.npcs[0].player_speech.max == 144928);
  const Scenario own = right(edited(voice, line, R"("player_line": "12 tokens", "player_speech": "2 s")"));
  CHECK(own.npcs[0].player_speech.value() == 2000);
}

TEST_CASE("the scenarios that npcost ships read without an error", "[scenario]") {
  const std::string folder = std::string(NPCOST_SOURCE_DIR) + "/scenarios/";
  for (const char* name : {"tiny", "tavern", "voice-companion", "report-2025-01"}) {
    ScenarioRequest request;
    request.files = {folder + name + ".npcost.json"};
    const ReadScenario result = read_scenario(request);
    INFO(name << "\n" << report_text(result.diagnostics));
    CHECK(result.scenario.has_value());
    CHECK(result.not_simulated.empty());
  }
}
