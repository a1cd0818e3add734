#include "sim/reading/text_lines.h"

#include <algorithm>
#include <utility>

namespace npcost {
namespace {

constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";

}  // namespace

TextLines::TextLines(std::size_t max_bytes, bool quoted, Take take)
    : max_bytes_(max_bytes), quoted_(quoted), take_(std::move(take)) {}

void TextLines::append(std::string_view piece) {
  if (too_long_) return;
  // Room for the mark and the CR that do not count.
  if (kept_.size() + piece.size() > max_bytes_ + byte_order_mark.size() + 1) {
    too_long_ = true;
    kept_ = {};
    return;
  }
  kept_ += piece;
}

void TextLines::give(std::string_view text) {
  if (std::exchange(at_start_, false) && text.starts_with(byte_order_mark)) text.remove_prefix(byte_order_mark.size());
  if (text.ends_with('\r')) text.remove_suffix(1);
  const bool too_long = too_long_ || text.size() > max_bytes_;
  take_({too_long ? std::string_view{} : text, first_line_, too_long});
  kept_.clear();
  too_long_ = false;
}

void TextLines::feed(std::string_view bytes) {
  while (!bytes.empty()) {
    const std::size_t end = bytes.find('\n');
    const std::string_view piece = bytes.substr(0, end);
    if (quoted_ && std::count(piece.begin(), piece.end(), '"') % 2 == 1) in_quotes_ = !in_quotes_;
    in_line_ = true;
    if (end == std::string_view::npos) {
      append(piece);
      return;
    }
    bytes.remove_prefix(end + 1);
    ++line_ends_;
    if (in_quotes_) {
      append(piece);
      append("\n");
      continue;
    }
    if (kept_.empty() && !too_long_) {
      give(piece);
    } else {
      append(piece);
      give(kept_);
    }
    in_line_ = false;
    first_line_ = line_ends_ + 1;
  }
}

void TextLines::finish() {
  if (!in_line_ && !in_quotes_) return;
  give(kept_);
  in_line_ = false;
}

}  // namespace npcost
