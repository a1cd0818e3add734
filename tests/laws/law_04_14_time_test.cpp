// Law 4: time never goes back; nothing after the horizon.
// Law 14: Little's law: players online on average = session starts a second × seconds a session.

#include "sim/dialogue/turn.h"
#include "sim/engine/plan_types.h"
#include "tests/laws/support.h"

using namespace npcost;
using namespace npcost::laws;

TEST_CASE("a conversation's clock only goes forward", "[law4]") {
  const Scenario scenario = scenario_of(rich_world);
  const std::shared_ptr<const Plan> plan = compile_plan(scenario, 0);
  for (const NpcPlan& npc : plan->ways) {
    for (std::uint32_t player = 0; player < 50; ++player) {
      const PlayerKey key{11, 0, 0, player};
      Conversation talk = begin_conversation(npc, key, player, 20, 1'000, long_ago);
      std::int64_t now = 1'000;
      while (talk.turn < talk.turns) {
        const TurnRecord turn = take_turn(npc, key, talk, now);
        CHECK(turn.call_ms >= now);
        CHECK(turn.end_ms >= turn.call_ms);
        CHECK(turn.first_audio_ms + turn.first_text_ms >= turn.first_text_ms);
        now = turn.end_ms + turn.think_ms;
      }
    }
  }
}

TEST_CASE("a live run refuses to go back", "[law4]") {
  LiveRun live(compile_plan(scenario_of(rich_world), 0));
  live.advance_to(std::chrono::hours(5));
  CHECK_THROWS_AS(live.advance_to(std::chrono::hours(4)), BrokenPromise);
}

TEST_CASE("nothing is counted after the horizon", "[law4]") {
  // Session lengths of 20 h on a run of 30 h: most sessions are cut by the end of the run.
  const std::string text = with(with(rich_world, "\"duration\": \"14 d\"", "\"duration\": \"30 h\""),
                                "\"session_length\": \"20..60 min\"", "\"session_length\": \"20 h\"");
  const Run run = run_of(scenario_of(text));
  CHECK(run.ledger.shape.hours == 30);
  for (const PlayerTotals& player : run.ledger.player_totals) CHECK(player.play_seconds <= 30 * 3600);
  std::int64_t online = 0;
  for (const std::int64_t change : run.ledger.online_change) {
    online += change;
    CHECK(online >= 0);
    CHECK(online <= 300);
  }
}

TEST_CASE("a longer run begins like the shorter one", "[law4]") {
  // With flat prices the first 7 days of a 14-day run use exactly what a 7-day run uses, hour by hour.
  const Run longer = run_of(scenario_of(rich_world));
  const Run shorter = run_of(scenario_of(with(rich_world, "\"duration\": \"14 d\"", "\"duration\": \"7 d\"")));
  REQUIRE(longer.ledger.shape.cells == shorter.ledger.shape.cells);
  const std::size_t same = shorter.ledger.hour_cells.size();
  CHECK(std::equal(shorter.ledger.hour_cells.begin(), shorter.ledger.hour_cells.end(), longer.ledger.hour_cells.begin()));
  CHECK(same == std::size_t{7} * 24 * shorter.ledger.shape.cells);
}

TEST_CASE("players online = arrivals × length of stay", "[law14]") {
  const Run run = run_of(scenario_of(with(rich_world, "\"seed\": 11", "\"seed\": 11, \"warm_up\": \"1 d\"")));
  std::uint64_t play_ms = 0, sessions = 0;
  for (const SegmentCounts& segment : run.ledger.segment) {
    play_ms += segment.play_ms;
    sessions += segment.sessions;
  }
  double online_minutes = 0;
  std::int64_t online = 0;
  const std::size_t minutes = std::size_t{run.ledger.shape.hours} * 60;
  for (std::size_t minute = 0; minute < minutes; ++minute) {
    online += run.ledger.online_change[minute];
    online_minutes += static_cast<double>(online);
  }
  // L = λ·W over the same window: (sessions / T) × (play time / sessions). Sampling at whole minutes is unbiased; 1 % allowed.
  const double length = 14.0 * 86'400e3;
  const double by_little = static_cast<double>(sessions) / length * (static_cast<double>(play_ms) / static_cast<double>(sessions));
  CHECK_THAT(online_minutes / static_cast<double>(minutes), WithinRel(by_little, 0.01));
}
