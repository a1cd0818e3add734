#include "sim/answers/studies/sobol_indices.h"

#include <algorithm>
#include <boost/random/sobol.hpp>

#include "sim/base/check.h"
#include "sim/base/draws.h"

namespace npcost {
namespace {

constexpr std::size_t most_resamples = 1000, fewest_resamples = 200;
constexpr double resampling_work = 2e8;   ///< points × inputs × resamples that are looked at

PlayerKey study_key(std::uint64_t seed) { return {seed, 0, 0, 0}; }

struct Estimate {
  std::vector<double> first, total;
};

/// Every point counts as often as its weight says. Centred on the mean, which changes no index and takes noise out of the products.
class Estimator {
 public:
  explicit Estimator(std::span<const SobolPoint> points) : points_(points), inputs_(points.front().mixed.size()) {
    double sum = 0;
    for (const SobolPoint& point : points) sum += point.a + point.b;
    mean_ = sum / (2.0 * static_cast<double>(points.size()));
  }

  double mean() const { return mean_; }

  double variance(std::span<const double> weights) const {
    double sum = 0, squares = 0, all = 0;
    for (std::size_t p = 0; p < points_.size(); ++p) {
      const double a = points_[p].a - mean_, b = points_[p].b - mean_;
      sum += weights[p] * (a + b);
      squares += weights[p] * (a * a + b * b);
      all += 2 * weights[p];
    }
    return squares / all - (sum / all) * (sum / all);
  }

  Estimate indices(std::span<const double> weights) const {
    Estimate found{std::vector<double>(inputs_, 0.0), std::vector<double>(inputs_, 0.0)};
    double all = 0, shift = 0;
    for (std::size_t p = 0; p < points_.size(); ++p) {
      all += weights[p];
      shift += weights[p] * (points_[p].a + points_[p].b - 2 * mean_) / 2;
    }
    const double middle = mean_ + shift / all;
    for (std::size_t p = 0; p < points_.size(); ++p) {
      const double b = weights[p] * (points_[p].b - middle);
      for (std::size_t i = 0; i < inputs_; ++i) {
        const double moved = points_[p].mixed[i] - points_[p].a;
        found.first[i] += b * moved;
        found.total[i] += weights[p] * moved * moved;
      }
    }
    const double variance_all = variance(weights);
    for (std::size_t i = 0; i < inputs_; ++i) {
      found.first[i] = variance_all > 0 ? found.first[i] / all / variance_all : 0;
      found.total[i] = variance_all > 0 ? found.total[i] / all / (2 * variance_all) : 0;
    }
    return found;
  }

 private:
  std::span<const SobolPoint> points_;
  std::size_t inputs_;
  double mean_ = 0;
};

std::size_t resamples_for(std::size_t points, std::size_t inputs) {
  const double affordable = resampling_work / (static_cast<double>(points) * static_cast<double>(inputs));
  return static_cast<std::size_t>(std::clamp(affordable, static_cast<double>(fewest_resamples), static_cast<double>(most_resamples)));
}

/// How often each point is drawn in one resample.
std::vector<double> resampled(std::size_t points, std::uint64_t seed, std::uint32_t resample) {
  std::vector<double> weights(points, 0.0);
  for (std::size_t at = 0; at < points; at += 4) {
    const Words words = draw(study_key(seed), Purpose::study, resample + 1, static_cast<std::uint32_t>(at));
    for (std::size_t w = 0; w < 4 && at + w < points; ++w) {
      weights[static_cast<std::size_t>((std::uint64_t{words.w[w]} * points) >> 32)] += 1;
    }
  }
  return weights;
}

Interval percentile_interval(std::vector<double>& values, double level, const char* of) {
  std::sort(values.begin(), values.end());
  return {level, quantile_of_sorted(values, (1 - level) / 2), quantile_of_sorted(values, (1 + level) / 2), of};
}

}  // namespace

SobolPlan::SobolPlan(std::size_t inputs, std::uint32_t points, std::uint64_t seed) : inputs_(inputs), points_(points) {
  NPCOST_CHECK(inputs >= 1 && inputs <= most_sobol_inputs && points >= 1, "Sobol's points have so many dimensions");
  boost::random::sobol_engine<std::uint32_t, 32> engine(2 * inputs);
  std::vector<std::uint32_t> shift;
  for (std::size_t d = 0; d < 2 * inputs; ++d) {
    shift.push_back(draw(study_key(seed), Purpose::study, 0, static_cast<std::uint32_t>(d)).w[0]);
  }
  words_.reserve(2 * inputs * points);
  words_ = shift;  // the sequence's first point is 0, which Boost leaves out
  for (std::uint32_t p = 1; p < points; ++p) {
    for (const std::uint32_t move : shift) words_.push_back(static_cast<std::uint32_t>(engine()) ^ move);
  }
}

double SobolPlan::quantile(std::uint32_t point, std::size_t run, std::size_t input) const {
  const bool from_b = run == 1 || run == 2 + input;
  return unit_interval(words_[std::size_t{point} * 2 * inputs_ + (from_b ? inputs_ : 0) + input]);
}

std::optional<SobolIndices> sobol_indices(std::span<const SobolPoint> points, double level, std::uint64_t seed) {
  if (points.size() < 2) return std::nullopt;
  const Estimator estimator(points);
  const std::vector<double> once(points.size(), 1.0);
  SobolIndices answer;
  answer.points = points.size();
  answer.mean = estimator.mean();
  answer.variance = estimator.variance(once);
  // What rounding leaves of equal results is no variance.
  if (!(answer.variance > 1e-24 * answer.mean * answer.mean)) return std::nullopt;
  const Estimate best = estimator.indices(once);
  const std::size_t inputs = best.first.size(), resamples = resamples_for(points.size(), inputs);
  std::vector<std::vector<double>> first(inputs), total(inputs);
  for (std::size_t r = 0; r < resamples; ++r) {
    const Estimate again = estimator.indices(resampled(points.size(), seed, static_cast<std::uint32_t>(r)));
    for (std::size_t i = 0; i < inputs; ++i) {
      first[i].push_back(again.first[i]);
      total[i].push_back(again.total[i]);
    }
  }
  double additive = 0;
  for (std::size_t i = 0; i < inputs; ++i) {
    answer.inputs.push_back({best.first[i], best.total[i], percentile_interval(first[i], level, "first-order index"),
                             percentile_interval(total[i], level, "total index")});
    additive += best.first[i];
  }
  answer.interactions = std::max(0.0, 1 - additive);
  return answer;
}

}  // namespace npcost
