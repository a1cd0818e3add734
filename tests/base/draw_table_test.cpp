// Tables against formulas: masses, moments, ends.

#include <cmath>
#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <vector>

#include "sim/base/check.h"
#include "sim/base/draw_table.h"
#include "tests/base/table_masses.h"
#include "tests/catch.h"

using namespace npcost;

namespace {

constexpr std::uint32_t largest_word = std::numeric_limits<std::uint32_t>::max();
constexpr double unit = 0x1p-32;

Distribution made(Family family, const std::vector<RoleValue>& roles) {
  std::string why;
  auto distribution = Distribution::make(family, roles, &why);
  INFO(why);
  REQUIRE(distribution.has_value());
  return *distribution;
}

double below_normal(double z) { return 0.5 * std::erfc(-z / std::sqrt(2.0)); }

/// A lognormal with this median.
Distribution lognormal(double median, double sigma) {
  return made(Family::lognormal, {{Role::median, median}, {Role::p95, median * std::exp(1.6448536269514722 * sigma)}});
}

struct Named {
  std::string name;
  Distribution of;
};

/// Each reaches thousands of whole values, all of them above 0.
std::vector<Named> one_of_each_wide_family() {
  return {{"uniform", made(Family::uniform, {{Role::low, 500}, {Role::high, 90000}})},
          {"triangular", made(Family::triangular, {{Role::low, 1000}, {Role::mode, 3000}, {Role::high, 20000}})},
          {"pert", made(Family::pert, {{Role::low, 1000}, {Role::mode, 3000}, {Role::high, 20000}})},
          {"normal", made(Family::normal, {{Role::mean, 50000}, {Role::sd, 6000}})},
          {"lognormal", lognormal(12000, 0.9)},
          {"gamma", made(Family::gamma, {{Role::mean, 5000}, {Role::sd, 3000}})},
          {"beta", made(Family::beta, {{Role::mean, 0.3}, {Role::sd, 0.1}})},
          {"exponential", Distribution::exponential(180000)},
          {"poisson", made(Family::poisson, {{Role::mean, 500000}})},
          {"negative binomial", made(Family::negative_binomial, {{Role::mean, 2000}, {Role::sd, 900}})},
          {"geometric", made(Family::geometric, {{Role::mean, 4000}})},
          {"mixture", Distribution::mixture({Distribution::constant(7000), lognormal(3000, 0.5)}, {0.2, 0.8})},
          {"clamped lognormal", lognormal(8000, 1.2).clamped(2000, 50000)}};
}

}  // namespace

TEST_CASE("a table of one value always gives it, at both ends of 32 bits", "[draw table]") {
  for (const std::uint32_t value : {0u, 1u, 120u, largest_word}) {
    for (const DrawTable& table : {DrawTable::constant(value), DrawTable::compile(Distribution::constant(value))}) {
      CHECK(table.is_constant());
      CHECK(table.constant_value() == value);
      CHECK(table.draw(0, 0) == value);
      CHECK(table.draw(largest_word, largest_word) == value);
      CHECK(table.mean() == static_cast<double>(value));
      CHECK(table.variance() == 0);
      CHECK(table.capped_mass() == 0);
      CHECK(table.smallest() == value);
      CHECK(table.largest() == value);
    }
  }
  CHECK(DrawTable().draw(12345, 67) == 0);
  CHECK(DrawTable::compile(made(Family::geometric, {{Role::mean, 1}})).constant_value() == 1);
  CHECK(DrawTable::compile(made(Family::normal, {{Role::mean, 1000}, {Role::sd, 1e-9}})).constant_value() == 1000);
  CHECK(DrawTable::compile(Distribution::discrete({3, 8}, {1, 0})).constant_value() == 3);
}

// The half belongs to the number above it.
TEST_CASE("values are rounded to the nearest whole count, halves up", "[draw table]") {
  CHECK(DrawTable::compile(Distribution::constant(2.4)).constant_value() == 2);
  CHECK(DrawTable::compile(Distribution::constant(2.5)).constant_value() == 3);
  CHECK(DrawTable::compile(Distribution::constant(-7)).constant_value() == 0);
  CHECK(DrawTable::compile(Distribution::constant(1.9), 0, 4096).constant_value() == 7782);  // 7782.4
  const auto masses = masses_of(DrawTable::compile(Distribution::discrete({1.49, 1.5, 2.5}, {0.25, 0.25, 0.5})));
  CHECK(masses.at(1) == 1u << 30);
  CHECK(masses.at(2) == 1u << 30);
  CHECK(masses.at(3) == 1u << 31);
}

