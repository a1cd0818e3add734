// The vector kernel for processors with AVX512; compiled for it (sim/CMakeLists.txt).

#define NPCOST_LANES_NAME lanes_avx512
#define NPCOST_LANES_AVX512 1

#include "sim/dialogue/lanes/draws_and_sums.h"
#include "sim/dialogue/lanes/steps.h"

namespace npcost {

extern const LaneKernel lane_kernel_avx512;
constinit const LaneKernel lane_kernel_avx512{.name = "avx512",
                                            .lanes = lanes_avx512::lanes,
                                            .draw_sessions = lanes_avx512::draw_sessions,
                                            .draw_talks = lanes_avx512::draw_talks,
                                            .live_talks = lanes_avx512::live_talks,
                                            .count_talks = lanes_avx512::count_talks,
                                            .live_turns = lanes_avx512::live_turns,
                                            .draw_words = lanes_avx512::draw_names,
                                            .draw_values = lanes_avx512::draw_table_values};

}  // namespace npcost
