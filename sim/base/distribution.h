#pragma once
// Distributions as the scenario file names them: distribution function, quantile, moments, and fits to stated percentiles.
//
// Units     plain numbers in the base unit of whatever they describe (tokens, milliseconds, players).
// Used for  start-up only: before a run each is compiled to a DrawTable; nothing here is in the hot loop.
// Source    Boost.Math for the families; lognormal p5/p95 fit: mu = (ln p5 + ln p95)/2, sigma = (ln p95 − ln p5)/(2·1.6448536…).

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace npcost {

enum class Family {
  constant, uniform, triangular, pert, normal, lognormal, gamma, beta, poisson,
  negative_binomial, geometric, exponential, empirical, discrete, mixture
};
std::string_view family_name(Family family);
std::optional<Family> family_from_name(std::string_view name);

/// What a parameter of a distribution says.
enum class Role { value, mean, sd, median, p5, p10, p25, p75, p90, p95, low, mode, high, shape };
std::string_view role_name(Role role);

struct RoleValue {
  Role role;
  double value;
};

/// One distribution with known parameters, optionally cut to [min, max] by clamping (mass moves to the ends).
class Distribution {
 public:
  static Distribution constant(double value);
  static Distribution lognormal_from_p5_p95(double p5, double p95);
  static Distribution beta_from_p5_p95(double p5, double p95);
  static Distribution exponential(double mean);
  static Distribution discrete(std::vector<double> values, std::vector<double> weights);
  static Distribution empirical(std::vector<double> sample);
  static Distribution mixture(std::vector<Distribution> of, std::vector<double> weights);
  /// Any family from the roles the scenario gives ("lognormal" from p5+p95, median+p95, mean+sd, …).
  /// On an impossible or insufficient combination returns nothing and says why in `*why` (one sentence
  /// that names the roles and numbers, and what would be accepted). Geometric counts start at 1.
  static std::optional<Distribution> make(Family family, const std::vector<RoleValue>& roles, std::string* why);

  /// The same, clamped to [min, max].
  Distribution clamped(std::optional<double> min, std::optional<double> max) const;

  Family family() const;
  bool is_constant() const;              ///< one value with probability 1
  double cdf(double x) const;            ///< P(X <= x), clamping included
  double quantile(double p) const;       ///< smallest x with cdf(x) >= p; requires 0 < p < 1
  double mean() const;                   ///< clamping included (by integration where no formula exists)
  double variance() const;
  double capped_mass() const;            ///< probability that the upper clamp moved to max; 0 if none
  bool integer_valued() const;           ///< poisson, negative_binomial, geometric; discrete with whole values; whole constants

  struct Body;

 private:
  explicit Distribution(std::shared_ptr<const Body> body) : body_(std::move(body)) {}
  std::shared_ptr<const Body> body_;
};

}  // namespace npcost
