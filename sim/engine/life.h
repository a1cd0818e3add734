#pragma once
// One player's life: sessions, conversations, turns, and what NPCs say unasked; small, resumable, and the same under every schedule.
//
// advance() lives on until the next thing that happens is not before `until`. The batch schedule calls it once with the horizon,
// the time-ordered one event by event: what happens, and what is counted, cannot differ.

#include <array>
#include <cstdint>
#include <span>
#include <vector>

#include "sim/dialogue/turn.h"
#include "sim/engine/ahead/players_ahead.h"
#include "sim/engine/plan_types.h"
#include "sim/engine/watch.h"

namespace npcost {

/// Counts that were not yet added to the ledger; reused from player to player.
struct Tally {
  explicit Tally(std::uint32_t cells) : cell(cells) { touched.reserve(cells); }
  std::vector<std::uint64_t> cell;       ///< by cell number
  std::vector<std::uint32_t> touched;    ///< cells that are not 0
  TalkCounts talk;
  std::uint16_t way = 0;                 ///< that the cells and the talk belong to
  std::uint32_t hour = 0;                ///< counted hour that the cells belong to
  /// Load of the minute at hand: a talk has several turns a minute, and the run's list of minutes is long.
  std::size_t minute = 0;
  std::uint64_t minute_requests = 0, minute_tokens = 0;
  std::vector<std::pair<std::uint32_t, std::uint64_t>> told;   ///< flushed since a watcher was told; only if there is one

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
  SharedLimits* shared = nullptr;        ///< of a coupled run
  Watcher* watcher = nullptr;
  PlayersAhead* ahead = nullptr;         ///< the player was prepared
};

class Life {
 public:
  Life(const Plan& plan, const SegmentPlan& segment, std::uint32_t player_in_segment, std::span<std::int64_t> cache_ms);
  /// A life of a player that was prepared; lives the same.
  Life(const Plan& plan, const SegmentPlan& segment, std::uint32_t player_in_segment, std::span<std::int64_t> cache_ms,
       const PlayersAhead& ahead);

  /// When the next thing happens; INT64_MAX once nothing will.
  std::int64_t next_ms() const { return next_ms_ < ambient_ms_ ? next_ms_ : ambient_ms_; }
  void advance(const Plan& plan, std::int64_t until_ms, Tally& tally, const Books& books);
  const PlayerKey& key() const { return key_; }

 private:
  enum class Phase : std::uint8_t { away, between_talks, talking, leaving };
  /// One source of talk that nobody asked for, in this player's life.
  struct Track {
    std::int64_t next_ms = INT64_MAX, ends_ms = 0;   ///< nothing begins or goes on from ends_ms on
    std::int64_t due_ms = 0;                         ///< when it was due: one that comes while another goes on waits for its end
    std::uint32_t number = 0;
    bool talking = false;
    std::uint16_t plan = 0;
    std::int64_t cache_ms = long_ago;                ///< of the provider of batched talk
    Conversation talk;
  };

  void come(const Plan& plan);
  bool returns_at(const Plan& plan, std::int64_t ms) const;
  std::uint32_t count_talks(const Plan& plan, std::uint32_t ordinary) const;
  void plan_next_session(const Plan& plan);
  void take_next_session();
  void begin_session(const Plan& plan, Tally& tally, const Books& books);
  void count_presence(const Plan& plan, const Books& books);
  void end_session(const Plan& plan, std::int64_t end_ms, Tally& tally, const Books& books);
  void reach_horizon(const Plan& plan, Tally& tally, const Books& books);

