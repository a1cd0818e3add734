// Law 1: totals by player, hour, NPC, segment, stage and model are one number.
// Law 2: fresh + cached + written tokens = the prompt; no prompt over the context window.


#include "sim/dialogue/turn.h"
#include "sim/engine/plan_types.h"
#include "tests/laws/support.h"

using namespace npcost;
using namespace npcost::laws;

namespace {

/// rich_world with provider write prices, so that all three kinds of input token occur.
std::string world_with_writes() {
  return with(rich_world, "\"cached_input\": \"$0.075/1M tokens\"",
              "\"cached_input\": \"$0.075/1M tokens\", \"cache_write\": \"$0.1875/1M tokens\"");
}

}  // namespace

TEST_CASE("what all players used is what all hours used is what all NPCs used", "[law1]") {
  const Run run = run_of(scenario_of(world_with_writes()));
  const UsageLedger& ledger = run.ledger;
  REQUIRE(ledger.shape.cells > 8);
  const std::vector<std::uint64_t> by_group = ledger.totals();
  for (std::uint32_t cell = 0; cell < ledger.shape.cells; ++cell) {
    std::uint64_t players = 0, hours = 0;
    for (std::uint32_t player = 0; player < ledger.shape.players; ++player) players += ledger.player_cell(player, cell);
    for (std::uint32_t hour = 0; hour < ledger.shape.hours; ++hour) {
      hours += ledger.hour_cells[std::size_t{hour} * ledger.shape.cells + cell];
    }
    INFO("cell " << cell);
    CHECK(players == by_group[cell]);
    CHECK(hours == by_group[cell]);
  }
}

TEST_CASE("turns, conversations and sessions are the same number however they are counted", "[law1]") {
  const Run run = run_of(scenario_of(rich_world));
  const UsageLedger& ledger = run.ledger;
  std::uint64_t turns = 0, conversations = 0, days = 0, requests = 0;
  for (const PlayerTotals& player : ledger.player_totals) {
    turns += player.turns;
    conversations += player.conversations;
    days += player.days;
  }
  for (const std::uint64_t minute : ledger.minute_requests) requests += minute;
  const TalkCounts talk = talk_of(run);
  CHECK(talk.turns == turns);
  CHECK(talk.conversations == conversations);
  CHECK(turns > 10'000);

  std::uint64_t segment_days = 0, day_players = 0, players = 0;
  for (const SegmentCounts& segment : ledger.segment) {
    segment_days += segment.player_days;
    players += segment.players;
  }
  for (const std::uint64_t day : ledger.day_players) day_players += day;
  CHECK(segment_days == days);
  CHECK(day_players == days);
  CHECK(players == 300);

  std::uint64_t texts = 0;
  for (const LatencyHistogram& histogram : ledger.first_text) texts += histogram.total();
  CHECK(texts == turns);
  CHECK(requests >= turns);  // summaries are requests of their own
}

TEST_CASE("fresh, cached and written tokens add up to the prompts", "[law2]") {
  const Run run = run_of(scenario_of(world_with_writes()));
  const std::uint64_t fresh = total_of(run, Stage::llm, Meter::input_tokens);
  const std::uint64_t cached = total_of(run, Stage::llm, Meter::cached_input_tokens);
  const std::uint64_t written = total_of(run, Stage::llm, Meter::cache_write_tokens);
  const TalkCounts talk = talk_of(run);
  CHECK(fresh + cached + written == talk.prompt_tokens);
  CHECK(cached == talk.cached_tokens);
  CHECK(fresh > 0);
  CHECK(cached > 0);
  CHECK(written > 0);
}

TEST_CASE("no prompt is longer than the context window, and cutting it is counted", "[law2]") {
  // 30 turns of 70 tokens on top of 1,200 pass a window of 2,000 after (2000 − 1220) / 70 = 11.1 turns: turns 13 … 30 are cut.
  const std::string small_window = with(constant_talk, "\"kind\": \"llm\",", "\"kind\": \"llm\", \"context\": \"2000 tokens\",");
  const Scenario scenario = scenario_of(small_window);
  const std::shared_ptr<const Plan> plan = compile_plan(scenario, 0);
  const NpcPlan& npc = plan->ways[0];
  const PlayerKey key{7, 0, 0, 0};
  Conversation talk = begin_conversation(npc, key, 0, 30, 0, long_ago);
  std::int64_t now = 0;
  std::uint32_t cut = 0, longest = 0;
  while (talk.turn < talk.turns) {
    const TurnRecord turn = take_turn(npc, key, talk, now);
    CHECK(turn.prompt_tokens <= 2000);
    CHECK(turn.prompt.fresh + turn.prompt.cached + turn.prompt.written == turn.prompt_tokens);
    longest = std::max(longest, turn.prompt_tokens);
    cut += turn.context_cut ? 1u : 0u;
    now = turn.end_ms + turn.think_ms;
  }
  CHECK(longest == 1200 + 11 * 70 + 20);
  CHECK(cut == 18);
}
