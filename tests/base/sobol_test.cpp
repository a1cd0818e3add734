#include "sim/base/sobol.h"

#include <array>
#include <cstdint>
#include <set>
#include <vector>

#include "tests/catch.h"

using namespace npcost;

TEST_CASE("the first Sobol points are the published ones", "[sobol]") {
  // Joe and Kuo's program sobol.cc with new-joe-kuo-6.21201 prints for 10 points in 3 dimensions (their page on the generator):
  const std::vector<std::array<double, 3>> published{{0, 0, 0},           {0.5, 0.5, 0.5},       {0.75, 0.25, 0.25},   {0.25, 0.75, 0.75},
                                                     {0.375, 0.375, 0.625}, {0.875, 0.875, 0.125}, {0.625, 0.125, 0.875}, {0.125, 0.625, 0.375},
                                                     {0.1875, 0.3125, 0.9375}, {0.6875, 0.8125, 0.4375}};
  for (std::uint32_t point = 0; point < published.size(); ++point) {
    for (std::size_t d = 0; d < 3; ++d) {
      INFO("point " << point << ", dimension " << d);
      CHECK(sobol_point(point, d) == published[point][d]);
    }
  }
}

TEST_CASE("each of the first 2^k points has an interval of 2^-k for itself, in every dimension", "[sobol]") {
  // A (t, s)-sequence in base 2: its one-dimensional projections are (0, 1)-sequences. A wrong direction number breaks this.
  for (std::size_t d = 0; d < sobol_dimensions; ++d) {
    std::set<std::uint32_t> intervals;
    for (std::uint32_t point = 0; point < 1024; ++point) intervals.insert(sobol_word(point, d) >> 22);
    INFO("dimension " << d);
    CHECK(intervals.size() == 1024);
  }
}

TEST_CASE("no two dimensions are alike", "[sobol]") {
  for (std::size_t a = 0; a < sobol_dimensions; ++a) {
    for (std::size_t b = a + 1; b < sobol_dimensions; ++b) {
      std::size_t same = 0;
      for (std::uint32_t point = 0; point < 256; ++point) same += sobol_word(point, a) == sobol_word(point, b) ? 1 : 0;
      INFO(a << " and " << b);
      CHECK(same < 64);
    }
  }
}

TEST_CASE("the mean of a product over Sobol points is the product of the means", "[sobol]") {
  // ∏ (1 + (u − 1/2)/2) over 16 dimensions has the mean 1; 4,096 points miss it by less than 0.01 (chance would by about 0.01 on average:
  // the variance is (1 + 1/48)^16 − 1 = 0.39, so one standard deviation is 0.0098).
  double sum = 0;
  for (std::uint32_t point = 1; point <= 4096; ++point) {
    double product = 1;
    for (std::size_t d = 0; d < sobol_dimensions; ++d) product *= 1 + (sobol_point(point, d) - 0.5) / 2;
    sum += product;
  }
  CHECK_THAT(sum / 4096, Catch::Matchers::WithinAbs(1, 0.003));
}
