// The vector kernel for processors with AVX2; compiled for it (sim/CMakeLists.txt).

#define NPCOST_LANES_NAME lanes_avx2
#define NPCOST_LANES_AVX2 1

#include "sim/dialogue/lanes/draws_and_sums.h"
#include "sim/dialogue/lanes/steps.h"

namespace npcost {

extern const LaneKernel lane_kernel_avx2;
constinit const LaneKernel lane_kernel_avx2{.name = "avx2",
                                            .lanes = lanes_avx2::lanes,
                                            .draw_sessions = lanes_avx2::draw_sessions,
                                            .draw_talks = lanes_avx2::draw_talks,
                                            .live_talks = lanes_avx2::live_talks,
                                            .count_talks = lanes_avx2::count_talks,
                                            .live_turns = lanes_avx2::live_turns,
                                            .draw_words = lanes_avx2::draw_names,
                                            .draw_values = lanes_avx2::draw_table_values};

}  // namespace npcost
