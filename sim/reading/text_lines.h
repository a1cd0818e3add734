#pragma once
// Lines out of bytes that come in pieces, in constant memory.
//
// Ends      LF or CRLF, both cut off; the last line needs none. A byte-order mark before the first line is cut off.
// Quotes    with `quoted`, a line end inside "…" belongs to the line. RFC 4180: a quote opens only at the beginning of a field, so one
//           in the middle of a field spoils its own line and no other; inside quotes it is doubled.
// Length    a line of more than `max_bytes` is told as too long and not kept.

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

namespace npcost {

struct TextLine {
  std::string_view text;     ///< valid during the call only; "" if too_long
  std::uint64_t number = 0;  ///< from 1: the line on which it begins
  std::uint64_t last = 0;    ///< the line on which it ends; another one only with quotes
  bool too_long = false;
};

class TextLines {
 public:
  using Take = std::function<void(const TextLine&)>;
  TextLines(std::size_t max_bytes, bool quoted, Take take);
  /// The next bytes, cut anywhere.
  void feed(std::string_view bytes);
  /// Gives the last line if it has no end. Nothing may be fed afterwards.
  void finish();
  /// Lines begun so far.
  std::uint64_t lines() const { return line_ends_ + (in_line_ ? 1 : 0); }

 private:
  void append(std::string_view piece);
  void give(std::string_view text, std::uint64_t last);
  void follow_quotes(std::string_view piece);

  std::size_t max_bytes_;
  bool quoted_;
  Take take_;
  std::string kept_;  ///< the line so far, when it began in an earlier piece
  std::uint64_t line_ends_ = 0, first_line_ = 1;
  std::uint64_t line_bytes_ = 0;  ///< of the line so far
  char last_byte_ = '\n';
  bool in_line_ = false, too_long_ = false, in_quotes_ = false, at_start_ = true;
  bool closed_ = false;  ///< the quote before this one closed a field
};

}  // namespace npcost
