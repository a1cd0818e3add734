// What a studio can take from players, or ask of their devices.
#include <algorithm>

#include <fmt/format.h>

#include "sim/scenario/files/json_write.h"
#include "sim/scenario/files/merge.h"
#include "sim/scenario/flips/mode_parts.h"

namespace npcost {

namespace {

void add_quota(const ModeParts& parts, LeverKind kind, std::string_view then, std::vector<FlipLever>& levers) {
  const std::string pointer = child_pointer("/policies", free_name(parts.scenario.policies, "turns a day"));
  FlipLever lever{kind, {}, {}};
  for (const int turns : {200, 150, 120, 100, 80, 60, 50, 40, 30, 25, 20, 15, 12, 10, 8, 6, 5, 4, 3, 2, 1}) {
    lever.rungs.push_back({fmt::format("{} turn{}", turns, turns == 1 ? "" : "s"),
                           {fmt::format(R"({}={{"kind": "quota", "limit": "{} turns", "per": "player/d", "then": "{}", "applies_to": {}}})",
                                        pointer, turns, then, parts.pipeline_list())}});
  }
  add_lever(levers, std::move(lever));
}

void add_less_voice(const ModeParts& parts, std::vector<FlipLever>& levers) {
  FlipLever lever{LeverKind::less_voice, {}, {}};
  for (int percent = 90; percent >= 0; percent -= 10) {
    FlipRung rung{fmt::format("{}%", percent), {}};
    for (const std::uint16_t segment : parts.segments) {
      const Segment& who = parts.scenario.players.segments[segment];
      const std::string pointer = child_pointer("/players/segments", who.name);
      if (who.voice > 0 && can_be_set(pointer)) rung.settings.push_back(fmt::format("{}/voice={}", pointer, who.voice * percent / 100));
    }
    if (!rung.settings.empty()) lever.rungs.push_back(std::move(rung));
  }
  add_lever(levers, std::move(lever));
}

/// One stage of all pipelines of the mode. Where a device computes a part already, who has which device would be a question of its own.
void add_device(const ModeParts& parts, Stage stage, std::vector<FlipLever>& levers) {
  const std::string device = fmt::format("{} on the device", stage_name(stage)), cloud = fmt::format("{} in the cloud", stage_name(stage));
  const std::string either = fmt::format("{} on the device or in the cloud", stage_name(stage));
  std::vector<std::string> placed;
  for (const std::uint16_t pipeline : parts.pipelines) {
    const std::vector<PipelineStage>& stages = parts.scenario.pipelines[pipeline].stages;
    const std::string pointer = child_pointer("/pipelines", parts.scenario.pipelines[pipeline].name);
    if (std::any_of(stages.begin(), stages.end(), [](const PipelineStage& one) { return one.placement.on_device; })) return;
    for (std::size_t s = 0; s < stages.size(); ++s) {
      if (stages[s].stage != stage || !can_be_set(pointer)) continue;
      placed.push_back(fmt::format("{}/stages/{}/serving={}", pointer, s, either));
    }
  }
  if (placed.empty()) return;
  FlipLever lever{LeverKind::on_device, std::string(stage_name(stage)), {}};
  for (int percent = 10; percent <= 100; percent += 10) {
    FlipRung rung{fmt::format("{}%", percent), {}};
    rung.settings = {fmt::format(R"(/serving/{}={{"kind": "on_device", "device_share": {}}})", device, percent / 100.0),
                     fmt::format(R"(/serving/{}={{"kind": "api"}})", cloud),
                     fmt::format(R"(/serving/{}={{"kind": "hybrid", "routes": [{{"to": "{}", "when": "device_capable"}}, )"
                                 R"({{"to": "{}", "when": "fallback"}}]}})",
                                 either, device, cloud)};
    rung.settings.insert(rung.settings.end(), placed.begin(), placed.end());
    lever.rungs.push_back(std::move(rung));
  }
  add_lever(levers, std::move(lever));
}

}  // namespace

void add_player_levers(const ModeParts& parts, std::vector<FlipLever>& levers) {
  add_quota(parts, LeverKind::quota_scripted, "scripted", levers);
  const bool spoken = std::any_of(parts.pipelines.begin(), parts.pipelines.end(),
                                  [&](std::uint16_t pipeline) { return parts.scenario.pipelines[pipeline].spoken(); });
  if (spoken) {
    add_quota(parts, LeverKind::quota_typed, "text_only", levers);
    add_less_voice(parts, levers);
  }
  for (const Stage stage : {Stage::stt, Stage::llm, Stage::tts}) add_device(parts, stage, levers);
}

}  // namespace npcost
