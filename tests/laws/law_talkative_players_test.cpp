// How much players talk, how that wears off, and who of them speaks.

#include <algorithm>

#include "tests/laws/lever_support.h"

using namespace npcost;
using namespace npcost::laws;

namespace {

double normal_cdf(double x) { return 0.5 * std::erfc(-x / std::sqrt(2.0)); }

/// Players with one session a day and four talks of one turn in it.
std::string chatty(const std::string& players, const std::string& days, const std::string& keys = "") {
  std::string text = with(one_turn_talks(), R"("conversations": 1,)", R"("conversations": 4, )" + keys);
  text = with(text, R"("40 players")", '"' + players + R"( players")");
  return with(text, R"("30 d")", '"' + days + R"( d")");
}

/// The share that the first `top` of all values have, largest first, and its standard error.
struct TopShare {
  double share = 0, error = 0;
};
TopShare top_share(std::vector<double> values, double top) {
  std::sort(values.begin(), values.end(), std::greater<>());
  const auto n = static_cast<double>(values.size());
  const auto first = static_cast<std::size_t>(top * n);
  double all = 0, part = 0;
  for (std::size_t i = 0; i < values.size(); ++i) {
    all += values[i];
    if (i < first) part += values[i];
  }
  const double share = part / all, edge = values[first];
  // The influence of one player on part ÷ all: ((x − edge)·[x is above it] + top·edge − share·x) ÷ mean.
  double squares = 0;
  for (const double x : values) {
    const double influence = (std::max(0.0, x - edge) + top * edge - share * x) / (all / n);
    squares += influence * influence;
  }
  return {share, std::sqrt(squares / n / n)};
}

}  // namespace

