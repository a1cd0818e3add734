#include "sim/answers/cost_sums.h"

#include <cstddef>
#include <span>

#include "sim/base/check.h"
#include "sim/prices/rate.h"

namespace npcost {

namespace {

void resize(Breakdown& breakdown, std::size_t size, bool listed) {
  breakdown.part.resize(size);
  breakdown.listed.resize(size, listed ? 1 : 0);
}

CostSums empty_sums(const Scenario& scenario, const CellTable& cells) {
  CostSums sums;
  resize(sums.by_stage, stage_count, false);
  resize(sums.by_model, scenario.book.cards.size(), false);
  resize(sums.by_npc, scenario.npcs.size(), true);
  resize(sums.by_segment, scenario.players.segments.size(), true);
  resize(sums.by_meter, meter_count, false);
  resize(sums.by_pipeline, scenario.pipelines.size(), false);
  for (const Cell& cell : cells.all()) {  // what is counted is listed, even when it is free of charge
    sums.by_stage.listed[static_cast<std::size_t>(cell.stage)] = 1;
    sums.by_model.listed[cell.model] = 1;
    sums.by_meter.listed[static_cast<std::size_t>(cell.meter)] = 1;
    sums.by_pipeline.listed[cell.pipeline] = 1;
  }
  return sums;
}

void add_cell(CostSums& sums, const Cell& cell, Money cost) {
  sums.total += cost;
  sums.by_stage.part[static_cast<std::size_t>(cell.stage)] += cost;
  sums.by_model.part[cell.model] += cost;
  sums.by_meter.part[static_cast<std::size_t>(cell.meter)] += cost;
  sums.by_pipeline.part[cell.pipeline] += cost;
}

void add_hours(CostSums& sums, const UsageLedger& ledger, const CellPrices& prices) {
  const std::size_t cells = ledger.shape.cells;
  const std::span<const std::uint64_t> counts = ledger.hour_cells;
  Money whole;
  for (std::size_t hour = 0; hour < ledger.shape.hours; ++hour) {
    sums.by_hour.push_back(rate(counts.subspan(hour * cells, cells), prices));
    whole += sums.by_hour.back();
  }
  NPCOST_CHECK(whole == sums.total, "the cost of the hours is the cost of the groups");
}

}  // namespace

CostSums cost_sums(const Scenario& scenario, const UsageLedger& ledger, const CellTable& cells,
                   const CellPrices& prices) {
  const LedgerShape& shape = ledger.shape;
  NPCOST_CHECK(cells.size() == shape.cells && prices.size() == shape.cells,
               "a ledger is read with the cells it was counted in");
  CostSums sums = empty_sums(scenario, cells);
  for (std::size_t group = 0; group < std::size_t{shape.segments} * shape.ways; ++group) {
    const std::size_t segment = group / shape.ways, npc = scenario.ways[group % shape.ways].npc;
    for (std::size_t c = 0; c < shape.cells; ++c) {
      const std::uint64_t count = ledger.group_cells[group * shape.cells + c];
      if (count == 0) continue;
      const Money cost = prices[c].per_count.times(static_cast<Int128>(count));
      add_cell(sums, cells[c], cost);
      sums.by_segment.part[segment] += cost;
      sums.by_npc.part[npc] += cost;
    }
  }
  add_hours(sums, ledger, prices);
  return sums;
}

std::vector<Int128> usage_sums(const Scenario& scenario, const UsageLedger& ledger, const CellTable& cells) {
  std::vector<Int128> usage(scenario.book.cards.size() * meter_count, -1);
  const std::vector<std::uint64_t> totals = ledger.totals();
  for (std::size_t c = 0; c < totals.size(); ++c) {
    Int128& sum = usage[std::size_t{cells[c].model} * meter_count + static_cast<std::size_t>(cells[c].meter)];
    sum = (sum < 0 ? 0 : sum) + static_cast<Int128>(totals[c]);
  }
  return usage;
}

}  // namespace npcost
