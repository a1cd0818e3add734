#pragma once
// Draws that are high or low together: a Gaussian copula over uniform draws.
//
// Meaning   each value keeps its own distribution; only which of its quantiles go together changes. What is given are Spearman's rank
//           correlations; the normals behind the draws get Pearson's r = 2·sin(π/6·ρ), which makes exactly that rank correlation of
//           continuous values. Pairs that are not given are independent of each other, as far as that is possible beside the others.
// Held      a value that is fixed stays what it is, and the others are drawn given it.
// Possible  not every set of correlations is: two values that both follow a third closely cannot run against each other.
// Source    Nelsen, An Introduction to Copulas (2006), §5; Cholesky's factor, row by row.

#include <cstddef>
#include <optional>
#include <span>
#include <utility>
#include <vector>

namespace npcost {

/// Of two values, by their places in the list that is correlated.
struct RankCorrelation {
  std::size_t a, b;
  double rank;   ///< Spearman's, −1 < rank < 1
};

class Copula {
 public:
  /// Nothing if no values can have these correlations together. Requires a, b < count, a ≠ b, no pair twice.
  static std::optional<Copula> of(std::size_t count, std::span<const RankCorrelation> pairs);
  std::size_t count() const { return count_; }

  /// Independent draws in (0, 1) become correlated ones, in place. fixed[i] ≠ 0: that one is given and stays, to the bit; so does the first
  /// that is not fixed if none is. Requires count() of both, all draws inside (0, 1).
  void correlate(std::span<double> draws, std::span<const unsigned char> fixed) const;

 private:
  Copula(std::size_t count, std::vector<double> pearson) : count_(count), pearson_(std::move(pearson)) {}
  std::size_t count_;
  std::vector<double> pearson_;   ///< [row · count + column], symmetric, 1 on the diagonal
};

/// The largest factor in [0, 1] by which all of these correlations must be weakened to become possible; 1 if they are.
double possible_share(std::size_t count, std::span<const RankCorrelation> pairs);

}  // namespace npcost
