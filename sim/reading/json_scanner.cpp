#include "sim/reading/json_scanner.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "sim/reading/json_characters.h"
#include "sim/reading/json_scan_state.h"
#include "sim/reading/utf8.h"

namespace npcost {

JsonScan scan_json(const SourceText& source, const JsonLimits& limits) { return JsonScanner(source, limits).run(); }

JsonScanner::JsonScanner(const SourceText& source, const JsonLimits& limits)
    : source_(source), text_(source.text), limits_(limits) {
  scan_.tokens.reserve(std::min(source.text.size() / 8, limits.values));
}

JsonScan JsonScanner::run() {
  while (!scan_.fault) {
    while (at_ < text_.size() && (text_[at_] == ' ' || text_[at_] == '\t' || text_[at_] == '\n' || text_[at_] == '\r'))
      ++at_;
    if (at_ == text_.size()) {
      finish();
      break;
    }
    step();
  }
  return std::move(scan_);
}

void JsonScanner::step() {
  const char c = text_[at_];
  if (c == '/') return comment();
  if (c == '{' || c == '[') return open(c == '{');
  if (c == '}' || c == ']') return close(c == '}');
  if (c == ',') return comma();
  if (c == ':') return colon();
  if (c == '"') return string();
  if (is_digit(c) || c == '-' || c == '+' || c == '.') return number();
  if (is_word_like(c)) return word();
  stray();
}

void JsonScanner::comment() {
  const std::string_view rest = text_.substr(at_);
  std::size_t end = 0;
  if (rest.starts_with("//")) {
    end = std::min(rest.find_first_of("\r\n"), rest.size());
  } else if (rest.starts_with("/*")) {
    end = rest.find("*/", 2);
    if (end == std::string_view::npos) return fault("E005", at_, 2, "this comment is never closed", "close it with */");
    end += 2;
  } else {
    return fault("E004", at_, 1, "a single \"/\" means nothing here",
                 "comments begin with // or /*; a value such as \"5/d\" stands in double quotes");
  }
  at_ += end;
}

void JsonScanner::open(bool object) {
  if (!may_begin(1, false)) return;
  if (open_.size() >= limits_.depth) {
    return fault("E007", at_, 1, fmt::format("brackets are nested more than {} deep", limits_.depth),
                 "no scenario needs this; look for a bracket that is not closed");
  }
  add_token(object ? JsonToken::Kind::open_object : JsonToken::Kind::open_array, at_, 1);
  open_.push_back({at_, object, scan_.tokens.size() - 1});
  expect_ = object ? Expect::first_key : Expect::first_item;
  ++at_;
}

void JsonScanner::close(bool object) {
  const bool complete = expect_ != Expect::value && expect_ != Expect::colon;
  if (open_.empty() || open_.back().object != object || !complete) return cannot_close(object);
  add_token(JsonToken::Kind::close, at_, 1);
  open_.pop_back();
  ++at_;
  after_value();
}

void JsonScanner::comma() {
  if (expect_ != Expect::comma_or_close) return misplaced_comma();
  comma_at_ = at_;
  expect_ = open_.back().object ? Expect::key_after_comma : Expect::item_after_comma;
  ++at_;
  previous_end_ = at_;
}

void JsonScanner::colon() {
  if (expect_ == Expect::colon) {
    expect_ = Expect::value;
    ++at_;
    previous_end_ = at_;
    return;
  }
  const bool in_array = !open_.empty() && !open_.back().object;
  fault("E004", at_, 1, in_array ? "a list has no keys, so no colon" : "a colon may only stand after a key",
        in_array ? "write { \"key\": value } inside the list" : "");
}

void JsonScanner::string() {
  std::size_t end = at_ + 1;
  for (; end < text_.size() && text_[end] != '"'; ++end) {
    const auto c = static_cast<unsigned char>(text_[end]);
    if (c == '\n' || c == '\r') break;
    if (c < 0x20) {
      const std::string escape = c == '\t' ? "\\t" : fmt::format("\\u{:04x}", static_cast<unsigned>(c));
      return fault("E003", end, 1,
                   fmt::format("a control character (U+{:04X}) inside a string", static_cast<unsigned>(c)),
                   fmt::format("write {}", escape), escape);
    }
    if (c == '\\' && end + 1 < text_.size() && text_[end + 1] != '\n' && text_[end + 1] != '\r') ++end;
  }
  if (end >= text_.size() || text_[end] != '"') {
    return fault("E005", at_, std::min(end, text_.size()) - at_, "this text is never closed on its line",
                 "close it with \"; a line break inside a text is written \\n");
  }
  const std::size_t length = end + 1 - at_;
  if (length - 2 > limits_.string_bytes) {
    return fault("E008", at_, 1,
                 fmt::format("a text of {} bytes; at most {} are allowed", length - 2, limits_.string_bytes));
  }
  if (!may_begin(length, true)) return;
  const bool key = expect_ == Expect::first_key || expect_ == Expect::key_after_comma;
  add_token(JsonToken::Kind::string, at_, length);
  at_ += length;
  if (key)
    expect_ = Expect::colon;
  else
    after_value();
}

void JsonScanner::number() {
  std::size_t length = 1;
  while (at_ + length < text_.size() && is_number_like(text_[at_ + length])) ++length;
  if (!may_begin(length, false)) return;
  const std::string_view token = text_.substr(at_, length);
  if (!is_json_number(token)) return token_fault(malformed_number(token.substr(0, 200)), length);
  add_token(JsonToken::Kind::number, at_, length);
  at_ += length;
  after_value();
}

void JsonScanner::word() {
  std::size_t length = 0;
  while (at_ + length < text_.size() && is_word_like(text_[at_ + length])) ++length;
  std::string_view token = text_.substr(at_, length);
  const CodePoint first = decode_utf8(token, 0);
  if (is_currency_sign(first.value)) {  // "$0.15/1M tokens" without quotes: quote all of it
    const std::size_t end = std::min(text_.find_first_of(",]}\r\n", at_), text_.size());
    length = end - at_;
    while (length > 1 && text_[at_ + length - 1] == ' ') --length;
    token = text_.substr(at_, length);
  }
  if (is_deceptive(first.value) || is_odd_space(first.value)) return stray();
  if (!may_begin(length, false)) return;
  if (token != "true" && token != "false" && token != "null") {
    return token_fault(unknown_word(token.substr(0, 200)), length);
  }
  add_token(JsonToken::Kind::word, at_, length);
  at_ += length;
  after_value();
}

void JsonScanner::finish() {
  if (!open_.empty()) {
    const Open& last = open_.back();
    return fault("E005", last.offset, 1, fmt::format("this {} is never closed", last.object ? '{' : '['),
                 fmt::format("close it with {}", last.object ? '}' : ']'), {},
                 "the text ends at " + line_and_column(text_.size()));
  }
  if (expect_ == Expect::value) {
    fault("E009", 0, 0, "the text holds no value", "the smallest one is {}");
  }
}

void JsonScanner::add_token(JsonToken::Kind kind, std::size_t offset, std::size_t length) {
  scan_.tokens.push_back({kind, static_cast<std::uint32_t>(offset), static_cast<std::uint32_t>(length), 0});
  previous_end_ = offset + length;
}

void JsonScanner::after_value() {
  expect_ = open_.empty() ? Expect::end : Expect::comma_or_close;
  if (!open_.empty()) ++scan_.tokens[open_.back().token].children;
}

}  // namespace npcost
