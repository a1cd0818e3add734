#pragma once
// Numbers as files hold them: shortest text that reads back as the same double, '.' as the mark, whatever the locale.
//
// Form      plain digits from 1e-6 up to below 1e15 ("100000", "0.0001"), an exponent outside.

#include <charconv>
#include <cmath>
#include <string>

namespace npcost {

/// "" for what is not a finite number: the writer decides how its format says "unknown".
inline std::string shortest_number(double value) {
  if (!std::isfinite(value)) return {};
  const double size = std::abs(value);
  const bool plain = value == 0 || (size >= 1e-6 && size < 1e15);
  char text[32];  // the longest are 25 characters: "-2.2250738585072014e-308", "-0.0000012345678901234567"
  const std::to_chars_result end =
      std::to_chars(text, text + sizeof text, value, plain ? std::chars_format::fixed : std::chars_format::scientific);
  return std::string(text, end.ptr);
}

}  // namespace npcost
