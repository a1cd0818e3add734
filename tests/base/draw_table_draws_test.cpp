// A million draws against the masses, and hostile words against the ends.

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <limits>
#include <map>
#include <vector>

#include "sim/base/draw_table.h"
#include "sim/base/draws.h"
#include "tests/base/table_masses.h"
#include "tests/catch.h"

using namespace npcost;

namespace {

constexpr std::uint32_t draws = 1'000'000;

/// Pearson's chi-square of a million Philox draws against masses by cell, in standard deviations of chi-square
/// (Wilson–Hilferty). Neighbouring cells are joined until 20 draws are expected.
double surprise(const DrawTable& table, const std::map<std::uint32_t, std::uint64_t>& expected_masses) {
  std::map<std::uint32_t, std::uint64_t> counts;
  for (const auto& [low, mass] : expected_masses) counts[low] = 0;
  for (std::uint32_t i = 0; i < draws / 2; ++i) {
    const Words words = draw(PlayerKey{.seed = 3, .replication = 0, .segment = 0, .player = i}, Purpose::test, 0, 0);
    for (const int first : {0, 2}) {
      const std::uint32_t value = table.draw(words.w[first], words.w[first + 1]);
      auto cell = counts.upper_bound(value);
      if (cell != counts.begin()) --cell;
      ++cell->second;
    }
  }
  double sum = 0, expected = 0, seen = 0;
  int bins = 0;
  const auto close_bin = [&] {
    sum += (seen - expected) * (seen - expected) / expected;
    ++bins;
    expected = seen = 0;
  };
  for (const auto& [low, mass] : expected_masses) {
    expected += static_cast<double>(mass) * 0x1p-32 * draws;
    seen += static_cast<double>(counts[low]);
    if (expected >= 20) close_bin();
  }
  if (expected > 1) close_bin();
  const double freedom = bins - 1;
  return (std::cbrt(sum / freedom) - (1 - 2 / (9 * freedom))) / std::sqrt(2 / (9 * freedom));
}

DrawTable poisson(double mean) {
  return DrawTable::compile(*Distribution::make(Family::poisson, {{Role::mean, mean}}, nullptr));
}

}  // namespace

// |surprise| is a standard normal if the table draws what it says: beyond 4 once in 16 000 seeds.
TEST_CASE("a million draws have the masses of the table, in exact and in wide tables", "[draw table]") {
  const DrawTable exact = DrawTable::compile(Distribution::lognormal_from_p5_p95(25, 160));
  const DrawTable wide = DrawTable::compile(Distribution::lognormal_from_p5_p95(2700, 53000));
  CHECK(std::fabs(surprise(exact, masses_of(exact))) < 4);
  CHECK(std::fabs(surprise(wide, masses_of(wide))) < 4);
  CHECK(std::fabs(surprise(poisson(6), masses_of(poisson(6)))) < 4);

  // A shift of the mean by d sds adds 10⁶ d² to chi-square: 10⁶ · 6 · 0.01² = 600 over 20-odd bins for the count; for
  // the wide table, ln 1.03 is 0.033 of its sigma ln(53000/2700)/3.29 = 0.905, which adds 1070 over some 1700 bins (sd
  // 58).
  SECTION("and the same test notices a count's mean that is wrong by 1 %, a wide table's by 3 %") {
    CHECK(surprise(poisson(6), masses_of(poisson(6.06))) > 6);
    const DrawTable shifted = DrawTable::compile(Distribution::lognormal_from_p5_p95(1.03 * 2700, 1.03 * 53000));
    CHECK(surprise(wide, masses_of(shifted)) > 6);
  }
}

// Standard error of a mean of n draws is sd/sqrt(n); four of them.
TEST_CASE("the mean of a million draws is the mean that the table reports", "[draw table]") {
  for (const double p95 : {160.0, 16000.0, 1.6e6}) {
    const DrawTable table = DrawTable::compile(Distribution::lognormal_from_p5_p95(25, p95));
    double sum = 0;
    for (std::uint32_t i = 0; i < draws; ++i) {
      const Words words = draw(PlayerKey{.seed = 5, .replication = 0, .segment = 0, .player = i}, Purpose::test, 1, 0);
      sum += table.draw(words.w[0], words.w[1]);
    }
    const double error = std::sqrt(table.variance() / draws);
    CHECK_THAT(sum / draws, WithinAbs(table.mean(), 4 * error));
  }
}

TEST_CASE("inside a wide cell every position is used and none leaves it", "[draw table]") {
  const DrawTable table = DrawTable::compile(
      *Distribution::make(Family::uniform, {{Role::low, 1000}, {Role::high, 5e6}}, nullptr));
  for (const std::uint32_t word : {0u, 1u << 31, 0xfffff000u, 0xffffffffu}) {
    std::uint32_t before = table.draw(word, 0);
    const std::uint32_t first = before;
    for (std::uint32_t position = 1; position < 2048; ++position) {
      const std::uint32_t value = table.draw(word, position);
      CHECK(value >= before);
      before = value;
    }
    // Cells are proportional: narrower than 1 % of where they stand.
    CHECK(before - first <= first / 100);
    CHECK(table.draw(word, 2048 + 5) == table.draw(word, 5));  // only the low eleven bits count
  }
}

TEST_CASE("no word and no position gives a value outside the table's ends", "[draw table]") {
  const std::vector<Distribution> all = {
      Distribution::lognormal_from_p5_p95(0.1, 1e5),  Distribution::lognormal_from_p5_p95(1, 1e6),
      Distribution::exponential(3e8),                 Distribution::exponential(0.01),
      Distribution::constant(4294967295.0),           Distribution::discrete({0, 4294967295.0}, {1, 1}),
      *Distribution::make(Family::normal, {{Role::mean, 5}, {Role::sd, 4e9}}, nullptr),
      *Distribution::make(Family::normal, {{Role::mean, -5e9}, {Role::sd, 1}}, nullptr)};
  for (const Distribution& one : all) {
    for (const std::uint32_t lowest : {0u, 1u, 4294967295u}) {
      const DrawTable table = DrawTable::compile(one, lowest);
      std::uint32_t smallest = std::numeric_limits<std::uint32_t>::max(), largest = 0;
      for (std::uint32_t index = 0; index < 2048; ++index) {
        for (const std::uint32_t rest : {0u, (1u << 21) - 1}) {
          for (const std::uint32_t position : {0u, 2047u, 0xffffffffu}) {
            const std::uint32_t value = table.draw(index << 21 | rest, position);
            smallest = std::min(smallest, value);
            largest = std::max(largest, value);
          }
        }
      }
      // Both ends of every column were asked at both ends of its cell, so the extremes are met exactly.
      CHECK(smallest == table.smallest());
      CHECK(largest == table.largest());
      CHECK(table.smallest() >= lowest);
      CHECK(table.mean() >= static_cast<double>(table.smallest()));
      CHECK(table.mean() <= static_cast<double>(table.largest()));
    }
  }
}

TEST_CASE("copies of a table share its cells", "[draw table]") {
  STATIC_REQUIRE(sizeof(DrawTable) <= 48);
  STATIC_REQUIRE(sizeof(Distribution) <= 16);
  const DrawTable table = poisson(6);
  const DrawTable copy = table;
  for (std::uint32_t i = 0; i < 1000; ++i) CHECK(copy.draw(i * 4294967u, i) == table.draw(i * 4294967u, i));
}
