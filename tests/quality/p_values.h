#pragma once
// How surprising an outcome is, as a probability; for the tests of the generator and of tables.
//
// All are two-sided: what is too good is as suspicious as what is too bad. Tails come from Boost.Math's incomplete gamma function.

#include <algorithm>
#include <boost/math/special_functions/gamma.hpp>
#include <cmath>
#include <cstdint>
#include <vector>

namespace npcost::quality {

inline double both_sides(double below, double above) { return std::min(1.0, 2 * std::min(below, above)); }

/// Of a standard normal.
inline double normal_p(double z) { return std::erfc(std::abs(z) / std::sqrt(2.0)); }

/// Beyond this the answer is 0: gamma functions are not asked that far out, where some versions of Boost overflow.
inline constexpr double log_of_nothing = -184;  // 1e-80

inline double chi_square_p(double x, double freedom) {
  // Chernoff: either tail is below (r e^(1 − r))^(freedom/2) with r = x/freedom.
  if (!(x > 0) || freedom / 2 * (std::log(x / freedom) + 1 - x / freedom) < log_of_nothing) return 0;
  return both_sides(boost::math::gamma_p(freedom / 2, x / 2), boost::math::gamma_q(freedom / 2, x / 2));
}

/// Of bins that are equally likely.
inline double even_p(const std::vector<std::uint32_t>& counts) {
  double total = 0, squares = 0;
  for (const std::uint32_t count : counts) total += count;
  const double expected = total / static_cast<double>(counts.size());
  for (const std::uint32_t count : counts) squares += (count - expected) * (count - expected);
  return chi_square_p(squares / expected, static_cast<double>(counts.size()) - 1);
}

/// Of a count that has this mean.
inline double poisson_p(std::uint64_t count, double mean) {
  const auto n = static_cast<double>(count);
  if (count == 0) return both_sides(std::exp(-mean), 1);
  // Chernoff: either tail is below e^(n − mean) (mean/n)^n.
  if (n - mean + n * std::log(mean / n) < log_of_nothing) return 0;
  return both_sides(boost::math::gamma_q(n + 1, mean), boost::math::gamma_p(n, mean));
}

/// Kolmogorov and Smirnov's, of words that are uniform; Stephens' correction for finite samples (JASA 69, 1974). Far too small a distance
/// has a p near 1, which the sum gives only to ten digits: its small side is taken from there.
inline double ks_p(std::vector<std::uint32_t> words) {
  std::sort(words.begin(), words.end());
  const auto n = static_cast<double>(words.size());
  double distance = 0, place = 0;
  for (const std::uint32_t word : words) {
    const double u = (word + 0.5) * 0x1p-32;
    distance = std::max({distance, u - place / n, (place + 1) / n - u});
    ++place;
  }
  const double lambda = (std::sqrt(n) + 0.12 + 0.11 / std::sqrt(n)) * distance;
  double further = 0;
  for (int j = 1; j < 100; ++j) further += (j % 2 == 1 ? 2 : -2) * std::exp(-2.0 * j * j * lambda * lambda);
  if (lambda < 0.2) further = 1;  // below 1e-12 of all samples are so near; the alternating sum does not converge there
  return both_sides(std::max(1 - further, 0.0), std::clamp(further, 0.0, 1.0));
}

}  // namespace npcost::quality
