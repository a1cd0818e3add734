#include "sim/base/money.h"

#include <algorithm>
#include <charconv>
#include <numeric>
#include <system_error>

#include "sim/base/check.h"

namespace npcost {
namespace {

constexpr UInt128 largest_magnitude = ~UInt128{0} >> 1;
constexpr int displayed_digits = 15;
constexpr UInt128 display_unit = 1'000'000'000'000'000;  // 10^displayed_digits
// A grain is 1/9 of the last displayed digit.
constexpr UInt128 grains_per_displayed_digit = Money::grain_per_unit / 1'000'000'000'000'000;

UInt128 magnitude_of(Int128 value) {
  // Subtracting in the unsigned type is right for the most negative value too, which has no positive twin.
  return value < 0 ? UInt128{0} - static_cast<UInt128>(value) : static_cast<UInt128>(value);
}

Int128 with_sign(UInt128 magnitude, bool negative) {
  return static_cast<Int128>(negative ? UInt128{0} - magnitude : magnitude);
}

bool is_digit(char c) { return c >= '0' && c <= '9'; }

/// coefficient · 10^exponent with no trailing zeros in the coefficient, so that "1.50" and "1.5" are one thing.
struct Decimal {
  UInt128 coefficient = 0;
  std::int64_t exponent = 0;
};

/// Collects digits one at a time; zeros wait until a digit follows them.
class DigitCollector {
 public:
  /// False when the digits can no longer be an amount: more than 128 bits of them.
  bool take(char digit) {
    if (digit == '0') {
      if (value_ != 0) ++waiting_zeros_;
      return true;
    }
    for (; waiting_zeros_ >= 0; --waiting_zeros_) {
      if (__builtin_mul_overflow(value_, UInt128{10}, &value_)) return false;
    }
    waiting_zeros_ = 0;
    return !__builtin_add_overflow(value_, static_cast<UInt128>(digit - '0'), &value_);
  }
  UInt128 value() const { return value_; }
  std::int64_t waiting_zeros() const { return waiting_zeros_; }

