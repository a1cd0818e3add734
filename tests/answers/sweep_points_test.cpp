// Which points a sweep tries, and in which order.
#include "sim/answers/studies/sweep_points.h"

#include <algorithm>
#include <cmath>
#include <set>
#include <string>
#include <vector>

#include "sim/scenario/written_number.h"
#include "tests/catch.h"

using namespace npcost;

namespace {

SweptPath listed(const std::string& pointer, std::vector<std::string> values) {
  return {pointer, std::move(values), SweptPath::Range::none, {}};
}

SweptPath range(const std::string& pointer, const std::string& from, const std::string& to, bool logarithmic = false) {
  return {pointer, {from, to}, logarithmic ? SweptPath::Range::logarithmic : SweptPath::Range::linear, {}};
}

using Point = std::vector<std::string>;

}  // namespace

TEST_CASE("a grid has every value with every other, the last path changing fastest", "[sweep]") {
  const Sweep grid{{listed("/a", {"1", "2"}), listed("/b", {"3", "4", "5"})}, Sweep::Mode::grid, 0};
  CHECK(count_of_points(grid) == 6);
  CHECK(points_of(grid, 1) ==
        std::vector<Point>{{"1", "3"}, {"1", "4"}, {"1", "5"}, {"2", "3"}, {"2", "4"}, {"2", "5"}});
}

TEST_CASE("a zip goes through all paths in step", "[sweep]") {
  const Sweep zip{{listed("/a", {"1", "2", "7"}), listed("/b", {"3", "4", "5"})}, Sweep::Mode::zip, 0};
  CHECK(count_of_points(zip) == 3);
  CHECK(points_of(zip, 1) == std::vector<Point>{{"1", "3"}, {"2", "4"}, {"7", "5"}});
}

TEST_CASE("a grid beyond counting is counted as very many, not as few", "[sweep]") {
  const SweptPath thousand = listed("/a", std::vector<std::string>(10'000, "1"));
  const Sweep grid{std::vector<SweptPath>(6, thousand), Sweep::Mode::grid, 0};  // 10^24 > 2^64
  CHECK(count_of_points(grid) == std::uint64_t{1} << 63);
}

TEST_CASE("coarse to fine: ends, then the middle, then what lies between", "[sweep]") {
  // Of 9 values: 0 and 8, then 4, then 2 and 6, then the odd ones.
  std::vector<unsigned> levels;
  for (std::size_t i = 0; i < 9; ++i) levels.push_back(level_of(i, 9));
  CHECK(levels == std::vector<unsigned>{0, 3, 2, 3, 1, 3, 2, 3, 0});
  CHECK(level_of(0, 1) == 0);
  CHECK(level_of(1, 2) == 0);
  const Sweep grid{{listed("/a", {"1", "2", "3"}), listed("/b", {"1", "2", "3"})}, Sweep::Mode::grid, 0};
  // The four corners first; every point once.
  CHECK(coarse_to_fine(grid, 9) == std::vector<std::size_t>{0, 2, 6, 8, 1, 3, 4, 5, 7});
}

TEST_CASE("Sobol points lie between the ends in the notation of the file", "[sweep]") {
  // The sequence begins (1/2, 1/2), (3/4, 1/4), (1/4, 3/4): of 20 to 60 % that is 40, 50, 30; of $1 to $16 in equal ratios
  // 16^(1/2) = 4, 16^(1/4) = 2, 16^(3/4) = 8.
  const Sweep sobol{{range("/a", "\"20%\"", "\"60%\""), range("/b", "\"$1/1M tokens\"", "\"$16/1M tokens\"", true)}, Sweep::Mode::sobol, 3};
  CHECK(points_of(sobol, 1) == std::vector<Point>{{"\"40%\"", "\"$4/1M tokens\""}, {"\"50%\"", "\"$2/1M tokens\""}, {"\"30%\"", "\"$8/1M tokens\""}});
  CHECK(points_of(sobol, 1) == points_of(sobol, 2));  // no luck in it
}

TEST_CASE("a plain number that is counted is sampled in whole numbers", "[sweep]") {
  const Sweep sobol{{range("/players/segments/everyone/conversations", "1", "6")}, Sweep::Mode::sobol, 7};
  for (const Point& point : points_of(sobol, 1)) {
    const double value = written_number(point.front()).value().value;
    CHECK(value == std::floor(value));
  }
}

TEST_CASE("a Latin hypercube has one point in each stratum of every path, elsewhere for another seed", "[sweep]") {
  const std::uint32_t n = 50;
  const Sweep cube{{range("/a", "0", "50"), range("/b", "\"0%\"", "\"50%\"")}, Sweep::Mode::latin_hypercube, n};
  const std::vector<Point> points = points_of(cube, 11);
  REQUIRE(points.size() == n);
  std::set<int> strata[2];
  double product = 0;
  for (const Point& point : points) {
    // From 0 to 50 in 50 strata: the whole part of the value is its stratum.
    for (std::size_t path = 0; path < 2; ++path) strata[path].insert(static_cast<int>(written_number(point[path]).value().value));
    product += (written_number(point[0]).value().value - 25) * (written_number(point[1]).value().value - 25);
  }
  CHECK(strata[0].size() == n);
  CHECK(strata[1].size() == n);
  // The paths are shuffled apart: a correlation of 50 independent pairs lies within 3.29/√50 = 0.47 (99.9 %); variance of each 50²/12.
  CHECK_THAT(product / n / (2500.0 / 12), Catch::Matchers::WithinAbs(0, 0.47));
  CHECK(points_of(cube, 11) == points);
  CHECK(points_of(cube, 12) != points);
}

TEST_CASE("a list is sampled by equal shares", "[sweep]") {
  const Sweep cube{{listed("/a", {"\"x\"", "\"y\"", "\"z\""})}, Sweep::Mode::latin_hypercube, 30};
  std::size_t counts[3] = {0, 0, 0};
  for (const Point& point : points_of(cube, 3)) ++counts[point.front()[1] - 'x'];
  CHECK(counts[0] == 10);
  CHECK(counts[1] == 10);
  CHECK(counts[2] == 10);
}
