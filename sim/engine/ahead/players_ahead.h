#pragma once
// Players prepared for the batch schedule: their sessions and talks are drawn, and whole talks lived in vector lanes, before their
// lives put them in order. What a talk is does not depend on when it begins; Life says when, and whether it may be taken whole.
//
// Block     players of one segment whose talks together fill lanes well and stay in the processor's second-level cache.
// Superset  a session that is put off by the one before may fall behind the horizon: more is prepared than is lived.

#include <array>
#include <cstdint>
#include <vector>

#include "sim/dialogue/lanes/kernel.h"
#include "sim/engine/ahead/lane_books.h"
#include "sim/engine/cache_times.h"
#include "sim/engine/plan_types.h"

namespace npcost {

struct AheadSession {
  std::int64_t arrives_ms = 0;             ///< negative: no further session
  std::uint32_t length_ms = 0, talks = 0;
};

struct AheadTalk {
  static constexpr std::uint32_t not_whole = ~std::uint32_t{0};
  std::uint32_t place = 0;                 ///< in its part of the session
  std::uint32_t rank = not_whole;          ///< among the block's talks in lanes
  std::uint16_t way = 0;
  std::uint16_t talk_class = 0;
};

class PlayersAhead {
 public:
  PlayersAhead(const Plan& plan, const LaneKernel& kernel);

  /// Prepares players of a segment from number `from` on, at most up to `to`. Returns the first that is not prepared.
  std::uint32_t prepare(const SegmentPlan& segment, std::uint32_t from, std::uint32_t to);

  struct Player {
    PlayerTraits traits;
    std::uint32_t first_session = 0, first_talk = 0;
  };
  const Player& player(std::uint32_t number) const { return players_[number - from_]; }
  const AheadSession* sessions(const Player& player) const { return &sessions_[player.first_session]; }
  const AheadTalk* talks(const Player& player) const { return talks_.data() + player.first_talk; }

  /// Counts the talk whole if it can be: it lies in the counted run, in one price period. `caches`: when the player's calls last touched
  /// each way's cache entry; moved on. Returns when the talk ends, or −1 if it has to be lived turn by turn. (take_whole.h)
  std::int64_t take_whole(const AheadTalk& talk, const PlayerKey& key, std::uint32_t number, std::int64_t begin_ms, CacheTimes& caches);

  /// What the talk is as a whole. Requires that it has a rank.
  const TalkSum& sum_of(const AheadTalk& talk) const { return sums_[talk.rank]; }
  /// Tokens that the last talk that was taken counts as cached, and that were not.
  std::uint32_t last_correction() const { return last_correction_; }
  /// From now on the sums after each turn are kept of talks of these classes ([class]) …
  void keep_turns(std::vector<std::uint8_t> classes) { keeps_turns_ = std::move(classes); }
  /// … and can be asked for: after turn k they stand k × `step` behind the first. Nothing of other talks.
  struct Turns {
    const TalkSum* first = nullptr;
    std::size_t step = 0;
  };
  Turns turns_of(const AheadTalk& talk) const {
    if (keeps_turns_.empty() || keeps_turns_[talk.talk_class] == 0) return {};
    return {&turn_sums_[logged_of_group_[talk.rank / kernel_->lanes] + talk.rank % kernel_->lanes], kernel_->lanes};
  }
  /// The same for the talks of a session that begins in the counted run, in their order. `at`: where the one before began. (take_whole.h)
  std::int64_t take_next(const AheadTalk& talk, const PlayerKey& key, std::uint32_t number, std::int64_t begin_ms, CacheTimes& caches,
                         PieceCursor& at);

  /// Where a session of the counted run begins.
  PieceCursor cursor_at(std::int64_t ms) { return books.cursor_at(ms, sums_.data()); }

  /// The talk will be asked for soon. It may lie behind the last.
  void expect(const AheadTalk* talk) const {
    if (talk >= talks_.data() + talks_.size() || talk->rank == AheadTalk::not_whole) return;
    __builtin_prefetch(&sums_[talk->rank]);
  }
  /// The player is complete: writes his row.
  void close_player(UsageLedger& rows, UsageLedger& sums_of_all, std::uint32_t player) {
    books.close_player(sums_.data(), rows, sums_of_all, player);
  }