 private:
  UInt128 value_ = 0;
  std::int64_t waiting_zeros_ = 0;
};

/// "e-7" and the like up to the end of the text. An exponent beyond 64 bits becomes ±10^18: no amount reaches it.
std::optional<std::int64_t> read_exponent(std::string_view text) {
  constexpr std::int64_t beyond_all = 1'000'000'000'000'000'000;
  const bool negative = text.starts_with('-');
  if (negative || text.starts_with('+')) text.remove_prefix(1);
  if (text.empty() || !is_digit(text.front())) return std::nullopt;
  std::int64_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (end != text.data() + text.size()) return std::nullopt;
  if (error == std::errc::result_out_of_range) value = beyond_all;
  value = std::min(value, beyond_all);
  return negative ? -value : value;
}

/// The digits of a JSON number without its sign; nothing if malformed or longer than 128 bits.
std::optional<Decimal> read_digits(std::string_view text) {
  std::size_t at = 0;
  DigitCollector digits;
  const auto take_run = [&]() -> bool {
    const std::size_t from = at;
    for (; at < text.size() && is_digit(text[at]); ++at) {
      if (!digits.take(text[at])) return false;
    }
    return at > from;
  };
  if (!take_run()) return std::nullopt;
  std::int64_t exponent = 0;
  if (at < text.size() && text[at] == '.') {
    const std::size_t point = ++at;
    if (!take_run()) return std::nullopt;
    exponent -= static_cast<std::int64_t>(at - point);
  }
  if (at < text.size() && (text[at] == 'e' || text[at] == 'E')) {
    const auto written = read_exponent(text.substr(at + 1));
    if (!written) return std::nullopt;
    exponent += *written;
    at = text.size();
  }
  if (at != text.size()) return std::nullopt;
  return Decimal{digits.value(), exponent + digits.waiting_zeros()};
}

/// magnitude ÷ (grains_per_displayed_digit · divisor): how many of the last displayed digit, and what is left over.
struct Quotient {
  UInt128 whole;
  UInt128 rest;
};

UInt128 grains_per_digit(std::int64_t divisor) {
  NPCOST_CHECK(divisor > 0, "money is divided by a positive number");
  return grains_per_displayed_digit * static_cast<UInt128>(divisor);
}

Quotient split(UInt128 magnitude, UInt128 unit) { return {magnitude / unit, magnitude % unit}; }

/// grains ÷ unit to the nearest whole number, halves to the even one.
Int128 rounded(Int128 grains, UInt128 unit) {
  const Quotient q = split(magnitude_of(grains), unit);
  const UInt128 twice = 2 * q.rest;  // rest < unit < 2^67
  const bool up = twice > unit || (twice == unit && q.whole % 2 == 1);
  return with_sign(q.whole + (up ? 1 : 0), grains < 0);
}

/// grains ÷ unit towards minus infinity, so that what is left over is never negative.
struct Floored {
  Int128 whole;
  UInt128 rest;
};

Floored floored(Int128 grains, UInt128 unit) {
  const Quotient q = split(magnitude_of(grains), unit);
  if (grains >= 0) return {static_cast<Int128>(q.whole), q.rest};
  if (q.rest == 0) return {with_sign(q.whole, true), 0};
  return {with_sign(q.whole + 1, true), unit - q.rest};
}

std::string digits_of(UInt128 value) {
  std::string reversed;
  do {
    reversed.push_back(static_cast<char>('0' + static_cast<int>(value % 10)));
    value /= 10;
  } while (value != 0);
  return {reversed.rbegin(), reversed.rend()};
}

/// A whole number of 10^-15 as "-12.5".
std::string decimal_text(Int128 last_digits) {
  const UInt128 magnitude = magnitude_of(last_digits);
  std::string text = (last_digits < 0 ? "-" : "") + digits_of(magnitude / display_unit);
  std::string fraction = digits_of(magnitude % display_unit);
  fraction.insert(0, displayed_digits - fraction.size(), '0');
  fraction.erase(fraction.find_last_not_of('0') + 1);
  return fraction.empty() ? text : text + "." + fraction;
}

}  // namespace

std::optional<Money> Money::from_decimal(std::string_view text) {
  const bool negative = text.starts_with('-');
  if (negative) text.remove_prefix(1);
  const auto number = read_digits(text);
  if (!number) return std::nullopt;
  if (number->coefficient == 0) return Money();
  // The coefficient does not end in 0, and 9 shares no factor with 10: a finer decimal is no whole number of grains.
  if (number->exponent < -displayed_digits) return std::nullopt;
  UInt128 grains = 0;
  if (__builtin_mul_overflow(number->coefficient, grains_per_displayed_digit, &grains)) return std::nullopt;
  for (std::int64_t i = number->exponent + displayed_digits; i > 0; --i) {
    // Ends after at most 39 rounds: then 128 bits are full.
    if (__builtin_mul_overflow(grains, UInt128{10}, &grains)) return std::nullopt;
  }
  if (grains > largest_magnitude) return std::nullopt;
  return Money(with_sign(grains, negative));
}

Money Money::operator+(Money other) const {
  Int128 sum = 0;
  if (__builtin_add_overflow(grains_, other.grains_, &sum)) {
    throw MoneyOverflow("a sum of money is beyond 1.8e22 units of currency");
  }
  return Money(sum);
}

Money Money::operator-(Money other) const {
  Int128 difference = 0;
  if (__builtin_sub_overflow(grains_, other.grains_, &difference)) {
    throw MoneyOverflow("a difference of money is beyond 1.8e22 units of currency");
  }
  return Money(difference);
}

Money Money::times(Int128 count) const {
  // On magnitudes: the signed 128-bit check needs a run-time routine that clang does not bring with libgcc.
  const bool negative = (grains_ < 0) != (count < 0);
  UInt128 product = 0;
  const bool wrapped = __builtin_mul_overflow(magnitude_of(grains_), magnitude_of(count), &product);
  if (wrapped || product > largest_magnitude + (negative ? 1 : 0)) {
    throw MoneyOverflow("a price times a count is beyond 1.8e22 units of currency");
  }
  return Money(with_sign(product, negative));
}

double Money::approximate() const { return static_cast<double>(grains_) / static_cast<double>(grain_per_unit); }

std::string decimal(Money sum, std::int64_t divisor) {
  return decimal_text(rounded(sum.grains(), grains_per_digit(divisor)));
}

std::vector<std::string> decimals_that_add_up(std::span<const Money> parts, Money total, std::int64_t divisor) {
  const UInt128 unit = grains_per_digit(divisor);
  Money sum;
  Int128 missing = rounded(total.grains(), unit);
  std::vector<Floored> shown;
  shown.reserve(parts.size());
  for (const Money part : parts) {
    sum += part;
    shown.push_back(floored(part.grains(), unit));
    missing -= shown.back().whole;
  }
  NPCOST_CHECK(sum == total, "the parts of a total add up to it");

  std::vector<std::size_t> largest_rest_first(parts.size());
  std::iota(largest_rest_first.begin(), largest_rest_first.end(), std::size_t{0});
  std::stable_sort(largest_rest_first.begin(), largest_rest_first.end(),
                   [&](std::size_t a, std::size_t b) { return shown[a].rest > shown[b].rest; });
  // 0 ≤ missing ≤ number of parts with something left over, because each left-over is less than one digit.
  for (const std::size_t i : largest_rest_first) {
    if (missing == 0) break;
    ++shown[i].whole;
    --missing;
  }
  NPCOST_CHECK(missing == 0, "every missing digit finds a part");

  std::vector<std::string> texts;
  texts.reserve(shown.size());
  for (const Floored& part : shown) texts.push_back(decimal_text(part.whole));
  return texts;
}

std::string to_text(Int128 value) { return (value < 0 ? "-" : "") + digits_of(magnitude_of(value)); }

}  // namespace npcost
