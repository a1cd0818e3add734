#pragma once
// What of a plan can be lived in vector lanes: which class each way of meeting an NPC belongs to, and which cells its sums become.

#include <cstdint>
#include <memory>
#include <vector>

#include "sim/dialogue/lanes/talk_class.h"
#include "sim/prices/usage.h"

namespace npcost {

struct Plan;

/// What the sums of a talk are billed as: each entry adds field × times to a cell.
struct MeterSet {
  struct Entry {
    std::uint32_t field = 0;              ///< of TalkSum
    std::uint32_t cell = 0;               ///< of the first period
    std::uint32_t times = 1;
    bool operator==(const Entry&) const = default;
  };
  std::vector<Entry> entries;
  bool writes_billed = false;             ///< what is written to the cache has a price
  bool second_half = false;               ///< some talk has fields behind the first eight
  bool operator==(const MeterSet&) const = default;
};

struct LanePlan {
  static constexpr std::uint16_t none = 0xffff;
  struct Way {
    std::uint16_t talk_class = none;      ///< of `classes`; none: turn.cpp lives its talks
    std::uint16_t meters = 0;             ///< of `meters`
    bool second_half = false, writes_billed = false;   ///< what its meters say
    bool spoken = false;
    bool listens = false;                 ///< an open microphone is billed when a talk is over
    bool may_be_cold = false;             ///< a talk's first call may find nothing in the provider's cache; otherwise others always keep it
                                          ///< warm, or there is no cache, and nobody asks when a call was made last
    std::uint32_t first_cached = 0;       ///< what a cold first call does not find
    std::int64_t ttl_ms = 0;
  };
  std::vector<TalkClass> classes;
  std::vector<MeterSet> meters;
  std::vector<Way> ways;                  ///< [way]

  /// The counted run in pieces that belong to one hour and one price period: edges in the kernel's time, one more than pieces.
  std::vector<std::int64_t> edges_ms;
  std::vector<std::uint32_t> hour, period;   ///< [piece]
  std::vector<std::uint32_t> first_of_hour;  ///< [counted hour]
};

/// The lanes of a plan, or nullptr if something in it concerns all talks (limits, arrivals, settings, switches, unasked talk): then a
/// talk is no function of its draws and its beginning. Requires a plan that is compiled; its NPCs must outlive the answer.
std::shared_ptr<const LanePlan> compile_lanes(const Plan& plan);

/// The lanes of a plan for a schedule that lives turn by turn: whatever else goes on, a turn whose way has nothing to decide but limits of
/// everybody can be lived in lanes while these are open. Talks begun in other settings than the first are not of these ways.
std::shared_ptr<const LanePlan> compile_turn_lanes(const Plan& plan);

}  // namespace npcost
