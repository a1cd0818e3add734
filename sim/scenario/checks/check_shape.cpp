#include "sim/scenario/checks/check_shape.h"

#include <algorithm>

#include <fmt/format.h>

#include "sim/base/draws.h"
#include "sim/scenario/files/merge.h"

namespace npcost {

namespace {

/// Words that other tools use for what npcost calls differently.
struct Synonym {
  std::string_view type, theirs, ours;
};
constexpr Synonym synonyms[] = {{"npc", "max_tokens", "reply_max"},
                                {"npc", "system_prompt", "persona"},
                                {"npc", "prompt", "persona"},
                                {"npc", "history", "memory"},
                                {"npc", "output", "reply"},
                                {"players", "mau", "active"},
                                {"players", "dau", "active"},
                                {"model", "latency", "first_token"},
                                {"model", "ttft", "first_token"},
                                {"model", "tokens_per_second", "speed"},
                                {"model", "context_window", "context"},
                                {"model", "cache_read", "cached_input"},
                                {"segment", "weight", "share"},
                                {"segment", "messages", "turns"},
                                {"root", "budget", "budgets"},
                                {"experiment", "runs", "replications"},
                                {"budget", "limit", "max"},
                                {"budget", "percentile", "stat"},
                                {"stage", "type", "do"},
                                {"memory", "window", "keep_turns"},
                                {"policy", "model", "to"},
                                {"policy", "type", "kind"},
                                {"policy", "pipelines", "applies_to"},
                                {"event", "kind", "do"},
                                {"event", "type", "do"},
                                {"event", "start", "at"},
                                {"event", "duration", "for"},
                                {"event", "factor", "times"},
                                {"root", "policy", "policies"},
                                {"root", "version", "npcost"}};

constexpr std::size_t longest_name = 80;

std::size_t code_points(std::string_view text) {
  return static_cast<std::size_t>(
      std::count_if(text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0u) != 0x80u; }));
}

/// How many entries the engine's numbers can hold.
std::size_t most_entries(std::string_view section_type) {
  if (section_type == "segment") return max_segments;
  if (section_type == "npc") return 4096;
  if (section_type == "ambient") return max_ambient;
  return 1000;
}

}  // namespace

Place opening_of(const JsonValue& value) {
  const bool long_value = value.kind == JsonValue::Kind::array || value.kind == JsonValue::Kind::object;
  return {value.place.source, value.place.offset, long_value ? std::min(value.place.length, 1u) : value.place.length};
}

void refuse_to_simulate(const Place& place, const std::string& pointer, const std::string& what, NotSimulated& list,
                        Diagnostics& diagnostics) {
  list.emplace_back(pointer, what);
  diagnostics.warning("W720", place, pointer,
                      fmt::format("{} is read and checked, but not simulated in this version", what),
                      "`npcost run` refuses the scenario while it is here");
}

ShapeCheck::ShapeCheck(const MergedTree& tree, TimeFrame frame, Diagnostics& diagnostics, NotSimulated& not_simulated)
    : tree_(tree),
      root_(tree.root),
      frame_(std::move(frame)),
      diagnostics_(diagnostics),
      not_simulated_(not_simulated) {}

void ShapeCheck::run() { object(root_, *object_type("root"), ""); }

bool ShapeCheck::expect(JsonValue::Kind kind, const JsonValue& value, const std::string& pointer,
                        std::string_view what) {
  if (value.kind == kind) return true;
  diagnostics_.error("E208", opening_of(value), pointer, fmt::format("{} is needed here", what));
  return false;
}

void ShapeCheck::object(const JsonValue& value, const ObjectType& type, const std::string& pointer) {
  if (!expect(JsonValue::Kind::object, value, pointer, "an object { … }")) return;
  for (const JsonMember& member : value.members) {
    const std::string at = child_pointer(pointer, member.key);
    if (is_free_key(member.key)) continue;
    if (const Key* key = type.find(member.key)) {
      const bool was_silent = silent_;
      if (!key->is_simulated) not_simulated(*key, member, at);
      silent_ = silent_ || !key->is_simulated;
      this->value(*key, member, at);
      silent_ = was_silent;
    } else if (is_common_key(member.key)) {
      if (type.name != "model") common_key(member, at);
    } else {
      unknown_key(member, type, at);
    }
  }
  missing_keys(value, type, pointer);
}

