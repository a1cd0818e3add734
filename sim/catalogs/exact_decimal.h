#pragma once
// Decimal numbers of a catalog, kept exactly: "1.5e-07" is 15 × 10^-8 and moves its point without ever being a double.
//
// Shape     digits × 10^exponent; the first 30 significant digits are kept, and whether any that follow is not 0.
// Rounding  happens in one place, to_fixed(): half to even, to the coarser of the asked decimal places and 15 significant digits,
//           because what a binary number writes beyond its 15th digit is noise.

#include <optional>
#include <string>
#include <string_view>

#include "sim/base/money.h"

namespace npcost::catalogs {

struct ExactDecimal {
  UInt128 digits = 0;
  int exponent = 0;
  bool negative = false;
  bool more = false;  ///< something not 0 follows the digits
  bool zero() const { return digits == 0; }
};

/// A number as JSON writes it; nothing for anything else ("NaN", ".5", "1,5").
std::optional<ExactDecimal> exact_decimal(std::string_view text);
/// a × times × 10^power, exact. Requires times ≤ 3600.
ExactDecimal scaled(ExactDecimal a, int power, unsigned times = 1);

enum class FixedFit { exact, rounded, too_large, too_small };
struct Fixed {
  FixedFit fit = FixedFit::exact;
  UInt128 value = 0;  ///< × 10^-places
};
/// Too large: 10^9 and more. Too small: not 0, but rounds to 0. Requires a ≥ 0 and 0 ≤ places ≤ 15.
Fixed to_fixed(const ExactDecimal& a, int places);
/// "0.15": no exponent, no trailing zeros.
std::string fixed_text(UInt128 value, int places);
/// The number as a whole one below 10^15, if it is one ("128000.0" is).
std::optional<std::uint64_t> whole_number(const ExactDecimal& a);

}  // namespace npcost::catalogs
