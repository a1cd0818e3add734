#include "sim/base/special_functions.h"

#include <cmath>
#include <limits>
#include <numbers>

#include <boost/math/special_functions/beta.hpp>
#include <boost/math/special_functions/erf.hpp>
#include <boost/math/special_functions/gamma.hpp>
#include <boost/math/special_functions/log1p.hpp>

namespace npcost {

namespace {

namespace policies = boost::math::policies;

// Plain doubles (long double differs between machines) and no exceptions.
using Quiet = policies::policy<
    policies::promote_double<false>, policies::domain_error<policies::ignore_error>,
    policies::pole_error<policies::ignore_error>, policies::overflow_error<policies::ignore_error>,
    policies::underflow_error<policies::ignore_error>, policies::denorm_error<policies::ignore_error>,
    policies::evaluation_error<policies::ignore_error>, policies::rounding_error<policies::ignore_error>,
    policies::indeterminate_result_error<policies::ignore_error>>;

constexpr double one_over_root_two_pi = 0.3989422804014326779;

/// From this shape on the expansion below is exact to 1e-14. Boost's own series slows down with the root of the
/// shape (a tenth of a millisecond a call at 1e9) and loses its digits at 1e12.
constexpr double large_shape = 1e4;

/// Temme's uniform expansion for a large shape: the normal tail in a stretched coordinate, and a small correction.
/// Source: DLMF 8.12.3, 8.12.4 and the coefficients of 8.12.9, 8.12.10. `below` asks for P, else Q.
double gamma_of_large_shape(double shape, double x, bool below) {
  if (x <= 0) return below ? 0 : 1;
  const double distance = (x - shape) / shape;
  const double half_eta_squared = -boost::math::log1pmx(distance, Quiet());
  const double exponent = shape * half_eta_squared;
  const bool right = distance > 0;
  if (!(exponent < 700)) return below == right ? 1 : 0;  // further out than any double can tell from 0 or 1
  const double eta = std::copysign(std::sqrt(2 * half_eta_squared), distance);
  const double c0 = -1.0 / 3 + eta * (1.0 / 12 + eta * (-2.0 / 135 + eta * (1.0 / 864 + eta * (1.0 / 2835 +
                    eta * (-139.0 / 777600 + eta / 25515)))));
  const double c1 = -1.0 / 540 + eta * (-1.0 / 288 + eta / 378);
  const double c2 = 25.0 / 6048 - eta * 139.0 / 51840;
  const double correction =
      one_over_root_two_pi * std::exp(-exponent) / std::sqrt(shape) * (c0 + (c1 + c2 / shape) / shape);
  const double root = std::copysign(std::sqrt(exponent), distance);
  return below ? 0.5 * std::erfc(-root) - correction : 0.5 * std::erfc(root) + correction;
}

}  // namespace

double normal_below(double z) { return 0.5 * std::erfc(-z / std::numbers::sqrt2); }

double normal_quantile(double p) { return -std::numbers::sqrt2 * boost::math::erfc_inv(2 * p, Quiet()); }

double normal_density(double z) { return one_over_root_two_pi * std::exp(-0.5 * z * z); }

double gamma_below(double shape, double x) {
  if (x == std::numeric_limits<double>::infinity()) return 1;
  if (shape >= large_shape) return gamma_of_large_shape(shape, x, true);
  return boost::math::gamma_p(shape, x, Quiet());
}

double gamma_above(double shape, double x) {
  if (x == std::numeric_limits<double>::infinity()) return 0;
  if (shape >= large_shape) return gamma_of_large_shape(shape, x, false);
  return boost::math::gamma_q(shape, x, Quiet());
}

double beta_below(double a, double b, double x) { return boost::math::ibeta(a, b, x, Quiet()); }

double beta_above(double a, double b, double x) { return boost::math::ibetac(a, b, x, Quiet()); }

}  // namespace npcost
