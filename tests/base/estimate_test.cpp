#include "sim/base/estimate.h"

#include <cmath>
#include <limits>
#include <numbers>
#include <utility>
#include <vector>

#include "sim/base/check.h"
#include "sim/base/draws.h"
#include "tests/catch.h"

using namespace npcost;

namespace {

/// Two independent standard normal numbers (Box and Muller) for one name.
std::pair<double, double> normal_pair(std::uint64_t seed, std::uint32_t index) {
  const Words words = draw({.seed = seed, .replication = 0, .segment = 0, .player = 0}, Purpose::test, index, 0);
  const double radius = std::sqrt(-2 * std::log(unit_interval(words.w[0])));
  const double angle = 2 * std::numbers::pi * unit_interval(words.w[1]);
  return {radius * std::cos(angle), radius * std::sin(angle)};
}

/// How many of 2000 experiments have an interval that holds the true mean.
template <typename Experiment>
int experiments_covered(double level, double truth, Experiment experiment) {
  int covered = 0;
  for (std::uint64_t seed = 0; seed < 2000; ++seed) {
    const auto interval = replication_interval(experiment(seed), level, "mean");
    REQUIRE(interval.has_value());
    covered += interval->low <= truth && truth <= interval->high ? 1 : 0;
  }
  return covered;
}

/// Ten replications of something normal with mean 3 and sd 2.
std::vector<double> ten_normal(std::uint64_t seed) {
  std::vector<double> values;
  for (std::uint32_t i = 0; i < 5; ++i) {
    const auto [a, b] = normal_pair(seed, i);
    values.push_back(3 + 2 * a);
    values.push_back(3 + 2 * b);
  }
  return values;
}

/// Ten replications, each the mean of 50 exponential numbers with mean 3.
std::vector<double> ten_exponential_means(std::uint64_t seed) {
  std::vector<double> values;
  for (std::uint32_t replication = 0; replication < 10; ++replication) {
    double sum = 0;
    for (std::uint32_t i = 0; i < 50; ++i) {
      const PlayerKey key{.seed = seed, .replication = replication, .segment = 0, .player = 0};
      sum += -3 * std::log(unit_interval(draw(key, Purpose::test, i, 1).w[0]));
    }
    values.push_back(sum / 50);
  }
  return values;
}

}  // namespace

TEST_CASE("mean and variance are those of the schoolbook", "[estimate]") {
  // 2 4 4 4 5 5 7 9: mean 40/8 = 5; squares 9+1+1+1+0+0+4+16 = 32; 32/7.
  const std::vector<double> values{2, 4, 4, 4, 5, 5, 7, 9};
  CHECK(mean_of(values) == 5);
  CHECK_THAT(sample_variance(values), WithinRel(32.0 / 7, 1e-15));
  CHECK(mean_of({}) == 0);
  CHECK(sample_variance({}) == 0);
  CHECK(sample_variance(std::vector<double>{7}) == 0);
}

TEST_CASE("equal values have exactly that mean and no variance", "[estimate]") {
  for (const double value : {0.1, 0.3, 1e-12, 12345.678, -0.7}) {
    for (std::size_t n = 1; n < 60; ++n) {
      const std::vector<double> values(n, value);
      INFO(value << " " << n << " times");
      CHECK(mean_of(values) == value);
      CHECK(sample_variance(values) == 0);
    }
  }
}

TEST_CASE("a small spread on a large mean is not lost", "[estimate]") {
  // 1e9 + {4, 7, 13, 16}: mean 1e9 + 10; squares 36+9+9+36 = 90; 90/3 = 30.
  const std::vector<double> values{1e9 + 4, 1e9 + 7, 1e9 + 13, 1e9 + 16};
  CHECK(mean_of(values) == 1e9 + 10);
  CHECK(sample_variance(values) == 30);
  // A large value that comes and goes must not take the small ones with it: 1e16 + 1 + 1 − 1e16 = 2.
  CHECK(mean_of(std::vector<double>{1e16, 1, 1, -1e16}) == 0.5);
}

TEST_CASE("a quantile lies on the line between two ordered values", "[estimate]") {
  const std::vector<double> values{10, 20, 30, 50};
  // Type 7: position p · (n − 1) = 3p.
  CHECK(quantile_of_sorted(values, 0) == 10);
  CHECK(quantile_of_sorted(values, 1) == 50);
  CHECK(quantile_of_sorted(values, 0.5) == 25);                              // position 1.5
  CHECK_THAT(quantile_of_sorted(values, 0.9), WithinRel(44.0, 1e-14));       // position 2.7: 30 + 0.7 · 20
  CHECK_THAT(quantile_of_sorted(values, 1.0 / 3), WithinRel(20.0, 1e-14));   // position 1
  CHECK(quantile_of_sorted(std::vector<double>{7}, 0.3) == 7);
}

