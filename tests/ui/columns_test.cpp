#include "ui/terminal/columns.h"

#include <limits>

#include "tests/catch.h"

using namespace npcost;

namespace {
const Style utf8{};
const Style ascii{.color = false, .utf8 = false, .terminal = false, .width = 80};
}  // namespace

TEST_CASE("a Hangul syllable takes two cells and a combining accent none", "[columns]") {
  CHECK(display_width("smith") == 5);
  CHECK(display_width("대장장이") == 8);  // four syllables of two cells
  CHECK(display_width("e\u0301") == 1);   // e and a combining acute
  CHECK(display_width("") == 0);
}

TEST_CASE("columns of names in any script line up", "[columns]") {
  CHECK(pad_right("한스", 6) == "한스  ");  // 4 cells and 2 spaces
  CHECK(pad_left("한스", 6) == "  한스");
  CHECK(pad_right("already longer", 4) == "already longer");
}

TEST_CASE("a long name is cut in front of the column's end, never inside a character", "[columns]") {
  CHECK(cut_to("innkeeper", 9, utf8) == "innkeeper");
  CHECK(cut_to("innkeepers", 9, utf8) == "innkeepe…");
  CHECK(cut_to("innkeepers", 9, ascii) == "innkeepe~");
  CHECK(cut_to("대장장이", 7, utf8) == "대장장…");  // 3 × 2 + 1 = 7
  CHECK(cut_to("대장장이", 6, utf8) == "대장…");    // 2 × 2 + 1 = 5: a third syllable would need 7
}

TEST_CASE("control characters and direction overrides of a hostile name are shown, not obeyed", "[columns]") {
  CHECK(shown_name("a\x1b[31mb", 40, utf8).find('\x1b') == std::string::npos);
  CHECK(shown_name("a\nb", 40, utf8).find('\n') == std::string::npos);
  CHECK(shown_name("a\u202Eb", 40, utf8).find("\u202E") == std::string::npos);
}

TEST_CASE("a Hebrew or Arabic name is followed by a left-to-right mark, so that figures stay in their columns",
          "[columns]") {
  CHECK(shown_name("שלום", 10, utf8) == "שלום\u200e");
  CHECK(shown_name("سلام", 10, utf8) == "سلام\u200e");
  CHECK(shown_name("smith", 10, utf8) == "smith");
  CHECK(display_width(pad_right(shown_name("שלום", 10, utf8), 10)) == 10);
}

TEST_CASE("text is wrapped at spaces and an endless word in pieces", "[columns]") {
  CHECK(wrapped("one two three", 7) == std::vector<std::string>{"one two", "three"});
  CHECK(wrapped("abcdefghij", 4) == std::vector<std::string>{"abcd", "efgh", "ij"});
  CHECK(wrapped("go abcdefghij", 4) == std::vector<std::string>{"go", "abcd", "efgh", "ij"});
  CHECK(wrapped("", 4).empty());
}

TEST_CASE("no wrapped line is ever wider than asked, whatever the text", "[columns]") {
  const std::string text =
      "대장장이 한스 e\u0301e\u0301e\u0301e\u0301 " + std::string(50, 'x') + " 한한한한한한한한한 \xff\xfe end";
  for (std::size_t width = 2; width < 30; ++width) {
    for (const std::string& line : wrapped(text, width)) CHECK(display_width(line) <= width);
  }
}

TEST_CASE("parts are joined by dots and a part moves to the next line as a whole", "[columns]") {
  CHECK(joined_parts({"one", "two"}, "  ", 20, utf8) == "  one · two\n");
  CHECK(joined_parts({"one", "two"}, "  ", 20, ascii) == "  one | two\n");
  CHECK(joined_parts({"one", "two"}, "  ", 10, utf8) == "  one\n  two\n");  // 2 + 3 + 3 + 3 = 11 cells
  CHECK(joined_parts({"one", "two"}, "  ", 11, utf8) == "  one · two\n");
  CHECK(joined_parts({}, "  ", 20, utf8).empty());
}

TEST_CASE("a bar is as long as its share", "[columns]") {
  CHECK(bar(0.5, 4, utf8) == "██");
  CHECK(bar(0.5 + 1.0 / 32, 4, utf8) == "██▏");  // one eighth of a cell of four
  CHECK(bar(1, 4, utf8) == "████");
  CHECK(bar(0.5, 4, ascii) == "##");
  CHECK(bar(0, 4, utf8).empty());
  CHECK(bar(7, 4, ascii) == "####");
  CHECK(bar(-1, 4, ascii).empty());
  CHECK(bar(std::numeric_limits<double>::quiet_NaN(), 4, ascii).empty());
}
