// Families with a density: bounded ones (uniform, triangular), normal and lognormal, gamma, beta and PERT, exponential.
//
// Each gives the closed form of its distribution function, moments, and the part of its moments below a point.

#include <algorithm>
#include <cmath>
#include <limits>
#include <memory>
#include <utility>

#include "sim/base/distribution_body.h"
#include "sim/base/halving.h"
#include "sim/base/special_functions.h"

namespace npcost {

namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();

double squared(double x) { return x * x; }

/// The moments of low + scale·Y from those of Y over the same event.
PartBelow moved(PartBelow of_y, double low, double scale) {
  return {of_y.mass, low * of_y.mass + scale * of_y.first,
          low * low * of_y.mass + 2 * low * scale * of_y.first + scale * scale * of_y.second};
}

class Uniform final : public Distribution::Body {
 public:
  Uniform(double low, double high) : low_(low), high_(high) {}
  Family family() const override { return Family::uniform; }
  double cdf(double x) const override { return std::clamp((x - low_) / (high_ - low_), 0.0, 1.0); }
  double quantile(double p) const override { return low_ + p * (high_ - low_); }
  double mean() const override { return low_ + (high_ - low_) / 2; }
  double variance() const override { return squared(high_ - low_) / 12; }
  PartBelow below(double x) const override {
    const double u = cdf(x);
    return moved({u, u * u / 2, u * u * u / 3}, low_, high_ - low_);
  }
  std::pair<double, double> support() const override { return {low_, high_}; }

 private:
  double low_, high_;
};

class Triangular final : public Distribution::Body {
 public:
  Triangular(double low, double mode, double high)
      : low_(low), width_(high - low), peak_((mode - low) / (high - low)), fall_((high - mode) / (high - low)) {}
  Family family() const override { return Family::triangular; }
  double cdf(double x) const override { return unit_below(x).mass; }
  double quantile(double p) const override {
    return low_ + width_ * (p <= peak_ ? std::sqrt(p * peak_) : 1 - std::sqrt((1 - p) * fall_));
  }
  double mean() const override { return low_ + width_ * (1 + peak_) / 3; }
  double variance() const override { return squared(width_) * (1 - peak_ * fall_) / 18; }
  PartBelow below(double x) const override { return moved(unit_below(x), low_, width_); }
  std::pair<double, double> support() const override { return {low_, low_ + width_}; }

 private:
  /// On 0 … 1: the rising side has density 2u/peak; the falling side is its mirror image, counted from the right.
  PartBelow unit_below(double x) const {
    const double u = std::clamp((x - low_) / width_, 0.0, 1.0);
    if (u < peak_) return {u * u / peak_, 2 * u * u * u / (3 * peak_), squared(u * u) / (2 * peak_)};
    const double v = 1 - u;
    if (fall_ <= 0 || v <= 0) return {1, (1 + peak_) / 3, (1 + peak_ + peak_ * peak_) / 6};
    const double mass = v * v / fall_;
    const double from_right = 2 * v * v * v / (3 * fall_);
    const double from_right_squared = squared(v * v) / (2 * fall_);
    return {1 - mass, (1 + peak_) / 3 - (mass - from_right),
            (1 + peak_ + peak_ * peak_) / 6 - (mass - 2 * from_right + from_right_squared)};
  }

  double low_, width_, peak_, fall_;
};

class Normal final : public Distribution::Body {
 public:
  Normal(double mean, double sd) : mean_(mean), sd_(sd) {}
  Family family() const override { return Family::normal; }
  double cdf(double x) const override { return normal_below((x - mean_) / sd_); }
  double quantile(double p) const override { return mean_ + sd_ * normal_quantile(p); }
  double mean() const override { return mean_; }
  double variance() const override { return sd_ * sd_; }
  PartBelow below(double x) const override {
    const double z = (x - mean_) / sd_;
    const double mass = normal_below(z);
    const double density = normal_density(z);
    const double z_density = density > 0 ? z * density : 0;
    return moved({mass, -density, mass - z_density}, mean_, sd_);
  }
  std::pair<double, double> support() const override { return {-infinity, infinity}; }

 private:
  double mean_, sd_;
};

/// E[X^k; X <= x] = exp(k mu + k² sigma²/2) Phi((ln x − mu)/sigma − k sigma).
class Lognormal final : public Distribution::Body {
 public:
  Lognormal(double mu, double sigma) : mu_(mu), sigma_(sigma) {}
  Family family() const override { return Family::lognormal; }
  double cdf(double x) const override { return x <= 0 ? 0 : normal_below((std::log(x) - mu_) / sigma_); }
  double quantile(double p) const override { return std::exp(mu_ + sigma_ * normal_quantile(p)); }
  double mean() const override { return std::exp(mu_ + sigma_ * sigma_ / 2); }
  double variance() const override { return squared(mean()) * std::expm1(sigma_ * sigma_); }
  PartBelow below(double x) const override {
    if (x <= 0) return {};
    const double z = (std::log(x) - mu_) / sigma_;
    return {normal_below(z), mean() * normal_below(z - sigma_),
            std::exp(2 * mu_ + 2 * sigma_ * sigma_) * normal_below(z - 2 * sigma_)};
  }
  std::pair<double, double> support() const override { return {0, infinity}; }

