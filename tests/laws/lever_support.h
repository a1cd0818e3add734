#pragma once
// What the laws of levers share: scenarios in which a formula is exact, and what must stay as it was.

#include <cmath>
#include <string>

#include "sim/dialogue/turn.h"
#include "sim/engine/plan_types.h"
#include "tests/laws/support.h"

namespace npcost::laws {

/// constant_talk with a model that takes no time: no call that comes or goes moves a turn. 40 players, 30 days.
inline std::string timeless_talk() { return with(constant_talk, R"(, "first_token": "500 ms", "speed": "100 tokens/s")", ""); }

/// The same with conversations of one turn: every prompt has 1,200 + 20 tokens, every reply 50.
inline std::string one_turn_talks() { return with(timeless_talk(), R"("turns": "30 turns")", R"("turns": "1 turns")"); }

/// More keys for the NPC, for its llm stage.
inline std::string npc_with(const std::string& text, const std::string& keys) { return with(text, R"("think_time")", keys + R"(, "think_time")"); }
inline std::string llm_with(const std::string& text, const std::string& keys) {
  return with(text, R"({ "do": "llm", "model": "small" })", R"({ "do": "llm", "model": "small", )" + keys + " }");
}

/// A share of independent trials lies within 3.29 standard errors of its probability: 99.9 %; a seed is fixed, so a pass stays a pass.
inline void check_share(std::uint64_t part, std::uint64_t whole, double probability) {
  const auto n = static_cast<double>(whole);
  INFO(part << " of " << whole << ", expected share " << probability);
  REQUIRE(whole > 300);
  CHECK(std::abs(static_cast<double>(part) / n - probability) <= 3.29 * std::sqrt(probability * (1 - probability) / n));
}

/// Law 9: who played when, and how much was said, is the same.
inline void check_same_lives(const Run& a, const Run& b) {
  CHECK(a.ledger.player_totals == b.ledger.player_totals);
  CHECK(a.ledger.segment == b.ledger.segment);
  CHECK(a.ledger.day_players == b.ledger.day_players);
  CHECK(a.ledger.online_change == b.ledger.online_change);
}

/// Laws 1 and 2: the totals of players, hours and groups are one number, and the llm's input is the prompts.
inline void check_conserved_and_metered(const Run& run) {
  const UsageLedger& ledger = run.ledger;
  const std::vector<std::uint64_t> totals = ledger.totals();
  std::vector<std::uint64_t> players(totals.size()), hours(totals.size());
  for (std::uint32_t cell = 0; cell < ledger.shape.cells; ++cell) {
    for (std::uint32_t player = 0; player < ledger.shape.players; ++player) players[cell] += ledger.player_cell(player, cell);
    for (std::uint32_t hour = 0; hour < ledger.shape.hours; ++hour) hours[cell] += ledger.hour_cells[std::size_t{hour} * ledger.shape.cells + cell];
  }
  CHECK(players == totals);
  CHECK(hours == totals);
  const TalkCounts talk = talk_of(run);
  const std::uint64_t cached = total_of(run, Stage::llm, Meter::cached_input_tokens);
  const std::uint64_t written = total_of(run, Stage::llm, Meter::cache_write_tokens);
  CHECK(total_of(run, Stage::llm, Meter::input_tokens) + cached + written == talk.prompt_tokens);
  CHECK(cached == talk.cached_tokens);
  CHECK(talk.turns > 0);
}

/// Law 3: threads, schedule and slices make no difference to any byte.
inline void check_every_schedule_agrees(const Scenario& scenario) {
  const UsageLedger one = run_of(scenario).ledger;
  CHECK(run_of(scenario, 0, 3).ledger == one);
  CHECK(run_of(scenario, 0, 7).ledger == one);
  CHECK(live_run_of(scenario, Milliseconds{7'654'321}).ledger == one);
  CHECK(live_run_of(scenario, std::chrono::hours(31)).ledger == one);
}

/// Law 2: no prompt, and no prompt of a tool round, is longer than `window`; `turns` of one conversation of a way. Returns the longest.
inline std::uint32_t longest_prompt(const NpcPlan& npc, std::uint32_t turns, std::uint64_t window) {
  const PlayerKey key{7, 0, 0, 0};
  Conversation talk = begin_conversation(npc, key, 0, turns, 0, long_ago);
  std::int64_t now = 0;
  std::uint32_t longest = 0;
  while (talk.turn < talk.turns) {
    const TurnRecord turn = take_turn(npc, key, talk, now);
    CHECK(last_prompt(npc, turn) <= window);
    longest = std::max(longest, last_prompt(npc, turn));
    now = turn.end_ms + turn.think_ms;
  }
  return longest;
}

}  // namespace npcost::laws
