// Policies and events become rules: what is on, what is limited, what is out, by way of meeting an NPC.

#include <algorithm>
#include <cmath>

#include "sim/base/check.h"
#include "sim/engine/compile/compile_npc.h"
#include "sim/engine/compile/compile_parts.h"

namespace npcost {

namespace {

using Kind = Policy::Kind;

SwitchPlan compile_switch(const Plan& plan, const Scenario& scenario, bool on, Event::Kind kind,
                          std::optional<std::uint16_t> Event::*target, std::uint16_t index) {
  SwitchPlan result;
  result.on = on;
  for (std::size_t i = 0; i < scenario.events.size(); ++i) {
    const Event& event = scenario.events[i];
    if (event.kind != kind || event.*target != index) continue;
    for (const Stretch& stretch : stretch_of(plan, scenario, i)) {
      result.changes.push_back({stretch, event.ramp.count(), event.set, threshold(event.share)});
    }
  }
  std::stable_sort(result.changes.begin(), result.changes.end(),
                   [](const auto& a, const auto& b) { return a.stretch.from < b.stretch.from; });
  return result;
}

/// A limit on everybody is a limit on the simulated players' part.
std::uint64_t simulated_part(const Plan& plan, const Policy& policy, std::uint64_t limit) {
  if (!policy.is_global()) return limit;
  const UInt128 part = UInt128{limit} * plan.work.players / std::max<std::uint64_t>(1, plan.work.active_players);
  return std::max<std::uint64_t>(1, static_cast<std::uint64_t>(part));
}

LimitPlan compile_limit(const Plan& plan, const Scenario& scenario, std::uint16_t index) {
  const Policy& policy = scenario.policies[index];
  LimitPlan limit;
  limit.policy = index;
  limit.measure = policy.measure;
  limit.per = policy.per;
  limit.then = policy.then;
  limit.limit = simulated_part(plan, policy, policy.limit);
  limit.lag_ms = policy.lag.count();
  for (std::size_t i = 0; i < scenario.events.size(); ++i) {
    const Event& event = scenario.events[i];
    if (event.kind != Event::Kind::limit || event.policy != index) continue;
    for (const Stretch& stretch : stretch_of(plan, scenario, i)) {
      limit.changes.push_back({stretch, simulated_part(plan, policy, event.limit)});
    }
  }
  std::stable_sort(limit.changes.begin(), limit.changes.end(),
                   [](const auto& a, const auto& b) { return a.stretch.from < b.stretch.from; });
  return limit;
}

std::uint8_t number_of(const NpcPlan& npc, std::uint16_t model) {
  const auto found = std::find(npc.other_models.begin(), npc.other_models.end(), model);
  return found == npc.other_models.end() ? std::uint8_t{0} : static_cast<std::uint8_t>(found - npc.other_models.begin() + 1);
}

/// Draws of caches and routes are told apart by kind and by rank among their kind, so that one that is taken away moves no other.
std::uint32_t block_of(const Policy& policy) {
  const std::uint32_t first = policy.kind == Kind::route ? 1 : policy.of == Policy::Of::replies ? 81 : 161;
  return first + policy.draw_rank % 80;
}

void add_outages(const Plan& plan, const Scenario& scenario, const NpcPlan& npc, WayRules& rules) {
  for (std::size_t i = 0; i < scenario.events.size(); ++i) {
    const Event& event = scenario.events[i];
    if (event.kind != Event::Kind::outage || !event.model) continue;
    for (const Stretch& stretch : stretch_of(plan, scenario, i)) {
      for (const PipelineStage& stage : scenario.pipelines[npc.pipeline].stages) {
        if (stage.model != *event.model || (npc.device && stage.placement.on_device)) continue;
        const bool answers = stage.stage == Stage::llm || stage.stage == Stage::realtime;
        if (answers) rules.outages.push_back({stretch, 0, false});
        if (stage.stage == Stage::stt || stage.stage == Stage::tts) rules.outages.push_back({stretch, 0, true});
      }
      if (const std::uint8_t other = number_of(npc, *event.model); other != 0) rules.outages.push_back({stretch, other, false});
    }
  }
  const PipelineStage* answering = scenario.pipelines[npc.pipeline].answering();
  if (answering->fallback) rules.fallback = number_of(npc, *answering->fallback);
}

void add_policy(const Plan& plan, const Scenario& scenario, std::uint16_t index, const NpcPlan& npc, WayRules& rules) {
  const Policy& policy = scenario.policies[index];
  if (!is_about(policy, npc.pipeline) || !plan.rules.policies[index].ever_on()) return;
  const bool servers = npc.llm.billed;   // what the device computes needs no cache, route or limit of ours
  WayRules::Chance chance{0, index, block_of(policy), 0, policy.by};
  if (policy.kind == Kind::cache) chance.threshold = threshold(std::clamp(compile_share(plan, policy.hit_rate), 0.0, 1.0));
  if (policy.kind == Kind::cache && policy.of == Policy::Of::replies && servers) rules.replies.push_back(chance);
  if (policy.kind == Kind::cache && policy.of == Policy::Of::speech && npc.spoken && !npc.realtime) rules.speech.push_back(chance);
  if (policy.kind == Kind::route && servers && policy.to && number_of(npc, *policy.to) != 0) {
    chance.threshold = threshold(policy.share);
    chance.llm = number_of(npc, *policy.to);
    rules.routes.push_back(chance);
  }
  if (policy.kind == Kind::prewarm && servers) rules.prewarm = index;
  if (!policy.is_limit() || !servers) return;
  for (std::uint16_t l = 0; l < plan.rules.limits.size(); ++l) {
    if (plan.rules.limits[l].policy == index) rules.limits.push_back({l, policy.to ? number_of(npc, *policy.to) : std::uint8_t{0}});
  }
}

WayRules compile_way(const Plan& plan, const Scenario& scenario, const NpcPlan& npc) {
  WayRules rules;
  for (std::uint16_t p = 0; p < scenario.policies.size(); ++p) add_policy(plan, scenario, p, npc, rules);
  add_outages(plan, scenario, npc, rules);
  rules.plain = asks_nothing(rules, npc);
  return rules;
}

/// What a count of each cell costs: what a turn spends is rounded to a step of money, enough to know when a limit is reached. Costs
/// themselves come from rate() alone.
void compile_spending(Plan& plan, const Scenario& scenario) {
  const bool in_money = std::any_of(plan.rules.limits.begin(), plan.rules.limits.end(),
                                    [](const LimitPlan& limit) { return limit.measure == Policy::Measure::money; });
  if (!in_money) return;
  plan.rules.grains_per_step = static_cast<UInt128>(Money::grain_per_unit) / money_steps(scenario.currency);
  for (const UnitPrice& price : cell_prices(plan, scenario.book)) {
    plan.rules.spend.push_back(static_cast<UInt128>(std::max<Int128>(0, price.per_count.grains())));
  }
}

bool is_served(const Pipeline& pipeline) {
  return std::all_of(pipeline.stages.begin(), pipeline.stages.end(), [](const PipelineStage& s) { return s.placement.by_api; });
}

std::uint64_t device_share(const Plan& plan, const Pipeline& pipeline) {
  std::uint64_t least = ChainLink::use_segment;
  for (const PipelineStage& stage : pipeline.stages) {
    if (!stage.placement.on_device || !stage.placement.device_share) continue;
    least = std::min(least, threshold(std::clamp(compile_share(plan, *stage.placement.device_share), 0.0, 1.0)));
  }
  return least;
}

}  // namespace

void compile_chains(Plan& plan, const Scenario& scenario) {
  for (std::uint16_t p = 0; p < scenario.pipelines.size(); ++p) {
    const bool on = scenario.pipelines[p].enabled;
    plan.rules.pipelines.push_back(compile_switch(plan, scenario, on, Event::Kind::feature, &Event::pipeline, p));
  }
  for (std::uint16_t n = 0; n < scenario.npcs.size(); ++n) {
    std::vector<ChainLink> chain;
    for (const std::uint16_t pipeline : scenario.npcs[n].chain) {
      ChainLink link;
      link.pipeline = pipeline;
      link.spoken = scenario.pipelines[pipeline].spoken();
      link.device_share = device_share(plan, scenario.pipelines[pipeline]);
      for (std::uint16_t w = 0; w < scenario.ways.size(); ++w) {
        if (scenario.ways[w].npc != n || scenario.ways[w].pipeline != pipeline) continue;
        if (scenario.ways[w].device) link.device_way = w;
        if (!scenario.ways[w].device && is_served(scenario.pipelines[pipeline])) link.server_way = w;
      }
      chain.push_back(link);
    }
    // An NPC that everybody meets in one way needs no choice.
    const SwitchPlan& first = plan.rules.pipelines[chain.front().pipeline];
    const bool one_way = chain.size() == 1 && first.on && first.changes.empty() && chain.front().server_way == n &&
                         chain.front().device_way == ChainLink::no_way;
    const bool everybody_speaks = !chain.front().spoken || std::all_of(scenario.players.segments.begin(), scenario.players.segments.end(),
                                                                        [](const Segment& s) { return s.voice >= 1; });
    if (one_way && everybody_speaks) chain.clear();
    plan.chains.push_back(std::move(chain));
  }
}

void compile_policy_switches(Plan& plan, const Scenario& scenario) {
  for (std::uint16_t p = 0; p < scenario.policies.size(); ++p) {
    plan.rules.policies.push_back(compile_switch(plan, scenario, scenario.policies[p].enabled, Event::Kind::policy, &Event::policy, p));
  }
}

void compile_rules(Plan& plan, const Scenario& scenario) {
  for (std::uint16_t p = 0; p < scenario.policies.size(); ++p) {
    if (!scenario.policies[p].is_limit() || !plan.rules.policies[p].ever_on()) continue;
    plan.rules.limits.push_back(compile_limit(plan, scenario, p));
    if (scenario.policies[p].is_global()) plan.rules.limits.back().shared = plan.rules.shared_limits++;
  }
  compile_spending(plan, scenario);
  for (const NpcPlan& npc : plan.ways) {
    plan.rules.ways.push_back(compile_way(plan, scenario, npc));
    plan.rules.prewarms = plan.rules.prewarms || plan.rules.ways.back().prewarm != WayRules::no_policy;
  }
  if (plan.rules.coupled()) plan.work.units = whole_hours(plan.horizon_ms);  // everybody waits for everybody: hours, not players
}

}  // namespace npcost
