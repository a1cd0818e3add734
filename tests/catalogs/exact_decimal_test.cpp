#include "sim/catalogs/exact_decimal.h"

#include <string>

#include "tests/catch.h"

using namespace npcost;
using namespace npcost::catalogs;

namespace {

/// A price per token as we show it per million (9 decimal places), or why not.
std::string per_million(std::string_view per_token) {
  const auto number = exact_decimal(per_token);
  if (!number) return "no number";
  const Fixed fixed = to_fixed(scaled(*number, 6), 9);
  if (fixed.fit == FixedFit::too_large) return "too large";
  if (fixed.fit == FixedFit::too_small) return "too small";
  return fixed_text(fixed.value, 9) + (fixed.fit == FixedFit::rounded ? " rounded" : "");
}

std::string rounded_to(std::string_view text, int places) {
  const Fixed fixed = to_fixed(exact_decimal(text).value(), places);
  return fixed.fit == FixedFit::too_small ? "too small" : fixed_text(fixed.value, places);
}

}  // namespace

TEST_CASE("a price per token moves its point by six and is otherwise untouched", "[catalogs][decimal]") {
  CHECK(per_million("1.5e-07") == "0.15");
  CHECK(per_million("0.00000015") == "0.15");
  CHECK(per_million("1.5E-7") == "0.15");
  CHECK(per_million("0.0000001500000000000000000000000000000000000000000000") == "0.15");
  CHECK(per_million("0.000168") == "168");
  CHECK(per_million("7.5e-08") == "0.075");
  CHECK(per_million("1e-15") == "0.000000001");  // the finest: 9 grains a token
  CHECK(per_million("2.0000010") == "2000001");
  CHECK(per_million("0") == "0");
  CHECK(per_million("0.0e99999999999") == "0");
  CHECK(per_million("-0.0") == "0");
}

TEST_CASE("the noise of a binary number is rounded away and said to be", "[catalogs][decimal]") {
  CHECK(per_million("2.2000000000000001e-07") == "0.22 rounded");
  CHECK(per_million("2.9999900000000002e-06") == "2.99999 rounded");
  CHECK(per_million("4.9999999999999996e-08") == "0.05 rounded");
  CHECK(per_million("1.9999999999999999e-05") == "20 rounded");
  CHECK(per_million("9.99999999999999999999999999999999999e-05") == "100 rounded");
}

// 123456789.1234567 has 16 digits: places allow 9 behind the point, but a double means 15 digits, so 6 stay.
TEST_CASE("more than fifteen significant digits are not believed", "[catalogs][decimal]") {
  CHECK(rounded_to("123456789.1234567", 9) == "123456789.123457");
  CHECK(rounded_to("123456789.123456", 9) == "123456789.123456");
}

TEST_CASE("a half is rounded to the even neighbour and anything beyond it up", "[catalogs][decimal]") {
  CHECK(rounded_to("0.0000000015", 9) == "0.000000002");
  CHECK(rounded_to("0.0000000025", 9) == "0.000000002");
  CHECK(rounded_to("0.0000000025000000000000000000000000000000000000000001", 9) == "0.000000003");
  CHECK(rounded_to("0.0000000024999999999999999999999999999999999999999999", 9) == "0.000000002");
  CHECK(rounded_to("0.5", 0) == "too small");  // 0 is even, and an unknown price must not become 0
  CHECK(rounded_to("1.5", 0) == "2");
}

TEST_CASE("a price that would round to nothing or pass a billion is refused on both sides of the limit",
          "[catalogs][decimal]") {
  CHECK(per_million("5e-16") == "too small");
  CHECK(per_million("5.1e-16") == "0.000000001 rounded");
  CHECK(per_million("999.999999999999") == "999999999.999999");
  CHECK(per_million("1000") == "too large");
  CHECK(per_million("1e400") == "too large");
  CHECK(per_million("1e-400") == "too small");
  CHECK(per_million("1e99999999999999999999") == "too large");
  CHECK(per_million("1e-99999999999999999999") == "too small");
  CHECK(per_million(std::string(5000, '9')) == "too large");
}

TEST_CASE("what JSON would not call a number is none", "[catalogs][decimal]") {
  for (const char* text :
       {"", "NaN", "Infinity", "-", ".5", "5.", "1,5", "0x10", " 1", "1 ", "+1", "01", "1e", "$1", "1e-07\n"}) {
    INFO(text);
    CHECK_FALSE(exact_decimal(text).has_value());
  }
}

// 0.0002833333333333333 × 60 = 0.016999999999999998 exactly, and ten places make it 0.017.
TEST_CASE("sixty seconds of a price a second are multiplied before anything is rounded", "[catalogs][decimal]") {
  const Fixed minute = to_fixed(scaled(exact_decimal("0.0002833333333333333").value(), 0, 60), 10);
  CHECK(fixed_text(minute.value, 10) == "0.017");
  CHECK(minute.fit == FixedFit::rounded);
  const Fixed exact = to_fixed(scaled(exact_decimal("1.111e-05").value(), 0, 60), 10);
  CHECK(fixed_text(exact.value, 10) == "0.0006666");
  CHECK(exact.fit == FixedFit::exact);
}

TEST_CASE("a whole number may be written with a point or an exponent", "[catalogs][decimal]") {
  const auto whole = [](std::string_view text) { return whole_number(exact_decimal(text).value()); };
  CHECK(whole("128000") == 128'000u);
  CHECK(whole("128000.0") == 128'000u);
  CHECK(whole("1.28e5") == 128'000u);
  CHECK(whole("0") == 0u);
  CHECK(whole("999999999999999") == 999'999'999'999'999u);
  CHECK_FALSE(whole("1000000000000000").has_value());
  CHECK_FALSE(whole("0.5").has_value());
  CHECK_FALSE(whole("-1").has_value());
  CHECK_FALSE(whole("1e400").has_value());
}
