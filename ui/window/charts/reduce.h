#pragma once
// From any number of samples to at most four a column of pixels, so that no peak and no dip is ever lost.
//
// Per column  first, lowest, highest and last sample in it: a line through them covers the same pixels as a line through all.
// Gaps        a value that is not finite breaks the line: between two samples of the result that must not be joined stands one whose
//             y is NaN. A column none of whose samples is finite is a gap.
// Order       x must ascend (equal values may repeat). Samples whose x is not finite count as gaps.

#include <cstddef>
#include <span>
#include <utility>
#include <vector>

namespace npcost::charts {

struct Sample {
  double x, y;
};

/// Lowest and highest of any stretch of a long series in the time of a short one. For more than some 100,000 samples.
class Pyramid {
 public:
  /// Takes note of what came behind what is known; `values` holds the whole series. O(new samples).
  void extend(std::span<const double> values);
  std::size_t size() const { return known_; }

  /// Lowest and highest finite value of [from, to) of `values`, the series it was built from. {+inf, −inf} if there is none.
  std::pair<double, double> extremes(std::span<const double> values, std::size_t from, std::size_t to) const;

 private:
  static constexpr std::size_t fan = 32;
  std::size_t known_ = 0;
  std::vector<std::vector<std::pair<double, double>>> levels_;
};

/// Lowest and highest finite value of [from, to): with a pyramid if it knows that much, else by looking at all.
std::pair<double, double> extremes(std::span<const double> values, const Pyramid* pyramid, std::size_t from,
                                   std::size_t to);

/// The samples to draw between edges.front() and edges.back(), and one beyond on each side if there is one. `edges` are the x of the
/// borders of columns of pixels, ascending, at least two. Few samples are taken as they are. x and y have the same size.
void reduce(std::span<const double> x, std::span<const double> y, const Pyramid* pyramid, std::span<const double> edges,
            std::vector<Sample>& into);

struct BandSample {
  double x, low, high;
};
/// The same for an area between two series: per column the lowest of `low` and the highest of `high`. A sample counts if both are finite;
/// gaps are samples that are all NaN.
void reduce_band(std::span<const double> x, std::span<const double> low, std::span<const double> high,
                 const Pyramid* low_pyramid, const Pyramid* high_pyramid, std::span<const double> edges,
                 std::vector<BandSample>& into);

/// For stacks, whose parts must stay together: indices into x of the samples to draw; per column the one with the largest total.
void reduce_indices(std::span<const double> x, std::span<const double> total, std::span<const double> edges,
                    std::vector<std::size_t>& into);

/// The index of the sample nearest to x (the lower of two). Requires a series that is not empty.
std::size_t nearest(std::span<const double> x, double at);

}  // namespace npcost::charts
