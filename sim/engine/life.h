#pragma once
// One player's life: sessions, conversations, turns, and what NPCs say unasked; small, resumable, and the same under every schedule.
//
// advance() lives on until the next thing that happens is not before `until`. The batch schedule calls it once with the horizon,
// the time-ordered one event by event: what happens, and what is counted, cannot differ.

#include <algorithm>
#include <array>
#include <cstdint>
#include <memory>
#include <utility>
#include <vector>

#include "sim/dialogue/turn.h"
#include "sim/engine/ahead/players_ahead.h"
#include "sim/engine/cache_times.h"
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
  bool used = false;                     ///< something was counted for the way since the last flush
  std::vector<std::unique_ptr<Conversation>> spare_talks;   ///< room for the talks of those who begin one
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
  LimitUse* supposed = nullptr;          ///< of a run in which it is supposed when limits of everybody close
};

/// What is left of a player between two sessions; the rest is drawn again, or stands in the row. 32 bytes: most players are away.
struct Asleep {
  std::uint64_t playing = 0;              ///< playing time of the next session's arrival
  std::int64_t wakes_ms = INT64_MAX;      ///< when that session begins
  std::uint32_t session = 0, conversation = 0;
  std::uint32_t last_hour = ~std::uint32_t{0};
  std::int16_t play_rest_ms = 0;          ///< counted playing time − the row's rounded seconds
};

class alignas(128) Life {
 public:
  Life() = default;                       ///< nobody's: a place for a life
  Life(const Plan& plan, const SegmentPlan& segment, std::uint32_t player_in_segment);
  /// A life of a player that was prepared; lives the same.
  Life(const Plan& plan, const SegmentPlan& segment, std::uint32_t player_in_segment, const PlayersAhead& ahead);
  /// The life of a player who wakes; it goes on as if he had never slept. `caches`: what may still be warm.
  Life(const Plan& plan, const SegmentPlan& segment, std::uint32_t player_in_segment, const Asleep& asleep, CacheTimes caches);

  /// When the next thing happens; INT64_MAX once nothing will.
  std::int64_t next_ms() const { return std::min(next_ms_, ambient_ms()); }
  /// Lives all that happens before `until_ms`, and from the horizon on the end of everything.
  void advance(const Plan& plan, std::int64_t until_ms, Tally& tally, const Books& books);
  /// Lives all that happens before `until_ms` <= horizon, and nothing more; up to the beginning of a talk, if that is to be an end.
  void live_until(const Plan& plan, std::int64_t until_ms, bool to_a_talk, Tally& tally, const Books& books);

  /// Whether nothing but what Asleep holds is left of the player until the next session. Who has limits of his own or hears unasked talk
  /// never sleeps.
  bool may_sleep() const { return phase_ == Phase::away && more_ == nullptr; }
  Asleep fall_asleep() const;
  /// What may be warm when the next session begins; empty otherwise.
  bool keeps_caches(const Plan& plan) { return caches_.warm_at(next_ms_, plan.longest_ttl_ms); }
  CacheTimes& caches() { return caches_; }
  /// The talk at hand, for a schedule that lives its turns itself; nullptr if there is none, or if more goes on beside it.
  const Conversation* open_talk() const { return phase_ == Phase::talking && more_ == nullptr ? talk_.get() : nullptr; }
  bool online() const { return phase_ != Phase::away; }
  std::int64_t session_began_ms() const { return session_began_ms_; }   ///< while online
  /// The way of the player's talk at hand, or ChainLink::no_way. Requires that the talk is not lent.
  std::uint16_t talks_in() const { return phase_ == Phase::talking ? talk_->way : ChainLink::no_way; }
  /// Such a schedule keeps the talk itself …
  void lend_talk(Tally& tally) { put_talk_away(tally); }
  /// … and has lived it up to here; its next turn begins at `next_ms`.
  void go_on(const Conversation& talk, std::int64_t next_ms, Tally& tally) {
    next_ms_ = next_ms;
    talk_for(tally) = talk;
  }
  /// Whether the talk that has begun still is to be counted in the player's row; the caller does it now.
  bool count_begun() {
    const bool begun = begun_;
    begun_ = false;
    return begun;
  }
  /// … and to its end.
  void end_open_talk(const Plan& plan, std::int64_t end_ms, Tally& tally, const Books& books) {
    end_talk(plan, end_ms, tally, books);
    flush(tally, books);
  }
  const SegmentPlan& segment(const Plan& plan) const { return plan.segments[segment_]; }
  PlayerKey key(const Plan& plan) const { return {plan.seed, plan.replication, segment(plan).rank, player_}; }
  /// Number in the segment.
  std::uint32_t player() const { return player_; }
  std::uint32_t player_of_all(const Plan& plan) const { return segment(plan).first_player + player_; }
  /// What is held outside of the life itself.
  std::size_t bytes_beside() const {
    const std::size_t more = more_ == nullptr ? 0 : sizeof(More) + more_->limits.size() * sizeof(LimitState);
    const std::size_t tracks = more_ == nullptr ? 0 : more_->tracks.size() * sizeof(Track);
    return more + tracks + (talk_ == nullptr ? 0 : sizeof(Conversation));
  }

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