TEST_CASE("of lognormal talkers the top p have 1 − Φ(Φ⁻¹(1−p) − σ) of all talk", "[levers][sigma]") {
  // Φ⁻¹(0.99) = 2.326348, Φ⁻¹(0.95) = 1.644854, Φ⁻¹(0.90) = 1.281552, Φ⁻¹(0.80) = 0.841621. σ = 1.9, p = 5 %: 60.1 %.
  for (const auto& [sigma, text] : {std::pair{1.0, "1.0"}, std::pair{1.5, "1.5"}, std::pair{1.9, "1.9"}}) {
    const std::shared_ptr<const Plan> plan = compile_plan(scenario_of(chatty("40", "1", std::string(R"("talk_sigma": )") + text + ", ")), 0);
    const SegmentPlan& segment = plan->segments[0];
    CHECK_THAT(segment.talk_factor.mean() / talk_scale, WithinRel(1.0, 1e-3));
    std::vector<double> factors;
    for (std::uint32_t player = 0; player < 300'000; ++player) factors.push_back(traits_of(segment, {7, 0, segment.rank, player}).talk_factor);
    for (const auto& [p, z] : {std::pair{0.01, 2.326348}, std::pair{0.05, 1.644854}, std::pair{0.1, 1.281552}, std::pair{0.2, 0.841621}}) {
      const TopShare top = top_share(factors, p);
      const double truth = 1 - normal_cdf(z - sigma);
      INFO("sigma " << sigma << ", top " << p << ": " << top.share << " ± " << top.error << ", truth " << truth);
      CHECK(std::abs(top.share - truth) <= 3.29 * top.error);
      CHECK(top.error < 0.01);
    }
  }
}

TEST_CASE("the conversations of a run are as unequal as its talkers", "[levers][sigma]") {
  // 60 sessions of 4 talks: a player's number of talks is near 240 times his own factor, with the dice of sessions (1/sqrt(60) = 13 % each,
  // which adds ln(1 + 1/60) = 0.0165 to σ²) and of the last part of a talk. σ 1.5 → sqrt(2.25 + 0.0165) = 1.5055.
  const Run run = run_of(scenario_of(chatty("3000", "60", R"("talk_sigma": 1.5, )")));
  std::vector<double> talks;
  for (const PlayerTotals& player : run.ledger.player_totals) talks.push_back(player.conversations);
  for (const auto& [p, z] : {std::pair{0.05, 1.644854}, std::pair{0.2, 0.841621}}) {
    const TopShare top = top_share(talks, p);
    INFO("top " << p << ": " << top.share << " ± " << top.error);
    CHECK(std::abs(top.share - (1 - normal_cdf(z - 1.5055))) <= 3.29 * top.error);
  }
}

TEST_CASE("who talks more does not play more, and players all alike are the run without it", "[levers][sigma][law9]") {
  // Sessions are long and talks short: nothing moves a sitting, and the number of talks has no say in when one begins.
  const Run alike = run_of(scenario_of(chatty("300", "20"))), unequal = run_of(scenario_of(chatty("300", "20", R"("talk_sigma": 1.2, )")));
  CHECK(run_of(scenario_of(chatty("300", "20", R"("talk_sigma": 0, )"))).ledger == alike.ledger);
  CHECK(unequal.ledger.segment == alike.ledger.segment);
  CHECK(unequal.ledger.day_players == alike.ledger.day_players);
  CHECK(talk_of(unequal).conversations != talk_of(alike).conversations);
  // Mean 1: the same talk in all, within the standard error of 300 factors: sqrt((e^1.44 − 1)/300) = 10.4 %.
  const double ratio = static_cast<double>(talk_of(unequal).conversations) / static_cast<double>(talk_of(alike).conversations);
  CHECK_THAT(ratio, WithinAbs(1.0, 3.29 * 0.104));
  check_conserved_and_metered(unequal);
}

TEST_CASE("talk wears off day by day to its floor", "[levers][novelty]") {
  // Talks of day d against a run without: the mean over the day's hours h of floor + (1 − floor)·2^(−(24·d + h + ½)/(24·half-life)).
  // 2,000 players, a session and 4 talks a day: 8,000 talks asked for each day. Both runs have the same sessions, so the only dice are
  // those of the share of a whole talk: at most ¼ a session: sqrt(2000/4) = 22 of 8,000.
  const std::string novelty = R"("active": "2000 players", "novelty": { "half_life": "5 d", "floor": "30%" },)";
  const std::string text = with(chatty("2000", "20"), R"("active": "2000 players",)", novelty);
  const Run plain = run_of(scenario_of(chatty("2000", "20"))), run = run_of(scenario_of(text));
  const auto talks_by_day = [](const Run& of) {
    std::vector<double> days(20);
    for (std::size_t hour = 0; hour < of.ledger.shape.hours; ++hour) {
      for (std::size_t cell = 0; cell < of.ledger.shape.cells; ++cell) {
        if (cell_table(*of.plan)[cell].meter != Meter::output_tokens) continue;
        days[hour / 24] += static_cast<double>(of.ledger.hour_cells[hour * of.ledger.shape.cells + cell]) / 50;
      }
    }
    return days;
  };
  const std::vector<double> before = talks_by_day(plain), after = talks_by_day(run);
  for (std::size_t day = 0; day < 20; ++day) {
    double chance = 0;
    for (int hour = 0; hour < 24; ++hour) chance += (0.3 + 0.7 * std::exp2(-(24.0 * static_cast<double>(day) + hour + 0.5) / 120)) / 24;
    INFO("day " << day << ": " << after[day] << " of " << before[day] << ", chance " << chance);
    // The dice of the last part of a talk, and that the hours of the day's sessions are not quite even: novelty falls 10 % in a day, so
    // that their mean has a relative error of 0.03/sqrt(2000).
    CHECK(std::abs(after[day] - chance * before[day]) <= 3.29 * (22 + before[day] * 0.0007));
  }
  CHECK(run.ledger.segment == plain.ledger.segment);
  check_conserved_and_metered(run);
  CHECK(run_of(scenario_of(with(text, R"("floor": "30%")", R"("floor": "100%")"))).ledger == plain.ledger);
}

namespace {

const std::string speakers = R"({
  "npcost": 1, "name": "speakers",
  "time": { "start": "2026-01-05", "duration": "5 d", "timezone": "UTC" },
  "models": {
    "small": { "kind": "llm", "input": "$0.15/1M tokens", "output": "$0.60/1M tokens" },
    "ears": { "kind": "stt", "price": "$0.0043/min" }, "mouth": { "kind": "tts", "price": "$15/1M chars" }
  },
  "pipelines": {
    "aloud": { "kind": "voice", "otherwise": "typed", "stages": [ { "do": "stt", "model": "ears" }, { "do": "llm", "model": "small" }, { "do": "tts", "model": "mouth" } ] },
    "typed": { "kind": "text", "stages": [ { "do": "llm", "model": "small" } ] }
  },
  "npcs": { "friend": { "pipeline": "aloud", "persona": "400 tokens", "player_line": "20 tokens", "reply": "50 tokens", "player_speech": "3 s", "chars_per_token": 4, "think_time": "10 s" } },
  "players": { "active": "1300 players", "segments": {
    "all": { "share": "100%", "sessions": "1/d", "session_length": "30 min", "conversations": 1, "turns": "4 turns", "voice": "60%", "npcs": { "friend": 1 } } } },
  "experiment": { "seed": 7, "replications": 2 }
})";

}  // namespace

