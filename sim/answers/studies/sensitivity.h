#pragma once
// Which of the things that nobody knows moves a figure most.
//
// Tornado    one unknown at a time at its 5 % and its 95 % point, all others at their medians, the same players with the same luck: what
//            the figure is then. Ranked by how far it moves. It sees no interactions, and no value between.
// Sobol      all at once: what share of the figure's variance each of them makes (sim/answers/studies/sobol_indices.h).
// Words      high: 25 % or more of what all unknowns do together; medium: 5 % or more; low: less, or less than 1 % of the figure; none
//            shown: no movement, or one that luck may have made. Together: the sum of the squared movements of a tornado, the variance of
//            Sobol indices (total index).
// Not asked  luck of players (a nested run tells its part), and whether events with a probability happen: both are the same in all runs.

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "sim/answers/studies/sobol_indices.h"
#include "sim/base/estimate.h"
#include "sim/scenario/questions.h"

namespace npcost {

enum class Influence { high, medium, low, none_shown };
std::string_view influence_word(Influence influence);

inline constexpr double tornado_low = 0.05, tornado_high = 0.95;

/// An unknown of the scenario.
struct StudiedUnknown {
  std::string pointer, written;        ///< written: as in the scenario, "60..160 tokens"
};

struct TornadoBar {
  StudiedUnknown unknown;
  double low = 0, high = 0;            ///< the figure at its 5 % and at its 95 % point; means over replications
  double swing = 0;                    ///< high − low
  std::optional<Interval> swing_interval;   ///< over paired replications; absent for one
  Influence influence = Influence::low;
};

struct SobolBar {
  StudiedUnknown unknown;
  SobolIndex index;
  Influence influence = Influence::low;
};

/// The figure in the runs of one unknown, one value a replication that has both.
struct TornadoValues {
  StudiedUnknown unknown;
  std::vector<double> low, high;
};

/// Largest movement first; equal ones by pointer. Unknowns without a value are left out.
std::vector<TornadoBar> tornado_bars(std::span<const TornadoValues> values, double level);
/// Largest total index first.
std::vector<SobolBar> sobol_bars(std::span<const StudiedUnknown> unknowns, const SobolIndices& indices);

/// More than this of the variance in interactions is worth a warning: a tornado would mislead.
inline constexpr double many_interactions = 0.2;

struct SensitivityAnswer {
  Sensitivity::Method method = Sensitivity::Method::tornado;
  std::string scenario, scenario_sha256, engine_version, currency, period_text;
  std::string metric, unit, denominator;
  std::uint64_t seed = 0;
  std::size_t unknowns = 0;
  bool quick = false;
  // tornado
  std::uint32_t replications = 0, replications_asked = 0;
  std::optional<double> at_medians;    ///< the figure with every unknown at its median
  std::vector<TornadoBar> bars;
  // sobol
  std::uint32_t points = 0, points_asked = 0;
  std::optional<SobolIndices> indices; ///< absent: the figure does not vary, or too little was run
  std::vector<SobolBar> shares;
  std::size_t correlated = 0;          ///< pairs of the scenario that were left out: they move one at a time here
  std::size_t without_value = 0;       ///< runs in which the figure has none
  bool partial = false;
  std::string partial_why;
};

}  // namespace npcost
