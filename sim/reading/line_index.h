#pragma once
// Offsets of one text become lines and columns, many times, without reading the text from the start each time.
//
// Lines     end at LF, CR LF or a CR alone, as editors count them. Columns count code points from 1.
// Cost      one pass to build; a look-up reads at most a few thousand bytes, however long the line is.

#include <cstdint>
#include <string_view>
#include <vector>

#include "sim/reading/diagnostic.h"

namespace npcost {

class LineIndex {
 public:
  /// `text` outlives the index.
  explicit LineIndex(std::string_view text);
  /// Offsets past the end count as the end.
  LineColumn at(std::uint32_t offset, std::uint32_t length) const;
  /// The bytes of the line that holds `offset`, without its end.
  std::string_view line_of(std::uint32_t offset) const;

 private:
  struct Mark {
    std::size_t offset, line_start;
    std::uint32_t line, column;
  };
  Mark walk(std::size_t offset) const;
  static void step(std::string_view text, Mark& mark);

  std::string_view text_;
  std::vector<Mark> marks_;  ///< one every few thousand bytes
};

}  // namespace npcost
