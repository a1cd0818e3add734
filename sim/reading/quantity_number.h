#pragma once
// Numbers as the scenario writes them: "1_500", "0.14", "1e-7", "60k", "60..160". For sim/reading, and for numbers that are made
// (sim/scenario/written_number.h).
//
// Each number is kept twice: exactly, as mantissa × 10^exponent, for money and whole numbers; and as the nearest double
// (std::from_chars), for everything that is only ever a parameter of a distribution.

#include <optional>
#include <string>
#include <string_view>

#include "sim/base/money.h"

namespace npcost {

struct Decimal {
  UInt128 mantissa = 0;  ///< no trailing zeros, at most 30 digits; value = mantissa × 10^exponent
  int exponent = 0;
  bool negative = false;  ///< never for zero
  bool exact = true;      ///< false: more than 30 significant digits were written; the first 30 are here
  bool zero() const { return mantissa == 0; }
};

/// a × 10^power × factor as an integer, or why not.
enum class Fit { yes, too_fine, too_large };
struct WholeResult {
  Fit fit = Fit::yes;
  Int128 value = 0;
};
/// Exact: never rounds. |result| < 2^126.
WholeResult scaled_to_whole(const Decimal& a, int power, int factor);

struct ParsedNumber {
  Decimal exact;
  double value = 0;  ///< nearest double; meaningless unless magnitude is fine
  enum class Magnitude { fine, too_large, too_small } magnitude = Magnitude::fine;
  std::string_view text;  ///< as written
};

/// Reads `[+-]digits{_digits}[.digits][e[+-]digits][k|M|B]` from the front of `text`; nothing if no number stands there.
/// k, M and B count only if no letter follows ("5 kWh" has no k to give away).
std::optional<ParsedNumber> leading_number(std::string_view text);

/// Whether every digit group and part is complete ("1__0", "5.", ".5" are not): what is wrong, or "".
std::string number_slip(std::string_view text);

}  // namespace npcost