// P(rounded X = n) = F(n + ½) − F(n − ½) with F(x) = Phi((ln x − ln 60)/0.4).
TEST_CASE("a reply's table has every mass of its lognormal to 2^-32", "[draw table]") {
  const DrawTable table = DrawTable::compile(lognormal(60, 0.4));
  const auto below = [](double x) { return x <= 0 ? 0 : below_normal(std::log(x / 60) / 0.4); };
  std::uint64_t total = 0;
  for (const auto& [n, mass] : masses_of(table)) {
    const double exact = below(n + 0.5) - below(n - 0.5);
    CHECK_THAT(static_cast<double>(mass) * unit, WithinAbs(exact, 1.001 * unit));
    total += mass;
  }
  CHECK(total == std::uint64_t{1} << 32);
  // exp(ln 60 ± 6.2302 · 0.4) = 4.97 and 725: 6.2302 is where a normal has 2^-32 beyond it.
  CHECK(table.smallest() == 5);
  CHECK(table.largest() == 725);
}

// facts/closed-form.md §5: E[K] = 1/(1−q), E[K(K+1)/2] = 1/(1−q)², the shape of input that re-sends the whole history.
TEST_CASE("the table of geometric turns has the moments that a growing history costs", "[draw table]") {
  for (const double q : {0.5743, 0.9, 0.95}) {
    const DrawTable turns = DrawTable::compile(made(Family::geometric, {{Role::mean, 1 / (1 - q)}}), 1);
    double mean = 0, triangle = 0, squares = 0;
    for (const auto& [k, mass] : masses_of(turns)) {
      const double p = static_cast<double>(mass) * unit;
      const bool last = k == turns.largest();  // holds all that is rarer: P(K >= k) = q^(k−1)
      CHECK_THAT(p, WithinAbs((last ? 1 : 1 - q) * std::pow(q, k - 1), 1.001 * unit));
      mean += p * k;
      squares += p * k * k;
      triangle += p * k * (k + 1.0) / 2;
    }
    CHECK_THAT(mean, WithinRel(1 / (1 - q), 1e-7));
    CHECK_THAT(triangle, WithinRel(1 / ((1 - q) * (1 - q)), 1e-6));
    CHECK_THAT(squares - mean * mean, WithinRel(q / ((1 - q) * (1 - q)), 1e-6));
    CHECK_THAT(turns.mean(), WithinRel(mean, 1e-12));
    CHECK_THAT(turns.variance(), WithinRel(squares - mean * mean, 1e-9));
    CHECK(turns.smallest() == 1);
  }
}

// Rounding to whole numbers adds about 1/12 to the variance and nothing to the mean; both are far below these
// tolerances.
TEST_CASE("a wide table has the mean and variance of its distribution, whatever the family", "[draw table]") {
  for (const Named& one : one_of_each_wide_family()) {
    INFO(one.name);
    const double scale = one.of.family() == Family::beta ? 1e6 : 1;  // a share, in millionths
    const DrawTable table = DrawTable::compile(one.of, 0, scale);
    CHECK_FALSE(table.is_constant());
    CHECK_THAT(table.mean(), WithinRel(one.of.mean() * scale, 1e-5));
    CHECK_THAT(table.variance(), WithinRel(one.of.variance() * scale * scale, 2e-4));
  }
}

TEST_CASE("a lognormal table keeps its mean from narrow to very wide", "[draw table]") {
  for (const double sigma : {0.01, 0.1, 0.6, 0.9, 1.2, 2.0}) {
    INFO(sigma);
    const Distribution thinking = lognormal(12000, sigma);
    CHECK_THAT(DrawTable::compile(thinking).mean(), WithinRel(thinking.mean(), 1e-5));
  }
}

// What the table gives below the first value of any cell is F(value − ½): to half a unit by rounding, and to 2^-32 at
// the ends, where rarer values are folded in.
TEST_CASE("every cell of every table begins at the right quantile", "[draw table]") {
  std::vector<Named> all = one_of_each_wide_family();
  all.push_back({"p95/p5 = a million", Distribution::lognormal_from_p5_p95(0.1, 1e5)});
  all.push_back({"poisson, small", made(Family::poisson, {{Role::mean, 3}})});
  for (const Named& one : all) {
    INFO(one.name);
    const DrawTable table = DrawTable::compile(one.of);
    std::uint64_t upto = 0;
    for (const auto& [low, mass] : masses_of(table)) {
      if (upto > 0) {
        CHECK_THAT(static_cast<double>(upto) * unit,
                   WithinAbs(one.of.cdf(std::nextafter(low - 0.5, -1)), 0.501 * unit));
      }
      upto += mass;
    }
    CHECK(upto == std::uint64_t{1} << 32);
  }
}

