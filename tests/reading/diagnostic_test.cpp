// The report that a person reads, and the one that a program reads.

#include <string>

#include "sim/reading/line_index.h"
#include "sim/reading/utf8.h"
#include "tests/reading/reading_helpers.h"

using namespace npcost;
using npcost::test::Read;

TEST_CASE("a report names the fault, the place, the line and the edit", "[report]") {
  SourceText source{"1-tiny.npcost.json",
                    "{\n"
                    "  \"npcost\": 1,\n"
                    "  \"small\": { \"input\": 0.15 },\n"
                    "  \"npc\": { \"replly\": \"60..160 tokens\" }\n"
                    "}\n"};
  Diagnostics diagnostics;
  const auto place = [&](std::string_view text) {
    const std::size_t offset = source.text.find(text);
    return Place{&source, static_cast<std::uint32_t>(offset), static_cast<std::uint32_t>(text.size())};
  };
  diagnostics.error("E101", place("\"replly\""), "/npc/replly", "unknown key \"replly\"", "did you mean \"reply\"?");
  const JsonValue root = read_json(source, diagnostics);
  read_price(*find_pointer(root, "/small/input"), "/small/input", diagnostics);
  // File order, whatever the order of finding; line numbers are two wide, so that the bars line up.
  CHECK(report_text(diagnostics) ==
        "error[E201]: a price needs a currency and a unit, found the number 0.15\n"
        "  --> 1-tiny.npcost.json:3:23   /small/input\n"
        " 3 |   \"small\": { \"input\": 0.15 },\n"
        "   |                       ^^^^\n"
        "   = write \"$0.15/1M tokens\"   (0.15 per *token* would be one million times more)\n"
        "\n"
        "error[E101]: unknown key \"replly\"\n"
        "  --> 1-tiny.npcost.json:4:12   /npc/replly\n"
        " 4 |   \"npc\": { \"replly\": \"60..160 tokens\" }\n"
        "   |            ^^^^^^^^ did you mean \"reply\"?\n");
}

TEST_CASE("a second place stands behind the pointer", "[report]") {
  const Read read("{\"turns\": 4, \"turns\": 9}");
  CHECK(report_text(read.diagnostics).find("  --> a.json:1:14   /turns     first at 1:2\n") != std::string::npos);
}

TEST_CASE("carets line up under wide characters, which take two cells each", "[report]") {
  const Read read("{\"대장장이 한스\": [1 2]}");
  // Cells before the fault: {" 2, six wide letters 12 and a space 1, ": [1 5; so the caret stands in cell 20 (from 0).
  const std::string report = report_text(read.diagnostics);
  CHECK(report.find("a.json:1:15") != std::string::npos);  // code points: 2 + 7 + 5 = 14 before it
  CHECK(report.find("   | " + std::string(20, ' ') + "^\n") != std::string::npos);
}

TEST_CASE("combining marks take no cell", "[report]") {
  const Read read("{\"e\xcc\x81\": [1 2]}");  // e + U+0301
  CHECK(report_text(read.diagnostics).find("   | " + std::string(8, ' ') + "^\n") !=
        std::string::npos);  // {"e": [1 is 8 cells
}

TEST_CASE("long lines are cut around the place", "[report]") {
  const std::string filler(500, '0');
  const Read read("[\"" + filler + "\", @, \"" + filler + "\"]");
  const std::string report = report_text(read.diagnostics);
  std::size_t start = report.find(" 1 | ");
  REQUIRE(start != std::string::npos);
  const std::string line = report.substr(start + 5, report.find('\n', start) - start - 5);
  const std::string below = report.substr(report.find("   | ") + 5);
  CHECK(line.size() <= 104);
  CHECK(line.substr(0, 4) == "... ");
  CHECK(line.substr(line.size() - 4) == " ...");
  CHECK(line[below.find('^')] == '@');
  CHECK(report.find("a.json:1:506") != std::string::npos);  // 1 + 502 + ", " before it
}

TEST_CASE("a place on the last line without a line end, and behind the text, can be shown", "[report]") {
  SourceText source{"a.json", "ab"};
  Diagnostics diagnostics;
  diagnostics.error("E999", {&source, 2, 0}, "", "behind");
  diagnostics.error("E998", {&source, 400, 7}, "", "far behind");
  const std::string report = report_text(diagnostics);
  CHECK(report.find("a.json:1:3\n 1 | ab\n   |   ^\n") != std::string::npos);
  CHECK(report.find("far behind\n  --> a.json:1:3\n") != std::string::npos);
}

TEST_CASE("characters that could make a report lie are shown as numbers", "[report]") {
  CHECK(printable("a\x1b[31mb") == "a\\u{1b}[31mb");
  CHECK(printable("pay \xe2\x80\xae"
                  "drofni") == "pay \\u{202e}drofni");  // right-to-left override
  CHECK(printable("a\xe2\x80\x8b"
                  "b") == "a\\u{200b}b");  // zero-width space
  CHECK(printable(std::string("a\0b", 3)) == "a\\u{0}b");
  CHECK(printable("a\xff") == "a\\x{ff}");
  CHECK(printable("대장장이 é مرحبا") == "대장장이 é مرحبا");                // ordinary letters of any script stay
  CHECK(printable(printable("\xe2\x80\xae")) == printable("\xe2\x80\xae"));  // escaping twice changes nothing
  const Read read(
      "{\"\xe2\x80\xae"
      "x\": @}");
  CHECK(report_text(read.diagnostics).find("{\"\\u{202e}x\": @}") != std::string::npos);
  CHECK(report_text(read.diagnostics).find("   | " + std::string(14, ' ') + "^") !=
        std::string::npos);  // 2 + 8 + 1 + 3 cells
}

