#include "sim/scenario/beside.h"

#include <algorithm>
#include <array>

#include "sim/base/check.h"
#include "sim/prices/price_keys.h"
#include "sim/scenario/files/json_write.h"
#include "sim/scenario/files/origins.h"
#include "sim/scenario/keys/key_table.h"
#include "sim/scenario/variants/scenario_tree.h"
#include "sim/scenario/variants/variant_patch.h"

namespace npcost {

namespace {

constexpr std::array<std::string_view, world_section_count> titles{"prices of models", "models", "pipelines", "NPCs", "players",
                                                                   "policies", "events", "serving", "time", "the rest"};

/// Root keys that are a section by themselves.
constexpr std::array<std::pair<std::string_view, WorldSection>, 8> own_keys{{{"models", WorldSection::models},
                                                                            {"pipelines", WorldSection::pipelines},
                                                                            {"npcs", WorldSection::npcs},
                                                                            {"players", WorldSection::players},
                                                                            {"policies", WorldSection::policies},
                                                                            {"events", WorldSection::events},
                                                                            {"serving", WorldSection::serving},
                                                                            {"time", WorldSection::time}}};
/// What no run shows, what is the question, and what belongs to the prices.
constexpr std::string_view no_section[] = {"$schema", "npcost",  "name",       "description", "tags",     "extends",
                                           "currency", "budgets", "viability",  "experiment",  "outputs",  "catalogs", "fx"};

template <typename List>
bool holds(const List& list, std::string_view word) {
  return std::find(std::begin(list), std::end(list), word) != std::end(list);
}

const JsonValue* member_or_null(const JsonValue& object, std::string_view key) {
  return object.kind == JsonValue::Kind::object ? member_value(object, key) : nullptr;
}

void set_or_remove(JsonValue& object, std::string_view key, const JsonValue* value) {
  if (value == nullptr) {
    remove_member(object, key);
  } else {
    set_member(object, std::string(key), *value);
  }
}

/// Changes the first world's tree, section by section.
class Crossing {
 public:
  /// `keeps_gone`: entries of maps that the other world has not stay.
  Crossing(JsonValue& root, const JsonValue& other, bool keeps_gone) : root_(root), other_(other), keeps_gone_(keeps_gone) {}

  void take(WorldSection section) {
    if (section == WorldSection::prices) return take_prices();
    if (section == WorldSection::rest) return take_rest();
    for (const auto& [key, own] : own_keys) {
      if (own == section) take_key(root_, other_, key, section < WorldSection::players || section == WorldSection::serving);
    }
    if (section == WorldSection::time) take_warm_up();
  }

 private:
  void take_key(JsonValue& to, const JsonValue& from, std::string_view key, bool is_map) const {
    const JsonValue* theirs = member_or_null(from, key);
    const JsonValue* ours = find_member(to, key);
    if (!is_map || !keeps_gone_ || ours == nullptr || theirs == nullptr || ours->kind != JsonValue::Kind::object) {
      const bool stays = is_map && keeps_gone_ && theirs == nullptr;
      return stays ? void() : set_or_remove(to, key, theirs);
    }
    JsonValue both = *theirs;
    for (const JsonMember& member : ours->members) {
      if (both.find(member.key) == nullptr) both.members.push_back(member);
    }
    set_member(to, std::string(key), std::move(both));
  }

  void take_prices() {
    take_key(root_, other_, "catalogs", true);
    const JsonValue* fx = member_or_null(other_, "fx");
    JsonValue* own_fx = find_member(root_, "fx");
    if (fx != nullptr && own_fx != nullptr && keeps_gone_) {
      take_key(*own_fx, *fx, "rates", true);
    } else {
      take_key(root_, other_, "fx", true);
    }
    JsonValue* models = find_member(root_, "models");
    const JsonValue* theirs = member_or_null(other_, "models");
    if (models == nullptr || theirs == nullptr) return;
    for (JsonMember& model : models->members) {
      const JsonMember* other = theirs->find(model.key);
      if (other == nullptr || model.value.kind != JsonValue::Kind::object || other->value.kind != JsonValue::Kind::object) continue;
      if (text_of(model.value, "kind") == text_of(other->value, "kind")) take_card(model.value, other->value);
    }
  }

  static void take_card(JsonValue& model, const JsonValue& other) {
    set_or_remove(model, "catalog", member_or_null(other, "catalog"));
    for (const PriceKey& key : price_keys()) {
      if (key.type != PriceKeyType::model_kind) set_or_remove(model, key.name, member_or_null(other, key.name));
    }
  }

  void take_warm_up() {
    JsonValue* experiment = find_member(root_, "experiment");
    const JsonValue* theirs = member_or_null(other_, "experiment");
    if (experiment != nullptr && theirs != nullptr) set_or_remove(*experiment, "warm_up", member_or_null(*theirs, "warm_up"));
  }

  void take_rest() {
    std::vector<std::string> keys;
    for (const JsonValue* tree : {static_cast<const JsonValue*>(&root_), &other_}) {
      for (const JsonMember& member : tree->members) keys.push_back(member.key);
    }
    for (const std::string& key : keys) {
      const bool own = std::any_of(own_keys.begin(), own_keys.end(), [&](const auto& known) { return known.first == key; });
      if (!own && !holds(no_section, key)) take_key(root_, other_, key, false);
    }
  }

