#include "sim/base/check.h"
#include "tests/answers/hand_ledger.h"

using namespace npcost;
using namespace npcost::hand;

namespace {

constexpr double tight = 1e-14;

/// The index of a percentile in a Percentiles.
constexpr std::size_t p5 = 0, p50 = 1, p90 = 2, p95 = 3, p99 = 4, highest = 5;

}  // namespace

TEST_CASE("every cost has its own denominator", "[summary]") {
  // One dollar for four players over two days, standing for eight players: see four_players().
  const ReplicationSummary summary = summary_of(scenario(), four_players(), 8);
  CHECK_THAT(mean(summary, "cost.total"), WithinRel(2.00, tight));            // 1.00 × 8 ÷ 4
  CHECK_THAT(mean(summary, "cost.per_mau_month"), WithinRel(3.75, tight));    // 1.00 × 15 ÷ 4 players, the silent too
  CHECK_THAT(mean(summary, "cost.per_dau_day"), WithinRel(0.20, tight));      // 1.00 ÷ (1 + 2 + 2) days
  CHECK_THAT(mean(summary, "cost.per_player_hour"), WithinRel(0.25, tight));  // 1.00 ÷ (1 + 2 + 1) h
  CHECK_THAT(mean(summary, "cost.per_conversation"), WithinRel(1.0 / 3, tight));  // 3 conversations
  CHECK_THAT(mean(summary, "cost.per_turn"), WithinRel(1.0 / 6, tight));          // 2 + 1 + 3 turns
  CHECK_THAT(mean(summary, "cost.per_voice_minute"), WithinRel(0.30, tight));     // the bard's 0.60 ÷ 2 min
  CHECK_THAT(mean(summary, "turns.total"), WithinRel(12.0, tight));               // 6 × 8 ÷ 4
  CHECK_THAT(mean(summary, "turns.per_conversation"), WithinRel(2.0, tight));     // 6 ÷ 3
}

TEST_CASE("percentiles are over the players who have the figure at all", "[summary]") {
  const ReplicationSummary summary = summary_of(scenario(), four_players(), 8);
  // Own costs 0, 0, 0.20, 0.80, times 15: 0, 0, 3, 12. Between order statistics: p50 at 1.5, p90 at 2.7, p95 at 2.85.
  const Percentiles month = metric(summary, "cost.per_mau_month").percentiles.value();
  CHECK(month[p5] == 0);
  CHECK_THAT(month[p50], WithinRel(1.5, tight));
  CHECK_THAT(month[p90], WithinRel(9.3, tight));
  CHECK_THAT(month[p95], WithinRel(10.65, tight));
  CHECK_THAT(month[p99], WithinRel(11.73, tight));
  CHECK_THAT(month[highest], WithinRel(12.0, tight));
  // Per day: 0 ÷ 1, 0.20 ÷ 2, 0.80 ÷ 2; the player who never came has no day.
  const Percentiles day = metric(summary, "cost.per_dau_day").percentiles.value();
  CHECK_THAT(day[p50], WithinRel(0.10, tight));
  CHECK_THAT(day[highest], WithinRel(0.40, tight));
  // Per hour: 0 ÷ 1, 0.20 ÷ 2, 0.80 ÷ 1.
  const Percentiles hour = metric(summary, "cost.per_player_hour").percentiles.value();
  CHECK_THAT(hour[p50], WithinRel(0.10, tight));
  CHECK_THAT(hour[highest], WithinRel(0.80, tight));
  // Per conversation: 0.20 ÷ 1 and 0.80 ÷ 2; per turn: 0.20 ÷ 2 and 0.80 ÷ 4. Half way: 0.30 and 0.15.
  CHECK_THAT(metric(summary, "cost.per_conversation").percentiles.value()[p50], WithinRel(0.30, tight));
  CHECK_THAT(metric(summary, "cost.per_turn").percentiles.value()[p50], WithinRel(0.15, tight));
  CHECK_FALSE(metric(summary, "cost.total").percentiles.has_value());
  CHECK_FALSE(metric(summary, "cost.per_voice_minute").percentiles.has_value());
}

