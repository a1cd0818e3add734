#pragma once
// Who is online and how much is asked for, over time: daily players, peaks, players in each hour.
//
// Units     simulated players, unscaled integers; the caller scales.

#include <cstdint>
#include <optional>
#include <vector>

#include "sim/engine/usage_ledger.h"
#include "sim/scenario/scenario.h"

namespace npcost {

struct Activity {
  std::vector<std::int64_t> player_minutes;  ///< [hour] players online, added over the minutes of the hour
  std::int64_t peak_online = 0;              ///< most players online at a whole minute
  bool load_known = true;                    ///< false: nobody counted the load of minutes
  double peak_requests = 0;                  ///< llm calls in the busiest minute …
  double peak_tokens = 0;                    ///< … and most of their tokens in one
  /// Distinct players added over complete local days, and how many such days there are: a day that the run cuts off
  /// is left out, it would look quieter than it is.
  std::uint64_t day_players = 0;
  std::uint32_t complete_days = 0;
};

/// Of a sample of the players the busiest minute is mostly chance: there a peak is the mean minute of the busiest 1, 5, 15 or 60 minutes,
/// the fewest that hold 400 calls (5 % of chance), so that scaling it up does not scale up the noise.
Activity activity_of(const Scenario& scenario, const UsageLedger& ledger, bool is_sample = false);

/// Minutes of an hour of the run that lie inside the run: 60, or fewer in its last hour.
std::uint32_t minutes_in_hour(const Scenario& scenario, std::uint32_t hour);

}  // namespace npcost
