#pragma once
// In which way a player meets an NPC, as far as the player decides it.

#include "sim/engine/plan_types.h"

namespace npcost {

/// What decides it, of PlayerTraits.
struct Reach {
  bool speaks = true;
  std::uint32_t device = 0, place = 0;
};

/// The way that a link of an NPC's chain offers this player at `ms`, or ChainLink::no_way; limits are not asked.
inline std::uint16_t way_of_link(const Plan& plan, const ChainLink& link, const SegmentPlan& segment, const Reach& reach,
                                 std::int64_t ms) {
  if (!plan.rules.pipelines[link.pipeline].is_on(ms, reach.place)) return ChainLink::no_way;
  if (link.spoken && !reach.speaks) return ChainLink::no_way;
  const std::uint64_t share = link.device_share == ChainLink::use_segment ? segment.device : link.device_share;
  if (link.device_way != ChainLink::no_way && happens(reach.device, share)) return link.device_way;
  return link.server_way;
}

/// The way in which a player meets an NPC where nothing ever changes and no limit is set. Requires that the NPC has a chain.
inline std::uint16_t way_at_all(const Plan& plan, const SegmentPlan& segment, const PlayerTraits& traits, std::uint16_t npc) {
  for (const ChainLink& link : plan.chains[npc]) {
    const std::uint16_t way = way_of_link(plan, link, segment, {traits.speaks, traits.device, traits.place}, 0);
    if (way != ChainLink::no_way) return way;
  }
  return ChainLink::no_way;
}

}  // namespace npcost
