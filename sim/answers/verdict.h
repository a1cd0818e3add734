#pragma once
// Is a mode of talking affordable? Its cost against net revenue, in four bands, and what binds.
//
// Bands     green up to 5 % of net revenue (public companies disclose 4–9 % for inference), amber up to 20 % (revenue
//           ÷ inference above 5 is called healthy), red up to 33 % (below 3 a structural problem), black above.
// Source    rules of thumb of ICONIQ's and Bessemer's surveys of AI companies, 2024–2026. None is published for game
//           NPCs: that these carry over is an assumption.
// Binding   the stage that costs most of the mode.

#include <array>
#include <optional>
#include <span>
#include <string_view>

#include "sim/answers/result.h"
#include "sim/prices/usage.h"

namespace npcost {

struct Band {
  std::string_view name;
  double up_to;  ///< share of net revenue, inclusive
};
inline constexpr std::array<Band, 3> bands = {{{"green", 0.05}, {"amber", 0.20}, {"red", 0.33}}};
inline constexpr std::string_view beyond_bands = "black";
inline constexpr std::string_view unknown_band = "unknown";

std::string_view band_of(const std::optional<double>& share_of_net_revenue);

/// `cost_per_mau_month`, `share`: one value for each replication that has one. `by_stage`: exact cost of the mode.
ModeVerdict mode_verdict(Mode mode, std::span<const double> cost_per_mau_month, std::span<const double> share,
                         const std::array<Money, stage_count>& by_stage);

}  // namespace npcost
