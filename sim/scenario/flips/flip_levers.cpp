#include "sim/scenario/flips/flip_levers.h"

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "sim/scenario/files/json_write.h"
#include "sim/scenario/files/merge.h"
#include "sim/scenario/flips/mode_parts.h"

namespace npcost {

namespace {

constexpr std::array<std::string_view, lever_kind_count> names{"price",       "other_model",  "shorter_memory", "shorter_replies",
                                                               "reply_cache", "speech_cache", "quota_scripted", "quota_typed",
                                                               "less_voice",  "on_device"};

}  // namespace

std::string_view name_of(LeverKind kind) { return names[static_cast<std::size_t>(kind)]; }

ModeParts::ModeParts(const Scenario& of, Mode mode) : scenario(of) {
  std::set<std::uint16_t> met, by;
  for (const Way& way : of.ways) {
    if (of.pipelines[way.pipeline].mode != mode) continue;
    met.insert(way.pipeline);
    by.insert(way.npc);
  }
  pipelines.assign(met.begin(), met.end());
  npcs.assign(by.begin(), by.end());
  for (const std::uint16_t pipeline : pipelines) {
    for (const PipelineStage& stage : of.pipelines[pipeline].stages) models.insert(stage.model);
  }
  for (std::size_t s = 0; s < of.players.segments.size(); ++s) {
    const std::vector<NpcWeight>& weights = of.players.segments[s].npcs;
    if (std::any_of(weights.begin(), weights.end(), [&](const NpcWeight& weight) { return by.contains(weight.npc); }))
      segments.push_back(static_cast<std::uint16_t>(s));
  }
}

std::string ModeParts::pipeline_list() const {
  std::string list;
  for (const std::uint16_t pipeline : pipelines) {
    list += (list.empty() ? "[" : ", ") + compact_json(json_text_value(scenario.pipelines[pipeline].name, {}));
  }
  return list + "]";
}

bool can_be_set(const std::string& pointer) { return pointer.find('=') == std::string::npos; }

void add_lever(std::vector<FlipLever>& levers, FlipLever lever) {
  if (!lever.rungs.empty()) levers.push_back(std::move(lever));
}

std::vector<FlipLever> flip_levers(const Scenario& scenario, Mode mode) {
  std::vector<FlipLever> levers;
  const ModeParts parts(scenario, mode);
  if (parts.pipelines.empty()) return levers;
  add_price_levers(parts, levers);
  add_talk_levers(parts, levers);
  add_player_levers(parts, levers);
  return levers;
}

std::string sentence_of(const FlipLever& lever, const FlipRung& rung) {
  const std::string& of = lever.subject;
  switch (lever.kind) {
    case LeverKind::price:
      return rung.amount == "0%" ? fmt::format("{} for nothing", of) : fmt::format("prices of {} at {} of today's", of, rung.amount);
    case LeverKind::other_model: return fmt::format("{} of the turns answered by {}", rung.amount, of);
    case LeverKind::shorter_memory: return fmt::format("a memory of {}", rung.amount);
    case LeverKind::shorter_replies: return fmt::format("replies of at most {}", rung.amount);
    case LeverKind::reply_cache: return fmt::format("{} of the replies found again in a cache", rung.amount);
    case LeverKind::speech_cache: return fmt::format("{} of the spoken lines found again in a cache", rung.amount);
    case LeverKind::quota_scripted: return fmt::format("at most {} a player and day, then lines written by hand", rung.amount);
    case LeverKind::quota_typed: return fmt::format("at most {} aloud a player and day, then typing", rung.amount);
    case LeverKind::less_voice: return fmt::format("voice for {} of those who have it today, text for the others", rung.amount);
    case LeverKind::on_device: return fmt::format("{} on the device of {} of the players", of, rung.amount);
  }
  return {};
}

}  // namespace npcost
