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

void TextLines::give(std::string_view text, std::uint64_t last) {
  if (std::exchange(at_start_, false) && text.starts_with(byte_order_mark)) text.remove_prefix(byte_order_mark.size());
  if (text.ends_with('\r')) text.remove_suffix(1);
  const bool too_long = too_long_ || text.size() > max_bytes_;
  take_({too_long ? std::string_view{} : text, first_line_, last, too_long});
  kept_.clear();
  too_long_ = false;
  line_bytes_ = 0;
}

void TextLines::follow_quotes(std::string_view piece) {
  for (std::size_t at = piece.find('"'); at != std::string_view::npos; at = piece.find('"', at + 1)) {
    if (in_quotes_) {
      in_quotes_ = false;
      closed_ = true;
      continue;
    }
    const char before = at > 0 ? piece[at - 1] : last_byte_;
    const std::uint64_t place = line_bytes_ + at;
    const bool behind_mark = at_start_ && place == byte_order_mark.size() && before == byte_order_mark.back();
    const bool doubled = closed_ && before == '"';
    in_quotes_ = place == 0 || before == ',' || behind_mark || doubled;
    closed_ = false;
  }
}

void TextLines::feed(std::string_view bytes) {
  while (!bytes.empty()) {
    const std::size_t end = bytes.find('\n');
    const std::string_view piece = bytes.substr(0, end);
    if (quoted_) follow_quotes(piece);
    line_bytes_ += piece.size();
    if (!piece.empty()) last_byte_ = piece.back();
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
      last_byte_ = '\n';
      ++line_bytes_;
      continue;
    }
    if (kept_.empty() && !too_long_) {
      give(piece, line_ends_);
    } else {
      append(piece);
      give(kept_, line_ends_);
    }
    in_line_ = false;
    first_line_ = line_ends_ + 1;
  }
}

void TextLines::finish() {
  if (!in_line_ && !in_quotes_) return;
  // An open quote at the end of the last line holds its line end too.
  give(kept_, std::max(first_line_, line_ends_ + (last_byte_ == '\n' ? 0 : 1)));
  in_line_ = false;
}

}  // namespace npcost
