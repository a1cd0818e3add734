// Distribution functions, moments, clamps and combinations, against closed forms.

#include <cmath>
#include <functional>
#include <string>
#include <utility>
#include <vector>

#include "sim/base/check.h"
#include "sim/base/distribution.h"
#include "tests/catch.h"

using namespace npcost;

namespace {

Distribution made(Family family, const std::vector<RoleValue>& roles) {
  std::string why;
  auto distribution = Distribution::make(family, roles, &why);
  INFO(why);
  REQUIRE(distribution.has_value());
  return *distribution;
}

struct Named {
  std::string name;
  Distribution of;
};

std::vector<Named> one_of_each_density() {
  return {
      {"uniform", made(Family::uniform, {{Role::low, -3}, {Role::high, 7}})},
      {"triangular", made(Family::triangular, {{Role::low, 2}, {Role::mode, 3}, {Role::high, 12}})},
      {"triangular, mode at the left end",
       made(Family::triangular, {{Role::low, 2}, {Role::mode, 2}, {Role::high, 12}})},
      {"triangular, mode at the right end",
       made(Family::triangular, {{Role::low, 2}, {Role::mode, 12}, {Role::high, 12}})},
      {"pert", made(Family::pert, {{Role::low, 1}, {Role::mode, 3}, {Role::high, 20}})},
      {"normal", made(Family::normal, {{Role::mean, -4}, {Role::sd, 3}})},
      {"lognormal", made(Family::lognormal, {{Role::mean, 60}, {Role::sd, 36}})},
      {"gamma", made(Family::gamma, {{Role::mean, 5}, {Role::sd, 4}})},
      {"gamma, narrow", made(Family::gamma, {{Role::mean, 1000}, {Role::sd, 2}})},
      {"beta", made(Family::beta, {{Role::mean, 0.3}, {Role::sd, 0.15}})},
      {"exponential", Distribution::exponential(12)},
  };
}

std::vector<Named> one_of_each_count() {
  return {
      {"poisson", made(Family::poisson, {{Role::mean, 3.5}})},
      {"negative binomial", made(Family::negative_binomial, {{Role::mean, 9}, {Role::sd, 7}})},
      {"negative binomial, hardly wider than poisson",
       made(Family::negative_binomial, {{Role::mean, 9}, {Role::sd, 3.001}})},
      {"geometric", made(Family::geometric, {{Role::mean, 4}})},
  };
}

/// Simpson's rule for the integral of f from low to high.
double integral(const std::function<double(double)>& f, double low, double high) {
  constexpr int steps = 20000;
  const double h = (high - low) / steps;
  double sum = f(low) + f(high);
  for (int i = 1; i < steps; ++i) sum += f(low + i * h) * (i % 2 == 1 ? 4 : 2);
  return sum * h / 3;
}

/// E[X] = low + ∫ P(X > x) dx and E[(X − low)²] = ∫ 2 (x − low) P(X > x) dx, from low to high.
std::pair<double, double> moments_by_integration(const Distribution& of, double low, double high) {
  const double above_low = integral([&](double x) { return 1 - of.cdf(x); }, low, high);
  const double squared = integral([&](double x) { return 2 * (x - low) * (1 - of.cdf(x)); }, low, high);
  return {low + above_low, squared - above_low * above_low};
}

}  // namespace

// facts/closed-form.md §7: sigma² = ln(1 + cv²), mu = ln(mean) − sigma²/2, E[min(X, L)] = mean Phi((ln L − mu −
// sigma²)/sigma) + L (1 − Phi((ln L − mu)/sigma)); published to six digits, and the percentile with Phi⁻¹(0.95) =
// 1.64485 rounded to 1.645.
TEST_CASE("a lognormal reply has the median, the 95th percentile and the capped mean of the closed form",
          "[distribution]") {
  struct Published {
    double mean, cv, cap, median, p95, capped_mean;
  };
  for (const Published& row : {Published{60, 0.6, 120, 51.4496, 128.096, 57.6814},
                               Published{900, 1.31, 1800, 546.097, 2827.46, 728.592}}) {
    const Distribution reply = made(Family::lognormal, {{Role::mean, row.mean}, {Role::sd, row.mean * row.cv}});
    CHECK_THAT(reply.mean(), WithinRel(row.mean, 1e-12));
    CHECK_THAT(std::sqrt(reply.variance()), WithinRel(row.mean * row.cv, 1e-12));
    CHECK_THAT(reply.quantile(0.5), WithinRel(row.median, 1e-5));
    const double sigma = std::sqrt(std::log1p(row.cv * row.cv));
    CHECK_THAT(reply.quantile(0.95), WithinRel(row.p95 * std::exp((1.6448536269514722 - 1.645) * sigma), 1e-5));
    CHECK_THAT(reply.clamped(std::nullopt, row.cap).mean(), WithinRel(row.capped_mean, 1e-5));
  }
}

