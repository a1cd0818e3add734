// The one fit without a formula: a beta distribution through two percentiles.
//
// Method    With the concentration s = a + b fixed, P(X <= p5) falls as the mean rises, so one root gives the mean
//           that puts p5 right; along those, P(X <= p95) rises with s, so one root more gives s. Two nested
//           one-dimensional searches cannot wander off, as a two-dimensional Newton step does for U-shaped and for
//           very narrow answers.

#include <cmath>
#include <cstdint>
#include <exception>
#include <optional>

#include <boost/math/tools/roots.hpp>

#include "sim/base/distribution_body.h"
#include "sim/base/special_functions.h"

namespace npcost {

namespace {

/// Shapes beyond these are one value, or the two ends and nothing between, for every purpose of a double.
constexpr double smallest_shape = 1e-5;
constexpr double largest_shape = 1e10;

/// The root of a monotone function near `start`: steps outwards with growing steps, then TOMS 748. Nothing if there is
/// no change of sign within `reach`.
template <typename Function>
std::optional<double> monotone_root(const Function& function, double start, double first_step, double reach) {
  const double at_start = function(start);
  if (at_start == 0) return start;
  for (const double direction : {1.0, -1.0}) {
    double near = start;
    double at_near = at_start;
    for (double step = first_step; std::fabs(near - start) < reach; step *= 2) {
      const double far = near + direction * step;
      const double at_far = function(far);
      if (std::isnan(at_far)) break;
      if ((at_far > 0) != (at_start > 0)) {
        const bool upward = direction > 0;
        std::uintmax_t calls = 80;
        const auto bracket = boost::math::tools::toms748_solve(
            function, upward ? near : far, upward ? far : near, upward ? at_near : at_far, upward ? at_far : at_near,
            boost::math::tools::eps_tolerance<double>(52), calls);
        return bracket.first + (bracket.second - bracket.first) / 2;
      }
      // Monotone: further away from the root in this direction, so try the other.
      if (std::fabs(at_far) > std::fabs(at_near)) break;
      near = far;
      at_near = at_far;
    }
  }
  return std::nullopt;
}

/// From the log-odds of the mean, which keep both a and b exact near either end.
BetaShape shape_of(double concentration, double log_odds) {
  return {concentration / (1 + std::exp(-log_odds)), concentration / (1 + std::exp(log_odds))};
}

std::optional<BetaShape> search(double p5, double p95) {
  const double middle = p5 + (p95 - p5) / 2;
  const double sd = (p95 - p5) / (2 * 1.6448536269514722);
  double log_odds = std::log(middle) - std::log1p(-middle);
  const auto mean_for = [&](double concentration) {
    const auto excess = [&](double odds) {
      const BetaShape shape = shape_of(concentration, odds);
      return beta_below(shape.a, shape.b, p5) - 0.05;
    };
    const double scale = sd / (middle * (1 - middle));  // a standard deviation, in log-odds
    const auto root = monotone_root(excess, log_odds, std::fmin(scale, 1.0) / 4, 2000);
    if (root) log_odds = *root;
    return root;
  };
  const auto excess_at_p95 = [&](double log_concentration) {
    const double concentration = std::exp(log_concentration);
    const auto odds = mean_for(concentration);
    if (!odds) return std::nan("");
    const BetaShape shape = shape_of(concentration, *odds);
    return 0.05 - beta_above(shape.a, shape.b, p95);
  };
  const double as_if_normal = std::log(middle * (1 - middle) / (sd * sd));
  const auto log_concentration = monotone_root(excess_at_p95, as_if_normal, 0.25, 60);
  if (!log_concentration) return std::nullopt;
  const double concentration = std::exp(*log_concentration);
  const auto odds = mean_for(concentration);
  if (!odds) return std::nullopt;
  return shape_of(concentration, *odds);
}

}  // namespace

std::optional<BetaShape> fit_beta(double p5, double p95) {
  // A normal of this width would need these shapes: refuse what is far too narrow before it gets slow.
  const double middle = p5 + (p95 - p5) / 2;
  const double sds = 2 * 1.6448536269514722 / (p95 - p5);
  if (sds * sds * middle * (1 - middle) * std::fmin(middle, 1 - middle) > largest_shape) return std::nullopt;

  std::optional<BetaShape> shape;
  try {
    shape = search(p5, p95);
  } catch (const std::exception&) {  // TOMS 748 refuses a bracket that rounding has emptied
    return std::nullopt;
  }
  if (!shape) return std::nullopt;
  for (const double one : {shape->a, shape->b}) {
    if (!(one >= smallest_shape)) return std::nullopt;  // also NaN
  }
  // One side may be huge (p95 far below 1), both may not.
  if (!(std::fmin(shape->a, shape->b) <= largest_shape)) return std::nullopt;
  const double miss = std::fabs(beta_below(shape->a, shape->b, p5) - 0.05) +
                      std::fabs(beta_above(shape->a, shape->b, p95) - 0.05);
  // The incomplete beta function itself is good to 1e-9 at the largest shapes; there a miss of 1e-7 is 1e-6 of a very
  // small sd.
  if (!(miss < 1e-7)) return std::nullopt;
  return shape;
}

}  // namespace npcost
