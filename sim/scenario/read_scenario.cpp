#include "sim/scenario/read_scenario.h"

#include <fmt/format.h>

#include "sim/base/atomic_file.h"
#include "sim/base/check.h"
#include "sim/scenario/decoding/decode.h"
#include "sim/scenario/keys/defaults.h"
#include "sim/scenario/files/json_write.h"
#include "sim/scenario/files/origins.h"
#include "sim/scenario/variants/scenario_tree.h"
#include "sim/scenario/variants/read_variants.h"

namespace npcost {

namespace {

/// Another version may mean other things by the same words: then nothing else is judged.
bool version_is_known(const JsonValue& root, Diagnostics& diagnostics) {
  const JsonMember* version = root.find("npcost");
  if (version == nullptr) {
    diagnostics.error("E108", opening_of(root), "", "the format version is missing: \"npcost\": 1",
                      "add \"npcost\": 1");
    return false;
  }
  if (version->value.kind == JsonValue::Kind::number && version->value.text == "1") return true;
  diagnostics.error(
      "E108", opening_of(version->value), "/npcost",
      fmt::format("this npcost reads format 1, found {}", printable(compact_json(version->value).substr(0, 40))),
      "write 1, or get a newer npcost");
  return false;
}

/// From the merged tree on: everything that does not depend on files, except catalogs.
void read_tree(ReadScenario& read, MergedTree& tree, FileLoader& files, const ScenarioRequest& request) {
  if (!version_is_known(tree.root, read.diagnostics)) return;
  if (request.beside != nullptr) take_experiment(tree, *request.beside);
  MergedTree as_written = tree;  // what variants are patches on
  complete_tree(tree, read.texts, read.diagnostics);
  if (request.with_origins) {
    read.resolved = pretty_json(tree.root);
    read.origins = list_origins(tree);
  }
  const std::optional<DecodedBase> base = request.beside == nullptr ? std::nullopt : std::optional(base_of(*request.beside));
  Decoding decoding{.root = tree.root,
                    .files = files,
                    .diagnostics = read.diagnostics,
                    .not_simulated = read.not_simulated,
                    .frame = {},
                    .max_work = request.max_work,
                    .base = base ? &*base : nullptr};
  decode_all(decoding, tree);
  read_variants(read, as_written, decoding, request);
  if (read.diagnostics.has_errors()) return;
  read.scenario = finished_scenario(decoding);
  if (request.keeps_tree) read.tree = kept_tree(std::move(as_written), tree, decoding, files.root_folder());
}

}  // namespace

void complete_tree(MergedTree& tree, SourceTexts& texts, Diagnostics& diagnostics) {
  apply_entry_extends(tree, diagnostics);
  remove_nulls(tree);
  fill_defaults(tree, texts);
}

void decode_all(Decoding& decoding, const MergedTree& tree) {
  decode_time(decoding);
  ShapeCheck(tree, decoding.frame, decoding.diagnostics, decoding.not_simulated).run();
  Scenario& scenario = decoding.scenario;
  const Fields fields(decoding, decoding.root, "root", "");
  scenario.name = fields.text("name");
  scenario.description = fields.text("description");
  decoding.currencies = Currencies(decoding.root, decoding.diagnostics);
  scenario.currency = decoding.currencies.own();
  decode_catalogs(decoding);
  find_used(decoding);
  decode_models(decoding);
  decode_pipelines(decoding);
  decode_npcs(decoding);
  decode_players(decoding);
  decode_ways(decoding);
  decode_ambient(decoding);
  decode_policies(decoding);
  decode_events(decoding);
  decode_revenue(decoding);
  decode_experiment(decoding);
  decode_budgets(decoding);
  check_prices(decoding);
  check_prompts(decoding);
  check_policies(decoding);
  check_work(decoding);
  name_draws(decoding);
  decode_correlations(decoding);
}

/// What is named by a file and known by its content: pointers of catalogs and tables, and their sums.
std::vector<std::pair<std::string, std::string>> file_sums(const Decoding& decoding) {
  std::vector<std::pair<std::string, std::string>> sums;
  for (const auto& [name, catalog] : decoding.catalogs) {
    if (catalog.book) sums.emplace_back(child_pointer("/catalogs", name), catalog.book->sha256);
  }
  if (!decoding.curve_sha256.empty()) sums.emplace_back("/players/curve", decoding.curve_sha256);
  return sums;
}

Scenario finished_scenario(Decoding& decoding) {
  Scenario& scenario = decoding.scenario;
  scenario.assumptions = list_assumptions(decoding);
  scenario.sha256 = sha256_hex(canonical_scenario(decoding.root, file_sums(decoding)));
  scenario.book.sha256 = scenario.sha256;
  for (Scenario::BookUsed& book : scenario.books_used) {
    if (book.sha256.empty()) book.sha256 = scenario.sha256;
  }
  return std::move(scenario);
}

ReadScenario read_scenario(const ScenarioRequest& request) {
  NPCOST_CHECK(!request.files.empty(), "a request names at least one file");
  ReadScenario read;
  MergedTree tree{.root = {}, .keeps_notes = request.with_origins, .notes = {}, .incomplete = {}, .folder_of = {}};
  const std::string root = request.root.empty() ? folder_part(request.files.front()) : request.root;
  FileSource source(request.kept, read.files, root.empty() ? "." : root, &request.drafts);
  FileLoader files(tree, read.texts, read.diagnostics, source, root);
  for (const std::string& file : request.files) files.merge_named_file(file);
  for (const std::string& overlay : request.overlays) files.merge_named_file(overlay);
  if (!files.readable()) return read;
  for (const std::string& setting : request.settings) apply_setting(tree, read.texts, setting, read.diagnostics);
  read_tree(read, tree, files, request);
  return read;
}

ReadScenario read_scenario_text(const std::string& name, const std::string& text, bool without_each_policy) {
  ReadScenario read;
  ScenarioRequest request;
  request.without_each_policy = without_each_policy;
  request.with_origins = true;
  MergedTree tree{.root = {}, .keeps_notes = true, .notes = {}, .incomplete = {}, .folder_of = {}};
  const std::string root = folder_part(name);
  FileSource source(nullptr, read.files, root.empty() ? "." : root);
  FileLoader files(tree, read.texts, read.diagnostics, source, root);
  files.merge_text(name, text);
  if (files.readable()) read_tree(read, tree, files, request);
  return read;
}

}  // namespace npcost