  JsonValue& root_;
  const JsonValue& other_;
  bool keeps_gone_;
};

/// Without remarks. An entry may be called like one: a remark is a text.
JsonValue said(const JsonValue& value) {
  JsonValue out = value;
  std::erase_if(out.members, [](const JsonMember& member) {
    return is_free_key(member.key) || (is_common_key(member.key) && member.value.kind == JsonValue::Kind::string);
  });
  for (JsonMember& member : out.members) member.value = said(member.value);
  for (JsonValue& item : out.items) item = said(item);
  if (out.members.size() != 1 || out.members.front().key != "value") return out;
  JsonValue inner = std::move(out.members.front().value);
  return inner;
}

/// Of a catalog the day is no remark: it says when a public catalog's prices hold.
std::string said_by(const JsonValue& root) {
  JsonValue all = said(root);
  if (const JsonValue* catalogs = member_or_null(root, "catalogs")) set_member(all, "catalogs", *catalogs);
  return canonical_json(all);
}

MergedTree with_sections(const ScenarioTree& a, const ScenarioTree& b, const std::vector<WorldSection>& taken, bool keeps_gone) {
  MergedTree tree = a.complete;
  tree.folder_of.insert(b.complete.folder_of.begin(), b.complete.folder_of.end());
  Crossing way(tree.root, b.complete.root, keeps_gone);
  for (const WorldSection section : taken) way.take(section);
  return tree;
}

ScenarioFiles files_of_both(const ReadScenario& a, const ReadScenario& b) {
  ScenarioFiles files = a.files;
  files.texts.insert(b.files.texts.begin(), b.files.texts.end());
  files.identities.insert(b.files.identities.begin(), b.files.identities.end());
  return files;
}

std::optional<ReadScenario> between(const ReadScenario& a, const ReadScenario& b, const std::vector<WorldSection>& taken) {
  for (const bool keeps_gone : {true, false}) {
    ReadScenario read = decoded_beside(with_sections(*a.tree, *b.tree, taken, keeps_gone), *a.tree, files_of_both(a, b));
    if (read.scenario && read.not_simulated.empty()) return read;
  }
  return std::nullopt;
}

}  // namespace

std::string_view title_of(WorldSection section) { return titles[static_cast<std::size_t>(section)]; }

std::optional<ReadScenario> variant_beside(const ReadScenario& scenario, std::string_view name) {
  NPCOST_CHECK(scenario.tree != nullptr, "a scenario that others are read beside keeps its tree");
  const JsonValue* variants = nullptr;
  if (const JsonValue* experiment = member_or_null(scenario.tree->as_written.root, "experiment")) {
    variants = member_or_null(*experiment, "variants");
  }
  const JsonMember* entry = variants == nullptr || variants->kind != JsonValue::Kind::object ? nullptr : variants->find(name);
  if (entry == nullptr || entry->value.kind != JsonValue::Kind::object) return std::nullopt;
  MergedTree tree = scenario.tree->as_written;
  Diagnostics known;
  const VariantPatch patch(*entry);  // before the experiment, which holds it, loses its variants
  if (JsonValue* experiment = find_member(tree.root, "experiment")) remove_member(*experiment, "variants");
  patch.apply(tree, known);
  SourceTexts defaults;
  complete_tree(tree, defaults, known);
  return decoded_beside(std::move(tree), *scenario.tree, scenario.files, std::move(defaults));
}

ReadScenario changed_beside(const ReadScenario& scenario, const std::vector<std::string>& settings) {
  NPCOST_CHECK(scenario.tree != nullptr, "a scenario that others are read beside keeps its tree");
  MergedTree tree = scenario.tree->as_written;
  if (JsonValue* experiment = find_member(tree.root, "experiment")) {
    for (const std::string_view asked : {"variants", "sweep", "sweep_mode", "sweep_points"}) remove_member(*experiment, asked);
  }
  SourceTexts texts;
  Diagnostics faults;
  for (const std::string& setting : settings) apply_setting(tree, texts, setting, faults);
  if (!faults.has_errors()) complete_tree(tree, texts, faults);
  if (!faults.has_errors()) return decoded_beside(std::move(tree), *scenario.tree, scenario.files, std::move(texts), true);
  ReadScenario read;
  read.texts = std::move(texts);
  read.diagnostics = std::move(faults);
  return read;
}

std::vector<WorldSection> sections_that_differ(const ReadScenario& a, const ReadScenario& b) {
  NPCOST_CHECK(a.tree != nullptr && b.tree != nullptr, "scenarios that are compared keep their trees");
  JsonValue root = with_contents(a.tree->complete.root, a.tree->file_sums);
  const JsonValue other = with_contents(b.tree->complete.root, b.tree->file_sums);
  std::vector<WorldSection> sections;
  std::string said = said_by(root);
  for (std::size_t i = 0; i < world_section_count; ++i) {
    const auto section = static_cast<WorldSection>(i);
    Crossing(root, other, false).take(section);
    std::string now = said_by(root);
    if (now != said) sections.push_back(section);
    said = std::move(now);
  }
  return sections;
}

std::vector<WorldBetween> worlds_between(const ReadScenario& a, const ReadScenario& b) {
  const std::vector<WorldSection> differing = sections_that_differ(a, b);
  std::vector<WorldBetween> worlds;
  std::vector<WorldSection> taken, joined;
  for (std::size_t i = 0; i < differing.size(); ++i) {
    taken.push_back(differing[i]);
    joined.push_back(differing[i]);
    if (i + 1 == differing.size()) {
      worlds.push_back({joined, std::nullopt});
    } else if (auto read = between(a, b, taken)) {
      worlds.push_back({std::move(joined), std::move(read)});
      joined.clear();
    }
  }
  return worlds;
}

}  // namespace npcost
