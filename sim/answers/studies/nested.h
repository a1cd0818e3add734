#pragma once
// Two levels of spread: what nobody knows, drawn once for several replications, and the luck of players inside each of them.
//
// Model     y = μ + U(draw) + L(draw, luck), both with mean 0 and independent: variance = variance of U + variance of L.
// Source    one-way analysis of variance with random effects (Searle, Casella & McCulloch, Variance Components, 1992, ch. 3): inside draws
//           the mean square estimates L; between draws it estimates L + n·U. A U that comes out below 0 is 0. Draws with unequal numbers
//           of replications (an interrupted run) have the n of their harmonic kind.
// Interval  of U's share: from the F distribution of the two mean squares' ratio, exact for normal U and L; cut at 0 and 1.
// Why       replications of one draw share what nobody knows, so they are no independent values: an interval of the mean is made of the
//           draws' means, one each.

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "sim/base/estimate.h"

namespace npcost {

/// Values of one figure, one per replication that has one, and which replication each is of, ascending.
struct ReplicationValues {
  std::vector<double> values;
  std::vector<std::uint32_t> of;

  void add(double value, std::uint32_t replication) {
    values.push_back(value);
    of.push_back(replication);
  }
};

/// Mean of each draw, `lucks` replications to a draw: independent of each other. With one they are the values themselves.
std::vector<double> draw_means(const ReplicationValues& values, std::uint32_t lucks);

struct SpreadParts {
  double unknown = 0;               ///< variance between draws that luck does not explain
  double luck = 0;                  ///< variance inside draws
  double unknown_share = 0;         ///< of their sum
  std::optional<Interval> share_interval;   ///< of unknown_share
  std::size_t draws = 0;
  double lucks = 0;                 ///< replications a draw
};

/// Nothing for fewer than two draws, for draws of one replication each, or if there is no spread at all.
std::optional<SpreadParts> spread_parts(const ReplicationValues& values, std::uint32_t lucks, double level);

}  // namespace npcost