TEST_CASE("at most fifty faults are printed, all are counted, and exact twins appear once", "[report]") {
  SourceText source{"a.json", std::string(100, 'x')};
  Diagnostics diagnostics;
  for (std::uint32_t i = 0; i < 60; ++i) diagnostics.error("E999", {&source, i, 1}, "", "wrong");
  CHECK(diagnostics.error_count() == 60);
  const std::string report = report_text(diagnostics);
  std::size_t shown = 0;
  for (std::size_t at = report.find("error["); at != std::string::npos; at = report.find("error[", at + 1)) ++shown;
  CHECK(shown == 50);
  CHECK(report.find("… and 10 more") != std::string::npos);

  diagnostics.error("E999", {&source, 5, 1}, "", "wrong");
  CHECK(diagnostics.sorted_for_report().size() == 60);
  diagnostics.error("E999", {&source, 5, 1}, "", "wrong in another way");
  CHECK(diagnostics.sorted_for_report().size() == 61);
}

TEST_CASE("faults come by file in order of first use, then by place, then by code", "[report]") {
  SourceText first{"one", "abc"}, second{"two", "abc"};
  Diagnostics diagnostics;
  diagnostics.error("E2", {&second, 2, 1}, "", "b");
  diagnostics.error("E9", {&first, 1, 1}, "", "d");
  diagnostics.warning("E1", {&second, 2, 1}, "", "a");
  diagnostics.error("E3", {&second, 0, 1}, "", "c");
  diagnostics.error("E1", {&first, 1, 1}, "", "e");
  std::string order;
  for (const Diagnostic& d : diagnostics.sorted_for_report()) order += d.message;
  CHECK(order == "cabed");
  CHECK(diagnostics.error_count() == 4);
}

TEST_CASE("warnings alone are no errors", "[report]") {
  Diagnostics diagnostics;
  CHECK(diagnostics.empty());
  diagnostics.warning("W702", {}, "/a", "odd");
  CHECK_FALSE(diagnostics.has_errors());
  CHECK_FALSE(diagnostics.empty());
  CHECK(report_text(diagnostics) == "warning[W702]: odd\n  -->   /a\n");
}

TEST_CASE("the report for programs is strict JSON with the same places", "[report]") {
  const Read read("{\"한\": 1, \"x\": tru}");
  const std::string json = report_json(read.diagnostics);
  Read again(json, "report");
  REQUIRE(again.fault() == "");
  const auto text = [&](const char* pointer) { return find_pointer(again.value, pointer)->text; };
  CHECK(text("/0/code") == "E006");
  CHECK(text("/0/severity") == "error");
  CHECK(text("/0/file") == "a.json");
  CHECK(text("/0/line") == "1");
  CHECK(text("/0/column") == "15");
  CHECK(text("/0/end_column") == "18");
  CHECK(text("/0/offset") == "16");  // 한 is three bytes
  CHECK(text("/0/fix/replace") == "true");
  CHECK(report_json(Diagnostics{}) == "[]\n");
}

TEST_CASE("a report stays valid UTF-8 and JSON whatever bytes the source holds", "[report]") {
  const Read read("[\"\xff\xfe\"]", "na\xffme.json");
  CHECK(first_invalid_utf8(report_text(read.diagnostics)) == std::string::npos);
  CHECK(Read(report_json(read.diagnostics)).fault() == "");
}

TEST_CASE("a misspelt name finds the one that was meant", "[did you mean]") {
  const std::vector<std::string> keys = {"persona",   "player_line", "player_speech", "reply",
                                         "reply_max", "world",       "model",         "mode"};
  CHECK(did_you_mean("replly", keys) == "reply");
  CHECK(did_you_mean("repyl", keys) == "reply");  // two neighbours swapped count as one slip
  CHECK(did_you_mean("Persona", keys) == "persona");
  CHECK(did_you_mean("player-line", keys) == "player_line");
  CHECK(did_you_mean("reply_maximum", keys) == "reply_max");  // too far, but the longest common beginning
  CHECK(did_you_mean("player_whatever", keys) == "");         // player_line and player_speech begin alike
  CHECK(did_you_mean("modl", keys) == "");                    // model and mode are one edit away each
  CHECK(did_you_mean("xyz", keys) == "");
  CHECK(did_you_mean("", keys) == "");
  CHECK(did_you_mean("wxrxd", keys) == "");  // two edits in five letters is one too many
  CHECK(did_you_mean("대장장이 한스", {"대장장이 헌스", "여관 주인"}) == "대장장이 헌스");
  CHECK(did_you_mean(std::string(100'000, 'a'), keys) == "");
}

TEST_CASE("columns are the same whether counted from the start or from a mark", "[places]") {
  std::string text;
  for (int i = 0; i < 3000; ++i)
    text += i % 7 == 0 ? "한" : (i % 11 == 0 ? "\r\n" : (i % 13 == 0 ? "\n" : "ab\xf0\x9f\x98\x80"));
  const LineIndex index(text);
  std::uint32_t line = 1, column = 1;
  for (std::size_t at = 0; at < text.size();) {
    const LineColumn where = index.at(static_cast<std::uint32_t>(at), 0);
    REQUIRE(where.line == line);
    REQUIRE(where.column == column);
    if (text.compare(at, 2, "\r\n") == 0) {
      at += 2, ++line, column = 1;
    } else if (text[at] == '\n') {
      at += 1, ++line, column = 1;
    } else {
      at += decode_utf8(text, at).length, ++column;
    }
  }
}
