#pragma once
// Is a mode of talking affordable? Its cost against net revenue, in four bands, and what binds.
//
// Bands     of the scenario's "viability". Without it: green up to 5 % of net revenue (public companies disclose 4–9 % for inference),
//           amber up to 20 % (revenue ÷ inference above 5 is called healthy), red up to 33 % (below 3 a structural problem), black above.
// Source    rules of thumb of ICONIQ's and Bessemer's surveys of AI companies, 2024–2026. None is published for game NPCs: that these
//           carry over is an assumption.
// Judged    the mean, the P95 player, the dearest 30 days, and the P90 of the whole bill: a quantile over replications, which needs ten of
//           them. The band of a verdict is that of the mean.
// Cost      the studio's part of what talk costs, and the fixed costs (mode_costs.h).
// Binding   what costs most of it: a stage, or the fixed costs. Of each part it is said whether the mode would be green without it, and
//           whether it would be if all the rest were free.

#include <array>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "sim/answers/result.h"
#include "sim/prices/usage.h"

namespace npcost {

inline constexpr std::string_view beyond_bands = "black";
inline constexpr std::string_view unknown_band = "unknown";
inline constexpr std::string_view fixed_costs_name = "fixed costs", device_mode_name = "device";

/// Replications that a quantile over them takes.
inline constexpr std::size_t fewest_for_bill = 10;

/// "green", "amber", "red", "black"; "unknown" for nothing. A share within 1e-12 of the end of a band is in it.
std::string_view band_of(const std::optional<double>& share_of_net_revenue, const Viability& bands);

/// What replications said of one mode; each figure has one value for each replication that has one.
struct ModeValues {
  bool occurs = false;
  std::array<Money, stage_count> by_stage = {};   ///< exact, whoever pays it
  std::vector<double> cost_per_mau_month = {}, fixed_per_mau_month = {};
  std::vector<double> share = {}, p95_share = {}, peak_share = {};
};

/// `mode`: "text", …, "device". `scenario`: for bands, who pays, and how long the run is.
ModeVerdict mode_verdict(std::string_view mode, const ModeValues& values, const Scenario& scenario);

}  // namespace npcost
