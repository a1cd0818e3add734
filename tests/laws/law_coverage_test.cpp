// Intervals hold the truth as often as they say, a budget at the truth stays undecided, and both kinds of spread are told apart.
//
// World     a thousand players for a day, three sessions of one turn each on average, replies of lognormal length: what a player costs is a
//           sum of a random number of random lengths. One replication takes a millisecond or two.
// Truth     the same world with 4,000,000 players, once. What a player costs has a standard deviation of about 0.65 of its mean, so that
//           run knows the mean to 0.03 % and the P90 to about 0.06 %, where an interval of ten replications is 1.5 % and 2.5 % wide.
// P90       of n players is the value at rank 0.9·(n − 1): its chance is 0.9 − 0.8/(n + 1) on average, too low by 0.0008 of 1,000 players,
//           which is a quarter of the standard error of ten replications. A hundred players would be too few for forty: coverage 85 %.

#include <algorithm>
#include <cmath>

#include "sim/answers/studies/nested.h"
#include "sim/answers/replications.h"
#include "tests/laws/support.h"

using namespace npcost;
using namespace npcost::laws;

namespace {

const std::string day_of_talk = R"({
  "npcost": 1, "name": "a day of talk",
  "time": { "start": "2026-01-05", "duration": "1 d" },
  "models": { "small": { "kind": "llm", "input": "$1/1M tokens", "output": "$10/1M tokens" } },
  "pipelines": { "text": { "kind": "text", "stages": [ { "do": "llm", "model": "small" } ] } },
  "npcs": { "innkeeper": { "pipeline": "text", "persona": "1 token", "player_line": "1 token", "reply": "60..160 tokens" } },
  "players": { "active": "1k players", "segments": { "all": { "share": "100%", "sessions": "3/d", "session_length": "10 min", "conversations": 1, "turns": "1 turn", "npcs": { "innkeeper": 1 } } } },
  "experiment": { "seed": 1, "replications": 10, "load_by_minute": false }
})";

constexpr std::size_t p90 = 2;   ///< place among percentiles

ReplicationSummary lived(const Scenario& scenario, std::uint32_t replication) {
  Threads alone(1);
  const Run run = run_of(scenario, replication);
  return summarise(scenario, run.ledger, cell_table(*run.plan), cell_prices(*run.plan, scenario.book, run.ledger), work_list(*run.plan), alone);
}

const MetricValue& cost(const ReplicationSummary& summary) {
  std::size_t i = 0;
  while (metric_infos()[i].name != "cost.per_mau_month") ++i;
  return summary.metrics[i];
}

struct Truth {
  double mean, p90;
};

const Truth& truth() {
  static const Truth known = [] {
    const Scenario many = scenario_of(with(with(day_of_talk, "1k players", "4M players"), "\"seed\": 1", "\"seed\": 999"));
    const MetricValue value = cost(lived(many, 0));
    return Truth{*value.mean, (*value.percentiles)[p90]};
  }();
  return known;
}

struct Values {
  std::vector<double> mean, p90;
};

/// Ten replications of one seed.
Values ten_of(Scenario scenario, std::uint64_t seed) {
  scenario.experiment.seed = seed;
  Values values;
  for (std::uint32_t r = 0; r < 10; ++r) {
    const MetricValue value = cost(lived(scenario, r));
    values.mean.push_back(*value.mean);
    values.p90.push_back((*value.percentiles)[p90]);
  }
  return values;
}

bool holds(const std::vector<double>& values, double value) {
  const auto interval = replication_interval(values, 0.95, "");
  return interval->low <= value && value <= interval->high;
}

struct Coverage {
  int mean = 0, p90 = 0;
};

Coverage coverage(std::uint64_t runs) {
  const Scenario scenario = scenario_of(day_of_talk);
  Coverage found;
  for (std::uint64_t seed = 1; seed <= runs; ++seed) {
    const Values values = ten_of(scenario, seed);
    found.mean += holds(values.mean, truth().mean) ? 1 : 0;
    found.p90 += holds(values.p90, truth().p90) ? 1 : 0;
  }
  return found;
}

struct Verdicts {
  int at_truth_inconclusive = 0, five_off_wrong = 0;
};

Verdicts verdicts(std::uint64_t seeds) {
  Scenario scenario = scenario_of(with(day_of_talk, "\"experiment\"",
      R"("budgets": { "at": { "metric": "cost.per_mau_month", "max": "$1" }, "over": { "metric": "cost.per_mau_month", "max": "$1" }, "under": { "metric": "cost.per_mau_month", "max": "$1" } }, "experiment")"));
  scenario.budgets[0].max = truth().mean;
  scenario.budgets[1].max = truth().mean / 1.05;  // the truth is 5 % above: fail
  scenario.budgets[2].max = truth().mean / 0.95;  // 5 % below: pass
  Verdicts found;
  for (std::uint64_t seed = 1; seed <= seeds; ++seed) {
    scenario.experiment.seed = seed;
    Replications replications(scenario);
    for (std::uint32_t r = 0; r < 10; ++r) replications.add(lived(scenario, r));
    const std::vector<BudgetResult> budgets = replications.budgets();
    found.at_truth_inconclusive += budgets[0].verdict == BudgetResult::Verdict::inconclusive ? 1 : 0;
    found.five_off_wrong += budgets[1].verdict == BudgetResult::Verdict::pass ? 1 : 0;
    found.five_off_wrong += budgets[2].verdict == BudgetResult::Verdict::fail ? 1 : 0;
  }
  return found;
}

