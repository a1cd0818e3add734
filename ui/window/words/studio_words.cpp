// What a studio says in English, in the language that is looked at.

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

}  // namespace

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