  /// What further features of the scenario keep of a player.
  struct More {
    std::vector<LimitState> limits;       ///< [limit]; empty without limits of players
    std::vector<Track> tracks;            ///< [ambient]
    std::int64_t ambient_ms = INT64_MAX;  ///< earliest of the tracks
  };

  void take_traits(const PlayerTraits& traits);
  std::int64_t came_ms(const Plan& plan) const;
  void place_session(const Plan& plan, std::uint32_t session, const Words& words, std::int64_t begins_ms, std::int64_t came_ms);
  bool returns_at(const Plan& plan, std::int64_t ms, std::int64_t came_ms) const;
  std::uint32_t count_talks(const Plan& plan, std::uint32_t session, std::uint32_t ordinary, std::int64_t came_ms) const;
  void plan_next_session(const Plan& plan, std::int64_t free_from_ms);
  void begin_session(const Plan& plan, Tally& tally, const Books& books);
  void count_presence(const Plan& plan, const Books& books);
  void count_played(std::uint64_t ms, const Books& books);
  void end_session(const Plan& plan, std::int64_t end_ms, Tally& tally, const Books& books);
  void reach_horizon(const Plan& plan, Tally& tally, const Books& books);

  std::int64_t ambient_ms() const { return more_ == nullptr ? INT64_MAX : more_->ambient_ms; }
  bool has_tracks() const { return more_ != nullptr && !more_->tracks.empty(); }
  std::int64_t session_ends_ms() const { return session_began_ms_ + session_ms_; }
  std::uint32_t hour_of(const Plan& plan, std::int64_t ms) const {
    return static_cast<std::uint32_t>((ms - plan.warm_up_ms) / ms_per_hour);
  }

  // life_talk.cpp
  /// The session is cut into as many equal parts as there are talks; each begins somewhere in its part, or when the one before it is
  /// over. `length_ms` is drawn, so below 2^32.
  std::int64_t place_in_session(std::uint64_t part, std::uint64_t length_ms, std::uint64_t word) const {
    return static_cast<std::int64_t>((part * length_ms + (word * length_ms >> 32)) / talks_);
  }
  Asker asker(const Plan& plan, const Books& books);
  void plan_next_talk(const Plan& plan, std::int64_t free_from_ms);
  Conversation& talk_for(Tally& tally);
  void put_talk_away(Tally& tally) { tally.spare_talks.push_back(std::move(talk_)); }
  void count_begun(const Books& books) {
    if (count_begun()) ++books.rows->player_totals[books.player].conversations;
  }
  /// The way in which an NPC is met now, or ChainLink::no_way. `typed_by`: the policy that took a voice away on the way there.
  std::uint16_t choose_way(const Plan& plan, std::uint16_t npc, std::int64_t ms, const Books& books, std::uint16_t& typed_by);
  void prewarm(const Plan& plan, Tally& tally, const Books& books);
  void begin_talk(const Plan& plan, Tally& tally, const Books& books);
  void live_turn(const Plan& plan, Tally& tally, const Books& books);
  void refuse_turn(const Plan& plan, std::uint16_t policy, Tally& tally, const Books& books);
  void count_player_turn(const Plan& plan, const NpcPlan& npc, const TurnRecord& turn, const Decision& decision, Tally& tally,
                         const Books& books);
  void end_talk(const Plan& plan, std::int64_t end_ms, Tally& tally, const Books& books);

