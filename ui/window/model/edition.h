#pragma once
// One state of the scenario: its text with the edits on it, read. Immutable; shared by all who work on it.

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "sim/engine/plan.h"
#include "sim/scenario/read_scenario.h"
#include "ui/window/model/parameter_list.h"

namespace npcost::window {

struct Edition {
  std::uint64_t number = 0;
  ScenarioRequest request;
  ReadScenario read;
  std::vector<ListedParameter> parameters;

  const Scenario& scenario() const { return *read.scenario; }
};

/// What came of reading a text. Without an edition: why, in diagnostics, or in a sentence if a file could not be read at all.
struct ReadAttempt {
  std::shared_ptr<const Edition> edition;
  std::shared_ptr<const ReadScenario> failed;   ///< owns what the diagnostics' places point into
  std::vector<Diagnostic> diagnostics;          ///< warnings too; in the order of a report
  std::string trouble;
};
ReadAttempt read_edition(std::uint64_t number, ScenarioRequest request);

/// Whether the usage that was counted for one scenario is that of the other: no limit is in money, caches and steps of prices are where
/// they were, and the same cells are counted. Requires that nothing but prices was edited. The plans: of the same replication.
bool same_usage(const Scenario& before, const Plan& plan_before, const Scenario& after, const Plan& plan_after);

/// The word as a shell must be given it: in quotes if need be.
std::string quoted_word(const std::string& word);
/// "npcost run tavern.npcost.json --set '/players/active=50k players'", for a shell.
std::string command_line(const std::string& file, const std::vector<std::string>& settings, const std::vector<std::string>& more = {});

}  // namespace npcost::window
