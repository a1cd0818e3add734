#pragma once
// Who computes an answer, and how long it takes: a model behind an API.
//
// Units     milliseconds and tokens per second. Latency never changes what a turn costs, except where silence is billed.
// Limits    rate limits, retries, own fleets and devices are not simulated in this version (the reader refuses them by name).

#include <cstdint>

#include "sim/base/draw_table.h"

namespace npcost {

struct ModelLatency {
  DrawTable first_ms;        ///< first token, final transcript or first audio
  DrawTable per_second;      ///< tokens a second, in 1/1000; constant 0 = at once
  DrawTable reasoning;       ///< reasoning tokens before the reply; constant 0 = none

  bool draws() const {
    return !first_ms.is_constant() || !per_second.is_constant() || !reasoning.is_constant();
  }
};

inline constexpr std::uint32_t speed_scale = 1000;

/// Milliseconds to generate `tokens` at a drawn speed.
inline std::uint32_t generation_ms(std::uint32_t tokens, std::uint32_t speed_per_second_scaled) {
  if (speed_per_second_scaled == 0 || tokens == 0) return 0;
  return static_cast<std::uint32_t>(static_cast<std::uint64_t>(tokens) * 1000u * speed_scale / speed_per_second_scaled);
}

}  // namespace npcost
