// Families that count: Poisson and negative binomial from 0, geometric from 1.
//
// Source    Poisson: P(K <= k) = Q(k + 1, mean). Negative binomial with r = mean²/(variance − mean) and p =
//           mean/variance: P(K <= k) = I_p(r, k + 1). Geometric: P(K > k) = q^k with q = 1 − 1/mean.

#include <cmath>
#include <limits>
#include <memory>
#include <utility>

#include "sim/base/distribution_body.h"
#include "sim/base/special_functions.h"

namespace npcost {

namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();

/// Smallest whole k >= 0 with cdf(k) >= p. `high` must reach p.
template <typename Cdf>
double smallest_count_reaching(double p, double high, const Cdf& cdf) {
  double first = 0;
  double last = std::ceil(high);
  while (first < last) {
    const double middle = std::floor((first + last) / 2);
    if (cdf(middle) >= p) {
      last = middle;
    } else {
      first = middle + 1;
    }
  }
  return first;
}

/// Chebyshev: less than 1 − p lies above this.
double beyond_quantile(double mean, double variance, double p) { return mean + 2 * std::sqrt(variance / (1 - p)); }

class Poisson final : public Distribution::Body {
 public:
  explicit Poisson(double mean) : mean_(mean) {}
  Family family() const override { return Family::poisson; }
  double cdf(double x) const override { return x < 0 ? 0 : gamma_above(std::floor(x) + 1, mean_); }
  double quantile(double p) const override {
    return smallest_count_reaching(p, beyond_quantile(mean_, mean_, p), [&](double k) { return cdf(k); });
  }
  double mean() const override { return mean_; }
  double variance() const override { return mean_; }
  // K times a Poisson probability is one of K − 1, times the mean.
  PartBelow below(double x) const override {
    const double first = mean_ * cdf(x - 1);
    return {cdf(x), first, mean_ * mean_ * cdf(x - 2) + first};
  }
  std::pair<double, double> support() const override { return {0, infinity}; }
  bool integer_valued() const override { return true; }

 private:
  double mean_;
};

class NegativeBinomial final : public Distribution::Body {
 public:
  NegativeBinomial(double mean, double variance)
      : mean_(mean), variance_(variance), size_(mean * (mean / (variance - mean))) {}
  Family family() const override { return Family::negative_binomial; }
  double cdf(double x) const override { return cdf_of_size(x, size_); }
  double quantile(double p) const override {
    return smallest_count_reaching(p, beyond_quantile(mean_, variance_, p), [&](double k) { return cdf(k); });
  }
  double mean() const override { return mean_; }
  double variance() const override { return variance_; }
  // K times the probability is, up to the mean, one of K − 1 with a size larger by one.
  PartBelow below(double x) const override {
    const double first = mean_ * cdf_of_size(x - 1, size_ + 1);
    const double pairs = mean_ * mean_ * (1 + 1 / size_) * cdf_of_size(x - 2, size_ + 2);
    return {cdf(x), first, pairs + first};
  }
  std::pair<double, double> support() const override { return {0, infinity}; }
  bool integer_valued() const override { return true; }

 private:
  double cdf_of_size(double x, double size) const {
    if (x < 0) return 0;
    if (x == infinity) return 1;
    const double p = mean_ / variance_;
    // Near-Poisson: 1 − p is small and known exactly, so ask from that side.
    const double q = (variance_ - mean_) / variance_;
    return p <= 0.5 ? beta_below(size, std::floor(x) + 1, p) : beta_above(std::floor(x) + 1, size, q);
  }

  double mean_, variance_, size_;
};

/// Memoryless: above k it is k plus itself again.
class Geometric final : public Distribution::Body {
 public:
  explicit Geometric(double mean) : mean_(mean), log_q_(std::log1p(-1 / mean)) {}
  Family family() const override { return Family::geometric; }
  double cdf(double x) const override {
    if (x < 1) return 0;
    return mean_ == 1 ? 1 : -std::expm1(std::floor(x) * log_q_);
  }
  double quantile(double p) const override {
    if (mean_ == 1) return 1;
    const double k = std::fmax(1, std::ceil(std::log1p(-p) / log_q_));
    // At a whole number the quotient can be off by an ulp.
    if (k > 1 && cdf(k - 1) >= p) return k - 1;
    return cdf(k) < p ? k + 1 : k;
  }
  double mean() const override { return mean_; }
  double variance() const override { return mean_ * (mean_ - 1); }
  PartBelow below(double x) const override {
    if (x < 1) return {};
    const double second = mean_ * (2 * mean_ - 1);
    const double above = 1 - cdf(x);
    if (above <= 0) return {1, mean_, second};
    const double k = std::floor(x);
    return {1 - above, mean_ - above * (k + mean_), second - above * (k * k + 2 * k * mean_ + second)};
  }
  std::pair<double, double> support() const override { return {1, mean_ == 1 ? 1 : infinity}; }
  bool integer_valued() const override { return true; }

 private:
  double mean_, log_q_;
};

}  // namespace

BodyPtr poisson_body(double mean) { return std::make_shared<Poisson>(mean); }

BodyPtr negative_binomial_body(double mean, double variance) {
  return std::make_shared<NegativeBinomial>(mean, variance);
}

BodyPtr geometric_body(double mean) { return std::make_shared<Geometric>(mean); }

}  // namespace npcost
