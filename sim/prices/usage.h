#pragma once
// Integer counts per cell. A cell is one thing that has one price: what a stage of a pipeline uses of one
// meter of one model, in one context tier, during one price period.
//
// Cells are numbered when a run is compiled; the kernel adds to cell numbers and knows no dollars.

#include <compare>
#include <cstdint>
#include <map>
#include <span>
#include <string_view>
#include <vector>

#include "sim/prices/meter.h"

namespace npcost {

/// What the work was for; the `by_stage` of a result.
enum class Stage : std::uint8_t { llm, stt, tts, moderation, memory, realtime, vision };
inline constexpr int stage_count = 7;
std::string_view stage_name(Stage stage);

struct Cell {
  std::uint16_t model;  ///< index in the price book
  Meter meter;
  std::uint8_t tier;     ///< context tier of the request: 0 = base
  std::uint16_t period;  ///< price period
  Stage stage;
  std::uint16_t pipeline;  ///< index in the scenario
  constexpr auto operator<=>(const Cell&) const = default;
};

/// Numbers 0, 1, 2 … in the order in which cells are first asked for, so the same compilation gives the same numbers.
class CellTable {
 public:
  /// The number of this cell, added if new.
  std::uint32_t number(const Cell& cell);
  /// Requires index < size().
  const Cell& operator[](std::size_t index) const { return cells_[index]; }
  std::size_t size() const { return cells_.size(); }
  std::span<const Cell> all() const { return cells_; }

 private:
  std::vector<Cell> cells_;
  std::map<Cell, std::uint32_t> number_of_;
};

}  // namespace npcost
