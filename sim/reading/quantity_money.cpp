#include "sim/reading/quantity_money.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

#include "sim/reading/json_characters.h"
#include "sim/reading/quantity_units.h"
#include "sim/reading/utf8.h"

namespace npcost {
namespace {

/// Signs that are not accepted, with what to write instead.
struct OtherSign {
  std::string_view sign, code;
};
constexpr std::array other_signs = {OtherSign{"£", "GBP"},  OtherSign{"₹", "INR"},  OtherSign{"₽", "RUB"},
                                    OtherSign{"₫", "VND"},  OtherSign{"฿", "THB"},  OtherSign{"₺", "TRY"},
                                    OtherSign{"元", "CNY"}, OtherSign{"円", "JPY"}, OtherSign{"원", "KRW"},
                                    OtherSign{"＄", "USD"}, OtherSign{"R$", "BRL"}, OtherSign{"US$", "USD"}};

/// The text without `sign` and the spaces it leaves at the ends.
std::string without(std::string_view text, std::string_view sign) {
  std::string rest(text);
  rest.erase(rest.find(sign), sign.size());
  while (rest.starts_with(' ')) rest.erase(0, 1);
  while (rest.ends_with(' ')) rest.pop_back();
  return rest;
}

bool refused_sign(const Field& field, std::string_view text, std::string_view behind) {
  for (const std::string_view yen : {"¥", "￥"}) {
    if (text.find(yen) == std::string_view::npos) continue;
    const std::string number = without(text, yen);
    field.error("E206", fmt::format("{} is ambiguous: JPY or CNY?", quote(text)),
                fmt::format("write {} or {}", quote(fmt::format("{} JPY{}", number, behind)),
                            quote(fmt::format("{} CNY{}", number, behind))));
    return true;
  }
  for (const OtherSign& other : other_signs) {
    if (text.find(other.sign) == std::string_view::npos) continue;
    const std::string edit = fmt::format("{} {}{}", without(text, other.sign), other.code, behind);
    field.error_write("E202",
                      fmt::format("the currency sign in {} is not one that npcost reads ($ € ₩)", field.found()),
                      quote(edit));
    return true;
  }
  return false;
}

void no_currency(const Field& field, std::string_view text, std::string_view behind) {
  const std::string what = behind.empty() ? "an amount of money needs a currency" : "a price needs a currency";
  field.error_write("E201", fmt::format("{}, found {}", what, field.found()),
                    quote(fmt::format("${}{}", text, behind)));
}

/// What stands behind the number when no sign stood before it: a code.
std::optional<std::string> currency_behind(const Field& field, std::string_view text, std::string_view code,
                                           std::string_view behind) {
  if (code.empty()) {
    no_currency(field, text, behind);
    return std::nullopt;
  }
  if (is_currency(code)) return std::string(code);
  std::string_view number = text.substr(0, text.size() - code.size());
  while (number.ends_with(' ')) number.remove_suffix(1);
  if (currency_of_sign(code)) {
    field.error_write("E204", fmt::format("a currency sign stands before the number, found {}", field.found()),
                      quote(fmt::format("{}{}{}", code, number, behind)));
    return std::nullopt;
  }
  const std::string near = nearest_currency(code);
  const std::string message = fmt::format("no currency is called {}", quote(code.substr(0, 60)));
  if (near.empty()) {
    field.error("E202", message, "write $, €, ₩ before the number, or an ISO 4217 code behind it: \"15 JPY\"");
  } else {
    field.error_write("E202", message, quote(fmt::format("{} {}{}", number, near, behind)));
  }
  return std::nullopt;
}

}  // namespace

std::optional<MoneyText> parse_money(const Field& field, std::string_view text, std::string_view behind) {
  if (refused_sign(field, text, behind)) return std::nullopt;
  std::string_view rest = text;
  std::string currency;
  if (!rest.empty()) {
    const std::string_view first = rest.substr(0, decode_utf8(rest, 0).length);
    if (const auto code = currency_of_sign(first)) {
      currency = *code;
      rest.remove_prefix(first.size());
      if (rest.starts_with(' ')) rest.remove_prefix(1);
    }
  }
  if (rest.starts_with('-') && rest.size() > 1 && currency_of_sign(rest.substr(1, decode_utf8(rest, 1).length))) {
    field.error("E210", fmt::format("must not be negative, found {}", field.found()));  // "-$5"
    return std::nullopt;
  }
  if (rest.size() >= 3 && is_currency(rest.substr(0, 3))) {  // "USD 15"
    const std::string number = without(rest, rest.substr(0, 3));
    field.error_write("E204", fmt::format("a currency code stands behind the number, found {}", field.found()),
                      quote(fmt::format("{} {}{}", number, rest.substr(0, 3), behind)));
    return std::nullopt;
  }
  const auto parsed = parse_quantity(field, rest);
  if (!parsed) return std::nullopt;
  if (currency.empty()) {
    const auto code = currency_behind(field, text, parsed->unit, behind);
    if (!code) return std::nullopt;
    currency = *code;
  } else if (!parsed->unit.empty()) {
    const bool twice = is_currency(parsed->unit);
    field.error("E204",
                twice ? fmt::format("the currency is named twice in {}", field.found())
                      : fmt::format("{} may not stand behind an amount of money", quote(parsed->unit.substr(0, 60))),
                twice ? "write one of them" : "");
    return std::nullopt;
  }
  return MoneyText{std::move(currency), parsed->low, parsed->high};
}

std::optional<Money> exact_grains(const Field& field, const Decimal& value, int power, int factor) {
  const WholeResult grains = scaled_to_whole(value, power, factor);
  if (grains.fit == Fit::yes) return Money::from_grains(grains.value);
  if (grains.fit == Fit::too_fine) {
    field.error("E215", fmt::format("{} is finer than the smallest amount of money (1e-15)", field.found()),
                "write fewer digits");
  } else {
    field.error("E210", fmt::format("{} is more money than npcost can count", field.found()));
  }
  return std::nullopt;
}

UInt128 geometric_mean(UInt128 a, UInt128 b) {
  struct Wide {
    UInt128 high, low;
    bool operator<=(const Wide& other) const { return high < other.high || (high == other.high && low <= other.low); }
  };
  const auto product = [](UInt128 x, UInt128 y) {  // schoolbook, 64 bits a digit
    constexpr UInt128 mask = ~std::uint64_t{0};
    const UInt128 ll = (x & mask) * (y & mask);
    const UInt128 lh = (x & mask) * (y >> 64);
    const UInt128 hl = (x >> 64) * (y & mask);
    const UInt128 middle = (ll >> 64) + (lh & mask) + (hl & mask);
    return Wide{(x >> 64) * (y >> 64) + (lh >> 64) + (hl >> 64) + (middle >> 64), (middle << 64) | (ll & mask)};
  };
  const Wide target = product(a, b);
  UInt128 low = std::min(a, b);  // low² <= a·b always holds
  UInt128 high = std::max(a, b);
  while (low < high) {
    const UInt128 middle = low + (high - low + 1) / 2;
    if (product(middle, middle) <= target)
      low = middle;
    else
      high = middle - 1;
  }
  // (low + ½)² = low² + low + ¼, so √(a·b) is nearer to low + 1 exactly when a·b > low² + low.
  return target <= product(low, low + 1) ? low : low + 1;
}

}  // namespace npcost
