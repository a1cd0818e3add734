#pragma once
// Colours of eight bits laid over each other, exactly: every product is divided by 255 and rounded, not shifted.

#include <cstdint>

namespace npcost::draw {

/// Round(value / 255) of two 16-bit halves of a word at once; each must be at most 255 × 255.
inline std::uint32_t over_255(std::uint32_t pair) {
  pair += 0x00800080u;
  return ((pair + ((pair >> 8) & 0x00FF00FFu)) >> 8) & 0x00FF00FFu;
}

/// `rgb` (its own opacity ignored) with opacity 0…255 over an opaque pixel; the result is opaque.
inline std::uint32_t blend(std::uint32_t under, std::uint32_t rgb, std::uint32_t opacity) {
  const std::uint32_t rest = 255u - opacity;
  const std::uint32_t red_blue = over_255((rgb & 0x00FF00FFu) * opacity + (under & 0x00FF00FFu) * rest);
  const std::uint32_t green = over_255(((rgb >> 8) & 0x000000FFu) * opacity + ((under >> 8) & 0x000000FFu) * rest);
  return red_blue | green << 8 | 0xFF000000u;
}

}  // namespace npcost::draw
