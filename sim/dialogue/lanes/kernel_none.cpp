// The vector kernel for every processor; compiled for it (sim/CMakeLists.txt).

#define NPCOST_LANES_NAME lanes_none


#include "sim/dialogue/lanes/draws_and_sums.h"
#include "sim/dialogue/lanes/steps.h"

namespace npcost {

extern const LaneKernel lane_kernel_none;
constinit const LaneKernel lane_kernel_none{.name = "none",
                                            .lanes = lanes_none::lanes,
                                            .draw_sessions = lanes_none::draw_sessions,
                                            .draw_talks = lanes_none::draw_talks,
                                            .live_talks = lanes_none::live_talks,
                                            .count_talks = lanes_none::count_talks,
                                            .live_turns = lanes_none::live_turns,
                                            .draw_words = lanes_none::draw_names,
                                            .draw_values = lanes_none::draw_table_values};

}  // namespace npcost
