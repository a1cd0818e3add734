// The vector kernel for processors with AVX2; compiled for it (sim/CMakeLists.txt).

#define NPCOST_LANES_NAME lanes_avx2
#define NPCOST_LANES_AVX2 1

#include "sim/dialogue/lanes/steps.h"

namespace npcost {

extern const LaneKernel lane_kernel_avx2;
constinit const LaneKernel lane_kernel_avx2{"avx2", lanes_avx2::lanes, lanes_avx2::draw_talks, lanes_avx2::live_talks, lanes_avx2::live_turns, lanes_avx2::draw_names};

}  // namespace npcost
