#include "sim/answers/percentiles.h"

#include <algorithm>
#include <random>

#include "sim/base/estimate.h"
#include "tests/catch.h"

using namespace npcost;

TEST_CASE("selecting percentiles gives what sorting gives, to the last bit", "[percentiles]") {
  std::mt19937 random(7);
  for (int round = 0; round < 300; ++round) {
    std::vector<double> values(1 + random() % 400);
    const bool many_ties = round % 2 == 0;
    for (double& value : values)
      value = many_ties ? static_cast<double>(random() % 5) : static_cast<double>(random()) * 1e-3;
    std::vector<double> sorted = values;
    std::sort(sorted.begin(), sorted.end());
    const Percentiles found = percentiles_of(values);
    for (std::size_t i = 0; i < percentile_count; ++i)
      CHECK(found[i] == quantile_of_sorted(sorted, percentile_points[i]));
  }
}

TEST_CASE("one player is every percentile", "[percentiles]") {
  std::vector<double> one = {0.25};
  for (const double value : percentiles_of(one)) CHECK(value == 0.25);
  std::vector<double> none;
  CHECK_THROWS(percentiles_of(none));
}

TEST_CASE("a stat names its percentile, and mean and total name none", "[percentiles]") {
  CHECK(percentile_names[percentile_of(Stat::p5).value()] == "p5");
  CHECK(percentile_names[percentile_of(Stat::p50).value()] == "p50");
  CHECK(percentile_names[percentile_of(Stat::p90).value()] == "p90");
  CHECK(percentile_names[percentile_of(Stat::p95).value()] == "p95");
  CHECK(percentile_names[percentile_of(Stat::p99).value()] == "p99");
  CHECK(percentile_names[percentile_of(Stat::max).value()] == "max");
  CHECK_FALSE(percentile_of(Stat::mean).has_value());
  CHECK_FALSE(percentile_of(Stat::total).has_value());
}
