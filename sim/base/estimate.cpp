#include "sim/base/estimate.h"

#include <algorithm>
#include <boost/math/distributions/students_t.hpp>
#include <cmath>
#include <utility>

#include "sim/base/check.h"

namespace npcost {
namespace {

/// Neumaier's compensated sum: the error does not grow with the number of values.
class Sum {
 public:
  void add(double value) {
    const double next = sum_ + value;
    lost_ += std::abs(sum_) >= std::abs(value) ? (sum_ - next) + value : (value - next) + sum_;
    sum_ = next;
  }
  double value() const { return sum_ + lost_; }

 private:
  double sum_ = 0;
  double lost_ = 0;
};

}  // namespace

double mean_of(std::span<const double> values) {
  if (values.empty()) return 0;
  Sum sum;
  for (const double value : values) sum.add(value);
  const double mean = sum.value() / static_cast<double>(values.size());
  // Rounding must not move the mean out of the values: equal values have that value as mean and no variance at all.
  const auto [low, high] = std::minmax_element(values.begin(), values.end());
  return std::max(*low, std::min(mean, *high));
}

double sample_variance(std::span<const double> values) {
  if (values.size() < 2) return 0;
  const double mean = mean_of(values);
  Sum squares;
  for (const double value : values) squares.add((value - mean) * (value - mean));
  return squares.value() / static_cast<double>(values.size() - 1);
}

double quantile_of_sorted(std::span<const double> sorted, double p) {
  NPCOST_CHECK(!sorted.empty(), "a quantile is taken of at least one value");
  NPCOST_CHECK(p >= 0 && p <= 1, "a quantile lies between 0 and 1");
  const double position = p * static_cast<double>(sorted.size() - 1);
  const auto below = static_cast<std::size_t>(position);
  const std::size_t above = std::min(below + 1, sorted.size() - 1);
  return sorted[below] + (position - static_cast<double>(below)) * (sorted[above] - sorted[below]);
}

double student_t(std::size_t n, double level) {
  NPCOST_CHECK(n >= 2, "an interval needs at least two replications");
  NPCOST_CHECK(level > 0 && level < 1, "a confidence level lies between 0 and 1");
  // Plain double throughout: long double differs between machines.
  using Policy = boost::math::policies::policy<boost::math::policies::promote_double<false>>;
  const boost::math::students_t_distribution<double, Policy> t(static_cast<double>(n - 1));
  return boost::math::quantile(boost::math::complement(t, (1 - level) / 2));
}

std::optional<Interval> replication_interval(std::span<const double> one_per_replication, double level,
                                             std::string of) {
  const std::size_t n = one_per_replication.size();
  if (n < 2) return std::nullopt;
  const double mean = mean_of(one_per_replication);
  const double half_width =
      student_t(n, level) * std::sqrt(sample_variance(one_per_replication) / static_cast<double>(n));
  return Interval{level, mean - half_width, mean + half_width, std::move(of)};
}

}  // namespace npcost
