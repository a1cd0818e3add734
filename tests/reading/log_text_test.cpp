// The parts that logs are read with: lines, tables, exact counts, chosen fields.

#include <string>
#include <vector>

#include "sim/reading/csv_record.h"
#include "sim/reading/exact_count.h"
#include "sim/reading/json_fields.h"
#include "sim/reading/text_lines.h"
#include "tests/catch.h"

using namespace npcost;

namespace {

std::vector<std::string> lines_of(std::string_view text, bool quoted, std::size_t piece, std::size_t max = 100) {
  std::vector<std::string> lines;
  TextLines reader(max, quoted, [&](const TextLine& line) {
    lines.push_back(std::to_string(line.number) + (line.too_long ? " too long" : ":" + std::string(line.text)));
  });
  for (std::size_t at = 0; at < text.size(); at += piece) reader.feed(text.substr(at, piece));
  reader.finish();
  return lines;
}

std::vector<std::string> fields_of(std::string_view record) {
  std::vector<CsvField> fields;
  if (const auto fault = split_csv(record, fields)) return {"fault at " + std::to_string(*fault)};
  std::vector<std::string> texts;
  for (const CsvField& field : fields) texts.push_back(field.unquoted());
  return texts;
}

/// Writes down what it is told.
class Told final : public FieldSink {
 public:
  std::string text;
  void open(int scope) override { text += "(" + std::to_string(scope); }
  void close(int scope) override { text += std::to_string(scope) + ")"; }
  void value(int field, std::string_view, const JsonScalar& v) override {
    text += " " + std::to_string(field) + "=";
    if (v.kind == JsonScalar::Kind::whole) text += std::to_string(v.whole);
    else if (v.kind == JsonScalar::Kind::boolean) text += v.boolean ? "yes" : "no";
    else text += v.text;
  }
  void problem(FieldProblem problem, std::string_view path) override {
    text += " !" + std::string(path) + " " + std::string(problem_text(problem).substr(0, 12));
  }
};

std::string told(std::string_view json) {
  static const FieldTable table = [] {
    FieldTable made;
    made.scope("", 0).field("a", 1).field("b/c", 2).closed("b").scope("list/*", 1).field("list/*/d", 3);
    return made;
  }();
  Told sink;
  const JsonTextFault fault = read_fields(json, table, sink);
  return fault.fault == TextFault::none ? sink.text : std::string(fault_text(fault.fault));
}

}  // namespace

TEST_CASE("lines come out whole however the text is cut", "[lines]") {
  using Lines = std::vector<std::string>;
  for (const std::size_t piece : {1u, 2u, 5u, 100u}) {
    CHECK(lines_of("\xEF\xBB\xBF" "ab\r\n\ncd", false, piece) == Lines{"1:ab", "2:", "3:cd"});
    CHECK(lines_of("", false, piece).empty());
    CHECK(lines_of("\n", false, piece) == Lines{"1:"});
    CHECK(lines_of("a,\"x\ny\"\nb\n", true, piece) == Lines{"1:a,\"x\ny\"", "3:b"});
    CHECK(lines_of("a,\"x\ny\"\nb\n", false, piece) == Lines{"1:a,\"x", "2:y\"", "3:b"});
    CHECK(lines_of("1234\r\n12345\n1\n", false, piece, 4) == Lines{"1:1234", "2 too long", "3:1"});
  }
}

TEST_CASE("a quote opens only where a field begins", "[lines]") {
  using Lines = std::vector<std::string>;
  for (const std::size_t piece : {1u, 2u, 5u, 100u}) {
    CHECK(lines_of("a\"b\nc\n", true, piece) == Lines{"1:a\"b", "2:c"});
    CHECK(lines_of("x\"\"y,\"\n\"\nc\n", true, piece) == Lines{"1:x\"\"y,\"\n\"", "3:c"});
    CHECK(lines_of("\"a\"\"\nb\"\nc\n", true, piece) == Lines{"1:\"a\"\"\nb\"", "3:c"});
    CHECK(lines_of("\"a\"b\"\nc\n", true, piece) == Lines{"1:\"a\"b\"", "2:c"});
    CHECK(lines_of("\xEF\xBB\xBF\"a\nb\"\nc", true, piece) == Lines{"1:\"a\nb\"", "3:c"});
  }
}

