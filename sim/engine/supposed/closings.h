#pragma once
// When the limits of everybody together close: supposed before players live, and counted while they do.
//
// Idea      A limit couples players through one number for each of its windows: the second in which it is reached. Whoever knows these
//           seconds can let everybody live alone. So they are supposed, everybody lives, and what was used says when the limits were
//           reached: if that is what was supposed, the run is the coupled one.
// Exact     By induction over time: up to the first closing that is supposed wrongly everybody lives as in the coupled run, so its second
//           would be found to differ. A run that shows what it supposed has supposed nothing wrong.
// Cost      Talks that lie in a stretch of time in which no limit closes are lived whole. Around a supposed closing, where seconds count,
//           and while a limit is closed talks go turn by turn.

#include <cstdint>
#include <vector>

#include "sim/dialogue/lanes/talk_class.h"
#include "sim/engine/plan_types.h"

namespace npcost {

/// One window of a limit (a day, a month) and what is supposed of it.
struct Closing {
  std::int64_t from_ms = 0, until_ms = 0;
  std::int64_t reached_ms = for_ever;          ///< the end of the second in which it is reached; it closes a lag later
  std::int64_t closes_ms = for_ever;
  std::int64_t center_ms = for_ever;           ///< uses are counted by second around here; for_ever: nowhere …
  std::int64_t near_ms = 0;                    ///< … and so far to either side, and a minute; who begins a turn so near to the closing is
                                               ///< remembered. The fewer players, the farther: by the minute they tell less
  std::int64_t band_ms() const { return near_ms + 60'000; }
  std::int64_t band_from_ms() const { return center_ms == for_ever ? for_ever : center_ms - band_ms(); }
  static constexpr std::int64_t nearest_ms = 60'000, farthest_ms = 300'000, widest_ms = 7'200'000;
};

class Closings {
 public:
  /// No limit is ever reached. Requires can_suppose(plan); the plan must outlive this.
  explicit Closings(const Plan& plan);

  const Closing& at(std::uint16_t limit, std::int64_t ms) const { return limits_[limit].windows[window_at(limit, ms)]; }
  std::size_t window_at(std::uint16_t limit, std::int64_t ms) const {
    const std::vector<std::uint16_t>& of_hour = limits_[limit].window_of_hour;
    const auto hour = static_cast<std::size_t>(ms / ms_per_hour);
    return of_hour[hour < of_hour.size() ? hour : of_hour.size() - 1];
  }
  const std::vector<Closing>& windows(std::uint16_t limit) const { return limits_[limit].windows; }
  std::uint16_t limits() const { return static_cast<std::uint16_t>(limits_.size()); }

  /// Supposes that the limit is reached by the end of this second, or never (for_ever). The stretch in which uses are counted by second
  /// stays where it is …
  void suppose(std::uint16_t limit, std::size_t window, std::int64_t reached_ms);
  /// … or moves there, and is wider if that is only about so. Then cut() follows.
  void suppose_anew(std::uint16_t limit, std::size_t window, std::int64_t reached_ms, bool about);
  void cut();
  /// Whether a talk of a way with limits that lives from its beginning to its end, whole, meets no closed limit and no edge of a stretch.
  bool lets_pass(std::int64_t begin_ms, std::int64_t end_ms) const {
    std::size_t i = first_cut_[static_cast<std::size_t>(begin_ms / ms_per_hour)];
    while (i < cuts_.size() && cuts_[i].until_ms <= begin_ms) ++i;
    return i == cuts_.size() || cuts_[i].from_ms > end_ms;
  }

 private:
  struct Limit {
    std::vector<Closing> windows;
    std::vector<std::uint16_t> window_of_hour;
  };
  struct Stretch {
    std::int64_t from_ms, until_ms;
  };
  const Plan& plan_;
  std::vector<Limit> limits_;                ///< [limit]
  std::vector<Stretch> cuts_;                ///< stretches, and edges of windows, that no whole talk may touch: rising, disjoint
  std::vector<std::uint32_t> first_cut_;     ///< [hour] the first that ends behind the hour's beginning
};

}  // namespace npcost
