#pragma once
// Rows of cells as lines of text: columns as wide as their widest cell, colour laid on afterwards so that it moves nothing.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "ui/terminal/style.h"

namespace npcost {

struct TableCell {
  std::string text;  ///< safe to print, without escape sequences
  std::optional<Ink> ink = {};
};
using TableRow = std::vector<TableCell>;

/// One line a row, without line end and without spaces at its end. `alignment` has one letter a column, 'l' or 'r'; columns
/// beyond it are aligned to the right. `gap` cells stand between columns.
std::vector<std::string> table_lines(const std::vector<TableRow>& rows, std::string_view alignment, std::size_t gap,
                                     std::string_view indent, const Style& style);

}  // namespace npcost
