#include "sim/answers/budget.h"

#include <cmath>
#include <numbers>
#include <random>

#include "tests/answers/hand_ledger.h"

using namespace npcost;
using Verdict = BudgetResult::Verdict;

namespace {

Budget at_most(double max, double confidence = 0.95) {
  Budget budget;
  budget.name = "per player";
  budget.metric = "cost.per_mau_month";
  budget.max = max;
  budget.confidence = confidence;
  return budget;
}

Budget at_least(double min) {
  Budget budget = at_most(0);
  budget.max.reset();
  budget.min = min;
  return budget;
}

BudgetResult judged(const Budget& budget, const std::vector<double>& values) {
  return judge(hand::scenario(), budget, values);
}

// 1, 2, 3: mean 2, standard deviation 1, Student's factor for two degrees of freedom at 95 % 4.302653 (tables);
// half-width 4.302653 ÷ √3 = 2.484138: the interval is −0.484138 … 4.484138.
const std::vector<double> one_two_three = {1, 2, 3};

}  // namespace

TEST_CASE("a maximum passes when the whole interval is below it and fails when the whole interval is above",
          "[budget]") {
  CHECK(judged(at_most(4.485), one_two_three).verdict == Verdict::pass);
  CHECK(judged(at_most(4.484), one_two_three).verdict == Verdict::inconclusive);
  CHECK(judged(at_most(2), one_two_three).verdict == Verdict::inconclusive);
  CHECK(judged(at_most(-0.484), one_two_three).verdict == Verdict::inconclusive);
  CHECK(judged(at_most(-0.485), one_two_three).verdict == Verdict::fail);
  const BudgetResult result = judged(at_most(4.485), one_two_three);
  CHECK(result.value == 2.0);
  CHECK_THAT(result.interval.value().low, WithinAbs(-0.484138, 1e-6));
  CHECK_THAT(result.interval.value().high, WithinAbs(4.484138, 1e-6));
  CHECK(result.interval.value().level == 0.95);
  CHECK(result.interval.value().of == "mean");
}

TEST_CASE("a minimum is the mirror image of a maximum", "[budget]") {
  CHECK(judged(at_least(-0.485), one_two_three).verdict == Verdict::pass);
  CHECK(judged(at_least(-0.484), one_two_three).verdict == Verdict::inconclusive);
  CHECK(judged(at_least(4.484), one_two_three).verdict == Verdict::inconclusive);
  CHECK(judged(at_least(4.485), one_two_three).verdict == Verdict::fail);
  Budget both = at_most(5);
  both.min = -1;
  CHECK(judged(both, one_two_three).verdict == Verdict::pass);
  both.min = 1;
  CHECK(judged(both, one_two_three).verdict == Verdict::inconclusive);
  both.min = 4.9;
  CHECK(judged(both, one_two_three).verdict == Verdict::fail);
}

TEST_CASE("a value that is exactly the limit keeps the budget", "[budget]") {
  const std::vector<double> ten_times(10, 0.1);
  CHECK(judged(at_most(0.1), ten_times).verdict == Verdict::pass);
  CHECK(judged(at_least(0.1), ten_times).verdict == Verdict::pass);
  CHECK(judged(at_most(0.1 - 1e-9), ten_times).verdict == Verdict::fail);
  CHECK(judged(at_most(0.1 + 1e-9), ten_times).verdict == Verdict::pass);
  CHECK(judged(at_most(0.1), {0.1 + 1e-17, 0.1, std::nextafter(0.1, 1)}).verdict == Verdict::pass);
  CHECK(judged(at_most(0), {0, 0}).verdict == Verdict::pass);
  CHECK(judged(at_most(0), {1e-300, 1e-300}).verdict == Verdict::fail);
}

TEST_CASE("one replication decides nothing, and neither does none", "[budget]") {
  const BudgetResult one = judged(at_most(100), {1});
  CHECK(one.verdict == Verdict::inconclusive);
  CHECK(one.value == 1.0);
  CHECK_FALSE(one.interval.has_value());
  CHECK(one.why_inconclusive == "one replication gives no interval");
  const BudgetResult none = judged(at_most(100), {});
  CHECK(none.verdict == Verdict::inconclusive);
  CHECK_FALSE(none.value.has_value());
  CHECK(none.why_inconclusive == "no replication has a value for this metric");
}

