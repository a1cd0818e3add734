#pragma once
// The percentiles of many values without keeping or sorting them: exactly those that sorting would give.
//
// How       a sample says in which zones of values the wanted ranks lie, with room for its luck. One pass over all values counts those on
//           each side of every zone and keeps those inside (about a tenth); selection among the kept ones gives the ranks. Where the sample
//           was misled, the gaps that hold what is missing become the zones of another pass. No guess can reach the answer.
// Values    ≥ 0; −1 stands for one that does not count. Costs in steps are such values, and so are the bits of doubles that are not
//           negative: they are ordered as the doubles are.
// Source    Floyd & Rivest 1975, Expected time bounds for selection, with one pass in blocks instead of two recursions.

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "sim/answers/percentiles.h"
#include "sim/answers/rank_zones.h"

namespace npcost {

class RankSearch {
 public:
  /// Without guess() everything is kept: for few values, or no sample.
  explicit RankSearch(Instructions instructions) : instructions_(instructions), zones_(RankZones::everything()) {}
  /// Narrows the first pass to what the sample suggests. Reorders the sample, which may hold −1s.
  void guess(std::vector<std::int64_t>& sample);

  /// What one worker saw in a pass. Merged by conclude(), in any order.
  using Seen = RankZones::Seen;
  Seen nothing_seen() const { return zones_.nothing_seen(); }
  static constexpr std::size_t most_values = RankZones::most_values;
  /// Any thread, each with a `seen` of its own. At most most_values at a time, `left_out` of which are −1.
  void look(std::span<const std::int64_t> values, std::size_t left_out, Seen& seen) const {
    zones_.look(values, left_out, instructions_, seen);
  }

  /// Ends a pass over all values. False: the same values must be looked at once more, from nothing_seen().
  bool conclude(std::span<Seen> seen);
  /// How many values count; after conclude().
  std::uint64_t count() const { return count_; }
  /// The two order statistics that a percentile lies between, and how far from the first to the second; after conclude() said true.
  /// Requires count() > 0.
  struct Between {
    std::int64_t low = 0, high = 0;
    double fraction = 0;  ///< 0: it is `low`
  };
  Between percentile(std::size_t which) const;

 private:
  void find_in_zones(Seen& all);
  std::vector<RankZone> gaps_to_search(const Seen& all) const;

  Instructions instructions_;
  RankZones zones_;
  std::uint64_t count_ = 0;
  std::vector<std::uint64_t> ranks_;  ///< wanted, ascending
  std::vector<std::optional<std::int64_t>> found_;
};

}  // namespace npcost