 private:
  double mu_, sigma_;
};

/// E[X; X <= x] = mean · P(shape + 1, x/scale), and so on: x times a gamma density is a gamma density again.
class Gamma final : public Distribution::Body {
 public:
  Gamma(double shape, double mean) : shape_(shape), scale_(mean / shape), mean_(mean) {}
  Family family() const override { return Family::gamma; }
  double cdf(double x) const override { return x <= 0 ? 0 : gamma_below(shape_, x / scale_); }
  double quantile(double p) const override {
    // Chebyshev: less than 1 − p lies beyond this many standard deviations.
    const double far = mean_ + 2 * std::sqrt(variance() / (1 - p));
    return smallest_double_reaching(p, 0, far, [&](double x) { return cdf(x); });
  }
  double mean() const override { return mean_; }
  double variance() const override { return mean_ * scale_; }
  PartBelow below(double x) const override {
    if (x <= 0) return {};
    const double y = x / scale_;
    return {gamma_below(shape_, y), mean_ * gamma_below(shape_ + 1, y),
            mean_ * (mean_ + scale_) * gamma_below(shape_ + 2, y)};
  }
  std::pair<double, double> support() const override { return {0, infinity}; }

 private:
  double shape_, scale_, mean_;
};

/// A beta distribution stretched to [low, low + width]; PERT is one with a + b = 6.
class Beta final : public Distribution::Body {
 public:
  Beta(Family family, double low, double width, double a, double b)
      : family_(family), low_(low), width_(width), a_(a), b_(b) {}
  Family family() const override { return family_; }
  double cdf(double x) const override { return beta_below(a_, b_, unit(x)); }
  double quantile(double p) const override {
    return low_ + width_ * smallest_double_reaching(p, 0, 1, [&](double u) { return beta_below(a_, b_, u); });
  }
  double mean() const override { return low_ + width_ * unit_mean(); }
  double variance() const override {
    return squared(width_) * unit_mean() * (b_ / (a_ + b_)) / (a_ + b_ + 1);
  }
  PartBelow below(double x) const override {
    const double u = unit(x);
    const double second = unit_mean() * (a_ + 1) / (a_ + b_ + 1);
    return moved({beta_below(a_, b_, u), unit_mean() * beta_below(a_ + 1, b_, u), second * beta_below(a_ + 2, b_, u)},
                 low_, width_);
  }
  std::pair<double, double> support() const override { return {low_, low_ + width_}; }

 private:
  double unit(double x) const { return std::clamp((x - low_) / width_, 0.0, 1.0); }
  double unit_mean() const { return a_ / (a_ + b_); }

  Family family_;
  double low_, width_, a_, b_;
};

/// Memoryless, which gives the moments above x: they are those of x + X, times P(X > x).
class Exponential final : public Distribution::Body {
 public:
  explicit Exponential(double mean) : mean_(mean) {}
  Family family() const override { return Family::exponential; }
  double cdf(double x) const override { return x <= 0 ? 0 : -std::expm1(-x / mean_); }
  double quantile(double p) const override { return -mean_ * std::log1p(-p); }
  double mean() const override { return mean_; }
  double variance() const override { return mean_ * mean_; }
  PartBelow below(double x) const override {
    if (x <= 0) return {};
    const double above = std::exp(-x / mean_);
    if (above <= 0) return {1, mean_, 2 * mean_ * mean_};
    return {cdf(x), mean_ - above * (x + mean_),
            2 * mean_ * mean_ - above * (x * x + 2 * x * mean_ + 2 * mean_ * mean_)};
  }
  std::pair<double, double> support() const override { return {0, infinity}; }

 private:
  double mean_;
};

}  // namespace

BodyPtr uniform_body(double low, double high) { return std::make_shared<Uniform>(low, high); }

BodyPtr triangular_body(double low, double mode, double high) {
  return std::make_shared<Triangular>(low, mode, high);
}

BodyPtr pert_body(double low, double mode, double high) {
  const double width = high - low;
  return std::make_shared<Beta>(Family::pert, low, width, 1 + 4 * ((mode - low) / width),
                                1 + 4 * ((high - mode) / width));
}

BodyPtr normal_body(double mean, double sd) { return std::make_shared<Normal>(mean, sd); }
BodyPtr lognormal_body(double mu, double sigma) { return std::make_shared<Lognormal>(mu, sigma); }
BodyPtr gamma_body(double shape, double mean) { return std::make_shared<Gamma>(shape, mean); }
BodyPtr beta_body(double a, double b) { return std::make_shared<Beta>(Family::beta, 0.0, 1.0, a, b); }
BodyPtr exponential_body(double mean) { return std::make_shared<Exponential>(mean); }

}  // namespace npcost
