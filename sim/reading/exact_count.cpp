#include "sim/reading/exact_count.h"

#include <algorithm>
#include <charconv>

#include "sim/base/check.h"
#include "sim/reading/json_scanner.h"
#include "sim/reading/quantity_number.h"

namespace npcost {
namespace {

constexpr UInt128 largest = ~std::uint64_t{0};

/// 10^power for 0 <= power <= 38.
UInt128 power_of_ten(int power) {
  UInt128 value = 1;
  for (; power > 0; --power) value *= 10;
  return value;
}

/// mantissa × 10^exponent × per_unit to the nearest whole number.
CountResult scaled(const Decimal& number, std::uint64_t per_unit) {
  UInt128 value = number.mantissa * per_unit;  // at most 30 + 10 digits: see exact_count
  if (number.exponent < 0) {
    if (number.exponent < -38) return {per_unit == 1 ? CountFault::not_whole : CountFault::none, 0};
    const UInt128 divisor = power_of_ten(-number.exponent);
    const UInt128 rest = value % divisor;
    if (rest != 0 && per_unit == 1) return {CountFault::not_whole, 0};
    value = value / divisor + (rest >= divisor - rest ? 1 : 0);
  }
  for (int i = 0; i < number.exponent; ++i) {
    if (value > largest) break;
    value *= 10;
  }
  if (value > largest) return {CountFault::too_large, 0};
  return {CountFault::none, static_cast<std::uint64_t>(value)};
}

}  // namespace

std::string_view fault_text(CountFault fault) {
  switch (fault) {
    case CountFault::none: return "is fine";
    case CountFault::not_a_number: return "must be a number";
    case CountFault::negative: return "must be at least 0, and is negative";
    case CountFault::not_whole: return "must be a whole number, and has a fraction";
    case CountFault::too_large: return "must be below 2^64, and is larger";
  }
  return "is wrong";
}

CountResult exact_count(std::string_view number, std::uint64_t per_unit) {
  NPCOST_CHECK(per_unit >= 1 && per_unit <= 10'000'000'000u, "a shown unit has at most 10^10 counts");
  if (!is_json_number(number)) return {CountFault::not_a_number, 0};
  const std::optional<ParsedNumber> parsed = leading_number(number);
  if (!parsed) return {CountFault::not_a_number, 0};
  Decimal exact = parsed->exact;
  if (exact.zero()) return {};
  if (exact.negative) return {CountFault::negative, 0};
  // 28 digits times 10^10 fit 128 bits; what is dropped is far finer than a count, unless the number is too large anyway.
  if (!exact.exact && per_unit == 1) {
    return {exact.exponent < 0 ? CountFault::not_whole : CountFault::too_large, 0};
  }
  while (exact.mantissa >= power_of_ten(28)) {
    if (per_unit == 1 && exact.exponent < 0) return {CountFault::not_whole, 0};
    exact.mantissa /= 10;
    ++exact.exponent;
  }
  return scaled(exact, per_unit);
}

std::optional<Money> amount_of_others(std::string_view number) {
  if (!is_json_number(number)) return std::nullopt;
  const std::optional<ParsedNumber> parsed = leading_number(number);
  if (!parsed) return std::nullopt;
  Decimal exact = parsed->exact;
  for (; exact.exponent < -15 && exact.mantissa != 0; ++exact.exponent) exact.mantissa /= 10;
  if (exact.mantissa == 0) return Money();
  constexpr UInt128 most = ~UInt128{0} >> 1;
  UInt128 grains = 0;
  if (__builtin_mul_overflow(exact.mantissa, UInt128{9}, &grains)) return std::nullopt;
  for (int i = exact.exponent + 15; i > 0; --i) {
    if (__builtin_mul_overflow(grains, UInt128{10}, &grains)) return std::nullopt;
  }
  if (grains > most) return std::nullopt;
  const auto signed_grains = static_cast<Int128>(grains);
  return Money::from_grains(exact.negative ? -signed_grains : signed_grains);
}

}  // namespace npcost
