#pragma once
// What the reader's terminal can show, decided once from its environment; everything else only asks.

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

namespace npcost {

struct Style {
  bool color = false;        ///< only on a terminal, without NO_COLOR (https://no-color.org) and not TERM=dumb
  bool utf8 = true;          ///< false: marks, bars and currency signs are ASCII; names from files are never changed
  bool terminal = false;     ///< somebody watches: lines may be redrawn
  std::uint32_t width = 80;  ///< columns
};

/// Looks up one environment variable; nullptr if it is not set.
using Environment = std::function<const char*(const char* name)>;

/// Requires columns > 0 on a terminal; off a terminal the width is 80.
Style style_of(bool is_terminal, std::uint32_t columns, const Environment& environment);
/// The style for what is written to `descriptor`, from the process's environment.
Style style_of_descriptor(int descriptor);

enum class Ink { strong, good, bad, odd, faint };
/// `text` in a colour, or unchanged where there is no colour.
std::string inked(std::string_view text, Ink ink, const Style& style);

/// "–" for a number that cannot be said; "-" in ASCII.
std::string_view nothing_mark(const Style& style);
/// " · " between parts of a line; " | " in ASCII.
std::string_view dot(const Style& style);

}  // namespace npcost
