// npcost prices history: what it shows, what it refuses, and its JSON.
#include <algorithm>

#include "sim/reading/json_text.h"
#include "tests/ui/captured.h"
#include "tests/ui/made_prices.h"
#include "ui/report/history_json.h"
#include "ui/shipped/history_files.h"
#include "ui/terminal/history_text.h"

using namespace npcost;
using captured::Ran;
using made::approved;
using made::contains;

namespace {

const Style utf8{};
const Style ascii{.color = false, .utf8 = false, .terminal = false, .width = 80};

/// Two classes: text that halves every half year and once rises, a hostile name that stands still and is withdrawn.
const char* const made_history = R"({
  "npcost_history": 1, "name": "made \u001b[2J", "as_of": "2024-06-01",
  "classes": {
    "brains": { "kind": "llm", "defined": "made for tests", "source": "nothing" },
    "ears\u202e": { "kind": "stt", "defined": "made for tests" }
  },
  "points": [
    { "date": "2022-01-01", "model": "a", "in": "brains", "input": "$4/1M tokens", "output": "$4/1M tokens", "source": "made" },
    { "date": "2022-01-01", "model": "e", "until": "2024-03-31", "in": "ears\u202e", "price": "$0.006/min", "source": "made" },
    { "date": "2022-07-01", "model": "a", "in": "brains", "input": "$2/1M tokens", "output": "$2/1M tokens", "source": "made" },
    { "date": "2023-01-01", "model": "b", "in": "brains", "input": "$1/1M tokens", "output": "$1/1M tokens", "source": "made", "confidence": "low" },
    { "date": "2023-07-01", "model": "b", "in": "brains", "input": "$1.50/1M tokens", "output": "$1.50/1M tokens", "source": "made" },
    { "date": "2024-01-01", "model": "c", "in": "brains", "input": "$0.25/1M tokens", "output": "$0.25/1M tokens", "source": "made", "provenance": "assumed" }
  ]
})";

PriceHistory made_one() {
  SourceTexts texts;
  Diagnostics diagnostics;
  auto history = read_price_history(texts.add("made", made_history), diagnostics);
  INFO(report_text(diagnostics));
  REQUIRE(history.has_value());
  return *history;
}

Day day(const char* text) { return day_from_text(text).value(); }

}  // namespace

TEST_CASE("a price history reads as approved: all classes, one class, its back-test", "[prices_history]") {
  const PriceHistory history = made_one();
  const BackTest test = back_test(history, day("2024-06-01"));
  const std::string text =
      history_text(history, day("2024-03-31"), utf8) + "\n" + class_text(history, 0, day("2024-06-01"), utf8) + "\n" +
      class_text(history, 1, day("2024-03-31"), utf8) + "\n" + back_test_text(history, test, true, utf8);
  CHECK(text == approved("prices_history.txt", text));
  CHECK(made::is_harmless(text));
  CHECK(made::widest(text) <= 80);
  const std::string plain = history_text(history, day("2024-06-01"), ascii);
  for (const char letter : plain) REQUIRE(static_cast<unsigned char>(letter) < 0x80);
  CHECK(contains(plain, "1 class was not sold on that day."));
}

TEST_CASE("everything that the shipped history shows fits a terminal, on every day", "[prices_history]") {
  const PriceHistory& history = shipped_history();
  for (const char* date : {"2017-11-01", "2020-12-31", "2023-03-01", "2025-01-31", "2026-11-23"}) {
    CHECK(made::widest(history_text(history, day(date), utf8)) <= 80);
    CHECK_FALSE(contains(history_text(history, day(date), utf8), "nan"));
    for (std::size_t i = 0; i < history.classes.size(); ++i) {
      if (cheapest(history, i, day(date)) == nullptr) continue;
      INFO(history.classes[i].name << " " << date);
      CHECK(made::widest(class_text(history, i, day(date), utf8)) <= 80);
    }
  }
  CHECK(made::widest(back_test_text(history, back_test(history, day("2026-11-23")), true, utf8)) <= 80);
}