// E[X^k] = exp(k mu + k² sigma²/2) with mu = (ln p5 + ln p95)/2 and sigma = ln(p95/p5) / (2 · 1.6448536…).
TEST_CASE("a range of 60 to 160 tokens is a lognormal with exactly these percentiles", "[distribution]") {
  const Distribution reply = Distribution::lognormal_from_p5_p95(60, 160);
  CHECK_THAT(reply.cdf(60), WithinAbs(0.05, 1e-14));
  CHECK_THAT(reply.cdf(160), WithinAbs(0.95, 1e-14));
  CHECK_THAT(reply.quantile(0.05), WithinRel(60, 1e-13));
  CHECK_THAT(reply.quantile(0.95), WithinRel(160, 1e-13));
  const double mu = std::log(60.0 * 160.0) / 2;
  const double sigma = std::log(160.0 / 60.0) / (2 * 1.6448536269514722);
  CHECK_THAT(reply.mean(), WithinRel(std::exp(mu + sigma * sigma / 2), 1e-13));
  const double second = std::exp(2 * mu + 2 * sigma * sigma);
  CHECK_THAT(reply.variance(), WithinRel(second - reply.mean() * reply.mean(), 1e-11));
}

// §5: E[K] = 1/(1−q), Var K = q/(1−q)²: for q = 0.5743 published as 2.34907 and 3.16907; for q = 0.9 they are 10 and
// 90.
TEST_CASE("turns that end with the same chance each time have the geometric moments, starting at 1", "[distribution]") {
  const Distribution short_talk = made(Family::geometric, {{Role::mean, 1 / (1 - 0.5743)}});
  CHECK_THAT(short_talk.mean(), WithinRel(2.34907, 1e-5));
  CHECK_THAT(short_talk.variance(), WithinRel(3.16907, 1e-5));
  const Distribution talk = made(Family::geometric, {{Role::mean, 10}});
  CHECK_THAT(talk.variance(), WithinRel(90.0, 1e-12));
  CHECK(talk.cdf(0.99) == 0);
  CHECK_THAT(talk.cdf(1), WithinRel(0.1, 1e-12));            // 1 − q
  CHECK_THAT(talk.cdf(2.5), WithinRel(0.19, 1e-12));         // 1 − q²
  CHECK(talk.quantile(0.1001) == 2);
  CHECK(talk.quantile(0.18999) == 2);
  CHECK(talk.quantile(0.1901) == 3);
}

// Phi(1) = 0.841344746068542949 and Phi⁻¹(0.975) = 1.959963984540054 (any table of the normal distribution).
TEST_CASE("normal percentiles are those of the tables", "[distribution]") {
  const Distribution standard = made(Family::normal, {{Role::mean, 0}, {Role::sd, 1}});
  CHECK_THAT(standard.cdf(1), WithinAbs(0.841344746068542949, 1e-15));
  CHECK_THAT(standard.quantile(0.975), WithinAbs(1.959963984540054, 1e-14));
  CHECK_THAT(standard.quantile(0.025), WithinAbs(-1.959963984540054, 1e-14));
  CHECK_THAT(standard.quantile(0.5), WithinAbs(0, 1e-15));
  // Phi(−8) = 6.220960574271785e-16: the far tail keeps its digits.
  CHECK_THAT(standard.cdf(-8), WithinRel(6.220960574271785e-16, 1e-10));
}

TEST_CASE("the simple families give their textbook numbers", "[distribution]") {
  // Density rises on 0 … 2 and falls on 2 … 10: P(X <= 2) = 2/10; mean (0 + 2 + 10)/3;
  // variance (0² + 2² + 10² − 0·2 − 0·10 − 2·10)/18 = 84/18.
  const Distribution triangular = made(Family::triangular, {{Role::low, 0}, {Role::mode, 2}, {Role::high, 10}});
  CHECK_THAT(triangular.cdf(2), WithinRel(0.2, 1e-14));
  CHECK_THAT(triangular.mean(), WithinRel(4.0, 1e-14));
  CHECK_THAT(triangular.variance(), WithinRel(84.0 / 18, 1e-14));
  // PERT: (low + 4 mode + high)/6 = 33/6; variance (mean − low)(high − mean)/7.
  const Distribution pert = made(Family::pert, {{Role::low, 1}, {Role::mode, 3}, {Role::high, 20}});
  CHECK_THAT(pert.mean(), WithinRel(5.5, 1e-14));
  CHECK_THAT(pert.variance(), WithinRel(4.5 * 14.5 / 7, 1e-13));
  // Poisson(3): e^-3 (1 + 3 + 9/2 + 27/6) = 13 e^-3.
  const Distribution poisson = made(Family::poisson, {{Role::mean, 3}});
  CHECK_THAT(poisson.cdf(0), WithinRel(std::exp(-3.0), 1e-13));
  CHECK_THAT(poisson.cdf(3.9), WithinRel(13 * std::exp(-3.0), 1e-13));
  CHECK(poisson.quantile(0.6) == 3);   // P(K <= 2) = 8.5 e^-3 = 0.423, P(K <= 3) = 0.647
  // Negative binomial with p = mean/variance, r = mean p/(1−p): P(0) = p^r, P(1) = r (1−p) p^r.
  const Distribution chatter = made(Family::negative_binomial, {{Role::mean, 38}, {Role::sd, 30}});
  const double p = 38.0 / 900, r = 38 * p / (1 - p);
  CHECK_THAT(chatter.cdf(0), WithinRel(std::pow(p, r), 1e-11));
  CHECK_THAT(chatter.cdf(1), WithinRel(std::pow(p, r) * (1 + r * (1 - p)), 1e-11));
  // Gamma of shape 2 and mean 2: 1 − e^-x (1 + x).
  const Distribution two_steps = made(Family::gamma, {{Role::shape, 2}, {Role::mean, 2}});
  CHECK_THAT(two_steps.cdf(1.5), WithinRel(1 - std::exp(-1.5) * 2.5, 1e-13));
  CHECK_THAT(two_steps.variance(), WithinRel(2.0, 1e-14));
  // A beta with mean 1/2 and variance 1/12 is uniform.
  const Distribution flat = made(Family::beta, {{Role::mean, 0.5}, {Role::sd, std::sqrt(1.0 / 12)}});
  CHECK_THAT(flat.cdf(0.3), WithinRel(0.3, 1e-12));
  CHECK_THAT(Distribution::exponential(180).quantile(0.5), WithinRel(180 * std::log(2.0), 1e-14));
}

