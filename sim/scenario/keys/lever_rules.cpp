#include "sim/scenario/keys/lever_rules.h"

#include <algorithm>

#include <fmt/format.h>

#include "sim/scenario/keys/defaults.h"

namespace npcost {

namespace {

constexpr LeverRule policy_rules[] = {
    {"quota", "|limit|per|then|to|lag|", "limit"}, {"degrade", "|limit|per|then|to|lag|", "limit"},
    {"route", "|to|share|by|when|", "to|share"},   {"cache", "|of|hit_rate|", "hit_rate"},
    {"cap_reply", "|max|", "max"},                 {"summarise", "|memory|", "memory"},
    {"batch", "|to|", "to"},                       {"prewarm", "", ""}};
constexpr std::string_view policy_common = "|kind|enabled|applies_to|";

constexpr LeverRule event_rules[] = {
    {"players", "|target|times|add|ramp|", ""},       {"price", "|target|times|", "target|times"},
    {"outage", "|target|", "target|for"},             {"feature", "|target|set|share|ramp|", "target|set"},
    {"policy", "|target|set|", "target|set"},         {"content", "|target|times|ramp|", "times"},
    {"limit", "|target|set|", "target|set"}};
constexpr std::string_view event_common = "|at|do|for|probability|";

bool has_word(std::string_view words, std::string_view word) {
  return words.find(fmt::format("|{}|", word)) != std::string_view::npos;
}

template <typename Rules>
const LeverRule* find_rule(const Rules& rules, std::string_view word) {
  const auto found = std::find_if(std::begin(rules), std::end(rules), [&](const LeverRule& r) { return r.word == word; });
  return found == std::end(rules) ? nullptr : &*found;
}

std::string text_at(const JsonValue& object, std::string_view key) {
  const JsonValue* value = section(object, key);
  return value != nullptr && value->kind == JsonValue::Kind::string ? value->text : std::string();
}

/// What is to be added, by example.
std::string_view example_of(std::string_view type, const LeverRule& rule, std::string_view key) {
  if (rule.word == "limit" && key == "set") return R"("60 turns")";
  if (rule.word == "content" && key == "times") return "1.5";
  if (rule.word == "outage" && key == "for") return R"("3 h")";
  if (rule.word == "feature" && key == "target") return R"("/pipelines/spoken")";
  if (type == "event" && key == "target" && rule.allows("set")) return R"("/policies/daily quota")";
  return object_type(type)->find(key)->example;
}

}  // namespace

bool LeverRule::allows(std::string_view key) const { return has_word(may_have, key); }

const LeverRule* policy_rule(std::string_view kind) { return find_rule(policy_rules, kind); }
const LeverRule* event_rule(std::string_view what) { return find_rule(event_rules, what); }

void check_lever_keys(Decoding& decoding, const Fields& fields, std::string_view type, const LeverRule& rule) {
  const bool policy = type == "policy";
  const std::string whose =
      policy ? fmt::format("a policy of kind \"{}\"", rule.word) : fmt::format("an event that does \"{}\"", rule.word);
  for (const Key& key : object_type(type)->keys) {
    if (fields.find(key.name) == nullptr || is_default(fields.place(key.name)) || rule.allows(key.name)) continue;
    if (has_word(policy ? policy_common : event_common, key.name)) continue;
    decoding.diagnostics.error("E109", fields.place(key.name), fields.at(key.name),
                               fmt::format("\"{}\" means nothing for {}", key.name, whose),
                               key.name == "ttl" && rule.word == "cache"
                                   ? "remove it: how long a prompt is kept is \"cache_ttl\" of its model"
                                   : "remove it");
  }
  for (const std::string& key : words_of(rule.must_have)) {
    if (fields.find(key) != nullptr) continue;
    decoding.diagnostics.error("E109", opening_of(fields.object()), fields.pointer(),
                               fmt::format("{} needs \"{}\"", whose, key),
                               fmt::format("add \"{}\": {}", key, example_of(type, rule, key)));
  }
}

std::string_view implied_cache_of(const JsonValue& root, const JsonValue& policy) {
  const JsonValue* names = section(policy, "applies_to");
  if (names == nullptr || names->kind != JsonValue::Kind::array) return "prompt";
  const bool speaks = std::any_of(names->items.begin(), names->items.end(), [&](const JsonValue& name) {
    const JsonMember* model = entry_named(root, "models", name.text);
    return model != nullptr && entry_named(root, "pipelines", name.text) == nullptr &&
           text_at(model->value, "kind") == "tts";
  });
  return speaks ? "speech" : "replies";
}

std::vector<std::string> written_chain(const JsonValue& root, const std::string& pipeline) {
  std::vector<std::string> chain;
  std::string at = pipeline;
  while (std::find(chain.begin(), chain.end(), at) == chain.end()) {
    const JsonMember* entry = entry_named(root, "pipelines", at);
    if (entry == nullptr) break;
    chain.push_back(at);
    at = text_at(entry->value, "otherwise");
  }
  return chain;
}

std::set<std::string> pipelines_met(const JsonValue& root) {
  std::set<std::string> met;
  for (const JsonMember* npc : entries_of(section(root, "npcs"))) {
    for (const std::string& name : written_chain(root, text_at(npc->value, "pipeline"))) met.insert(name);
  }
  return met;
}

bool ever_holds(const JsonValue& root, const std::string& policy) {
  const JsonMember* entry = entry_named(root, "policies", policy);
  if (entry == nullptr) return false;
  const JsonValue* enabled = section(entry->value, "enabled");
  if (enabled == nullptr || enabled->kind != JsonValue::Kind::boolean || enabled->boolean) return true;
  const auto& events = entries_of(section(root, "events"));
  return std::any_of(events.begin(), events.end(), [&](const JsonMember* event) {
    return text_at(event->value, "do") == "policy" && text_at(event->value, "target") == "/policies/" + policy;
  });
}

std::set<std::string> models_of_policies(const JsonValue& root) {
  std::set<std::string> models;
  for (const JsonMember* policy : entries_of(section(root, "policies"))) {
    const std::string model = text_at(policy->value, "to");
    if (!model.empty() && ever_holds(root, policy->key)) models.insert(model);
  }
  return models;
}

}  // namespace npcost
