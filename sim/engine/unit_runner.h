#pragma once
// What a worker of the batch schedule keeps from unit to unit: it lives the players of a unit one after the other, prepared if they can be.

#include <cstdint>
#include <optional>

#include "sim/base/check.h"
#include "sim/engine/life.h"
#include "sim/engine/supposed/limit_use.h"

namespace npcost {

class UnitRunner {
 public:
  /// Rows of players go to `rows`, which workers may share; all else to `sums`. `supposed`: of a run in which it is supposed when limits
  /// of everybody close; its players' uses are added to it.
  UnitRunner(const Plan& plan, UsageLedger& rows, UsageLedger& sums, LimitUse* supposed = nullptr)
      : plan_(plan), rows_(rows), sums_(sums), supposed_(supposed), tally_(plan.shape.cells) {
    if (plan.lanes) ahead_.emplace(plan, plan.lane_kernel != nullptr ? *plan.lane_kernel : best_lane_kernel());
    if (ahead_ && supposed != nullptr) ahead_->keep_turns(supposed->classes_by_turn());
  }

  /// A unit, or one of the pieces that it is cut into.
  void run(std::uint32_t unit, std::uint32_t piece = 0, std::uint32_t pieces = 1) {
    NPCOST_CHECK(unit < plan_.work.units, "units are numbered below their count");
    for (const SegmentPlan& segment : plan_.segments) {
      const std::uint64_t all = segment.players;
      const std::uint64_t first = all * unit / plan_.work.units, players = all * (unit + 1) / plan_.work.units - first;
      const auto begin = static_cast<std::uint32_t>(first + players * piece / pieces);
      const auto end = static_cast<std::uint32_t>(first + players * (piece + 1) / pieces);
      run_players(segment, begin, end);
      sums_.segment[segment.segment].players += end - begin;
    }
  }

  /// Players [begin, end) of a segment. They are not counted as players.
  void run_players(const SegmentPlan& segment, std::uint32_t begin, std::uint32_t end) {
    if (ahead_) {
      live_ahead(segment, begin, end);
    } else {
      for (std::uint32_t i = begin; i < end; ++i) live(segment, i, Life(plan_, segment, i));
    }
  }

  /// Writes what the lanes still hold.
  void close() {
    if (ahead_) ahead_->books.close(sums_);
  }

 private:
  void live(const SegmentPlan& segment, std::uint32_t number, Life life) {
    const std::uint32_t player = segment.first_player + number;
    rows_.player_totals[player].segment = segment.segment;
    if (supposed_ != nullptr) supposed_->turn_to(player);
    life.advance(plan_, plan_.horizon_ms, tally_, {&rows_, &sums_, player, nullptr, nullptr, ahead_ ? &*ahead_ : nullptr, supposed_});
    if (ahead_) ahead_->close_player(rows_, sums_, player);
    rows_.player_done[player] = 1;
  }

  void live_ahead(const SegmentPlan& segment, std::uint32_t begin, std::uint32_t end) {
    while (begin < end) {
      const std::uint32_t next = ahead_->prepare(segment, begin, end);
      for (; begin < next; ++begin) live(segment, begin, Life(plan_, segment, begin, *ahead_));
      ahead_->count_calls(sums_);
    }
    ahead_->books.close_segment(sums_, segment.segment);
  }

  const Plan& plan_;
  UsageLedger& rows_;
  UsageLedger& sums_;
  LimitUse* supposed_;
  Tally tally_;
  std::optional<PlayersAhead> ahead_;
};

}  // namespace npcost
