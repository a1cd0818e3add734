#include "sim/scenario/keys/player_presets.h"

#include <algorithm>
#include <iterator>

namespace npcost {

namespace {

constexpr RetentionPreset retentions[] = {{"mobile_median", 0.237, -1.006},
                                          {"mobile_top_quarter", 0.270, -0.659},
                                          {"good_35_15_5", 0.377, -0.565},
                                          {"good_40_20_10", 0.411, -0.405},
                                          {"pc_55_25_15", 0.543, -0.383}};

constexpr CurvePreset curves[] = {{"launch_spike", 0, 7, 30}, {"aaa_launch", 3, 21, 12}};

template <typename Preset, std::size_t count>
const Preset* named(const Preset (&presets)[count], std::string_view name) {
  const auto* found = std::find_if(std::begin(presets), std::end(presets), [&](const Preset& p) { return p.name == name; });
  return found == std::end(presets) ? nullptr : found;
}

}  // namespace

const RetentionPreset* find_retention_preset(std::string_view name) { return named(retentions, name); }
const CurvePreset* find_curve_preset(std::string_view name) { return named(curves, name); }

}  // namespace npcost
