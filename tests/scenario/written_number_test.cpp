// Numbers that are made in the notation of the file.
#include "sim/scenario/written_number.h"

#include <cmath>

#include "tests/catch.h"

using namespace npcost;

TEST_CASE("a number stands between its currency and its unit", "[written_number]") {
  const WrittenNumber price = written_number(std::string("$0.15/1M tokens")).value();
  CHECK(price.value == 0.15);
  CHECK(price.before == "$");
  CHECK(price.behind == "/1M tokens");
  CHECK_FALSE(price.whole);
  const WrittenNumber players = written_number(std::string("\"1.5k players\"")).value();
  CHECK(players.value == 1500);
  CHECK(players.behind == " players");
  CHECK(players.whole);
  CHECK(written_number(std::string("{ \"value\": \"20%\", \"why\": \"guess\" }")).value().value == 20);
  CHECK_FALSE(written_number(std::string("3")).value().text);
}

TEST_CASE("what is no single known number is none", "[written_number]") {
  for (const std::string text : {"60..160 tokens", "2025-01-31", "day 3", "innkeeper", "true", "[1, 2]", "09:30", "1,500", "{ \"dist\": \"normal\" }", ""}) {
    INFO(text);
    CHECK_FALSE(written_number(text).has_value());
  }
}

TEST_CASE("a number is written with the digits that matter, counted ones whole", "[written_number]") {
  const auto in = [](const std::string& like, double value) { return written(written_number(like).value(), value); };
  CHECK(in("$0.15/1M tokens", 0.1 + 0.2) == "\"$0.3/1M tokens\"");
  CHECK(in("$0.15/1M tokens", 1.0 / 3) == "\"$0.333333333/1M tokens\"");
  CHECK(in("20%", 1e-7) == "\"0.0000001%\"");
  CHECK(in("20%", 0) == "\"0%\"");
  CHECK(in("5 turns", 7.6) == "\"8 turns\"");
  CHECK(in("1k players", 1234567) == "\"1234567 players\"");
  CHECK(in("0.5", 0.25) == "0.25");
  CHECK(in("12 s", 123456789012.0) == "\"123456789012 s\"");
}

TEST_CASE("rounding goes to the side that was asked for and leaves alone what is written whole already", "[written_number]") {
  const WrittenNumber turns = written_number(std::string("5 turns")).value(), share = written_number(std::string("20%")).value();
  CHECK(rounded(turns, 7.2, true) == 8);
  CHECK(rounded(turns, 7.8, false) == 7);
  CHECK(rounded(turns, 7, true) == 7);
  CHECK_THAT(rounded(share, 0.1234567891, true), Catch::Matchers::WithinRel(0.12345679, 1e-12));
  CHECK_THAT(rounded(share, 0.1234567899, false), Catch::Matchers::WithinRel(0.123456789, 1e-12));
  CHECK(written(share, rounded(share, 0.3, true)) == "\"0.3%\"");
}

TEST_CASE("two units of one measure are turned into each other, others are not", "[written_number]") {
  const auto in = [](const std::string& like, const std::string& number) {
    return in_unit_of(written_number(like).value(), written_number(number).value());
  };
  CHECK_THAT(in("30 s", "5 min").value(), Catch::Matchers::WithinRel(300, 1e-12));
  CHECK_THAT(in("1/w", "1/d").value(), Catch::Matchers::WithinRel(7, 1e-12));
  // $1 per thousand is $1000 per million.
  CHECK_THAT(in("$1/1M tokens", "$1/1k tokens").value(), Catch::Matchers::WithinRel(1000, 1e-12));
  CHECK(in("5 turns", "80 turns").value() == 80);
  CHECK_FALSE(in("30 s", "5 tokens").has_value());
  CHECK_FALSE(in("$1/1M tokens", "€1/1M tokens").has_value());
  CHECK_FALSE(in("$1/1M tokens", "$1/min").has_value());
  CHECK_FALSE(in("20%", "3").has_value());
}

TEST_CASE("the ends of a scale are its ends to the last bit", "[written_number]") {
  CHECK(between(0.1, 0.9, 1, false) == 0.9);
  CHECK(between(0.1, 0.9, 1, true) == 0.9);
  CHECK(between(0.1, 0.9, 0, true) == 0.1);
  CHECK_THAT(between(1, 100, 0.5, true), Catch::Matchers::WithinRel(10, 1e-12));
  CHECK(between(10, 20, 0.5, false) == 15);
}

TEST_CASE("values are shown without quotes and remarks", "[written_number]") {
  CHECK(shown_value("\"5 turns\"") == "5 turns");
  CHECK(shown_value("0.25") == "0.25");
  CHECK(shown_value("{ \"value\": \"5 turns\", \"why\": \"guess\" }") == "5 turns");
}
