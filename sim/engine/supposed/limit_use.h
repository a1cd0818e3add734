#pragma once
// What players use of the limits of everybody while they live under supposed closings; one for each worker, added up in the end.
//
// Exact     before the supposed closing, in all, and by second around it. By minute only about: a whole talk counts in its middle. Minutes
//           are for the next supposition.

#include <cstdint>
#include <vector>

#include "sim/engine/ahead/lane_plan.h"
#include "sim/engine/ahead/players_ahead.h"
#include "sim/engine/supposed/closings.h"

namespace npcost {

class LimitUse {
 public:
  /// `lanes`: in which talks are lived whole. All three must outlive this.
  LimitUse(const Plan& plan, const LanePlan& lanes, const Closings& closings);

  /// Uses that follow are this player's.
  void turn_to(std::uint32_t player) { player_ = player; }
  /// Whether the limit is closed, as it is supposed to be.
  bool closed(std::uint16_t limit, std::int64_t ms) {
    const Closing& window = closings_.at(limit, ms);
    if (window.closes_ms != for_ever) remember(limit, window, ms);
    return ms >= window.closes_ms;
  }
  void add(std::uint16_t limit, std::int64_t ms, std::uint64_t used);

  /// Whether a talk of the way may be lived whole.
  bool lets_pass(std::uint16_t way, std::int64_t begin_ms, std::int64_t end_ms) const {
    return unlimited_[way] != 0 || closings_.lets_pass(begin_ms, end_ms);
  }
  /// Classes of talks ([class]) that it must know turn by turn: what a turn spends is rounded.
  std::vector<std::uint8_t> classes_by_turn() const;
  /// A talk was lived whole.
  struct Whole {
    std::uint16_t way;
    const TalkSum& sum;
    PlayersAhead::Turns turns;             ///< of such classes
    std::uint32_t correction;              ///< tokens that are counted as cached and were not
    std::int64_t begin_ms, end_ms;
  };
  void add_whole(const Whole& talk);

  /// Somebody who began a turn near to a closing.
  struct Near {
    std::int64_t ms;
    std::uint32_t player;
    std::uint16_t limit;
  };
  struct Window {
    std::uint64_t before = 0;              ///< the stretch that is counted by second
    std::uint64_t unbitten = 0;            ///< before the supposed closing
    std::uint64_t all = 0;
    std::uint64_t roundings = 0;           ///< in the first run: so much more or less it may be
    std::vector<std::uint64_t> second;     ///< of the stretch
  };
  struct Limit {
    std::vector<Window> windows;
    std::vector<std::uint64_t> minute;     ///< about
    std::uint64_t beyond = 0;              ///< behind the horizon, in no window: when talks end there
  };
  const Limit& of(std::uint16_t limit) const { return limits_[limit]; }
  const std::vector<Near>& near() const { return near_; }
  LimitUse& operator+=(const LimitUse& other);
  /// What `other` used is not used after all. Who was near stays so.
  LimitUse& operator-=(const LimitUse& other);

 private:
  void remember(std::uint16_t limit, const Closing& window, std::int64_t ms);
  bool rounds(std::uint16_t way) const;
  std::uint64_t used_whole(const Whole& talk, Policy::Measure measure) const;
  std::uint64_t spent_whole(const Whole& talk) const;
  UInt128 grains_of(std::uint16_t way, const std::uint32_t* value, std::uint32_t period) const;
  template <typename Combine>
  void combine(const LimitUse& other, const Combine& combine);

  const Plan& plan_;
  const LanePlan& lanes_;
  const Closings& closings_;
  std::vector<Limit> limits_;
  std::vector<std::uint8_t> unlimited_;    ///< [way] no limit concerns it
  std::vector<std::uint8_t> rounds_;       ///< [way] what its turns spend is no whole number of steps of money
  bool first_;                             ///< nothing is supposed yet: who rounds is counted about
  std::vector<Near> near_;
  std::uint32_t player_ = 0;
};

}  // namespace npcost
