// Talk that no player's line starts: how much of it there is, when it stops, who pays for it, and that it moves nothing of the player's.
//
// Counts of a Poisson process with mean μ have the standard error sqrt(μ); tolerances are 3.29 of them (99.9 %).

#include "sim/engine/watch.h"
#include "tests/laws/lever_support.h"

using namespace npcost;
using namespace npcost::laws;

namespace {

constexpr double hour_ms = 3'600'000, day_ms = 24 * hour_ms;

std::string with_ambient(const std::string& text, const std::string& entries) {
  return with(text, R"("players": {)", R"("ambient": { )" + entries + R"( }, "players": {)");
}

/// Players who play and never talk: what is counted is unasked. 400 players, two sessions of an hour a day, 10 days.
std::string silent_players() {
  std::string text = with(timeless_talk(), R"("active": "40 players")", R"("active": "400 players")");
  text = with(text, R"("sessions": "1/d", "session_length": "30 min", "conversations": 1)", R"("sessions": "2/d", "session_length": "1 h", "conversations": 0)");
  return with(text, R"("30 d")", R"("10 d")");
}

double play_ms(const Run& run) { return static_cast<double>(run.ledger.segment[0].play_ms); }
double lines(const Run& run) { return static_cast<double>(talk_of(run).npc_lines); }

void check_poisson(double count, double mean) {
  INFO("count " << count << ", mean " << mean);
  REQUIRE(mean > 400);
  CHECK(std::abs(count - mean) <= 3.29 * std::sqrt(mean));
}

/// Talk counts of players alone: what NPCs say unasked stands apart.
TalkCounts asked(TalkCounts talk) {
  talk.npc_lines = talk.prompt_tokens = talk.cached_tokens = talk.memory_calls = 0;
  return talk;
}

class Notes final : public Watcher {
 public:
  void happened(const Happening& happening) override { all.push_back(happening); }
  std::vector<Happening> all;
};

}  // namespace

TEST_CASE("an NPC that speaks by itself does so at its rate while a player is near", "[levers][ambient]") {
  const Run run = run_of(scenario_of(with_ambient(silent_players(), R"("hello": { "do": "proactive", "npc": "innkeeper", "rate": "6/h", "near": "40%", "line": "15 tokens" })")));
  check_poisson(lines(run), 6 * 0.4 * play_ms(run) / hour_ms);
  // Each is a call of persona and remark; nothing was said before.
  CHECK(total_of(run, Stage::llm, Meter::input_tokens) == (1200 + 15) * talk_of(run).npc_lines);
  CHECK(total_of(run, Stage::llm, Meter::output_tokens) == 50 * talk_of(run).npc_lines);
  CHECK(total_of(run, Meter::requests) == 0);
  CHECK(talk_of(run).prompt_tokens == total_of(run, Stage::llm, Meter::input_tokens));
  check_same_lives(run, run_of(scenario_of(silent_players())));
}

TEST_CASE("only players who use the feature are spoken to", "[levers][ambient]") {
  const std::string some = with(silent_players(), R"("conversations": 0)", R"("talks": "25%", "conversations": 0)");
  const std::shared_ptr<const Plan> plan = compile_plan(scenario_of(some), 0);
  const Run run = run_of(scenario_of(with_ambient(some, R"("hello": { "do": "proactive", "npc": "innkeeper", "rate": "6/h" })")));
  std::uint32_t spoken_to = 0;
  double seconds = 0;
  for (std::uint32_t player = 0; player < run.ledger.shape.players; ++player) {
    std::uint64_t used = 0;
    for (std::uint32_t cell = 0; cell < run.ledger.shape.cells; ++cell) used += run.ledger.player_cell(player, cell);
    const bool talks = traits_of(plan->segments[0], {7, 0, plan->segments[0].rank, player}).talks;
    CHECK((used == 0 || talks));
    spoken_to += used != 0 ? 1u : 0u;
    seconds += talks ? run.ledger.player_totals[player].play_seconds : 0;
  }
  check_share(spoken_to, 400, 0.25);
  check_poisson(lines(run), 6 * seconds / 3600);
}

