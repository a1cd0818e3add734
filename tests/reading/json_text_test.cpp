// The tree, the places and the limits of read_json().

#include <chrono>
#include <string>

#include "tests/reading/reading_helpers.h"

using namespace npcost;
using npcost::test::Read;

namespace {
std::string at(const Read& read, std::string_view pointer) {
  const JsonValue* value = find_pointer(read.value, pointer);
  if (value == nullptr) return "absent";
  const LineColumn where = line_column(value->place);
  return std::to_string(where.line) + ":" + std::to_string(where.column) + " " +
         read.source.text.substr(value->place.offset, value->place.length);
}
std::string repeated(std::string_view text, std::size_t times) {
  std::string all;
  for (std::size_t i = 0; i < times; ++i) all += text;
  return all;
}
}  // namespace

TEST_CASE("every value of a scenario knows its line, its column and its exact bytes", "[json]") {
  const Read read(
      "{ // an innkeeper\n"
      "  \"persona\": \"600 tokens\", /* two\n lines */ \"turns\": [4, 12.50e1, true,],\n"
      "  \"대장장이 한스\": { \"tokens\": null },\n"
      "}\n");
  REQUIRE(read.fault() == "");
  CHECK(at(read, "/persona") == "2:14 \"600 tokens\"");
  CHECK(at(read, "/turns") == "3:20 [4, 12.50e1, true,]");  // the trailing comma is inside the list
  CHECK(at(read, "/turns/1") == "3:24 12.50e1");
  CHECK(at(read, "/대장장이 한스/tokens") ==
        "4:26 null");  // columns count code points: 2 + 9 + 2 + 2 + 8 + 2 before it
  CHECK(read.value.members[2].key == "대장장이 한스");
  CHECK(line_column(read.value.members[2].key_place).column == 3);
  CHECK(read.value.place.offset == 0);
  CHECK(read.value.place.length == read.source.text.size() - 1);
}

TEST_CASE("numbers keep the text in which they were written", "[json]") {
  const Read read("[18446744073709551616, 1e400, -0, 0.10, 1E+2, 123456789012345678901234567890]");
  REQUIRE(read.fault() == "");
  const char* expected[] = {"18446744073709551616", "1e400", "-0", "0.10", "1E+2", "123456789012345678901234567890"};
  REQUIRE(read.value.items.size() == 6);
  for (std::size_t i = 0; i < 6; ++i) {
    CHECK(read.value.items[i].kind == JsonValue::Kind::number);
    CHECK(read.value.items[i].text == expected[i]);
  }
}

TEST_CASE("what looks like a comment inside a text stays text", "[json]") {
  const Read read(R"({"url": "https://example.org/*", "b": "// no", "c": ",]"})");
  REQUIRE(read.fault() == "");
  CHECK(find_pointer(read.value, "/url")->text == "https://example.org/*");
  CHECK(find_pointer(read.value, "/b")->text == "// no");
  CHECK(find_pointer(read.value, "/c")->text == ",]");
}

TEST_CASE("escapes become the characters they stand for", "[json]") {
  const Read read(R"(["\u0041\n\t\"\\\/", "\ud83d\ude00", "\u00e9"])");
  REQUIRE(read.fault() == "");
  CHECK(read.value.items[0].text == "A\n\t\"\\/");
  CHECK(read.value.items[1].text == "\xf0\x9f\x98\x80");  // U+1F600 in UTF-8
  CHECK(read.value.items[2].text == "\xc3\xa9");
}

TEST_CASE("line ends may be LF, CR LF, CR or mixed, and the last may be missing", "[json]") {
  const Read read("[1,\r\n2,\n3,\r4]");
  REQUIRE(read.fault() == "");
  CHECK(at(read, "/0") == "1:2 1");
  CHECK(at(read, "/1") == "2:1 2");
  CHECK(at(read, "/2") == "3:1 3");
  CHECK(at(read, "/3") == "4:1 4");
}

TEST_CASE("a key that appears twice is reported with both places, also when it is spelt with an escape", "[json]") {
  const Read read("{\"turns\": 4, \"x\": {\"a\": 1, \"\\u0061\": 2},\n \"turns\": 9, \"turns\": 1}");
  CHECK(read.fault() == "E102 1:28+8, E102 2:2+7, E102 2:14+7");
  const auto sorted = read.diagnostics.sorted_for_report();
  CHECK(sorted[0].note == "first at 1:20");
  CHECK(sorted[0].pointer == "/x/a");
  CHECK(sorted[1].note == "first at 1:2");
  CHECK(sorted[1].pointer == "/turns");
  // Reading goes on with the first one.
  CHECK(find_pointer(read.value, "/turns")->text == "4");
  CHECK(find_pointer(read.value, "/x/a")->text == "1");
  CHECK(read.value.members.size() == 2);
}

