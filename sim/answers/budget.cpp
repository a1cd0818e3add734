#include "sim/answers/budget.h"

#include <algorithm>
#include <cmath>

#include "sim/answers/studies/run_length.h"
#include "sim/base/draws.h"
#include "sim/scenario/read_scenario.h"

namespace npcost {

namespace {

using Verdict = BudgetResult::Verdict;

constexpr double rounding = 1e-12;

bool at_most(double value, double limit) { return value <= limit + std::abs(limit) * rounding; }
bool at_least(double value, double limit) { return value >= limit - std::abs(limit) * rounding; }

Verdict against_max(const Interval& interval, double max) {
  if (at_most(interval.high, max)) return Verdict::pass;
  return at_most(interval.low, max) ? Verdict::inconclusive : Verdict::fail;
}

Verdict against_min(const Interval& interval, double min) {
  if (at_least(interval.low, min)) return Verdict::pass;
  return at_least(interval.high, min) ? Verdict::inconclusive : Verdict::fail;
}

Verdict verdict_of(const Budget& budget, const Interval& interval) {
  const Verdict upper = budget.max ? against_max(interval, *budget.max) : Verdict::pass;
  const Verdict lower = budget.min ? against_min(interval, *budget.min) : Verdict::pass;
  if (upper == Verdict::fail || lower == Verdict::fail) return Verdict::fail;
  return upper == Verdict::pass ? lower : upper;
}

std::string why_straddling(const Budget& budget, const Interval& interval, std::span<const double> values, std::uint32_t lucks) {
  std::uint64_t most = 0;
  const auto ask = [&](const std::optional<double>& limit, Verdict verdict) {
    if (!limit || verdict != Verdict::inconclusive) return true;
    const std::optional<std::uint64_t> needed = replications_needed(values, *limit, interval.level);
    if (needed) most = std::max(most, *needed);
    return needed.has_value();
  };
  const bool can_be_decided = ask(budget.max, budget.max ? against_max(interval, *budget.max) : Verdict::pass) &&
                              ask(budget.min, budget.min ? against_min(interval, *budget.min) : Verdict::pass);
  if (!can_be_decided)
    return "the interval straddles the limit, and the estimate is too near to it for any number of replications";
  most *= lucks;
  return "the interval straddles the limit; about " + std::to_string(most) + " more replication" +
         (most == 1 ? "" : "s");
}

void decide(BudgetResult& result, const Budget& budget, std::span<const double> values, const Experiment& experiment) {
  if (values.empty()) {
    result.why_inconclusive = "no replication has a value for this metric";
    return;
  }
  result.value = mean_of(values);
  const double level = experiment.until_decided ? level_of_look(*experiment.until_decided, budget.confidence) : budget.confidence;
  result.interval = replication_interval(values, level, std::string(stat_name(budget.stat)));
  if (!result.interval) {
    result.why_inconclusive =
        experiment.lucks > 1 ? "one draw of what nobody knows gives no interval" : "one replication gives no interval";
    return;
  }
  result.verdict = verdict_of(budget, *result.interval);
  if (result.verdict == Verdict::inconclusive)
    result.why_inconclusive = why_straddling(budget, *result.interval, values, experiment.lucks);
}

}  // namespace

BudgetResult judge(const Scenario& scenario, const Budget& budget, std::span<const double> values) {
  BudgetResult result;
  result.name = budget.name;
  result.metric = budget.metric;
  result.stat = stat_name(budget.stat);
  result.where = slice_text(scenario, budget.where);
  result.limit_text = budget.limit_text;
  result.unit = metric_unit(scenario, budget.metric);
  result.severity = budget.warn_only ? "warn" : "fail";
  result.owner = budget.owner;
  result.message = budget.message;
  result.max = budget.max;
  result.min = budget.min;
  decide(result, budget, values, scenario.experiment);
  return result;
}

std::optional<std::uint64_t> replications_needed(std::span<const double> values, double limit, double level) {
  const double distance = std::abs(mean_of(values) - limit);
  const std::optional<Interval> interval = replication_interval(values, level, "");
  const double half_width = (interval->high - interval->low) / 2;
  const auto n = static_cast<double>(values.size());
  // The half-width shrinks with the square root of the number of replications.
  const double all = std::ceil(n * (half_width / distance) * (half_width / distance));
  if (!(all <= static_cast<double>(max_replications))) return std::nullopt;  // also for a distance of 0
  return static_cast<std::uint64_t>(std::max(all - n, 1.0));
}

std::string slice_text(const Scenario& scenario, const BudgetSlice& slice) {
  std::string text;
  const auto add = [&](const char* kind, const std::string& name) {
    if (!text.empty()) text += ", ";
    text += std::string(kind) + " " + name;
  };
  if (slice.segment) add("segment", scenario.players.segments[*slice.segment].name);
  if (slice.npc) add("npc", scenario.npcs[*slice.npc].name);
  if (slice.model) add("model", scenario.book.cards[*slice.model].name);
  if (slice.pipeline) add("pipeline", scenario.pipelines[*slice.pipeline].name);
  return text;
}

std::string metric_unit(const Scenario& scenario, std::string_view metric) {
  const MetricInfo* info = find_metric(metric);
  if (info == nullptr) return {};
  return info->unit == "USD" ? scenario.currency : std::string(info->unit);
}

}  // namespace npcost