  /// Counts what depends on the moment of each call, of the talks that were taken: load by minute, waits, and turns of another hour than
  /// the one in which their talk began. After it nothing of the block is open.
  void count_calls(UsageLedger& sums);

  LaneBooks books;

 private:
  /// Talks of one class in rank order, longest first.
  struct Lot {
    std::uint16_t talk_class = 0;
    std::uint32_t first = 0, count = 0;    ///< ranks; count padded to whole groups
    std::size_t logged = 0;                ///< where its log begins
    std::size_t odd = 0, odd_count = 0;    ///< its odd waits
  };
  /// A talk that goes on behind the end of the piece of time in which it began.
  struct Crossing {
    std::uint32_t rank = 0, piece = 0, correction = 0;
  };
  /// Arrays of talks as a kernel wants them.
  struct Lanes {
    std::vector<std::uint32_t> player, number, turns;
    void resize(std::size_t count);
  };
  void turn_to(const SegmentPlan& segment);
  void clear(const SegmentPlan& segment, std::uint32_t from);
  void add_player(const SegmentPlan& segment, std::uint32_t number);
  void draw_all();
  void choose_ways(const SegmentPlan& segment);
  void sort();
  void live();
  TalkBatch batch_of(std::uint16_t talk_class, const Lanes& lanes, std::size_t first, std::size_t count) const;
  void live_lot(Lot& lot, std::size_t& logged);

  // calls_ahead.cpp
  void count_lot(const Lot& lot, UsageLedger& sums) const;
  void count_waits(const NpcPlan& npc, const TalkClass& talk_class, std::size_t first, std::size_t last, UsageLedger& sums) const;
  void count_odd_waits(const Lot& lot, UsageLedger& sums);
  void move_crossings();
  void move_crossings_of(std::uint16_t talk_class, std::size_t first, std::size_t last);

  const Plan* plan_;
  const LanePlan* lanes_;
  const LaneKernel* kernel_;
  LaneTable interval_table_;
  std::uint32_t from_ = 0;
  std::uint32_t name_ = 0;
  std::uint32_t last_correction_ = 0;
  SessionDraws session_draws_;
  const SegmentPlan* segment_ = nullptr;   ///< whose tables stand in session_draws_ and turn_table_
  LaneTable turn_table_;
  std::array<std::uint32_t, most_lanes> intervals_{}, lengths_{}, talk_counts_{};
  std::vector<Player> players_;
  std::vector<AheadSession> sessions_;
  std::vector<AheadTalk> talks_;
  std::vector<std::uint32_t> talk_player_, talk_number_, talk_npc_, talk_turns_, talk_place_;   ///< [talk], padded
  Lanes ranked_;
  std::vector<std::uint32_t> talk_of_rank_;
  std::vector<TalkSum> sums_;                                                                   ///< [rank]
  std::vector<std::uint32_t> first_call_;                                                       ///< [rank] of spoken classes
  std::vector<std::int64_t> began_;                                                             ///< [rank] −1: not taken
  std::vector<std::uint32_t> call_ms_, tokens_, first_text_, first_audio_;                      ///< [logged turn]
  std::vector<std::uint8_t> keeps_turns_;  ///< [class]; empty: of none
  std::vector<TalkSum> turn_sums_;         ///< [logged turn]
  std::vector<std::size_t> logged_of_group_;   ///< [group of ranks] where its log begins; only if turns are kept
  std::vector<OddWait> odd_;
  std::size_t odd_used_ = 0;
  std::vector<Lot> lots_;
  std::vector<std::uint32_t> by_length_;
  std::vector<std::uint16_t> way_of_npc_;
  std::vector<std::uint32_t> npc_below_;

  std::vector<Crossing> crossings_, later_crossings_;
  Lanes crossing_lanes_;
  std::vector<TalkSum> crossing_sums_;
  std::vector<std::uint32_t> crossing_until_;
};

}  // namespace npcost
