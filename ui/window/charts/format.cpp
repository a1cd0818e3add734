#include "ui/window/charts/format.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <string_view>

#include <fmt/format.h>

namespace npcost::charts {

namespace {

constexpr const char* minus = "−";

/// The decimal exponent after rounding to so many digits: 9.996 to three digits has exponent 1.
int exponent_of(double magnitude, int digits) {
  const std::string text = fmt::format("{:.{}e}", magnitude, digits - 1);
  int exponent = 0;
  const std::size_t at = text.find('e') + 1;
  const char* from = text.data() + at + (text[at] == '+' ? 1 : 0);
  std::from_chars(from, text.data() + text.size(), exponent);
  return exponent;
}

std::string grouped(std::string digits) {
  const std::size_t point = std::min(digits.find('.'), digits.size());
  for (std::size_t at = point; at > 3; at -= 3) digits.insert(at - 3, ",");
  return digits;
}

std::string scientific(double magnitude, int digits) {
  const int exponent = exponent_of(magnitude, digits);
  const double mantissa = magnitude / std::pow(10.0, exponent);
  std::string text = fmt::format("{:.{}f}", mantissa, digits - 1);
  while (text.find('.') != std::string::npos && (text.back() == '0' || text.back() == '.')) {
    const bool point = text.back() == '.';
    text.pop_back();
    if (point) break;
  }
  return fmt::format("{}e{}{}", text, exponent < 0 ? minus : "", std::abs(exponent));
}

struct Unit {
  double size;
  const char* name;
};

/// The largest unit that leaves at least `from` of it; {1, ""} below all.
Unit unit_of(double magnitude, bool korean, double from) {
  static constexpr std::array<Unit, 4> western{{{1e12, "T"}, {1e9, "B"}, {1e6, "M"}, {1e3, "k"}}};
  static constexpr std::array<Unit, 3> eastern{{{1e12, "조"}, {1e8, "억"}, {1e4, "만"}}};
  const auto search = [&](const auto& units) {
    for (const Unit& unit : units) {
      if (magnitude >= unit.size * from) return unit;
    }
    return Unit{1.0, ""};
  };
  return korean ? search(eastern) : search(western);
}

/// `digits` significant ones with a unit behind, no sign.
std::string significant(double magnitude, int digits, bool korean) {
  if (magnitude == 0.0) return "0";
  if (magnitude >= 9.995e15 || magnitude < 1e-7) return scientific(magnitude, digits);
  Unit unit = unit_of(magnitude, korean, 0.9995);
  if (!korean && unit.size == 1e3 && magnitude < 99999.5) unit = {1.0, ""};  // up to five digits are read faster whole
  const double part = magnitude / unit.size;
  const int decimals = std::max(0, digits - 1 - exponent_of(part, digits));
  return grouped(fmt::format("{:.{}f}", part, decimals)) + unit.name;
}

/// The fewest decimals (0…9) that say `value` to six digits.
int decimals_for(double value) {
  double scaled = std::fabs(value);
  for (int decimals = 0; decimals < 9; ++decimals, scaled *= 10.0) {
    if (std::fabs(scaled - std::round(scaled)) <= 1e-6 * std::max(scaled, 1e-9) && scaled >= 0.5) return decimals;
  }
  return 9;
}

/// A tick's number without its sign.
std::string tick_number(double magnitude, double step, bool korean) {
  if (magnitude == 0.0) return "0";
  if (magnitude >= 9.995e15 || magnitude < 0.99e-6) return scientific(magnitude, 3);
  Unit unit = unit_of(magnitude, korean, 1.0 - 1e-9);
  if (!korean && unit.size == 1e3 && magnitude < 9999.5) unit = {1.0, ""};
  const int decimals = std::min(decimals_for((step > 0.0 ? step : magnitude) / unit.size), 9);
  return grouped(fmt::format("{:.{}f}", magnitude / unit.size, decimals)) + unit.name;
}

std::string with_sign(double value, const std::string& symbol, const std::string& number) {
  return (value < 0.0 ? minus : "") + symbol + number;
}

/// "–", "∞" and "−∞" for what is no number; nothing for numbers.
std::optional<std::string> odd(double value) {
  if (std::isnan(value)) return "–";
  if (std::isinf(value)) return value < 0.0 ? std::string(minus) + "∞" : "∞";
  return std::nullopt;
}

bool all_zero(std::string_view digits) { return digits.find_first_of("123456789") == std::string_view::npos; }

}  // namespace

std::string money(double kept, const MoneyStyle& style, int digits) {
  const double shown = kept * style.rate;
  if (const auto text = odd(shown)) return *text;
  return with_sign(shown, style.symbol, significant(std::fabs(shown), std::max(1, digits), style.korean_units));
}

std::string money_tick(double kept, double step, const MoneyStyle& style) {
  const double shown = kept * style.rate, apart = step * style.rate;
  if (const auto text = odd(shown)) return *text;
  std::string number = tick_number(std::fabs(shown), apart, style.korean_units);
  const std::size_t point = number.find('.');
  const bool one_decimal = point != std::string::npos && point + 2 == number.size();
  if (one_decimal && style.decimals == 2 && std::fabs(shown) < 1000.0) number += '0';  // "$0.10", as on every price tag
  if (number == "0") return number;
  return with_sign(shown, style.symbol, number);
}

std::string money_fixed(double kept, int decimals, const MoneyStyle& style) {
  const double shown = kept * style.rate;
  if (const auto text = odd(shown)) return *text;
  if (std::fabs(shown) >= 9.995e15) return money(kept, style);
  const std::string digits = grouped(fmt::format("{:.{}f}", std::fabs(shown), std::clamp(decimals, 0, 12)));
  return with_sign(all_zero(digits) ? 0.0 : shown, style.symbol, digits);
}

std::string money_column(double kept, double largest, const MoneyStyle& style) {
  const double top = std::max(std::fabs(largest * style.rate), std::fabs(kept * style.rate));
  if (top >= 99999.5 && std::fabs(kept * style.rate) < 9999.5) return money_fixed(kept, 0, style);
  if (!(top >= 1e-7) || top >= 99999.5) return money(kept, style, 4);
  const int decimals = std::max(0, 3 - exponent_of(top, 4));
  return money_fixed(kept, decimals == 1 && style.decimals == 2 ? 2 : decimals, style);
}

std::string number_column(double value, double largest) {
  const double top = std::max(std::fabs(largest), std::fabs(value));
  if (top >= 99999.5 && std::fabs(value) < 9999.5) return count(value);
  if (!(top >= 1e-7) || top >= 99999.5) return short_number(value, 4);
  return money_fixed(value, std::max(0, 3 - exponent_of(top, 4)), {{}, 1.0, 0, false});
}

std::string count(double value) {
  if (const auto text = odd(value)) return *text;
  if (std::fabs(value) >= 9.995e15) return short_number(value);
  const std::string digits = grouped(fmt::format("{:.0f}", std::fabs(value)));
  return with_sign(all_zero(digits) ? 0.0 : value, "", digits);
}

std::string short_number(double value, int digits) {
  if (const auto text = odd(value)) return *text;
  return with_sign(value, "", significant(std::fabs(value), std::max(1, digits), false));
}

std::string number_tick(double value, double step) {
  if (const auto text = odd(value)) return *text;
  return with_sign(value, "", tick_number(std::fabs(value), step, false));
}

std::string percent(double fraction, int decimals, bool sign) {
  if (const auto text = odd(fraction)) return *text;
  const double value = fraction * 100.0;
  if (std::fabs(value) >= 99999.5) return short_number(value) + "%";
  const std::string digits = fmt::format("{:.{}f}", std::fabs(value), std::clamp(decimals, 0, 9));
  if (all_zero(digits)) return digits + "%";
  return (value < 0.0 ? minus : sign ? "+" : "") + digits + "%";
}

std::string percent_tick(double fraction, double step) {
  if (const auto text = odd(fraction)) return *text;
  const double value = fraction * 100.0;
  return with_sign(value, "", tick_number(std::fabs(value), step * 100.0, false)) + "%";
}

}  // namespace npcost::charts