TEST_CASE("an undecided budget says how many more replications would decide it", "[budget]") {
  // Half-width 2.484138, distance from mean to limit 1: 3 × 2.484138² = 18.51, so 19 in all, 16 more.
  CHECK(replications_needed(one_two_three, 3, 0.95) == 16u);
  CHECK(judged(at_most(3), one_two_three).why_inconclusive ==
        "the interval straddles the limit; about 16 more replications");
  // Distance 2.4: 3 × (2.484138 ÷ 2.4)² = 3.21: one more.
  CHECK(judged(at_most(4.4), one_two_three).why_inconclusive ==
        "the interval straddles the limit; about 1 more replication");
  CHECK_FALSE(replications_needed(one_two_three, 2, 0.95).has_value());         // the estimate is the limit
  CHECK_FALSE(replications_needed(one_two_three, 2 + 1e-6, 0.95).has_value());  // trillions
  CHECK(judged(at_most(2), one_two_three).why_inconclusive ==
        "the interval straddles the limit, and the estimate is too near to it for any number of replications");
  CHECK(judged(at_most(100), one_two_three).why_inconclusive.empty());
}

TEST_CASE("a budget that asks for more confidence gets a wider interval", "[budget]") {
  const Interval narrow = judged(at_most(9, 0.80), one_two_three).interval.value();
  const Interval wide = judged(at_most(9, 0.99), one_two_three).interval.value();
  CHECK(narrow.level == 0.80);
  // Tables, two degrees of freedom: 1.885618 at 80 %, 9.924843 at 99 %; times 2 ÷ √3.
  CHECK_THAT(narrow.high - narrow.low, WithinAbs(2 * 1.885618 / std::sqrt(3.0), 1e-5));
  CHECK_THAT(wide.high - wide.low, WithinAbs(2 * 9.924843 / std::sqrt(3.0), 1e-5));
}

TEST_CASE("a budget at the true value is called passed or failed as rarely as its confidence says", "[budget]") {
  // Ten replications of a normal figure whose true mean is the limit: 2.5 % pass by luck, 2.5 % fail by luck.
  // Of 4000 trials that is 100 ± 10 each (one standard deviation); 4 of them are allowed.
  std::mt19937_64 random(2027);
  const auto unit = [&] { return (static_cast<double>(random() >> 11) + 0.5) * 0x1p-53; };
  int passed = 0, failed = 0;
  for (int trial = 0; trial < 4000; ++trial) {
    std::vector<double> values(10);
    for (double& value : values) value = 5 + std::sqrt(-2 * std::log(unit())) * std::cos(2 * std::numbers::pi * unit());
    const Verdict verdict = judged(at_most(5), values).verdict;
    passed += verdict == Verdict::pass;
    failed += verdict == Verdict::fail;
  }
  CHECK(passed > 60);
  CHECK(passed < 140);
  CHECK(failed > 60);
  CHECK(failed < 140);
}

TEST_CASE("a judged budget carries everything a reader needs", "[budget]") {
  Budget budget = at_most(0.12);
  budget.stat = Stat::p90;
  budget.limit_text = "$0.12";
  budget.owner = "producer";
  budget.message = "agreed in May";
  budget.where = {.segment = hand::loud, .npc = hand::bard, .model = 1, .pipeline = 1};
  const BudgetResult result = judged(budget, one_two_three);
  CHECK(result.name == "per player");
  CHECK(result.metric == "cost.per_mau_month");
  CHECK(result.stat == "p90");
  CHECK(result.where == "segment loud, npc bard, model mouth, pipeline voice");
  CHECK(result.limit_text == "$0.12");
  CHECK(result.unit == "USD");
  CHECK(result.owner == "producer");
  CHECK(result.message == "agreed in May");
  CHECK(result.severity == "fail");
  CHECK(result.max == 0.12);
  CHECK_FALSE(result.min.has_value());
  CHECK(result.interval.value().of == "p90");
  budget.warn_only = true;
  CHECK(judged(budget, one_two_three).severity == "warn");
  Scenario won = hand::scenario();
  won.currency = "KRW";
  CHECK(judge(won, budget, one_two_three).unit == "KRW");
  budget.metric = "latency.first_text";
  CHECK(judge(won, budget, one_two_three).unit == "ms");
}