TEST_CASE("prices history answers by class and by day, and a class may be written in words that stand apart",
          "[prices_history]") {
  const Ran apart = captured::npcost({"prices", "history", "small", "text", "--as-of", "2025-01-31"});
  CHECK(apart.code == 0);
  CHECK(apart.out == captured::npcost({"prices", "history", "small text", "--as-of", "2025-01-31"}).out);
  CHECK(contains(apart.out, "2024-12-01"));
  CHECK_FALSE(contains(apart.out, "2025-08-22"));  // nobody knew it on that day
  CHECK(contains(captured::npcost({"prices", "history", "small text"}).out, "2025-08-22"));
  CHECK(contains(captured::npcost({"prices", "history", "--back-test"}).out, "without overlap"));
}

TEST_CASE("what prices history cannot answer it says in a sentence", "[prices_history]") {
  const auto refused = [](const std::vector<std::string>& arguments, int code, const char* sentence) {
    std::vector<std::string> all{"prices", "history"};
    all.insert(all.end(), arguments.begin(), arguments.end());
    const Ran ran = captured::npcost(all);
    INFO(ran.err);
    CHECK(ran.code == code);
    CHECK(contains(ran.err, sentence));
  };
  refused({"smal", "text"}, 2, "did you mean \"small text\"?");
  refused({"qqq"}, 2, "it has small text, large text");
  refused({"--as-of", "2025-02-30"}, 2, "--as-of must be a day like 2025-01-31");
  refused({"--as-of", "2025-01-31T10:00"}, 2, "--as-of must be a day");
  refused({"--as-of", "2010-01-01"}, 2, "lies before the history");
  refused({"text of index 34", "--as-of", "2025-01-01"}, 2, "was sold before 2025-08-07");
  refused({"--history", "/nowhere/a.npcost-history.json"}, 3, "/nowhere/a.npcost-history.json");
  const captured::Folder folder;
  const std::string broken =
      folder.write("a.npcost-history.json", R"({ "npcost_history": 1, "classes": {}, "points": [1] })");
  refused({"--history", broken}, 2, "E732");
  refused({"--history", broken}, 2, "E208");
  const std::string made_file = folder.write("b.npcost-history.json", made_history);
  refused({"--history", made_file, "ears\u202e"}, 2, "was sold on 2024-06-01");
  CHECK(captured::npcost({"prices", "history", "--history", made_file}).code == 0);
}

TEST_CASE("the JSON of a price history is strict, names its file and carries every value of an outlook",
          "[prices_history]") {
  const Ran ran = captured::npcost({"prices", "history", "small text", "--as-of", "2025-01-31", "--json"});
  REQUIRE(ran.code == 0);
  SourceTexts texts;
  Diagnostics diagnostics;
  const JsonValue root = read_json(texts.add("out", ran.out), diagnostics);
  REQUIRE(diagnostics.empty());
  CHECK(find_pointer(root, "/npcost_price_classes")->text == "1");
  CHECK(find_pointer(root, "/as_of")->text == "2025-01-31");
  CHECK(find_pointer(root, "/history/sha256")->text == shipped_history().sha256);
  CHECK(find_pointer(root, "/classes/0/cheapest/price")->text == "0.0275");
  const auto outlook = outlook_of(shipped_history(), "small text", day("2025-01-31"));
  REQUIRE(outlook.has_value());
  CHECK(find_pointer(root, "/classes/0/outlook/halvings_per_year")->items.size() == outlook->halvings_per_year.size());
  CHECK(find_pointer(root, "/classes/0/outlook/floor_share")->items.size() == outlook->floor_share.size());
  const Ran test = captured::npcost({"prices", "history", "--back-test", "--json"});
  REQUIRE(test.code == 0);
  const JsonValue tested = read_json(texts.add("test", test.out), diagnostics);
  REQUIRE(diagnostics.empty());
  CHECK(find_pointer(tested, "/back_test/pairs")->items.size() ==
        back_test(shipped_history(), day("2026-11-23")).pairs.size());
  CHECK(find_pointer(tested, "/back_test/coverage/0/of")->text == "all pairs");
}
