// The vector kernel for processors with AVX512; compiled for it (sim/CMakeLists.txt).

#define NPCOST_LANES_NAME lanes_avx512
#define NPCOST_LANES_AVX512 1

#include "sim/dialogue/lanes/steps.h"

namespace npcost {

extern const LaneKernel lane_kernel_avx512;
constinit const LaneKernel lane_kernel_avx512{"avx512", lanes_avx512::lanes, lanes_avx512::draw_talks, lanes_avx512::live_talks, lanes_avx512::live_turns, lanes_avx512::draw_names};

}  // namespace npcost
