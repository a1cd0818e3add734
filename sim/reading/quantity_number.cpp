#include "sim/reading/quantity_number.h"

#include <algorithm>
#include <charconv>
#include <system_error>

#include "sim/reading/json_characters.h"

namespace npcost {
namespace {

constexpr int most_digits = 30;  // 10^30 < 2^100: room for the factors of a price
constexpr int huge_exponent = 1'000'000;

/// Collects the digits of a number: leading zeros dropped, the decimal point moved into the exponent.
struct DigitSink {
  std::string digits;
  int exponent = 0;

  void put(char digit, bool after_point) {
    if (after_point) --exponent;
    if (digits.empty() && digit == '0') return;
    digits.push_back(digit);
  }
};

Decimal to_decimal(DigitSink sink, bool negative) {
  while (!sink.digits.empty() && sink.digits.back() == '0') {
    sink.digits.pop_back();
    ++sink.exponent;
  }
  Decimal result;
  const std::size_t kept = std::min<std::size_t>(sink.digits.size(), most_digits);
  for (std::size_t i = 0; i < kept; ++i) {
    result.mantissa = result.mantissa * 10 + static_cast<unsigned>(sink.digits[i] - '0');
  }
  result.exact = kept == sink.digits.size();
  result.exponent = result.zero() ? 0 : sink.exponent + static_cast<int>(sink.digits.size() - kept);
  result.negative = negative && !result.zero();
  return result;
}

int exponent_digits(std::string_view text, std::size_t& at) {
  const bool minus = text[at] == '-';
  if (text[at] == '-' || text[at] == '+') ++at;
  int value = 0;
  while (at < text.size() && is_digit(text[at])) {
    value = std::min(value * 10 + (text[at] - '0'), huge_exponent);
    ++at;
  }
  return minus ? -value : value;
}

void set_double(ParsedNumber& number, const DigitSink& sink) {
  if (sink.digits.empty()) return;  // zero, whatever its exponent
  const std::string plain = sink.digits + "e" + std::to_string(sink.exponent);
  double value = 0;
  const auto [end, error] = std::from_chars(plain.data(), plain.data() + plain.size(), value);
  const bool large = sink.exponent + static_cast<int>(sink.digits.size()) > 0;
  using Magnitude = ParsedNumber::Magnitude;
  if (error != std::errc() || value == 0) {
    number.magnitude = large ? Magnitude::too_large : Magnitude::too_small;
    return;
  }
  number.value = number.exact.negative ? -value : value;
}

}  // namespace

std::optional<ParsedNumber> leading_number(std::string_view text) {
  std::size_t at = 0;
  const bool negative = text.starts_with('-');
  if (negative || text.starts_with('+')) ++at;
  if (at >= text.size() || !is_digit(text[at])) return std::nullopt;
  DigitSink sink;
  const auto digits = [&](bool after_point) {
    while (at < text.size()) {
      const bool group = text[at] == '_' && at + 1 < text.size() && is_digit(text[at + 1]);
      if (!is_digit(text[at]) && !group) break;
      if (!group) sink.put(text[at], after_point);
      ++at;
    }
  };
  digits(false);
  if (at + 1 < text.size() && text[at] == '.' && is_digit(text[at + 1])) {
    ++at;
    digits(true);
  }
  if (at + 1 < text.size() && (text[at] == 'e' || text[at] == 'E')) {
    const bool sign = (text[at + 1] == '-' || text[at + 1] == '+') && at + 2 < text.size();
    if (is_digit(text[at + (sign ? 2 : 1)])) {
      ++at;
      sink.exponent += exponent_digits(text, at);
    }
  }
  if (at < text.size()) {
    const std::size_t scale = std::string_view("kMB").find(text[at]);
    const bool stands_alone = at + 1 == text.size() || !is_letter(text[at + 1]);
    if (scale != std::string_view::npos && stands_alone) {
      sink.exponent += 3 * (static_cast<int>(scale) + 1);
      ++at;
    }
  }
  ParsedNumber number;
  number.text = text.substr(0, at);
  number.exact = to_decimal(sink, negative);
  set_double(number, sink);
  return number;
}

WholeResult scaled_to_whole(const Decimal& a, int power, int factor) {
  if (a.zero()) return {};
  constexpr UInt128 limit = static_cast<UInt128>(1) << 126;
  if (!a.exact) return {a.exponent + power < 0 ? Fit::too_fine : Fit::too_large, 0};
  int exponent = a.exponent + power;
  if (a.mantissa >= limit / static_cast<unsigned>(factor)) return {exponent < 0 ? Fit::too_fine : Fit::too_large, 0};
  UInt128 value = a.mantissa * static_cast<unsigned>(factor);
  for (; exponent > 0; --exponent) {
    if (value >= limit / 10) return {Fit::too_large, 0};
    value *= 10;
  }
  for (; exponent < 0; ++exponent) {
    if (value % 10 != 0) return {Fit::too_fine, 0};
    value /= 10;
  }
  const auto whole = static_cast<Int128>(value);
  return {Fit::yes, a.negative ? -whole : whole};
}

std::string number_slip(std::string_view text) {
  if (text.starts_with('.')) return "a digit must stand before the point";
  const auto number = leading_number(text);
  if (!number) return "";
  const std::string_view rest = text.substr(number->text.size());
  if (rest.starts_with("_")) return "\"_\" may only stand between two digits";
  if (rest.starts_with('.') && !rest.starts_with("..")) return "a digit must stand after the point";
  return "";
}

}  // namespace npcost