TEST_CASE("players speak or type, each all the time, in their shares", "[levers][voice]") {
  const Scenario scenario = scenario_of(speakers);
  const Run run = run_of(scenario), all = run_of(scenario_of(with(speakers, R"("voice": "60%", )", "")));
  REQUIRE(scenario.ways.size() == 2);
  std::uint64_t speak = 0, type = 0;
  for (std::uint32_t player = 0; player < run.ledger.shape.players; ++player) {
    const PlayerTotals& row = run.ledger.player_totals[player];
    std::uint64_t chars = 0;
    for (std::uint32_t cell = 0; cell < run.ledger.shape.cells; ++cell) {
      if (cell_table(*run.plan)[cell].meter == Meter::tts_chars) chars += run.ledger.player_cell(player, cell);
    }
    CHECK((chars == 0 || chars == 200u * row.turns));
    if (row.turns != 0) ++(chars != 0 ? speak : type);
  }
  check_share(speak, speak + type, 0.6);
  // Typing is what they want: no degraded turn. What both kinds say to the llm has the same length.
  CHECK(talk_of(run).degraded_turns == 0);
  CHECK(total_of(run, Meter::input_tokens) * talk_of(all).turns == total_of(all, Meter::input_tokens) * talk_of(run).turns);
  CHECK(run.ledger.day_players == all.ledger.day_players);
  CHECK(run.ledger.segment[0].sessions == all.ledger.segment[0].sessions);
  check_conserved_and_metered(run);

  const Run nobody = run_of(scenario_of(with(speakers, R"("60%")", R"("0%")")));
  CHECK(total_of(nobody, Meter::tts_chars) + total_of(nobody, Meter::stt_seconds) == 0);
  const Run everybody = run_of(scenario_of(with(speakers, R"("60%")", R"("100%")")));
  CHECK(everybody.ledger == all.ledger);
}

TEST_CASE("talkers of all kinds give the same bytes under every schedule", "[levers][law3]") {
  std::string text = with(speakers, R"("voice": "60%",)", R"("voice": "60%", "talk_sigma": 1.5,)");
  text = with(text, R"("active": "1300 players",)", R"("active": "1300 players", "novelty": { "half_life": "2 d", "floor": "20%" }, "curve": "launch_spike",)");
  const Scenario scenario = scenario_of(with(text, R"("conversations": 1)", R"("conversations": "1..3")"));
  check_every_schedule_agrees(scenario);
  check_conserved_and_metered(run_of(scenario));
}
