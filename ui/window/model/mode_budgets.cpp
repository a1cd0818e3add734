#include "ui/window/model/mode_budgets.h"

#include <algorithm>
#include <array>
#include <limits>

#include "sim/answers/budget.h"
#include "sim/answers/per_player.h"
#include "sim/answers/percentiles.h"
#include "sim/answers/slice_sums.h"
#include "sim/prices/rate.h"

namespace npcost::window {
namespace {

bool wanted(const std::optional<std::uint16_t>& only, std::size_t index) { return !only || *only == index; }

bool is_everybody(const BudgetSlice& slice) { return !slice.segment && !slice.npc && !slice.model && !slice.pipeline; }

bool is_of_cost_so_far(const Budget& budget) {
  return budget.max && budget.metric.starts_with("cost.") && budget.metric != "cost.total" && budget.metric != "cost.per_voice_minute";
}

/// Whether players of the slice's segment can meet an NPC; of all segments, if it has none.
bool meets(const BudgetSlice& slice, const Scenario& scenario, std::uint16_t npc) {
  const auto unasked = [npc](const Ambient& ambient) { return ambient.npc == npc; };
  if (std::any_of(scenario.ambient.begin(), scenario.ambient.end(), unasked)) return true;
  for (std::size_t s = 0; s < scenario.players.segments.size(); ++s) {
    if (!wanted(slice.segment, s)) continue;
    const auto& choices = scenario.players.segments[s].npcs;
    if (std::any_of(choices.begin(), choices.end(), [npc](const NpcWeight& one) { return one.weight > 0 && one.npc == npc; })) return true;
  }
  return false;
}

bool uses(const CellTable& cells, std::size_t pipeline, const std::optional<std::uint16_t>& model) {
  const auto used = [&](const Cell& cell) { return cell.pipeline == pipeline && wanted(model, cell.model); };
  return std::any_of(cells.all().begin(), cells.all().end(), used);
}

/// [mode] whether something of the slice can be of that mode.
std::array<bool, mode_count> modes_of(const BudgetSlice& slice, const Scenario& scenario, const CellTable& cells) {
  std::array<bool, mode_count> modes{};
  for (const Way& way : scenario.ways) {
    if (!wanted(slice.npc, way.npc) || !wanted(slice.pipeline, way.pipeline)) continue;
    if (!uses(cells, way.pipeline, slice.model) || !meets(slice, scenario, way.npc)) continue;
    modes[static_cast<std::size_t>(scenario.pipelines[way.pipeline].mode)] = true;
  }
  return modes;
}

double used_of(double value, double limit) {
  if (limit > 0) return value / limit;
  return value > 0 ? std::numeric_limits<double>::infinity() : 0.0;
}

/// Of all players of the slice who have such a figure. Nothing where the result has none either.
std::optional<Percentiles> percentiles(const Budget& budget, const Scenario& scenario, const CellPrices& prices, const Mark& mark) {
  if (budget.where.npc || budget.where.model || budget.where.pipeline) return std::nullopt;
  const std::optional<PerPlayer> figure = PerPlayer::of(budget.metric, scenario, mark.at);
  if (!figure) return std::nullopt;
  const LedgerRows& rows = mark.index();
  const auto players = std::span(mark.rows.player_totals);
  std::vector<double> own(rows.players()), values;
  figure->own(players, own.data());
  const RowPrices of_row(rows, prices);
  std::vector<std::int64_t> steps(of_row.fits() ? rows.players() : 0);
  if (of_row.fits()) of_row.steps(0, rows.players(), steps.data());
  for (std::uint32_t p = 0; p < rows.players(); ++p) {
    if (own[p] == 0 || !wanted(budget.where.segment, players[p].segment)) continue;
    const Int128 grains = of_row.fits() ? of_row.step() * steps[p]
                                        : rate(std::span<const std::uint64_t>(rows.row(p)), prices).grains();
    values.push_back(static_cast<double>(grains) / own[p]);
  }
  if (values.empty()) return std::nullopt;
  Percentiles found = percentiles_of(values);
  for (double& one : found) one = figure->shown(one);
  return found;
}

}  // namespace

std::vector<const Budget*> budgets_of_mode(Mode mode, const Scenario& scenario, const CellTable& cells) {
  std::vector<const Budget*> own, everybodys;
  std::array<bool, mode_count> alone{};
  alone[static_cast<std::size_t>(mode)] = true;
  for (const Budget& budget : scenario.budgets) {
    if (!is_of_cost_so_far(budget)) continue;
    if (modes_of(budget.where, scenario, cells) == alone) own.push_back(&budget);
    else if (is_everybody(budget.where)) everybodys.push_back(&budget);
  }
  return own.empty() ? everybodys : own;
}

BudgetFigure budget_figure(const Budget& budget, const Scenario& scenario, const CellTable& cells, const CellPrices& prices,
                           const Mark& mark) {
  BudgetFigure figure;
  figure.name = budget.name;
  figure.metric = budget.metric;
  figure.unit = metric_unit(scenario, budget.metric);
  figure.where = slice_text(scenario, budget.where);
  figure.stat = budget.stat;
  figure.limit = budget.max.value_or(0);
  if (mark.at <= Milliseconds(0)) return figure;
  const std::optional<Percentiles> found = percentiles(budget, scenario, prices, mark);
  if (found) {
    figure.p50 = (*found)[*percentile_of(Stat::p50)];
    figure.p95 = (*found)[*percentile_of(Stat::p95)];
  }
  if (const std::optional<std::size_t> asked = percentile_of(budget.stat)) {
    if (found) figure.value = (*found)[*asked];
  } else if (budget.stat == Stat::mean) {
    const SliceSums sums = sums_of(scenario, mark.rows, cells, prices, budget.where);
    figure.value = metric_of_sums(budget.metric, sums, scenario, Scale{}, mark.at);
  }
  if (figure.value) figure.used = used_of(*figure.value, figure.limit);
  return figure;
}

void hardest_first(std::vector<BudgetFigure>& budgets) {
  std::stable_sort(budgets.begin(), budgets.end(), [](const BudgetFigure& a, const BudgetFigure& b) {
    return a.used && (!b.used || *a.used > *b.used);
  });
}

}  // namespace npcost::window