  // life_ahead.cpp
  bool take_next_session(std::int64_t free_from_ms);
  static bool may_be_whole(const AheadTalk& talk, std::int64_t begin_ms, const Books& books);
  static void use_whole(const AheadTalk& talk, std::int64_t begin_ms, std::int64_t end_ms, const Books& books);
  std::int64_t take_talks(const Plan& plan, std::int64_t until_ms, const Books& books);
  void live_sessions_ahead(const Plan& plan, std::int64_t until_ms, const Books& books);
  bool take_whole_talk(const Plan& plan, const Books& books);

  // life_ambient.cpp
  void wake_ambient(const Plan& plan, bool whole_run, std::int64_t from_ms, std::int64_t until_ms);
  void plan_next_unasked(const Plan& plan, const AmbientPlan& ambient, std::size_t index, std::int64_t free_from_ms);
  void live_ambient(const Plan& plan, Tally& tally, const Books& books);
  bool begin_unasked(const Plan& plan, std::size_t index, const Books& books);
  void unasked_turn(const Plan& plan, std::size_t index, Tally& tally, const Books& books);
  void end_unasked(const Plan& plan, std::size_t index, std::int64_t end_ms, Tally& tally, const Books& books);
  void find_next_ambient();
  void stay_awake(const Plan& plan, std::int64_t until_ms);

  /// What is counted of talks themselves goes straight to the sums.
  TalkCounts& counts_of(std::uint16_t way, const Books& books) const {
    return books.sums->talk[std::size_t{group_} * books.sums->shape.ways + way];
  }

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
    if (in_money && !tally.touched.empty()) flush(tally, books);
    count();
    tally.used = true;
    if (in_money) use_money(plan.rules, plan.rules.ways[way], asker(plan, books), now_ms, spent(plan, tally), &books.sums->policy);
  }

  // Many lives are held at once: what can be drawn again, or follows from the plan, is not kept. Two cache lines: what a talk's beginning
  // and end need, then the caches they look at and what only sessions need.
  std::int64_t next_ms_ = 0;
  std::int64_t session_began_ms_ = 0;
  std::uint32_t session_ms_ = 0;          ///< how long it is meant to be
  std::uint32_t session_ = 0, conversation_ = 0;
  std::uint32_t talks_left_ = 0, talks_ = 0;
  std::uint32_t player_ = 0;              ///< in the segment
  std::uint32_t device_ = 0, place_ = 0;  ///< of PlayerTraits
  std::uint16_t segment_ = 0;             ///< in the plan …
  std::uint16_t group_ = 0;               ///< … and in the scenario
  Phase phase_ = Phase::away;
  bool speaks_ : 1 = true;
  bool talks_at_all_ : 1 = false;
  bool begun_ : 1 = false;                ///< a talk began that is not yet in the player's row
  bool over_ : 1 = false;
  bool prepared_ : 1 = false;             ///< ahead_session_ and ahead_talks_ are set
  std::int16_t play_rest_ms_ = 0;         ///< counted playing time − the row's rounded seconds
  std::unique_ptr<Conversation> talk_;    ///< at hand, unless it is lent
  CacheTimes caches_;
  std::unique_ptr<More> more_;            ///< none if no feature needs it
  union {
    std::uint64_t playing_ = 0;           ///< playing time of the last session's arrival
    const AheadSession* ahead_session_;   ///< the next one, if the player was prepared …
  };
  const AheadTalk* ahead_talks_ = nullptr;        ///< … and his talks, by number
  std::uint32_t last_hour_ = ~std::uint32_t{0};   ///< counted hour in which the last counted session began
};
static_assert(sizeof(Life) == 128, "a million of them are held at once");

}  // namespace npcost
