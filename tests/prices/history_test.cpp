// Reading price histories, and what was cheapest on a day.

#include <string>

#include "sim/base/atomic_file.h"
#include "tests/prices/history_samples.h"

using namespace npcost;
using namespace npcost::samples;

TEST_CASE("a price history knows its classes, its points and its checksum", "[history]") {
  const std::string text = history_with(text_point(
      "2024-01-01", "a", "$1", "$3", R"("until": "2024-12-31", "confidence": "low", "provenance": "assumed")"));
  const HistoryReading reading = read_history(text);
  INFO(reading.report);
  REQUIRE(reading.history.has_value());
  const PriceHistory& history = *reading.history;
  CHECK(history.name == "made");
  CHECK(history.as_of == "2026-01-01");
  CHECK(history.sha256 == sha256_hex(text));
  REQUIRE(history.classes.size() == 3);
  CHECK(history.classes[1].kind == ClassKind::stt);
  REQUIRE(history.prices[0].size() == 1);
  const ClassPrice& point = history.prices[0][0];
  CHECK(point.model == "a");
  CHECK(day_text(point.from) == "2024-01-01");
  REQUIRE(point.until.has_value());
  CHECK(day_text(*point.until) == "2024-12-31");
  CHECK(point.confidence == "low");
  CHECK(point.assumed);
  CHECK(decimal(point.price) == "1.5");  // 0.75 × 1 + 0.25 × 3
  CHECK(decimal(history.prices[1][0].price) == "0.006");
  CHECK(decimal(history.prices[2][0].price) == "15");
  CHECK(history.find("voice") == std::size_t{2});
  CHECK_FALSE(history.find("Voice").has_value());
  CHECK(history.first_of(ClassKind::tts) == std::size_t{2});
  CHECK_FALSE(history.first_of(ClassKind::gpu).has_value());
}

TEST_CASE("a price per hour and one per minute meet in the unit of the class, exactly", "[history]") {
  const HistoryReading reading = read_history(
      history_with(text_point("2024-01-01", "a", "$1", "$1") +
                   R"(, { "date": "2024-02-01", "model": "h", "in": "ears", "price": "$0.02/h", "source": "made" })"));
  INFO(reading.report);
  REQUIRE(reading.history.has_value());
  // 0.02 / 60 = 0.000333…, which is 3 × 10^12 grains of 1/9 femto-dollar
  CHECK(reading.history->prices[1][1].price.grains() == Int128{3'000'000'000'000});
}

TEST_CASE("the cheapest price of a day is that of the last points up to it, and falls, rises and goes as they do",
          "[history]") {
  const HistoryReading reading = read_history(
      history_with(text_point("2024-01-10", "a", "$8", "$8") + ",\n" +
                   text_point("2024-02-10", "b", "$4", "$4", R"("until": "2024-05-31")") + ",\n" +
                   text_point("2024-03-10", "a", "$2", "$2") + ",\n" + text_point("2024-04-10", "a", "$6", "$6")));
  INFO(reading.report);
  REQUIRE(reading.history.has_value());
  const auto costs = [&](const std::string& text) {
    const ClassPrice* found = cheapest(*reading.history, 0, day(text));
    return found == nullptr ? std::string("nothing") : found->model + " " + decimal(found->price);
  };
  CHECK(costs("2024-01-09") == "nothing");
  CHECK(costs("2024-01-10") == "a 8");
  CHECK(costs("2024-02-09") == "a 8");
  CHECK(costs("2024-02-10") == "b 4");
  CHECK(costs("2024-03-09") == "b 4");
  CHECK(costs("2024-03-10") == "a 2");
  CHECK(costs("2024-04-10") == "b 4");  // a has risen
  CHECK(costs("2024-05-31") == "b 4");  // its last day
  CHECK(costs("2024-06-01") == "a 6");
}

