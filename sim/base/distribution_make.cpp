// The families with a density, from any roles that determine them: normal, lognormal, gamma, beta.

#include <algorithm>
#include <cmath>
#include <string>

#include <fmt/format.h>

#include "sim/base/distribution_roles.h"

namespace npcost {

namespace {

/// p95 is 2e14 times p5 then.
constexpr double largest_sigma = 10;
constexpr double smallest_sigma = 1e-9;
/// The standard deviation is 1000 means, or a millionth of one.
constexpr double smallest_gamma_shape = 1e-6;
constexpr double largest_gamma_shape = 1e12;
/// What the incomplete beta function can still tell apart.
constexpr double smallest_beta_shape = 1e-5;
constexpr double largest_beta_shape = 1e10;

constexpr const char* never_differs = "(write one number for what never differs)";

std::string must_rise(const Percentile& low, const Percentile& high) {
  return fmt::format("{} must be below {}", role_name(low.role), role_name(high.role));
}

Answer lognormal_with(const Given& given, double mu, double sigma) {
  if (sigma < smallest_sigma)
    return given.refuse(std::string("the two numbers are too close together ") + never_differs);
  if (!(sigma <= largest_sigma)) {  // also what overflowed on the way
    return given.refuse("the two numbers are too far apart (p95 may be up to 2e14 times p5)");
  }
  return {lognormal_body(mu, sigma), {}};
}

/// ln(percentile) = ln(mean) − sigma²/2 + z sigma, a quadratic. For percentiles above the median it has two answers:
/// the narrower is meant, and the percentile cannot exceed exp(z²/2) means.
Answer lognormal_from_mean_and(const Given& given, double mean, const Percentile& one) {
  const double ratio = one.value / mean;
  const double highest = std::exp(one.z * one.z / 2);
  const double log_ratio = std::log(ratio);
  if (one.z > 0 && (ratio <= 1 || log_ratio > one.z * one.z / 2)) {
    return given.refuse(
        fmt::format("{} must be above the mean and at most {:.4g} times as large", role_name(one.role), highest));
  }
  if (one.z <= 0 && ratio >= 1) return given.refuse(fmt::format("{} must be below the mean", role_name(one.role)));
  const double root = std::sqrt(one.z * one.z - 2 * log_ratio);
  // The stable forms of z − root and z + root.
  const double sigma = one.z > 0 ? 2 * log_ratio / (one.z + root) : -2 * log_ratio / (root - one.z);
  return lognormal_with(given, std::log(mean) - sigma * sigma / 2, sigma);
}

Answer beta_from_mean_and_sd(const Given& given) {
  const double mean = given[Role::mean];
  const double largest_variance = mean * (1 - mean);
  const double variance = given[Role::sd] * given[Role::sd];
  if (variance >= largest_variance) {
    return given.refuse(
        fmt::format("sd must be below {:.4g}, the root of mean × (1 − mean)", std::sqrt(largest_variance)));
  }
  const double concentration = (largest_variance - variance) / variance;
  const double a = mean * concentration;
  const double b = (1 - mean) * concentration;
  if (!(std::min(a, b) <= largest_beta_shape)) return given.refuse(std::string("sd is too small ") + never_differs);
  if (!(std::min(a, b) >= smallest_beta_shape)) {
    return given.refuse("sd is too large: nothing would be left between 0 and 1");
  }
  return {beta_body(a, b), {}};
}

}  // namespace

Answer make_normal(const Given& given) {
  const auto percentiles = percentiles_of(given);
  const bool two = given.all().size() == 2;
  if (two && percentiles.size() == 2) {
    const Percentile& low = percentiles[0];
    const Percentile& high = percentiles[1];
    if (low.value >= high.value) return given.refuse(must_rise(low, high));
    const double sd = (high.value - low.value) / (high.z - low.z);
    if (!(sd > 0)) return given.refuse("the percentiles must be further apart");
    return {normal_body(low.value - low.z * sd, sd), {}};
  }
  if (given.are({Role::mean, Role::sd})) return {normal_body(given[Role::mean], given[Role::sd]), {}};
  if (two && percentiles.size() == 1 && given.has(Role::sd)) {
    return {normal_body(percentiles[0].value - percentiles[0].z * given[Role::sd], given[Role::sd]), {}};
  }
  if (two && percentiles.size() == 1 && given.has(Role::mean) && percentiles[0].z != 0) {
    const Percentile& one = percentiles[0];
    const double sd = (one.value - given[Role::mean]) / one.z;
    if (sd > 0) return {normal_body(given[Role::mean], sd), {}};
    return given.refuse(fmt::format("{} must be {} the mean", role_name(one.role), one.z > 0 ? "above" : "below"));
  }
  return given.needs("mean and sd, two of p5, p10, p25, median, p75, p90 and p95, or one of these with mean or sd");
}

Answer make_lognormal(const Given& given) {
  for (const RoleValue& one : given.all()) {
    if (one.value <= 0) return given.refuse(fmt::format("{} must be above 0", role_name(one.role)));
  }
  const auto percentiles = percentiles_of(given);
  const bool two = given.all().size() == 2;
  if (two && percentiles.size() == 2) {
    const Percentile& low = percentiles[0];
    const Percentile& high = percentiles[1];
    if (low.value >= high.value) return given.refuse(must_rise(low, high));
    const double sigma = std::log(high.value / low.value) / (high.z - low.z);
    const double middle = (std::log(low.value) * high.z - std::log(high.value) * low.z) / (high.z - low.z);
    return lognormal_with(given, middle, sigma);
  }
  if (given.are({Role::mean, Role::sd})) {
    const double cv = given[Role::sd] / given[Role::mean];
    const double sigma_squared = std::log1p(cv * cv);
    return lognormal_with(given, std::log(given[Role::mean]) - sigma_squared / 2, std::sqrt(sigma_squared));
  }
  if (given.are({Role::median, Role::sd})) {
    // variance = median² w (w − 1) with w = exp(sigma²)
    const double ratio = given[Role::sd] / given[Role::median];
    const double w_less_1 = 2 * ratio * ratio / (1 + std::hypot(1, 2 * ratio));
    return lognormal_with(given, std::log(given[Role::median]), std::sqrt(std::log1p(w_less_1)));
  }
  if (two && given.has(Role::mean) && percentiles.size() == 1) {
    return lognormal_from_mean_and(given, given[Role::mean], percentiles[0]);
  }
  return given.needs(
      "two of p5, p10, p25, median, p75, p90 and p95, one of these with mean, or sd with mean or median");
}

Answer make_gamma(const Given& given) {
  double shape = 0;
  if (given.are({Role::mean, Role::sd})) {
    if (given[Role::mean] <= 0) return given.refuse("mean must be above 0");
    const double ratio = given[Role::mean] / given[Role::sd];
    shape = ratio * ratio;
    if (!(shape >= smallest_gamma_shape && shape <= largest_gamma_shape)) {
      return given.refuse("sd must lie between 1e-6 and 1000 times the mean");
    }
  } else if (given.are({Role::shape, Role::mean})) {
    if (given[Role::mean] <= 0) return given.refuse("mean must be above 0");
    shape = given[Role::shape];
    if (!(shape >= smallest_gamma_shape && shape <= largest_gamma_shape)) {
      return given.refuse("shape must lie between 1e-6 and 1e12");
    }
  } else {
    return given.needs("mean and sd, or shape and mean");
  }
  return {gamma_body(shape, given[Role::mean]), {}};
}

Answer make_beta(const Given& given) {
  const auto inside = [](double value) { return value > 0 && value < 1; };
  for (const RoleValue& one : given.all()) {
    const bool position = one.role == Role::mean || one.role == Role::p5 || one.role == Role::p95;
    if (position && !inside(one.value)) {
      return given.refuse(fmt::format("{} must lie between 0 and 1, without the ends", role_name(one.role)));
    }
  }
  if (given.are({Role::p5, Role::p95})) {
    if (given[Role::p5] >= given[Role::p95]) return given.refuse("p5 must be below p95");
    const auto shape = fit_beta(given[Role::p5], given[Role::p95]);
    if (shape) return {beta_body(shape->a, shape->b), {}};
    const bool narrow = given[Role::p95] - given[Role::p5] < 0.5;
    return given.refuse(narrow ? std::string("p5 and p95 are too close together ") + never_differs
                               : "p5 and p95 are too close to 0 and 1");
  }
  if (given.are({Role::mean, Role::sd})) return beta_from_mean_and_sd(given);
  return given.needs("mean and sd, or p5 and p95");
}

}  // namespace npcost