  // life_talk.cpp
  Asker asker(const Books& books);
  void plan_next_talk();
  /// The way in which an NPC is met now, or ChainLink::no_way. `typed_by`: the policy that took a voice away on the way there.
  std::uint16_t choose_way(const Plan& plan, std::uint16_t npc, std::int64_t ms, const Books& books, std::uint16_t& typed_by);
  void prewarm(const Plan& plan, Tally& tally, const Books& books);
  void begin_talk(const Plan& plan, Tally& tally, const Books& books);
  bool take_whole_talk(const Books& books);
  void live_turn(const Plan& plan, Tally& tally, const Books& books);
  void refuse_turn(const Plan& plan, std::uint16_t policy, Tally& tally, const Books& books);
  void count_player_turn(const Plan& plan, const NpcPlan& npc, const TurnRecord& turn, const Decision& decision, Tally& tally,
                         const Books& books);
  void end_talk(const Plan& plan, std::int64_t end_ms, Tally& tally, const Books& books);

  // life_ambient.cpp
  void wake_ambient(const Plan& plan, bool whole_run, std::int64_t from_ms, std::int64_t until_ms);
  void plan_next_unasked(const AmbientPlan& ambient, std::size_t index, std::int64_t free_from_ms);
  void live_ambient(const Plan& plan, Tally& tally, const Books& books);
  bool begin_unasked(const Plan& plan, std::size_t index, const Books& books);
  void unasked_turn(const Plan& plan, std::size_t index, Tally& tally, const Books& books);
  void end_unasked(const Plan& plan, std::size_t index, std::int64_t end_ms, Tally& tally, const Books& books);
  void find_next_ambient();
  void stay_awake(const Plan& plan, std::int64_t until_ms);

  // tally.cpp
  void turn_to(const Plan& plan, std::uint16_t way, std::int64_t ms, Tally& tally, const Books& books) const;
  void flush(Tally& tally, const Books& books) const;
  void tell(const Plan& plan, Happening::Kind kind, std::int64_t ms, std::uint16_t way, const TurnRecord* turn, std::uint32_t turns,
            Tally& tally, const Books& books) const;
  static void drop(Tally& tally);
  static std::uint64_t spent(const Plan& plan, const Tally& tally);
  /// Counts what `count` counts, and lets it use up the way's limits in money, if there are any.
  template <typename Count>
  void count_spending(const Plan& plan, std::uint16_t way, std::int64_t now_ms, Tally& tally, const Books& books, const Count& count) {
    const bool in_money = !plan.rules.spend.empty() && !plan.rules.ways[way].limits.empty();
    if (in_money) flush(tally, books);
    count();
    if (in_money) use_money(plan.rules, plan.rules.ways[way], asker(books), now_ms, spent(plan, tally), &books.sums->policy);
  }

  PlayerKey key_;
  const SegmentPlan* segment_;
  const PlayClock* clock_;
  std::span<std::int64_t> cache_ms_;      ///< per way: when this player's calls last touched its cache entry
  PlayerTraits traits_;
  std::int64_t next_ms_ = 0;
  std::int64_t ambient_ms_ = INT64_MAX;   ///< earliest of the tracks
  std::uint64_t playing_ = 0;             ///< playing time of the last session's arrival
  std::int64_t came_ms_ = 0;
  std::int64_t session_began_ms_ = 0, session_ends_ms_ = 0;
  std::int64_t free_from_ms_ = 0;         ///< end of the last conversation, or of the last session
  Conversation talk_;
  std::uint32_t session_ = 0, conversation_ = 0;
  std::uint32_t talks_left_ = 0, talks_ = 0;
  std::uint32_t clock_hint_ = 0;
  std::uint32_t last_day_ = ~std::uint32_t{0}, last_month_ = ~std::uint32_t{0};
  Phase phase_ = Phase::away;
  bool talks_at_all_ = false;
  bool over_ = false;
  std::uint64_t play_ms_ = 0;             ///< counted, for the player's row
  const AheadSession* ahead_session_ = nullptr;   ///< the next one, if the player was prepared …
  const AheadTalk* ahead_talks_ = nullptr;        ///< … and his talks, by number
  std::vector<LimitState> limits_;        ///< [limit]; empty without limits of players
  std::vector<Track> tracks_;             ///< [ambient]
};

}  // namespace npcost
