// The distributions that tables are compared with, compared with Boost.Math's own: probabilities of counts, mean, variance.

#include <boost/math/distributions/beta.hpp>
#include <boost/math/distributions/exponential.hpp>
#include <boost/math/distributions/gamma.hpp>
#include <boost/math/distributions/geometric.hpp>
#include <boost/math/distributions/lognormal.hpp>
#include <boost/math/distributions/negative_binomial.hpp>
#include <boost/math/distributions/normal.hpp>
#include <boost/math/distributions/poisson.hpp>
#include <boost/math/distributions/triangular.hpp>
#include <boost/math/distributions/uniform.hpp>
#include <cmath>
#include <string>
#include <vector>

#include "sim/base/draw_table.h"
#include "tests/catch.h"
#include "tests/quality/table_error.h"
#include "tests/quality/whole_moments.h"

using namespace npcost;
using namespace npcost::quality;

namespace {

/// Compares with one of Boost's distributions, of (count + shift)/scale.
/// `whole`: the distribution itself is one of counts.
template <typename Boost>
void compare(const std::string& name, const Distribution& ours, const Boost& theirs, double scale = 1, bool whole = false,
             double shift = 0) {
  INFO(name);
  const Counted counted(ours, 0, scale);
  const double first = boost::math::mean(theirs) * scale - shift, variance = boost::math::variance(theirs) * scale * scale;
  for (const double sd : {-2.0, -1.0, -0.3, 0.0, 0.4, 1.0, 2.0, 3.5, 5.0}) {
    const double n = std::round(first + sd * std::sqrt(variance));
    if (n <= counted.low() || n >= counted.high()) continue;
    const double x = whole ? n - 1 + shift : (n - 0.5) / scale;   // P(N ≥ n) = P(N > n − 1)
    CHECK_THAT(counted.at_least(n), WithinAbs(boost::math::cdf(boost::math::complement(theirs, x)), 1e-12));
  }
  // Rounding adds 1/12 to the variance of what is no count, and nothing to the mean.
  const Moments exact = counted.cut();
  CHECK_THAT(exact.mean, WithinRel(first, 1e-6));
  CHECK_THAT(exact.variance, WithinRel(variance + (whole ? 0 : 1.0 / 12), 1e-5));
  const DrawTable table = DrawTable::compile(ours, 0, scale);
  const Allowed allowed = allowed_error(table, counted, exact);
  CHECK_THAT(table.mean(), WithinAbs(first, allowed.mean + 1e-6 * first));
  CHECK_THAT(table.variance(), WithinAbs(exact.variance, allowed.variance));
}

Distribution made(Family family, const std::vector<RoleValue>& roles) { return *Distribution::make(family, roles, nullptr); }

}  // namespace

TEST_CASE("every family has the probabilities, the mean and the variance that Boost.Math gives", "[quality]") {
  using namespace boost::math;
  // p95 = median · e^(1.6448536 σ).
  compare("lognormal", made(Family::lognormal, {{Role::median, 12000}, {Role::p95, 12000 * std::exp(1.6448536269514722 * 0.9)}}),
          lognormal(std::log(12000), 0.9));
  compare("gamma", made(Family::gamma, {{Role::mean, 900}, {Role::sd, 700}}), gamma_distribution<>(81.0 / 49, 900 / (81.0 / 49)));
  compare("exponential", Distribution::exponential(1), exponential(1), 1048576);
  compare("normal", made(Family::normal, {{Role::mean, 9000}, {Role::sd, 900}}), normal(9000, 900));
  compare("uniform", made(Family::uniform, {{Role::low, 200}, {Role::high, 90000}}), boost::math::uniform(200, 90000));
  compare("triangular", made(Family::triangular, {{Role::low, 100}, {Role::mode, 9000}, {Role::high, 20000}}),
          triangular(100, 9000, 20000));
  // A PERT is a beta on its range with a = 1 + 4 (mode − low)/range and b = 1 + 4 (high − mode)/range; here from 0 to 1, mode ¼.
  compare("pert", made(Family::pert, {{Role::low, 0}, {Role::mode, 0.25}, {Role::high, 1}}), beta_distribution<>(2, 4), 10000);
  compare("poisson", made(Family::poisson, {{Role::mean, 7.5}}), poisson(7.5), 1, true);
  // Counts from 1 on: Boost counts the failures before.
  compare("geometric", made(Family::geometric, {{Role::mean, 6}}), geometric(1.0 / 6), 1, true, -1);
  // Variance m + m²/r: r = 16/(12.25 − 4), p = r/(r + 4).
  compare("negative binomial", made(Family::negative_binomial, {{Role::mean, 4}, {Role::sd, 3.5}}),
          negative_binomial(16 / 8.25, (16 / 8.25) / (16 / 8.25 + 4)), 1, true);
}
