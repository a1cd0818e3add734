#include "ui/terminal/templates.h"

#include <algorithm>
#include <array>
#include <filesystem>

#include "sim/base/check.h"
#include "sim/reading/json_text.h"

namespace npcost {
namespace {

constexpr std::string_view scenario_ending = ".npcost.json", first_template = "tiny";
// Tags that say something everybody asks first; all others are free words.
constexpr std::array<std::string_view, 5> talk_tags{"text", "voice", "speech to speech", "vision", "no dialogue"};
constexpr std::array<std::string_view, 4> pays_tags{"free to play", "premium", "subscription", "nobody pays"};

JsonValue parsed(const EmbeddedFile& file) {
  const SourceText source{std::string(file.path), std::string(file.text)};
  Diagnostics diagnostics;
  JsonValue root = read_json(source, diagnostics);
  NPCOST_CHECK(!diagnostics.has_errors(), "what the program brings with it can be read");
  return root;
}

std::string text_of(const JsonValue& root, std::string_view key) {
  const JsonMember* member = root.find(key);
  return member == nullptr ? std::string() : member->value.text;
}

/// Those of `words` that are tags, joined by commas.
template <std::size_t size>
std::string told_by(const std::vector<std::string>& tags, const std::array<std::string_view, size>& words) {
  std::string text;
  for (const std::string_view word : words) {
    if (std::find(tags.begin(), tags.end(), word) == tags.end()) continue;
    text += (text.empty() ? "" : ", ") + std::string(word);
  }
  return text;
}

Template template_of(const EmbeddedFile& file) {
  const JsonValue root = parsed(file);
  Template made;
  made.name = file.path.substr(0, file.path.size() - scenario_ending.size());
  made.title = text_of(root, "name");
  made.description = text_of(root, "description");
  if (const JsonMember* tags = root.find("tags")) {
    for (const JsonValue& tag : tags->value.items) made.tags.push_back(tag.text);
  }
  made.talk = told_by(made.tags, talk_tags);
  made.pays = told_by(made.tags, pays_tags);
  made.file = file;
  return made;
}

std::vector<Template> all_templates() {
  std::vector<Template> all;
  for (const EmbeddedFile& file : embedded_files()) {
    if (file.path.ends_with(scenario_ending)) all.push_back(template_of(file));
  }
  std::stable_partition(all.begin(), all.end(), [](const Template& one) { return one.name == first_template; });
  return all;
}

const EmbeddedFile* find_file(std::string_view path) {
  for (const EmbeddedFile& file : embedded_files()) {
    if (file.path == path) return &file;
  }
  return nullptr;
}

/// Every file that `value` names under "from" or "extends", which are the only keys that name files.
void collect_names(const JsonValue& value, std::vector<std::string>& names) {
  for (const JsonMember& member : value.members) {
    if (member.key != "from" && member.key != "extends") continue;
    if (member.value.kind == JsonValue::Kind::string) names.push_back(member.value.text);
    for (const JsonValue& item : member.value.items) names.push_back(item.text);
  }
  for (const JsonMember& member : value.members) collect_names(member.value, names);
  for (const JsonValue& item : value.items) collect_names(item, names);
}

void collect_files(const EmbeddedFile& file, std::vector<EmbeddedFile>& found) {
  if (!file.path.ends_with(".json")) return;
  std::vector<std::string> names;
  collect_names(parsed(file), names);
  const std::filesystem::path folder = std::filesystem::path(file.path).parent_path();
  for (const std::string& name : names) {
    // An entry may also extend a sibling by its name, which is no file.
    const EmbeddedFile* named = find_file((folder / name).lexically_normal().generic_string());
    const bool known = named != nullptr && std::any_of(found.begin(), found.end(), [&](const EmbeddedFile& one) {
                         return one.path == named->path;
                       });
    if (named == nullptr || known) continue;
    found.push_back(*named);
    collect_files(*named, found);
  }
}

}  // namespace

const std::vector<Template>& templates() {
  static const std::vector<Template> all = all_templates();
  return all;
}

const Template* find_template(std::string_view name) {
  for (const Template& one : templates()) {
    if (one.name == name) return &one;
  }
  return nullptr;
}

std::vector<EmbeddedFile> named_by(const Template& chosen) {
  std::vector<EmbeddedFile> found;
  collect_files(chosen.file, found);
  return found;
}

}  // namespace npcost
