#pragma once
// The number in the name of a draw, made of what the draw is about: the same text always has the same number, whatever stands beside it.

#include <cstdint>
#include <string_view>

namespace npcost {

/// The first 32 bits of the text's SHA-256.
std::uint32_t draw_number(std::string_view text);

}  // namespace npcost
