#pragma once
// Two scenarios beside each other: in which sections they differ, and the worlds on the way from one to the other.
//
// Requires  readings without errors that kept their trees: ScenarioRequest::keeps_tree, and of the second ::beside, or variant_beside().
//           What both own must outlive what is made of them.
// Draws     all worlds have the names of draws of the first scenario: the same players with the same luck in each.
// Errors    none: a world that cannot be read is not among those that are returned.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "sim/scenario/read_scenario.h"

namespace npcost {

/// In the order in which one world becomes the other.
enum class WorldSection { prices, models, pipelines, npcs, players, policies, events, serving, time, rest };
inline constexpr std::size_t world_section_count = 10;
/// "prices of models", "models", …
std::string_view title_of(WorldSection section);

/// The variant of that name as a scenario of its own; its faults have been reported with the scenario's. Nothing if there is none.
std::optional<ReadScenario> variant_beside(const ReadScenario& scenario, std::string_view name);

/// The scenario with these values changed, each "/pointer=value" as --set has it; it keeps its budgets, and not its sweep. Faults of the
/// settings, and what they make impossible, are diagnostics of the answer, which then has no scenario. Nothing is read from the disk.
ReadScenario changed_beside(const ReadScenario& scenario, const std::vector<std::string>& settings);

/// What of a scenario its usage can depend on, as text: two worlds read beside the same scenario with the same text have the same usage,
/// cell by cell, in every replication, and differ in their bills at most. Not in it are revenue, budgets, remarks and, unless a limit in
/// money looks at them, the plain prices of models: the number in "$0.15/1M tokens", not per what it is, nor dates, hours and tiers.
std::string usage_text(const ReadScenario& scenario);

/// Sections with a difference that can make one in a run: not in remarks, names of files, budgets, outputs or the order of keys.
///
/// prices    catalogs, exchange rates, and of models that both have the keys of the price book, with "catalog"
/// models    all the rest of them; players: with who they are and when they come
/// time      with the warm-up
/// rest      talk that nobody asks for, revenue, and what later formats may bring
std::vector<WorldSection> sections_that_differ(const ReadScenario& a, const ReadScenario& b);

/// One world on the way, and what makes it differ from the one before.
struct WorldBetween {
  std::vector<WorldSection> sections;
  std::optional<ReadScenario> read;   ///< absent for the last: it is the second scenario itself
};

/// One for each section that differs, in order. A section that cannot be read without those that come later is joined with the next. What
/// only the first scenario has (a model, an NPC) stays in its map until the end, so that sections that still name it can be read.
std::vector<WorldBetween> worlds_between(const ReadScenario& a, const ReadScenario& b);

}  // namespace npcost
