#pragma once
// Strict JSON written by hand, line by line, two spaces a level: keys come out in the order in which they are written.
//
// Strings   quotes, backslashes and controls are escaped as JSON demands; so are U+2028, U+2029, direction marks and
//           other invisible characters, so that a terminal or an editor shows what the file says. A byte that is no
//           UTF-8 becomes U+FFFD.
// Numbers   doubles as the shortest text that reads back the same; what is not finite is null.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace npcost {

/// With the quotes around it.
std::string visible_json_string(std::string_view text);

/// Writes one document. Requires balanced begin and end calls, and a key before each value inside an object.
class JsonOut {
 public:
  JsonOut& key(std::string_view name);
  JsonOut& begin_object() { return begin('{'); }
  JsonOut& end_object() { return end('}'); }
  JsonOut& begin_array() { return begin('['); }
  JsonOut& end_array() { return end(']'); }
  JsonOut& string(std::string_view text) { return raw(visible_json_string(text)); }
  JsonOut& number(double value);
  JsonOut& number(const std::optional<double>& value) { return value ? number(*value) : null(); }
  JsonOut& whole(std::uint64_t value) { return raw(std::to_string(value)); }
  JsonOut& boolean(bool value) { return raw(value ? "true" : "false"); }
  JsonOut& null() { return raw("null"); }
  /// An empty text means that nothing is known: null, so that no reader takes it for a word.
  JsonOut& string_or_null(std::string_view text) { return text.empty() ? null() : string(text); }

  /// The document and a final newline.
  std::string text() const { return text_ + "\n"; }

 private:
  JsonOut& begin(char bracket);
  JsonOut& end(char bracket);
  JsonOut& raw(std::string_view value);
  void new_line();
  void before_value();

  std::string text_;
  std::vector<bool> empty_;  ///< by level: nothing was written into it yet
  bool after_key_ = false;
};

}  // namespace npcost