TEST_CASE("the mean and variance of every density are those of its distribution function", "[distribution]") {
  for (const Named& one : one_of_each_density()) {
    INFO(one.name);
    const auto [mean, variance] = moments_by_integration(one.of, one.of.quantile(1e-12), one.of.quantile(1 - 1e-12));
    CHECK_THAT(one.of.mean(), WithinAbs(mean, 1e-6 * std::sqrt(variance)));
    CHECK_THAT(one.of.variance(), WithinRel(variance, 1e-5));
  }
}

TEST_CASE("the mean and variance of a clamped density are those of its distribution function", "[distribution]") {
  for (const Named& one : one_of_each_density()) {
    INFO(one.name);
    const double low = one.of.quantile(0.2), high = one.of.quantile(0.9);
    const Distribution cut = one.of.clamped(low, high);
    const auto [mean, variance] = moments_by_integration(cut, low, std::nextafter(high, low));
    CHECK_THAT(cut.mean(), WithinAbs(mean, 1e-8 * std::sqrt(variance)));
    CHECK_THAT(cut.variance(), WithinRel(variance, 1e-6));
    CHECK_THAT(cut.capped_mass(), WithinAbs(0.1, 1e-12));
    const Distribution below = one.of.clamped(std::nullopt, high);
    const auto [mean_below, variance_below] =
        moments_by_integration(below, one.of.quantile(1e-12), std::nextafter(high, low));
    CHECK_THAT(below.mean(), WithinAbs(mean_below, 1e-6 * std::sqrt(variance_below)));
    CHECK_THAT(below.variance(), WithinRel(variance_below, 1e-5));
  }
}

TEST_CASE("the mean and variance of every count are sums over its probabilities", "[distribution]") {
  for (const Named& one : one_of_each_count()) {
    for (const double cap : {1e9, 6.0, 2.0, 0.0}) {
      INFO(one.name << " capped at " << cap);
      const Distribution counted = cap < 1e9 ? one.of.clamped(std::nullopt, cap) : one.of;
      double mean = 0, squares = 0, before = 0;
      for (double k = 0; k < 2000; ++k) {
        const double mass = counted.cdf(k) - before;
        before = counted.cdf(k);
        mean += k * mass;
        squares += k * k * mass;
      }
      CHECK_THAT(counted.mean(), WithinAbs(mean, 1e-10));
      CHECK_THAT(counted.variance(), WithinAbs(squares - mean * mean, 1e-9));
      CHECK(counted.integer_valued());
    }
  }
}

TEST_CASE("a quantile is the smallest value that the distribution function lets through", "[distribution]") {
  std::vector<Named> all = one_of_each_density();
  for (const Named& one : one_of_each_count()) all.push_back(one);
  all.push_back({"discrete", Distribution::discrete({7, 1, 3}, {0.5, 0.2, 0.3})});
  all.push_back(
      {"mixture", Distribution::mixture({Distribution::constant(5), Distribution::exponential(10)}, {0.3, 0.7})});
  for (const Named& one : all) {
    for (const double p : {1e-9, 0.001, 0.05, 0.2, 0.5, 0.51, 0.9, 0.999, 1 - 1e-9}) {
      INFO(one.name << " at " << p);
      const double x = one.of.quantile(p);
      const double a_little = std::fabs(x) * 1e-9 + 1e-12;
      CHECK(one.of.cdf(x) >= p * (1 - 1e-12) - 1e-15);
      CHECK(one.of.cdf(x - a_little) <= p);
    }
  }
}
