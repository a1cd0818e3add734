#include "sim/scenario/decoding/currency.h"

#include <charconv>
#include <numeric>

#include <fmt/format.h>

#include "sim/scenario/checks/check_shape.h"
#include "sim/scenario/keys/key_table.h"
#include "sim/scenario/files/merge.h"

namespace npcost {

namespace {

constexpr std::size_t most_digits = 15;

bool is_code(std::string_view text) {
  return text.size() == 3 && text.find_first_not_of("ABCDEFGHIJKLMNOPQRSTUVWXYZ") == std::string_view::npos;
}

/// "1390", "0.00072", "1_390.5" as a fraction in lowest terms; nothing if malformed, zero or too long.
bool read_fraction(std::string_view text, Rate& rate) {
  std::string digits;
  std::int64_t denominator = 1;
  bool point = false;
  for (const char c : text) {
    if (c == '_') continue;
    if (c == '.' && !point && !digits.empty()) {
      point = true;
      continue;
    }
    if (c < '0' || c > '9' || digits.size() == most_digits) return false;
    digits += c;
    if (point) denominator *= 10;
  }
  std::int64_t numerator = 0;
  std::from_chars(digits.data(), digits.data() + digits.size(), numerator);
  if (digits.empty() || text.back() == '.' || numerator == 0) return false;
  const std::int64_t common = std::gcd(numerator, denominator);
  rate.numerator = numerator / common;
  rate.denominator = denominator / common;
  return true;
}

}  // namespace

std::optional<Rate> read_rate(const JsonMember& member, const std::string& pointer, Diagnostics& diagnostics) {
  const auto no = [&](const std::string& message) {
    const std::string code = is_code(member.key) ? member.key : "KRW";
    diagnostics.error("E408", opening_of(member.value), pointer, message,
                      fmt::format("write \"{}\": \"1390 {}/USD\"", code, code));
    return std::nullopt;
  };
  if (!is_code(member.key))
    return no(fmt::format("\"{}\" is not a currency code of three capital letters", printable(member.key)));
  if (member.value.kind != JsonValue::Kind::string) return no("an exchange rate names both currencies, as text");
  const std::string_view text = member.value.text;
  const std::size_t space = text.find(' ');
  const std::string_view pair = space == std::string_view::npos ? std::string_view{} : text.substr(space + 1);
  if (pair.size() != 7 || pair[3] != '/' || !is_code(pair.substr(0, 3)) || !is_code(pair.substr(4))) {
    return no(fmt::format("an exchange rate names both currencies, found \"{}\"", printable(text)));
  }
  Rate rate;
  if (!read_fraction(text.substr(0, space), rate)) {
    return no(fmt::format("an exchange rate is one number above 0 with at most {} digits, found \"{}\"", most_digits,
                          printable(text)));
  }
  rate.currency = pair.substr(0, 3);
  rate.base = pair.substr(4);
  if (rate.base == member.key) {  // "0.00072 USD/KRW" under "KRW" is the same fact upside down
    std::swap(rate.currency, rate.base);
    std::swap(rate.numerator, rate.denominator);
  }
  if (rate.currency != member.key || rate.base == rate.currency) {
    return no(fmt::format("the rate of {} must be to {}, found \"{}\"", member.key, member.key, printable(text)));
  }
  return rate;
}

std::optional<Money> converted(Money amount, const Rate& rate) {
  Int128 product = 0;
  if (__builtin_mul_overflow(amount.grains(), static_cast<Int128>(rate.denominator), &product)) return std::nullopt;
  const Int128 divisor = rate.numerator;
  Int128 quotient = product / divisor;
  const Int128 rest = product % divisor;
  const Int128 twice = (rest < 0 ? -rest : rest) * 2;
  const bool odd = (quotient & 1) != 0;
  if (twice > divisor || (twice == divisor && odd)) quotient += product < 0 ? -1 : 1;
  return Money::from_grains(quotient);
}

Currencies::Currencies(const JsonValue& root, Diagnostics& diagnostics) {
  if (const JsonMember* own = root.find("currency"); own != nullptr && own->value.kind == JsonValue::Kind::string)
    own_ = own->value.text;
  const JsonMember* fx = root.find("fx");
  const JsonMember* rates =
      fx != nullptr && fx->value.kind == JsonValue::Kind::object ? fx->value.find("rates") : nullptr;
  if (rates == nullptr) return;
  for (const JsonMember* entry : entries_of(&rates->value)) {
    Diagnostics said_already;
    const std::string pointer = child_pointer("/fx/rates", entry->key);
    const std::optional<Rate> rate = read_rate(*entry, pointer, said_already);
    if (!rate) continue;
    if (rate->base != own_ && rate->currency != own_) {
      diagnostics.error("E402", entry->value.place, pointer,
                        fmt::format("the scenario is in {}, but this rate is to {}", own_, rate->base),
                        fmt::format("write the rate as \"… {}/{}\"", entry->key, own_));
      continue;
    }
    rates_[entry->key] = *rate;
  }
}

std::optional<Money> Currencies::own_money(Money amount, const std::string& currency, const Place& place,
                                           const std::string& pointer, std::string_view what,
                                           Diagnostics& diagnostics) const {
  if (currency == own_) return amount;
  const auto rate = rates_.find(currency);
  if (rate == rates_.end() || rate->second.base != own_) {
    diagnostics.error("E402", place, pointer,
                      fmt::format("{} is in {} but no rate to {} is given", what, currency, own_),
                      fmt::format("add \"fx\": {{ \"as_of\": \"2026-11-01\", \"rates\": {{ \"{}\": \"… {}/{}\" }} }}   "
                                  "(rates are never fetched)",
                                  currency, currency, own_));
    return std::nullopt;
  }
  const std::optional<Money> result = converted(amount, rate->second);
  if (!result)
    diagnostics.error("E106", place, pointer, fmt::format("{} is too large to be converted to {}", what, own_));
  return result;
}

bool Currencies::convert(Price& price, Diagnostics& diagnostics) const {
  const auto money =
      own_money(price.exact.per_count, price.currency, price.place, price.pointer, "the price", diagnostics);
  if (!money) return false;
  price.exact.per_count = *money;
  price.currency = own_;
  return true;
}

}  // namespace npcost
