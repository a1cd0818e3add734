// Words for differences, and bridges of exact decimals.
#include "sim/answers/comparison.h"

#include "sim/base/check.h"
#include "tests/catch.h"

using namespace npcost;

namespace {

/// The word for a metric of 10 in A and 10 + difference in B, with that interval of the difference.
ComparisonWord word(std::optional<double> a, std::optional<double> b, std::optional<Interval> interval) {
  const std::vector<Metric> metrics{{"m", "1", "", a, {}, {}}};
  VariantResult variant;
  variant.metrics = {{"m", "1", "", b, {}, {}}};
  MetricDifference difference;
  difference.metric = "m";
  if (a && b) difference.mean = *b - *a;
  difference.interval = std::move(interval);
  variant.differences = {difference};
  const std::vector<ComparedMetric> found = compared_metrics(metrics, variant);
  CHECK(found.at(0).difference.has_value() == (a && b));
  return found.at(0).word;
}

Interval interval(double low, double high) { return {0.95, low, high, "mean difference"}; }

}  // namespace

TEST_CASE("a difference is shown when its interval leaves out 0", "[comparison]") {
  CHECK(word(10, 12, interval(1, 3)) == ComparisonWord::higher);
  CHECK(word(10, 8, interval(-3, -1)) == ComparisonWord::lower);
  CHECK(word(10, 11, interval(-1, 3)) == ComparisonWord::no_difference_shown);
  CHECK(word(10, 11, interval(0, 2)) == ComparisonWord::no_difference_shown);
  CHECK(word(10, 10, interval(0, 0)) == ComparisonWord::no_difference_shown);
}

TEST_CASE("what the rounding of doubles makes is no difference", "[comparison]") {
  CHECK(word(10, 10 + 2e-15, interval(1e-15, 3e-15)) == ComparisonWord::no_difference_shown);
  CHECK(word(10, 10 - 2e-15, interval(-3e-15, -1e-15)) == ComparisonWord::no_difference_shown);
  CHECK(word(1e-9, 1.1e-9, interval(0.5e-10, 1.5e-10)) == ComparisonWord::higher);  // small is not rounding
}

TEST_CASE("what one of them lacks gets a word and no number", "[comparison]") {
  CHECK(word(10, std::nullopt, std::nullopt) == ComparisonWord::only_a);
  CHECK(word(std::nullopt, 10, std::nullopt) == ComparisonWord::only_b);
  CHECK(word(std::nullopt, std::nullopt, std::nullopt) == ComparisonWord::neither);
  CHECK(word(10, 12, std::nullopt) == ComparisonWord::no_interval);
}

TEST_CASE("steps are differences of exact totals, up and down, and add up to the last digit", "[comparison]") {
  // 1.000000000000001 → 0.5 → 2.25: −0.500000000000001 and +1.75, together 1.249999999999999.
  const Bridge bridge = bridge_of("1.000000000000001", {{{"models"}, "0.5"}, {{"NPCs", "players"}, "2.25"}});
  REQUIRE(bridge.steps.size() == 2);
  CHECK(bridge.steps[0].amount == "-0.500000000000001");
  CHECK(bridge.steps[1].amount == "1.75");
  CHECK(bridge.steps[1].sections == std::vector<std::string>{"NPCs", "players"});
  CHECK(bridge.difference == "1.249999999999999");
  CHECK(bridge.b == "2.25");
}

TEST_CASE("a world in which nothing was changed must cost the same", "[comparison]") {
  CHECK(bridge_of("3", {{{}, "3"}}).steps.empty());
  CHECK_THROWS_AS(bridge_of("3", {{{}, "3.000000000000001"}}), BrokenPromise);
}
