#pragma once
// The probabilities of a draw table as anyone can see them from outside: by asking draw() where its answers change.

#include <cstdint>
#include <map>

#include "sim/base/draw_table.h"

namespace npcost {

/// For the lowest value of each cell: its mass in 2^-32. Each of the 2048 columns gives one answer for small words and
/// at most one other for large ones, so halving finds the exact place where it changes.
inline std::map<std::uint32_t, std::uint64_t> masses_of(const DrawTable& table) {
  std::map<std::uint32_t, std::uint64_t> masses;
  constexpr std::uint32_t column = 1u << 21;
  for (std::uint32_t index = 0; index < 2048; ++index) {
    const std::uint32_t first = index << 21;
    const std::uint32_t begins_with = table.draw(first, 0);
    const std::uint32_t ends_with = table.draw(first + (column - 1), 0);
    std::uint32_t same = 1, other = column;  // words first … first+same−1 give begins_with
    if (begins_with == ends_with) same = other;
    while (same < other) {
      const std::uint32_t middle = same + (other - same) / 2;
      if (table.draw(first + middle, 0) == begins_with) {
        same = middle + 1;
      } else {
        other = middle;
      }
    }
    masses[begins_with] += same;
    if (same < column) masses[ends_with] += column - same;
  }
  return masses;
}

}  // namespace npcost
