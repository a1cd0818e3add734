#pragma once
// Presets of how players stay and how a launch goes.
//
// Retention  power laws fitted to published shares of players who come back on days 1, 7 and 30: half and the top quarter of the
//            mobile games of 2024–2026 (GameAnalytics' yearly benchmarks), two rules of thumb of the trade, and what is
//            expected on PC. Source: docs/model.md.
// Curves     assumed: a spike that is half gone in a week, and a large game with a known release day.

#include <string_view>

namespace npcost {

/// The n-th day after coming: min(1, a·n^b).
struct RetentionPreset {
  std::string_view name;
  double a, b;
};
/// nullptr for an unknown name.
const RetentionPreset* find_retention_preset(std::string_view name);

struct CurvePreset {
  std::string_view name;
  int peak_day, half_life_days, floor_percent;
};
/// nullptr for an unknown name and for "steady", which is no curve.
const CurvePreset* find_curve_preset(std::string_view name);

}  // namespace npcost
