// Events: players, content, prices, outages, features, policies and limits change at their hour, by what they say, and nothing else.

#include <cmath>

#include "tests/laws/lever_runs.h"

using namespace npcost;
using namespace npcost::laws;

namespace {

std::string event(const std::string& text, const std::string& what) { return adding(text, R"("events": { "e": { )" + what + " } }"); }

Run run_with(const std::string& text, const std::string& what) { return run_of(scenario_of(event(text, what))); }

/// Talks of one turn of 50 tokens in the days [from, until), as their hours have counted them.
std::uint64_t talks_in(const Run& run, std::size_t from, std::size_t until) {
  std::uint64_t tokens = 0;
  for (std::size_t cell = 0; cell < run.ledger.shape.cells; ++cell) {
    if (cell_table(*run.plan)[cell].meter != Meter::output_tokens) continue;
    for (std::size_t hour = from * 24; hour < until * 24; ++hour) tokens += run.ledger.hour_cells[hour * run.ledger.shape.cells + cell];
  }
  return tokens / 50;
}

/// Poisson: 3.29 standard deviations.
void check_poisson(std::uint64_t count, double mean) {
  INFO(count << " of " << mean);
  CHECK(std::abs(static_cast<double>(count) - mean) <= 3.29 * std::sqrt(mean));
}

/// 400 players, a session of a second with one talk of one turn a day, flat over the day.
std::string crowd() {
  std::string text = with(with(calm_talk(), "40 players", "400 players"), R"("session_length": "30 min")", R"("session_length": "1 s")");
  return with(text, R"("turns": "30 turns")", R"("turns": 1)");
}

}  // namespace

TEST_CASE("a rush of players brings their sessions in its days and in no others", "[law7][law9]") {
  const Run free = run_of(scenario_of(crowd()));
  const Run rush = run_with(crowd(), R"("at": "day 10", "for": "5 d", "do": "players", "times": 3)");
  check_poisson(talks_in(rush, 10, 15), 400 * 5 * 3);
  check_poisson(talks_in(rush, 15, 30), 400 * 15);
  CHECK(talks_in(rush, 0, 10) == talks_in(free, 0, 10));   // to the last one
  // 800 more than 400 are three times as many, to the last byte.
  CHECK(run_with(crowd(), R"("at": "day 10", "for": "5 d", "do": "players", "add": "800 players")").ledger == rush.ledger);
  check_conserved(rush);
  // For ever, and nobody.
  check_poisson(talks_in(run_with(crowd(), R"("at": "day 20", "do": "players", "times": 2)"), 20, 30), 400 * 10 * 2);
  const Run empty = run_with(crowd(), R"("at": "day 10", "for": "5 d", "do": "players", "times": 0)");
  CHECK(talks_in(empty, 10, 15) == 0);
  CHECK(run_with(crowd(), R"("at": "day 10", "for": "5 d", "do": "players", "times": 1)").ledger == free.ledger);
}

TEST_CASE("a rush that grows has half of its players in the time in which it grows", "[law7]") {
  // From 1 to 5 over four days: 3 on average; the two halves 2 and 4. Then 5 for two days.
  const Run rush = run_with(crowd(), R"("at": "day 10", "for": "6 d", "ramp": "4 d", "do": "players", "times": 5)");
  check_poisson(talks_in(rush, 10, 12), 400 * 2 * 2);
  check_poisson(talks_in(rush, 12, 14), 400 * 2 * 4);
  check_poisson(talks_in(rush, 14, 16), 400 * 2 * 5);
  check_poisson(talks_in(rush, 16, 30), 400 * 14);
}

TEST_CASE("a rush of one segment leaves the other alone", "[law9]") {
  const Scenario before = scenario_of(rich_world);
  const Run free = run_of(before);
  for (const char* what : {R"("at": "day 5", "for": "3 d", "do": "players", "times": 2.5, "target": "/players/segments/talkers")",
                           R"("at": "day 5", "for": "3 d", "do": "content", "times": 2.5, "target": "/players/segments/talkers")"}) {
    const Run run = run_with(rich_world, what);
    for (std::size_t segment = 0; segment < 2; ++segment) {
      const bool readers = before.players.segments[segment].name == "readers";
      for (std::size_t way = 0; way < free.ledger.shape.ways; ++way) {
        const TalkCounts &a = free.ledger.talk[segment * free.ledger.shape.ways + way], &b = run.ledger.talk[segment * run.ledger.shape.ways + way];
        // Who plays more keeps a persona warmer for others: what is cached may change, what is said may not.
        if (readers) CHECK((a.turns == b.turns && a.conversations == b.conversations && a.prompt_tokens == b.prompt_tokens));
        if (!readers && a.turns != 0) CHECK(b.conversations > a.conversations);
      }
      if (readers) CHECK(run.ledger.segment[segment] == free.ledger.segment[segment]);
    }
    check_conserved(run);
  }
}

