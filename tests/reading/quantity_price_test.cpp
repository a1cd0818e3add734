// Prices and amounts: exact to the last digit, in every notation, or refused.

#include <cmath>
#include <string>

#include "sim/reading/quantity_money.h"
#include "sim/reading/quantity_units.h"
#include "tests/reading/reading_helpers.h"

using namespace npcost;
using npcost::test::quoted;
using npcost::test::Read;

namespace {
Price price(const std::string& json) {
  Read read(json);
  const auto result = read_price(read.value, "/models/small/input", read.diagnostics);
  INFO(json << " " << report_text(read.diagnostics));
  REQUIRE(result.has_value());
  REQUIRE(read.diagnostics.empty());
  return *result;
}
Int128 grains(const std::string& text) { return price(quoted(text)).exact.per_count.grains(); }
std::string price_fault(const std::string& json, std::string* hint = nullptr) {
  Read read(json);
  const bool got = read_price(read.value, "/x", read.diagnostics).has_value();
  CHECK(got == !read.diagnostics.has_errors());
  if (hint != nullptr) *hint = read.hint();
  return read.fault();
}
std::string amount_fault(const std::string& json, std::string* hint = nullptr) {
  Read read(json);
  const bool got = read_amount(read.value, "/x", read.diagnostics).has_value();
  CHECK(got == !read.diagnostics.has_errors());
  if (hint != nullptr) *hint = read.hint();
  return read.fault();
}
Amount amount(const std::string& text) {
  Read read(quoted(text));
  const auto result = read_amount(read.value, "/x", read.diagnostics);
  INFO(text << " " << report_text(read.diagnostics));
  REQUIRE(result.has_value());
  return *result;
}
}  // namespace

TEST_CASE("a price per million, per thousand and per token is one and the same", "[price]") {
  // $0.14 / 10^6 = 1.4e-7 = 1.4e-7 · 9e15 grains = 1.26e9 grains.
  const Int128 expected = 1'260'000'000;
  for (const char* text :
       {"$0.14/1M tokens", "$0.00014/1k tokens", "$1.4e-7/token", "0.14 USD/1M tokens", "$0.14 / 1M tokens",
        "$ 0.14/1M tokens", "$14e-2/1M tokens", "$0.140000/1M tokens", "$0.000_14/1k tokens", "0.14USD/1M tokens"}) {
    INFO(text);
    CHECK(grains(text) == expected);
    CHECK(price(quoted(text)).currency == "USD");
    CHECK(price(quoted(text)).per == Per::token);
  }
}

