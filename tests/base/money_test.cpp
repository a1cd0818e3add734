#include "sim/base/money.h"

#include <cstdint>
#include <random>
#include <string>
#include <vector>

#include "sim/base/check.h"
#include "tests/catch.h"

using namespace npcost;

namespace {

constexpr Int128 largest = static_cast<Int128>(~UInt128{0} >> 1);

Money usd(std::string_view text) {
  const auto money = Money::from_decimal(text);
  REQUIRE(money.has_value());
  return *money;
}

/// Up to `bits` random bits, either sign.
Int128 random_grains(std::mt19937_64& random, unsigned bits) {
  const UInt128 word = (static_cast<UInt128>(random()) << 64) | random();
  const auto magnitude = static_cast<Int128>(word >> (128 - bits));
  return random() % 2 == 0 ? magnitude : -magnitude;
}

}  // namespace

TEST_CASE("one dollar is nine million billion grains", "[money]") {
  CHECK(usd("1").grains() == Int128{9'000'000'000'000'000});
  CHECK(usd("-3").grains() == Int128{-27'000'000'000'000'000});
  CHECK(usd("12.5").grains() == Int128{112'500'000'000'000'000});
  CHECK(usd("1e-7") == usd("0.0000001"));
  CHECK(usd("1.5E+3") == usd("1500"));
  CHECK(usd("0.000000000000001").grains() == 9);  // the last decimal place that fits: 10^-15 = 9 grains
}

TEST_CASE("the three ways vendors price time and tokens are exact", "[money]") {
  // $0.0043 per minute of speech: 0.0043 · 9e15 grains / 60 000 ms = 3.87e13 / 6e4 = 645 000 000, no remainder.
  const Int128 minute = usd("0.0043").grains();
  CHECK(minute % 60'000 == 0);
  CHECK(minute / 60'000 == 645'000'000);
  // $2.4 per GPU hour: 2.4 · 9e15 / 3 600 000 ms = 2.16e16 / 3.6e6 = 6 000 000 000.
  CHECK(usd("2.4").grains() % 3'600'000 == 0);
  CHECK(usd("2.4").grains() / 3'600'000 == 6'000'000'000);
  // $0.14 per million tokens: 0.14 · 9e15 / 1e6 = 1 260 000 000.
  CHECK(usd("0.14").grains() / 1'000'000 == 1'260'000'000);
  CHECK(usd("0.14").grains() % 1'000'000 == 0);
}

TEST_CASE("an amount that is not a number is refused, not guessed", "[money]") {
  for (const char* text :
       {"", "-", "+1", ".5", "5.", "1,5", "1 ", " 1", "$1", "1e", "1e+", "1e-+2", "e5", "--1", "0x10", "nan", "inf",
        "1_000", "1.2.3", "1e5.0", "１２", "백원", "-\xe2\x80\x8f" "1", "1e0x5"}) {
    INFO(text);
    CHECK_FALSE(Money::from_decimal(text).has_value());
  }
  CHECK_FALSE(Money::from_decimal(std::string_view("1\0", 2)).has_value());
  CHECK_FALSE(Money::from_decimal(std::string_view("1\0" "2", 3)).has_value());
}

TEST_CASE("an amount finer than the grain is refused, and zeros behind it are not finer", "[money]") {
  CHECK_FALSE(Money::from_decimal("0.0000000000000001").has_value());  // 10^-16 = 0.9 grains
  CHECK_FALSE(Money::from_decimal("1e-16").has_value());
  CHECK(Money::from_decimal("1e-15").has_value());
  CHECK(usd("1.5000000000000000000000000000000000000000000000000") == usd("1.5"));
  CHECK(usd("10e-16").grains() == 9);
  CHECK(usd("0e-99999999999999999999999").grains() == 0);
  CHECK(usd("-0.0") == Money());
}

TEST_CASE("an amount beyond the range is refused, and the largest one is read", "[money]") {
  // (2^127 − 1) / 9 = 18 904 575 940 052 136 859 076 367 079 542 678 414 whole units of 10^-15, and 1 grain over.
  CHECK(usd("18904575940052136859076.367079542678414").grains() == largest - 1);
  CHECK(usd("-18904575940052136859076.367079542678414").grains() == -(largest - 1));
  CHECK_FALSE(Money::from_decimal("18904575940052136859076.367079542678415").has_value());
  CHECK_FALSE(Money::from_decimal("-18904575940052136859076.367079542678415").has_value());
  CHECK_FALSE(Money::from_decimal("1e23").has_value());
  CHECK_FALSE(Money::from_decimal("1e99999999999999999999999999").has_value());
  CHECK_FALSE(Money::from_decimal("1e-99999999999999999999999999").has_value());
  CHECK_FALSE(Money::from_decimal("1e9223372036854775807").has_value());      // the last exponent of 64 bits
  CHECK_FALSE(Money::from_decimal("0.1e-9223372036854775807").has_value());
  CHECK(usd("0e99999999999999999999999999") == Money());
  CHECK_FALSE(Money::from_decimal("1" + std::string(100'000, '0')).has_value());
  CHECK_FALSE(Money::from_decimal(std::string(100'000, '9')).has_value());
  CHECK(usd(std::string(100'000, '0') + "7") == usd("7"));
}

TEST_CASE("money that leaves its range stops the sum and never wraps", "[money]") {
  const Money most = Money::from_grains(largest);
  const Money least = Money::from_grains(-largest - 1);
  const Money grain = Money::from_grains(1);
  CHECK_THROWS_AS(most + grain, MoneyOverflow);
  CHECK_THROWS_AS(least - grain, MoneyOverflow);
  CHECK_THROWS_AS(most - least, MoneyOverflow);
  CHECK((most - grain + grain) == most);
  CHECK((least + most).grains() == -1);

  const Int128 half = Int128{1} << 126;
  CHECK_THROWS_AS(Money::from_grains(half).times(2), MoneyOverflow);              // 2^127
  CHECK(Money::from_grains(half).times(-2) == least);                             // −2^127 exists
  CHECK(Money::from_grains(-half).times(2) == least);
  CHECK_THROWS_AS(Money::from_grains(-half).times(-2), MoneyOverflow);
  CHECK_THROWS_AS(least.times(-1), MoneyOverflow);
  CHECK(least.times(1) == least);
  CHECK(most.times(-1).grains() == -largest);
  CHECK_THROWS_AS(most.times(most.grains()), MoneyOverflow);
  CHECK(most.times(0) == Money());
}

TEST_CASE("a price times a count is the price added that many times", "[money]") {
  std::mt19937_64 random(1);
  for (int i = 0; i < 500; ++i) {
    const Money price = Money::from_grains(random_grains(random, 90));
    const auto count = static_cast<int>(random() % 40);
    Money sum;
    for (int k = 0; k < count; ++k) sum += price;
    CHECK(price.times(count) == sum);
    CHECK(price.times(-count) == Money() - sum);
  }
}

TEST_CASE("an amount is shown without trailing zeros, and small amounts are not rounded away", "[money]") {
  CHECK(decimal(Money()) == "0");
  CHECK(decimal(usd("12.50")) == "12.5");
  CHECK(decimal(usd("-0.000000000000001")) == "-0.000000000000001");
  CHECK(decimal(usd("1000000")) == "1000000");
  // 495 micro-dollars: 1000 · 0.15e-6 + 3000 · 0.075e-6 + 200 · 0.6e-6 = 150 + 225 + 120.
  CHECK(decimal(usd("1.5e-7").times(1000) + usd("7.5e-8").times(3000) + usd("6e-7").times(200)) == "0.000495");
  // The ends of the range are 1/9 and 2/9 of a digit beyond a whole one.
  CHECK(decimal(Money::from_grains(largest)) == "18904575940052136859076.367079542678414");
  CHECK(decimal(Money::from_grains(-largest - 1)) == "-18904575940052136859076.367079542678414");
}

TEST_CASE("the fifteenth digit is rounded to nearest, and a half goes to the even digit", "[money]") {
  // A last digit is 9 grains. 4/9 down, 5/9 up; a true half needs an even divisor: 9 grains over 2 = 0.5 digits.
  CHECK(decimal(Money::from_grains(4)) == "0");
  CHECK(decimal(Money::from_grains(-4)) == "0");  // never "-0"
  CHECK(decimal(Money::from_grains(5)) == "0.000000000000001");
  CHECK(decimal(Money::from_grains(-5)) == "-0.000000000000001");
  CHECK(decimal(Money::from_grains(9), 2) == "0");                     // 0.5 → 0
  CHECK(decimal(Money::from_grains(27), 2) == "0.000000000000002");    // 1.5 → 2
  CHECK(decimal(Money::from_grains(45), 2) == "0.000000000000002");    // 2.5 → 2
  CHECK(decimal(Money::from_grains(-45), 2) == "-0.000000000000002");
  CHECK(decimal(Money::from_grains(46), 2) == "0.000000000000003");    // just over the half
}

TEST_CASE("a mean over replications is the sum divided once", "[money]") {
  CHECK(decimal(usd("1"), 3) == "0.333333333333333");
  CHECK(decimal(usd("2"), 3) == "0.666666666666667");
  CHECK(decimal(usd("1"), 8) == "0.125");
  CHECK(decimal(usd("1"), INT64_MAX) == "0");  // 1.08e-19
  CHECK(decimal(usd("9223372036854775807"), INT64_MAX) == "1");
  CHECK_THROWS_AS(decimal(usd("1"), 0), BrokenPromise);
  CHECK_THROWS_AS(decimal(usd("1"), -1), BrokenPromise);
}

TEST_CASE("an amount written and read again is the same amount", "[money]") {
  std::mt19937_64 random(2);
  for (int i = 0; i < 5'000; ++i) {
    const auto bits = static_cast<unsigned>(1 + random() % 123);
    const Money money = Money::from_grains(9 * random_grains(random, bits));  // whole digits: nothing to round
    INFO(decimal(money));
    CHECK(Money::from_decimal(decimal(money)) == money);
  }
}

TEST_CASE("an amount that must be rounded is off by at most half of the last digit", "[money]") {
  std::mt19937_64 random(3);
  for (int i = 0; i < 5'000; ++i) {
    const Int128 grains = random_grains(random, static_cast<unsigned>(1 + random() % 88));
    const auto divisor = static_cast<std::int64_t>(1 + random() % 1'000'000);
    const Int128 shown = usd(decimal(Money::from_grains(grains), divisor)).grains();
    // |shown − grains/divisor| ≤ 4.5 grains, both sides times 2·divisor.
    const Int128 off = 2 * (shown * divisor - grains);
    CHECK((off < 0 ? -off : off) <= Int128{9} * divisor);
  }
}

TEST_CASE("parts of a bill add up to its total to the last digit", "[money]") {
  SECTION("three equal thirds: the missing digit goes to the first") {
    const Money third = Money::from_grains(3);  // 1/3 of the last digit each, together one digit
    const std::vector<Money> parts{third, third, third};
    CHECK(decimals_that_add_up(parts, Money::from_grains(9)) ==
          std::vector<std::string>{"0.000000000000001", "0", "0"});
  }
  SECTION("the largest remainder is served first, and a whole part is left alone") {
    const std::vector<Money> parts{usd("2"), Money::from_grains(4), Money::from_grains(8)};
    // 2 + 12/9 digits → 2.000000000000001: one digit to give, to 8/9 and not to 4/9.
    CHECK(decimals_that_add_up(parts, usd("2") + Money::from_grains(12)) ==
          std::vector<std::string>{"2", "0", "0.000000000000001"});
  }
  SECTION("a refund among the parts") {
    const std::vector<Money> parts{usd("-1"), usd("3")};
    CHECK(decimals_that_add_up(parts, usd("2"), 3) ==
          // −1/3 is rounded down to …334, 1 is whole, 2/3 is …667: −0.333 + 1 = 0.667 needs the digit on the first.
          std::vector<std::string>{"-0.333333333333333", "1"});
  }
  SECTION("no parts at all") { CHECK(decimals_that_add_up({}, Money()).empty()); }
  SECTION("parts that are not the total's are a broken promise") {
    const std::vector<Money> parts{usd("1")};
    CHECK_THROWS_AS(decimals_that_add_up(parts, usd("2")), BrokenPromise);
    CHECK_THROWS_AS(decimals_that_add_up({}, usd("2")), BrokenPromise);
    CHECK_THROWS_AS(decimals_that_add_up(parts, usd("1"), 0), BrokenPromise);
  }
}

TEST_CASE("for thousands of bills the shown parts add up and none is off by a digit", "[money]") {
  std::mt19937_64 random(4);
  for (int bill = 0; bill < 5'000; ++bill) {
    const auto divisor = static_cast<std::int64_t>(1 + random() % (bill % 2 == 0 ? 20 : 5'000'000));
    std::vector<Money> parts;
    Money total;
    const auto count = 1 + random() % 12;
    for (std::uint64_t i = 0; i < count; ++i) {
      parts.push_back(Money::from_grains(random_grains(random, static_cast<unsigned>(1 + random() % 80))));
      total += parts.back();
    }
    const std::vector<std::string> shown = decimals_that_add_up(parts, total, divisor);
    REQUIRE(shown.size() == parts.size());
    Money sum;
    bool close = true;
    for (std::size_t i = 0; i < parts.size(); ++i) {
      const Money part = usd(shown[i]);
      sum += part;
      const Int128 off = part.grains() * divisor - parts[i].grains();
      close = close && (off < 0 ? -off : off) < Int128{9} * divisor;
    }
    CHECK(close);
    CHECK(decimal(sum) == decimal(total, divisor));
  }
}

TEST_CASE("an amount for a chart is the number that one would type", "[money]") {
  CHECK(usd("0.000495").approximate() == 0.000495);
  CHECK(usd("-2.5").approximate() == -2.5);
  CHECK(Money().approximate() == 0.0);
}

TEST_CASE("128-bit whole numbers are written in full", "[money]") {
  CHECK(to_text(Int128{0}) == "0");
  CHECK(to_text(Int128{-7}) == "-7");
  CHECK(to_text(largest) == "170141183460469231731687303715884105727");        // 2^127 − 1
  CHECK(to_text(-largest - 1) == "-170141183460469231731687303715884105728");  // −2^127
}
