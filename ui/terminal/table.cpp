#include "ui/terminal/table.h"

#include <algorithm>

#include "ui/terminal/columns.h"

namespace npcost {

std::vector<std::string> table_lines(const std::vector<TableRow>& rows, std::string_view alignment, std::size_t gap,
                                     std::string_view indent, const Style& style) {
  std::vector<std::size_t> widths;
  for (const TableRow& row : rows) {
    widths.resize(std::max(widths.size(), row.size()));
    for (std::size_t i = 0; i < row.size(); ++i) widths[i] = std::max(widths[i], display_width(row[i].text));
  }
  std::vector<std::string> lines;
  for (const TableRow& row : rows) {
    std::string line(indent);
    std::size_t owed = 0;  // spaces that are written only when something follows them
    for (std::size_t i = 0; i < row.size(); ++i) {
      if (i > 0) owed += gap;
      const std::size_t cells = display_width(row[i].text), rest = widths[i] - cells;
      const bool left = i < alignment.size() && alignment[i] == 'l';
      if (!left) owed += rest;
      if (cells > 0) {
        line.append(owed, ' ');
        owed = 0;
        line += row[i].ink ? inked(row[i].text, *row[i].ink, style) : row[i].text;
      }
      owed += left ? rest : 0;
    }
    lines.push_back(std::move(line));
  }
  return lines;
}

}  // namespace npcost
