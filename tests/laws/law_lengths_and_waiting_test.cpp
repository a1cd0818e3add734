// Levers on what is said, remembered and put off: shorter replies, other memories, work that can wait, a cache filled beforehand.

#include "tests/laws/lever_runs.h"

using namespace npcost;
using namespace npcost::laws;

namespace {

Run run_with(const std::string& text, const std::string& what) {
  return run_of(scenario_of(adding(text, R"("policies": { "p": { )" + what + " } }")));
}

/// One call of 90 tokens out at the end of each talk.
std::string with_memory(const std::string& text) {
  return with(text, R"("think_time": "10 s")", R"("think_time": "10 s", "memory": { "write": "90 tokens", "write_prompt": "100 tokens" })");
}

std::string cached_talk() { return with(calm_talk(), R"("output": "$0.60/1M tokens")", R"("output": "$0.60/1M tokens", "cached_input": "$0.015/1M tokens")"); }

}  // namespace

TEST_CASE("replies that are cut are billed as they are, and the history is as short", "[law7]") {
  // 30 of 50 tokens: turn n reads 1220 + 50·n; 30 turns read 36,600 + 50·435 = 58,350 and write 900.
  const Run free = run_of(scenario_of(calm_talk())), run = run_with(calm_talk(), R"("kind": "cap_reply", "max": "30 tokens")");
  const std::uint64_t talks = talk_of(run).conversations;
  REQUIRE(talk_of(run).turns == 30 * talks);
  CHECK(total_of(run, Meter::output_tokens) == 900 * talks);
  CHECK(total_of(run, Meter::input_tokens) == 58'350 * talks);
  check_same_people(run, free);
  check_conserved(run);
  CHECK(without_policies(run_with(calm_talk(), R"("kind": "cap_reply", "max": "50 tokens")").ledger) == without_policies(free.ledger));
  CHECK(without_policies(run_with(calm_talk(), R"("kind": "cap_reply", "max": "30 tokens", "enabled": false)").ledger) ==
        without_policies(free.ledger));
}

TEST_CASE("a cap of a policy is a cap of the NPC, and the smaller of two holds", "[law7]") {
  const std::string spread = with(rich_world, R"("reply": "25..160 tokens")", R"("reply": "25..160 tokens", "reply_max": "70 tokens")");
  const Run own = run_of(scenario_of(spread));
  const auto cap = [&](const std::string& text, const std::string& max) {
    return run_with(text, R"("kind": "cap_reply", "applies_to": ["chat"], "max": ")" + max + "\"");
  };
  CHECK(without_policies(cap(rich_world, "70 tokens").ledger) == own.ledger);
  CHECK(without_policies(cap(spread, "90 tokens").ledger) == own.ledger);
  CHECK(total_of(cap(spread, "40 tokens"), Meter::output_tokens) < total_of(own, Meter::output_tokens));
}

TEST_CASE("a memory of a policy is that memory of the NPC, and takes nothing from what is recalled and written", "[law7]") {
  const std::string recalled = R"("think_time": "10 s", "memory": { "recall": "100 tokens", "write": "90 tokens")";
  const std::string base = with(calm_talk(), R"("think_time": "10 s")", recalled + " }");
  const std::string summary = R"("keep_turns": 4, "summarise_after": 12, "summary": "180 tokens")";
  const std::string own = with(calm_talk(), R"("think_time": "10 s")", recalled + ", " + summary + " }");
  const Run run = run_with(base, R"("kind": "summarise", "memory": { )" + summary + " }");
  CHECK(without_policies(run.ledger) == run_of(scenario_of(own)).ledger);
  CHECK(total_of(run, Meter::input_tokens) < total_of(run_of(scenario_of(base)), Meter::input_tokens));
  check_same_people(run, run_of(scenario_of(base)));
  check_conserved(run);
  CHECK(without_policies(run_with(base, R"("kind": "summarise", "enabled": false, "memory": { )" + summary + " }").ledger) ==
        run_of(scenario_of(base)).ledger);
}

TEST_CASE("what can wait goes to the other model, token for token", "[law7]") {
  // A memory reads 100 + 30·70 = 2,200 tokens and writes 90.
  const std::string text = with_tiny(with_memory(calm_talk()));
  const Run free = run_of(scenario_of(text));
  const std::string batch = adding(text, R"("policies": { "p": { "kind": "batch", "to": "tiny" } })");
  const Scenario scenario = scenario_of(batch);
  const Run run = run_of(scenario);
  const std::uint64_t talks = talk_of(run).conversations;
  REQUIRE(talk_of(run).turns == 30 * talks);
  CHECK(talk_of(run).memory_calls == talks);
  CHECK(total_of(run, scenario, "tiny", Meter::input_tokens) == 2'200 * talks);
  CHECK(total_of(run, scenario, "tiny", Meter::output_tokens) == 90 * talks);
  CHECK(total_of(run, Stage::llm, Meter::input_tokens) == total_of(free, Stage::llm, Meter::input_tokens));
  CHECK(total_of(run, Stage::memory, Meter::input_tokens) == total_of(free, Stage::memory, Meter::input_tokens));
  // Half the price for this part, exactly.
  const Money all = cost_of(free, scenario.book), less = cost_of(run, scenario.book);
  CHECK((all.grains() - less.grains()) ==
        Int128{Money::grain_per_unit} / 1'000'000'000 * static_cast<Int128>(talks * (2'200 * 75 + 90 * 300)));
  check_same_people(run, free);
  check_conserved(run);
  CHECK(without_policies(run_of(scenario_of(with(batch, R"("kind": "batch",)", R"("kind": "batch", "enabled": false,)"))).ledger) == free.ledger);
}

