#include "sim/reading/line_index.h"

#include <algorithm>
#include <iterator>

#include "sim/reading/utf8.h"

namespace npcost {
namespace {
constexpr std::size_t mark_every = 4096;  // bytes
}

// Moves over one code point, or over one whole line end.
void LineIndex::step(std::string_view text, Mark& mark) {
  const char c = text[mark.offset];
  if (c == '\n' || c == '\r') {
    const bool pair = c == '\r' && mark.offset + 1 < text.size() && text[mark.offset + 1] == '\n';
    mark.offset += pair ? 2 : 1;
    mark.line_start = mark.offset;
    ++mark.line;
    mark.column = 1;
    return;
  }
  mark.offset += decode_utf8(text, mark.offset).length;
  ++mark.column;
}

LineIndex::LineIndex(std::string_view text) : text_(text) {
  Mark mark{0, 0, 1, 1};
  marks_.push_back(mark);
  while (mark.offset < text_.size()) {
    step(text_, mark);
    if (mark.offset >= marks_.back().offset + mark_every) marks_.push_back(mark);
  }
}

LineIndex::Mark LineIndex::walk(std::size_t offset) const {
  const std::size_t target = std::min(offset, text_.size());
  const auto after = std::upper_bound(marks_.begin(), marks_.end(), target,
                                      [](std::size_t o, const Mark& mark) { return o < mark.offset; });
  Mark mark = *std::prev(after);
  while (mark.offset < target) {
    Mark next = mark;
    step(text_, next);
    if (next.offset > target) break;  // inside a code point or a CR LF: the place is where that begins
    mark = next;
  }
  return mark;
}

LineColumn LineIndex::at(std::uint32_t offset, std::uint32_t length) const {
  const Mark mark = walk(offset);
  const std::string_view span = text_.substr(mark.offset, length);
  const std::size_t on_this_line = std::min(span.find_first_of("\r\n"), span.size());
  return {mark.line, mark.column, walk(mark.offset + on_this_line).column};
}

std::string_view LineIndex::line_of(std::uint32_t offset) const {
  const std::size_t start = walk(offset).line_start;
  std::size_t end = text_.find_first_of("\r\n", start);
  if (end == std::string_view::npos) end = text_.size();
  return text_.substr(start, end - start);
}

}  // namespace npcost