TEST_CASE("NPCs that talk with each other read what was said before", "[levers][ambient]") {
  // Eight lines of a remark of 10 and a reply of 50 tokens: prompt n is 1200 + 60·(n−1) + 10. Pauses of 2 s and no time to answer: a talk
  // takes 14 s from first to last line, so of sessions of an hour few are cut off; the watcher shows every prompt.
  const Scenario scenario = scenario_of(
      with_ambient(silent_players(), R"("gossip": { "do": "npc_to_npc", "npc": "innkeeper", "rate": "3/h", "turns": "8 turns", "line": "10 tokens" })"));
  const Run run = run_of(scenario);
  std::uint64_t begun = 0, seen = 0;
  for (std::uint32_t player = 0; player < 40; ++player) {
    Notes notes;
    watch_player(*run.plan, player, notes);
    std::int64_t ends = -1;
    std::uint32_t next = 0;
    for (std::size_t i = 0; i < notes.all.size(); ++i) {
      const Happening& it = notes.all[i];
      if (it.kind == Happening::Kind::session_begins) {
        ends = it.ms + 3'600'000;
        next = 0;
      }
      if (it.kind != Happening::Kind::npc_line) continue;
      ++seen;
      CHECK(it.ms < ends);   // stops with the session
      if (next == 8 || it.turn.prompt_tokens == 1210) next = 0;
      begun += next == 0 ? 1u : 0u;
      CHECK(it.turn.prompt_tokens == 1210 + 60 * next);
      ++next;
    }
  }
  CHECK(seen > 7 * begun);
  REQUIRE(begun > 400);
  // While they talk no talk begins: one begins each 20 min + 14 s + the last pause of none. All 400 players: sessions of an hour hold
  // 3 talks an hour of the time in which nobody talks.
  const double talks = lines(run) / 8, silent_hours = (play_ms(run) - talks * 14'000) / hour_ms;
  CHECK_THAT(talks, WithinRel(3 * silent_hours, 3.29 / std::sqrt(talks) + 0.004));   // 14 s of 3,600 at the end of a session cut some
}

TEST_CASE("talk among NPCs goes on for a while after the player has left, if the game lets it", "[levers][ambient]") {
  // Sessions of an hour come with Poisson gaps of mean 11 h: of an idle time of 30 min, the part before the next session is
  // E[min(gap, 30 min)]; the time in which they talk is read off the run's own sessions.
  const std::string entry = R"("gossip": { "do": "npc_to_npc", "npc": "innkeeper", "rate": "4/h")";
  const std::string stop = with_ambient(silent_players(), entry + " }"), idle = with_ambient(silent_players(), entry + R"(, "idle_stop": "30 min" })");
  const Run stops = run_of(scenario_of(stop)), goes_on = run_of(scenario_of(idle));
  check_poisson(lines(stops), 4 * play_ms(stops) / hour_ms);
  double awake_ms = 0;
  for (std::uint32_t player = 0; player < goes_on.ledger.shape.players; ++player) {
    Notes notes;
    watch_player(*goes_on.plan, player, notes);
    std::int64_t awake_until = 0;
    for (const Happening& it : notes.all) {
      if (it.kind == Happening::Kind::npc_line) CHECK(it.ms < awake_until);
      if (it.kind != Happening::Kind::session_begins) continue;
      const std::int64_t until = std::min<std::int64_t>(it.ms + 5'400'000, 10 * 86'400'000);
      awake_ms += static_cast<double>(until - std::max(it.ms, awake_until));
      awake_until = until;
    }
  }
  check_poisson(lines(goes_on), 4 * awake_ms / hour_ms);
  CHECK(lines(goes_on) > 1.3 * lines(stops));
  check_same_lives(goes_on, stops);
  CHECK(run_of(scenario_of(with(idle, R"("30 min" })", R"("0 s" })"))).ledger == stops.ledger);
}

TEST_CASE("a world that thinks does so day and night, once for all who live in it", "[levers][ambient]") {
  // 400 players in worlds of 8: 50 worlds · 12 a day · 10 days = 6,000 thoughts, whoever plays.
  const Run run = run_of(scenario_of(with_ambient(silent_players(), R"("mind": { "do": "world_tick", "npc": "innkeeper", "rate": "12/d", "shared_by": 8 })")));
  check_poisson(lines(run), 6000);
  std::uint64_t night = 0, all = 0;
  for (std::size_t hour = 0; hour < run.ledger.shape.hours; ++hour) {
    for (std::size_t cell = 0; cell < run.ledger.shape.cells; ++cell) {
      const std::uint64_t count = run.ledger.hour_cells[hour * run.ledger.shape.cells + cell];
      all += count;
      night += hour % 24 < 6 ? count : 0;
    }
  }
  check_share(night / 1250, all / 1250, 0.25);   // 1,200 tokens in and 50 out each
  const Run alone = run_of(scenario_of(with_ambient(silent_players(), R"("mind": { "do": "world_tick", "npc": "innkeeper", "rate": "2/d" })")));
  check_poisson(lines(alone), 8000);
}

TEST_CASE("a world that sleeps when nobody plays costs rate × P(somebody is online)", "[levers][ambient]") {
  // K = 5 players, each online m = 2·1 h/24 h of the time, independently: P = 1 − (1 − m)^5; 80 worlds, 10 days, 60 a day. The first
  // hour has fewer players (nobody was online before the start): 1 h · 1/2 of 240, 0.2 %. Beside the dice of the calls, the time that
  // players spent online varies: about 8,000 sessions, relative sqrt(1/8000) = 1.1 %.
  const double m = 2.0 / 24, somebody = 1 - std::pow(1 - m, 5), mean = 80 * 10 * 60 * somebody;
  const Run run = run_of(scenario_of(with_ambient(silent_players(), R"("mind": { "do": "world_tick", "npc": "innkeeper", "rate": "60/d", "runs": "playing", "shared_by": 5 })")));
  INFO("lines " << lines(run) << ", mean " << mean);
  CHECK(std::abs(lines(run) / mean - 1) <= 3.29 * std::sqrt(1 / mean + 1 / 8000.0) + 0.002);
  // A world for one: rate × m.
  const Run one = run_of(scenario_of(with_ambient(silent_players(), R"("mind": { "do": "world_tick", "npc": "innkeeper", "rate": "60/d", "runs": "playing" })")));
  check_poisson(lines(one), 60 * play_ms(one) / day_ms);
}

TEST_CASE("a world of unequal hours sleeps in those in which nobody plays", "[levers][ambient]") {
  // Players of the evening: every hour has an m of its own, 2·1 h/24 h times the clock's weight, and calls come at 10 an hour in each of 20
  // worlds while somebody of 20 is online: 10·20·(1 − (1 − m)^20) in that hour.
  const std::string evening = with(silent_players(), R"("active": "400 players",)", R"("active": "400 players", "daily_shape": "mobile_evening",)");
  const Run run = run_of(scenario_of(with_ambient(evening, R"("mind": { "do": "world_tick", "npc": "innkeeper", "rate": "240/d", "runs": "playing", "shared_by": 20 })")));
  const PlayClock& clock = run.plan->clocks[0];
  double mean = 0;
  for (std::uint32_t hour = 0; hour < 240; ++hour) {
    mean += 20 * 10 * (1 - std::pow(1 - 2.0 / 24 * clock.weight(hour), 20));
  }
  // The dice of about 30,000 calls and 8,000 sessions: 1.3 %. Who is online follows the clock half a session later: below 1 %.
  INFO("lines " << lines(run) << ", mean " << mean);
  CHECK_THAT(lines(run), WithinRel(mean, 3.29 * 0.0125 + 0.01));
  CHECK(mean < 0.95 * 240 * 200 * (1 - std::pow(1 - 2.0 / 24, 20)));   // fewer than if they came evenly
}

TEST_CASE("unasked talk moves no session and no line of the player", "[levers][ambient][law9]") {
  const std::string three = R"("hello": { "do": "proactive", "npc": "innkeeper", "rate": "6..20/h", "turns": "1..3 turns", "line": "10..30 tokens" },
    "gossip": { "do": "npc_to_npc", "npc": "innkeeper", "rate": "3/h", "turns": "4..9 turns", "idle_stop": "5 min" },
    "mind": { "do": "world_tick", "npc": "oracle", "rate": "24/d", "shared_by": 40 })";
  const Run plain = run_of(scenario_of(rich_world)), loud = run_of(scenario_of(with_ambient(rich_world, three)));
  check_same_lives(loud, plain);
  for (std::size_t i = 0; i < plain.ledger.talk.size(); ++i) CHECK(asked(loud.ledger.talk[i]) == asked(plain.ledger.talk[i]));
  CHECK(loud.ledger.first_text == plain.ledger.first_text);
  CHECK(talk_of(loud).npc_lines > 1000);
  // Who nobody talks as without being asked keeps every cell.
  const std::size_t ways = plain.ledger.shape.ways, cells = plain.ledger.shape.cells;
  REQUIRE(loud.ledger.shape.cells == cells);
  for (std::size_t segment = 0; segment < 2; ++segment) {
    for (std::size_t cell = 0; cell < cells; ++cell) {
      const std::size_t at = (segment * ways + 2) * cells + cell;   // the friend
      CHECK(loud.ledger.group_cells[at] == plain.ledger.group_cells[at]);
    }
  }
  check_conserved_and_metered(loud);
}

TEST_CASE("unasked talk that never comes is none at all, and with it every schedule gives the same bytes", "[levers][ambient][law3]") {
  const std::string entry = R"("hello": { "do": "proactive", "npc": "friend", "rate": "5/h" }, "gossip": { "do": "npc_to_npc", "npc": "innkeeper", "rate": "3/h", "turns": "4..9 turns", "idle_stop": "5 min" },
    "mind": { "do": "world_tick", "npc": "oracle", "rate": "24/d", "shared_by": 40 }, "crowd": { "do": "npc_to_npc", "npc": "oracle", "rate": "40/d", "shared_by": 10, "idle_stop": "10 min" })";
  std::string never = entry;
  for (const char* rate : {R"("5/h")", R"("3/h")", R"("24/d")", R"("40/d")"}) never = with(never, rate, R"("0/d")");
  CHECK(run_of(scenario_of(with_ambient(rich_world, never))).ledger == run_of(scenario_of(rich_world)).ledger);
  const std::string many = with(with(rich_world, R"("300 players")", R"("1300 players")"), R"("14 d")", R"("2 d")");
  check_every_schedule_agrees(scenario_of(with_ambient(many, entry)));
}
