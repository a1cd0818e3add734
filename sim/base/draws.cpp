#include "sim/base/draws.h"

#include <cmath>

namespace npcost {

std::uint64_t threshold(double probability) {
  NPCOST_CHECK(probability >= 0 && probability <= 1, "a probability lies between 0 and 1");
  // Scaling by a power of two is exact, so the only error is the rounding: at most 2^-33.
  return static_cast<std::uint64_t>(std::round(probability * 0x1p32));
}

}  // namespace npcost
