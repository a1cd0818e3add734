// The ways in which NPCs can be met: through which pipeline, and computed where.
#include <algorithm>

#include <fmt/format.h>

#include "sim/scenario/decoding/decode.h"
#include "sim/scenario/files/merge.h"
#include "sim/scenario/decoding/spread_facts.h"

namespace npcost {

namespace {

bool runs_on_devices(const Pipeline& pipeline) {
  return std::any_of(pipeline.stages.begin(), pipeline.stages.end(),
                     [](const PipelineStage& stage) { return stage.placement.on_device; });
}

bool may_be_above_zero(const Spread& share) { return typical_high(share) > 0; }

/// Somebody in the segment has a device that can.
bool has_devices(const Players& players, const Segment& segment) {
  if (segment.device_capable) return may_be_above_zero(*segment.device_capable);
  return std::any_of(players.platforms.begin(), players.platforms.end(),
                     [](const Platform& platform) { return may_be_above_zero(platform.device_capable); });
}

bool meets(const Segment& segment, std::size_t npc) {
  return std::any_of(segment.npcs.begin(), segment.npcs.end(), [&](const NpcWeight& weight) { return weight.npc == npc; });
}

/// A pipeline for devices that nobody has would cost nothing, and every budget would pass.
class DeviceCheck {
 public:
  explicit DeviceCheck(Decoding& decoding) : decoding_(decoding), scenario_(decoding.scenario) {}

  void run() {
    for (const Way& way : scenario_.ways) {
      if (!way.device || !checked_.insert(way.pipeline).second) continue;
      const Pipeline& pipeline = scenario_.pipelines[way.pipeline];
      for (std::size_t i = 0; i < pipeline.stages.size(); ++i) {
        const Placement& placement = pipeline.stages[i].placement;
        if (!placement.on_device) continue;
        const bool can = placement.device_share ? placement.by_api || may_be_above_zero(*placement.device_share)
                                                : somebody_can(way.pipeline);
        if (can) continue;
        refuse(pipeline, i);
        break;
      }
    }
  }

 private:
  /// True also if nobody meets it at all.
  bool somebody_can(std::uint16_t pipeline) const {
    bool met = false;
    for (std::size_t npc = 0; npc < scenario_.npcs.size(); ++npc) {
      const auto& chain = scenario_.npcs[npc].chain;
      if (std::find(chain.begin(), chain.end(), pipeline) == chain.end()) continue;
      for (const Segment& segment : scenario_.players.segments) {
        if (!meets(segment, npc)) continue;
        if (has_devices(scenario_.players, segment)) return true;
        met = true;
      }
    }
    return !met;
  }

  void refuse(const Pipeline& pipeline, std::size_t stage) {
    const JsonMember* entry = entry_named(decoding_.root, "pipelines", pipeline.name);
    const JsonValue* stages = entry == nullptr ? nullptr : section(entry->value, "stages");
    if (stages == nullptr || stage >= stages->items.size()) return;
    const std::string at = child_pointer(child_pointer(child_pointer("/pipelines", pipeline.name), "stages"), std::to_string(stage));
    const Fields step(decoding_, stages->items[stage], "stage", at);
    decoding_.diagnostics.error(
        "E109", step.place("serving"), step.at("serving"),
        pipeline.stages[stage].placement.device_share ? "nobody's device can run this stage, and nothing else does"
                                                      : "nothing says whose device can run this stage",
        fmt::format("add \"device_share\": \"35%\" to the serving \"{}\" or what it routes to, or \"device_capable\" to segments or "
                    "platforms",
                    printable(step.text("serving"))));
  }

  Decoding& decoding_;
  const Scenario& scenario_;
  std::set<std::uint16_t> checked_;
};

}  // namespace

void decode_ways(Decoding& decoding) {
  Scenario& scenario = decoding.scenario;
  std::vector<Way>& ways = scenario.ways;
  const auto npc_count = static_cast<std::uint16_t>(scenario.npcs.size());
  for (std::uint16_t npc = 0; npc < npc_count; ++npc) ways.push_back({npc, scenario.npcs[npc].pipeline, false});
  for (std::uint16_t npc = 0; npc < npc_count; ++npc) {
    for (const std::uint16_t pipeline : scenario.npcs[npc].chain) {
      if (pipeline != scenario.npcs[npc].pipeline) ways.push_back({npc, pipeline, false});
    }
  }
  const std::size_t by_api = ways.size();
  for (std::size_t i = 0; i < by_api; ++i) {
    const Way way = ways[i];
    if (way.pipeline >= scenario.pipelines.size() || !runs_on_devices(scenario.pipelines[way.pipeline])) continue;
    ways.push_back({way.npc, way.pipeline, true});
  }
  DeviceCheck(decoding).run();
}

}  // namespace npcost