TEST_CASE("the same key in two objects is no duplicate, and neither are keys that differ in case", "[json]") {
  CHECK(Read(R"({"a": {"a": 1}, "b": {"a": 2}, "A": 3, "l": [{"a":1},{"a":1}]})").fault() == "");
}

TEST_CASE("pointers find values through escaped names and list positions", "[json]") {
  const Read read(R"({"a/b": {"m~n": [10, 20]}, "": 7})");
  CHECK(escape_pointer_token("a/b") == "a~1b");
  CHECK(escape_pointer_token("m~n") == "m~0n");
  CHECK(find_pointer(read.value, "/a~1b/m~0n/1")->text == "20");
  CHECK(find_pointer(read.value, "/")->text == "7");
  CHECK(find_pointer(read.value, "") == &read.value);
  for (const char* absent : {"/a~1b/m~0n/2", "/a~1b/m~0n/01", "/a~1b/m~0n/-", "/a~1b/m~0n/", "/nothing", "a",
                             "/a~1b/m~0n/99999999999999999999"}) {
    INFO(absent);
    CHECK(find_pointer(read.value, absent) == nullptr);
  }
}

TEST_CASE("64 levels of brackets are read and 65 are refused", "[json][limits]") {
  CHECK(Read(repeated("[", 64) + repeated("]", 64)).fault() == "");
  CHECK(Read(repeated("[", 65) + repeated("]", 65)).fault() == "E007 1:65+1");  // the bracket that is one too many
  CHECK(Read(repeated("{\"a\":", 63) + "{}" + repeated("}", 63)).fault() == "");
}

TEST_CASE("ten million brackets are refused at once", "[json][limits]") {
  SourceText source{"a.json", std::string(10'000'000, '[')};
  JsonLimits limits;
  for (const std::size_t most_bytes : {limits.bytes, std::size_t{20'000'000}}) {  // by size, and by depth
    limits.bytes = most_bytes;
    Diagnostics diagnostics;
    const auto start = std::chrono::steady_clock::now();
    const JsonValue value = read_json(source, diagnostics, limits);
    const auto spent = std::chrono::steady_clock::now() - start;
    CHECK(value.kind == JsonValue::Kind::null);
    REQUIRE(diagnostics.error_count() == 1);
    CHECK(diagnostics.all()[0].code == (most_bytes > source.text.size() ? "E007" : "E008"));
    CHECK(spent <
          std::chrono::milliseconds(500));  // 50 ms on a quiet machine; sanitizers and neighbours get ten times that
  }
}

TEST_CASE("8 MiB are read and one byte more is refused", "[json][limits]") {
  const std::size_t limit = 8u << 20;
  CHECK(Read("1" + std::string(limit - 1, ' ')).fault() == "");
  CHECK(Read("1" + std::string(limit, ' ')).fault() == "E008 1:1+0");
}

TEST_CASE("100,000 values are read and one more is refused", "[json][limits]") {
  // The list itself is a value: 99,999 zeros fill it.
  CHECK(Read("[" + repeated("0,", 99'999) + "]").fault() == "");
  CHECK(Read("[" + repeated("0,", 100'000) + "]").fault() == "E008 1:200000+1");  // the last 0 stands at 2·99,999 + 2
}

TEST_CASE("a text of 64 KiB is read and one byte more is refused", "[json][limits]") {
  CHECK(Read("\"" + std::string(65'536, 'x') + "\"").fault() == "");
  CHECK(Read("\"" + std::string(65'537, 'x') + "\"").fault() == "E008 1:1+1");
}

TEST_CASE("thirty thousand duplicate keys are all reported, in reasonable time", "[json][limits]") {
  const Read read("{" + repeated("\"a\":0,", 30'000) + "}");
  CHECK(read.diagnostics.error_count() == 29'999);
  CHECK(read.value.members.size() == 1);
  const std::string json = report_json(read.diagnostics);
  CHECK(json.find("\"column\": 179996") != std::string::npos);  // the last one stands behind 29,999 · 6 + 1 characters
}
