// The vector kernel for every processor; compiled for it (sim/CMakeLists.txt).

#define NPCOST_LANES_NAME lanes_none


#include "sim/dialogue/lanes/steps.h"

namespace npcost {

extern const LaneKernel lane_kernel_none;
constinit const LaneKernel lane_kernel_none{"none", lanes_none::lanes, lanes_none::draw_talks, lanes_none::live_talks, lanes_none::live_turns, lanes_none::draw_names};

}  // namespace npcost