TEST_CASE("a model that was withdrawn does not come back at its earlier price", "[history]") {
  const HistoryReading reading =
      read_history(history_with(text_point("2024-01-01", "a", "$1", "$1") + ",\n" +
                                text_point("2024-02-01", "a", "$2", "$2", R"("until": "2024-02-29")")));
  REQUIRE(reading.history.has_value());
  CHECK(cheapest(*reading.history, 0, day("2024-02-29")) != nullptr);
  CHECK(cheapest(*reading.history, 0, day("2024-03-01")) == nullptr);
}

TEST_CASE("months are asked on their first day, and the last day is the one that was asked for", "[history]") {
  const HistoryReading reading = read_history(history_with(text_point("2024-01-15", "a", "$4", "$4") + ",\n" +
                                                           text_point("2024-03-01", "a", "$3", "$3") + ",\n" +
                                                           text_point("2024-03-20", "a", "$2", "$2")));
  REQUIRE(reading.history.has_value());
  const auto on = [&](const std::string& text) {
    std::string all;
    for (const MonthlyPrice& month : monthly_cheapest(*reading.history, 0, day(text)))
      all += fmt::format("{}={} ", day_text(month.day), month.price);
    return all;
  };
  CHECK(on("2024-01-14") == "");
  CHECK(on("2024-01-15") == "2024-01-15=4 ");
  CHECK(on("2024-03-19") == "2024-02-01=4 2024-03-01=3 2024-03-19=3 ");
  CHECK(on("2024-03-20") == "2024-02-01=4 2024-03-01=3 2024-03-20=2 ");
  CHECK(on("2024-04-01") == "2024-02-01=4 2024-03-01=3 2024-04-01=2 ");
}

TEST_CASE("a file that is no price history of this format is not read further", "[history][broken]") {
  CHECK(read_history(R"({ "classes": {} })").only("E731", "{"));
  CHECK(read_history(R"({ "npcost_history": 2, "more": 1 })").only("E731", "2"));
  CHECK(read_history("[1]").only("E208", "["));
  CHECK_FALSE(read_history("").faults.empty());
  const std::string whole = history_with(text_point("2024-01-01", "a", "$1", "$1"));
  REQUIRE(read_history(whole).faults.empty());
  for (std::size_t length = 0; length < whole.size(); length += 7)
    REQUIRE_FALSE(read_history(whole.substr(0, length)).faults.empty());
}

TEST_CASE("a class without kind, definition or point is refused", "[history][broken]") {
  const std::string point =
      R"(, "points": [{ "date": "2024-01-01", "model": "a", "in": "c", "input": "$1/1M tokens", "output": "$1/1M tokens", "source": "s" }] })";
  const auto classes = [&](const std::string& text) {
    return read_history(R"({ "npcost_history": 1, "classes": )" + text + point);
  };
  CHECK(classes(R"({ "c": { "kind": "llm", "defined": "d" } })").faults.empty());
  CHECK(classes(R"({ "c": { "defined": "d" } })").only("E732", R"("c")"));
  CHECK(classes(R"({ "c": { "kind": "text", "defined": "d" } })").only("E732", R"("text")"));
  CHECK(classes(R"({ "c": { "kind": "llm" } })").only("E732", R"("c")"));
  CHECK(classes(R"({ "c": { "kind": "llm", "defined": "d" }, "empty": { "kind": "stt", "defined": "d" } })")
            .only("E732", R"("empty")"));
  CHECK(classes(R"({ "c": { "kind": "llm", "defined": "d", "knid": 1 } })").only("E101", R"("knid")"));
  CHECK(classes("{}").codes() == std::vector<std::string>{"E732", "E733"});
  CHECK(read_history(R"({ "npcost_history": 1 })").codes() == std::vector<std::string>{"E732", "E733"});
}

