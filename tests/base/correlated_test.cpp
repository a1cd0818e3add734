#include "sim/base/correlated.h"

#include <algorithm>
#include <cmath>
#include <vector>

#include "sim/base/draws.h"
#include "sim/base/estimate.h"
#include "tests/catch.h"

using namespace npcost;

namespace {

constexpr std::uint32_t many = 20'000;

std::vector<double> independent(std::uint32_t draw_number, std::size_t count) {
  std::vector<double> draws;
  for (std::size_t i = 0; i < count; ++i) {
    draws.push_back(unit_interval(draw({3, 0, 0, 0}, Purpose::test, draw_number, static_cast<std::uint32_t>(i)).w[0]));
  }
  return draws;
}

/// [value][draw]
std::vector<std::vector<double>> correlated(const Copula& copula) {
  std::vector<std::vector<double>> all(copula.count());
  const std::vector<unsigned char> free(copula.count(), 0);
  for (std::uint32_t n = 0; n < many; ++n) {
    std::vector<double> draws = independent(n, copula.count());
    copula.correlate(draws, free);
    for (std::size_t i = 0; i < draws.size(); ++i) all[i].push_back(draws[i]);
  }
  return all;
}

/// Spearman's: of uniform values the ranks are the values themselves, up to noise of 1/√n.
double rank_correlation(const std::vector<double>& a, const std::vector<double>& b) {
  const double mean_a = mean_of(a), mean_b = mean_of(b);
  double together = 0, of_a = 0, of_b = 0;
  for (std::size_t i = 0; i < a.size(); ++i) {
    together += (a[i] - mean_a) * (b[i] - mean_b);
    of_a += (a[i] - mean_a) * (a[i] - mean_a);
    of_b += (b[i] - mean_b) * (b[i] - mean_b);
  }
  return together / std::sqrt(of_a * of_b);
}

}  // namespace

// The standard error of a rank correlation over 20,000 draws is 0.007.
TEST_CASE("draws have the rank correlations that were asked for, and stay uniform", "[base][correlated]") {
  const RankCorrelation pairs[] = {{0, 1, 0.6}, {1, 2, -0.5}, {2, 3, 0.7}};
  const auto copula = Copula::of(4, pairs);
  REQUIRE(copula.has_value());
  const auto draws = correlated(*copula);
  CHECK_THAT(rank_correlation(draws[0], draws[1]), WithinAbs(0.6, 0.02));
  CHECK_THAT(rank_correlation(draws[1], draws[2]), WithinAbs(-0.5, 0.02));
  CHECK_THAT(rank_correlation(draws[2], draws[3]), WithinAbs(0.7, 0.02));
  CHECK_THAT(rank_correlation(draws[0], draws[2]), WithinAbs(0.0, 0.02));
  for (const std::vector<double>& of : draws) {
    CHECK_THAT(mean_of(of), WithinAbs(0.5, 0.01));
    CHECK_THAT(sample_variance(of), WithinAbs(1.0 / 12, 0.002));  // of a uniform value
    CHECK(*std::min_element(of.begin(), of.end()) > 0);
    CHECK(*std::max_element(of.begin(), of.end()) < 1);
  }
}

TEST_CASE("the first value keeps its own draw, and so does one that is correlated with nobody", "[base][correlated]") {
  const RankCorrelation pairs[] = {{0, 1, 0.8}};
  const auto copula = Copula::of(3, pairs);
  REQUIRE(copula.has_value());
  const std::vector<double> before = independent(7, 3);
  std::vector<double> after = before;
  copula->correlate(after, std::vector<unsigned char>(3, 0));
  CHECK(after[0] == before[0]);
  CHECK(after[1] != before[1]);
  CHECK_THAT(after[2], WithinAbs(before[2], 1e-12));  // there and back through the normal quantile
}

// Given z0 = Φ⁻¹(0.95) = 1.6449 and Pearson's r = 2 sin(π/6 · 0.8) = 0.8135, the other normal has mean r · z0 = 1.3381.
TEST_CASE("what is held stays, wherever it stands, and the others are drawn given it", "[base][correlated]") {
  const RankCorrelation pairs[] = {{0, 1, 0.8}};
  const auto copula = Copula::of(2, pairs);
  REQUIRE(copula.has_value());
  for (const std::size_t held : {std::size_t{0}, std::size_t{1}}) {
    std::vector<unsigned char> fixed(2, 0);
    fixed[held] = 1;
    std::vector<double> other;
    for (std::uint32_t n = 0; n < many; ++n) {
      std::vector<double> draws = independent(n, 2);
      draws[held] = 0.95;
      copula->correlate(draws, fixed);
      REQUIRE(draws[held] == 0.95);
      other.push_back(draws[1 - held]);
    }
    std::sort(other.begin(), other.end());
    CHECK_THAT(quantile_of_sorted(other, 0.5), WithinAbs(0.9096, 0.005));  // Φ(1.3381)
  }
}

// Correlations 0.9, 0.9 and 0 have the Pearson matrix with r = 2 sin(0.15π) = 0.908: its determinant is 1 − 2r² = −0.649.
TEST_CASE("correlations that contradict each other make no copula", "[base][correlated]") {
  const RankCorrelation chain[] = {{0, 1, 0.9}, {1, 2, 0.9}};
  CHECK_FALSE(Copula::of(3, chain).has_value());
  // 1 − 2r² > 0 for r < 0.7071: sin(π/6 · ρ) = 0.35355 → ρ = 0.69016, which is 0.76684 of 0.9.
  CHECK_THAT(possible_share(3, chain), WithinAbs(0.76684, 1e-4));
  const RankCorrelation weaker[] = {{0, 1, 0.69}, {1, 2, 0.69}};
  CHECK(Copula::of(3, weaker).has_value());
  CHECK(possible_share(3, weaker) == 1);
  const RankCorrelation closed[] = {{0, 1, 0.9}, {1, 2, 0.9}, {0, 2, 0.9}};
  CHECK(Copula::of(3, closed).has_value());
}
