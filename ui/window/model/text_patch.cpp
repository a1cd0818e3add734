#include "ui/window/model/text_patch.h"

#include <charconv>
#include <vector>

#include <fmt/format.h>

#include "sim/reading/json_text.h"
#include "sim/scenario/files/json_write.h"

namespace npcost::window {
namespace {

std::string unescaped(std::string_view token) {
  std::string out;
  for (std::size_t i = 0; i < token.size(); ++i) {
    const bool escape = token[i] == '~' && i + 1 < token.size();
    if (!escape) {
      out += token[i];
    } else {
      out += token[++i] == '1' ? '/' : '~';
    }
  }
  return out;
}

std::vector<std::string> tokens_of(std::string_view pointer) {
  std::vector<std::string> tokens;
  while (!pointer.empty()) {
    pointer.remove_prefix(1);
    const std::size_t slash = pointer.find('/');
    tokens.push_back(unescaped(pointer.substr(0, slash)));
    pointer = slash == std::string_view::npos ? std::string_view{} : pointer.substr(slash);
  }
  return tokens;
}

std::string as_json(const std::string& value) {
  Diagnostics trial;
  (void)read_json({"value", value}, trial);
  return trial.has_errors() ? json_string(value) : value;
}

const JsonValue* child_of(const JsonValue& value, const std::string& token) {
  if (value.kind == JsonValue::Kind::object) {
    const JsonMember* member = value.find(token);
    return member == nullptr ? nullptr : &member->value;
  }
  std::size_t index = 0;
  const auto [end, error] = std::from_chars(token.data(), token.data() + token.size(), index);
  const bool fine = value.kind == JsonValue::Kind::array && error == std::errc() && end == token.data() + token.size();
  return fine && index < value.items.size() ? &value.items[index] : nullptr;
}

/// Spaces in front of `offset` on its line; nothing if something else stands there.
std::optional<std::string> indentation_at(const std::string& text, std::size_t offset) {
  std::size_t begin = offset;
  while (begin > 0 && (text[begin - 1] == ' ' || text[begin - 1] == '\t')) --begin;
  if (begin > 0 && text[begin - 1] != '\n') return std::nullopt;
  return text.substr(begin, offset - begin);
}

/// Where the line of a last member ends, past its comma and comments; `had_comma`: a comma stands there already.
std::size_t end_of_member_line(const std::string& text, std::size_t at, bool& had_comma) {
  while (at < text.size() && text[at] != '\n' && text[at] != '\r') {
    if (text[at] == ',') {
      had_comma = true;
      ++at;
    } else if (text[at] == ' ' || text[at] == '\t') {
      ++at;
    } else if (text.compare(at, 2, "//") == 0) {
      return std::min(text.find_first_of("\r\n", at), text.size());
    } else if (text.compare(at, 2, "/*") == 0 && text.find("*/", at) != std::string::npos) {
      at = text.find("*/", at) + 2;
    } else {
      break;
    }
  }
  return at;
}

std::string added(const std::string& text, const JsonValue& object, const std::string& member) {
  if (object.members.empty()) {
    const std::size_t open = object.place.offset + 1;
    return text.substr(0, open) + " " + member + " " + text.substr(text.find('}', open));
  }
  const JsonMember& last = object.members.back();
  const std::size_t end = last.value.place.offset + last.value.place.length;
  const std::optional<std::string> indentation = indentation_at(text, last.key_place.offset);
  if (!indentation) return text.substr(0, end) + ", " + member + text.substr(end);
  bool had_comma = false;
  const std::size_t line_end = end_of_member_line(text, end, had_comma);
  const bool crlf = text.find("\r\n") != std::string::npos;
  return text.substr(0, end) + (had_comma ? "" : ",") + text.substr(end, line_end - end) + (crlf ? "\r\n" : "\n") + *indentation + member +
         text.substr(line_end);
}

}  // namespace

std::optional<std::string> patched(const std::string& text, std::string_view pointer, const std::string& value) {
  const SourceText source{"scenario", text};
  Diagnostics faults;
  const JsonValue root = read_json(source, faults);
  if (faults.has_errors() || root.kind != JsonValue::Kind::object) return std::nullopt;
  const std::vector<std::string> tokens = tokens_of(pointer);
  const JsonValue* at = &root;
  std::size_t depth = 0;
  while (depth < tokens.size()) {
    const JsonValue* next = child_of(*at, tokens[depth]);
    if (next == nullptr) break;
    at = next;
    ++depth;
  }
  const std::string written = as_json(value);
  if (depth == tokens.size()) return text.substr(0, at->place.offset) + written + text.substr(at->place.offset + at->place.length);
  if (at->kind != JsonValue::Kind::object) return std::nullopt;
  std::string member = written;
  for (std::size_t i = tokens.size(); i-- > depth + 1;) member = fmt::format("{{ {}: {} }}", json_string(tokens[i]), member);
  return added(text, *at, fmt::format("{}: {}", json_string(tokens[depth]), member));
}

}  // namespace npcost::window
