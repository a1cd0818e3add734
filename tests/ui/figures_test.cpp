#include "ui/terminal/figures.h"

#include <limits>

#include "tests/catch.h"

using namespace npcost;

namespace {
const Style utf8{};
const Style ascii{.color = false, .utf8 = false, .terminal = false, .width = 80};
}  // namespace

TEST_CASE("a number shows the three digits that matter and never an exponent a person must count", "[figures]") {
  CHECK(number_text(0, utf8) == "0");
  CHECK(number_text(0.004214, utf8) == "0.00421");
  CHECK(number_text(12.34, utf8) == "12.3");
  CHECK(number_text(123.4, utf8) == "123");
  CHECK(number_text(12345, utf8) == "12,345");
  CHECK(number_text(999'499, utf8) == "999,499");
  CHECK(number_text(1'214'000, utf8) == "1.21M");
  CHECK(number_text(12'140'000'000.0, utf8) == "12.1B");
  CHECK(number_text(3.4e14, utf8) == "340T");
  CHECK(number_text(0.0000421, utf8) == "0.0000421");
  CHECK(number_text(0.00000421, utf8) == "4.21e-06");  // from here on zeros are not counted by eye
  CHECK(number_text(-12.34, utf8) == "-12.3");
}

TEST_CASE("rounding up to the next power of ten does not add a digit", "[figures]") {
  CHECK(number_text(0.99951, utf8) == "1.00");  // 0.99951 has three digits 1.00, not 0.9995 or 1.000
  CHECK(number_text(9.996, utf8) == "10.0");
  CHECK(number_text(999.6, utf8) == "1,000");
  CHECK(number_text(999'600, utf8) == "1.00M");
  CHECK(number_text(0.99949, utf8) == "0.999");
}

TEST_CASE("what is no number is shown as a dash, never as nan or inf", "[figures]") {
  CHECK(number_text(std::numeric_limits<double>::quiet_NaN(), utf8) == "–");
  CHECK(number_text(std::numeric_limits<double>::infinity(), ascii) == "-");
  CHECK(money_text(-std::numeric_limits<double>::infinity(), "USD", utf8) == "–");
  CHECK(value_text(std::optional<double>{}, "ms", utf8) == "–");
}

TEST_CASE("dollars show cents from one dollar on and three digits below", "[figures]") {
  CHECK(money_text(12.3, "USD", utf8) == "$12.30");
  CHECK(money_text(123.456, "USD", utf8) == "$123.46");
  CHECK(money_text(0.00421, "USD", utf8) == "$0.00421");
  CHECK(money_text(0.094, "USD", utf8) == "$0.0940");
  CHECK(money_text(4120, "USD", utf8) == "$4,120");
  CHECK(money_text(1'214'000, "USD", utf8) == "$1.21M");
  CHECK(money_text(-0.5, "USD", utf8) == "-$0.500");
  CHECK(money_text(0, "USD", utf8) == "$0");
}

TEST_CASE("won and yen have no decimals in large amounts, and the ambiguous yen sign is never used", "[figures]") {
  CHECK(money_text(1340.4, "KRW", utf8) == "₩1,340");
  CHECK(money_text(134.4, "KRW", utf8) == "₩134");
  CHECK(money_text(4.214, "KRW", utf8) == "₩4.21");
  CHECK(money_text(1340.4, "JPY", utf8) == "1,340 JPY");
  CHECK(money_text(0.0421, "JPY", utf8) == "0.0421 JPY");
}

TEST_CASE("a terminal without UTF-8 gets the currency's code instead of its sign", "[figures]") {
  CHECK(money_text(12.3, "EUR", utf8) == "€12.30");
  CHECK(money_text(12.3, "EUR", ascii) == "12.30 EUR");
  CHECK(money_text(1340, "KRW", ascii) == "1,340 KRW");
  CHECK(money_text(12.3, "USD", ascii) == "$12.30");
}

TEST_CASE("a value carries its unit", "[figures]") {
  CHECK(value_text(0.091, "ratio", utf8) == "9.10 %");
  CHECK(value_text(1.0, "ratio", utf8) == "100 %");
  CHECK(value_text(850, "ms", utf8) == "850 ms");
  CHECK(value_text(999.4, "ms", utf8) == "999 ms");
  CHECK(value_text(999.5, "ms", utf8) == "1.00 s");
  CHECK(value_text(1210, "ms", utf8) == "1.21 s");
  CHECK(value_text(42, "1", utf8) == "42.0");
  CHECK(value_text(0.12, "USD", utf8) == "$0.120");
}

TEST_CASE("an interval says how sure it is and about what", "[figures]") {
  CHECK(interval_text({0.95, 0.091, 0.097, "p90"}, "USD", utf8) == "95% CI of the p90: $0.0910..$0.0970");
  CHECK(interval_text({0.975, 0.046, 0.052, "mean"}, "ratio", utf8) == "97.5% CI of the mean: 4.60 %..5.20 %");
  CHECK(level_text(0.9) == "90%");
}

TEST_CASE("one is singular", "[figures]") {
  CHECK(counted(0, "error", "errors") == "0 errors");
  CHECK(counted(1, "error", "errors") == "1 error");
  CHECK(counted(2, "error", "errors") == "2 errors");
}
