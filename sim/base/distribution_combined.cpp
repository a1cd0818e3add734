// Distributions made of something: lists of values (constant, discrete, empirical), mixtures, and clamps.

#include <algorithm>
#include <cmath>
#include <memory>
#include <numeric>
#include <utility>
#include <vector>

#include "sim/base/distribution_body.h"
#include "sim/base/halving.h"

namespace npcost {

namespace {

bool is_whole(double x) { return std::floor(x) == x; }

class Constant final : public Distribution::Body {
 public:
  explicit Constant(double value) : value_(value) {}
  Family family() const override { return Family::constant; }
  double cdf(double x) const override { return x < value_ ? 0 : 1; }
  double quantile(double) const override { return value_; }
  double mean() const override { return value_; }
  double variance() const override { return 0; }
  PartBelow below(double x) const override {
    return x < value_ ? PartBelow{} : PartBelow{1, value_, value_ * value_};
  }
  std::pair<double, double> support() const override { return {value_, value_}; }
  bool integer_valued() const override { return is_whole(value_); }
  void add_atoms(std::vector<double>& to) const override { to.push_back(value_); }
  bool only_atoms() const override { return true; }

 private:
  double value_;
};

/// Values with probabilities, sorted; `upto_[i]` is the part of the distribution at or below `values_[i]`.
class Listed final : public Distribution::Body {
 public:
  Listed(Family family, std::vector<std::pair<double, double>> values_and_weights) : family_(family) {
    std::sort(values_and_weights.begin(), values_and_weights.end());
    double whole = 0;
    for (const auto& [value, weight] : values_and_weights) whole += weight;
    PartBelow sum;
    for (const auto& [value, weight] : values_and_weights) {
      if (weight <= 0) continue;
      const double share = weight / whole;
      sum = {sum.mass + share, sum.first + share * value, sum.second + share * value * value};
      if (!values_.empty() && values_.back() == value) {
        upto_.back() = sum;
      } else {
        values_.push_back(value);
        upto_.push_back(sum);
      }
    }
    upto_.back().mass = 1;  // the shares may add up to a few ulps less
    mean_ = upto_.back().first;
    for (const auto& [value, weight] : values_and_weights) {
      variance_ += weight / whole * (value - mean_) * (value - mean_);
    }
  }
  Family family() const override { return family_; }
  double cdf(double x) const override { return below(x).mass; }
  double quantile(double p) const override {
    const auto found =
        std::partition_point(upto_.begin(), upto_.end(), [&](const PartBelow& part) { return part.mass < p; });
    return values_[static_cast<std::size_t>(found - upto_.begin())];  // the last mass is 1
  }
  double mean() const override { return mean_; }
  double variance() const override { return variance_; }
  PartBelow below(double x) const override {
    const auto above = std::upper_bound(values_.begin(), values_.end(), x);
    return above == values_.begin() ? PartBelow{} : upto_[static_cast<std::size_t>(above - values_.begin()) - 1];
  }
  std::pair<double, double> support() const override { return {values_.front(), values_.back()}; }
  bool integer_valued() const override { return std::all_of(values_.begin(), values_.end(), is_whole); }
  void add_atoms(std::vector<double>& to) const override { to.insert(to.end(), values_.begin(), values_.end()); }
  bool only_atoms() const override { return true; }

 private:
  Family family_;
  std::vector<double> values_;
  std::vector<PartBelow> upto_;
  double mean_ = 0;
  double variance_ = 0;
};

class Mixture final : public Distribution::Body {
 public:
  Mixture(std::vector<BodyPtr> of, std::vector<double> shares) : of_(std::move(of)), share_(std::move(shares)) {}
  Family family() const override { return Family::mixture; }
  double cdf(double x) const override {
    return std::min(1.0, sum([&](const Distribution::Body& part) { return part.cdf(x); }));
  }
  double quantile(double p) const override {
    double low = of_.front()->quantile(p);
    double high = low;
    for (const BodyPtr& part : of_) {
      const double one = part->quantile(p);
      low = std::min(low, one);
      high = std::max(high, one);
    }
    return smallest_double_reaching(p, low, high, [&](double x) { return cdf(x); });
  }
  double mean() const override {
    return sum([](const Distribution::Body& part) { return part.mean(); });
  }
  double variance() const override {
    const double middle = mean();
    return sum([&](const Distribution::Body& part) {
      return part.variance() + (part.mean() - middle) * (part.mean() - middle);
    });
  }
  PartBelow below(double x) const override {
    PartBelow all;
    for (std::size_t i = 0; i < of_.size(); ++i) {
      const PartBelow part = of_[i]->below(x);
      all.mass += share_[i] * part.mass;
      all.first += share_[i] * part.first;
      all.second += share_[i] * part.second;
    }
    return all;
  }
  std::pair<double, double> support() const override {
    std::pair<double, double> whole = of_.front()->support();
    for (const BodyPtr& part : of_) {
      whole.first = std::min(whole.first, part->support().first);
      whole.second = std::max(whole.second, part->support().second);
    }
    return whole;
  }
  bool integer_valued() const override {
    return std::all_of(of_.begin(), of_.end(), [](const BodyPtr& part) { return part->integer_valued(); });
  }
  double capped_mass() const override {
    return sum([](const Distribution::Body& part) { return part.capped_mass(); });
  }
  void add_atoms(std::vector<double>& to) const override {
    for (const BodyPtr& part : of_) part->add_atoms(to);
  }
  bool only_atoms() const override {
    return std::all_of(of_.begin(), of_.end(), [](const BodyPtr& part) { return part->only_atoms(); });
  }

