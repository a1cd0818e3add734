#pragma once
// Means, quantiles and labelled intervals.
//
// Source    Student's t over independent replications; quantiles by linear interpolation between order
//           statistics (type 7 of Hyndman & Fan 1996).

#include <optional>
#include <span>
#include <string>
#include <vector>

namespace npcost {

/// A range that holds `of` with the stated confidence.
struct Interval {
  double level;    ///< 0.95
  double low;
  double high;
  std::string of;  ///< what the interval is about: "mean", "p90", …
};

double mean_of(std::span<const double> values);           ///< 0 for an empty span
double sample_variance(std::span<const double> values);   ///< n−1; 0 for fewer than two
/// Quantile p in [0, 1] of values that are sorted ascending; requires at least one.
double quantile_of_sorted(std::span<const double> sorted, double p);

/// Student-t interval of the mean over independent replications; nothing for fewer than two.
std::optional<Interval> replication_interval(std::span<const double> one_per_replication, double level,
                                             std::string of);
/// The two-sided Student-t factor for n values, e.g. 2.262 for n = 10 and level 0.95. Requires n >= 2, 0 < level < 1.
double student_t(std::size_t n, double level);

}  // namespace npcost
