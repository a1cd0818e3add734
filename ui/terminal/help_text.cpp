#include "ui/terminal/help_text.h"

#include <algorithm>
#include <vector>

#include "ui/terminal/columns.h"

namespace npcost {
namespace {

constexpr std::size_t help_width = 80, widest_indent = 40;

/// Where the description of an option begins: behind the gap after its name, or where the line does.
std::size_t description_column(std::string_view line) {
  const std::size_t begin = std::min(line.find_first_not_of(' '), line.size());
  if (begin == 0) return 0;
  const std::size_t gap = line.find("  ", begin);
  const std::size_t column = gap == std::string_view::npos ? gap : line.find_first_not_of(' ', gap);
  return column < widest_indent ? column : begin;
}

std::string fitted_line(std::string_view line) {
  if (display_width(line) <= help_width || line.starts_with("Example:")) return std::string(line);
  const std::size_t column = std::min(description_column(line), widest_indent);
  std::string text(line.substr(0, column));
  const std::vector<std::string> pieces = wrapped(line.substr(column), help_width - column);
  for (std::size_t i = 0; i < pieces.size(); ++i) {
    text += (i == 0 ? "" : "\n" + std::string(column, ' ')) + pieces[i];
  }
  return text;
}

}  // namespace

std::string fitted_help(std::string_view help) {
  std::string text;
  while (!help.empty()) {
    const std::size_t end = help.find('\n');
    text += fitted_line(help.substr(0, end));
    if (end == std::string_view::npos) break;
    text += '\n';
    help.remove_prefix(end + 1);
  }
  return text;
}

}  // namespace npcost
