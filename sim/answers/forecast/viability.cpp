#include "sim/answers/forecast/viability.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <cstddef>

#include "sim/answers/budget.h"
#include "sim/answers/cost_sums.h"
#include "sim/answers/money/mode_costs.h"
#include "sim/answers/money/revenue.h"
#include "sim/answers/slice_sums.h"
#include "sim/base/check.h"
#include "sim/prices/rate.h"
#include "sim/scenario/questions.h"

namespace npcost {

namespace {

constexpr double rounding = 1e-12;   // a limit is met within this much of itself, as in a verdict

/// Rounded to the grain once. 40 bits behind the point, and 20 before it: a millionfold.
Money times(Money price, double factor) {
  const auto fixed = static_cast<Int128>(std::llround(std::min(factor, 0x1p20) * 0x1p40));
  return Money::from_grains((price.times(fixed).grains() + (Int128{1} << 39)) >> 40);
}

bool occurs(Mode mode, const Scenario& scenario) {
  const std::vector<std::uint8_t> meets = segments_that_meet(mode, scenario);
  return std::any_of(meets.begin(), meets.end(), [](std::uint8_t one) { return one != 0; });
}

ViabilityQuestion question_of(const Scenario& scenario, const Budget& budget) {
  return {budget.name, std::nullopt, budget, budget.metric, std::string(stat_name(budget.stat)), slice_text(scenario, budget.where),
          metric_unit(scenario, budget.metric), budget.limit_text, *budget.max};
}

bool at_least_everywhere(const std::vector<double>& a, const std::vector<double>& b) {
  for (std::size_t i = 0; i < a.size(); ++i) {
    if (a[i] < b[i]) return false;
  }
  return true;
}

}  // namespace

std::vector<ViabilityQuestion> viability_questions(const Scenario& scenario, std::string* why) {
  std::vector<ViabilityQuestion> questions;
  const Questions* asked = scenario.experiment.questions.get();
  if (asked != nullptr && asked->forecast && asked->forecast->viable_when) {
    questions.push_back(question_of(scenario, *asked->forecast->viable_when));
    return questions;
  }
  if (scenario.revenue.model != Revenue::Model::none) {
    for (const Mode mode : all_modes) {
      if (!occurs(mode, scenario)) continue;
      questions.push_back({std::string(mode_name(mode)), mode, std::nullopt, "cost.share_of_revenue", "mean", "", "ratio",
                           fmt::format("{:.6g}%", scenario.viability.green * 100), scenario.viability.green});
    }
    return questions;
  }
  for (const Budget& budget : scenario.budgets) {
    if (budget.metric.starts_with("cost.") && budget.max && !budget.warn_only) questions.push_back(question_of(scenario, budget));
  }
  if (questions.empty()) {
    *why =
        "nothing says what is enough: the scenario has no revenue and no budget on a cost; add \"revenue\", or ask with --metric and --max";
  }
  return questions;
}

ForecastWorld::ForecastWorld(const Scenario& scenario, const Plan& plan, const UsageLedger& ledger, const PricePaths& paths)
    : scenario_(scenario),
      plan_(plan),
      ledger_(ledger),
      moving_prices_(paths.prices().size()),
      price_of_cell_(paths.of_cells(scenario, plan)),
      now_(cell_prices(plan, scenario.book, ledger)),
      rows_(ledger),
      repricing_(scenario, ledger) {}

CellPrices ForecastWorld::prices_with(std::span<const double> factors) const {
  NPCOST_CHECK(factors.size() == moving_prices_, "there is a factor for each price");
  CellPrices prices = now_;
  for (std::size_t c = 0; c < prices.size(); ++c) {
    if (price_of_cell_[c] != PricePaths::none) prices[c].per_count = times(prices[c].per_count, factors[price_of_cell_[c]]);
  }
  return prices;
}

std::optional<double> ForecastWorld::value(const ViabilityQuestion& question, std::span<const double> factors) const {
  const CellPrices prices = prices_with(factors);
  const CellTable& cells = cell_table(plan_);
  const WorkList work = work_list(plan_);
  std::uint64_t simulated = 0;
  for (const SegmentCounts& segment : ledger_.segment) simulated += segment.players;
  const Scale scale{work.active_players, simulated};
  if (question.mode) return mean_share_of(*question.mode, {scenario_, rows_, cells, prices, scale});
  const Budget& budget = *question.budget;
  if (const auto percentile = percentile_of(budget.stat)) {
    OneWorker alone;
    const PlayerFigure figure{budget.metric, budget.where.segment};
    const auto found = repricing_.figures(prices, {&figure, 1}, alone);
    if (!found.front()) return std::nullopt;
    return (*found.front())[*percentile];
  }
  return metric_of_sums(budget.metric, sums_of(scenario_, ledger_, cells, prices, budget.where), scenario_, scale);
}

std::vector<double> ForecastWorld::shares_of_cost(const ViabilityQuestion& question) const {
  std::vector<double> shares(moving_prices_, 0.0);
  const std::vector<std::uint64_t> totals = ledger_.totals();
  double whole = 0;
  for (std::size_t c = 0; c < totals.size(); ++c) {
    const Cell& cell = cell_table(plan_)[c];
    if (question.mode && scenario_.pipelines[cell.pipeline].mode != *question.mode) continue;
    const double cost = now_[c].per_count.times(static_cast<Int128>(totals[c])).approximate();
    whole += cost;
    if (price_of_cell_[c] != PricePaths::none) shares[price_of_cell_[c]] += cost;
  }
  for (double& share : shares) share = whole > 0 ? share / whole : 0;
  return shares;
}

bool ViabilityJudge::viable(const std::vector<double>& factors) {
  for (const std::vector<double>& known : viable_) {
    if (at_least_everywhere(known, factors)) return true;
  }
  for (const std::vector<double>& known : not_viable_) {
    if (at_least_everywhere(factors, known)) return false;
  }
  ++asked_;
  const std::optional<double> value = world_.value(question_, factors);
  const bool yes = value && *value <= question_.limit * (1 + rounding);
  std::vector<std::vector<double>>& same = yes ? viable_ : not_viable_;
  std::erase_if(same, [&](const std::vector<double>& known) {
    return yes ? at_least_everywhere(factors, known) : at_least_everywhere(known, factors);
  });
  same.push_back(factors);
  return yes;
}

}  // namespace npcost