 private:
  template <typename Function>
  double sum(const Function& of_part) const {
    double total = 0;
    for (std::size_t i = 0; i < of_.size(); ++i) total += share_[i] * of_part(*of_[i]);
    return total;
  }

  std::vector<BodyPtr> of_;
  std::vector<double> share_;
};

/// Everything below min becomes min and everything above max becomes max. Either may be infinite.
class Clamped final : public Distribution::Body {
 public:
  Clamped(BodyPtr of, double min, double max) : of_(std::move(of)), min_(min), max_(max) {
    const auto [low, high] = support();
    mean_ = low;
    if (low == high) return;
    const PartBelow all = below(max_);
    mean_ = std::clamp(all.first, low, high);
    // Loses digits where the spread is far smaller than the mean: 1e-4 of the variance at sd/mean = 1e-6.
    variance_ = std::max(0.0, all.second - all.first * all.first);
  }
  Family family() const override { return of_->family(); }
  double cdf(double x) const override { return x < min_ ? 0 : x >= max_ ? 1 : of_->cdf(x); }
  double quantile(double p) const override { return std::clamp(of_->quantile(p), min_, max_); }
  double mean() const override { return mean_; }
  double variance() const override { return variance_; }
  PartBelow below(double x) const override {
    if (x < min_) return {};
    PartBelow part = inside(std::min(x, max_));
    if (std::isfinite(min_)) {
      const PartBelow cut = inside(min_);
      part.first += cut.mass * min_ - cut.first;
      part.second += cut.mass * min_ * min_ - cut.second;
    }
    if (x >= max_ && std::isfinite(max_)) {
      const double above = 1 - of_->cdf(max_);
      part = {1, part.first + above * max_, part.second + above * max_ * max_};
    }
    return part;
  }
  std::pair<double, double> support() const override {
    const auto [low, high] = of_->support();
    return {std::clamp(low, min_, max_), std::clamp(high, min_, max_)};
  }
  bool integer_valued() const override {
    return of_->integer_valued() && is_whole(std::isfinite(min_) ? min_ : 0) &&
           is_whole(std::isfinite(max_) ? max_ : 0);
  }
  double capped_mass() const override { return std::isfinite(max_) ? 1 - of_->cdf(max_) : 0; }
  void add_atoms(std::vector<double>& to) const override {
    const std::size_t others = to.size();
    of_->add_atoms(to);
    for (std::size_t i = others; i < to.size(); ++i) to[i] = std::clamp(to[i], min_, max_);
    if (std::isfinite(min_) && of_->cdf(min_) > 0) to.push_back(min_);
    if (std::isfinite(max_) && capped_mass() > 0) to.push_back(max_);
  }
  bool only_atoms() const override { return of_->only_atoms() || support().first == support().second; }
  /// A clamp of a clamp is one clamp of what is inside.
  BodyPtr clamped_again(double min, double max) const {
    return std::make_shared<Clamped>(of_, std::clamp(min_, min, max), std::clamp(max_, min, max));
  }

 private:
  PartBelow inside(double x) const {
    if (std::isfinite(x)) return of_->below(x);
    const double mean = of_->mean();
    return x < 0 ? PartBelow{} : PartBelow{1, mean, of_->variance() + mean * mean};
  }

  BodyPtr of_;
  double min_, max_;
  double mean_ = 0;
  double variance_ = 0;
};

}  // namespace

BodyPtr constant_body(double value) { return std::make_shared<Constant>(value); }

BodyPtr listed_body(Family family, const std::vector<double>& values, const std::vector<double>& weights) {
  // The largest weight first, so that weights near the end of double's range cannot overflow their sum.
  const double largest = *std::max_element(weights.begin(), weights.end());
  std::vector<std::pair<double, double>> both(values.size());
  for (std::size_t i = 0; i < values.size(); ++i) both[i] = {values[i], weights[i] / largest};
  return std::make_shared<Listed>(family, std::move(both));
}

BodyPtr mixture_body(std::vector<BodyPtr> of, std::vector<double> weights) {
  const double largest = *std::max_element(weights.begin(), weights.end());
  for (double& weight : weights) weight /= largest;
  const double whole = std::accumulate(weights.begin(), weights.end(), 0.0);
  std::vector<BodyPtr> present;
  std::vector<double> shares;
  for (std::size_t i = 0; i < of.size(); ++i) {
    if (weights[i] <= 0) continue;
    present.push_back(std::move(of[i]));
    shares.push_back(weights[i] / whole);
  }
  return std::make_shared<Mixture>(std::move(present), std::move(shares));
}

BodyPtr clamped_body(BodyPtr of, double min, double max) {
  if (const auto* already = dynamic_cast<const Clamped*>(of.get())) return already->clamped_again(min, max);
  return std::make_shared<Clamped>(std::move(of), min, max);
}

}  // namespace npcost
