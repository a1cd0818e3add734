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

/// Sums of talks; one cache line holds what every talk has.
struct alignas(64) FieldSums {
  std::array<std::uint64_t, TalkSum::fields> value{};
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

  /// Adds a talk of the player at hand. `correction` tokens that were counted as cached are written, where that is billed, or fresh.
  void add(const TalkSum& talk, std::uint16_t way, std::uint32_t piece, std::uint32_t correction);

  /// Adds what an open microphone is billed for when a talk is over, to the player and way of the last add(). Requires its period.
  void add_listening(std::uint64_t billed_ms, std::uint16_t way, std::uint32_t piece);

  bool same_period(std::uint32_t piece, std::uint32_t other) const { return lanes_->period[piece] == lanes_->period[other]; }

  /// Moves what one turn of a talk added to another piece of the same period: the difference of the talk's sums after and before it.
  void move(const TalkSum& before, const TalkSum& after, std::uint32_t correction, std::uint16_t set, std::uint32_t from, std::uint32_t to);

  /// The player's row is complete: writes it.
  void close_player(UsageLedger& rows, UsageLedger& sums, std::uint32_t player);
  /// The players of a unit that are of this segment are complete: writes their ways' sums.
  void close_segment(UsageLedger& sums, std::uint16_t segment);
  /// Everything is complete: writes the hours.
  void close(UsageLedger& sums);

 private:
  struct WaySums {
    FieldSums sums;
    std::uint64_t talks = 0;
    std::uint64_t usual_turns = 0;      ///< of talks in which no reply is shorter than a first clause
  };
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
  std::uint64_t player_turns_ = 0, player_talks_ = 0;
};

}  // namespace npcost
