// Policies that are compiled into NPCs are constants of a plan; where events switch them, the plan holds an NPC for each setting.

#include <algorithm>
#include <map>

#include "sim/base/check.h"
#include "sim/engine/compile/compile_npc.h"

namespace npcost {

namespace {

using OnOff = std::vector<bool>;   ///< [policy]

bool is_compiled_in(const Policy& policy) {
  switch (policy.kind) {
    case Policy::Kind::cap_reply:
    case Policy::Kind::summarise:
    case Policy::Kind::batch: return true;
    case Policy::Kind::cache: return policy.of == Policy::Of::prompt;
    default: return false;
  }
}

/// What holds at a moment. The others are switched turn by turn (rules.h) and stay as they are here.
OnOff on_at(const Plan& plan, const Scenario& scenario, std::int64_t ms) {
  OnOff on;
  for (std::size_t p = 0; p < scenario.policies.size(); ++p) {
    const Policy& policy = scenario.policies[p];
    on.push_back(is_compiled_in(policy) ? plan.rules.policies[p].is_on(ms, 0) : policy.enabled);
  }
  return on;
}

}  // namespace

Scenario scenario_in(const Plan& plan, const Scenario& scenario, std::uint16_t setting) {
  const auto found = std::find(plan.setting_after.begin(), plan.setting_after.end(), setting);
  NPCOST_CHECK(found != plan.setting_after.end(), "a setting begins at some edge");
  const OnOff on = on_at(plan, scenario, plan.setting_edges_ms[static_cast<std::size_t>(found - plan.setting_after.begin())]);
  Scenario then = scenario;
  for (std::size_t p = 0; p < on.size(); ++p) then.policies[p].enabled = on[p];
  return then;
}

void compile_settings(Plan& plan, const Scenario& scenario) {
  std::vector<std::int64_t> edges;
  for (std::size_t p = 0; p < scenario.policies.size(); ++p) {
    if (!is_compiled_in(scenario.policies[p])) continue;
    for (const SwitchPlan::Change& change : plan.rules.policies[p].changes) {
      for (const std::int64_t edge : {change.stretch.from, change.stretch.until}) {
        if (edge < plan.horizon_ms) edges.push_back(edge);
      }
    }
  }
  std::sort(edges.begin(), edges.end());
  edges.erase(std::unique(edges.begin(), edges.end()), edges.end());
  std::map<OnOff, std::uint16_t> known;
  OnOff written;
  for (const Policy& policy : scenario.policies) written.push_back(policy.enabled);
  known.emplace(std::move(written), std::uint16_t{0});
  for (const std::int64_t edge : edges) {
    const auto [found, added] = known.try_emplace(on_at(plan, scenario, edge), static_cast<std::uint16_t>(known.size()));
    plan.setting_edges_ms.push_back(edge);
    plan.setting_after.push_back(found->second);
    if (!added) continue;
    const Scenario then = scenario_in(plan, scenario, found->second);
    std::vector<NpcPlan> ways;
    for (std::uint16_t w = 0; w < scenario.ways.size(); ++w) ways.push_back(compile_way_of_npc(plan, then, w, found->second));
    plan.settings.push_back(std::move(ways));
  }
}

}  // namespace npcost