TEST_CASE("a quantile of nothing, or outside 0 to 1, is a broken promise", "[estimate]") {
  const std::vector<double> one{1};
  CHECK_THROWS_AS(quantile_of_sorted({}, 0.5), BrokenPromise);
  CHECK_THROWS_AS(quantile_of_sorted(one, -0.01), BrokenPromise);
  CHECK_THROWS_AS(quantile_of_sorted(one, 1.01), BrokenPromise);
  CHECK_THROWS_AS(quantile_of_sorted(one, std::numeric_limits<double>::quiet_NaN()), BrokenPromise);
}

// Printed tables of Student's t, two-sided.
TEST_CASE("Student's factors are those of the printed table", "[estimate]") {
  CHECK_THAT(student_t(2, 0.95), WithinAbs(12.706, 0.0005));
  CHECK_THAT(student_t(3, 0.95), WithinAbs(4.303, 0.0005));
  CHECK_THAT(student_t(10, 0.95), WithinAbs(2.262, 0.0005));
  CHECK_THAT(student_t(21, 0.90), WithinAbs(1.725, 0.0005));
  CHECK_THAT(student_t(31, 0.99), WithinAbs(2.750, 0.0005));
  CHECK_THAT(student_t(100'000'000, 0.95), WithinAbs(1.960, 0.0005));  // the normal distribution's
  // With one degree of freedom it is a Cauchy distribution: tan(pi/2 · level).
  CHECK_THAT(student_t(2, 0.5), WithinRel(1.0, 1e-12));
  CHECK_THAT(student_t(2, 0.999999), WithinRel(std::tan(std::numbers::pi / 2 * 0.999999), 1e-9));
  CHECK_THROWS_AS(student_t(1, 0.95), BrokenPromise);
  CHECK_THROWS_AS(student_t(10, 1.0), BrokenPromise);
  CHECK_THROWS_AS(student_t(10, 0.0), BrokenPromise);
}

TEST_CASE("an interval is labelled and stands evenly around the mean", "[estimate]") {
  // Mean 5, variance 32/7, n = 8, t(7) = 2.3646: half width 2.3646 · sqrt(32/56) = 2.3646 · 0.755929 = 1.7875.
  const auto interval = replication_interval(std::vector<double>{2, 4, 4, 4, 5, 5, 7, 9}, 0.95, "p90");
  REQUIRE(interval.has_value());
  CHECK(interval->level == 0.95);
  CHECK(interval->of == "p90");
  CHECK_THAT(interval->low, WithinAbs(3.2125, 0.0001));
  CHECK_THAT(interval->high, WithinAbs(6.7875, 0.0001));
}

TEST_CASE("one replication has no interval, and equal replications have an interval of no width", "[estimate]") {
  CHECK_FALSE(replication_interval({}, 0.95, "mean").has_value());
  CHECK_FALSE(replication_interval(std::vector<double>{1}, 0.95, "mean").has_value());
  const auto interval = replication_interval(std::vector<double>{0.1, 0.1, 0.1}, 0.95, "mean");
  REQUIRE(interval.has_value());
  CHECK(interval->low == 0.1);
  CHECK(interval->high == 0.1);
}

// Of 2000 right 95 % intervals 1900 hold the truth, sd sqrt(2000 · 0.95 · 0.05) = 9.7; 1.5 % = 30 is three of them.
TEST_CASE("a 95 % interval holds the true mean in 95 of 100 experiments", "[estimate]") {
  const int normal = experiments_covered(0.95, 3, ten_normal);
  CHECK(normal >= 1870);
  CHECK(normal <= 1930);
  SECTION("also when each replication averages something skew") {
    // The mean of 50 exponentials has skewness 2/sqrt(50) = 0.28: nearly normal, so one point more either way.
    const int skew = experiments_covered(0.95, 3, ten_exponential_means);
    CHECK(skew >= 1850);
    CHECK(skew <= 1950);
  }
  SECTION("and a narrower factor would be noticed") {
    // The normal factor 1.96 for n = 10 covers about 91.8 %: the level at which t(9) = 1.96 is 0.918.
    const int too_narrow = experiments_covered(0.918, 3, ten_normal);
    CHECK(too_narrow < 1870);
  }
}
