// What a studio says in English, in the language that is looked at.

#include <optional>

#include "ui/window/words/numbers.h"

namespace npcost::window {

namespace {

struct Group {
  std::string_view english;              ///< without its gap
  WordKey key;
  bool named;                            ///< a name follows
};

const Group groups[] = {
    {"Prices", "group.prices", false},       {"Players", "group.players", false},       {"Budgets", "group.budgets", false},
    {"Experiment", "group.experiment", false}, {"Time", "group.time", false},             {"Revenue", "group.revenue", false},
    {"Scenario", "group.scenario", false},   {"NPC ", "group.npc", true},               {"Model ", "group.model", true},
    {"Segment ", "group.segment", true},     {"Pipeline ", "group.pipeline", true},     {"Platform ", "group.platform", true},
    {"Policy ", "group.policy", true},       {"Event ", "group.event", true},           {"Ambient ", "group.ambient", true},
    {"Serving ", "group.serving", true}};

/// A word of the table of parameters; nothing: it is none.
std::optional<std::string> parameter_word(Language language, std::string_view english) {
  for (const WordEntry& one : parameter_words) {
    if (one.english == english) return std::string(language == Language::korean ? one.korean : one.english);
  }
  return std::nullopt;
}

/// One part of a label: "first token", or "routes 2" of a list.
std::string part_of_label(Language language, std::string_view part) {
  if (const auto whole = parameter_word(language, part)) return *whole;
  const std::size_t space = part.rfind(' ');
  const bool counted = space != std::string_view::npos && part.find_first_not_of("0123456789", space + 1) == std::string_view::npos;
  const auto head = counted ? parameter_word(language, part.substr(0, space)) : std::nullopt;
  return head ? *head + std::string(part.substr(space)) : std::string(part);
}

}  // namespace

std::string label_text(Language language, const Parameter& parameter) {
  constexpr std::string_view between = " · ";
  std::string_view left = parameter.label;
  std::string text;
  if (parameter.group == "Prices" || parameter.group == "Budgets") {   // a name, maybe with the sign in it: the key is behind the last
    const std::size_t last = left.rfind(between);
    if (last == std::string_view::npos) return std::string(left);
    text = left.substr(0, last + between.size());
    left.remove_prefix(last + between.size());
  }
  while (true) {
    const std::size_t end = left.find(between);
    text += part_of_label(language, left.substr(0, end));
    if (end == std::string_view::npos) return text;
    text += between;
    left.remove_prefix(end + between.size());
  }
}

std::string provenance_text(Language language, std::string_view provenance) {
  return parameter_word(language, provenance).value_or(std::string(provenance));
}

std::string group_text(Language language, std::string_view group) {
  for (const Group& one : groups) {
    if (!one.named && group == one.english) return say(language, one.key);
    if (one.named && group.starts_with(one.english)) return say(language, one.key, group.substr(one.english.size()));
  }
  return std::string(group);
}

std::string baseline_text(Language language, std::string_view baseline) {
  constexpr std::string_view of = "baseline of ";
  if (baseline == "file") return say(language, "baseline.file");
  if (baseline.starts_with(of)) return say(language, "baseline.of", baseline.substr(of.size()));
  return std::string(baseline);
}

std::string day_text(Language language, std::string_view day) {
  constexpr std::string_view head = "Day ";
  return day.starts_with(head) ? say(language, "transport.day", day.substr(head.size())) : std::string(day);
}

std::string work_text(Language language, std::string_view work) {
  constexpr std::string_view head = "replication ", between = " of ";
  const std::size_t of = work.find(between);
  if (!work.starts_with(head) || of == std::string_view::npos) return std::string(work);
  return say(language, "status.replication_of", work.substr(head.size(), of - head.size()), work.substr(of + between.size()));
}

}  // namespace npcost::window
