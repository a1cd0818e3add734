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
#include "sim/people/play_clock.h"
#include "sim/people/population.h"

namespace npcost {

struct Plan {
  std::uint64_t seed = 0;
  std::uint32_t replication = 0;
  WorkList work;
  LedgerShape shape;
  CellTable cells;
  std::vector<SegmentPlan> segments;          ///< in canonical order
  std::vector<NpcPlan> npcs;                  ///< by scenario index
  PlayClock clock;
  std::int64_t warm_up_ms = 0;                ///< real time 0 is this long before the scenario's start
  std::int64_t horizon_ms = 0;                ///< end of the run, in the same time
  std::vector<std::uint32_t> day_of_hour;     ///< counted local day of each counted hour
  std::vector<std::int64_t> period_edges_ms;  ///< price changes inside the run, in the kernel's time
  std::vector<std::uint16_t> period_after;    ///< [0] the first period, [i + 1] the one from edge i on; periods come again
  std::vector<Instant> period_inside;         ///< an instant inside each period, for prices
  double expected_turns = 0;
  std::map<std::string, DrawTable> tables;    ///< compiled so far, by what they were compiled from
  /// Value of every unknown in this replication, by pointer; sorted.
  std::vector<std::pair<std::string, double>> unknowns;

  std::uint32_t period_at(std::int64_t ms) const {
    const auto later = std::upper_bound(period_edges_ms.begin(), period_edges_ms.end(), ms);
    return period_after[static_cast<std::size_t>(later - period_edges_ms.begin())];
  }
  double unknown(const Unknown& unknown_value) const;
};

}  // namespace npcost
