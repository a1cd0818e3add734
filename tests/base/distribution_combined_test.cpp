// Lists of values, mixtures and clamps.

#include <limits>
#include <optional>
#include <vector>

#include "sim/base/check.h"
#include "sim/base/distribution.h"
#include "tests/catch.h"

using namespace npcost;

TEST_CASE("a discrete distribution weighs its values", "[distribution]") {
  const Distribution stock_lines = Distribution::discrete({20, 5, 5, 40}, {2, 1, 4, 3});
  CHECK(stock_lines.cdf(4.99) == 0);
  CHECK_THAT(stock_lines.cdf(5), WithinRel(0.5, 1e-14));   // (1 + 4) / 10
  CHECK_THAT(stock_lines.cdf(20), WithinRel(0.7, 1e-14));
  CHECK(stock_lines.cdf(40) == 1);
  // 0.5·5 + 0.2·20 + 0.3·40 = 18.5; 0.5·25 + 0.2·400 + 0.3·1600 − 18.5² = 572.5 − 342.25.
  CHECK_THAT(stock_lines.mean(), WithinRel(18.5, 1e-14));
  CHECK_THAT(stock_lines.variance(), WithinRel(230.25, 1e-13));
  CHECK(stock_lines.quantile(0.3) == 5);
  CHECK(stock_lines.quantile(0.6) == 20);
  CHECK(stock_lines.quantile(0.999) == 40);
  CHECK(stock_lines.integer_valued());
  CHECK_FALSE(stock_lines.is_constant());
  CHECK_FALSE(Distribution::discrete({1, 2.5}, {1, 1}).integer_valued());
}

TEST_CASE("a value of weight 0 never happens", "[distribution]") {
  const Distribution certain = Distribution::discrete({1, 7, 9}, {0, 3, 0});
  CHECK(certain.is_constant());
  CHECK(certain.quantile(0.001) == 7);
  CHECK(certain.variance() == 0);
  const double huge = std::numeric_limits<double>::max();
  CHECK_THAT(Distribution::discrete({1, 2}, {huge, huge}).mean(), WithinRel(1.5, 1e-14));
  CHECK_THAT(Distribution::mixture({Distribution::constant(1), Distribution::constant(2)}, {huge, huge}).mean(),
             WithinRel(1.5, 1e-14));
}

TEST_CASE("a measured sample is resampled: every value equally likely", "[distribution]") {
  const Distribution measured = Distribution::empirical({30, 10, 20, 10});
  CHECK(measured.family() == Family::empirical);
  CHECK_THAT(measured.mean(), WithinRel(17.5, 1e-14));
  CHECK_THAT(measured.variance(), WithinRel(68.75, 1e-14));  // (12.5² + 2·7.5² + 2.5²)/4 = 275/4
  CHECK_THAT(measured.cdf(10), WithinRel(0.5, 1e-14));
  CHECK(measured.quantile(0.5) == 10);
  CHECK(measured.quantile(0.5001) == 20);
}

// Law of total variance: within 0.7·100 + between 0.3·0.7·(10 − 0)² = 70 + 21.
TEST_CASE("a mixture adds the spread between its parts to the spread inside them", "[distribution]") {
  const Distribution pause = Distribution::mixture({Distribution::constant(0), Distribution::exponential(10)}, {3, 7});
  CHECK_THAT(pause.mean(), WithinRel(7.0, 1e-14));
  CHECK_THAT(pause.variance(), WithinRel(91.0, 1e-13));
  CHECK_THAT(pause.cdf(0), WithinRel(0.3, 1e-14));
  CHECK(pause.cdf(-1e-300) == 0);
  CHECK(pause.quantile(0.2999) == 0);
  // 0.3 + 0.7 (1 − e^(−x/10)) = 0.65 at x = 10 ln 2.
  CHECK_THAT(pause.quantile(0.65), WithinRel(10 * 0.69314718055994531, 1e-13));
  CHECK_FALSE(pause.integer_valued());
  CHECK_FALSE(pause.only_atoms());
  CHECK(pause.atoms() == std::vector<double>{0});
}

