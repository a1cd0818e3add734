#include "sim/catalogs/exact_decimal.h"

#include <algorithm>

#include "sim/base/check.h"
#include "sim/reading/json_scanner.h"

namespace npcost::catalogs {
namespace {

constexpr int kept_digits = 30;          // times 3600 they still fit in 128 bits
constexpr int far_exponent = 1'000'000;  // beyond every limit, and far from the ends of int
constexpr int significant = 15;          // decimal digits that every double keeps

UInt128 power_of_ten(int power) {
  UInt128 result = 1;
  for (int i = 0; i < power; ++i) result *= 10;
  return result;
}

int count_digits(UInt128 value) {
  int count = 0;
  for (; value != 0; value /= 10) ++count;
  return count;
}

/// The digits of "e-07", as far as they matter.
int written_exponent(std::string_view text) {
  const bool negative = text.starts_with('-');
  int value = 0;
  for (const char c : text) {
    if (c == '+' || c == '-') continue;
    value = std::min(value * 10 + (c - '0'), far_exponent);
  }
  return negative ? -value : value;
}

}  // namespace

std::optional<ExactDecimal> exact_decimal(std::string_view text) {
  if (!is_json_number(text)) return std::nullopt;
  ExactDecimal result;
  int seen = 0;
  bool fraction = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (c == '-') {
      result.negative = true;
    } else if (c == '.') {
      fraction = true;
    } else if (c == 'e' || c == 'E') {
      result.exponent += written_exponent(text.substr(i + 1));
      break;
    } else if (seen < kept_digits) {
      result.digits = result.digits * 10 + static_cast<unsigned>(c - '0');
      if (result.digits != 0) ++seen;
      if (fraction) --result.exponent;
    } else {
      result.more = result.more || c != '0';
      if (!fraction) ++result.exponent;
    }
  }
  if (result.zero()) result = {};
  return result;
}

ExactDecimal scaled(ExactDecimal a, int power, unsigned times) {
  NPCOST_CHECK(times <= 3600, "30 digits times an hour's seconds fit in 128 bits");
  a.digits *= times;
  a.exponent += power;
  return a;
}

Fixed to_fixed(const ExactDecimal& a, int places) {
  if (a.zero()) return {};
  const int length = count_digits(a.digits);
  if (length + a.exponent > 9) return {FixedFit::too_large, 0};
  const int below_places = -a.exponent - places;
  const int drop = std::max(below_places, length - significant);
  if (drop > length) return {FixedFit::too_small, 0};
  UInt128 kept = a.digits;
  bool exact = !a.more;
  int exponent = a.exponent;
  if (drop > 0) {
    const UInt128 step = power_of_ten(drop);
    const UInt128 rest = a.digits % step, half = step / 2;
    kept = a.digits / step;
    exponent += drop;
    const bool above_half = rest > half || (rest == half && a.more);
    if (above_half || (rest == half && kept % 2 == 1)) ++kept;
    exact = exact && rest == 0;
  }
  if (kept == 0) return {FixedFit::too_small, 0};
  return {exact ? FixedFit::exact : FixedFit::rounded, kept * power_of_ten(exponent + places)};
}

std::string fixed_text(UInt128 value, int places) {
  std::string reversed;
  for (int i = 0; value != 0 || i <= places; ++i, value /= 10) {
    if (i == places && places != 0 && !reversed.empty()) reversed += '.';
    const auto digit = static_cast<char>('0' + static_cast<int>(value % 10));
    const bool trailing_zero = i < places && digit == '0' && reversed.empty();
    if (!trailing_zero) reversed += digit;
  }
  std::reverse(reversed.begin(), reversed.end());
  return reversed;
}

std::optional<std::uint64_t> whole_number(const ExactDecimal& a) {
  if (a.negative || a.more) return std::nullopt;
  if (a.zero()) return 0;
  UInt128 value = a.digits;
  int exponent = a.exponent;
  for (; exponent < 0 && value % 10 == 0; ++exponent) value /= 10;
  if (exponent < 0 || exponent + count_digits(value) > 15) return std::nullopt;
  return static_cast<std::uint64_t>(value * power_of_ten(exponent));
}

}  // namespace npcost::catalogs
