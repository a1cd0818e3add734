// Law 7: with constants the run equals a formula, to the last digit.

#include "sim/dialogue/turn.h"
#include "sim/engine/plan_types.h"
#include "tests/laws/support.h"

using namespace npcost;
using namespace npcost::laws;

namespace {

/// One conversation of `turns` turns with the first NPC, lived turn by turn; sums in a ledger of our own.
struct Sums {
  std::uint64_t input = 0, output = 0, last_prompt = 0;
};

Sums one_conversation(const Scenario& scenario, std::uint32_t turns) {
  const std::shared_ptr<const Plan> plan = compile_plan(scenario, 0);
  const PlayerKey key{scenario.experiment.seed, 0, 0, 0};
  Conversation talk = begin_conversation(plan->ways[0], key, 0, turns, 0, long_ago);
  Sums sums;
  std::int64_t now = 0;
  while (talk.turn < talk.turns) {
    const TurnRecord turn = take_turn(plan->ways[0], key, talk, now);
    sums.input += turn.prompt_tokens;
    sums.output += turn.reply_tokens;
    sums.last_prompt = turn.prompt_tokens;
    now = turn.end_ms + turn.think_ms;
  }
  return sums;
}

Scenario lengths(int system, int line, int reply) {
  std::string text = with(constant_talk, "\"1200 tokens\"", "\"" + std::to_string(system) + " tokens\"");
  text = with(text, "\"player_line\": \"20 tokens\"", "\"player_line\": \"" + std::to_string(line) + " tokens\"");
  return scenario_of(with(text, "\"reply\": \"50 tokens\"", "\"reply\": \"" + std::to_string(reply) + " tokens\""));
}

}  // namespace

TEST_CASE("thirty turns with full history send 67,050 tokens", "[law7]") {
  // n(S+u) + (u+o)·n(n−1)/2 = 30·1220 + 70·435 = 36,600 + 30,450.
  const Sums sums = one_conversation(lengths(1200, 20, 50), 30);
  CHECK(sums.input == 67'050);
  CHECK(sums.output == 30 * 50);
}

TEST_CASE("sixty turns with full history send 197,100 tokens", "[law7]") {
  // 60·1220 + 70·1770 = 73,200 + 123,900.
  CHECK(one_conversation(lengths(1200, 20, 50), 60).input == 197'100);
}

TEST_CASE("ten and forty turns send what the closed form says, down to the last prompt", "[law7]") {
  // N·S + N(N+1)/2·u + N(N−1)/2·o; last prompt S + N·u + (N−1)·o.
  const Scenario scenario = lengths(600, 25, 60);
  const Sums ten = one_conversation(scenario, 10);
  CHECK(ten.input == 10'075);        // 6000 + 55·25 + 45·60
  CHECK(ten.last_prompt == 1'390);   // 600 + 250 + 540
  const Sums forty = one_conversation(scenario, 40);
  CHECK(forty.input == 91'300);      // 24000 + 820·25 + 780·60
  CHECK(forty.last_prompt == 3'940);
}

TEST_CASE("a whole run of constant talks costs its formula under two price books", "[law7]") {
  const Scenario scenario = scenario_of(constant_talk);
  const Run run = run_of(scenario);
  const TalkCounts talk = talk_of(run);
  // Talks that the end of the run cut short make the sum miss whole talks: take only what the formula speaks of.
  REQUIRE(talk.conversations > 1'000);
  std::uint64_t whole_talk_players = 0;
  const CellPrices mini = cell_prices(*run.plan, scenario.book);
  for (std::uint32_t player = 0; player < run.ledger.shape.players; ++player) {
    const PlayerTotals& totals = run.ledger.player_totals[player];
    if (totals.turns != totals.conversations * 30) continue;
    ++whole_talk_players;
    std::vector<std::uint64_t> counts;
    for (std::uint32_t cell = 0; cell < run.ledger.shape.cells; ++cell) counts.push_back(run.ledger.player_cell(player, cell));
    // 67,050 × $0.15/1M + 1,500 × $0.60/1M = $0.0100575 + $0.0009 = $0.0109575 a talk.
    CHECK(rate(std::span<const std::uint64_t>(counts), mini) == Money::from_decimal("0.0109575")->times(totals.conversations));
  }
  CHECK(whole_talk_players > 30);

  SECTION("and at the card of DeepSeek-R1 of January 2025") {
    // 67,050 × $0.55/1M + 1,500 × $2.19/1M = $0.0368775 + $0.003285 = $0.0401625 a talk.
    const Scenario r1 = scenario_of(with(with(constant_talk, "$0.15/1M", "$0.55/1M"), "$0.60/1M", "$2.19/1M"));
    const CellPrices dear = cell_prices(*run.plan, r1.book);
    for (std::uint32_t player = 0; player < run.ledger.shape.players; ++player) {
      const PlayerTotals& totals = run.ledger.player_totals[player];
      if (totals.turns != totals.conversations * 30) continue;
      std::vector<std::uint64_t> counts;
      for (std::uint32_t cell = 0; cell < run.ledger.shape.cells; ++cell) counts.push_back(run.ledger.player_cell(player, cell));
      CHECK(rate(std::span<const std::uint64_t>(counts), dear) == Money::from_decimal("0.0401625")->times(totals.conversations));
    }
  }
}