TEST_CASE("prices a minute, an hour and a second are exact per millisecond", "[price]") {
  // $0.0043/min = 0.0043 / 60,000 · 9e15 = 0.0043 · 1.5e11 = 645,000,000 grains a millisecond.
  CHECK(grains("$0.0043/min") == 645'000'000);
  // $2.40/h = 2.40 / 3,600,000 · 9e15 = 2.40 · 2.5e9 = 6e9.
  CHECK(grains("$2.40/h") == 6'000'000'000);
  CHECK(grains("$2.40/gpu-h") == 6'000'000'000);
  CHECK(price("\"$2.40/gpu-h\"").per == Per::gpu_millisecond);
  // $1/s = 9e15 / 1000.
  CHECK(grains("$1/s") == 9'000'000'000'000);
  CHECK(grains("$60/min") == grains("$1/s"));
  CHECK(grains("$3600/h") == grains("$1/s"));
}

TEST_CASE("every unit of a price has its own meter and its own size", "[price]") {
  struct Row {
    const char* per;
    Per meter;
    double counts;  // in one unit
  };
  const Row rows[] = {{"1M tokens", Per::token, 1e6},
                      {"1k tokens", Per::token, 1e3},
                      {"token", Per::token, 1},
                      {"1M chars", Per::character, 1e6},
                      {"1k chars", Per::character, 1e3},
                      {"char", Per::character, 1},
                      {"s", Per::millisecond, 1e3},
                      {"min", Per::millisecond, 6e4},
                      {"h", Per::millisecond, 3.6e6},
                      {"request", Per::request, 1},
                      {"1k requests", Per::request, 1e3},
                      {"1M requests", Per::request, 1e6},
                      {"image", Per::image, 1},
                      {"1k images", Per::image, 1e3},
                      {"message", Per::request, 1},
                      {"1k messages", Per::request, 1e3},
                      {"search", Per::request, 1},
                      {"1k searches", Per::request, 1e3},
                      {"gpu-h", Per::gpu_millisecond, 3.6e6},
                      {"GB", Per::byte, 1e9},
                      {"1M bytes", Per::byte, 1e6},
                      {"1M tokens/h", Per::token_millisecond, 3.6e12},
                      {"mo", Per::month, 1}};
  CHECK(std::size(rows) == pers().size());
  for (const Row& row : rows) {
    INFO(row.per);
    const Price read = price(quoted(std::string("$7.2/") + row.per));
    CHECK(read.per == row.meter);
    CHECK(static_cast<double>(read.exact.per_count.grains()) ==
          7.2 * 9e15 / row.counts);  // all of these are whole and below 2^53·2^k
  }
}

TEST_CASE("amounts of money are exact in every notation", "[price]") {
  const Int128 one = Money::grain_per_unit;
  CHECK(amount("$0.10").money.grains() == one / 10);
  CHECK(amount("$60k").money.grains() == one * 60'000);
  CHECK(amount("$9M").money.grains() == one * 9'000'000);
  CHECK(amount("$9_200_000.01").money.grains() == one * 920'000'001 / 100);
  CHECK(amount("€12").currency == "EUR");
  CHECK(amount("₩1500").currency == "KRW");
  CHECK(amount("1500 KRW").money == amount("₩1.5k").money);
  CHECK(amount("15 JPY").currency == "JPY");
  CHECK(amount("$0").money.grains() == 0);
  CHECK(amount("9007199254740993 KRW").money.grains() ==
        one * 9'007'199'254'740'993);  // 2^53 + 1: no double on the way
}

TEST_CASE("a range of prices is one unknown price around the geometric mean", "[price]") {
  const Price read = price("\"$0.10..0.20/1M tokens\"");
  // Ends 9e8 and 18e8 grains; √(9e8 · 18e8) = 9e8 · √2 = 1,272,792,206.13… → 1,272,792,206.
  CHECK(read.exact.per_count.grains() == 1'272'792'206);
  REQUIRE(read.unknown.has_value());
  CHECK(read.unknown->pointer == "/models/small/input");
  CHECK_THAT(read.unknown->of.quantile(0.5), WithinRel(1.0, 1e-9));
  CHECK_THAT(read.unknown->of.quantile(0.05), WithinRel(1 / std::sqrt(2.0), 1e-9));
  CHECK_THAT(read.unknown->of.quantile(0.95), WithinRel(std::sqrt(2.0), 1e-9));
  CHECK(price("{\"uncertain\": \"$0.10..0.20/1M tokens\", \"why\": \"two offers\"}").exact == read.exact);
  CHECK_FALSE(price("\"$0.10/1M tokens\"").unknown.has_value());
}

TEST_CASE("the geometric mean is the nearest whole number for small and for huge prices", "[price]") {
  for (unsigned a = 1; a < 60; ++a) {
    for (unsigned b = a; b < 60; ++b) {
      const auto mean = static_cast<unsigned>(geometric_mean(a, b));
      // |mean − √(ab)| <= ½, squared and times 4: (2m−1)² <= 4ab <= (2m+1)².
      CHECK((2 * mean - 1) * (2 * mean - 1) <= 4 * a * b);
      CHECK(4 * a * b <= (2 * mean + 1) * (2 * mean + 1));
    }
  }
  const UInt128 big = static_cast<UInt128>(1) << 125;
  CHECK(geometric_mean(big, big) == big);
  CHECK(geometric_mean(static_cast<UInt128>(1) << 100, static_cast<UInt128>(1) << 120) == static_cast<UInt128>(1)
                                                                                              << 110);
}

TEST_CASE("a falling price is read and remembered as such", "[price]") {
  const Price read = price(R"({"now": "$0.15/1M tokens", "decline": "10..40%/y", "why": "list price", "x-who": 1})");
  CHECK(read.exact.per_count.grains() == 1'350'000'000);  // 0.15e-6 · 9e15
  CHECK(read.declines);
  CHECK(read.why == "list price");
  CHECK_FALSE(price("\"$0.15/1M tokens\"").declines);
  CHECK(price_fault(R"({"now": "$0.15/1M tokens", "decline": "10..40%"})") == "E202 1:39+9");
  CHECK(price_fault(R"({"now": "$0.15/1M tokens", "decline": "40..10%/y"})") == "E209 1:39+11");
  CHECK(price_fault(R"({"now": "$0.15/1M tokens", "decline": "100%/y"})") == "E210 1:39+8");
  CHECK(price_fault(R"({"now": "$0.15/1M tokens", "decline": 0.1})") == "E208 1:39+3");
  CHECK(price_fault(R"({"now": "$0.15/1M tokens"})") == "E208 1:1+26");
  CHECK(price_fault(R"({"decline": "10%/y"})") == "E208 1:1+20");
  CHECK(price_fault(R"({"now": 0.15, "decline": "10%/y"})") == "E201 1:9+4");
  CHECK(price_fault(R"({"now": "$0.15/1M tokens", "decline": "10%/y", "declin": 1})") == "E101 1:48+8");
}

TEST_CASE("a price may say where it comes from", "[price]") {
  const Price read =
      price(R"({"value": "$0.15/1M tokens", "source": "price page", "as_of": "2026-11-01", "why": "cheapest"})");
  CHECK(read.source == "price page");
  CHECK(read.as_of == "2026-11-01");
  CHECK(read.provenance == "sourced");
  CHECK(read.why == "cheapest");
  CHECK(price(R"({"value": "$1/h", "source": "x", "provenance": "derived"})").provenance == "derived");
  CHECK(price("\"$1/h\"").provenance.empty());
  CHECK(price_fault(R"({"value": "$1/h", "provenance": "guess"})") == "E219 1:33+7");
  CHECK(price_fault(R"({"value": "$1/h", "as_of": "2026-02-30"})") == "E214 1:28+12");
  CHECK(price_fault(R"({"value": "$1/h", "sourc": "x"})") == "E101 1:19+7");
  CHECK(price_fault(R"({"value": "$1/h", "why": 3})") == "E208 1:26+1");
  CHECK(price_fault(R"({"value": {"value": "$1/h"}})") == "E208 1:11+17");
}

TEST_CASE("a price that could be misread is refused with the edit that is accepted", "[price][faults]") {
  struct Case {
    const char *json, *fault, *hint;
  };
  const Case cases[] = {
      {"0.15", "E201 1:1+4", "write \"$0.15/1M tokens\""},
      {"\"0.15/1M tokens\"", "E201 1:1+16", "write \"$0.15/1M tokens\""},
      {"\"$0.15\"", "E201 1:1+7", "write \"$0.15/1M tokens\""},
      {"\"0.15\"", "E201 1:1+6", "write \"$0.15/1M tokens\""},
      {"\"$0,15/1M tokens\"", "E203 1:4+1", "write \"$0.15/1M tokens\""},
      {"\"$1,500/1M tokens\"", "E203 1:4+1", "write \"$1500/1M tokens\" or \"$1.500/1M tokens\""},
      {"\"¥15/1M tokens\"", "E206 1:1+15", "write \"15 JPY/1M tokens\" or \"15 CNY/1M tokens\""},
      {"\"£5/1M tokens\"", "E202 1:1+14", "write \"5 GBP/1M tokens\""},
      {"\"5 USDD/1M tokens\"", "E202 1:1+18", "write \"5 USD/1M tokens\""},
      {"\"5 usd/1M tokens\"", "E202 1:1+17", "write \"5 USD/1M tokens\""},
      {"\"USD 5/1M tokens\"", "E204 1:1+17", "write \"5 USD/1M tokens\""},
      {"\"5 $/1M tokens\"", "E204 1:1+15", "write \"$5/1M tokens\""},
      {"\"$5 USD/1M tokens\"", "E204 1:1+18", ""},
      {"\"$ -1/1M tokens\"", "E210 1:1+16", ""},
      {"\"-$1/1M tokens\"", "E210 1:1+15", ""},
      {"\"$5/m\"", "E205 1:1+6", "write \"$5/min\" or \"$5/mo\""},
      {"\"$5/Mtok\"", "E202 1:1+9", "write \"$5/1M tokens\""},
      {"\"$5/1M\"", "E202 1:1+7", "write \"$5/1M tokens\""},
      {"\"$5/hour\"", "E202 1:1+9", "write \"$5/h\""},
      {"\"$5/kWh\"", "E202 1:1+8", ""},
      {"\"$5/\"", "E202 1:1+5", "units: "},
      {"\"$/1M tokens\"", "E204 1:1+13", ""},
      {"\"/1M tokens\"", "E204 1:1+12", ""},
      {"\"$0.20..0.10/1M tokens\"", "E209 1:1+23", "write \"$0.10..0.20/1M tokens\""},
      {"\"$0.10..$0.20/1M tokens\"", "E204 1:1+24", ""},
      {"\"$0..0.10/1M tokens\"", "E212 1:1+20", ""},
      {"\"$1e-30/1M tokens\"", "E215 1:1+18", ""},
      {"\"$0.1234567891/1M tokens\"", "E215 1:1+25", ""},  // 1.234567891e-7 needs 16 digits behind the point
      {"\"$1e30/token\"", "E210 1:1+13", ""},
      {"\"$1e400/token\"", "E210 1:1+14", ""},
      {"\"$NaN/token\"", "E204 1:1+12", ""},
      {"true", "E208 1:1+4", ""},
      {"[]", "E208 1:1+2", ""},
      {"{}", "E208 1:1+2", ""},
  };
  for (const Case& c : cases) {
    INFO(c.json);
    std::string hint;
    CHECK(price_fault(c.json, &hint) == c.fault);
    INFO(hint);
    CHECK(hint.substr(0, std::string(c.hint).size()) == c.hint);
  }
  CHECK(price_fault("\"$0.123456789/1M tokens\"") == "");  // 1.23456789e-7 · 9e15 is whole: the finest that fits
}

TEST_CASE("an amount that could be misread is refused with the edit that is accepted", "[price][faults]") {
  struct Case {
    const char *json, *fault, *hint;
  };
  const Case cases[] = {
      {"0.10", "E201 1:1+4", "write \"$0.10\""},
      {"\"0.10\"", "E201 1:1+6", "write \"$0.10\""},
      {"\"¥15\"", "E206 1:1+5", "write \"15 JPY\" or \"15 CNY\""},
      {"\"￥15\"", "E206 1:1+5", "write \"15 JPY\" or \"15 CNY\""},
      {"\"1.500,00 €\"", "E203 1:7+1", "write \"€1500.00\""},
      {"\"1,234,567 KRW\"", "E203 1:3+1", "write \"1234567 KRW\""},
      {"\"$0,150\"", "E203 1:4+1", "write \"$0.150\""},
      {"\"15€\"", "E204 1:1+5", "write \"€15\""},
      {"\"$5/h\"", "E207 1:1+6", "write \"$5\""},
      {"\"$5..6\"", "E218 1:1+7", ""},
      {"\"15 QQQ\"", "E202 1:1+8", ""},
      {"\"-5 USD\"", "E210 1:1+8", ""},
      {"\"$0.0000000000000001\"", "E215 1:1+21", ""},  // 1e-16 is 0.9 grains
      {"\"$2e22\"", "E210 1:1+7", ""},
      {"null", "E208 1:1+4", ""},
  };
  for (const Case& c : cases) {
    INFO(c.json);
    std::string hint;
    CHECK(amount_fault(c.json, &hint) == c.fault);
    INFO(hint);
    CHECK(hint.substr(0, std::string(c.hint).size()) == c.hint);
  }
  CHECK(amount_fault("\"$1e-15\"") == "");  // nine grains
}
