#pragma once
// What compile_plan() makes: everything the kernel reads, integers and tables only.

#include <algorithm>
#include <cstdint>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "sim/dialogue/npc_plan.h"
#include "sim/engine/plan.h"
#include "sim/engine/rules.h"
#include "sim/people/play_clock.h"
#include "sim/people/population.h"

namespace npcost {

/// Talk that no player's line starts, compiled.
struct AmbientPlan {
  Ambient::Kind kind = Ambient::Kind::proactive;
  Ambient::Runs runs = Ambient::Runs::near;
  std::uint16_t npc = 0;
  std::uint32_t rank = 0;                     ///< in the names of draws
  std::uint64_t interval = 0;                 ///< mean time between two, of one player's part, in 1/65536 ms; 0 = never
  std::vector<std::uint64_t> chance_of_hour;  ///< thresholds: how much of the rate each hour of the run has; empty = all of it
  std::int64_t idle_ms = 0;                   ///< how long it goes on after the session of a player who has the world alone
  DrawTable turns;
  std::vector<NpcPlan> plans;                 ///< the NPC as it talks unasked …
  std::vector<std::uint16_t> plan_of_way;     ///< … by setting and way; no_plan for ways of other NPCs
  static constexpr std::uint16_t no_plan = 0xffff;
};

/// The pipelines that a player may meet an NPC in, in the order in which they are tried.
struct ChainLink {
  std::uint16_t pipeline = 0;
  bool spoken = false;
  std::uint16_t server_way = no_way, device_way = no_way;
  std::uint64_t device_share = use_segment;   ///< threshold; or what the segment says
  static constexpr std::uint16_t no_way = 0xffff;
  static constexpr std::uint64_t use_segment = ~std::uint64_t{0};
};

/// A price that an event changes for a while.
struct PriceEvent {
  std::uint16_t model = 0;
  Instant from{}, until{};
  std::int64_t millionths = 1'000'000;
};

/// Players who come during the run, and how likely they come back.
struct ArrivalPlan {
  bool active = false;
  std::vector<std::uint64_t> returns;         ///< threshold by day since coming; the last one holds on
};

struct LanePlan;     // engine/ahead/lane_plan.h
struct LaneKernel;   // dialogue/lanes/kernel.h

struct Plan {
  std::uint64_t seed = 0;
  std::uint32_t replication = 0;
  std::uint32_t unknown_replication = 0;      ///< whose draws what nobody knows has: unknowns, and whether events happen
  WorkList work;
  LedgerShape shape;
  CellTable cells;
  std::vector<SegmentPlan> segments;          ///< in canonical order
  std::vector<NpcPlan> ways;                  ///< by scenario index
  /// Policies that are compiled into NPCs (reply_max, memory, batch, stated hits) and that events switch: the ways as they are then,
  /// [setting − 1][way]. Setting 0 is `ways`. A talk keeps the setting that it began in.
  std::vector<std::vector<NpcPlan>> settings;
  std::vector<std::int64_t> setting_edges_ms; ///< when another setting begins
  std::vector<std::uint16_t> setting_after;   ///< [i] the setting from edge i on; before the first it is 0
  std::vector<std::vector<ChainLink>> chains; ///< [npc]; empty = always the way of the NPC's own number
  std::vector<AmbientPlan> ambient;
  RulePlan rules;
  ArrivalPlan arrivals;
  std::vector<std::uint32_t> novelty;         ///< chance of a conversation by hours since coming, in 1/65536; empty = always 1
  std::vector<PlayClock> clocks;
  std::vector<std::uint8_t> event_happens;    ///< [event of the scenario]
  std::vector<PriceEvent> price_events;
  bool counts_load = true;                    ///< the load of every minute
  std::int64_t warm_up_ms = 0;                ///< real time 0 is this long before the scenario's start
  std::int64_t horizon_ms = 0;                ///< end of the run, in the same time
  std::vector<std::uint32_t> day_of_hour;     ///< counted local day of each counted hour
  std::vector<std::int64_t> period_edges_ms;  ///< price changes inside the run, in the kernel's time
  std::vector<std::uint16_t> period_after;    ///< [0] the first period, [i + 1] the one from edge i on; periods come again
  std::vector<Instant> period_inside;         ///< an instant inside each period, for prices
  std::int64_t longest_ttl_ms = 0;            ///< of all prompt caches: an older entry is as good as none
  /// [model][period] where context tiers begin: those of the scenario's book and of all others that the usage is billed by.
  std::vector<std::vector<TierStarts>> tier_starts;
  double expected_turns = 0;
  const LaneKernel* lane_kernel = nullptr;    ///< nullptr = the best of this processor
  std::shared_ptr<const LanePlan> lanes;      ///< for the batch schedule; nullptr = every talk goes turn by turn
  std::map<std::string, DrawTable> tables;    ///< compiled so far, by what they were compiled from
  std::map<std::int64_t, SharedList<std::uint32_t>> patience;   ///< likewise, by milliseconds: chances of giving up, by latency bucket
  /// Value of every unknown in this replication, by pointer; sorted.
  std::vector<std::pair<std::string, double>> unknowns;

  std::uint32_t period_at(std::int64_t ms) const {
    const auto later = std::upper_bound(period_edges_ms.begin(), period_edges_ms.end(), ms);
    return period_after[static_cast<std::size_t>(later - period_edges_ms.begin())];
  }
  std::uint16_t setting_at(std::int64_t ms) const {
    const auto later = std::upper_bound(setting_edges_ms.begin(), setting_edges_ms.end(), ms);
    const auto edges = static_cast<std::size_t>(later - setting_edges_ms.begin());
    return edges == 0 ? std::uint16_t{0} : setting_after[edges - 1];
  }
  const NpcPlan& way_in(std::uint16_t setting, std::uint16_t way) const { return setting == 0 ? ways[way] : settings[setting - 1u][way]; }
  const NpcPlan& way_at(std::int64_t ms, std::uint16_t way) const { return way_in(setting_at(ms), way); }
  double unknown(const Unknown& unknown_value) const;
  /// The tier that a book's own entry bills the cell in.
  std::uint8_t tier_in(const PriceBook& book, const Cell& cell) const;
  /// A price of a cell with what price events make of it, rounded once each to the grain.
  Money with_events(const Cell& cell, Money price) const;
};

}  // namespace npcost
