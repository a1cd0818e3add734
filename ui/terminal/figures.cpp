#include "ui/terminal/figures.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>

namespace npcost {
namespace {

constexpr int digits = 3;                 // that matter on a screen
constexpr int smallest_written_out = -5;  // 0.0000421; zeros beyond that are not counted by eye

/// Power of ten of |value| once it is rounded to three digits, so that 0.9996 counts as 1. Requires value finite and
/// not 0.
int magnitude_of(double value) {
  const std::string text = fmt::format("{:.2e}", std::abs(value));
  const std::size_t mark = text.find('e');
  const char* begin = text.data() + mark + 1;
  if (*begin == '+') ++begin;
  int exponent = 0;
  std::from_chars(begin, text.data() + text.size(), exponent);
  return exponent;
}

std::string with_decimals(double value, int decimals) { return fmt::format("{:.{}f}", value, std::max(decimals, 0)); }

std::string grouped(double value) {
  std::string text = fmt::format("{:.0f}", value);
  const std::size_t first = text.starts_with('-') ? 1 : 0;
  for (std::size_t at = text.size(); at > first + 3;) text.insert(at -= 3, ",");
  return text;
}

/// From a million on: "1.21M", "12.1B", "121T"; powers of ten beyond.
std::string scaled(double value, int magnitude) {
  constexpr std::string_view suffixes = "MBT";
  if (magnitude >= 15) return fmt::format("{:.2e}", value);
  const int step = (magnitude - 6) / 3;
  const int exponent = 6 + 3 * step;
  std::string text = with_decimals(value / std::pow(10.0, exponent), digits - 1 - (magnitude - exponent));
  text += suffixes[static_cast<std::size_t>(step)];
  return text;
}

std::string shown(double value, int decimals_from_one_to_thousand, int few_from) {
  if (value == 0) return "0";
  const int magnitude = magnitude_of(value);
  if (magnitude < smallest_written_out) return fmt::format("{:.2e}", value);
  if (magnitude >= 6) return scaled(value, magnitude);
  if (magnitude >= digits) return grouped(value);
  if (magnitude >= few_from) return with_decimals(value, 0);
  if (magnitude >= 0 && decimals_from_one_to_thousand >= 0) return with_decimals(value, decimals_from_one_to_thousand);
  return with_decimals(value, digits - 1 - magnitude);
}

bool has_no_small_coin(std::string_view currency) { return currency == "KRW" || currency == "JPY"; }

std::string_view sign_of(std::string_view currency, const Style& style) {
  if (currency == "USD") return "$";
  if (currency == "EUR" && style.utf8) return "€";
  if (currency == "KRW" && style.utf8) return "₩";
  return "";
}

}  // namespace

std::string number_text(double value, const Style& style) {
  if (!std::isfinite(value)) return std::string(nothing_mark(style));
  return shown(value, -1, digits);
}

std::string amount_text(double value, std::string_view currency, const Style& style) {
  if (!std::isfinite(value)) return std::string(nothing_mark(style));
  return has_no_small_coin(currency) ? shown(value, -1, 2) : shown(value, 2, digits);
}

std::string money_text(double value, std::string_view currency, const Style& style) {
  if (!std::isfinite(value)) return std::string(nothing_mark(style));
  const std::string_view sign = sign_of(currency, style);
  const std::string amount = amount_text(std::abs(value), currency, style);
  const std::string_view minus = value < 0 ? "-" : "";
  if (sign.empty()) return fmt::format("{}{} {}", minus, amount, currency);
  return fmt::format("{}{}{}", minus, sign, amount);
}

std::string value_text(double value, std::string_view unit, const Style& style) {
  if (!std::isfinite(value)) return std::string(nothing_mark(style));
  if (unit == "ratio") return number_text(value * 100, style) + " %";
  if (unit == "ms")
    return std::abs(value) < 999.5 ? number_text(value, style) + " ms" : number_text(value / 1000, style) + " s";
  if (unit == "1" || unit.empty()) return number_text(value, style);
  return money_text(value, unit, style);
}

std::string value_text(const std::optional<double>& value, std::string_view unit, const Style& style) {
  return value ? value_text(*value, unit, style) : std::string(nothing_mark(style));
}

std::string interval_text(const Interval& interval, std::string_view unit, const Style& style) {
  const double low = std::max(0.0, interval.low);  // no metric can be below it, whatever Student's t says
  return fmt::format("{} CI of the {}: {}..{}", level_text(interval.level), interval.of, value_text(low, unit, style),
                     value_text(interval.high, unit, style));
}

std::string level_text(double level) {
  std::string text = fmt::format("{:.2f}", level * 100);
  while (text.back() == '0') text.pop_back();
  if (text.back() == '.') text.pop_back();
  return text + "%";
}

std::string counted(std::size_t count, std::string_view one, std::string_view many) {
  return fmt::format("{} {}", count, count == 1 ? one : many);
}

}  // namespace npcost
