#pragma once
// Zones of values in which wanted ranks probably lie, guessed from a sample; and what a pass over all values finds out about them.
//
// Values    ≥ 0; −1 stands for one that does not count.
// Guess     3.5 standard deviations of a sample's luck on each side: one zone in two thousand misses, and whoever asks must notice: the
//           counts of a pass say which ranks each zone really holds.
// Ties      a value that much of the sample has is a zone of its own, counted and not kept: a million players who cost 0 take no room.

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "sim/answers/instructions.h"

namespace npcost {

struct RankZone {
  std::int64_t low, high;  ///< both inside
  bool kept;               ///< its values are kept; otherwise low == high
};

class RankZones {
 public:
  /// Ascending and apart, at most eight of them kept.
  explicit RankZones(std::vector<RankZone> zones);
  static RankZones everything();
  /// Around the points (shares of all values, ascending); `open`: the last zone has no upper end. Reorders the sample, which has no −1.
  static RankZones around(std::vector<std::int64_t>& sample, std::span<const double> points, bool open);

  const std::vector<RankZone>& zones() const { return zones_; }

  /// What was seen of the values looked at.
  struct Seen {
    std::uint64_t values = 0;             ///< that count
    std::vector<std::uint64_t> at_least;  ///< [edge, then mark]
    std::vector<std::int64_t> kept;
  };
  Seen nothing_seen() const;
  static constexpr std::size_t most_values = 512;
  /// At most most_values at a time, `left_out` of which are −1.
  void look(std::span<const std::int64_t> values, std::size_t left_out, Instructions instructions, Seen& seen) const;
  static void add(Seen& into, Seen&& from);

  /// Ranks [begin, end) that a zone holds, after all values were seen.
  struct Ranks {
    std::uint64_t begin, end;
  };
  Ranks ranks(const Seen& all, const RankZone& zone) const;

 private:
  std::uint64_t at_least(const Seen& all, std::int64_t value) const;

  std::vector<RankZone> zones_;
  std::vector<std::int64_t> edges_;  ///< begin and end of what is kept, ascending
  std::vector<std::int64_t> marks_;  ///< counted only
};

/// Puts the values that sorting would put there at each of these places (ascending, no two alike).
void select_ranks(std::span<std::int64_t> values, std::span<const std::size_t> places, std::size_t first = 0);
/// The values at these places of the sorted values (ascending, no two alike). Reorders them.
std::vector<std::int64_t> order_statistics(std::span<std::int64_t> values, std::span<const std::size_t> places,
                                           Instructions instructions);

}  // namespace npcost
