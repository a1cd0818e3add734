#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

#include "sim/reading/json_characters.h"
#include "sim/reading/json_scanner.h"
#include "sim/reading/utf8.h"

namespace npcost {
namespace {

std::string lower(std::string_view text) {
  std::string result(text);
  for (char& c : result) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return result;
}

/// `text` with the usual slips undone (a plus sign, leading zeros, a bare point, digit groups), if that makes it a number.
std::string repaired_number(std::string_view text) {
  std::string sign;
  std::string rest(text);
  if (rest.starts_with('+') || rest.starts_with('-')) {
    if (rest.front() == '-') sign = "-";
    rest.erase(0, 1);
  }
  rest.erase(std::remove(rest.begin(), rest.end(), '_'), rest.end());
  while (rest.size() > 1 && rest[0] == '0' && is_digit(rest[1])) rest.erase(0, 1);
  if (rest.starts_with('.')) rest.insert(0, "0");
  if (const std::size_t point = rest.find('.'); point != std::string::npos) {
    if (point + 1 == rest.size() || !is_digit(rest[point + 1])) rest.insert(point + 1, "0");
  }
  rest.insert(0, sign);
  return is_json_number(rest) ? rest : std::string();
}

bool hex_digits(std::string_view text) {
  return text.size() == 4 && std::all_of(text.begin(), text.end(), [](char c) {
           return is_digit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
         });
}

}  // namespace

bool is_json_number(std::string_view text) {
  std::size_t at = 0;
  const auto digits = [&] {
    const std::size_t start = at;
    while (at < text.size() && is_digit(text[at])) ++at;
    return at - start;
  };
  if (at < text.size() && text[at] == '-') ++at;
  const bool leading_zero = at < text.size() && text[at] == '0';
  const std::size_t whole = digits();
  if (whole == 0 || (leading_zero && whole > 1)) return false;
  if (at < text.size() && text[at] == '.') {
    ++at;
    if (digits() == 0) return false;
  }
  if (at < text.size() && (text[at] == 'e' || text[at] == 'E')) {
    ++at;
    if (at < text.size() && (text[at] == '+' || text[at] == '-')) ++at;
    if (digits() == 0) return false;
  }
  return at == text.size();
}

TokenFault malformed_number(std::string_view text) {
  const std::string found = printable(text);
  const std::string in_lower = lower(text);
  if (in_lower.find("inf") != std::string::npos || in_lower.find("nan") != std::string::npos) {
    return {"E006", fmt::format("{} is not a number: every value must be finite", found), "", ""};
  }
  if (in_lower.find("0x") != std::string::npos) {
    return {"E006", fmt::format("{}: numbers are written in decimal", found), "", ""};
  }
  if (const std::string repaired = repaired_number(text); !repaired.empty()) {
    return {"E006", fmt::format("{} is not how a number is written", found), "write " + repaired, repaired};
  }
  if (is_digit(text.front()) && text.find("--") == std::string_view::npos) {
    const std::string quoted = fmt::format("\"{}\"", found);
    return {"E006",
            fmt::format("{} is not a number; a quantity with a unit, and a range, must stand in double quotes", found),
            "write " + quoted, quoted};
  }
  return {"E006", fmt::format("{} is not a number", found), "", ""};
}

TokenFault unknown_word(std::string_view text) {
  static constexpr std::array<std::pair<std::string_view, std::string_view>, 8> known = {{
      {"true", "true"},
      {"false", "false"},
      {"null", "null"},
      {"none", "null"},
      {"nil", "null"},
      {"undefined", "null"},
      {"yes", "true"},
      {"no", "false"},
  }};
  const std::string found = printable(text);
  const std::string in_lower = lower(text);
  if (in_lower == "nan" || in_lower == "infinity" || in_lower == "inf") {
    return {"E006", fmt::format("{} is not a number: every value must be finite", found), "", ""};
  }
  if (is_foreign_digit(decode_utf8(text, 0).value)) {
    return {"E006", fmt::format("{}: numbers are written with the digits 0-9", found), "", ""};
  }
  for (const auto& [slip, word] : known) {
    if (in_lower == slip) {
      return {"E006", fmt::format("{} is not a JSON value", found), fmt::format("write {}", word), std::string(word)};
    }
  }
  if (const std::string word = did_you_mean(in_lower, {"true", "false", "null"}); !word.empty()) {
    return {"E006", fmt::format("{} is not a JSON value", found), fmt::format("did you mean {}?", word), word};
  }
  const std::string quoted = fmt::format("\"{}\"", found);
  return {"E006", fmt::format("a text must stand in double quotes, found {}", found), "write " + quoted, quoted};
}

BadEscape bad_escape(std::string_view string) {
  for (std::size_t at = 0; at + 1 < string.size(); ++at) {
    if (string[at] != '\\') continue;
    const char kind = string[at + 1];
    if (kind != 'u') {
      if (std::string_view("\"\\/bfnrt").find(kind) == std::string_view::npos) {
        return {at, 2, fmt::format("the escape \\{} does not exist", printable(string.substr(at + 1, 1))),
                "for a backslash write \\\\; others are \\\" \\/ \\b \\f \\n \\r \\t \\u0041"};
      }
      ++at;
      continue;
    }
    if (!hex_digits(string.substr(at + 2, 4))) {
      return {at, 2, "the escape \\u needs four hexadecimal digits", "write for example \\u0041"};
    }
    const std::string code = lower(string.substr(at + 2, 4));
    const bool surrogate = code[0] == 'd' && code[1] >= '8';
    if (surrogate) {
      const bool high = code[1] <= 'b';
      const std::string_view next = string.substr(at + 6, std::min<std::size_t>(6, string.size() - at - 6));
      const std::string low = next.starts_with("\\u") ? lower(next.substr(2)) : std::string();
      const bool pair = high && hex_digits(low) && low[0] == 'd' && low[1] >= 'c';
      if (!pair) {
        return {at, 6,
                fmt::format("\\u{} is half of a surrogate pair: no character", printable(string.substr(at + 2, 4))),
                "write the character itself, or both halves"};
      }
      at += 6;
    }
    at += 5;
  }
  return {0, string.size(), "this text holds an escape that JSON does not have", ""};
}

}  // namespace npcost
