#pragma once
// Scenario text becomes a Scenario, or every fault at once and nothing runs.

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "sim/reading/diagnostic.h"
#include "sim/reading/json_text.h"
#include "sim/scenario/scenario.h"

namespace npcost {

/// The texts that a scenario was read from, so that it can be read again where they are not: to the same diagnostics in the same places.
struct ScenarioFiles {
  std::map<std::string, std::string> texts;       ///< by the path that was opened
  std::map<std::string, std::string> identities;  ///< of paths, links resolved, told from the project root
};

/// What is kept of a reading for others beside it (sim/scenario/beside.h).
struct ScenarioTree;

/// What a client asks for: files merged left to right (`extends` of each first), then overlays, then settings.
struct ScenarioRequest {
  std::vector<std::string> files;     ///< at least one; the folder of the first is the project root
  std::vector<std::string> overlays;  ///< -f
  std::vector<std::string> settings;  ///< --set, each "/pointer=value"
  std::string root;                   ///< --root; empty: folder of the first file
  double max_work = 1e12;             ///< --max-work: turns of a whole run above which it is refused (E501)
  /// Also a variant without each enabled policy, if there are at most 8: what each saves, and what players lose by it.
  bool without_each_policy = false;
  /// Also the merged text and where every value of it came from: a quarter of the time that reading takes, and a run shows neither.
  bool with_origins = false;
  const ScenarioFiles* kept = nullptr;  ///< read these, and nothing from the disk; must outlive the request
  bool keeps_tree = false;            ///< other scenarios will be read beside this one
  /// The scenario that this one will be compared with: who has the same name in both is the same in the names of draws, and the experiment
  /// is that one's, all but its warm-up. What the reading of that scenario owns must outlive this one.
  const ScenarioTree* beside = nullptr;
  std::map<std::string, std::string> drafts = {};   ///< texts by path that stand for what the files hold: edited and not saved yet
};

/// Where every value of the merged scenario came from.
struct Origin {
  std::string pointer, value, where;  ///< `where` as `resolve --origins` prints it
};

/// A merge patch on the scenario, as the whole scenario that it makes. Same seed, replications and players; no budgets, no outputs.
struct Variant {
  std::string name;
  std::string policy;  ///< that this variant is without, if it was made for that; else ""
  Scenario scenario;
};

struct ReadScenario {
  std::optional<Scenario> scenario;  ///< absent iff diagnostics.has_errors()
  std::vector<Variant> variants;     ///< in file order, then those without one policy each; empty on errors
  Diagnostics diagnostics;           ///< errors, and warnings of a usable scenario
  /// The merged scenario with defaults, strict JSON, or "" on errors of merging; like its origins only if they were asked for.
  std::string resolved;
  std::vector<Origin> origins;
  /// Keys that were read and checked but that this version does not simulate yet (pointer, what). `run` refuses them
  /// by name.
  std::vector<std::pair<std::string, std::string>> not_simulated;
  SourceTexts texts;  ///< owns what the places point into
  ScenarioFiles files;  ///< what was read
  std::shared_ptr<const ScenarioTree> tree;  ///< if it was asked for and there are no errors
};

/// Throws FileError only for the first file and overlays that cannot be read at all (exit 3); everything else is a
/// diagnostic.
ReadScenario read_scenario(const ScenarioRequest& request);
/// The same from text in memory (tests, the window's editor), with origins. Catalogs and extends are looked up beside `name`.
ReadScenario read_scenario_text(const std::string& name, const std::string& text, bool without_each_policy = false);

/// JSON Schema (draft-07) of the scenario file, from the same table as the reader; strict JSON with a final newline.
std::string scenario_schema();

/// What `npcost explain CODE` prints: purpose, an example that causes it, how to fix it. Nothing for an unknown code.
std::optional<std::string> explain_code(std::string_view code);
std::vector<std::string> all_codes();
/// What `npcost explain FILE#/pointer` prints about a key: type, unit, level, default, help.
std::optional<std::string> explain_key(std::string_view pointer);

/// The metrics a budget may name, with unit ("USD", "ratio", "ms", "1"), denominator and a one-line meaning.
struct MetricInfo {
  std::string_view name, unit, denominator, meaning;
  bool per_player;  ///< percentiles over players exist
  bool per_turn;    ///< percentiles over turns exist
};
const std::vector<MetricInfo>& metric_infos();
const MetricInfo* find_metric(std::string_view name);

}  // namespace npcost
