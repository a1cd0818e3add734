#pragma once
// Turns of a few players, watched one by one, for a feed: the same lives as in the recording, to the token.

#include <cstdint>
#include <utility>
#include <vector>

#include "ui/window/model/recording.h"
#include "ui/window/model/screen.h"

namespace npcost::window {

struct SeenTurn {
  std::int64_t ms = 0;                    ///< since the start of the run
  std::uint32_t player = 0, turn = 0;     ///< turn: of its conversation, from 1 on
  std::uint16_t way = 0;
  std::uint32_t first_ms = 0;
  std::vector<std::pair<std::uint32_t, std::uint64_t>> counts;   ///< (cell, count)
};

/// By time. Watches at most so many players, spread evenly over those who talk; in a coupled scenario, where each costs a whole run, at
/// most two. Stops early, with what it has, when it is told to.
std::vector<SeenTurn> watch_some(const Recording& recording, std::uint32_t players, const KeepGoing& keep_going);

/// The last turns up to `at`, newest first.
std::vector<FeedTurn> feed_at(const std::vector<SeenTurn>& seen, const Recording& recording, const CellPrices& prices, Milliseconds at,
                              std::size_t most);

}  // namespace npcost::window
