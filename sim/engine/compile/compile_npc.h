#pragma once
// NPCs of a scenario compiled for one replication: tables drawn, cells numbered.

#include <algorithm>
#include <optional>

#include "sim/engine/plan_types.h"

namespace npcost {

/// The distribution of a spread in this replication, as a table of whole counts (value × scale). Equal spreads share one
/// table: less to compile, and fewer bytes for the processor's cache.
DrawTable compile_table(Plan& plan, const Spread& spread, std::uint32_t lowest = 0, double scale = 1);
/// A spread that has one value in a replication (persona, recall per run), rounded to whole counts.
std::uint32_t compile_value(const Plan& plan, const Spread& spread, double scale = 1);

/// The stages of the NPC's pipeline: cells, rates, rules, latencies. Requires npc.pipeline, .memory, .spoken, .hears and .realtime.
void compile_stages(Plan& plan, const Scenario& scenario, const Npc& source, NpcPlan& npc);

/// The model whose speed counts, and whether what the stage uses is billed, for players who meet the NPC this way.
struct Runner {
  std::uint16_t model;
  bool billed;
};
Runner runner_of(const NpcPlan& npc, const PipelineStage& stage);

/// A stage's model as it answers, or another that may stand in for it, with cells of its own. Requires what compile_stages() requires.
OtherLlm compile_other_llm(Plan& plan, const Scenario& scenario, const PipelineStage& stage, std::uint16_t model, const NpcPlan& like);

/// Beside the stages: other models that may answer, tool calls, memory that is written, who shares the NPC.
void compile_more_calls(Plan& plan, const Scenario& scenario, const Npc& source, NpcPlan& npc);

/// Where what nobody waits for is sent: the batch policy's model; nothing = to the NPC's own.
std::optional<std::uint16_t> batch_model(const Scenario& scenario, std::uint16_t pipeline);

/// A spread that has one value in a replication, as it is.
double compile_share(const Plan& plan, const Spread& spread);

/// Whether a policy is about a pipeline.
inline bool is_about(const Policy& policy, std::uint16_t pipeline) {
  return std::find(policy.pipelines.begin(), policy.pipelines.end(), pipeline) != policy.pipelines.end();
}

/// Fills plan.ways and numbers plan.cells. Requires plan.unknowns and plan.period_* to be set. The shared cache is left empty:
/// it needs the expected traffic (compile_plan).
void compile_npcs(Plan& plan, const Scenario& scenario);
/// One way as it is in a setting, whose scenario this is.
NpcPlan compile_way_of_npc(Plan& plan, const Scenario& scenario, std::uint16_t way, std::uint16_t setting);

/// The scenario with those policies on that are on in a setting. Requires plan.setting_edges_ms.
Scenario scenario_in(const Plan& plan, const Scenario& scenario, std::uint16_t setting);
/// Fills plan.settings. Requires plan.ways and the switches of the policies.
void compile_settings(Plan& plan, const Scenario& scenario);

}  // namespace npcost
