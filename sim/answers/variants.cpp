#include "sim/answers/variants.h"

#include <cmath>
#include <cstddef>
#include <utility>

#include "sim/base/check.h"

namespace npcost {

Change paired_change(std::span<const double> before, std::span<const double> after, double level) {
  NPCOST_CHECK(before.size() == after.size() && !before.empty(), "values that are compared come in pairs");
  std::vector<double> differences;
  for (std::size_t i = 0; i < before.size(); ++i) differences.push_back(after[i] - before[i]);
  return {mean_of(differences), replication_interval(differences, level, "mean difference")};
}

std::optional<Change> relative_change(std::span<const double> before, std::span<const double> after, double level) {
  NPCOST_CHECK(before.size() == after.size() && !before.empty(), "values that are compared come in pairs");
  const double mean = mean_of(before);
  if (mean == 0) return std::nullopt;
  const double ratio = mean_of(after) / mean;
  Change change{ratio - 1, std::nullopt};
  std::vector<double> residuals;  // their mean is 0 but for rounding
  for (std::size_t i = 0; i < before.size(); ++i) residuals.push_back((after[i] - ratio * before[i]) / mean);
  if (const auto around_0 = replication_interval(residuals, level, "")) {
    const double half = (around_0->high - around_0->low) / 2;
    change.interval = Interval{level, change.mean - half, change.mean + half, "relative change"};
  }
  return change;
}

VariantAnswers::VariantAnswers(const Variant& variant)
    : variant_(&variant), replications_(variant.scenario), pairs_(metric_infos().size()) {}

void VariantAnswers::add(const ReplicationSummary& scenario, const ReplicationSummary& variant) {
  replications_.add(variant);
  for (std::size_t i = 0; i < pairs_.size(); ++i) {
    const std::optional<double>& before = scenario.metrics[i].mean;
    const std::optional<double>& after = variant.metrics[i].mean;
    if (!before || !after) continue;
    pairs_[i].before.add(*before, replications_.count() - 1);
    pairs_[i].after.add(*after, replications_.count() - 1);
  }
}

const VariantAnswers::Pairs& VariantAnswers::pairs_of(std::string_view metric) const {
  const std::vector<MetricInfo>& infos = metric_infos();
  std::size_t i = 0;
  while (infos[i].name != metric) ++i;
  return pairs_[i];
}

VariantResult VariantAnswers::result() const {
  VariantResult result{variant_->name, variant_->policy, replications_.estimate_so_far(), {}, {}};
  const std::uint32_t lucks = variant_->scenario.experiment.lucks;
  for (std::size_t i = 0; i < pairs_.size(); ++i) {
    MetricDifference difference;
    difference.metric = result.metrics[i].name;
    difference.unit = result.metrics[i].unit;
    difference.pairs = pairs_[i].before.values.size();
    if (difference.pairs > 0) {
      const std::vector<double> before = draw_means(pairs_[i].before, lucks), after = draw_means(pairs_[i].after, lucks);
      const Change change = paired_change(before, after, shown_level);
      difference.mean = change.mean;
      difference.interval = change.interval;
      if (const auto relative = relative_change(before, after, shown_level)) {
        difference.relative = relative->mean;
        difference.relative_interval = relative->interval;
      }
    }
    result.differences.push_back(std::move(difference));
  }
  // A policy is looked at from a world without it: there it would save.
  const Pairs& cost = pairs_of("cost.per_mau_month");
  if (variant_->policy.empty() || cost.before.values.empty()) return result;
  if (const auto change = relative_change(draw_means(cost.after, lucks), draw_means(cost.before, lucks), shown_level)) {
    result.saving.emplace(Saving{-change->mean, std::nullopt});
    if (change->interval)
      result.saving->interval = Interval{shown_level, -change->interval->high, -change->interval->low, "saving"};
  }
  return result;
}

}  // namespace npcost
