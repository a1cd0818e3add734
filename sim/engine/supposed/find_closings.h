#pragma once
// What a run under supposed closings shows of them.

#include <cstdint>
#include <vector>

#include "sim/engine/supposed/limit_use.h"

namespace npcost {

struct FoundClosing {
  std::uint16_t limit = 0;
  std::size_t window = 0;
  std::int64_t reached_ms = for_ever;   ///< as in Closing
  bool exact = false;                   ///< it is so in this run; otherwise about so
};

/// One for each window of each limit.
std::vector<FoundClosing> find_closings(const Plan& plan, const Closings& closings, const LimitUse& use);

/// Counts how often limits were reached and how far they were passed. Requires that all closings were found as supposed. False if what
/// ends at the horizon could still reach a limit: then the order of its players would count.
bool count_policies(const Plan& plan, const Closings& closings, const LimitUse& use, UsageLedger& ledger);

}  // namespace npcost
