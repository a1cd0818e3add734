// How numbers, money and time read.

#include <string>

#include "tests/catch.h"
#include "tests/window/window_bench.h"
#include "ui/window/charts/format.h"

using namespace npcost::charts;
using npcost::test::infinite;
using npcost::test::nan_value;

namespace {
const MoneyStyle dollars;
const MoneyStyle won{"₩", 1390.0, 0, true};
const MoneyStyle won_in_english{"₩", 1390.0, 0, false};
}  // namespace

TEST_CASE("money has three significant digits and a unit where it is long", "[charts]") {
  CHECK(money(0.0184, dollars) == "$0.0184");
  CHECK(money(0.00151, dollars) == "$0.00151");
  CHECK(money(0.2105, dollars, 4) == "$0.2105");
  CHECK(money(2.108, dollars) == "$2.11");
  CHECK(money(211.4, dollars) == "$211");
  CHECK(money(12345.6, dollars) == "$12,346");
  CHECK(money(99999.7, dollars) == "$100k");
  CHECK(money(1180000, dollars) == "$1.18M");
  CHECK(money(0.0, dollars) == "$0");
  CHECK(money(-0.0658, dollars) == "−$0.0658");
  CHECK(money(9.9996, dollars) == "$10.0");  // rounding makes another digit before the point
  CHECK(money(1e18, dollars) == "$1e18");
  CHECK(money(1.26e-9, dollars) == "$1.26e−9");
  CHECK(money(nan_value, dollars) == "–");
  CHECK(money(-infinite, dollars) == "−∞");
}

TEST_CASE("won are counted in 만 and 억 in Korean, in k and M in English", "[charts]") {
  CHECK(money(0.0184, won) == "₩25.6");     // 25.576
  CHECK(money(0.211, won) == "₩293");       // 293.29
  CHECK(money(1180000, won) == "₩16.4억");  // 1,640,200,000
  CHECK(money(50, won) == "₩6.95만");       // 69,500
  CHECK(money(1180000, won_in_english) == "₩1.64B");
}

TEST_CASE("ticks have the decimals of their step", "[charts]") {
  CHECK(money_tick(0.1, 0.1, dollars) == "$0.10");
  CHECK(money_tick(0.3, 0.1, dollars) == "$0.30");
  CHECK(money_tick(0.05, 0.05, dollars) == "$0.05");
  CHECK(money_tick(0.2, 0.05, dollars) == "$0.20");
  CHECK(money_tick(0.125, 0.025, dollars) == "$0.125");
  CHECK(money_tick(0.0, 0.1, dollars) == "0");
  CHECK(money_tick(2.0, 1.0, dollars) == "$2");
  CHECK(money_tick(1500000, 500000, dollars) == "$1.5M");
  CHECK(money_tick(0.0002, 0.0, dollars) == "$0.0002");
  CHECK(money_tick(200.0 / 1390, 100.0 / 1390, won) == "₩200");
  CHECK(money_tick(15000.0 / 1390, 5000.0 / 1390, won) == "₩1.5만");
  CHECK(number_tick(-100, 50) == "−100");
  CHECK(number_tick(2500, 500) == "2,500");
  CHECK(percent_tick(0.25, 0.05) == "25%");
  CHECK(percent_tick(0.125, 0.025) == "12.5%");
}

TEST_CASE("figures in a column have the decimals that give the largest of them four digits", "[charts]") {
  CHECK(money_column(0.1976, 0.1976, dollars) == "$0.1976");
  CHECK(money_column(0.007814, 0.1976, dollars) == "$0.0078");
  CHECK(money_column(12.3, 211.4, dollars) == "$12.30");  // dollars have cents or none, never one decimal
  CHECK(money_column(0.2105, 0.2105, won) == "₩292.6");   // 292.595
  CHECK(money_column(3, 1234567, dollars) == "$3");
  CHECK(money_column(1234567, 1234567, dollars) == "$1.235M");
  CHECK(number_column(0.5, 12) == "0.50");
  CHECK(number_column(nan_value, 1) == "–");
}

TEST_CASE("counts are grouped, fractions are percentages", "[charts]") {
  CHECK(count(16500) == "16,500");
  CHECK(count(999.6) == "1,000");
  CHECK(count(-0.2) == "0");
  CHECK(count(1234567890) == "1,234,567,890");
  CHECK(short_number(1280000) == "1.28M");
  CHECK(short_number(0.25) == "0.250");
  CHECK(percent(0.714, 1) == "71.4%");
  CHECK(percent(-0.082, 1, true) == "−8.2%");
  CHECK(percent(0.031, 1, true) == "+3.1%");
  CHECK(percent(-0.0001, 1, true) == "0.0%");
  CHECK(money_fixed(-0.0658, 4, dollars) == "−$0.0658");
  CHECK(money_fixed(-0.00001, 4, dollars) == "$0.0000");
  CHECK(money_fixed(1234.5, 2, dollars) == "$1,234.50");
}

TEST_CASE("time is a clock, at midnight a day", "[charts]") {
  using namespace std::chrono;
  const TimeStyle plain, korean{{}, true, false}, dated{sys_days{year{2027} / 3 / 14}, false, false},
      one_day{{}, false, true};
  CHECK(time_tick(9.5, 0.5, plain) == "09:30");
  CHECK(time_tick(24, 6, plain) == "Day 2");
  CHECK(time_tick(24, 6, korean) == "2일차");
  CHECK(time_tick(24, 6, dated) == "Mar 15");
  CHECK(time_tick(24, 6, {sys_days{year{2027} / 3 / 14}, true, false}) == "3월 15일");
  CHECK(time_tick(24, 3, one_day) == "24:00");
  CHECK(time_tick(0, 3, one_day) == "00:00");
  CHECK(time_tick(9.51, 1.0 / 3600, plain) == "09:30:36");
  CHECK(time_tick(24 * 18, 0, dated) == "Apr 2027");
  CHECK(time_text(36.05, plain) == "Day 2  12:03");
  CHECK(time_text(12.0 + 59.9 / 60 + 11, plain) == "Day 2  00:00");  // 23:59.9 rounds to the minute
  CHECK(time_text(-1, plain) == "Day 0  23:00");
  CHECK(time_text(nan_value, plain) == "–h");
}
