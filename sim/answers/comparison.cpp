#include "sim/answers/comparison.h"

#include <algorithm>
#include <cmath>

#include "sim/base/check.h"
#include "sim/base/money.h"

namespace npcost {
namespace {

/// What the rounding of doubles can make of two figures that are the same.
constexpr double rounding = 1e-12;

ComparisonWord word_of(const ComparedMetric& metric) {
  if (!metric.a && !metric.b) return ComparisonWord::neither;
  if (!metric.b) return ComparisonWord::only_a;
  if (!metric.a) return ComparisonWord::only_b;
  if (!metric.interval) return ComparisonWord::no_interval;
  const double noise = rounding * std::max(std::abs(*metric.a), std::abs(*metric.b));
  if (metric.interval->low > noise) return ComparisonWord::higher;
  if (metric.interval->high < -noise) return ComparisonWord::lower;
  return ComparisonWord::no_difference_shown;
}

Money exact(const std::string& total) {
  const std::optional<Money> money = Money::from_decimal(total);
  NPCOST_CHECK(money.has_value(), "a total is an exact decimal");
  return *money;
}

}  // namespace

std::string_view name_of(ComparisonWord word) {
  switch (word) {
    case ComparisonWord::higher: return "higher";
    case ComparisonWord::lower: return "lower";
    case ComparisonWord::no_difference_shown: return "no_difference_shown";
    case ComparisonWord::no_interval: return "no_interval";
    case ComparisonWord::only_a: return "only_a";
    case ComparisonWord::only_b: return "only_b";
    case ComparisonWord::neither: return "neither";
  }
  return "";
}

std::vector<ComparedMetric> compared_metrics(const std::vector<Metric>& a, const VariantResult& b) {
  NPCOST_CHECK(a.size() == b.metrics.size() && a.size() == b.differences.size(), "both runs have all metrics");
  std::vector<ComparedMetric> all;
  for (std::size_t i = 0; i < a.size(); ++i) {
    const MetricDifference& difference = b.differences[i];
    NPCOST_CHECK(a[i].name == b.metrics[i].name && a[i].name == difference.metric, "metrics come in one order");
    ComparedMetric metric{a[i].name, a[i].unit, a[i].denominator, a[i].mean, b.metrics[i].mean, difference.pairs, {}, {}, {}, {}, {}};
    if (metric.a && metric.b) {
      metric.difference = difference.mean;
      metric.interval = difference.interval;
      metric.relative = difference.relative;
      metric.relative_interval = difference.relative_interval;
    }
    metric.word = word_of(metric);
    all.push_back(std::move(metric));
  }
  return all;
}

Bridge bridge_of(const std::string& total_of_a, const std::vector<BridgeWorld>& worlds) {
  NPCOST_CHECK(!worlds.empty(), "a bridge leads somewhere");
  Bridge bridge{total_of_a, worlds.back().total, decimal(exact(worlds.back().total) - exact(total_of_a)), {}};
  Money at = exact(total_of_a);
  Money sum;  // of the steps as they are written
  for (const BridgeWorld& world : worlds) {
    if (world.sections.empty()) continue;
    const Money total = exact(world.total);
    bridge.steps.push_back({world.sections, decimal(total - at), world.total});
    sum += exact(bridge.steps.back().amount);
    at = total;
  }
  NPCOST_CHECK(exact(bridge.a) + sum == exact(bridge.b), "the steps of a bridge add up to the difference");
  NPCOST_CHECK(sum == exact(bridge.difference), "the difference is what the steps add up to");
  return bridge;
}

}  // namespace npcost
