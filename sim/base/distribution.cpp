#include "sim/base/distribution.h"

#include <array>
#include <cmath>
#include <limits>
#include <utility>

#include "sim/base/check.h"
#include "sim/base/distribution_body.h"

namespace npcost {

namespace {

constexpr std::array<std::pair<Family, std::string_view>, 15> family_names = {{
    {Family::constant, "constant"},
    {Family::uniform, "uniform"},
    {Family::triangular, "triangular"},
    {Family::pert, "pert"},
    {Family::normal, "normal"},
    {Family::lognormal, "lognormal"},
    {Family::gamma, "gamma"},
    {Family::beta, "beta"},
    {Family::poisson, "poisson"},
    {Family::negative_binomial, "negative_binomial"},
    {Family::geometric, "geometric"},
    {Family::exponential, "exponential"},
    {Family::empirical, "empirical"},
    {Family::discrete, "discrete"},
    {Family::mixture, "mixture"},
}};

bool are_weights(const std::vector<double>& weights, std::size_t count) {
  bool some = false;
  for (const double weight : weights) {
    if (!std::isfinite(weight) || weight < 0) return false;
    some = some || weight > 0;
  }
  return some && weights.size() == count;
}

bool are_finite(const std::vector<double>& values) {
  for (const double value : values) {
    if (!std::isfinite(value)) return false;
  }
  return true;
}

}  // namespace

std::string_view family_name(Family family) {
  for (const auto& [known, name] : family_names) {
    if (known == family) return name;
  }
  NPCOST_CHECK(false, "every family has a name");
  return {};
}

std::optional<Family> family_from_name(std::string_view name) {
  for (const auto& [family, known] : family_names) {
    if (known == name) return family;
  }
  return std::nullopt;
}

std::string_view role_name(Role role) {
  switch (role) {
    case Role::value: return "value";
    case Role::mean: return "mean";
    case Role::sd: return "sd";
    case Role::median: return "median";
    case Role::p5: return "p5";
    case Role::p10: return "p10";
    case Role::p25: return "p25";
    case Role::p75: return "p75";
    case Role::p90: return "p90";
    case Role::p95: return "p95";
    case Role::low: return "low";
    case Role::mode: return "mode";
    case Role::high: return "high";
    case Role::shape: return "shape";
  }
  NPCOST_CHECK(false, "every role has a name");
  return {};
}

namespace {

/// For callers whose parameters are known to be possible.
Distribution made(Family family, const std::vector<RoleValue>& roles) {
  std::string why;
  std::optional<Distribution> distribution = Distribution::make(family, roles, &why);
  NPCOST_CHECK(distribution.has_value(), why.c_str());
  return *std::move(distribution);
}

}  // namespace

Distribution Distribution::constant(double value) {
  NPCOST_CHECK(std::isfinite(value), "a constant is a finite number");
  return Distribution(constant_body(value));
}

Distribution Distribution::lognormal_from_p5_p95(double p5, double p95) {
  return made(Family::lognormal, {{Role::p5, p5}, {Role::p95, p95}});
}

Distribution Distribution::beta_from_p5_p95(double p5, double p95) {
  return made(Family::beta, {{Role::p5, p5}, {Role::p95, p95}});
}

Distribution Distribution::exponential(double mean) { return made(Family::exponential, {{Role::mean, mean}}); }

Distribution Distribution::discrete(std::vector<double> values, std::vector<double> weights) {
  NPCOST_CHECK(are_finite(values), "values of a discrete distribution are finite");
  NPCOST_CHECK(are_weights(weights, values.size()), "one weight a value, at least 0, not all 0");
  return Distribution(listed_body(Family::discrete, values, weights));
}

Distribution Distribution::empirical(std::vector<double> sample) {
  NPCOST_CHECK(!sample.empty() && are_finite(sample), "a sample is one or more finite numbers");
  return Distribution(listed_body(Family::empirical, sample, std::vector<double>(sample.size(), 1.0)));
}

Distribution Distribution::mixture(std::vector<Distribution> of, std::vector<double> weights) {
  NPCOST_CHECK(are_weights(weights, of.size()), "one weight a part, at least 0, not all 0");
  std::vector<BodyPtr> bodies;
  bodies.reserve(of.size());
  for (Distribution& part : of) bodies.push_back(std::move(part.body_));
  return Distribution(mixture_body(std::move(bodies), std::move(weights)));
}

Distribution Distribution::clamped(std::optional<double> min, std::optional<double> max) const {
  constexpr double infinity = std::numeric_limits<double>::infinity();
  const double low = min.value_or(-infinity);
  const double high = max.value_or(infinity);
  NPCOST_CHECK(low <= high, "the lower clamp is not above the upper one");
  NPCOST_CHECK(low < infinity && high > -infinity, "something is left between the clamps");
  if (low == -infinity && high == infinity) return *this;
  return Distribution(clamped_body(body_, low, high));
}

Family Distribution::family() const { return body_->family(); }

bool Distribution::is_constant() const {
  const auto [smallest, largest] = body_->support();
  return smallest == largest;
}

double Distribution::cdf(double x) const { return body_->cdf(x); }

double Distribution::quantile(double p) const {
  NPCOST_CHECK(p > 0 && p < 1, "a quantile lies between 0 and 1");
  return body_->quantile(p);
}

double Distribution::mean() const { return body_->mean(); }
double Distribution::variance() const { return body_->variance(); }
double Distribution::capped_mass() const { return body_->capped_mass(); }
bool Distribution::integer_valued() const { return body_->integer_valued(); }
bool Distribution::only_atoms() const { return body_->only_atoms(); }

std::vector<double> Distribution::atoms() const {
  std::vector<double> values;
  body_->add_atoms(values);
  return values;
}

}  // namespace npcost
