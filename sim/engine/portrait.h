#pragma once
// What one player is like, as it is drawn before anything happens.

#include <cstdint>

#include "sim/engine/plan.h"

namespace npcost {

struct Portrait {
  std::uint16_t segment = 0;       ///< of the scenario
  std::uint32_t number = 0;        ///< within the segment
  bool talks = false;              ///< uses the feature at all
  bool speaks = true;              ///< where that is possible
  bool device_matters = false;     ///< somebody of the segment can run a model on the device, or cannot
  bool capable_device = false;
  double sessions_a_day = 0;
  double talk_factor = 1;          ///< conversations against the segment's average
};

/// Requires player < work_list(plan).players.
Portrait portrait_of(const Plan& plan, std::uint32_t player);

}  // namespace npcost