TEST_CASE("every fault of every point is reported at once, in its place", "[history][broken]") {
  const HistoryReading reading = read_history(history_with(
      text_point("2024-02-30", "a", "$1", "$1") + ",\n" +                              // no such day
      text_point("2024-03-01", "a", "$NaN", "$1") + ",\n" +                            // no number
      text_point("2024-03-02", "a", "-$1", "$1") + ",\n" +                             // negative
      text_point("2024-03-03", "a", "$0", "$1") + ",\n" +                              // zero
      text_point("2024-03-04", "a", "$1..2", "$1") + ",\n" +                           // a range
      text_point("2024-03-05", "a", "€1", "$1") + ",\n" +                              // another currency
      text_point("2024-03-06", "a", "$1", "$1", R"("until": "2024-03-05")") + ",\n" +  // ends before it begins
      R"({ "date": "2024-03-07", "model": "a", "in": "smal", "input": "$1/1M tokens", "output": "$1/1M tokens", "source": "s" },)" +
      "\n" + R"({ "date": "2024-03-08", "model": "a", "in": "ears", "price": "$1/1M tokens", "source": "s" },)" + "\n" +
      R"({ "date": "2024-03-09", "model": "a", "in": ["small", "ears"], "input": "$1/1M tokens", "output": "$1/1M tokens", "source": "s" },)" +
      "\n" + R"({ "date": "2024-03-10", "model": "a", "in": "small", "input": "$1/1M tokens", "source": "s" },)" +
      "\n" + R"({ "date": "2024-03-11", "model": "", "in": [], "input": "$1/1M tokens", "output": "$1/1M tokens" },)" +
      "\n" +
      R"({ "date": "2024-03-12T10:00", "model": "a", "in": "small", "input": "$1/1M tokens", "output": "$1/1M tokens", "source": "s", "odd": 1 })"));
  INFO(reading.report);
  std::vector<std::string> codes;
  for (const auto& [code, at] : reading.faults) codes.push_back(code + " " + at.substr(0, 22));
  CHECK(codes == std::vector<std::string>{"E735 \"2024-02-30\"", "E204 \"$NaN/1M tokens\"", "E210 \"-$1/1M tokens\"",
                                          "E734 \"$0/1M tokens\"", "E734 \"$1..2/1M tokens\"", "E734 \"€1/1M tokens\"",
                                          "E735 \"2024-03-05\"", "E733 \"smal\"", "E734 \"$1/1M tokens\"",
                                          "E733 \"ears\"", "E734 {", "E733 {", "E733 \"\"", "E733 [",
                                          "E735 \"2024-03-12T10:00\"", "E101 \"odd\""});
}

TEST_CASE("a history grows at its end, and holds one price of a model for a day and a class", "[history][broken]") {
  const std::string first = text_point("2024-02-01", "a", "$1", "$1"),
                    other = text_point("2024-02-01", "b", "$1", "$1");
  CHECK(read_history(history_with(first + ", " + other)).faults.empty());
  CHECK(read_history(history_with(first + ", " + first)).only("E736", R"("2024-02-01")"));
  CHECK(read_history(history_with(first + ", " + text_point("2024-01-31", "b", "$1", "$1")))
            .only("E735", R"("2024-01-31")"));
  CHECK(
      read_history(
          history_with(
              R"({ "date": "2024-02-01", "model": "a", "in": ["small", "small"], "input": "$1/1M tokens", "output": "$1/1M tokens", "source": "s" })"))
          .only("E736", R"("small")"));
}

TEST_CASE("names of strangers are shown harmlessly, and too much is refused before it is read", "[history][broken]") {
  const HistoryReading odd = read_history(history_with(
      R"({ "date": "2024-02-01", "model": "a", "in": "\u001b[2J", "input": "$1/1M tokens", "output": "$1/1M tokens", "source": "s" })"));
  CHECK(odd.codes() == std::vector<std::string>{"E733"});
  CHECK(odd.report.find('\x1b') == std::string::npos);
  std::string many;
  for (std::size_t i = 0; i <= max_history_points; ++i) many += i == 0 ? "1" : ",1";
  CHECK(read_history(history_with(many)).codes() == std::vector<std::string>{"E736"});
}
