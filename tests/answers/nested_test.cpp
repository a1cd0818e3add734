// Two levels of spread: by hand, and recovered from draws with known variances.
#include "sim/answers/studies/nested.h"

#include <cmath>

#include "sim/base/draws.h"
#include "sim/base/special_functions.h"
#include "tests/catch.h"

using namespace npcost;

namespace {

double normal(std::uint32_t index, std::uint32_t sub) {
  return normal_quantile(unit_interval(draw({11, 0, 0, 0}, Purpose::test, index, sub).w[0]));
}

/// Values with these standard deviations between and inside draws.
ReplicationValues made(std::uint32_t draws, std::uint32_t lucks, double unknown, double luck, std::uint32_t study = 0) {
  ReplicationValues all;
  for (std::uint32_t d = 0; d < draws; ++d) {
    const double level = 10 + unknown * normal(study, d * (lucks + 1));
    for (std::uint32_t l = 0; l < lucks; ++l) all.add(level + luck * normal(study, d * (lucks + 1) + 1 + l), d * lucks + l);
  }
  return all;
}

}  // namespace

// Draws (1, 3) and (5, 7): means 2 and 6, all 4. Inside: (1 + 1 + 1 + 1) ÷ 2 = 2. Between: 2·(4 + 4) ÷ 1 = 16, which is 2 + 2·U: U = 7.
// The share's interval: F = 8 with 1 and 2 degrees of freedom; F(0.975) = 38.506, F(0.025) = 1 ÷ F(0.975; 2, 1) = 1 ÷ 799.5.
// Low: (8/38.506 − 1) ÷ (8/38.506 + 1) < 0, so 0. High: (6396 − 1) ÷ (6396 + 1) = 0.99969.
TEST_CASE("variance components are those of a hand calculation", "[answers][nested]") {
  ReplicationValues all;
  for (const double value : {1.0, 3.0, 5.0, 7.0}) all.add(value, static_cast<std::uint32_t>(all.values.size()));
  const auto parts = spread_parts(all, 2, 0.95);
  REQUIRE(parts.has_value());
  CHECK_THAT(parts->luck, WithinRel(2.0, 1e-12));
  CHECK_THAT(parts->unknown, WithinRel(7.0, 1e-12));
  CHECK_THAT(parts->unknown_share, WithinRel(7.0 / 9, 1e-12));
  CHECK(parts->draws == 2);
  REQUIRE(parts->share_interval.has_value());
  CHECK(parts->share_interval->low == 0);
  CHECK_THAT(parts->share_interval->high, WithinAbs(0.99969, 1e-5));
  CHECK(draw_means(all, 2) == std::vector<double>{2, 6});
  CHECK(draw_means(all, 1) == all.values);
}

// (1, 3), (5, 7) and (4): n = (5 − 9/5) ÷ 2 = 1.6. Mean 4. Inside 4 ÷ 2 = 2. Between (8 + 8 + 0) ÷ 2 = 8: U = (8 − 2) ÷ 1.6 = 3.75.
TEST_CASE("a draw that was interrupted counts with the replications it has", "[answers][nested]") {
  ReplicationValues all;
  for (const double value : {1.0, 3.0, 5.0, 7.0, 4.0}) all.add(value, static_cast<std::uint32_t>(all.values.size()));
  const auto parts = spread_parts(all, 2, 0.95);
  REQUIRE(parts.has_value());
  CHECK_THAT(parts->luck, WithinRel(2.0, 1e-12));
  CHECK_THAT(parts->unknown, WithinRel(3.75, 1e-12));
}

// With 20,000 draws the relative standard error of a variance is √(2 ÷ 20,000) = 1 %, of luck with four each less than that.
TEST_CASE("variances of 4 and 9 are recovered within 5 %", "[answers][nested]") {
  const auto parts = spread_parts(made(20'000, 4, 2, 3), 4, 0.95);
  REQUIRE(parts.has_value());
  CHECK_THAT(parts->unknown, WithinRel(4.0, 0.05));
  CHECK_THAT(parts->luck, WithinRel(9.0, 0.05));
  CHECK_THAT(parts->unknown_share, WithinAbs(4.0 / 13, 0.01));
}

// Of 1,000 studies 950 ± 4·√(1000·0.95·0.05) = 950 ± 28 hold it.
TEST_CASE("the interval of the share holds the truth in 95 of 100 studies", "[answers][nested]") {
  int holds = 0;
  for (std::uint32_t study = 1; study <= 1000; ++study) {
    const auto parts = spread_parts(made(20, 3, 2, 3, study), 3, 0.95);
    REQUIRE(parts.has_value());
    holds += parts->share_interval->low <= 4.0 / 13 && 4.0 / 13 <= parts->share_interval->high ? 1 : 0;
  }
  CHECK(holds > 950 - 28);
  CHECK(holds < 950 + 28);
}

TEST_CASE("luck alone leaves nothing to what nobody knows, and no spread has no parts", "[answers][nested]") {
  ReplicationValues alike;
  for (const double value : {1.0, 3.0, 3.0, 1.0}) alike.add(value, static_cast<std::uint32_t>(alike.values.size()));
  const auto parts = spread_parts(alike, 2, 0.95);  // means 2 and 2: nothing between draws
  REQUIRE(parts.has_value());
  CHECK(parts->unknown == 0);
  CHECK(parts->unknown_share == 0);
  ReplicationValues constant;
  for (std::uint32_t r = 0; r < 4; ++r) constant.add(5, r);
  CHECK_FALSE(spread_parts(constant, 2, 0.95).has_value());
  CHECK_FALSE(spread_parts(alike, 1, 0.95).has_value());  // one replication a draw: no luck inside
  CHECK_FALSE(spread_parts(alike, 4, 0.95).has_value());  // one draw
}
