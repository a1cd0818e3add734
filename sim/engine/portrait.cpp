#include "sim/engine/portrait.h"

#include "sim/base/check.h"
#include "sim/engine/plan_types.h"

namespace npcost {

Portrait portrait_of(const Plan& plan, std::uint32_t player) {
  for (const SegmentPlan& segment : plan.segments) {
    if (player < segment.first_player || player - segment.first_player >= segment.players) continue;
    Portrait portrait;
    portrait.segment = segment.segment;
    portrait.number = player - segment.first_player;
    const PlayerTraits traits = traits_of(segment, {plan.seed, plan.replication, segment.rank, portrait.number});
    portrait.talks = traits.talks;
    portrait.speaks = traits.speaks;
    portrait.device_matters = segment.device != 0 && segment.device >> 32 == 0;
    portrait.capable_device = traits.device < segment.device;
    if (traits.session_interval != 0) {
      constexpr double ticks_a_day = static_cast<double>(ms_per_day) * PlayClock::ticks_per_ms;
      portrait.sessions_a_day = ticks_a_day / static_cast<double>(traits.session_interval);
    }
    portrait.talk_factor = static_cast<double>(traits.talk_factor) / talk_scale;
    return portrait;
  }
  broken_promise(__FILE__, __LINE__, "players are numbered below their count");
}

}  // namespace npcost
