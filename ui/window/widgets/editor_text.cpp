#include "ui/window/widgets/editor_text.h"

#include <algorithm>

#include "ui/window/draw/text.h"

namespace npcost::window {

using draw::theme;

namespace {

bool is_number(char c) { return (c >= '0' && c <= '9') || c == '-' || c == '.'; }
bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

/// The end of a string that begins at `at`.
std::size_t string_end(std::string_view line, std::size_t at) {
  std::size_t i = at + 1;
  while (i < line.size() && line[i] != '"') i += line[i] == '\\' ? 2 : 1;
  return std::min(i + 1, line.size());
}

bool is_key(std::string_view line, std::size_t after) {
  while (after < line.size() && (line[after] == ' ' || line[after] == '\t')) ++after;
  return after < line.size() && line[after] == ':';
}

std::size_t comment_end(std::string_view line, std::size_t from, bool& open) {
  const std::size_t end = line.find("*/", from);
  open = end == std::string_view::npos;
  return open ? line.size() : end + 2;
}

std::size_t run_end(std::string_view line, std::size_t at) {
  const auto same = [&](char c) { return is_number(line[at]) ? is_number(c) || is_letter(c) : is_letter(c); };
  std::size_t end = at + 1;
  while (end < line.size() && same(line[end])) ++end;
  return end;
}

}  // namespace

std::vector<Piece> pieces_of(std::string_view line, bool& in_comment) {
  std::vector<Piece> pieces;
  std::size_t at = 0;
  const auto add = [&](Token token, std::size_t end) {
    pieces.push_back({token, line.substr(at, end - at)});
    at = end;
  };
  if (in_comment) add(Token::comment, comment_end(line, 0, in_comment));
  while (at < line.size()) {
    const char c = line[at];
    if (c == '"') {
      const std::size_t end = string_end(line, at);
      add(is_key(line, end) ? Token::key : Token::string, end);
    } else if (c == '/' && line.substr(at, 2) == "//") {
      add(Token::comment, line.size());
    } else if (c == '/' && line.substr(at, 2) == "/*") {
      add(Token::comment, comment_end(line, at + 2, in_comment));
    } else if (is_number(c) || is_letter(c)) {
      add(Token::number, run_end(line, at));
    } else {
      std::size_t end = at + 1;
      while (end < line.size() && line[end] != '"' && line[end] != '/' && !is_number(line[end]) && !is_letter(line[end])) ++end;
      add(Token::sign, end);
    }
  }
  return pieces;
}

ImU32 colour_of(Token token) {
  switch (token) {
    case Token::key: return theme().text_mode;
    case Token::string: return theme().words(draw::Status::ok);
    case Token::number: return theme().voice_mode;
    case Token::comment: return theme().text3;
    case Token::sign: return theme().text2;
    case Token::plain: return theme().text;
  }
  return theme().text;
}

std::vector<std::size_t> line_starts(std::string_view text) {
  std::vector<std::size_t> starts{0};
  for (std::size_t at = text.find('\n'); at != std::string_view::npos; at = text.find('\n', at + 1)) starts.push_back(at + 1);
  return starts;
}

std::size_t line_of(const std::vector<std::size_t>& starts, std::size_t offset) {
  return static_cast<std::size_t>(std::upper_bound(starts.begin(), starts.end(), offset) - starts.begin()) - 1;
}

std::string_view line_at(std::string_view text, const std::vector<std::size_t>& starts, std::size_t line) {
  const std::size_t from = starts[line], to = line + 1 < starts.size() ? starts[line + 1] - 1 : text.size();
  std::string_view shown = text.substr(from, to - from);
  if (!shown.empty() && shown.back() == '\r') shown.remove_suffix(1);
  return shown;
}

std::size_t bytes_before(std::string_view line, std::size_t column) {
  std::size_t at = 0;
  for (std::size_t n = 1; n < column && at < line.size(); ++n) {
    ++at;
    while (at < line.size() && (static_cast<unsigned char>(line[at]) & 0xC0u) == 0x80u) ++at;
  }
  return at;
}

}  // namespace npcost::window
