#include "sim/answers/replication_summary.h"

#include <cstddef>
#include <string_view>

#include "sim/answers/activity.h"
#include "sim/answers/cost_sums.h"
#include "sim/answers/money/mode_costs.h"
#include "sim/answers/money/money_figures.h"
#include "sim/answers/player_costs.h"
#include "sim/answers/slice_sums.h"
#include "sim/scenario/read_scenario.h"

namespace npcost {

namespace {

/// What all metrics of one replication are read from.
struct Sources {
  const Scenario& scenario;
  const UsageLedger& ledger;
  Scale scale;
  SliceSums everybody;
  PlayerCosts players;
  Activity activity;
};

MetricValue latency(const LatencyHistogram& histogram) {
  MetricValue value;
  if (histogram.total() == 0) return value;
  value.mean = histogram.mean_ms();
  value.percentiles.emplace();
  for (std::size_t i = 0; i < percentile_count; ++i)
    (*value.percentiles)[i] = histogram.quantile_ms(percentile_points[i]);
  return value;
}

/// Of all modes together.
MetricValue latency(const std::array<LatencyHistogram, mode_count>& by_mode) {
  LatencyHistogram all;
  for (const LatencyHistogram& mode : by_mode) all.merge(mode);
  return latency(all);
}

/// Scaled to all active players; nothing if nobody was simulated.
std::optional<double> scaled_count(double simulated, const Scale& scale) {
  if (scale.simulated == 0) return std::nullopt;
  return simulated * static_cast<double>(scale.active) / static_cast<double>(scale.simulated);
}

std::optional<double> metric_of_activity(std::string_view metric, const Activity& activity, const Scale& scale) {
  if (metric == "players.dau" && activity.complete_days != 0) {
    return scaled_count(static_cast<double>(activity.day_players) / activity.complete_days, scale);
  }
  if (metric == "players.peak_concurrent") return scaled_count(static_cast<double>(activity.peak_online), scale);
  if (!activity.load_known) return std::nullopt;
  if (metric == "load.peak_requests_per_min") return scaled_count(activity.peak_requests, scale);
  if (metric == "load.peak_tokens_per_min") return scaled_count(activity.peak_tokens, scale);
  return std::nullopt;
}

MetricValue metric_value(std::string_view metric, const Sources& from) {
  if (metric == "latency.first_text") return latency(from.ledger.first_text);
  if (metric == "latency.first_audio") return latency(from.ledger.first_audio);
  MetricValue value;
  value.mean = metric_of_sums(metric, from.everybody, from.scenario, from.scale);
  if (!value.mean) value.mean = metric_of_activity(metric, from.activity, from.scale);
  value.percentiles = from.players.percentiles(metric, std::nullopt);
  return value;
}

bool everybody(const BudgetSlice& slice) { return !slice.segment && !slice.npc && !slice.model && !slice.pipeline; }

std::optional<double> asked(const Budget& budget, const MetricValue& value) {
  const std::optional<std::size_t> percentile = percentile_of(budget.stat);
  if (!percentile) return value.mean;
  if (!value.percentiles) return std::nullopt;
  return (*value.percentiles)[*percentile];
}

std::optional<double> budget_value(const Budget& budget, const Sources& from, const std::vector<MetricValue>& metrics,
                                   const CellTable& cells, const CellPrices& prices) {
  if (everybody(budget.where)) {
    const std::vector<MetricInfo>& infos = metric_infos();
    for (std::size_t i = 0; i < infos.size(); ++i) {
      if (infos[i].name == budget.metric) return asked(budget, metrics[i]);
    }
    return std::nullopt;
  }
  MetricValue value;
  if (!percentile_of(budget.stat)) {
    const SliceSums slice = sums_of(from.scenario, from.ledger, cells, prices, budget.where);
    value.mean = metric_of_sums(budget.metric, slice, from.scenario, from.scale);
  } else if (!budget.where.npc && !budget.where.model && !budget.where.pipeline) {
    value.percentiles = from.players.percentiles(budget.metric, budget.where.segment);
  }
  return asked(budget, value);
}

}  // namespace

ReplicationSummary summarise(const Scenario& scenario, const UsageLedger& ledger, const CellTable& cells,
                             const CellPrices& prices, const WorkList& work, Workers& workers) {
  const SliceSums everyone = sums_of(scenario, ledger, cells, prices, {});
  const Sources from{scenario,
                     ledger,
                     {work.active_players, everyone.players},
                     everyone,
                     PlayerCosts(scenario, ledger, prices, workers),
                     activity_of(scenario, ledger, everyone.players < work.active_players)};
  ReplicationSummary summary;
  summary.scale = from.scale;
  summary.cost = cost_sums(scenario, ledger, cells, prices);
  summary.usage = usage_sums(scenario, ledger, cells);
  summary.player_minutes = from.activity.player_minutes;
  const LedgerRows rows(ledger);
  const ModeSources of_money{scenario, rows, cells, prices, from.scale};
  summary.modes = mode_sums(of_money);
  summary.money = money_values(of_money, summary.cost.by_hour);
  summary.regions = region_values(of_money);
  summary.policies = ledger.policy;
  summary.asked_turns = everyone.talk.turns + everyone.talk.refused_turns;
  summary.events = work.events;
  for (const MetricInfo& info : metric_infos()) summary.metrics.push_back(metric_value(info.name, from));
  for (const Budget& budget : scenario.budgets) {
    summary.budgets.push_back(budget_value(budget, from, summary.metrics, cells, prices));
  }
  return summary;
}

ReplicationSummary summarise(const Scenario& scenario, const UsageLedger& ledger, const CellTable& cells,
                             const CellPrices& prices, const WorkList& work) {
  OneWorker alone;
  return summarise(scenario, ledger, cells, prices, work, alone);
}

}  // namespace npcost