TEST_CASE("a hundred players who cost 1 cent to 1 dollar have known percentiles", "[summary]") {
  UsageLedger sums = ledger(100);
  for (std::uint32_t i = 0; i < 100; ++i) {
    const std::uint32_t player = (i * 37 + 11) % 100;  // in no order
    lived(sums, {player, quiet}, 1, 3600);
    used(sums, {player, quiet}, guard, 0, {{read_text, i + 1}});  // 1 … 100 cents
  }
  const Percentiles day = metric(summary_of(scenario(), sums, 100), "cost.per_dau_day").percentiles.value();
  // Position p × 99 among 0.01 … 1.00: p5 4.95, p50 49.5, p90 89.1, p95 94.05, p99 98.01.
  CHECK_THAT(day[p5], WithinRel(0.0595, tight));
  CHECK_THAT(day[p50], WithinRel(0.505, tight));
  CHECK_THAT(day[p90], WithinRel(0.901, tight));
  CHECK_THAT(day[p95], WithinRel(0.9505, tight));
  CHECK_THAT(day[p99], WithinRel(0.9901, tight));
  CHECK_THAT(day[highest], WithinRel(1.00, tight));
}

TEST_CASE("what cannot be said is absent, never zero", "[summary]") {
  SECTION("nobody played or talked") {
    UsageLedger sums = ledger(2);
    lived(sums, {0, quiet}, 0, 0);
    lived(sums, {1, loud}, 0, 0);
    const ReplicationSummary summary = summary_of(scenario(), sums, 2);
    for (const char* name :
         {"cost.per_dau_day", "cost.per_player_hour", "cost.per_conversation", "cost.per_turn", "cost.per_voice_minute",
          "cost.share_of_revenue", "turns.per_conversation", "cache.hit_rate", "latency.first_text",
          "latency.first_audio", "quality.degraded_turns", "quality.abandoned_turns", "fleet.peak_gpus"}) {
      INFO(name);
      CHECK_FALSE(metric(summary, name).mean.has_value());
      CHECK_FALSE(metric(summary, name).percentiles.has_value());
    }
    // These are known to be nothing: two players were there, and cost nothing.
    CHECK(mean(summary, "cost.per_mau_month") == 0);
    CHECK(mean(summary, "cost.total") == 0);
    CHECK(mean(summary, "turns.total") == 0);
  }
  SECTION("no player's life is in yet") {
    const ReplicationSummary summary = summary_of(scenario(), ledger(2), 2);
    for (const MetricInfo& info : metric_infos()) {
      if (info.name == "players.dau") continue;
      INFO(std::string(info.name));
      CHECK_FALSE(metric(summary, info.name).mean.has_value());
    }
    CHECK_FALSE(metric(summary, "players.dau").mean.has_value());
  }
}

TEST_CASE("only finished players count, and the scale uses their number", "[summary]") {
  // The first two of four: player 1 costs 0.20. Eight active players are now stood for by two.
  UsageLedger sums = ledger(4);
  lived(sums, {0, quiet}, 1, 3600);
  lived(sums, {1, quiet}, 2, 7200);
  used(sums, {1, quiet}, guard, 0, {{read_text, 10}, {write_text, 5}});
  sums.player_cells[2 * 4 + read_text] = 1'000'000;  // a life that was cut short: its row must not be read
  const ReplicationSummary summary = summary_of(scenario(), sums, 8);
  CHECK(summary.scale.simulated == 2);
  CHECK_THAT(mean(summary, "cost.total"), WithinRel(0.80, tight));          // 0.20 × 8 ÷ 2
  CHECK_THAT(mean(summary, "cost.per_mau_month"), WithinRel(1.50, tight));  // 0.20 × 15 ÷ 2
  CHECK_THAT(metric(summary, "cost.per_mau_month").percentiles.value()[highest], WithinRel(3.0, tight));
}

TEST_CASE("a player who used more than four billion tokens is billed for all of them", "[summary]") {
  UsageLedger sums = ledger(1);
  lived(sums, {0, quiet}, 1, 3600);
  constexpr std::uint64_t many = 5'000'000'000;  // × $0.01 = $50 million
  sums.player_cells[read_text] = 0xffff'ffff;
  sums.wide[{0, read_text}] = many;
  sums.group_cells[read_text] = many;
  sums.hour_cells[read_text] = many;
  const ReplicationSummary summary = summary_of(scenario(), sums, 1);
  CHECK_THAT(metric(summary, "cost.per_dau_day").percentiles.value()[highest], WithinRel(50e6, tight));
  CHECK(decimal(summary.cost.total) == "50000000");
}