TEST_CASE("a cache that is filled when a session begins is found by its first line", "[law7]") {
  // Sessions of 2 minutes with one talk: what is filled is found within the 5 minutes. 10 players, so that nobody else keeps it warm.
  std::string text = with(cached_talk(), R"("session_length": "30 min")", R"("session_length": "2 min")");
  text = with(with(text, R"("turns": "30 turns")", R"("turns": 3)"), R"("active": "40 players")", R"("active": "1 players")");
  text = with(text, "\"30 d\"", "\"120 d\"");
  const Run free = run_of(scenario_of(text)), run = run_with(text, R"("kind": "prewarm")");
  const TalkCounts talk = talk_of(run);
  CHECK(talk.npc_lines == run.ledger.segment[0].sessions);   // one call a session …
  CHECK(run.ledger.policy[0].turns == talk.npc_lines);
  const std::uint64_t read = total_of(run, Meter::input_tokens) + total_of(run, Meter::cached_input_tokens);
  CHECK(read == total_of(free, Meter::input_tokens) + total_of(free, Meter::cached_input_tokens) + 1'200 * talk.npc_lines);   // … of the persona
  CHECK(total_of(run, Meter::output_tokens) == total_of(free, Meter::output_tokens));
  // Every turn finds 1,152 tokens of the persona at least.
  for (const HeardTurn& heard : turns_of_all(*run.plan)) CHECK(heard.turn.prompt.cached >= 1'152);
  CHECK(talk.cached_tokens > talk_of(free).cached_tokens);
  check_same_people(run, free);
  CHECK(without_policies(run_with(text, R"("kind": "prewarm", "enabled": false)").ledger) == free.ledger);
}

TEST_CASE("who waits half a minute gives up, unless nobody ever does, and both are known", "[law7]") {
  const std::string slow = with(constant_talk, R"("first_token": "500 ms")", R"("first_token": "30 s")");
  // Half give up at 8 s, slope 0.8 s: 1 ÷ (1 + e^(−(30 − 8) ÷ 0.8)) is 1 but for 1e-12.
  const Run usual = run_of(scenario_of(slow));
  const Run patient = run_of(scenario_of(with(slow, R"("reply":)", R"("patience": "never", "reply":)")));
  const TalkCounts &gone = usual.ledger.talk[0], &stayed = patient.ledger.talk[0];
  CHECK(gone.turns > 1000);
  CHECK(gone.abandoned_turns == gone.turns);
  CHECK(stayed.turns == gone.turns);
  CHECK(stayed.timed_turns == stayed.turns);
  CHECK(stayed.abandoned_turns == 0);
}

TEST_CASE("with every lever on at once both schedules and any number of threads agree", "[law3][law1][law2]") {
  const std::string text = adding(with(rich_world, R"("recall": "100..400 tokens")", R"("recall": "100..400 tokens", "write": "80 tokens", "write_calls": 0.5)"),
                                  R"("policies": {
      "a": { "kind": "route", "to": "sage", "share": 0.2, "applies_to": ["chat", "aloud"] },
      "b": { "kind": "route", "to": "brain", "share": 0.3, "by": "player", "applies_to": ["oracle"] },
      "c": { "kind": "cache", "of": "replies", "hit_rate": 0.1, "applies_to": ["oracle", "chat"] },
      "d": { "kind": "cache", "of": "speech", "hit_rate": "10..30%", "applies_to": ["mouth"] },
      "e": { "kind": "cache", "of": "prompt", "hit_rate": 0.7, "applies_to": ["chat"] },
      "f": { "kind": "cap_reply", "max": "80 tokens", "applies_to": ["aloud"] },
      "g": { "kind": "summarise", "memory": { "keep_turns": 3 }, "applies_to": ["aloud"] },
      "h": { "kind": "batch", "to": "brain" },
      "i": { "kind": "prewarm" },
      "j": { "kind": "quota", "limit": "40 turns", "then": "cheaper_model", "to": "sage", "applies_to": ["aloud"] } })");
  const Scenario scenario = scenario_of(text);
  const Run run = run_of(scenario);
  check_schedules_agree(scenario);
  check_windows(run);
  for (const std::size_t policy : {0u, 1u, 2u, 3u, 8u, 9u}) CHECK(run.ledger.policy[policy].turns > 50);
  const UsageLedger& ledger = run.ledger;
  const std::vector<std::uint64_t> by_group = ledger.totals();
  for (std::uint32_t cell = 0; cell < ledger.shape.cells; ++cell) {
    std::uint64_t players = 0;
    for (std::uint32_t player = 0; player < ledger.shape.players; ++player) players += ledger.player_cell(player, cell);
    CHECK(players == by_group[cell]);
  }
}
