#include "tests/quality/whole_moments.h"

#include <algorithm>
#include <boost/math/quadrature/gauss.hpp>
#include <cmath>
#include <limits>
#include <vector>

namespace npcost::quality {

namespace {

constexpr double rarest = 0x1p-32, largest = 4294967295.0;

/// Sums of P(N ≥ n) and (2(n − low) − 1) P(N ≥ n) over stretches of n.
struct Sums {
  const Counted& counted;
  double first = 0, second = 0;

  void one_by_one(double after, double upto) {
    for (double n = after + 1; n <= upto; ++n) {
      const double p = counted.at_least(n);
      first += p;
      second += (2 * (n - counted.low()) - 1) * p;
    }
  }
  /// A sum over whole n is the integral from half a step before to half a step behind, where P is smooth. In pieces of 1 % each.
  void smoothly(double after, double upto) {
    for (double at = after; at < upto;) {
      const double end = std::min(upto, at + std::max(64.0, std::floor((at - counted.low()) / 100)));
      const auto p = [&](double n) { return counted.at_least(n); };
      const auto weighted = [&](double n) { return (2 * (n - counted.low()) - 1) * counted.at_least(n); };
      first += boost::math::quadrature::gauss<double, 10>::integrate(p, at + 0.5, end + 0.5);
      second += boost::math::quadrature::gauss<double, 10>::integrate(weighted, at + 0.5, end + 0.5);
      at = end;
    }
  }
};

}  // namespace

Counted::Counted(const Distribution& distribution, std::uint32_t lowest, double scale)
    : distribution_(distribution), lowest_(lowest), scale_(scale), low_(0), high_(0) {
  low_ = rounded(distribution.quantile(rarest));
  high_ = std::max(low_, rounded(distribution.quantile(1 - rarest)));
}

double Counted::rounded(double x) const { return std::max(lowest_, std::clamp(std::floor(x * scale_ + 0.5), 0.0, largest)); }

double Counted::at_least(double n) const {
  if (n <= lowest_) return 1;
  if (n > largest) return 0;
  return 1 - distribution_.cdf(std::nextafter((n - 0.5) / scale_, -std::numeric_limits<double>::infinity()));
}

bool Counted::listed() const { return distribution_.only_atoms(); }

Moments Counted::whole() const {
  return moments(std::max(high_, rounded(distribution_.quantile(1 - 1e-14))));
}

Moments Counted::of_list(double high) const {
  std::vector<double> values = distribution_.atoms();
  std::sort(values.begin(), values.end());
  values.erase(std::unique(values.begin(), values.end()), values.end());
  double before = 0, first = 0, second = 0;
  for (const double value : values) {
    const double upto = distribution_.cdf(value);
    const double n = std::clamp(rounded(value), low_, high) - low_;
    first += (upto - before) * n;
    second += (upto - before) * n * n;
    before = upto;
  }
  return {low_ + first, second - first * first};
}

Moments Counted::moments(double high) const {
  if (listed()) return of_list(high);
  Sums sums{*this};
  // One by one where P may bend: at the lower end, and around every value that has a probability of its own.
  std::vector<double> bends{low_, high};
  for (const double value : distribution_.atoms()) bends.push_back(std::clamp(rounded(value), low_, high));
  std::sort(bends.begin(), bends.end());
  double at = std::min(low_ + 4096, high);
  sums.one_by_one(low_, distribution_.integer_valued() ? high : at);
  if (distribution_.integer_valued()) at = high;  // nothing is smooth about a staircase
  for (const double bend : bends) {
    const double smooth_upto = std::max(at, bend - 32), next = std::max(smooth_upto, std::min(high, bend + 32));
    sums.smoothly(at, smooth_upto);
    sums.one_by_one(smooth_upto, next);
    at = next;
  }
  return {low_ + sums.first, sums.second - sums.first * sums.first};
}

}  // namespace npcost::quality
