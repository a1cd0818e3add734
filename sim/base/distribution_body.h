#pragma once
// What every family of distributions knows about itself; for the files behind sim/base/distribution.h and no others.
//
// Shape     one class a family behind one interface; clamps and mixtures are families that hold others.
// Requires  parameters already checked (distribution_make.cpp says what is possible, in sentences).

#include <memory>
#include <optional>
#include <utility>
#include <vector>

#include "sim/base/distribution.h"

namespace npcost {

/// The part of a distribution at or below some x: its probability, E[X; X <= x] and E[X²; X <= x].
struct PartBelow {
  double mass = 0;
  double first = 0;
  double second = 0;
};

struct Distribution::Body {
  virtual ~Body() = default;
  virtual Family family() const = 0;
  virtual double cdf(double x) const = 0;           ///< any x but NaN
  virtual double quantile(double p) const = 0;      ///< requires 0 < p < 1
  virtual double mean() const = 0;
  virtual double variance() const = 0;
  virtual PartBelow below(double x) const = 0;      ///< any finite x; what a clamp needs for its moments
  /// Smallest and largest value, infinite if there is none.
  virtual std::pair<double, double> support() const = 0;
  virtual bool integer_valued() const { return false; }
  virtual double capped_mass() const { return 0; }
  /// Adds every value that has a probability of its own, except those of the counting families.
  virtual void add_atoms(std::vector<double>&) const {}
  virtual bool only_atoms() const { return false; }
};

using BodyPtr = std::shared_ptr<const Distribution::Body>;

BodyPtr uniform_body(double low, double high);
BodyPtr triangular_body(double low, double mode, double high);
BodyPtr pert_body(double low, double mode, double high);
BodyPtr normal_body(double mean, double sd);
BodyPtr lognormal_body(double mu, double sigma);
BodyPtr gamma_body(double shape, double mean);
BodyPtr beta_body(double a, double b);
BodyPtr exponential_body(double mean);

BodyPtr poisson_body(double mean);
BodyPtr negative_binomial_body(double mean, double variance);
BodyPtr geometric_body(double mean);

BodyPtr constant_body(double value);
BodyPtr listed_body(Family family, const std::vector<double>& values, const std::vector<double>& weights);
BodyPtr mixture_body(std::vector<BodyPtr> of, std::vector<double> weights);
BodyPtr clamped_body(BodyPtr of, double min, double max);

/// The beta distribution with exactly these percentiles, to about 1e-12; requires 0 < p5 < p95 < 1. Nothing if it
/// would be narrower or more torn apart to the ends than doubles can tell.
struct BetaShape {
  double a;
  double b;
};
std::optional<BetaShape> fit_beta(double p5, double p95);

}  // namespace npcost
