#pragma once
// The vector kernels that this processor has.

#include <vector>

#include "sim/dialogue/lanes/kernel.h"

namespace npcost::quality {

inline std::vector<const LaneKernel*> kernels() {
  std::vector<const LaneKernel*> all;
  for (const char* name : {"none", "avx2", "avx512"}) {
    if (const LaneKernel* kernel = lane_kernel(name)) all.push_back(kernel);
  }
  return all;
}

}  // namespace npcost::quality