void ShapeCheck::missing_keys(const JsonValue& value, const ObjectType& type, const std::string& pointer) {
  if (tree_.incomplete.contains(pointer)) return;  // it failed to inherit them, and that was said
  for (const Key& key : type.keys) {
    if (!key.is_required || value.find(key.name) != nullptr) continue;
    diagnostics_.error("E103", opening_of(value), pointer, fmt::format("\"{}\" is missing", key.name),
                       fmt::format("add \"{}\": {}", key.name, key.example));
  }
}

void ShapeCheck::common_key(const JsonMember& member, const std::string& pointer) {
  if (member.key == "notes")
    return text_value(plain_key("notes", KeyType::text_or_texts, {}, {}), member.value, pointer);
  if (!expect(JsonValue::Kind::string, member.value, pointer, "a text")) return;
  const Key words = member.key == "provenance"
                        ? key_of("provenance", KeyType::choice, "sourced|derived|assumed", {}, {})
                    : member.key == "confidence" ? key_of("confidence", KeyType::choice, "high|medium|low", {}, {})
                                                 : Key{};
  if (!words.of.empty()) word(words, words.of, member.value, pointer);
  if (member.key == "as_of") when(member.value, pointer);
}

void ShapeCheck::unknown_key(const JsonMember& member, const ObjectType& type, const std::string& pointer) {
  Diagnostic& fault =
      diagnostics_.error("E101", member.key_place, pointer, fmt::format("unknown key \"{}\"", printable(member.key)));
  std::vector<std::string> known;
  for (const Key& key : type.keys) known.emplace_back(key.name);
  const auto synonym = std::find_if(std::begin(synonyms), std::end(synonyms),
                                    [&](const Synonym& s) { return s.type == type.name && s.theirs == member.key; });
  const std::string word = synonym != std::end(synonyms) ? std::string(synonym->ours) : meant(member.key, known);
  if (word.empty()) return;
  fault.hint = fmt::format("did you mean \"{}\"?", word);
  fault.replace = fmt::format("\"{}\"", word);
}

void ShapeCheck::not_simulated(const Key& key, const JsonMember& member, const std::string& pointer) {
  if (silent_) return;
  if (key.type == KeyType::map) {  // each entry by its own name
    for (const JsonMember* entry : entries_of(&member.value)) {
      refuse_to_simulate(entry->key_place, child_pointer(pointer, entry->key),
                         fmt::format("the {} \"{}\"", key.of, printable(entry->key)), not_simulated_, diagnostics_);
    }
    return;
  }
  refuse_to_simulate(member.key_place, pointer, fmt::format("\"{}\"", key.name), not_simulated_, diagnostics_);
}

void ShapeCheck::map(const Key& key, const JsonValue& value, const std::string& pointer) {
  if (!expect(JsonValue::Kind::object, value, pointer, "an object { NAME: … }")) return;
  const ObjectType& type = *object_type(key.of);
  const std::vector<const JsonMember*> entries = entries_of(&value);
  if (const std::size_t most = most_entries(key.of); entries.size() > most) {
    diagnostics_.error("E110", opening_of(value), pointer,
                       fmt::format("at most {} entries, found {}", most, entries.size()));
    return;
  }
  for (const JsonMember* entry : entries) {
    const std::string at = child_pointer(pointer, entry->key);
    entry_name(*entry, at);
    object(entry->value, type, at);
  }
  if (key.is_required && entries.empty()) {
    diagnostics_.error("E103", opening_of(value), pointer, fmt::format("\"{}\" needs at least one entry", key.name),
                       fmt::format("for example {}", key.example));
  }
}

