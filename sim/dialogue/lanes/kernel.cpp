#include "sim/dialogue/lanes/kernel.h"

#include <cstdlib>
#include <string_view>

namespace npcost {

extern const LaneKernel lane_kernel_none;
#if defined(__x86_64__)
extern const LaneKernel lane_kernel_avx2, lane_kernel_avx512;
#endif

namespace {

/// What this processor has; widest first.
const LaneKernel* usable(std::string_view name) {
  if (name == "none") return &lane_kernel_none;
#if defined(__x86_64__)
  __builtin_cpu_init();
  const bool avx2 = __builtin_cpu_supports("avx2") != 0;
  if (name == "avx2") return avx2 ? &lane_kernel_avx2 : nullptr;
  const bool avx512 = avx2 && __builtin_cpu_supports("avx512f") != 0 && __builtin_cpu_supports("avx512bw") != 0 &&
                      __builtin_cpu_supports("avx512dq") != 0 && __builtin_cpu_supports("avx512vl") != 0;
  if (name == "avx512") return avx512 ? &lane_kernel_avx512 : nullptr;
#endif
  return nullptr;
}

}  // namespace

const LaneKernel* lane_kernel(const char* name) { return usable(name); }

const LaneKernel& best_lane_kernel() {
  static const LaneKernel& best = [] () -> const LaneKernel& {
    for (const char* name : {"avx512", "avx2"}) {
      if (const LaneKernel* kernel = usable(name)) return *kernel;
    }
    return lane_kernel_none;
  }();
  return best;
}

}  // namespace npcost
