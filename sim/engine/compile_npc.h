#pragma once
// NPCs of a scenario compiled for one replication: tables drawn, cells numbered.

#include "sim/engine/plan_types.h"

namespace npcost {

/// The distribution of a spread in this replication, as a table of whole counts (value × scale). Equal spreads share one
/// table: less to compile, and fewer bytes for the processor's cache.
DrawTable compile_table(Plan& plan, const Spread& spread, std::uint32_t lowest = 0, double scale = 1);
/// A spread that has one value in a replication (persona, recall per run), rounded to whole counts.
std::uint32_t compile_value(const Plan& plan, const Spread& spread, double scale = 1);

/// The stages of the NPC's pipeline: cells, rates, rules, latencies. Requires npc.pipeline, .memory, .spoken, .hears and .realtime.
void compile_stages(Plan& plan, const Scenario& scenario, const Npc& source, NpcPlan& npc);

/// Fills plan.npcs and numbers plan.cells. Requires plan.unknowns and plan.period_* to be set. The shared cache is left empty:
/// it needs the expected traffic (compile_plan).
void compile_npcs(Plan& plan, const Scenario& scenario);

}  // namespace npcost
