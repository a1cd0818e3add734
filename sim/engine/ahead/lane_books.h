#pragma once
// Where whole talks are counted: sums in the fields of TalkSum, which become cells when a worker is done.
//
// One talk adds to its piece of time, its way and its player. Nothing here is shared between threads; addition of integers at the end
// makes their order meaningless.

#include <array>
#include <cstdint>
#include <vector>

#include "sim/dialogue/lanes/kernel.h"
#include "sim/engine/ahead/lane_plan.h"
#include "sim/engine/plan_types.h"
#include "sim/engine/usage_ledger.h"

namespace npcost {

/// A piece of time that is walked forward.
struct PieceCursor {
  std::int64_t end_ms = 0;
  std::uint32_t piece = 0;
};

class LaneBooks {
 public:
  LaneBooks(const Plan& plan, const LaneKernel& kernel);

  /// The piece of time at `ms`. Requires a moment of the counted run.
  std::uint32_t piece_at(std::int64_t ms) const {
    const auto hour = static_cast<std::size_t>((ms - plan_->warm_up_ms) / ms_per_hour);
    std::uint32_t piece = lanes_->first_of_hour[hour];
    while (ms >= lanes_->edges_ms[piece + 1]) ++piece;
    return piece;
  }
  std::int64_t end_of_piece(std::uint32_t piece) const { return lanes_->edges_ms[piece + 1]; }

  /// Notes a talk of the player at hand, `talks[rank]`. `correction` tokens that were counted as cached are written, where that is billed,
  /// or fresh.
  void add(const TalkSum* talks, std::uint32_t rank, std::uint16_t way, std::uint32_t piece, std::uint32_t correction) {
    turn_to(lanes_->period[piece], talks);
    note(rank, ways_[way], piece, correction);
  }

  /// Where the talks of a way are counted.
  struct WayPlace {
    std::uint32_t first = 0;            ///< of its sums, by period
    std::uint16_t meters = 0;
    bool second_half = false, writes_billed = false;
    bool simple = false;                ///< a talk that lies in one piece of time asks for nothing more
  };
  const WayPlace& place_of_way(std::uint16_t way) const { return ways_[way]; }
  PieceCursor cursor_at(std::int64_t ms, const TalkSum* talks) {
    const std::uint32_t piece = piece_at(ms);
    turn_to(lanes_->period[piece], talks);
    return {end_of_piece(piece), piece};
  }
  void move_on(PieceCursor& at, const TalkSum* talks) {
    ++at.piece;
    at.end_ms = end_of_piece(at.piece);
    turn_to(lanes_->period[at.piece], talks);
  }
  /// Notes a talk that lies in the cursor's piece.
  void add_simple(std::uint32_t rank, const WayPlace& way, const PieceCursor& at) { note(rank, way, at.piece, 0); }

  /// Adds what an open microphone is billed for when a talk is over, to the player and way of the last add(). Requires its period.
  void add_listening(std::uint64_t billed_ms, std::uint16_t way, std::uint32_t piece);

  /// A turn of the way, which was noted, kept somebody waiting otherwise than most; its wait is counted by the caller.
  void add_odd_wait(std::uint16_t way) { ++odd_waits_[way]; }

  /// Whether the pieces from one to the other, which is not before it, all have the same prices.
  bool one_period(std::uint32_t piece, std::uint32_t last) const {
    while (piece < last && lanes_->period[piece] == lanes_->period[last]) ++piece;
    return piece == last;
  }

  /// Moves the last turns of a talk to another piece of the same period: the difference of the talk's sums after and before them.
  void move(const TalkSum& before, const TalkSum& after, std::uint32_t correction, std::uint16_t set, std::uint32_t from, std::uint32_t to);

  /// The player's row is complete: counts the talks that were noted, and writes it.
  void close_player(const TalkSum* talks, UsageLedger& rows, UsageLedger& sums, std::uint32_t player);
  /// The players of a unit that are of this segment are complete: writes their ways' sums.
  void close_segment(UsageLedger& sums, std::uint16_t segment);
  /// Everything is complete: writes the hours.
  void close(UsageLedger& sums);

 private:
  void count_taken(const TalkSum* talks);
  void turn_to(std::uint32_t period, const TalkSum* talks) {
    if (period != period_) close_period(period, talks);
  }
  void close_period(std::uint32_t next, const TalkSum* talks);
  void note(std::uint32_t rank, const WayPlace& way, std::uint32_t piece, std::uint32_t correction) {
    if (noted_ == taken_.size()) taken_.resize(2 * taken_.size() + 256);
    taken_[noted_++] = {rank, correction, static_cast<std::uint32_t>(piece * meters_ + way.meters), way.first + period_,
                        way.meters, way.second_half, way.writes_billed};
  }
  void close_row(UsageLedger& rows, UsageLedger& sums, std::uint32_t player);
  void close_way(UsageLedger& sums, std::uint16_t segment, std::uint16_t way);

  const Plan* plan_;
  const LanePlan* lanes_;
  const LaneKernel* kernel_;
  std::size_t periods_, meters_;
  std::vector<FieldSums> by_piece_;   ///< [piece × meter sets]
  std::vector<WaySums> by_way_;       ///< [way × periods]
  std::vector<FieldSums> of_player_;  ///< [meter set], of one period
  std::uint32_t period_ = 0;          ///< that of_player_ belongs to
  std::vector<std::pair<std::uint32_t, FieldSums>> closed_periods_;   ///< of the player: (period × meter sets + set, sums)
  std::vector<std::uint64_t> odd_waits_;   ///< [way]
  std::vector<WayPlace> ways_;        ///< [way]
  std::vector<TakenTalk> taken_;      ///< room for those of the player and of period_ that are not counted yet …
  std::size_t noted_ = 0;             ///< … of which there are so many
  std::uint64_t player_talks_ = 0;    ///< counted
};

}  // namespace npcost
