#include "ui/report/json_out.h"

#include "sim/base/check.h"
#include "sim/reading/utf8.h"
#include "ui/report/shortest_number.h"

namespace npcost {

namespace {

void append_escape(std::string& out, std::uint32_t unit) {
  constexpr std::string_view digits = "0123456789abcdef";
  out += "\\u";
  for (int shift = 12; shift >= 0; shift -= 4) out += digits[(unit >> shift) & 0xf];
}

void append_escaped(std::string& out, std::uint32_t c) {
  switch (c) {
    case '\b': out += "\\b"; return;
    case '\t': out += "\\t"; return;
    case '\n': out += "\\n"; return;
    case '\f': out += "\\f"; return;
    case '\r': out += "\\r"; return;
    default: break;
  }
  if (c < 0x10000) {
    append_escape(out, c);
  } else {  // JSON escapes are UTF-16: a pair of surrogates
    append_escape(out, 0xd800 + ((c - 0x10000) >> 10));
    append_escape(out, 0xdc00 + ((c - 0x10000) & 0x3ff));
  }
}

}  // namespace

std::string visible_json_string(std::string_view text) {
  std::string out = "\"";
  for (std::size_t at = 0; at < text.size();) {
    const CodePoint point = decode_utf8(text, at);
    if (!point.valid) {
      out += "\\ufffd";
    } else if (point.value == '"' || point.value == '\\') {
      out += '\\';
      out += static_cast<char>(point.value);
    } else if (point.value < 0x20 || is_deceptive(point.value)) {
      append_escaped(out, point.value);
    } else {
      out += text.substr(at, point.length);
    }
    at += point.length;
  }
  return out + "\"";
}

JsonOut& JsonOut::key(std::string_view name) {
  NPCOST_CHECK(!after_key_, "a key is followed by its value");
  before_value();
  text_ += visible_json_string(name);
  text_ += ": ";
  after_key_ = true;
  return *this;
}

JsonOut& JsonOut::number(double value) {
  const std::string text = shortest_number(value);
  return raw(text.empty() ? "null" : text);
}

JsonOut& JsonOut::begin(char bracket) {
  before_value();
  text_ += bracket;
  empty_.push_back(true);
  return *this;
}

JsonOut& JsonOut::end(char bracket) {
  NPCOST_CHECK(!empty_.empty() && !after_key_, "what is closed was opened");
  const bool was_empty = empty_.back();
  empty_.pop_back();
  if (!was_empty) new_line();
  text_ += bracket;
  return *this;
}

JsonOut& JsonOut::raw(std::string_view value) {
  before_value();
  text_ += value;
  return *this;
}

void JsonOut::new_line() {
  text_ += '\n';
  text_.append(2 * empty_.size(), ' ');
}

void JsonOut::before_value() {
  if (after_key_) {
    after_key_ = false;
    return;
  }
  if (empty_.empty()) return;
  if (!empty_.back()) text_ += ',';
  empty_.back() = false;
  new_line();
}

}  // namespace npcost
