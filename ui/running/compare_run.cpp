#include "ui/running/compare_run.h"

#include <fmt/format.h>

#include "sim/base/check.h"

namespace npcost {

std::string currency_refusal(const Scenario& a, const Scenario& b) {
  if (a.currency == b.currency) return {};
  return fmt::format("its currency is {}, not {}: costs in two currencies are not compared", b.currency, a.currency);
}

ComparedWorlds::ComparedWorlds(const ReadScenario& a, const ReadScenario& b) : between(worlds_between(a, b)) {
  for (const WorldBetween& world : between) {
    if (world.read) variants.push_back({"", "", *world.read->scenario});
  }
  variants.push_back({"B", "", *b.scenario});
  Scenario& last = variants.back().scenario;
  last.budgets.clear();
  last.outputs.clear();
}

Comparison comparison_of(const Scenario& a, const ComparedWorlds& worlds, const Simulated& simulated) {
  NPCOST_CHECK(simulated.variants.size() == worlds.variants.size(), "every world between was run");
  const Result own = result_of(simulated, {});
  Comparison found;
  found.engine_version = own.audit.engine_version;
  found.currency = own.currency;
  found.period_a = own.period_text;
  found.period_b = simulated.variants.back().replications().result().period_text;
  found.seed = own.audit.seed;
  found.replications = own.audit.replications;
  found.replications_asked = own.audit.replications_asked;
  found.partial = own.audit.partial;
  found.partial_why = own.audit.partial_why;
  found.metrics = compared_metrics(own.metrics, own.variants.back());
  std::vector<BridgeWorld> totals;
  for (std::size_t w = 0; w < simulated.variants.size(); ++w) {
    BridgeWorld world{{}, simulated.variants[w].replications().total()};
    if (!worlds.between.empty()) {
      for (const WorldSection section : worlds.between[w].sections) world.sections.emplace_back(title_of(section));
    }
    totals.push_back(std::move(world));
  }
  found.bridge = bridge_of(own.cost.total, totals);
  found.a = {{}, a.name, a.sha256, {}, a.books_used, {}};
  const Scenario& b = worlds.variants.back().scenario;
  found.b = {{}, b.name, b.sha256, {}, b.books_used, {}};
  return found;
}

}  // namespace npcost
