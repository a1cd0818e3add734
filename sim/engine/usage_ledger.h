#pragma once
// Integer sums of one replication: by player, hour, way of meeting an NPC, segment and cell. Merging is addition, so the
// order of merging, threads and shards cannot matter.
//
// Memory    per player: 4 bytes a cell + 16 bytes. A counter that would pass 32 bits is widened in `wide`,
//           never wrapped. Everything else is per run, not per player.

#include <array>
#include <cstdint>
#include <map>
#include <utility>
#include <vector>

#include "sim/base/big_memory.h"
#include "sim/base/latency_histogram.h"
#include "sim/base/zeroed_memory.h"
#include "sim/scenario/scenario.h"

namespace npcost {

/// What is counted beside usage; one set per segment × way. Turns are those of players: what NPCs say unasked stands apart.
struct TalkCounts {
  std::uint64_t conversations = 0, turns = 0;
  std::uint64_t conversation_ms = 0;     ///< first line to end of the last reply and pause
  std::uint64_t prompt_tokens = 0, cached_tokens = 0;  ///< of the llm calls that the studio pays for
  std::uint64_t timed_turns = 0;         ///< turns whose latency is known: the only ones that can be given up
  std::uint64_t abandoned_turns = 0;
  std::uint64_t degraded_turns = 0;      ///< scripted, or typed, because a policy or an outage wanted it so
  std::uint64_t refused_turns = 0;       ///< asked for and not answered; with the turns that would have followed: not in `turns`
  std::uint64_t unserved_talks = 0;      ///< conversations that nothing could serve: no device, or everything switched off
  std::uint64_t fast_turns = 0, reused_turns = 0;   ///< answered without a model: fast path, response cache
  std::uint64_t other_model_turns = 0;   ///< answered by another model than the NPC's own
  std::uint64_t device_turns = 0;        ///< answered on the player's device
  std::uint64_t carried_turns = 0;       ///< of a shared NPC, paid with the other players' share
  std::uint64_t paid_turns = 0;          ///< paid by the player
  std::uint64_t npc_lines = 0;           ///< calls that no player's line started
  std::uint64_t tool_calls = 0, retries = 0, memory_calls = 0;
  std::uint64_t interrupted_turns = 0;
  std::uint64_t unheard_chars = 0;       ///< synthesised, billed, cut off before it was heard
  std::uint64_t context_cut_turns = 0;   ///< history had to be cut to fit the context window
  TalkCounts& operator+=(const TalkCounts& other);
  TalkCounts& operator-=(const TalkCounts& part);
  bool operator==(const TalkCounts&) const = default;
};

struct SegmentCounts {
  std::uint64_t players = 0;             ///< simulated
  std::uint64_t came = 0;                ///< players whose first session is in the counted run, where players come and go
  std::uint64_t player_months = 0;       ///< a player in each 30 days of the run in which he played
  std::uint64_t sessions = 0, play_ms = 0, player_days = 0;
  SegmentCounts& operator+=(const SegmentCounts& other);
  SegmentCounts& operator-=(const SegmentCounts& part);
  bool operator==(const SegmentCounts&) const = default;
};

/// What is kept of one simulated player besides its cells.
struct PlayerTotals {
  std::uint32_t turns = 0, conversations = 0;
  std::uint32_t play_seconds = 0;        ///< rounded to nearest; exact milliseconds are in SegmentCounts
  std::uint16_t days = 0;                ///< local days on which a session started
  std::uint16_t months = 0;              ///< windows of 30 days of the run in which one started
  std::uint16_t segment = 0;             ///< index in the scenario
  bool operator==(const PlayerTotals&) const = default;
};

/// What one policy did.
struct PolicyCounts {
  std::uint64_t turns = 0;               ///< of players that it changed
  std::uint64_t windows = 0;             ///< limits: how often one was reached (a day of a player, a day of the game …)
  std::uint64_t over = 0;                ///< limits: used beyond it before it bit, in its measure
  PolicyCounts& operator+=(const PolicyCounts& other);
  PolicyCounts& operator-=(const PolicyCounts& part);
  bool operator==(const PolicyCounts&) const = default;
};

/// The fixed shape of a ledger.
struct LedgerShape {
  std::uint32_t cells = 0, segments = 0, ways = 0, hours = 0, days = 0;
  std::uint32_t policies = 0;
  std::uint32_t players = 0;             ///< simulated, all segments; 0 = sums only, no rows (a worker's share)
  bool operator==(const LedgerShape&) const = default;
};

struct UsageLedger {
  explicit UsageLedger(const LedgerShape& shape);

  LedgerShape shape;
  BigVector<std::uint32_t> player_cells;              ///< [player × cells]; 2^32−1 = look in `wide`: use player_cell()
  std::map<std::pair<std::uint32_t, std::uint32_t>, std::uint64_t> wide;  ///< (player, cell) → true count where 32 bits were too few
  BigVector<PlayerTotals> player_totals;              ///< [player]
  std::vector<std::uint8_t> player_done;                ///< [player] 1 once its whole life is in
  std::vector<std::uint64_t> group_cells;               ///< [(segment × ways + way) × cells]
  std::vector<std::uint64_t> hour_cells;                ///< [hour × cells]
  std::vector<TalkCounts> talk;                         ///< [segment × ways + way]
  std::vector<SegmentCounts> segment;                   ///< [segment]
  std::vector<PolicyCounts> policy;                     ///< [policy]
  std::vector<std::uint64_t> day_players;               ///< [local day] distinct players
  std::vector<std::int64_t> online_change;              ///< [minute] sessions begun − sessions ended
  ZeroedVector<std::uint64_t> minute_requests, minute_tokens;  ///< [minute] llm calls; their prompt + output tokens
  std::array<LatencyHistogram, mode_count> first_text, first_audio;  ///< by Mode; first_audio[text] stays empty

  /// Adds another ledger of the same run: its sums, and its rows if it has any. Requires equal shapes (rows apart) and
  /// no player done in both.
  void merge(const UsageLedger& other);
  /// Takes sums away that are part of these. Requires equal shapes, but that `part` has no rows.
  void take_away(const UsageLedger& part);
  std::uint64_t player_cell(std::uint32_t player, std::uint32_t cell) const;
  /// Column sums over groups: total usage per cell.
  std::vector<std::uint64_t> totals() const;
  bool operator==(const UsageLedger&) const = default;
};

}  // namespace npcost
