#include "sim/answers/studies/sobol_indices.h"

#include <array>
#include <cmath>
#include <functional>
#include <numbers>
#include <vector>

#include "tests/catch.h"

using namespace npcost;

namespace {

using Function = std::function<double(const std::vector<double>&)>;

std::vector<SobolPoint> runs_of(const SobolPlan& plan, const Function& f) {
  std::vector<SobolPoint> points;
  for (std::uint32_t p = 0; p < plan.points(); ++p) {
    const auto run = [&](std::size_t which) {
      std::vector<double> x;
      for (std::size_t i = 0; i < plan.inputs(); ++i) x.push_back(plan.quantile(p, which, i));
      return f(x);
    };
    SobolPoint point{run(0), run(1), {}};
    for (std::size_t i = 0; i < plan.inputs(); ++i) point.mixed.push_back(run(2 + i));
    points.push_back(std::move(point));
  }
  return points;
}

/// sin x1 + a sin² x2 + b x3⁴ sin x1 over (−π, π)³.
double ishigami(const std::vector<double>& u) {
  const auto x = [&](std::size_t i) { return std::numbers::pi * (2 * u[i] - 1); };
  const double s = std::sin(x(1));
  return std::sin(x(0)) + 7 * s * s + 0.1 * std::pow(x(2), 4) * std::sin(x(0));
}

bool holds(const Interval& interval, double value) { return interval.low <= value && value <= interval.high; }

}  // namespace

// a = 7, b = 0.1: V1 = (1 + bπ⁴/5)²/2 = 4.3459, V2 = a²/8 = 6.125, V13 = 8b²π⁸/225 = 3.3737; V = 13.8446.
// First: V1/V = 0.3139, V2/V = 0.4424, 0. Total: (V1 + V13)/V = 0.5576, 0.4424, V13/V = 0.2437.
TEST_CASE("the indices of Ishigami's function are found", "[answers][sobol]") {
  const std::array<double, 3> first{0.3139, 0.4424, 0.0}, total{0.5576, 0.4424, 0.2437};
  for (const std::uint64_t seed : {1u, 2u, 3u}) {
    const auto found = sobol_indices(runs_of(SobolPlan(3, 8192, seed), ishigami), 0.95, seed);
    REQUIRE(found.has_value());
    CHECK_THAT(found->variance, WithinRel(13.8446, 0.01));
    CHECK_THAT(found->mean, WithinAbs(3.5, 0.02));  // a/2
    CHECK_THAT(found->interactions, WithinAbs(0.2437, 0.02));
    for (std::size_t i = 0; i < 3; ++i) {
      CAPTURE(seed, i);
      CHECK_THAT(found->inputs[i].first, WithinAbs(first[i], 0.02));
      CHECK_THAT(found->inputs[i].total, WithinAbs(total[i], 0.02));
      CHECK(holds(found->inputs[i].first_interval, first[i]));
      CHECK(holds(found->inputs[i].total_interval, total[i]));
    }
  }
}

// y = 1·u1 + 2·u2 + 3·u3 with variances 1/12, 4/12, 9/12: shares 1/14, 4/14, 9/14, and no interactions. A fourth input does nothing.
TEST_CASE("inputs that only add up have equal first-order and total indices", "[answers][sobol]") {
  const auto sum = [](const std::vector<double>& u) { return u[0] + 2 * u[1] + 3 * u[2]; };
  const auto found = sobol_indices(runs_of(SobolPlan(4, 1024, 7), sum), 0.95, 7);
  REQUIRE(found.has_value());
  const std::array<double, 4> share{1.0 / 14, 4.0 / 14, 9.0 / 14, 0.0};
  for (std::size_t i = 0; i < 4; ++i) {
    CHECK_THAT(found->inputs[i].first, WithinAbs(share[i], 0.01));
    CHECK_THAT(found->inputs[i].total, WithinAbs(share[i], 0.01));
  }
  CHECK(found->inputs[3].first == 0);
  CHECK(found->inputs[3].total == 0);
  CHECK(found->interactions < 0.01);
}

TEST_CASE("a constant added to a result changes no index", "[answers][sobol]") {
  const SobolPlan plan(3, 256, 5);
  const auto plain = sobol_indices(runs_of(plan, ishigami), 0.95, 5);
  const auto lifted = sobol_indices(runs_of(plan, [](const std::vector<double>& u) { return 1000 + ishigami(u); }), 0.95, 5);
  REQUIRE(plain.has_value());
  REQUIRE(lifted.has_value());
  for (std::size_t i = 0; i < 3; ++i) {
    CHECK_THAT(lifted->inputs[i].first, WithinAbs(plain->inputs[i].first, 1e-9));
    CHECK_THAT(lifted->inputs[i].total, WithinAbs(plain->inputs[i].total, 1e-9));
  }
}

TEST_CASE("a result that does not vary has no indices", "[answers][sobol]") {
  const SobolPlan plan(2, 64, 1);
  CHECK_FALSE(sobol_indices(runs_of(plan, [](const std::vector<double>&) { return 0.1 + 0.2; }), 0.95, 1).has_value());
  CHECK_FALSE(sobol_indices(runs_of(SobolPlan(2, 1, 1), ishigami), 0.95, 1).has_value());
}

TEST_CASE("the points of both halves are inside (0, 1), even and independent", "[answers][sobol]") {
  const SobolPlan plan(5, 256, 3);
  for (std::size_t run = 0; run < 2; ++run) {
    for (std::size_t i = 0; i < 5; ++i) {
      std::vector<int> cells(256, 0);
      for (std::uint32_t p = 0; p < 256; ++p) {
        const double u = plan.quantile(p, run, i);
        REQUIRE(u > 0);
        REQUIRE(u < 1);
        ++cells[static_cast<std::size_t>(u * 256)];
      }
      for (const int count : cells) CHECK(count == 1);  // 2^8 points have one in each of 2^8 equal parts
    }
  }
  CHECK(plan.quantile(9, 4, 2) == plan.quantile(9, 1, 2));  // run 2 + 2 takes input 2 from B …
  CHECK(plan.quantile(9, 4, 1) == plan.quantile(9, 0, 1));  // … and the others from A
  CHECK(plan.quantile(9, 0, 1) != plan.quantile(9, 1, 1));
}