TEST_CASE("a table's record becomes its fields", "[csv]") {
  using Fields = std::vector<std::string>;
  CHECK(fields_of("a,,c") == Fields{"a", "", "c"});
  CHECK(fields_of("") == Fields{""});
  CHECK(fields_of(R"("a,b","say ""hi""","")") == Fields{"a,b", "say \"hi\"", ""});
  CHECK(fields_of("a,\"\"\"\"") == Fields{"a", "\""});
  CHECK(fields_of("a,b\"c") == Fields{"fault at 3"});
  CHECK(fields_of("a,\"b\"c") == Fields{"fault at 5"});
  CHECK(fields_of("a,\"b") == Fields{"fault at 2"});
}

TEST_CASE("an amount that another program worked out loses only what is below a grain", "[money]") {
  CHECK(amount_of_others("0.1") == Money::from_decimal("0.1"));
  CHECK(amount_of_others("-5") == Money::from_decimal("-5"));
  CHECK(amount_of_others("1.2345e-5") == Money::from_decimal("0.000012345"));
  CHECK(amount_of_others("0.0000000000000019") == Money::from_decimal("0.000000000000001"));  // digits below 10^-15 are dropped
  CHECK(amount_of_others("1e-400") == Money());
  CHECK_FALSE(amount_of_others("1e400"));
  CHECK_FALSE(amount_of_others("1_000"));
  CHECK_FALSE(amount_of_others("12k"));
  CHECK_FALSE(amount_of_others("+1"));
}

TEST_CASE("counts in a shown unit are rounded to the nearest and whole ones never", "[count]") {
  CHECK(exact_count("0.5", 3'600'000).value == 1'800'000);
  CHECK(exact_count("0.00000013888888888888888889", 3'600'000).value == 1);  // 0.5000000000000000000004 of a count
  CHECK(exact_count("0.00000013888888888888888888", 3'600'000).value == 0);  // 0.49999999999999999999968
  CHECK(exact_count("1", 1).value == 1);
  CHECK(exact_count("1.00000000000000000000000000000000001", 1).fault == CountFault::not_whole);
  CHECK(exact_count("100000000000000000000000000000000000000000", 1000).fault == CountFault::too_large);
  CHECK(exact_count("1e-99999999999", 1000).value == 0);
  CHECK(exact_count("1e99999999999", 1000).fault == CountFault::too_large);
  CHECK(exact_count("0x10", 1).fault == CountFault::not_a_number);
  CHECK(exact_count("", 1).fault == CountFault::not_a_number);
}

TEST_CASE("only the named fields of a text are told", "[fields]") {
  CHECK(told(R"({"x":[1,{"a":2}],"a":3,"y":{"b":{"c":4}}})") == "(0 1=30)");
  CHECK(told(R"({"b":{"c":"d"},"list":[{"d":true},{},{"d":1.5e0}]})") == "(0 2=d(1 3=yes1)(11)(1 3=1.5e01)0)");
  CHECK(told(R"([{"a":1},{"a":-2}])") == "(0 1=10)(0 1=-20)");
  CHECK(told(R"({"a":null,"b":null,"list":null})") == "(00)");
  CHECK(told(R"({"a":{}})") == "(0 !a must be a si0)");
  CHECK(told(R"({"b":3,"list":{}})") == "(0 !b must be an o !list must be an a0)");
  CHECK(told(R"({"b":{"z":1}})") == "(0 !b holds a key 0)");
  CHECK(told(R"({"a":1,"a":2,"x":1,"x":2})") == "(0 1=1 !a stands twice0)");
  CHECK(told("") == "the line ends in the middle of a value");
}

TEST_CASE("depth in what nobody wants is no danger", "[fields]") {
  const std::string deep(200'000, '[');
  CHECK(told(R"({"x":)" + deep + std::string(200'000, ']') + R"(,"a":1})") == "(0 1=10)");
  CHECK(told(R"({"x":)" + deep) == "the line ends in the middle of a value");
}
