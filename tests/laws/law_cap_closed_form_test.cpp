// A cap at k times the mean: what it saves and whom it touches when players differ. Closed form of a lognormal with mean 1.

#include <cmath>

#include "tests/laws/lever_runs.h"

using namespace npcost;
using namespace npcost::laws;

namespace {

double phi(double z) { return 0.5 * std::erfc(-z / std::sqrt(2.0)); }

/// E[min(X, k)] and P(X > k).
struct Closed {
  double left, touched;
};
Closed closed_form(double sigma, double k) {
  const double z = (std::log(k) + sigma * sigma / 2) / sigma;
  return {phi(z - sigma) + k * (1 - phi(z)), 1 - phi(z)};
}

struct Case {
  double sigma, k, left, touched;   ///< known values, rounded to percent
};
constexpr Case cases[] = {{1.5, 1, .45, .23}, {1.5, 2, .61, .11}, {1.5, 3, .70, .07}, {1.5, 5, .80, .03},
                          {1.9, 2, .47, .09}, {1.9, 3, .54, .06}, {1.9, 5, .64, .04}};

constexpr std::uint32_t players = 2500, mean_turns = 300;

/// 2,500 players, 30 days in one calendar month, 10 sessions a day with one talk of one turn: 300 turns a player and month.
std::string month(double sigma, const std::string& policies) {
  std::string text = with(calm_talk(), R"("start": "2026-01-05")", R"("start": "2026-06-01")");
  text = with(text, R"("think_time": "10 s")", R"("think_time": "1 ms")");
  text = with(text, R"("40 players")", R"("2500 players")");
  text = with(text, R"("sessions": "1/d", "session_length": "30 min", "conversations": 1, "turns": "30 turns")",
              R"("sessions": "10/d", "session_length": "1 s", "conversations": 1, "turns": 1, "talk_sigma": )" + std::to_string(sigma));
  return policies.empty() ? text : adding(text, policies);
}

std::string cap(double k) {
  return R"("policies": { "cap": { "kind": "quota", "limit": ")" + std::to_string(static_cast<int>(k * mean_turns)) +
         R"( turns", "per": "player/mo", "then": "block", "lag": "0 s" } })";
}

}  // namespace

TEST_CASE("the closed form of a cap gives the known values", "[law8]") {
  for (const Case& one : cases) {
    INFO("sigma " << one.sigma << ", k " << one.k);
    const Closed truth = closed_form(one.sigma, one.k);
    CHECK_THAT(truth.left, WithinAbs(one.left, 0.0051));
    CHECK_THAT(truth.touched, WithinAbs(one.touched, 0.0051));
  }
}

TEST_CASE("a monthly quota at k times the mean leaves E[min(X, k)] of the bill and touches P(X > k) of the players", "[law8]") {
  // A player's month has 300·X turns, Poisson in the number of sessions: 6 % beside a spread of σ = 1.5. sqrt(1.5² + 0.058²) = 1.501
  // moves the closed form by less than 0.001. Standard errors: sd(min(X, k))/sqrt(2500) from the players' own rows, and
  // sqrt(p(1−p)/2500); 3.29 of them (99.9 %), and the 0.001.
  for (const Case& one : cases) {
    INFO("sigma " << one.sigma << ", k " << one.k);
    const Closed truth = closed_form(one.sigma, one.k);
    const Scenario scenario = scenario_of(month(one.sigma, cap(one.k)));
    const Run run = run_of(scenario);
    double sum = 0, squares = 0;
    std::uint64_t most = 0;
    for (const PlayerTotals& player : run.ledger.player_totals) {
      const double share = static_cast<double>(player.turns) / mean_turns;
      sum += share;
      squares += share * share;
      most = std::max<std::uint64_t>(most, player.turns);
    }
    CHECK(most == static_cast<std::uint64_t>(one.k * mean_turns));   // without a lag nobody has one turn more
    const double left = sum / players, error = std::sqrt((squares / players - left * left) / players);
    CHECK_THAT(left, WithinAbs(truth.left, 3.29 * error + 0.001));
    CHECK(error < 0.025);
    const double touched = static_cast<double>(run.ledger.policy[0].windows) / players;
    CHECK_THAT(touched, WithinAbs(truth.touched, 3.29 * std::sqrt(truth.touched * (1 - truth.touched) / players) + 0.001));
    // The bill is the turns: 1,220 tokens in and 50 out.
    CHECK(cost_of(run, scenario.book).grains() ==
          Int128{Money::grain_per_unit} / 100'000'000 * static_cast<Int128>(talk_of(run).turns * (1220 * 15 + 50 * 60)));
  }
}

TEST_CASE("a cap changes nobody who stays below it", "[law9]") {
  const Run free = run_of(scenario_of(month(1.5, ""))), capped = run_of(scenario_of(month(1.5, cap(2))));
  std::uint32_t touched = 0, cut = 0;
  for (std::uint32_t i = 0; i < players; ++i) {
    const std::uint32_t before = free.ledger.player_totals[i].turns, after = capped.ledger.player_totals[i].turns;
    REQUIRE(after == std::min(before, 2 * mean_turns));
    touched += before >= 2 * mean_turns ? 1u : 0u;
    cut += before - after;
  }
  CHECK(capped.ledger.policy[0].windows == touched);
  CHECK(talk_of(capped).refused_turns == cut);   // talks of one turn: what is refused is what is gone
  CHECK(capped.ledger.segment == free.ledger.segment);
  CHECK(capped.ledger.day_players == free.ledger.day_players);
  // Uncapped, the mean is 1: with σ = 1.5 one player's share has variance e^2.25 − 1 = 8.49; 3.29·sqrt(8.49/2500) = 0.192.
  CHECK_THAT(static_cast<double>(talk_of(free).turns) / players / mean_turns, WithinAbs(1, 0.192));
}
