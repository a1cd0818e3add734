// Differences between a variant and its scenario, paired by replication.
#include "sim/answers/variants.h"

#include "tests/answers/hand_ledger.h"

using namespace npcost;
using namespace npcost::hand;

namespace {

/// One player who read so many tokens at a cent each.
ReplicationSummary one_reader(const Scenario& in, std::uint32_t tokens) {
  UsageLedger sums = ledger(1, in);
  lived(sums, {0, quiet}, 1, 3600);
  used(sums, {0, quiet}, guard, 0, {{read_text, tokens}});
  return summary_of(in, sums, 1);
}

/// Three replications: 10, 20 and 30 cents in the scenario, 12, 21 and 36 in the variant.
VariantResult compared(const std::string& policy) {
  const Variant variant{"v", policy, scenario()};
  const Scenario base = scenario();
  VariantAnswers answers(variant);
  const std::uint32_t before[] = {10, 20, 30}, after[] = {12, 21, 36};
  for (int r = 0; r < 3; ++r) answers.add(one_reader(base, before[r]), one_reader(variant.scenario, after[r]));
  return answers.result();
}

const MetricDifference& difference(const VariantResult& result, std::string_view metric) {
  for (const MetricDifference& one : result.differences) {
    if (one.metric == metric) return one;
  }
  FAIL("no such metric");
  return result.differences.front();
}

}  // namespace

TEST_CASE("a change is the mean of paired differences, with Student's interval of them", "[variants]") {
  // Differences 2, 1, 6: mean 3, variance (1 + 4 + 9) ÷ 2 = 7; half-width 4.302653 × √(7 ÷ 3) = 6.572411.
  const std::vector<double> before = {10, 20, 30}, after = {12, 21, 36};
  const Change change = paired_change(before, after, 0.95);
  CHECK_THAT(change.mean, WithinRel(3.0, 1e-14));
  CHECK_THAT(change.interval.value().low, WithinAbs(3 - 6.572411, 1e-6));
  CHECK_THAT(change.interval.value().high, WithinAbs(3 + 6.572411, 1e-6));
  CHECK(change.interval.value().of == "mean difference");
}

TEST_CASE("a relative change is that of the means, with the interval of their ratio", "[variants]") {
  // Means 20 and 23: +15 %. What is left of 12, 21, 36 over 1.15 × 10, 20, 30: 0.5, −2, 1.5; as shares of 20: 0.025, −0.1, 0.075,
  // variance (0.000625 + 0.01 + 0.005625) ÷ 2 = 0.008125; half-width 4.302653 × √(0.008125 ÷ 3) = 0.223917.
  const std::vector<double> before = {10, 20, 30}, after = {12, 21, 36};
  const Change change = relative_change(before, after, 0.95).value();
  CHECK_THAT(change.mean, WithinRel(0.15, 1e-13));
  CHECK_THAT(change.interval.value().low, WithinAbs(0.15 - 0.223917, 1e-6));
  CHECK_THAT(change.interval.value().high, WithinAbs(0.15 + 0.223917, 1e-6));
}

TEST_CASE("a variant that is always a tenth dearer is a tenth dearer without any doubt", "[variants]") {
  // However much replications differ from each other: 1, 50, 7000 players' worth.
  const std::vector<double> before = {1, 50, 7000}, after = {1.1, 55, 7700};
  const Change change = relative_change(before, after, 0.95).value();
  CHECK_THAT(change.mean, WithinRel(0.1, 1e-12));
  CHECK_THAT(change.interval.value().high - change.interval.value().low, WithinAbs(0, 1e-12));
}

TEST_CASE("equal values differ by exactly nothing", "[variants]") {
  const std::vector<double> values = {0.1, 0.7, 1e-9, 3.3e7};
  const Change change = paired_change(values, values, 0.95);
  CHECK(change.mean == 0);
  CHECK(change.interval.value().low == 0);
  CHECK(change.interval.value().high == 0);
  const Change relative = relative_change(values, values, 0.95).value();
  CHECK(relative.mean == 0);
  CHECK(relative.interval.value().low == 0);
  CHECK(relative.interval.value().high == 0);
}

TEST_CASE("one replication gives a difference and no interval, and nothing can be a share of 0", "[variants]") {
  const std::vector<double> one = {4}, other = {5}, zero = {0};
  CHECK(paired_change(one, other, 0.95).mean == 1);
  CHECK_FALSE(paired_change(one, other, 0.95).interval.has_value());
  CHECK_FALSE(relative_change(one, other, 0.95).value().interval.has_value());
  CHECK_FALSE(relative_change(zero, other, 0.95).has_value());
}

TEST_CASE("a variant's result holds its own metrics and what each differs by", "[variants]") {
  const VariantResult result = compared("");
  CHECK(result.name == "v");
  CHECK_FALSE(result.automatic());
  CHECK_FALSE(result.saving.has_value());
  REQUIRE(result.metrics.size() == metric_infos().size());
  REQUIRE(result.differences.size() == metric_infos().size());
  // $0.12, $0.21 and $0.36 in two days: mean $0.23, in 30 days fifteen times as much. The scenario: $0.20.
  CHECK_THAT(difference(result, "cost.total").mean.value(), WithinRel(0.03, 1e-12));
  CHECK_THAT(difference(result, "cost.total").interval.value().high, WithinAbs(0.03 + 0.06572411, 1e-8));
  CHECK_THAT(difference(result, "cost.per_mau_month").mean.value(), WithinRel(15 * 0.03, 1e-12));
  CHECK_THAT(difference(result, "cost.per_mau_month").relative.value(), WithinRel(0.15, 1e-12));
  CHECK_THAT(difference(result, "cost.per_mau_month").relative_interval.value().high, WithinAbs(0.15 + 0.223917, 1e-6));
  CHECK(difference(result, "cost.total").unit == "USD");
  // Nobody spoke: nothing can be said, and that is not 0.
  CHECK_FALSE(difference(result, "cost.per_voice_minute").mean.has_value());
}

TEST_CASE("what a policy saves is a share of the cost without it", "[variants]") {
  // The scenario has the policy and costs 20, without it 23: it saves 3 of 23. What is left of 10, 20, 30 over 20/23 × 12, 21, 36:
  // −0.434783, 1.739130, −1.304348; as shares of 23 −0.018904, 0.075614, −0.056711, variance 0.0046455; half-width 0.169314.
  const VariantResult result = compared("daily quota");
  CHECK(result.automatic());
  CHECK_THAT(result.saving.value().share, WithinRel(3.0 / 23, 1e-12));
  CHECK_THAT(result.saving.value().interval.value().low, WithinAbs(3.0 / 23 - 0.169314, 1e-6));
  CHECK_THAT(result.saving.value().interval.value().high, WithinAbs(3.0 / 23 + 0.169314, 1e-6));
}

TEST_CASE("a replication in which one of the two has no value is in no difference", "[variants]") {
  const Variant variant{"v", "", scenario()};
  const Scenario base = scenario();
  VariantAnswers answers(variant);
  // Nobody came in the scenario's first replication, so a day played has no cost there.
  answers.add(summary_of(base, ledger(1, base), 1), one_reader(variant.scenario, 500));
  answers.add(one_reader(base, 10), one_reader(variant.scenario, 30));
  const VariantResult result = answers.result();
  CHECK_THAT(difference(result, "cost.per_dau_day").mean.value(), WithinRel(0.2, 1e-12));
  CHECK_FALSE(difference(result, "cost.per_dau_day").interval.has_value());
}
