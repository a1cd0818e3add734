// Fuses: a limit on everybody together, per day or month: when it bites, how far it is passed, that it comes back, and that no slice of
// time changes it.

#include "tests/laws/lever_runs.h"

using namespace npcost;
using namespace npcost::laws;

namespace {

/// 20 players, three talks of 30 turns a day each on average, Seoul's days.
std::string town() {
  std::string text = with(calm_talk(), R"("start": "2026-01-05", "duration": "30 d", "timezone": "UTC")",
                          R"("start": "2026-01-20", "duration": "16 d", "timezone": "Asia/Seoul")");
  text = with(text, "40 players", "20 players");
  return with(text, R"("conversations": 1)", R"("conversations": 3)");
}

std::string fuse(const std::string& rest) { return adding(with_tiny(town()), R"("policies": { "f": { "kind": "degrade", )" + rest + " } }"); }

/// In 10^-12 $: $0.15 and $0.60 a million tokens.
std::uint64_t price_of(const TurnRecord& turn) {
  return turn.course.asks_model() ? std::uint64_t{turn.prompt_tokens} * 150'000 + std::uint64_t{turn.reply_tokens} * 600'000 : 0;
}

std::uint32_t day_of(const HeardTurn& heard) { return static_cast<std::uint32_t>(heard.ms / day_ms); }
std::uint32_t month_of(const HeardTurn& heard) { return day_of(heard) < 12 ? 0 : 1; }   // January ends with the 12th day

/// Turn by turn: answered until the limit was reached, the second was over and the lag had passed; by a script from then on, until
/// the next window. And the limit is passed by no more than the turns of that time can cost.
void check_fuse(const std::string& limit, std::uint64_t most, const std::string& per, std::int64_t lag_ms,
                std::uint32_t (*window_of)(const HeardTurn&)) {
  INFO(limit << " " << per);
  const Run run = run_of(scenario_of(fuse(R"("limit": ")" + limit + R"(", "per": ")" + per + R"(", "lag": ")" +
                                          std::to_string(lag_ms) + R"( ms")")));
  const std::vector<HeardTurn> turns = turns_of_all(*run.plan);
  REQUIRE(turns.size() == talk_of(run).turns);
  std::uint32_t window = ~0u;
  std::uint64_t used = 0, over = 0, windows = 0, scripted = 0, answered_again = 0, dearest = 0, late = 0;
  std::int64_t reached = INT64_MAX, bites = INT64_MAX;
  const auto close_window = [&] {
    // Calls are counted when they begin: those in flight are inside already. What is left is what begins within the lag and a second.
    if (used > most) CHECK(used - most <= (late + 1) * dearest);
    over += used > most ? used - most : 0;
  };
  for (const HeardTurn& heard : turns) {
    if (window_of(heard) != window) {
      close_window();
      window = window_of(heard);
      used = late = 0;
      reached = bites = INT64_MAX;
    }
    const bool script = heard.ms >= bites;
    REQUIRE((heard.turn.course.answer == Course::Answer::scripted) == script);
    scripted += script ? 1u : 0u;
    if (script) continue;
    answered_again += scripted != 0 ? 1u : 0u;
    dearest = std::max(dearest, price_of(heard.turn));
    if (heard.ms > reached) ++late;
    used += price_of(heard.turn);
    if (used < most || reached != INT64_MAX) continue;
    reached = heard.ms;
    bites = (heard.ms / 1000 + 1) * 1000 + lag_ms;
    ++windows;
  }
  close_window();
  CHECK(run.ledger.policy[0].turns == scripted);
  CHECK(run.ledger.policy[0].windows == windows);
  CHECK(run.ledger.policy[0].over == over);
  CHECK(windows >= 2);
  CHECK(scripted > 1000);
  CHECK(answered_again > 1000);   // the next day, or month, begins afresh
  check_same_people(run, run_of(scenario_of(town())));
  check_conserved(run);
}

}  // namespace

TEST_CASE("a fuse of a day stops everybody, passes its limit by what was on its way, and the next day begins afresh", "[law7]") {
  // 1,800 turns a day at (1220 + 35·29)·$0.15/1M + 50·$0.60/1M = $0.00036525 are $0.66.
  check_fuse("$0.45", 450'000'000'000, "global/d", 2000, day_of);
  check_fuse("$0.25", 250'000'000'000, "global/d", 600'000, day_of);
  check_fuse("$0.45", 450'000'000'000, "global/d", 0, day_of);
}

TEST_CASE("a fuse of a month holds until the calendar month is over", "[law7]") {
  check_fuse("$1.50", 1'500'000'000'000, "global/mo", 2000, month_of);
}

TEST_CASE("a fuse is the same for every slice of time, and in the batch", "[law3]") {
  for (const char* rest : {R"("limit": "$0.45")", R"("limit": "450 turns", "lag": "7 s", "then": "block")",
                           R"("limit": "2.5 h", "then": "cheaper_model", "to": "tiny")", R"("limit": "4M tokens", "per": "global/mo", "then": "pay")"}) {
    INFO(rest);
    const Scenario scenario = scenario_of(fuse(rest));
    check_schedules_agree(scenario);
    CHECK(live_run_of(scenario, std::chrono::seconds(17)).ledger == run_of(scenario).ledger);
    CHECK(run_of(scenario).ledger.policy[0].turns > 100);
  }
}

TEST_CASE("a fuse that never blows, or is off, is not there", "[law9]") {
  const Run free = run_of(scenario_of(with_tiny(town())));
  for (const char* rest : {R"("limit": "$10M")", R"("limit": "$0.01", "enabled": false)"}) {
    const Run run = run_of(scenario_of(fuse(rest)));
    CHECK(without_policies(run.ledger) == without_policies(free.ledger));
    CHECK(run.ledger.policy == std::vector<PolicyCounts>(1));
  }
}

TEST_CASE("of a sample of the players the fuse is their part", "[law7]") {
  // 20 of 40 players with twice the money are these 20, to the last byte.
  const std::string all = with(fuse(R"("limit": "$0.90")"), R"("active": "20 players")", R"("active": "40 players")");
  const std::string sample = with(all, R"("seed": 7)", R"("seed": 7, "sample_players": "20 players")");
  const std::string half = fuse(R"("limit": "$0.45")");
  const Run run = run_of(scenario_of(sample));
  CHECK(run.ledger == run_of(scenario_of(half)).ledger);
  CHECK(run.ledger.policy[0].windows > 3);
}

TEST_CASE("with everything at once a fuse keeps the books", "[law1][law2]") {
  const std::string text = with(adding(rich_world, R"("policies": {
      "fuse": { "kind": "degrade", "limit": "$1.2", "then": "scripted" },
      "month": { "kind": "quota", "limit": "90 turns", "per": "player/mo", "then": "block" },
      "evening": { "kind": "quota", "limit": "90 s", "per": "player/d", "then": "cheaper_model", "to": "sage", "applies_to": ["chat"] } })"),
                                R"("seed": 11)", R"("seed": 11, "warm_up": "1 d")");
  const Scenario scenario = scenario_of(text);
  const Run run = run_of(scenario);
  for (const PolicyCounts& policy : run.ledger.policy) CHECK(policy.turns > 100);
  check_conserved(run);
  check_schedules_agree(scenario);
}
