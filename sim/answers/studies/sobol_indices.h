#pragma once
// Which input makes how much of a result's variance: Sobol's first-order and total indices.
//
// First     share of the variance that would go if this input alone were known. Total: share that would stay if all others were known.
//           They are equal where inputs only add up; what the first-order indices leave of 1 is interactions.
// Points    two halves A and B of Sobol's points in 2·inputs dimensions, moved together by a draw of the seed (a digital shift), and A with
//           one input at a time taken from B: inputs + 2 runs a point.
// Source    first order: Saltelli et al., Comput. Phys. Commun. 181 (2010) 259–270, table 2 (b); total: Jansen (1999), ibid. (f).
//           Points: Boost.Random's Sobol engine (Joe and Kuo's direction numbers).
// Interval  percentiles of the estimates over resampled points (bootstrap): wide rather than narrow, since Sobol's points err less than
//           chance does.
// Requires  independent inputs. Correlated ones have no such shares.

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "sim/base/estimate.h"

namespace npcost {

/// Inputs beyond this have no direction numbers.
inline constexpr std::size_t most_sobol_inputs = 1000;

/// The inputs of all runs, each in (0, 1): quantiles.
class SobolPlan {
 public:
  /// Requires 1 <= inputs <= most_sobol_inputs.
  SobolPlan(std::size_t inputs, std::uint32_t points, std::uint64_t seed);

  std::size_t inputs() const { return inputs_; }
  std::uint32_t points() const { return points_; }
  std::size_t runs_a_point() const { return inputs_ + 2; }
  /// Run 0 of a point is A, run 1 is B, run 2 + i is A with input i from B.
  double quantile(std::uint32_t point, std::size_t run, std::size_t input) const;

 private:
  std::size_t inputs_;
  std::uint32_t points_;
  std::vector<std::uint32_t> words_;   ///< [point · 2 inputs + half · inputs + input]
};

/// What the runs of one point gave.
struct SobolPoint {
  double a = 0, b = 0;
  std::vector<double> mixed;           ///< by input
};

struct SobolIndex {
  double first = 0, total = 0;         ///< estimates: a first-order index may come out a little below 0
  Interval first_interval, total_interval;
};

struct SobolIndices {
  double mean = 0, variance = 0;       ///< of the result
  std::vector<SobolIndex> inputs;
  double interactions = 0;             ///< 1 − sum of first-order indices, at least 0
  std::size_t points = 0;
};

/// Nothing for fewer than two points, or if the result does not vary.
std::optional<SobolIndices> sobol_indices(std::span<const SobolPoint> points, double level, std::uint64_t seed);

}  // namespace npcost
