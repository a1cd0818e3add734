#pragma once
// The special functions behind the families of distributions: the only door to Boost.Math for them.
//
// Requires  arguments inside the domains given; callers have checked them.
// Errors    none: where Boost cannot reach full accuracy it returns its best value, and nothing throws.
// Accuracy  about 1e-13 absolute, and relative in the lower tails; start-up only, never in the hot loop.

namespace npcost {

/// P(Z <= z) of a standard normal; exact in both tails.
double normal_below(double z);
/// The z with normal_below(z) = p; requires 0 < p < 1.
double normal_quantile(double p);
/// Density of a standard normal.
double normal_density(double z);

/// Regularised incomplete gamma functions P(shape, x) and 1 − P; require shape > 0, x >= 0 (infinity allowed).
double gamma_below(double shape, double x);
double gamma_above(double shape, double x);

/// Regularised incomplete beta function I_x(a, b) and 1 − I_x(a, b); require a, b > 0 and 0 <= x <= 1.
double beta_below(double a, double b, double x);
double beta_above(double a, double b, double x);

}  // namespace npcost
