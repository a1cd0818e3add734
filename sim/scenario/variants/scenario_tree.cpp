#include "sim/scenario/variants/scenario_tree.h"

#include <limits>

#include "sim/scenario/files/json_write.h"

namespace npcost {

namespace {

/// A path that came with --set lies beside no text but in the project's folder, which another tree has elsewhere.
void place_path(MergedTree& tree, JsonValue* holder, const std::string& root_folder) {
  if (holder == nullptr || holder->kind != JsonValue::Kind::object) return;
  const JsonValue* from = find_member(*holder, "from");
  if (from != nullptr && from->place.source != nullptr) tree.folder_of.try_emplace(from->place.source, root_folder);
}

void place_paths(MergedTree& tree, const std::string& root_folder) {
  if (JsonValue* catalogs = find_member(tree.root, "catalogs")) {
    for (JsonMember& entry : catalogs->members) place_path(tree, &entry.value, root_folder);
  }
  if (JsonValue* players = find_member(tree.root, "players")) place_path(tree, find_member(*players, "curve"), root_folder);
}

}  // namespace

std::shared_ptr<const ScenarioTree> kept_tree(MergedTree as_written, const MergedTree& complete, const Decoding& decoding,
                                              const std::string& root_folder) {
  auto kept = std::make_shared<ScenarioTree>(
      ScenarioTree{std::move(as_written), complete, file_sums(decoding), decoding.orders, decoding.catalogs, root_folder});
  place_paths(kept->as_written, root_folder);
  place_paths(kept->complete, root_folder);
  return kept;
}

DecodedBase base_of(const ScenarioTree& tree, FilesOf files) {
  static const std::map<std::string, Catalog> no_catalogs;
  return {tree.complete.root, files == FilesOf::base ? tree.catalogs : no_catalogs, tree.orders};
}

void take_experiment(MergedTree& tree, const ScenarioTree& from) {
  JsonValue experiment = json_object();
  const JsonValue* theirs = member_value(from.as_written.root, "experiment");
  if (theirs != nullptr && theirs->kind == JsonValue::Kind::object) experiment = *theirs;
  remove_member(experiment, "variants");
  remove_member(experiment, "warm_up");
  if (const JsonValue* own = member_value(tree.root, "experiment")) {
    if (const JsonValue* warm_up = member_value(*own, "warm_up")) set_member(experiment, "warm_up", *warm_up);
  }
  set_member(tree.root, "experiment", std::move(experiment));
}

ReadScenario decoded_beside(MergedTree tree, const ScenarioTree& base, ScenarioFiles kept, SourceTexts texts,
                            bool is_changed_copy) {
  remove_member(tree.root, "outputs");
  if (!is_changed_copy) remove_member(tree.root, "budgets");
  if (JsonValue* experiment = find_member(tree.root, "experiment")) remove_member(*experiment, "variants");
  ReadScenario read;
  read.texts = std::move(texts);  // moved, they stay where they are
  kept.identities[base.root_folder] = "/";  // all of it has been read from inside a project
  FileSource source(&kept, read.files, base.root_folder);
  FileLoader files(tree, read.texts, read.diagnostics, source, base.root_folder);
  if (is_changed_copy) read.files = kept;  // what is taken over need not be read to be there
  const DecodedBase orders = base_of(base, is_changed_copy ? FilesOf::base : FilesOf::others);
  Decoding decoding{.root = tree.root,
                    .files = files,
                    .diagnostics = read.diagnostics,
                    .not_simulated = read.not_simulated,
                    .frame = {},
                    .max_work = std::numeric_limits<double>::infinity(),
                    .base = &orders};
  decode_all(decoding, tree);
  if (read.diagnostics.has_errors()) return read;
  read.scenario = finished_scenario(decoding);
  read.tree = kept_tree(tree, tree, decoding, base.root_folder);
  return read;
}

}  // namespace npcost
