// Every unit at every dimension: accepted with its factor, or refused with its code.

#include <tuple>
#include <cmath>
#include <map>
#include <string>

#include "sim/reading/quantity_units.h"
#include "tests/reading/reading_helpers.h"

using namespace npcost;
using npcost::test::quoted;
using npcost::test::Read;

namespace {
constexpr Dimension all_dimensions[] = {Dimension::number,    Dimension::tokens,     Dimension::chars,
                                        Dimension::duration,  Dimension::ratio,      Dimension::count,
                                        Dimension::frequency, Dimension::token_rate, Dimension::speech_rate};

double one(const std::string& json, Dimension dimension) {
  Read read(json);
  const auto spread = read_spread(read.value, "/x", dimension, Level::turn, read.diagnostics);
  INFO(json << " " << report_text(read.diagnostics));
  REQUIRE(spread.has_value());
  REQUIRE(read.diagnostics.empty());
  REQUIRE(spread->is_constant());
  return spread->value();
}
std::string fault(const std::string& json, Dimension dimension, Level level = Level::turn) {
  Read read(json);
  const bool got = read_spread(read.value, "/x", dimension, level, read.diagnostics).has_value();
  CHECK(got == !read.diagnostics.has_errors());
  return read.fault();
}
}  // namespace

TEST_CASE("every unit is accepted where it fits and refused everywhere else", "[units]") {
  // Written by hand, apart from the table in the code: unit → (dimension, base units in one).
  const std::map<std::string, std::pair<Dimension, double>> known = {{"tokens", {Dimension::tokens, 1}},
                                                                     {"token", {Dimension::tokens, 1}},
                                                                     {"chars", {Dimension::chars, 1}},
                                                                     {"char", {Dimension::chars, 1}},
                                                                     {"us", {Dimension::duration, 0.001}},
                                                                     {"ms", {Dimension::duration, 1}},
                                                                     {"s", {Dimension::duration, 1000}},
                                                                     {"min", {Dimension::duration, 60'000}},
                                                                     {"h", {Dimension::duration, 3'600'000}},
                                                                     {"d", {Dimension::duration, 86'400'000}},
                                                                     {"w", {Dimension::duration, 604'800'000}},
                                                                     {"%", {Dimension::ratio, 0.01}},
                                                                     {"/s", {Dimension::frequency, 86'400}},
                                                                     {"/min", {Dimension::frequency, 1'440}},
                                                                     {"/h", {Dimension::frequency, 24}},
                                                                     {"/d", {Dimension::frequency, 1}},
                                                                     {"/w", {Dimension::frequency, 1.0 / 7}},
                                                                     {"/mo", {Dimension::frequency, 1 / 30.4375}},
                                                                     {"tokens/s", {Dimension::token_rate, 1}},
                                                                     {"tokens/min", {Dimension::token_rate, 1.0 / 60}},
                                                                     {"wpm", {Dimension::speech_rate, 1}},
                                                                     {"players", {Dimension::count, 1}},
                                                                     {"player", {Dimension::count, 1}},
                                                                     {"turns", {Dimension::count, 1}},
                                                                     {"turn", {Dimension::count, 1}},
                                                                     {"conversations", {Dimension::count, 1}},
                                                                     {"conversation", {Dimension::count, 1}},
                                                                     {"sessions", {Dimension::count, 1}},
                                                                     {"session", {Dimension::count, 1}},
                                                                     {"requests", {Dimension::count, 1}},
                                                                     {"request", {Dimension::count, 1}},
                                                                     {"gpus", {Dimension::count, 1}},
                                                                     {"gpu", {Dimension::count, 1}},
                                                                     {"replicas", {Dimension::count, 1}},
                                                                     {"replica", {Dimension::count, 1}}};
  CHECK(known.size() == units().size());  // no unit without a row here
  for (const auto& [unit, meaning] : known) {
    for (const Dimension dimension : all_dimensions) {
      const std::string json = quoted("3" + (unit[0] == '%' || unit[0] == '/' ? unit : " " + unit));
      INFO(json << " as " << dimension_phrase(dimension));
      if (dimension == meaning.first) {
        CHECK_THAT(one(json, dimension), WithinRel(3 * meaning.second, 1e-15));
      } else {
        CHECK(fault(json, dimension).substr(0, 4) == "E207");
      }
    }
  }
}

TEST_CASE("a unit that does not exist is refused everywhere, and a near one is named", "[units]") {
  for (const Dimension dimension : all_dimensions) {
    CHECK(fault("\"3 furlongs\"", dimension) == "E202 1:1+12");
    CHECK(fault("\"3 Tokens\"", dimension) == "E202 1:1+10");  // names are written in one way only
  }
  const std::pair<const char*, Dimension> slips[] = {{"3 sec", Dimension::duration},
                                                     {"3 minutes", Dimension::duration},
                                                     {"3 hrs", Dimension::duration},
                                                     {"3 days", Dimension::duration},
                                                     {"3 tok", Dimension::tokens},
                                                     {"3 tokns", Dimension::tokens},
                                                     {"3 percent", Dimension::ratio},
                                                     {"3 / d", Dimension::frequency},
                                                     {"3/day", Dimension::frequency},
                                                     {"3 tok/s", Dimension::token_rate},
                                                     {"3 words/min", Dimension::speech_rate},
                                                     {"3 turnss", Dimension::count}};
  for (const auto& [text, dimension] : slips) {
    INFO(text);
    Read read(quoted(text));
    CHECK_FALSE(read_spread(read.value, "/x", dimension, Level::turn, read.diagnostics));
    REQUIRE(read.diagnostics.error_count() == 1);
    const Diagnostic& d = read.diagnostics.all()[0];
    CHECK(d.code == "E202");
    // The machine form of the edit is itself accepted.
    REQUIRE_FALSE(d.replace.empty());
    CHECK(fault(d.replace, dimension) == "");
  }
}

TEST_CASE("the same quantity has the same value in every notation", "[units]") {
  CHECK(one("\"30 d\"", Dimension::duration) == one("\"720 h\"", Dimension::duration));
  CHECK(one("\"1.5 s\"", Dimension::duration) == one("\"1500ms\"", Dimension::duration));
  CHECK(one("\"1 w\"", Dimension::duration) == one("\"10_080 min\"", Dimension::duration));
  CHECK(one("\"15%\"", Dimension::ratio) == one("0.15", Dimension::ratio));
  CHECK(one("\"15 %\"", Dimension::ratio) == 0.15);
  CHECK(one("\"1.5e1%\"", Dimension::ratio) == 0.15);
  CHECK(one("\"8k tokens\"", Dimension::tokens) == 8000);
  CHECK(one("\"8_000 tokens\"", Dimension::tokens) == 8000);
  CHECK(one("\"8e3 tokens\"", Dimension::tokens) == 8000);
  CHECK(one("\"0.008M tokens\"", Dimension::tokens) == 8000);
  CHECK(one("\"2B players\"", Dimension::count) == 2e9);
  CHECK(one("\"1k players\"", Dimension::count) == one("1000", Dimension::count));
  CHECK(one("\"4 turns\"", Dimension::count) == one("\"4\"", Dimension::count));
  CHECK(one("\"4/d\"", Dimension::frequency) == one("\"28/w\"", Dimension::frequency));
  CHECK(one("1e2", Dimension::number) == one("100", Dimension::number));
}

TEST_CASE("both ends of every limit of a number", "[units][limits]") {
  CHECK(one("\"0 tokens\"", Dimension::tokens) == 0);
  CHECK(one("0", Dimension::count) == 0);
  CHECK(one("-0", Dimension::count) == 0);
  CHECK(one("\"0%\"", Dimension::ratio) == 0);
  CHECK(one("\"100%\"", Dimension::ratio) == 1);
  CHECK(one("1", Dimension::ratio) == 1);
  CHECK(fault("1.0000001", Dimension::ratio) == "E211 1:1+9");
  CHECK(fault("\"100.01%\"", Dimension::ratio) == "E211 1:1+9");
  CHECK(one("\"9e15 tokens\"", Dimension::tokens) == 9e15);
  CHECK(fault("\"9.1e15 tokens\"", Dimension::tokens) == "E210 1:1+15");
  for (const char* huge :
       {"18446744073709551616", "1e19", "1e300", "1e308", "1e309", "1e999999999", "1e99999999999999999999"}) {
    INFO(huge);
    CHECK(fault(huge, Dimension::count).substr(0, 4) == "E210");
    CHECK(fault(quoted(std::string(huge) + " tokens"), Dimension::tokens).substr(0, 4) == "E210");
  }
  CHECK(fault(quoted(std::string(400, '9') + " tokens"), Dimension::tokens).substr(0, 4) == "E210");
  CHECK(one("1e-300", Dimension::number) == 1e-300);
  CHECK(fault("1e-400", Dimension::number) == "E210 1:1+6");
  CHECK(fault("\"1e-999999999 s\"", Dimension::duration) == "E210 1:1+16");
  CHECK(one("0e999999999", Dimension::number) == 0);
  CHECK(one(quoted("0." + std::string(300, '0') + "1"), Dimension::number) == 1e-301);
}

TEST_CASE("things that are counted are whole, their means need not be", "[units]") {
  CHECK(fault("2.5", Dimension::count) == "E210 1:1+3");
  CHECK(fault("\"2.5 tokens\"", Dimension::tokens) == "E210 1:1+12");
  CHECK(one("\"2.5k tokens\"", Dimension::tokens) == 2500);
  CHECK(fault("{\"dist\": \"poisson\", \"mean\": 2.5}", Dimension::count) == "");
  CHECK(fault("\"1.5..2.5\"", Dimension::count) == "");
}

TEST_CASE("malformed quantities are refused with one fault at its place", "[units][faults]") {
  const std::tuple<const char*, Dimension, const char*> cases[] = {
      {"\"\"", Dimension::tokens, "E204 1:1+2"},
      {"\"tokens\"", Dimension::tokens, "E204 1:1+8"},
      {"\"many tokens\"", Dimension::tokens, "E204 1:1+13"},
      {"\"1,500 tokens\"", Dimension::tokens, "E203 1:3+1"},
      {"\"1.500,5 tokens\"", Dimension::tokens, "E203 1:7+1"},
      {"\".5 s\"", Dimension::duration, "E204 1:1+6"},
      {"\"5. s\"", Dimension::duration, "E204 1:1+6"},
      {"\"1__0 tokens\"", Dimension::tokens, "E204 1:1+13"},
      {"\"10_ tokens\"", Dimension::tokens, "E204 1:1+12"},
      {"\"_10 tokens\"", Dimension::tokens, "E204 1:1+12"},
      {"\"-2 tokens\"", Dimension::tokens, "E210 1:1+11"},
      {"-2", Dimension::count, "E210 1:1+2"},
      {"\"60-160 tokens\"", Dimension::tokens, "E204 1:1+15"},
      {"\"60 to 160 tokens\"", Dimension::tokens, "E204 1:1+18"},
      {"\"60 .. 160 tokens\"", Dimension::tokens, "E204 1:1+18"},
      {"\"60...160 tokens\"", Dimension::tokens, "E204 1:1+17"},
      {"\"60.. tokens\"", Dimension::tokens, "E204 1:1+13"},
      {"\"..160 tokens\"", Dimension::tokens, "E204 1:1+14"},
      {"\"60...5 tokens\"", Dimension::tokens, "E204 1:1+15"},
      {"\"160..60 tokens\"", Dimension::tokens, "E209 1:1+16"},
      {"\"60..60 tokens\"", Dimension::tokens, "E209 1:1+15"},
      {"\"0..60 tokens\"", Dimension::tokens, "E212 1:1+14"},
      {"\"0..60%\"", Dimension::ratio, "E212 1:1+8"},
      {"\"50..100%\"", Dimension::ratio, "E212 1:1+10"},
      {"\"50..101%\"", Dimension::ratio, "E211 1:1+10"},
      {"\"5 m\"", Dimension::duration, "E205 1:1+5"},
      {"\"5m\"", Dimension::duration, "E205 1:1+4"},
      {"\"5/m\"", Dimension::frequency, "E205 1:1+5"},
      {"\"5 mo\"", Dimension::duration, "E207 1:1+6"},
      {"\"1 y\"", Dimension::duration, "E207 1:1+5"},
      {"15", Dimension::ratio, "E211 1:1+2"},
      {"\"150%\"", Dimension::ratio, "E211 1:1+6"},
      {"\"0.15\"", Dimension::ratio, "E202 1:1+6"},
      {"\"600\"", Dimension::tokens, "E202 1:1+5"},
      {"600", Dimension::tokens, "E208 1:1+3"},
      {"true", Dimension::tokens, "E208 1:1+4"},
      {"null", Dimension::count, "E208 1:1+4"},
      {"[1]", Dimension::count, "E208 1:1+3"},
      {"{}", Dimension::count, "E208 1:1+2"},
      {"\"NaN tokens\"", Dimension::tokens, "E216 1:2+10"},
      {"\"inf\"", Dimension::count, "E216 1:2+3"},
      {"\"-Infinity\"", Dimension::number, "E216 1:2+9"},
      {"\"\xef\xbc\x91\xef\xbc\x92 tokens\"", Dimension::tokens, "E204 1:2+1"},  // full-width １２
      {"\"\xd9\xa1\xd9\xa2 tokens\"", Dimension::tokens, "E204 1:2+1"},          // Arabic-Indic ١٢
      {"\"12\xc2\xa0tokens\"", Dimension::tokens, "E204 1:4+1"},                 // no-break space
      {"\"12\xe2\x80\x89tokens\"", Dimension::tokens, "E204 1:4+1"},             // thin space
      {"\"12\xe2\x80\x8b tokens\"", Dimension::tokens, "E204 1:4+1"},            // zero-width space
      {"\"\xe2\x88\x92"
       "12 tokens\"",
       Dimension::tokens, "E204 1:2+1"},  // typographic minus
      {"\" 12 tokens\"", Dimension::tokens, "E204 1:1+12"},
      {"\"12 tokens \"", Dimension::tokens, "E204 1:1+12"},
      {"\"12  tokens\"", Dimension::tokens, "E202 1:1+12"},
      {"\"0x10 tokens\"", Dimension::tokens, "E202 1:1+13"},
      {"\"12 tokens\\u0000\"", Dimension::tokens, "E204 1:1+17"},  // an escape: the whole text is pointed at
  };
  for (const auto& [json, dimension, expected] : cases) {
    INFO(json);
    CHECK(fault(json, dimension) == expected);
  }
}

TEST_CASE("an edit that is offered in machine form is accepted when it is made", "[units][faults]") {
  for (const char* text : {"600 tok", "60-160 tokens", "60 to 160 tokens", "160..60 tokens", "60..60 tokens",
                           " 12 tokens", "600", "60...160 tokens"}) {
    INFO(text);
    Read read(quoted(text));
    CHECK_FALSE(read_spread(read.value, "/x", Dimension::tokens, Level::turn, read.diagnostics));
    REQUIRE(read.diagnostics.all().size() == 1);
    const std::string edit = read.diagnostics.all()[0].replace;
    REQUIRE_FALSE(edit.empty());
    CHECK(fault(edit, Dimension::tokens) == "");
  }
}

TEST_CASE("currencies are real ones", "[units]") {
  for (const char* code : {"USD", "EUR", "KRW", "JPY", "CNY", "AED", "ZMW"}) CHECK(is_currency(code));
  for (const char* code : {"", "usd", "US", "USDD", "XXX", "D A", "SD "}) CHECK_FALSE(is_currency(code));
}