/// Four players, whose turns are nearly Poisson with mean 30·4 in 30 days, and one unknown price P.
const std::string two_kinds = R"({
  "npcost": 1, "name": "two kinds of spread",
  "time": { "start": "2026-01-05", "duration": "30 d" },
  "models": { "small": { "kind": "llm", "input": "$0/1M tokens", "output": { "uncertain": "$8..12/1M tokens" } } },
  "pipelines": { "text": { "kind": "text", "stages": [ { "do": "llm", "model": "small" } ] } },
  "npcs": { "innkeeper": { "pipeline": "text", "persona": "1 token", "player_line": "1 token", "reply": "100 tokens" } },
  "players": { "active": "4 players", "segments": { "all": { "share": "100%", "sessions": "1/d", "session_length": "1 min", "conversations": 1, "turns": "1 turn", "npcs": { "innkeeper": 1 } } } },
  "experiment": { "seed": 3, "replications": 4, "nested": 2, "load_by_minute": false }
})";

SpreadParts parts_of(std::uint32_t draws, std::uint32_t lucks) {
  Scenario scenario = scenario_of(two_kinds);
  scenario.experiment.lucks = lucks;
  ReplicationValues values;
  for (std::uint32_t r = 0; r < draws * lucks; ++r) values.add(*cost(lived(scenario, r)).mean, r);
  const auto parts = spread_parts(values, lucks, 0.95);
  REQUIRE(parts.has_value());
  return *parts;
}

/// σ of ln P = ln(12/8) ÷ (2·1.644854) = 0.123253, median √96 = 9.797959 dollars a million tokens: mean m = 9.872664,
/// variance v = m²·(e^σ² − 1) = 1.491984. A turn of 100 tokens costs P·10⁻⁴. Turns T: mean 120, variance 120 (Poisson); a player and month
/// costs y = P·T·10⁻⁴/4.
/// Unknown: var of E[y|P] = v·(30·10⁻⁴)². Luck: E of var[y|P] = (m² + v)·120·(10⁻⁴/4)².
constexpr double price_mean = 9.872664, price_variance = 1.491984;
constexpr double unknown_variance = price_variance * 30e-4 * 30e-4;
constexpr double luck_variance = (price_mean * price_mean + price_variance) * 120 * 25e-6 * 25e-6;

}  // namespace

// 95 % of 60 runs is 57; with fewer than 49 something is broken (a chance of 1 in 10,000 if nothing is).
TEST_CASE("intervals of mean and P90 hold the truth in most of sixty runs", "[laws][coverage]") {
  const Coverage found = coverage(60);
  CHECK(found.mean >= 49);
  CHECK(found.p90 >= 49);
}

TEST_CASE("95 % intervals of mean and P90 hold the truth in 95 ± 1.5 % of 2,000 runs", "[.][slow]") {
  const Coverage found = coverage(2000);
  WARN("2,000 runs of ten replications: the mean's interval holds the truth in " << found.mean / 20.0 << " %, the P90's in " << found.p90 / 20.0 << " %");
  CHECK(found.mean >= 1870);
  CHECK(found.mean <= 1930);
  CHECK(found.p90 >= 1870);
  CHECK(found.p90 <= 1930);
}

TEST_CASE("a budget at the truth is mostly undecided, one that is 5 % away never wrong, in thirty seeds", "[laws][coverage]") {
  const Verdicts found = verdicts(30);
  CHECK(found.at_truth_inconclusive >= 24);
  CHECK(found.five_off_wrong == 0);
}

TEST_CASE("a budget at the truth is undecided for 90 % of 500 seeds, one that is 5 % away wrong for 1 % at most", "[.][slow]") {
  const Verdicts found = verdicts(500);
  WARN("500 seeds: at the truth " << found.at_truth_inconclusive / 5.0 << " % inconclusive; 5 % away " << found.five_off_wrong << " of 1,000 wrong");
  CHECK(found.at_truth_inconclusive >= 450);
  CHECK(found.five_off_wrong <= 10);
}

// 200 draws: relative standard errors √(2/199) = 10 % of what nobody knows and more of its lognormal tail, 10 % of luck.
TEST_CASE("what nobody knows and luck are told apart in a nested run", "[laws][nested]") {
  const SpreadParts parts = parts_of(200, 2);
  CHECK_THAT(parts.unknown, WithinRel(unknown_variance, 0.5));
  CHECK_THAT(parts.luck, WithinRel(luck_variance, 0.35));
}

TEST_CASE("known variance components are recovered within 5 %", "[.][slow]") {
  const SpreadParts parts = parts_of(12'000, 2);
  WARN("12,000 draws of two lucks: unknown " << parts.unknown / unknown_variance << ", luck " << parts.luck / luck_variance << " of the formula");
  CHECK_THAT(parts.unknown, WithinRel(unknown_variance, 0.05));
  CHECK_THAT(parts.luck, WithinRel(luck_variance, 0.05));
}
