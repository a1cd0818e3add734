#pragma once
// Prices over time as a small picture: steps on a logarithmic scale, one line a meter, named at its right end.
//
// Glyphs    braille dots, two by four to a cell; in ASCII one letter a line ('*' where lines share a cell).
// Gaps      where a price is unknown there is no line. A price of 0 has no place on a logarithmic scale: it is left out and said.
// Same      input, same bytes; nothing moves.

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "sim/base/calendar.h"
#include "ui/terminal/style.h"

namespace npcost {

struct ChartStep {
  Instant from{};
  std::optional<double> value;  ///< from then on; nothing: unknown
};

struct ChartLine {
  std::string label;             ///< safe to print
  std::string last;              ///< "$0.60": the value at its right end, as text
  std::vector<ChartStep> steps;  ///< ascending
};

struct ChartFrame {
  Instant start{}, end{};  ///< start < end
  std::size_t width = 80, height = 10;
};

/// At most eight lines. Empty when no line has a value above 0.
std::string price_chart(const std::vector<ChartLine>& lines, const ChartFrame& frame, const Style& style);

}  // namespace npcost