void ShapeCheck::patches(const JsonValue& value, const std::string& pointer) {
  if (!expect(JsonValue::Kind::object, value, pointer, "an object { NAME: … }")) return;
  const std::vector<const JsonMember*> entries = entries_of(&value);
  if (entries.size() > most_variants) {
    diagnostics_.error("E110", opening_of(value), pointer,
                       fmt::format("at most {} variants, found {}: each is a whole run", most_variants, entries.size()));
  }
  for (const JsonMember* entry : entries) {
    const std::string at = child_pointer(pointer, entry->key);
    entry_name(*entry, at);
    expect(JsonValue::Kind::object, entry->value, at, "a merge patch { … }");
  }
}

void ShapeCheck::entry_name(const JsonMember& member, const std::string& pointer) {
  const std::string& name = member.key;
  const bool control =
      std::any_of(name.begin(), name.end(), [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7f; });
  const bool spaces = name.starts_with(' ') || name.ends_with(' ');
  std::string why;
  if (name.empty())
    why = "a name cannot be empty";
  else if (code_points(name) > longest_name)
    why = fmt::format("a name has at most {} characters, found {}", longest_name, code_points(name));
  else if (name.find_first_of("/~") != std::string::npos)
    why = "a name cannot hold \"/\" or \"~\": pointers are made of names";
  else if (control)
    why = "a name cannot hold control characters";
  else if (spaces)
    why = "a name cannot begin or end with a space";
  if (!why.empty()) diagnostics_.error("E105", member.key_place, pointer, why, "choose another name");
}

const std::vector<std::string>& ShapeCheck::names(std::string_view section) {
  const auto known = names_.find(section);
  if (known != names_.end()) return known->second;
  return names_.emplace(section, names_in(root_, section)).first->second;
}

bool ShapeCheck::has_name(std::string_view section, const std::string& name) {
  auto known = known_.find(section);
  if (known == known_.end()) {
    const std::vector<std::string>& list = names(section);
    known = known_.emplace(section, std::set<std::string>(list.begin(), list.end())).first;
  }
  return known->second.contains(name);
}

std::string ShapeCheck::hint_for(const std::string& found, std::string_view section) {
  if (suggestions_left_ == 0) return {};
  --suggestions_left_;
  return names_hint(found, names(section), section);
}

std::string ShapeCheck::meant(const std::string& found, const std::vector<std::string>& words) {
  if (suggestions_left_ == 0 || found.size() > longest_name) return {};
  --suggestions_left_;
  return did_you_mean(found, words);
}

std::string_view singular(std::string_view section) {
  if (section == "npcs") return "NPC";
  if (section == "models") return "model";
  if (section == "pipelines") return "pipeline";
  if (section == "players/segments") return "segment";
  if (section == "events") return "event";
  if (section == "policies") return "policy";
  if (section == "catalogs") return "catalog";
  return section;
}

std::vector<std::string> names_in(const JsonValue& root, std::string_view section) {
  const JsonValue* at = &root;
  while (at != nullptr && !section.empty()) {
    const std::size_t slash = section.find('/');
    const JsonMember* member = at->kind == JsonValue::Kind::object ? at->find(section.substr(0, slash)) : nullptr;
    at = member == nullptr ? nullptr : &member->value;
    section = slash == std::string_view::npos ? std::string_view{} : section.substr(slash + 1);
  }
  std::vector<std::string> names;
  for (const JsonMember* entry : entries_of(at)) names.push_back(entry->key);
  return names;
}

std::string names_hint(const std::string& found, const std::vector<std::string>& names, std::string_view section) {
  constexpr std::size_t most_named = 12;
  std::string list;
  for (std::size_t i = 0; i < names.size() && i < most_named; ++i) list += (i == 0 ? "" : ", ") + printable(names[i]);
  if (names.size() > most_named) list += fmt::format(" and {} more", names.size() - most_named);
  const std::string meant = found.size() <= 4 * longest_name ? did_you_mean(found, names) : std::string();
  std::string hint = meant.empty() ? std::string() : fmt::format("did you mean \"{}\"?  ", printable(meant));
  const std::string_view plural = section == "npcs" ? "NPCs" : section == "players/segments" ? "segments" : section;
  return hint +
         (names.empty() ? fmt::format("there are no {} here", plural) : fmt::format("{} here: {}", plural, list));
}

}  // namespace npcost