TEST_CASE("new content is talked about: conversations by its factor, sessions as ever", "[law7][law9]") {
  const Run free = run_of(scenario_of(crowd()));
  const Run twice = run_with(crowd(), R"("at": "day 10", "for": "5 d", "do": "content", "times": 2)");
  CHECK(twice.ledger.segment[0].sessions == free.ledger.segment[0].sessions);
  CHECK(talks_in(twice, 10, 15) == 2 * talks_in(free, 10, 15));   // a whole number: no chance in it
  CHECK(talks_in(twice, 0, 10) == talks_in(free, 0, 10));
  CHECK(talks_in(twice, 15, 30) == talks_in(free, 15, 30));
  // 1.5 in half of the sessions: p = 0.5 of about 2,000.
  const Run more = run_with(crowd(), R"("at": "day 10", "for": "5 d", "do": "content", "times": 1.5)");
  const auto sessions = static_cast<double>(talks_in(free, 10, 15));
  CHECK_THAT(static_cast<double>(talks_in(more, 10, 15)), WithinAbs(1.5 * sessions, 3.29 * std::sqrt(sessions / 4)));
  CHECK(talks_in(run_with(crowd(), R"("at": "day 10", "for": "5 d", "do": "content", "times": 0)"), 10, 15) == 0);
  CHECK(run_with(crowd(), R"("at": "day 10", "for": "5 d", "do": "content", "times": 1)").ledger == free.ledger);
}

TEST_CASE("a price that changes for a while costs what both parts cost by hand", "[law7][law9]") {
  // Tripled from the 10th day 06:30 on, for 36 hours: every turn at the price of its moment.
  const Scenario scenario = scenario_of(event(calm_talk(), R"("at": "day 10 06:30", "for": "36 h", "do": "price", "target": "/models/small", "times": 3)"));
  const Run run = run_of(scenario), free = run_of(scenario_of(calm_talk()));
  const std::int64_t from = 10 * day_ms + 6 * 3'600'000 + 1'800'000, until = from + 36 * 3'600'000;
  std::uint64_t picos = 0, dearer = 0;
  for (const HeardTurn& heard : turns_of_all(*run.plan)) {
    const std::uint64_t price = std::uint64_t{heard.turn.prompt_tokens} * 150'000 + std::uint64_t{heard.turn.reply_tokens} * 600'000;
    const bool inside = heard.ms >= from && heard.ms < until;
    picos += price * (inside ? 3 : 1);
    dearer += inside ? 1u : 0u;
  }
  CHECK(dearer > 1000);
  CHECK(cost_of(run, scenario.book).grains() == Int128{Money::grain_per_unit} / 1'000'000'000'000 * static_cast<Int128>(picos));
  check_same_people(run, free);
  CHECK(total_of(run, Meter::input_tokens) == total_of(free, Meter::input_tokens));
  check_conserved(run);
  // At no other price it is the run without it; free of charge for the whole run it costs nothing.
  const auto cost = [](const std::string& what) {
    const Scenario one = scenario_of(event(calm_talk(), what));
    return cost_of(run_of(one), one.book);
  };
  CHECK(cost(R"("at": "day 3", "do": "price", "target": "/models/small", "times": 1)") == cost_of(free, scenario.book));
  CHECK(cost(R"("at": "day 0", "do": "price", "target": "/models/small", "times": 0)") == Money());
}

TEST_CASE("an event that may happen happens in its share of the replications", "[law8]") {
  const auto happened = [](const std::string& probability) {
    const Scenario scenario = scenario_of(event(
        with(calm_talk(), R"("replications": 2)", R"("replications": 400)"),
        R"("at": "day 3", "do": "price", "target": "/models/small", "times": 3, "probability": )" + probability));
    std::uint32_t count = 0;
    for (std::uint32_t r = 0; r < 400; ++r) count += compile_plan(scenario, r)->event_happens[0];
    return count;
  };
  CHECK(happened("0") == 0);
  CHECK(happened("1") == 400);
  // 3.29 standard errors of sqrt(400·p·(1−p)) = 9.8 and 8.
  CHECK_THAT(static_cast<double>(happened("0.4")), WithinAbs(160, 32.2));
  CHECK_THAT(static_cast<double>(happened("0.8")), WithinAbs(320, 26.3));
  // And one that does not happen is not there.
  CHECK(run_with(calm_talk(), R"("at": "day 3", "do": "players", "times": 3, "probability": 0)").ledger == run_of(scenario_of(calm_talk())).ledger);
}

TEST_CASE("with every kind of event at once both schedules and any number of threads agree", "[law3][law1][law2]") {
  const std::string typed = with(rich_world, R"("aloud": { "kind": "voice",)", R"("aloud": { "kind": "voice", "otherwise": "chat",)");
  const std::string text = adding(with(typed, R"("seed": 11)", R"("seed": 11, "warm_up": "1 d")"), R"("policies": {
      "q": { "kind": "quota", "limit": "30 turns" } },
    "events": {
      "a": { "at": "day 2", "for": "4 d", "ramp": "1 d", "do": "players", "times": 2 },
      "b": { "at": "day 3 12:00", "for": "3 d", "do": "content", "times": 1.7 },
      "c": { "at": "day 4", "do": "price", "target": "/models/brain", "times": 0.5 },
      "d": { "at": "day 5", "for": "20 h", "do": "outage", "target": "/models/sage" },
      "e": { "at": "day 6", "for": "10 h", "do": "outage", "target": "/models/mouth" },
      "f": { "at": "day 7", "ramp": "3 d", "do": "feature", "target": "/pipelines/aloud", "set": false, "share": "60%" },
      "g": { "at": "day 8", "for": "2 d", "do": "policy", "target": "/policies/q", "set": false },
      "h": { "at": "day 11", "do": "limit", "target": "/policies/q", "set": "12 turns" } })");
  const Scenario scenario = scenario_of(text);
  const Run run = run_of(scenario);
  check_schedules_agree(scenario);
  check_conserved(run);
  check_windows(run);
  CHECK(talk_of(run).degraded_turns > 500);
}
