#include "sim/engine/count_turn.h"

namespace npcost {

void add_to_row(const Books& books, std::uint32_t cell, std::uint64_t count) {
  constexpr std::uint32_t see_wide = ~std::uint32_t{0};
  std::uint32_t& narrow = books.rows->player_cells[std::size_t{books.player} * books.rows->shape.cells + cell];
  if (narrow != see_wide) {
    const std::uint64_t sum = narrow + count;
    if (sum < see_wide) {
      narrow = static_cast<std::uint32_t>(sum);
      return;
    }
    books.sums->wide[{books.player, cell}] = narrow;
    narrow = see_wide;
  }
  books.sums->wide[{books.player, cell}] += count;
}

}  // namespace npcost
