#include "sim/answers/replications.h"

#include <cstddef>

#include "sim/answers/activity.h"
#include "sim/answers/budget.h"
#include "sim/base/check.h"
#include "sim/scenario/read_scenario.h"

namespace npcost {

namespace {

void keep(std::vector<double>& values, const std::optional<double>& value) {
  if (value) values.push_back(*value);
}

void keep(ReplicationValues& values, const std::optional<double>& value, std::uint32_t replication) {
  if (value) values.add(*value, replication);
}

void add_amounts(std::vector<Money>& into, const std::vector<Money>& from) {
  if (into.size() < from.size()) into.resize(from.size());
  for (std::size_t i = 0; i < from.size(); ++i) into[i] += from[i];
}

void add_parts(Breakdown& into, const Breakdown& from, Money total, const Scale& scale) {
  add_amounts(into.part, scaled_parts(from.part, total, scale));
  if (into.listed.size() < from.listed.size()) into.listed.resize(from.listed.size());
  for (std::size_t i = 0; i < from.listed.size(); ++i) into.listed[i] |= from.listed[i];
}

std::optional<double> mean_if_any(const std::vector<double>& values) {
  if (values.empty()) return std::nullopt;
  return mean_of(values);
}

}  // namespace

Replications::Replications(const Scenario& scenario)
    : scenario_(&scenario), metrics_(metric_infos().size()), budgets_(scenario.budgets.size()) {}

void Replications::add(const ReplicationSummary& summary) {
  NPCOST_CHECK(summary.metrics.size() == metrics_.size() && summary.budgets.size() == budgets_.size(),
               "a summary is of the scenario that its replications belong to");
  ++count_;
  simulated_ += static_cast<Int128>(summary.scale.simulated);
  active_ += static_cast<Int128>(summary.scale.active);
  add_costs(summary);
  add_usage(summary);
  add_modes(summary);
  add_levers(summary);
  add_money(summary);
  for (std::size_t i = 0; i < metrics_.size(); ++i) {
    const MetricValue& value = summary.metrics[i];
    keep(metrics_[i].mean, value.mean, count_ - 1);
    if (!value.percentiles) continue;
    for (std::size_t p = 0; p < percentile_count; ++p) metrics_[i].percentiles[p].push_back((*value.percentiles)[p]);
  }
  for (std::size_t i = 0; i < budgets_.size(); ++i) keep(budgets_[i], summary.budgets[i], count_ - 1);
}

void Replications::add_costs(const ReplicationSummary& summary) {
  const CostSums& from = summary.cost;
  const Scale& scale = summary.scale;
  cost_.total += scaled(from.total, scale);
  add_parts(cost_.by_stage, from.by_stage, from.total, scale);
  add_parts(cost_.by_model, from.by_model, from.total, scale);
  add_parts(cost_.by_npc, from.by_npc, from.total, scale);
  add_parts(cost_.by_segment, from.by_segment, from.total, scale);
  add_parts(cost_.by_meter, from.by_meter, from.total, scale);
  add_parts(cost_.by_pipeline, from.by_pipeline, from.total, scale);
  add_amounts(cost_.by_hour, scaled_parts(from.by_hour, from.total, scale));
}

void Replications::add_usage(const ReplicationSummary& summary) {
  usage_.resize(summary.usage.size());
  usage_listed_.resize(summary.usage.size());
  for (std::size_t i = 0; i < summary.usage.size(); ++i) {
    if (summary.usage[i] < 0) continue;
    usage_listed_[i] = 1;
    const auto meter = static_cast<Meter>(i % meter_count);
    const Money one = Money::from_grains(Money::grain_per_unit / counts_per_shown_unit(meter));
    usage_[i] += scaled(one.times(summary.usage[i]), summary.scale);
  }
  players_online_.resize(summary.player_minutes.size());
  for (std::size_t h = 0; h < summary.player_minutes.size(); ++h) {
    const std::uint32_t minutes = minutes_in_hour(*scenario_, static_cast<std::uint32_t>(h));
    // A player-minute as a share of the hour: whole grains for whole hours, cut at 1e-16 of a player for others.
    const Money one = Money::from_grains(Money::grain_per_unit / minutes);
    players_online_[h] += scaled(one.times(summary.player_minutes[h]), summary.scale);
  }
}

void Replications::add_modes(const ReplicationSummary& summary) {
  for (std::size_t m = 0; m < modes_.size(); ++m) {
    const ModeSums& from = summary.modes[m];
    ModeValues& into = modes_[m];
    into.occurs = into.occurs || from.occurs;
    for (std::size_t s = 0; s < from.by_stage.size(); ++s) into.by_stage[s] += scaled(from.by_stage[s], summary.scale);
    keep(into.cost_per_mau_month, from.cost_per_mau_month);
    keep(into.fixed_per_mau_month, from.fixed_per_mau_month);
    keep(into.share, from.share_of_net_revenue);
    keep(into.p95_share, from.p95_share);
    keep(into.peak_share, from.peak_share);
  }
}

std::vector<BudgetResult> Replications::budgets() const {
  std::vector<BudgetResult> judged;
  for (std::size_t i = 0; i < budgets_.size(); ++i) {
    judged.push_back(judge(*scenario_, scenario_->budgets[i], draw_means(budgets_[i], scenario_->experiment.lucks)));
  }
  return judged;
}

std::vector<double> Replications::draws_of(std::string_view metric) const {
  const std::vector<MetricInfo>& infos = metric_infos();
  for (std::size_t i = 0; i < infos.size(); ++i) {
    if (infos[i].name == metric) return draw_means(metrics_[i].mean, scenario_->experiment.lucks);
  }
  return {};
}

std::vector<Metric> Replications::estimate_so_far() const {
  std::vector<Metric> metrics;
  const std::vector<MetricInfo>& infos = metric_infos();
  const std::uint32_t lucks = scenario_->experiment.lucks;
  for (std::size_t i = 0; i < infos.size(); ++i) {
    Metric metric;
    metric.name = infos[i].name;
    metric.unit = infos[i].unit == "USD" ? scenario_->currency : std::string(infos[i].unit);
    metric.denominator = infos[i].denominator;
    const std::vector<double> draws = draw_means(metrics_[i].mean, lucks);
    metric.mean = mean_if_any(draws);
    metric.interval = replication_interval(draws, shown_level, "mean");
    if (lucks > 1) metric.spread = spread_parts(metrics_[i].mean, lucks, shown_level);
    for (std::size_t p = 0; p < percentile_count; ++p) {
      const std::optional<double> value = mean_if_any(metrics_[i].percentiles[p]);
      if (!value) continue;
      const std::string name(percentile_names[p]);
      metric.percentiles.emplace(name, *value);
      const std::optional<Interval> interval = replication_interval(metrics_[i].percentiles[p], shown_level, name);
      if (interval) metric.percentile_intervals.emplace(name, *interval);
    }
    metrics.push_back(std::move(metric));
  }
  return metrics;
}

}  // namespace npcost