TEST_CASE("exact costs are cut by stage, model, NPC, segment, meter, pipeline and hour", "[summary]") {
  const CostSums cost = summary_of(scenario(), four_players(), 8).cost;
  CHECK(cost.total == money("1"));
  // Read 30 tokens = 0.30; written 5 + 10 = 0.30; spoken 8 = 0.40.
  CHECK(cost.by_stage.part[static_cast<std::size_t>(Stage::llm)] == money("0.60"));
  CHECK(cost.by_stage.part[static_cast<std::size_t>(Stage::tts)] == money("0.40"));
  CHECK(cost.by_model.part == std::vector<Money>{money("0.60"), money("0.40")});
  CHECK(cost.by_npc.part == std::vector<Money>{money("0.40"), money("0.60")});
  CHECK(cost.by_segment.part == std::vector<Money>{money("0.20"), money("0.80")});
  CHECK(cost.by_pipeline.part == std::vector<Money>{money("0.40"), money("0.60")});
  CHECK(cost.by_meter.part[static_cast<std::size_t>(Meter::input_tokens)] == money("0.30"));
  CHECK(cost.by_meter.part[static_cast<std::size_t>(Meter::output_tokens)] == money("0.30"));
  CHECK(cost.by_meter.part[static_cast<std::size_t>(Meter::tts_chars)] == money("0.40"));
  CHECK(cost.by_hour.size() == 48);
  CHECK(cost.by_hour[0] == money("0.20"));
  CHECK(cost.by_hour[1] == money("0.80"));
  CHECK(cost.by_hour[2] == Money{});
  CHECK(cost.by_stage.listed[static_cast<std::size_t>(Stage::llm)] == 1);
  CHECK(cost.by_stage.listed[static_cast<std::size_t>(Stage::stt)] == 0);  // nothing counts speech to text here
}

TEST_CASE("hours that do not add up to the total stop the program", "[summary]") {
  UsageLedger sums = four_players();
  sums.hour_cells[read_text] += 1;
  CHECK_THROWS_AS(summary_of(scenario(), sums, 8), BrokenPromise);
}

TEST_CASE("latency is over turns, and text comes from both modes", "[summary]") {
  UsageLedger sums = four_players();
  for (const std::uint32_t ms : {100u, 200u}) sums.first_text[static_cast<std::size_t>(Mode::text)].add(ms);
  sums.first_text[static_cast<std::size_t>(Mode::voice)].add(240);
  sums.first_audio[static_cast<std::size_t>(Mode::voice)].add(250);
  const ReplicationSummary summary = summary_of(scenario(), sums, 8);
  CHECK_THAT(mean(summary, "latency.first_text"), WithinRel(180.0, tight));  // (100 + 200 + 240) ÷ 3
  CHECK(metric(summary, "latency.first_text").percentiles.value()[p50] == 200);
  CHECK(metric(summary, "latency.first_text").percentiles.value()[highest] == 240);
  CHECK_THAT(mean(summary, "latency.first_audio"), WithinRel(250.0, tight));
}

TEST_CASE("shares of turns and of tokens are quotients of the run's sums", "[summary]") {
  UsageLedger sums = four_players();
  sums.talk[0].prompt_tokens = 300;
  sums.talk[0].cached_tokens = 50;
  sums.talk[3].prompt_tokens = 100;
  sums.talk[3].cached_tokens = 50;
  sums.talk[0].abandoned_turns = 1;
  sums.talk[0].timed_turns = 4;  // of six turns, four have a known latency: only they can be given up
  sums.talk[3].degraded_turns = 3;
  const ReplicationSummary summary = summary_of(scenario(), sums, 8);
  CHECK_THAT(mean(summary, "cache.hit_rate"), WithinRel(0.25, tight));  // 100 ÷ 400
  CHECK_THAT(mean(summary, "quality.abandoned_turns"), WithinRel(0.25, tight));  // 1 ÷ 4
  CHECK_THAT(mean(summary, "quality.degraded_turns"), WithinRel(0.5, tight));  // 3 ÷ 6
}
