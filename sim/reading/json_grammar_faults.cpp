// What the grammar wanted and what it found, as sentences with the smallest edit.

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "sim/reading/json_characters.h"
#include "sim/reading/json_scan_state.h"
#include "sim/reading/line_index.h"
#include "sim/reading/utf8.h"

namespace npcost {
namespace {
std::string quoted(std::string_view text) { return fmt::format("\"{}\"", printable(text)); }
}  // namespace

bool JsonScanner::may_begin(std::size_t length, bool is_string) {
  switch (expect_) {
    case Expect::value:
    case Expect::first_item:
    case Expect::item_after_comma:
      if (++values_ <= limits_.values) return true;
      fault("E008", at_, length, fmt::format("the text holds more than {} values", limits_.values),
            "split it into several files (\"extends\")");
      return false;
    case Expect::first_key:
    case Expect::key_after_comma:
      if (is_string) return true;
      no_key(length);
      return false;
    case Expect::colon:
      fault("E004", previous_end_, 0, "a colon is missing between the key and its value", "put \":\" here", ":");
      return false;
    case Expect::comma_or_close: no_comma(length); return false;
    case Expect::end:
      fault("E009", at_, length, "the text goes on after its end",
            "one text holds one value: put all of it inside { }");
      return false;
  }
  return false;
}

void JsonScanner::no_key(std::size_t length) {
  const std::string_view found = text_.substr(at_, length);
  const bool number = is_digit(found.front());
  if (number && expect_ == Expect::key_after_comma && comma_at_ + 1 == at_ && comma_at_ > 0 &&
      is_digit(text_[comma_at_ - 1])) {
    const JsonToken& before = scan_.tokens.back();
    const std::string_view whole = text_.substr(before.offset, before.length);
    const std::string_view after = found.substr(0, 40);
    return fault("E004", comma_at_, 1, "a comma does not group digits and is not a decimal mark",
                 fmt::format("write {0}{1} or {0}.{1}", printable(whole.substr(0, 40)), printable(after)));
  }
  if (found.front() == '{' || found.front() == '[') {
    return fault("E004", at_, length, "a key must stand before this value", "write \"name\": before it");
  }
  fault("E004", at_, length, fmt::format("a key must stand in double quotes, found {}", printable(found)),
        fmt::format("write {}", quoted(found)), quoted(found));
}

void JsonScanner::no_comma(std::size_t length) {
  const bool same_line = text_.substr(previous_end_, at_ - previous_end_).find_first_of("\r\n") == std::string::npos;
  const bool after_number = !scan_.tokens.empty() && scan_.tokens.back().kind == JsonToken::Kind::number;
  if (same_line && after_number && is_word_like(text_[at_]) && !is_digit(text_[at_]) && text_[at_] != '-') {
    const std::size_t start = scan_.tokens.back().offset;
    const std::string whole = quoted(text_.substr(start, at_ + length - start));
    return fault("E004", start, at_ + length - start, "a quantity with a unit must stand in double quotes",
                 fmt::format("write {}", whole), whole);
  }
  fault("E004", previous_end_, 0, "a comma is missing after this value", "put \",\" here", ",");
}

void JsonScanner::cannot_close(bool object) {
  const char found = object ? '}' : ']';
  if (open_.empty()) {
    return fault(expect_ == Expect::end ? "E009" : "E004", at_, 1, fmt::format("this {} closes nothing", found),
                 "delete it");
  }
  const std::string note = "opened at " + line_and_column(open_.back().offset);
  const char wanted = open_.back().object ? '}' : ']';
  if (wanted != found) {
    return fault("E004", at_, 1, fmt::format("expected {} here, found {}", wanted, found),
                 fmt::format("write {}, or close what was opened inside", wanted), std::string(1, wanted), note);
  }
  const bool value_only = expect_ == Expect::value;
  fault("E004", previous_end_, 0,
        value_only ? "a value is missing after the colon" : "a colon and a value are missing after the key", {}, {},
        note);
}

void JsonScanner::misplaced_comma() {
  switch (expect_) {
    case Expect::item_after_comma:
    case Expect::key_after_comma: return fault("E004", at_, 1, "two commas in a row", "delete one of them");
    case Expect::value:
      if (open_.empty()) return fault("E004", at_, 1, "nothing stands before this comma", "delete it");
      return fault("E004", at_, 1, "a value is missing before this comma");
    case Expect::colon: return fault("E004", at_, 1, "a colon and a value are missing before this comma");
    case Expect::end: return fault("E009", at_, 1, "the text goes on after its end", "delete this comma");
    default: return fault("E004", at_, 1, "nothing stands before this comma", "delete it");
  }
}

void JsonScanner::stray() {
  const CodePoint point = decode_utf8(text_, at_);
  const auto number = static_cast<std::uint32_t>(point.value);
  if (text_[at_] == '\'') {
    const std::size_t end = text_.find_first_of("'\r\n", at_ + 1);
    const bool closed = end != std::string_view::npos && text_[end] == '\'';
    const std::size_t length = closed ? end + 1 - at_ : 1;
    const std::string edit = closed ? quoted(text_.substr(at_ + 1, std::min<std::size_t>(length - 2, 200))) : "";
    return fault("E004", at_, length, "a text must stand in double quotes, found a single quote",
                 closed ? fmt::format("write {}", edit) : "use \" on both sides", edit);
  }
  if (text_[at_] == '#') return fault("E004", at_, 1, "a comment begins with // here, found #", "write //", "//");
  if (text_[at_] == '=')
    return fault("E004", at_, 1, "a colon stands between a key and its value, found =", "write :", ":");
  if (is_odd_space(point.value) || is_deceptive(point.value)) {
    return fault("E004", at_, point.length, fmt::format("an invisible character (U+{:04X}) outside of a text", number),
                 "only spaces, tabs and line breaks may stand between values");
  }
  fault("E004", at_, point.length, fmt::format("{} may not stand here", quoted(text_.substr(at_, point.length))));
}

void JsonScanner::token_fault(TokenFault found, std::size_t length) {
  fault(std::move(found.code), at_, length, std::move(found.message), std::move(found.hint), std::move(found.replace));
}

void JsonScanner::fault(std::string code, std::size_t offset, std::size_t length, std::string message, std::string hint,
                        std::string replace, std::string note) {
  const Place place{&source_, static_cast<std::uint32_t>(offset), static_cast<std::uint32_t>(length)};
  scan_.fault = Diagnostic{Severity::error, std::move(code),    place,          "", std::move(message),
                           std::move(hint), std::move(replace), std::move(note)};
}

std::string JsonScanner::line_and_column(std::size_t offset) const {
  const LineColumn where = LineIndex(text_).at(static_cast<std::uint32_t>(offset), 0);
  return fmt::format("{}:{}", where.line, where.column);
}

}  // namespace npcost
