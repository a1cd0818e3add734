#include "ui/terminal/price_chart.h"

#include "tests/ui/made_prices.h"

using namespace npcost;
using made::contains;
using made::day;
using made::lines_of;

namespace {

const Style utf8{};
const Style ascii{.color = false, .utf8 = false, .terminal = false, .width = 80};
const Style colored{.color = true, .utf8 = true, .terminal = true, .width = 80};

const ChartFrame two_years{day("2024-01-01"), day("2026-01-01"), 40, 5};

ChartLine falling() { return {"input", "$1", {{day("2024-01-01"), 100.0}, {day("2025-01-01"), 1.0}}}; }

}  // namespace

TEST_CASE("a price that falls to a hundredth halfway is drawn from the upper left to the lower right",
          "[price_chart]") {
  // 40 − 9 for the axis − 2 − 10 for the name leaves 19 columns; row 0 is $100, row 4 is $1; the years begin in columns 0, 9 and 18.
  const std::vector<std::string> lines = lines_of(price_chart({falling()}, two_years, ascii));
  REQUIRE(lines.size() == 7);
  CHECK(lines[0] == "     100 +iiiiiiiiii");
  CHECK(lines[1] == "         |         i");
  CHECK(lines[2] == "      10 +         i");
  CHECK(lines[3] == "         |         i");
  CHECK(lines[4] == "       1 +         iiiiiiiiii i input $1");
  CHECK(lines[5] == "         ++--------+--------+");
  CHECK(lines[6] == "          2024     2025");
}

TEST_CASE("in braille the same picture has the same corners and colour adds nothing but colour", "[price_chart]") {
  const std::vector<std::string> lines = lines_of(price_chart({falling()}, two_years, utf8));
  REQUIRE(lines.size() == 7);
  CHECK(contains(lines[0], "100 ┤⠉⠉"));
  CHECK(contains(lines[4], "⣀⣀ input $1"));
  std::string text = price_chart({falling(), {"output", "$3", {{day("2024-01-01"), 3.0}}}}, two_years, colored);
  while (text.find('\x1b') != std::string::npos)
    text.erase(text.find('\x1b'), text.find('m', text.find('\x1b')) - text.find('\x1b') + 1);
  CHECK(text == price_chart({falling(), {"output", "$3", {{day("2024-01-01"), 3.0}}}}, two_years, utf8));
}

TEST_CASE("where a price is unknown there is no line, and a price of 0 has no place", "[price_chart]") {
  ChartLine line{
      "input", "", {{day("2024-01-01"), 10.0}, {day("2024-07-01"), std::nullopt}, {day("2025-07-01"), 10.0}}};
  const std::string gap = price_chart({line}, two_years, ascii);
  CHECK(contains(gap, "iii"));
  CHECK(contains(gap, "i        "));  // the gap
  line.steps = {{day("2024-01-01"), 0.0}};
  CHECK(price_chart({line}, two_years, ascii).empty());
  line.steps = {{day("2024-01-01"), std::nullopt}};
  CHECK(price_chart({line}, two_years, ascii).empty());
}

TEST_CASE("lines that share a cell show a star in ASCII, and no two lines share a letter", "[price_chart]") {
  const std::vector<ChartLine> lines{{"input", "$1", {{day("2024-01-01"), 1.0}}},
                                     {"input too", "$1", {{day("2024-01-01"), 1.0}}}};
  const std::string text = price_chart(lines, two_years, ascii);
  CHECK(contains(text, "***"));
  CHECK(contains(text, "i input $1"));
  CHECK(contains(text, "n input too $1"));
}

TEST_CASE("a chart keeps its width over every span, from a day to all of time", "[price_chart]") {
  for (const char* end : {"2024-01-02", "2024-03-01", "2025-01-01", "2031-01-01", "2099-12-31", "9999-12-31"}) {
    const ChartFrame frame{day("2024-01-01"), day(end), 80, 10};
    const std::string text = price_chart({falling()}, frame, utf8);
    INFO(end << "\n" << text);
    CHECK(made::widest(text) <= 80);
    CHECK(lines_of(text).size() == 12);
  }
  CHECK(price_chart({falling()}, {day("2024-01-01"), day("2024-01-01"), 80, 10}, utf8).empty());
}

TEST_CASE("prices far apart get ticks at powers of ten, prices close together at 1 2 and 5", "[price_chart]") {
  const ChartLine wide{"x", "", {{day("2024-01-01"), 0.001}, {day("2025-01-01"), 1000.0}}};
  const std::string far = price_chart({wide}, {day("2024-01-01"), day("2026-01-01"), 60, 13}, utf8);
  for (const char* tick : {"0.001 ┤", "0.01 ┤", "0.1 ┤", " 1 ┤", " 10 ┤", " 100 ┤", " 1000 ┤"})
    CHECK(contains(far, tick));
  const ChartLine close{"x", "", {{day("2024-01-01"), 1.0}, {day("2025-01-01"), 10.0}}};
  // Eleven rows over one decade: 2 lies at row 10 · (1 − 0.301) = 6.99, 5 at row 3.01.
  const std::string near = price_chart({close}, {day("2024-01-01"), day("2026-01-01"), 60, 11}, utf8);
  for (const char* tick : {" 1 ┤", " 2 ┤", " 5 ┤", " 10 ┤"}) CHECK(contains(near, tick));
}
