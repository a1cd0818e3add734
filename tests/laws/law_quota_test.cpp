// Quotas: a player's session, day or month; in turns, time, tokens or money; what happens beyond it; how late it bites.

#include "tests/laws/lever_runs.h"

using namespace npcost;
using namespace npcost::laws;

namespace {

/// Three talks of 30 turns in a session, two sessions a day; local days are not those of UTC, and January ends on the 12th day.
std::string busy_talk() {
  std::string text = with(calm_talk(), R"("start": "2026-01-05", "duration": "30 d", "timezone": "UTC")",
                          R"("start": "2026-01-20", "duration": "20 d", "timezone": "Asia/Seoul")");
  text = with(text, R"("sessions": "1/d")", R"("sessions": "2/d")");
  return with(text, R"("conversations": 1)", R"("conversations": 3)");
}

std::string quota(const std::string& rest) { return adding(with_tiny(busy_talk()), R"("policies": { "q": { "kind": "quota", )" + rest + " } }"); }

/// What a turn of constants uses: 10 s (the pause behind a talk's last turn is none of it), 1220 + 70·n tokens read and 50 written.
struct Use {
  std::uint64_t turns = 1, time = 0, tokens = 0, picos = 0;
};
Use use_of(std::uint32_t turn) {
  const std::uint64_t prompt = 1220 + 70ull * turn;
  return {1, turn + 1 == 30 ? 0u : 10'000u, prompt + 50, prompt * 150'000 + 50ull * 600'000};  // $0.15 and $0.60 a million tokens
}

enum class Window { session, day, month };

std::uint32_t window_of(Window window, const HeardTurn& heard) {
  if (window == Window::session) return heard.session;
  const auto day = static_cast<std::uint32_t>(heard.ms / day_ms);
  return window == Window::day ? day : day < 12 ? 0 : 1;
}

/// Every turn is answered by the model until the limit was reached `lag_ms` ago in its window, and by a script from then on.
void check_quota(const std::string& limit, const std::string& per, Window window, std::uint64_t Use::*measure, std::uint64_t most,
                 std::int64_t lag_ms) {
  INFO(limit << " " << per);
  const Run run = run_of(scenario_of(quota(R"("limit": ")" + limit + R"(", "per": ")" + per + R"(", "lag": ")" +
                                           std::to_string(lag_ms) + R"( ms")")));
  std::uint64_t scripted = 0, windows = 0, over = 0;
  for (std::uint32_t player = 0; player < 40; ++player) {
    std::uint32_t current = ~0u, talk = 0, turn = 0;
    std::uint64_t used = 0;
    std::int64_t bites = INT64_MAX;
    for (const HeardTurn& heard : turns_of(*run.plan, player)) {
      turn = heard.talk == talk ? turn + 1 : 0;
      talk = heard.talk;
      if (window_of(window, heard) != current) {
        current = window_of(window, heard);
        used = 0;
        bites = INT64_MAX;
      }
      const bool script = heard.ms >= bites;
      REQUIRE((heard.turn.course.answer == Course::Answer::scripted) == script);
      scripted += script ? 1u : 0u;
      if (script) continue;
      const std::uint64_t before = used;
      used += use_of(turn).*measure;
      over += used > most ? used - std::max(most, before) : 0;
      if (before < most && used >= most) {
        bites = heard.ms + lag_ms;
        ++windows;
      }
    }
  }
  CHECK(talk_of(run).degraded_turns == scripted);
  CHECK(run.ledger.policy[0].turns == scripted);
  CHECK(run.ledger.policy[0].windows == windows);
  CHECK(run.ledger.policy[0].over == over);
  CHECK(scripted > 500);
  CHECK(windows > 30);
  check_same_people(run, run_of(scenario_of(busy_talk())));
  check_conserved(run);
}

/// Every turn of the scenario that is not counted as one: refused. All turns, as the run without a policy has them.
std::uint64_t all_turns() { return talk_of(run_of(scenario_of(busy_talk()))).turns; }

}  // namespace

TEST_CASE("a quota in turns ends with the session, the local day or the calendar month", "[law7]") {
  check_quota("40 turns", "session", Window::session, &Use::turns, 40, 0);
  check_quota("100 turns", "player/d", Window::day, &Use::turns, 100, 0);
  check_quota("900 turns", "player/mo", Window::month, &Use::turns, 900, 0);
}

TEST_CASE("a quota counts time, tokens or money as they are billed, turn by turn", "[law7]") {
  check_quota("7 min", "session", Window::session, &Use::time, 420'000, 0);
  check_quota("90k tokens", "player/d", Window::day, &Use::tokens, 90'000, 0);
  check_quota("$0.3", "player/mo", Window::month, &Use::picos, 300'000'000'000, 0);
}

TEST_CASE("a quota that is counted somewhere else bites late, and what goes beyond it is counted", "[law7]") {
  // Turns are 10 s apart: 25 s later two more have begun, or none if the talk was over.
  check_quota("40 turns", "session", Window::session, &Use::turns, 40, 25'000);
  check_quota("$0.004", "session", Window::session, &Use::picos, 4'000'000'000, 25'000);
  // One talk a session that is never over before: exactly two in each.
  const std::string one = with(quota(R"("limit": "12 turns", "per": "session", "lag": "25 s")"), R"("conversations": 3)", R"("conversations": 1)");
  const Run run = run_of(scenario_of(one));
  CHECK(run.ledger.policy[0].over == 2 * run.ledger.policy[0].windows);
}

TEST_CASE("the first twelve of thirty turns cost what algebra says", "[law7]") {
  // 12·1220 + 70·(0 + … + 11) = 14,640 + 4,620 tokens read, 12·50 written; the 18 others nothing. A talk that the end of the run cuts
  // before its 12th turn costs less: there is none with this seed, which the first line requires.
  const std::string one = with(quota(R"("limit": "12 turns", "per": "session", "lag": "0 s")"), R"("conversations": 3)", R"("conversations": 1)");
  const Scenario scenario = scenario_of(one);
  const Run run = run_of(scenario);
  const TalkCounts talk = talk_of(run);
  REQUIRE(run.ledger.policy[0].windows == talk.conversations);
  CHECK(total_of(run, Meter::input_tokens) == talk.conversations * 19'260);
  CHECK(total_of(run, Meter::output_tokens) == talk.conversations * 600);
  CHECK(talk.degraded_turns + talk.conversations * 12 == talk.turns);
  CHECK(cost_of(run, scenario.book).grains() ==
        Int128{Money::grain_per_unit} / 100'000'000 * static_cast<Int128>(talk.conversations * (19'260 * 15 + 600 * 60)));
}

TEST_CASE("what happens beyond a quota: a script, another model, the player's purse, or nothing", "[law7]") {
  const Run free = run_of(scenario_of(busy_talk()));
  const std::string limit = R"("limit": "40 turns", "per": "session", "lag": "0 s", )";
  const Run scripted = run_of(scenario_of(quota(limit + R"("then": "scripted")")));
  const std::uint64_t beyond = talk_of(scripted).degraded_turns;
  CHECK(total_of(scripted, Meter::output_tokens) == 50 * (talk_of(free).turns - beyond));

  const Scenario other = scenario_of(quota(limit + R"("then": "cheaper_model", "to": "tiny")"));
  const Run cheaper = run_of(other);
  check_same_people(cheaper, free);
  check_conserved(cheaper);
  CHECK(talk_of(cheaper).other_model_turns == beyond);
  CHECK(talk_of(cheaper).degraded_turns == 0);
  CHECK(total_of(cheaper, other, "tiny", Meter::output_tokens) == 50 * beyond);
  CHECK(total_of(cheaper, Meter::input_tokens) == total_of(free, Meter::input_tokens));   // the same prompts, whoever reads them
  // What the own model does not read is read by the other one, at half the price.
  CHECK(total_of(cheaper, other, "small", Meter::input_tokens) == total_of(scripted, Meter::input_tokens));

  const Run pay = run_of(scenario_of(quota(limit + R"("then": "pay")")));
  check_same_people(pay, free);
  CHECK(talk_of(pay).paid_turns == beyond);
  CHECK(pay.ledger.totals() == scripted.ledger.totals());
  CHECK(talk_of(pay).degraded_turns == 0);

  // 40 of the 90 turns of a session, in talks of 30, 10 and none; the third talk begins and ends at once. A session that the end of
  // the run cuts is refused what it would have had in the talk at hand.
  const Run block = run_of(scenario_of(quota(limit + R"("then": "block")")));
  CHECK(talk_of(block).turns + talk_of(block).refused_turns >= all_turns());
  CHECK(talk_of(block).turns == talk_of(scripted).turns - beyond);
  CHECK(block.ledger.totals() == scripted.ledger.totals());
  CHECK(block.ledger.day_players == free.ledger.day_players);
  check_conserved(block);
}

TEST_CASE("a quota that is never reached, or off, is not there", "[law9]") {
  const Run free = run_of(scenario_of(with_tiny(busy_talk())));
  for (const char* rest : {R"("limit": "1B turns")", R"("limit": "1 turn", "enabled": false)", R"("limit": "$18M", "per": "player/mo")",
                           R"("limit": "366 d", "then": "block")"}) {
    INFO(rest);
    const Run run = run_of(scenario_of(quota(rest)));
    CHECK(without_policies(run.ledger) == without_policies(free.ledger));
    CHECK(run.ledger.policy == std::vector<PolicyCounts>(1));
  }
}

TEST_CASE("a quota in money counts what is billed when a talk is over", "[law7]") {
  // The microphone is open for 29 · 10 s + 30 · 1 s = 320 s a talk, at $0.006 a minute $0.032: two such talks of a session reach $0.06,
  // and the third is answered by a script. Model and voice cost nothing here.
  std::string text = with(busy_talk(), R"("models": {)", R"("models": { "ears": { "kind": "stt", "price": "$0.006/min", "first_token": "0 ms" },
      "mouth": { "kind": "tts", "price": "$0/1M chars", "first_token": "0 ms" },)");
  text = with(text, R"("input": "$0.15/1M tokens", "output": "$0.60/1M tokens")", R"("input": "$0/1M tokens", "output": "$0/1M tokens")");
  text = with(text, R"("kind": "text", "stages": [ { "do": "llm", "model": "small" } ])",
              R"("kind": "voice", "silence_billed": true, "stages": [ { "do": "stt", "model": "ears" }, { "do": "llm", "model": "small" },
                 { "do": "tts", "model": "mouth" } ])");
  text = with(text, R"("think_time": "10 s")", R"("think_time": "10 s", "player_speech": "1 s", "reply_speed": "100000 wpm")");
  const Run run = run_of(scenario_of(
      adding(text, R"("policies": { "q": { "kind": "quota", "limit": "$0.06", "per": "session", "lag": "0 s" } })")));
  std::uint64_t third = 0;
  for (std::uint32_t player = 0; player < 40; ++player) {
    std::uint32_t session = 0, first_talk = 0;
    for (const HeardTurn& heard : turns_of(*run.plan, player)) {
      if (heard.session != session) first_talk = heard.talk;
      session = heard.session;
      REQUIRE((heard.turn.course.answer == Course::Answer::scripted) == (heard.talk == first_talk + 2));
      third += heard.talk == first_talk + 2 ? 1u : 0u;
    }
  }
  CHECK(third > 10'000);
  CHECK(talk_of(run).degraded_turns == third);
  check_conserved(run);
}

TEST_CASE("a quota that takes the voice away lets a talk end as it began and types the next one", "[law7]") {
  std::string text = with(calm_talk(), R"("models": {)", R"("models": { "ears": { "kind": "stt", "price": "$0.006/min", "first_token": "0 ms" },
      "mouth": { "kind": "tts", "price": "$15/1M chars", "first_token": "0 ms" },)");
  text = with(text, R"("pipelines": {)", R"("pipelines": { "voice": { "kind": "voice", "otherwise": "text",
      "stages": [ { "do": "stt", "model": "ears" }, { "do": "llm", "model": "small" }, { "do": "tts", "model": "mouth" } ] },)");
  text = with(text, R"("pipeline": "text", "persona")", R"("pipeline": "voice", "player_speech": "1 s", "persona")");
  text = with(text, R"("sessions": "1/d")", R"("sessions": "4/d")");
  const std::string typed = adding(text, R"("policies": { "q": { "kind": "quota", "limit": "45 turns", "then": "text_only", "lag": "0 s" } })");
  const Scenario scenario = scenario_of(typed);
  REQUIRE(scenario.ways.size() == 2);   // way 0 is the NPC spoken
  const Run run = run_of(scenario), free = run_of(scenario_of(text));
  std::uint64_t lesser = 0;
  for (std::uint32_t player = 0; player < 40; ++player) {
    std::uint32_t day = ~0u, talk = 0, spoken = 0;
    bool types = false;
    for (const HeardTurn& heard : turns_of(*run.plan, player)) {
      const auto today = static_cast<std::uint32_t>(heard.ms / day_ms);
      if (today != day) spoken = 0;
      day = today;
      if (heard.talk != talk) types = spoken >= 45;
      talk = heard.talk;
      REQUIRE(heard.way == (types ? 1 : 0));
      REQUIRE(heard.turn.course.asks_model());
      spoken += types ? 0u : 1u;
      lesser += types ? 1u : 0u;
    }
  }
  CHECK(lesser > 10'000);
  CHECK(talk_of(run).degraded_turns == lesser);
  CHECK(run.ledger.policy[0].turns == lesser);
  CHECK(total_of(run, Meter::output_tokens) == 50 * talk_of(run).turns);
  CHECK(run.ledger.segment[0].sessions == free.ledger.segment[0].sessions);
  check_conserved(run);
  check_schedules_agree(scenario);
}