TEST_CASE("a clamp moves what is outside to its ends", "[distribution]") {
  std::string why;
  const Distribution wide = *Distribution::make(Family::uniform, {{Role::low, 0}, {Role::high, 100}}, &why);
  const Distribution cut = wide.clamped(20, 70);
  CHECK(cut.cdf(19.99) == 0);
  CHECK_THAT(cut.cdf(20), WithinRel(0.2, 1e-14));
  CHECK_THAT(cut.cdf(69.99), WithinRel(0.6999, 1e-12));
  CHECK(cut.cdf(70) == 1);
  CHECK(cut.quantile(0.1) == 20);
  CHECK(cut.quantile(0.9) == 70);
  CHECK_THAT(cut.capped_mass(), WithinRel(0.3, 1e-14));
  CHECK_THAT(cut.mean(), WithinRel(0.2 * 20 + 0.5 * 45 + 0.3 * 70, 1e-14));
  // 0.2·400 + (70³ − 20³)/300 + 0.3·4900 − 47.5²
  CHECK_THAT(cut.variance(), WithinRel(80 + 335000.0 / 300 + 1470 - 47.5 * 47.5, 1e-12));
  CHECK(cut.family() == Family::uniform);
  CHECK(wide.capped_mass() == 0);
  CHECK(wide.clamped(20, std::nullopt).capped_mass() == 0);

  SECTION("twice is once with the tighter ends") {
    const Distribution twice = cut.clamped(30, 90);
    CHECK_THAT(twice.cdf(30), WithinRel(0.3, 1e-14));
    CHECK_THAT(twice.capped_mass(), WithinRel(0.3, 1e-14));
    CHECK_THAT(cut.clamped(0, 50).capped_mass(), WithinRel(0.5, 1e-14));
  }
  SECTION("beyond everything it leaves one value") {
    const Distribution floor_only = wide.clamped(100, 200);
    CHECK(floor_only.is_constant());
    CHECK(floor_only.mean() == 100);
    CHECK(floor_only.capped_mass() == 0);
    const Distribution cap_only = wide.clamped(std::nullopt, -5);
    CHECK(cap_only.is_constant());
    CHECK(cap_only.mean() == -5);
    CHECK(cap_only.variance() == 0);
    CHECK(cap_only.capped_mass() == 1);
  }
  SECTION("of nothing changes nothing") {
    CHECK(wide.clamped(std::nullopt, std::nullopt).variance() == wide.variance());
    CHECK_FALSE(wide.clamped(-1, 101).is_constant());
    CHECK_THAT(wide.clamped(-1, 101).mean(), WithinRel(50.0, 1e-14));
  }
}

TEST_CASE("what a caller must check before is a broken promise after", "[distribution]") {
  const double nan = std::numeric_limits<double>::quiet_NaN();
  const double infinity = std::numeric_limits<double>::infinity();
  CHECK_THROWS_AS(Distribution::constant(nan), BrokenPromise);
  CHECK_THROWS_AS(Distribution::lognormal_from_p5_p95(60, 60), BrokenPromise);
  CHECK_THROWS_AS(Distribution::beta_from_p5_p95(0.5, 1), BrokenPromise);
  CHECK_THROWS_AS(Distribution::exponential(0), BrokenPromise);
  CHECK_THROWS_AS(Distribution::discrete({}, {}), BrokenPromise);
  CHECK_THROWS_AS(Distribution::discrete({1}, {0}), BrokenPromise);
  CHECK_THROWS_AS(Distribution::discrete({1, 2}, {1}), BrokenPromise);
  CHECK_THROWS_AS(Distribution::discrete({1, 2}, {1, -1}), BrokenPromise);
  CHECK_THROWS_AS(Distribution::discrete({1, infinity}, {1, 1}), BrokenPromise);
  CHECK_THROWS_AS(Distribution::empirical({}), BrokenPromise);
  CHECK_THROWS_AS(Distribution::mixture({}, {}), BrokenPromise);
  CHECK_THROWS_AS(Distribution::constant(1).clamped(2, 1), BrokenPromise);
  CHECK_THROWS_AS(Distribution::constant(1).clamped(nan, std::nullopt), BrokenPromise);
  CHECK_THROWS_AS(Distribution::constant(1).quantile(0), BrokenPromise);
  CHECK_THROWS_AS(Distribution::constant(1).quantile(1), BrokenPromise);
}
