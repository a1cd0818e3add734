#pragma once
// Amounts of money as text: sign or code, number or range. Private to sim/reading.

#include <optional>
#include <string>
#include <string_view>

#include "sim/reading/quantity_field.h"

namespace npcost {

struct MoneyText {
  std::string currency;
  ParsedNumber low;
  std::optional<ParsedNumber> high;
};
/// Reads `text` (the whole string of the field, or what stands before the slash of a price). `behind` is the rest of the string
/// ("/1M tokens"), for edits. Reports E201 (no currency), E202 (unknown one), E206 ("¥") and the faults of numbers.
std::optional<MoneyText> parse_money(const Field& field, std::string_view text, std::string_view behind);

/// value · factor · 10^power grains of money, exactly; E215 if finer than a grain, E210 beyond 2^126 grains.
/// An amount of currency is value · 9 · 10^15 grains.
std::optional<Money> exact_grains(const Field& field, const Decimal& value, int power, int factor);

/// The whole number nearest to √(a·b); requires 0 < a, b < 2^126.
UInt128 geometric_mean(UInt128 a, UInt128 b);

}  // namespace npcost
