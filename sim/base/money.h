#pragma once
// Exact money: no floating point, no rounding before display.
//
// Unit      one ninth of a femto-unit of currency (1/9 · 10^-15). Decimal prices "per 1M tokens", "per
//           minute" and "per hour" are all whole numbers of it per token or per millisecond: a minute is
//           60 000 ms = 2^5·3·5^4 and an hour 3 600 000 ms = 2^7·3^2·5^5, and the only factor that a
//           power of ten lacks is 9.
// Range     128 bits signed: about 1.8e22 units of currency. Arithmetic that would pass it throws
//           MoneyOverflow; it never wraps.
// Currency  one per scenario; kept beside the amounts, not in them.

#include <compare>
#include <cstdint>
#include <optional>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace npcost {

__extension__ typedef __int128 Int128;
__extension__ typedef unsigned __int128 UInt128;

/// A sum left the range of 128 bits. A client reports it (exit 2: the scenario asks for the impossible).
class MoneyOverflow : public std::overflow_error {
 public:
  using std::overflow_error::overflow_error;
};

class Money {
 public:
  /// Ninths of a femto-unit in one unit of currency.
  static constexpr std::int64_t grain_per_unit = 9'000'000'000'000'000;

  constexpr Money() = default;
  static constexpr Money from_grains(Int128 grains) { return Money(grains); }
  /// "12.5", "0.000000014", "-3", "1e-7" (a JSON number): exact, or nothing if it is malformed, out of range or
  /// has more than 15 digits after the point (a decimal finer than that is no whole number of grains).
  static std::optional<Money> from_decimal(std::string_view text);

  constexpr Int128 grains() const { return grains_; }
  Money operator+(Money other) const;
  Money operator-(Money other) const;
  Money& operator+=(Money other) { return *this = *this + other; }
  /// Exact product with a count; throws MoneyOverflow.
  Money times(Int128 count) const;
  /// For display, statistics and charts only: never summed back into money.
  double approximate() const;
  constexpr auto operator<=>(const Money&) const = default;

 private:
  constexpr explicit Money(Int128 grains) : grains_(grains) {}
  Int128 grains_ = 0;
};

/// What one count of a meter costs (one token, one character, one millisecond, one request).
struct UnitPrice {
  Money per_count;
  constexpr auto operator<=>(const UnitPrice&) const = default;
};

/// sum ÷ divisor as a decimal string with at most 15 digits after the point (half to even), trailing
/// zeros trimmed; exact whenever the exact value has no more digits. Requires divisor > 0.
std::string decimal(Money sum, std::int64_t divisor = 1);

/// The parts of `total` as decimal strings that add up to decimal(total, divisor) to the last digit:
/// each part is rounded down and the digits that are missing go to the largest remainders (ties: first).
/// Requires that the parts add up to total, and divisor > 0.
std::vector<std::string> decimals_that_add_up(std::span<const Money> parts, Money total,
                                              std::int64_t divisor = 1);

/// "1234567" for 128-bit integers, which the standard library cannot print.
std::string to_text(Int128 value);

}  // namespace npcost
