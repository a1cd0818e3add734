#include <algorithm>
#include <cmath>

#include "sim/base/check.h"
#include "sim/engine/ahead/lane_plan.h"
#include "sim/engine/compile/compile_npc.h"
#include "sim/engine/compile/compile_parts.h"

namespace npcost {

namespace {

LedgerShape shape_of(const Plan& plan, const Scenario& scenario) {
  return {.cells = static_cast<std::uint32_t>(plan.cells.size()),
          .segments = static_cast<std::uint32_t>(scenario.players.segments.size()),
          .ways = static_cast<std::uint32_t>(scenario.ways.size()),
          .hours = static_cast<std::uint32_t>(plan.day_of_hour.size()),
          .days = plan.day_of_hour.back() + 1,
          .policies = static_cast<std::uint32_t>(scenario.policies.size()),
          .players = plan.work.players};
}

std::int64_t longest_ttl(const Plan& plan) {
  std::int64_t longest = 0;
  const auto look = [&longest](const std::vector<NpcPlan>& npcs) {
    for (const NpcPlan& npc : npcs) longest = std::max(longest, npc.cache.ttl_ms);
  };
  look(plan.ways);
  for (const std::vector<NpcPlan>& setting : plan.settings) look(setting);
  for (const AmbientPlan& ambient : plan.ambient) look(ambient.plans);
  return longest;
}

/// A drawn price is rounded to the grain once, here; from then on everything is exact again.
Money drawn(const Plan& plan, Money price, const Unknown& unknown) {
  const auto factor = static_cast<std::int64_t>(std::llround(plan.unknown(unknown) * 4294967296.0));
  return Money::from_grains((price.times(factor).grains() + (Int128{1} << 31)) >> 32);
}

}  // namespace

double Plan::unknown(const Unknown& unknown_value) const {
  if (unknown_value.known()) return unknown_value.of.quantile(0.5);
  const auto found = std::lower_bound(unknowns.begin(), unknowns.end(), unknown_value.pointer,
                                      [](const auto& entry, const std::string& key) { return entry.first < key; });
  NPCOST_CHECK(found != unknowns.end() && found->first == unknown_value.pointer, "every unknown of a scenario is named");
  return unknown_value.of.quantile(found->second);
}

std::shared_ptr<const Plan> compile_plan(const Scenario& scenario, std::uint32_t replication) {
  const std::int64_t whole = scenario.experiment.warm_up.count() + scenario.duration.count();
  const std::vector<LocalHour> hours =
      local_hours(scenario.start - scenario.experiment.warm_up, whole_hours(whole) + 1, scenario.timezone);
  auto plan = std::make_shared<Plan>();
  plan->seed = scenario.experiment.seed;
  plan->replication = replication;
  plan->unknown_replication = scenario.experiment.unknown_replication.value_or(replication / scenario.experiment.lucks);
  draw_unknowns(*plan, scenario);
  draw_events(*plan, scenario);
  compile_time(*plan, scenario, hours);
  compile_policy_switches(*plan, scenario);
  compile_npcs(*plan, scenario);
  compile_settings(*plan, scenario);
  compile_population(*plan, scenario);
  compile_chains(*plan, scenario);
  compile_ambient(*plan, scenario);
  compile_rules(*plan, scenario);  // the last to number cells was ambient: what is spent is known now
  compile_traffic(*plan, scenario);
  plan->longest_ttl_ms = longest_ttl(*plan);
  plan->shape = shape_of(*plan, scenario);
  plan->work.events = plan->event_happens;
  plan->lanes = compile_lanes(*plan);
  return plan;
}

WorkList work_list(const Plan& plan) { return plan.work; }
const CellTable& cell_table(const Plan& plan) { return plan.cells; }
bool is_coupled(const Plan& plan) { return plan.rules.coupled(); }
LedgerShape ledger_shape(const Plan& plan) { return plan.shape; }
double expected_turns(const Plan& plan) { return plan.expected_turns; }

Money Plan::with_events(const Cell& cell, Money price) const {
  const Instant inside = period_inside[cell.period];
  for (const PriceEvent& event : price_events) {
    if (event.model != cell.model || inside < event.from || inside >= event.until) continue;
    const Int128 product = price.times(event.millionths).grains();
    price = Money::from_grains((product + 500'000) / 1'000'000);
  }
  return price;
}

std::uint8_t Plan::tier_in(const PriceBook& book, const Cell& cell) const {
  const TierStarts& starts = tier_starts[cell.model][cell.period];
  if (cell.tier == 0 || cell.tier > starts.size()) return cell.tier;  // beyond: another period's tier, nothing is counted there
  const PriceSet* set = book.cards[cell.model].at(period_inside[cell.period]);
  return set == nullptr ? std::uint8_t{0} : set->tier_of(starts[cell.tier - 1u]);
}

std::optional<Price> price_in(const Plan& plan, const PriceBook& book, Cell cell) {
  cell.tier = plan.tier_in(book, cell);
  return book.price(cell, plan.period_inside[cell.period]);
}

CellPrices cell_prices(const Plan& plan, const PriceBook& book) {
  CellPrices prices;
  prices.reserve(plan.cells.size());
  for (const Cell& cell : plan.cells.all()) {
    const std::optional<Price> price = price_in(plan, book, cell);
    if (!price) {
      // read_scenario refused what must have a price. What is left are fees (per request, storage) that another entry of the same
      // model charges and this one does not; and tokens of kinds that nothing here uses.
      prices.emplace_back();
      continue;
    }
    UnitPrice exact = price->exact;
    if (price->unknown) exact.per_count = drawn(plan, exact.per_count, *price->unknown);
    exact.per_count = plan.with_events(cell, exact.per_count);
    prices.push_back(exact);
  }
  return prices;
}

}  // namespace npcost
