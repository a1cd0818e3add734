#pragma once
// How a distribution is divided into the cells of a draw table, and how their masses become whole; for draw_table.cpp.
//
// Units     whole counts of the base unit; masses in 2^-32.

#include <array>
#include <cstdint>
#include <vector>

#include "sim/base/distribution.h"

namespace npcost {

inline constexpr std::uint64_t whole_mass = std::uint64_t{1} << 32;
inline constexpr std::uint32_t most_cells = 2048;

/// A distribution scaled and rounded to whole numbers in 32 bits (halves up), without what is rarer than 2^-32 at
/// either end.
class WholeCounts {
 public:
  WholeCounts(const Distribution& distribution, std::uint32_t lowest, double scale);

  std::uint32_t low() const { return low_; }
  std::uint32_t high() const { return high_; }
  /// Probability of a count below n; what lies beyond an end counts as the end.
  double below(std::uint64_t n) const;
  /// Counts with a probability of their own, rising, each once; see Distribution::atoms().
  std::vector<std::uint32_t> atoms() const;
  bool only_atoms() const { return distribution_.only_atoms(); }
  bool reaches_below_zero() const;
  /// Probability that a clamp or the end of 32 bits moved down to the highest count.
  double capped_mass() const;

 private:
  std::uint32_t rounded(double x) const;

  const Distribution& distribution_;
  double scale_;
  std::uint32_t lowest_;
  std::uint32_t low_ = 0;
  std::uint32_t high_ = 0;
};

/// Counts low … low+width−1.
struct CountRange {
  std::uint32_t low;
  std::uint32_t width;
};

/// At most 2048 ranges in rising order that hold every possible count.
std::vector<CountRange> ranges_for(const WholeCounts& counts);

/// The probability of each range in 2^-32; adds up to 2^32. What is rounded is the probability of everything up to the
/// end of a range, so each mass is off by less than one unit and every quantile by at most half of one. (Rounding the
/// masses by largest remainders would empty the whole thin tail: at sigma 2 that is 5e-5 of the mean and 3 % of the
/// variance.)
std::vector<std::uint64_t> masses_in_2_32(const WholeCounts& counts, const std::vector<CountRange>& ranges);

/// Columns of 2^21 each, "threshold << 11 | other cell". Requires masses that add up to 2^32.
std::array<std::uint32_t, most_cells> alias_columns(const std::array<std::uint64_t, most_cells>& masses);

}  // namespace npcost
