#pragma once
// Somebody who watches one player live. Watching changes nothing (law 10): a watcher is told what was counted, after it was counted.
//
// Exact     the counts of all happenings of a player add up to that player's row in the ledger, cell by cell.

#include <cstdint>
#include <utility>
#include <vector>

#include "sim/dialogue/turn.h"
#include "sim/engine/run.h"

namespace npcost {

struct Happening {
  enum class Kind : std::uint8_t {
    session_begins,
    session_ends,
    talk_begins,   ///< `turns` is how many turns it would have
    turn,          ///< a player's line and its answer
    npc_line,      ///< a line or thought that no player asked for
    talk_ends,     ///< with what is billed then: open microphones, sessions of a realtime model, memory that is written
    prewarm,       ///< a call that only fills the provider's cache
    refused        ///< a turn that a policy refused; the talk ends
  };
  Kind kind = Kind::turn;
  std::int64_t ms = 0;                ///< since the start of the run; negative in the warm-up
  std::uint16_t way = 0;              ///< of the scenario; without meaning for sessions
  std::uint32_t turns = 0;
  bool counted = true;                ///< false in the warm-up: lived, but in no sum
  TurnRecord turn;                    ///< turn and npc_line only
  std::vector<std::pair<std::uint32_t, std::uint64_t>> counts;   ///< (cell, count) that this added to the player's row
};

class Watcher {
 public:
  virtual ~Watcher() = default;
  virtual void happened(const Happening& happening) = 0;
};

/// Lives the life of one player of a replication (number among all simulated players, see WorkList) and tells `watcher`. Returns a
/// ledger in which only this player's row is done. In a coupled scenario everybody lives; only this one is told.
UsageLedger watch_player(const Plan& plan, std::uint32_t player, Watcher& watcher);

}  // namespace npcost
