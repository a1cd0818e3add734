#pragma once
// Distributions as the scenario file names them: distribution function, quantile, moments, and fits to stated
// percentiles.
//
// Units     plain numbers in the base unit of whatever they describe (tokens, milliseconds, players).
// Used for  start-up only: before a run each is compiled to a DrawTable; nothing here is in the hot loop. A copy
//           shares the parameters and costs one pointer.
// Limits    roles from −1e18 to 1e18, none but 0 smaller than 1e-18; means of counting families up to 1e6; lognormal
//           sigma up to 10.
// Source    closed forms, with Boost.Math's incomplete gamma and beta functions; lognormal p5/p95 fit:
//           mu = (ln p5 + ln p95)/2, sigma = (ln p95 − ln p5)/(2·1.6448536…).

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
  // These require possible parameters (a broken promise otherwise): finite values; 0 < p5 < p95 (below 1 for beta);
  // mean > 0; as many weights as values, each at least 0 and not all 0; a sample of at least one.
  static Distribution constant(double value);
  static Distribution lognormal_from_p5_p95(double p5, double p95);
  static Distribution beta_from_p5_p95(double p5, double p95);
  static Distribution exponential(double mean);
  static Distribution discrete(std::vector<double> values, std::vector<double> weights);
  static Distribution empirical(std::vector<double> sample);  ///< every value of the sample equally likely
  static Distribution mixture(std::vector<Distribution> of, std::vector<double> weights);
  /// Any family from the roles the scenario gives ("lognormal" from p5+p95, median+p95, mean+sd, …).
  /// On an impossible or insufficient combination returns nothing and says why in `*why` (one sentence
  /// that names the roles and numbers, and what would be accepted). Geometric counts start at 1.
  /// constant: value · uniform: low high · triangular, pert: low mode high · exponential, poisson, geometric: mean ·
  /// negative_binomial: mean sd · gamma: mean and sd or shape · beta: mean sd, or p5 p95 · normal: any two of mean or
  /// median, sd, percentiles · lognormal: two percentiles (the median is one), one with mean, or sd with mean or
  /// median.
  static std::optional<Distribution> make(Family family, const std::vector<RoleValue>& roles, std::string* why);

  /// The same, clamped to [min, max]. Requires min <= max.
  Distribution clamped(std::optional<double> min, std::optional<double> max) const;

  Family family() const;
  bool is_constant() const;              ///< one value with probability 1
  double cdf(double x) const;            ///< P(X <= x), clamping included
  double quantile(double p) const;       ///< smallest x with cdf(x) >= p; requires 0 < p < 1
  double mean() const;                   ///< clamping included
  double variance() const;
  double capped_mass() const;            ///< probability that the upper clamp moved to max; 0 if none
  bool integer_valued()
      const;  ///< poisson, negative_binomial, geometric; discrete with whole values; whole constants
  /// Values with a probability of their own, in no order: listed values and the ends that clamps fill. Counting
  /// families list none of theirs.
  std::vector<double> atoms() const;
  bool only_atoms() const;               ///< atoms() has every possible value

  struct Body;

 private:
  explicit Distribution(std::shared_ptr<const Body> body) : body_(std::move(body)) {}
  std::shared_ptr<const Body> body_;
};

}  // namespace npcost
