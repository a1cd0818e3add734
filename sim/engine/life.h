#pragma once
// One player's life: sessions, conversations, turns; small, resumable, and the same under every schedule.
//
// advance() lives on until the next thing that happens is not before `until`. The batch schedule calls it once with the horizon,
// the time-ordered one once a slice: what happens, and what is counted, cannot differ.

#include <array>
#include <cstdint>
#include <span>
#include <vector>

#include "sim/dialogue/turn.h"
#include "sim/engine/plan_types.h"

namespace npcost {

/// Counts of one conversation that were not yet added to the ledger; reused from player to player.
struct Tally {
  explicit Tally(std::uint32_t cells) : cell(cells) { touched.reserve(cells); }
  std::vector<std::uint64_t> cell;       ///< by cell number
  std::vector<std::uint32_t> touched;    ///< cells that are not 0
  TalkCounts talk;
  std::uint32_t hour = 0;                ///< counted hour that the cells belong to
  /// Load of the minute at hand: a talk has several turns a minute, and the run's list of minutes is long.
  std::size_t minute = 0;
  std::uint64_t minute_requests = 0, minute_tokens = 0;

  void add(std::uint32_t number, std::uint64_t count) {
    if (count == 0) return;
    if (cell[number] == 0) touched.push_back(number);
    cell[number] += count;
  }
};

/// Where a life's counts go: the player's own row, and the sums of the run.
struct Books {
  UsageLedger* rows;
  UsageLedger* sums;
  std::uint32_t player;                  ///< number among all simulated players
};

class Life {
 public:
  Life(const Plan& plan, const SegmentPlan& segment, std::uint32_t player_in_segment, std::span<std::int64_t> cache_ms);

  /// When the next thing happens; INT64_MAX once nothing will.
  std::int64_t next_ms() const { return next_ms_; }
  void advance(const Plan& plan, std::int64_t until_ms, Tally& tally, const Books& books);
  const PlayerKey& key() const { return key_; }

 private:
  enum class Phase : std::uint8_t { away, between_talks, talking, leaving };

  void plan_next_session(const Plan& plan);
  void begin_session(const Plan& plan, const Books& books);
  void plan_next_talk(const Plan& plan);
  void begin_talk(const Plan& plan, Tally& tally, const Books& books);
  void live_turn(const Plan& plan, Tally& tally, const Books& books);
  void end_talk(const Plan& plan, std::int64_t end_ms, Tally& tally, const Books& books);
  void end_session(const Plan& plan, std::int64_t end_ms, const Books& books);
  void reach_horizon(const Plan& plan, Tally& tally, const Books& books);
  void flush(Tally& tally, const Books& books) const;

  PlayerKey key_;
  const SegmentPlan* segment_;
  std::span<std::int64_t> cache_ms_;      ///< per NPC: when this player's calls last touched its cache entry
  std::int64_t next_ms_ = 0;
  std::uint64_t interval_ = 0;            ///< mean playing time between session starts
  std::uint64_t playing_ = 0;             ///< playing time of the last session's arrival
  std::int64_t session_began_ms_ = 0, session_ends_ms_ = 0;
  std::int64_t free_from_ms_ = 0;         ///< end of the last conversation, or of the last session
  Conversation talk_;
  std::uint32_t session_ = 0, conversation_ = 0;
  std::uint32_t talks_left_ = 0, talks_ = 0;
  std::uint32_t clock_hint_ = 0;
  std::uint32_t last_day_ = ~std::uint32_t{0};
  Phase phase_ = Phase::away;
  bool talks_at_all_ = false;
  bool over_ = false;
  std::uint64_t play_ms_ = 0;             ///< counted, for the player's row
};

}  // namespace npcost
