// Numbers as they are written, turned by a slider.

#include "sim/reading/json_text.h"
#include "tests/catch.h"
#include "ui/window/model/notation.h"

namespace npcost::window {
namespace {

JsonValue value_of(const SourceText& source) {
  Diagnostics faults;
  JsonValue value = read_json(source, faults);
  REQUIRE_FALSE(faults.has_errors());
  return value;
}

std::string turned_json(const std::string& json, double middle, bool whole = false) {
  const SourceText source{"test", json};
  return turned(value_of(source), middle, whole);
}

WrittenNumber number_of(const std::string& json) {
  const SourceText source{"test", json};
  const std::optional<WrittenNumber> number = written_number(value_of(source));
  REQUIRE(number.has_value());
  return *number;
}

bool is_number(const std::string& json) {
  const SourceText source{"test", json};
  return written_number(value_of(source)).has_value();
}

TEST_CASE("a constant has its unit and is turned in it") {
  CHECK(number_of("\"600 tokens\"").middle == 600);
  CHECK(number_of("\"600 tokens\"").unit == "tokens");
  CHECK(number_of("\"15%\"").unit == "%");
  CHECK(number_of("\"$0.15/1M tokens\"").middle == 0.15);
  CHECK(number_of("\"$0.15/1M tokens\"").unit == "/1M tokens");
  CHECK(number_of("\"$0.15/1M tokens\"").sign == "$");
  CHECK(number_of("\"40k players\"").middle == 40'000);
  CHECK(number_of("\"1_500 KRW\"").middle == 1500);
  CHECK(number_of("0.25").middle == 0.25);
  CHECK(turned_json("\"600 tokens\"", 640.4, true) == "640 tokens");
  CHECK(turned_json("\"$0.15/1M tokens\"", 0.12345) == "$0.123/1M tokens");
  CHECK(turned_json("\"40k players\"", 52'345, true) == "52.3k players");
  CHECK(turned_json("\"15%\"", 22.5) == "22.5%");
  CHECK(turned_json("0.25", 0.5) == "0.5");
  CHECK(turned_json("8", 11.6, true) == "12");
  CHECK(turned_json("\"0 tokens\"", 120, true) == "120 tokens");
}

TEST_CASE("a range is turned as a whole and keeps its shape") {
  // The middle of 60..160 is √9600 = 97.98; ends × 120/97.98 = 73.5 and 196.
  CHECK_THAT(number_of("\"60..160 tokens\"").middle, WithinRel(97.979589711, 1e-9));
  CHECK(number_of("\"60..160 tokens\"").varies);
  CHECK(turned_json("\"60..160 tokens\"", 120) == "73.5..196 tokens");
  CHECK(turned_json("\"$0.10..0.20/1M tokens\"", 0.282842712) == "$0.2..0.4/1M tokens");   // doubled: √0.02 = 0.1414
  CHECK(turned_json("\"1..4\"", 4) == "2..8");
}

TEST_CASE("a distribution is turned in all its roles, and what nobody knows too") {
  CHECK(number_of(R"({"dist": "negative_binomial", "mean": 9, "sd": 7})").middle == 9);
  CHECK(turned_json(R"({"dist": "negative_binomial", "mean": 9, "sd": 7})", 18) == R"({"dist": "negative_binomial", "mean": 18, "sd": 14})");
  CHECK(turned_json(R"({"dist": "lognormal", "p5": "25 tokens", "p95": "100 tokens", "max": "300 tokens"})", 100) ==
        R"({"dist": "lognormal", "p5": "50 tokens", "p95": "200 tokens", "max": "600 tokens"})");
  CHECK(turned_json(R"({"uncertain": {"dist": "lognormal", "p5": "40k players", "p95": "250k players"}, "why": "a guess"})", 200'000) ==
        R"({"uncertain": {"dist": "lognormal", "p5": "80k players", "p95": "500k players"}, "why": "a guess"})");
}

TEST_CASE("words, dates and tables are no numbers to turn") {
  CHECK_FALSE(is_number("\"never\""));
  CHECK_FALSE(is_number("\"2027-03-01\""));
  CHECK_FALSE(is_number(R"({"dist": "discrete", "values": [1, 2]})"));
  CHECK_FALSE(is_number("true"));
  CHECK_FALSE(is_number("[1, 2]"));
}

TEST_CASE("digits are three, or what stands before the point") {
  CHECK(number_text(1234.56, false) == "1235");
  CHECK(number_text(99.95, false) == "100");
  CHECK(number_text(12.3456, false) == "12.3");
  CHECK(number_text(0.00012345, false) == "0.000123");
  CHECK(number_text(2, false) == "2");
  CHECK(number_text(0, false) == "0");
}

}  // namespace
}  // namespace npcost::window