TEST_CASE("a cap keeps its mass in one value, in narrow and in wide tables", "[draw table]") {
  for (const double median : {60.0, 60000.0}) {
    const Distribution reply = lognormal(median, 0.6).clamped(median / 2, median * 2);
    const DrawTable table = DrawTable::compile(reply);
    const auto masses = masses_of(table);
    // P(X >= 2 median − ½) and P(X < median/2 + ½) of the lognormal.
    const double at_cap = below_normal(-std::log(2 - 0.5 / median) / 0.6);
    const double at_floor = below_normal(std::log(0.5 + 0.5 / median) / 0.6);
    CHECK_THAT(static_cast<double>(masses.rbegin()->second) * unit, WithinAbs(at_cap, 1.001 * unit));
    CHECK_THAT(static_cast<double>(masses.begin()->second) * unit, WithinAbs(at_floor, 1.001 * unit));
    CHECK(table.largest() == static_cast<std::uint32_t>(2 * median));
    CHECK(table.smallest() == static_cast<std::uint32_t>(median / 2));
    CHECK_THAT(table.capped_mass(), WithinAbs(below_normal(-std::log(2) / 0.6), 1e-14));
  }
}

// Uniform on 4.0e9 … 4.4e9: what lies above 2^32 − ½ is (4.4e9 − 4294967295.5) / 0.4e9 of it.
TEST_CASE("what does not fit into 32 bits is clamped, counted and said", "[draw table]") {
  const DrawTable table = DrawTable::compile(made(Family::uniform, {{Role::low, 4.0e9}, {Role::high, 4.4e9}}));
  CHECK(table.largest() == largest_word);
  CHECK(table.smallest() == 4000000000u);
  CHECK_THAT(table.capped_mass(), WithinRel((4.4e9 - 4294967295.5) / 0.4e9, 1e-9));
  CHECK(DrawTable::compile(Distribution::constant(1e12)).capped_mass() == 1);
  CHECK(DrawTable::compile(Distribution::constant(1e12)).constant_value() == largest_word);
  // Just inside: nothing is capped.
  CHECK(DrawTable::compile(made(Family::uniform, {{Role::low, 4.0e9}, {Role::high, 4294967295.0}})).capped_mass() == 0);
}

// Poisson(3) with a lowest of 1: P(1) = e^-3 (1 + 3).
TEST_CASE("a conversation has at least one turn: lower values become the lowest", "[draw table]") {
  const auto masses = masses_of(DrawTable::compile(made(Family::poisson, {{Role::mean, 3}}), 1));
  CHECK(masses.begin()->first == 1);
  CHECK_THAT(static_cast<double>(masses.at(1)) * unit, WithinAbs(4 * std::exp(-3.0), 1.001 * unit));
  CHECK(DrawTable::compile(Distribution::constant(0), 5).constant_value() == 5);
}

TEST_CASE("listed values keep their own probabilities however far apart they are", "[draw table]") {
  const DrawTable table = DrawTable::compile(Distribution::discrete({5, 1e6, 4e9}, {0.25, 0.25, 0.5}));
  const auto masses = masses_of(table);
  CHECK(masses.size() == 3);
  CHECK(masses.at(5) == 1u << 30);
  CHECK(masses.at(1000000) == 1u << 30);
  CHECK(masses.at(4000000000u) == 1u << 31);
  CHECK(table.draw(0, largest_word) == table.draw(0, 0));  // a position changes nothing
  const auto mixed = masses_of(DrawTable::compile(Distribution::mixture(
      {Distribution::constant(0), Distribution::constant(90000), lognormal(30000, 0.5)}, {1, 1, 2})));
  CHECK_THAT(static_cast<double>(mixed.at(0)) * unit, WithinAbs(0.25, 2 * unit));
  // The lognormal adds its density to the listed value: under 1e-5 at any count.
  CHECK_THAT(static_cast<double>(mixed.at(90000)) * unit, WithinAbs(0.25, 1e-5));
}

TEST_CASE("a large measured sample keeps its mean and its ends", "[draw table]") {
  std::vector<double> sample;
  double sum = 0;
  for (int i = 0; i < 9000; ++i) {
    sample.push_back(200 + 7.0 * i);
    sum += sample.back();
  }
  const DrawTable table = DrawTable::compile(Distribution::empirical(sample));
  CHECK_THAT(table.mean(), WithinRel(sum / 9000, 1e-3));
  CHECK(table.smallest() == 200);
  CHECK(table.largest() == 200 + 7 * 8999);
}

TEST_CASE("a scale must be a positive number", "[draw table]") {
  CHECK_THROWS_AS(DrawTable::compile(Distribution::constant(1), 0, 0), BrokenPromise);
  CHECK_THROWS_AS(DrawTable::compile(Distribution::constant(1), 0, std::numeric_limits<double>::infinity()),
                  BrokenPromise);
}
