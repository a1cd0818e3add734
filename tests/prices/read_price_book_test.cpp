#include <string>

#include "sim/base/atomic_file.h"
#include "tests/prices/reading_samples.h"

using namespace npcost;
using namespace npcost::samples;

namespace {

const std::string small_model = R"({ "kind": "llm", "input": "$0.15/1M tokens", "output": "$0.60/1M tokens" })";

}  // namespace

TEST_CASE("a price book knows its name, its day, its currency and its own checksum", "[read_price_book]") {
  const std::string text =
      R"({ "npcost_prices": 1, "name": "autumn", "as_of": "2026-11-01", "currency": "EUR", "x-note": 1,
                               "models": { "small": { "kind": "llm", "input": "€1/1M tokens" } } })";
  const Reading reading = read_book(text);
  INFO(reading.report);
  REQUIRE(reading.book.has_value());
  CHECK(reading.book->name == "autumn");
  CHECK(reading.book->as_of == "2026-11-01");
  CHECK(reading.book->currency == "EUR");
  CHECK(reading.book->sha256 == sha256_hex(text));
  REQUIRE(reading.book->cards.size() == 1);
  CHECK(reading.book->cards[0].as_of == "2026-11-01");
  CHECK(reading.book->cards[0].pointer == "/models/small");
}

TEST_CASE("comments, key order and names of models change no price", "[read_price_book]") {
  const Reading plain = read_book(book_with(small_model));
  const Reading other = read_book(
      "// ours\n"
      R"({ "models": { "대장장이 한스": { /* cheap */ "output": "$0.60/1M tokens",
                    "input": "$0.15/1M tokens", "kind": "llm", }, }, "npcost_prices": 1 })");
  INFO(other.report);
  REQUIRE(plain.book.has_value());
  REQUIRE(other.book.has_value());
  CHECK(other.book->cards[0].name == "대장장이 한스");
  CHECK(listed_cost(*plain.book, "small", Instant{}, 67'050, 1'500) == "0.0109575");
  CHECK(listed_cost(*other.book, "대장장이 한스", Instant{}, 67'050, 1'500) == "0.0109575");
}

TEST_CASE("a file that is no price book of this format is not read further", "[read_price_book][broken]") {
  CHECK(read_book(R"({ "models": {} })").only("E226", "{"));
  CHECK(read_book(R"({ "npcost_prices": 2, "models": {}, "more": 1 })").only("E226", "2"));
  CHECK(read_book(R"({ "npcost_prices": "1", "models": {} })").only("E226", "\"1\""));
  CHECK(read_book(R"([1])").only("E208", "["));
}

TEST_CASE("an empty or cut off book is refused", "[read_price_book][broken]") {
  CHECK_FALSE(read_book("").faults.empty());
  CHECK_FALSE(read_book("   \n").faults.empty());
  CHECK(read_book(R"({ "npcost_prices": 1 })").only("E223", "{"));
  CHECK(read_book(R"({ "npcost_prices": 1, "models": {} })").only("E223", "{"));
  const std::string whole = book_with(small_model);
  REQUIRE(read_book(whole).faults.empty());
  for (std::size_t length = 0; length < whole.size(); ++length) {
    INFO(whole.substr(0, length));
    REQUIRE_FALSE(read_book(whole.substr(0, length)).faults.empty());
  }
}

TEST_CASE("unknown keys are refused with what was probably meant", "[read_price_book][broken]") {
  const Reading model = read_book(book_with(R"({ "kind": "llm", "input": "$1/1M tokens", "outptu": "$1/1M tokens" })"));
  CHECK(model.only("E101", R"("outptu")"));
  CHECK(model.report.find("did you mean \"output\"?") != std::string::npos);
  CHECK(model.report.find("/models/small/outptu") != std::string::npos);
  // A key of the scenario, not of a price: the book refuses it though read_price_card leaves it alone.
  CHECK(read_book(book_with(R"({ "kind": "llm", "input": "$1/1M tokens", "speed": "70 tokens/s" })"))
            .only("E101", R"("speed")"));
  CHECK(read_book(book_with(R"({ "kind": "llm", "input": "$1/1M tokens", "x-speed": 7 })")).faults.empty());
  CHECK(read_book(R"({ "npcost_prices": 1, "modles": {}, "models": { "a": )" + small_model + " } }")
            .only("E101", R"("modles")"));
}

TEST_CASE("all prices of a book are in its currency", "[read_price_book][broken]") {
  CHECK(read_book(book_with(R"({ "kind": "llm", "input": "€1/1M tokens" })")).only("E229", R"("€1/1M tokens")"));
  CHECK(
      read_book(
          book_with(
              R"({ "kind": "llm", "input": "$1/1M tokens", "tiers": [{ "above": "1k tokens", "input": "2 KRW/1M tokens" }] })"))
          .only("E229", R"("2 KRW/1M tokens")"));
  // Also in a model that is wrong elsewhere.
  CHECK(read_book(book_with(R"({ "kind": "lm", "input": "€1/1M tokens" })")).has("E229", R"("€1/1M tokens")"));
  CHECK(read_book(R"({ "npcost_prices": 1, "currency": "dollars", "models": { "a": )" + small_model + " } }")
            .only("E229", R"("dollars")"));
}

TEST_CASE("names of models have one to eighty characters, whatever the script", "[read_price_book][broken]") {
  const auto named = [](const std::string& name) {
    return read_book(R"({ "npcost_prices": 1, "models": { ")" + name + "\": " + small_model + " } }");
  };
  std::string hangul;
  for (int i = 0; i < 80; ++i) hangul += "한";
  CHECK(named(hangul).faults.empty());
  CHECK(named(hangul + "한").faults.size() == 1);
  CHECK(named("").only("E229", "\"\""));
  CHECK(named("openai/gpt-4o").faults.empty());
}

TEST_CASE("a thousand dated prices of one model are accepted, one more is not", "[read_price_book][broken]") {
  const auto dated = [](int count) {
    std::string entries;
    for (int i = 0; i < count; ++i) {
      // 1000 + i = 1000 … 2000 as a year: a date of its own for each.
      entries += (i == 0 ? "\"" : ", \"") + std::to_string(1000 + i) + R"(-01-01": { "input": "$1/1M tokens" })";
    }
    return read_book(book_with(R"({ "kind": "llm", "prices": {)" + entries + "} }"));
  };
  CHECK(dated(1000).faults.empty());
  CHECK(dated(1001).only("E229", "{"));
}

TEST_CASE("ten thousand models are accepted, one more is not", "[read_price_book][broken]") {
  const auto models = [](int count) {
    std::string list;
    for (int i = 0; i < count; ++i)
      list += (i == 0 ? "\"m" : ", \"m") + std::to_string(i) + R"(": {"kind":"tts","price":"$1/char"})";
    return read_book(R"({ "npcost_prices": 1, "models": {)" + list + "} }");
  };
  CHECK(models(10'000).faults.empty());
  CHECK(models(10'001).only("E229", "{"));
}

TEST_CASE("one wrong model does not hide the faults of the next", "[read_price_book][broken]") {
  const Reading reading = read_book(R"({ "npcost_prices": 1, "models": {
      "a": { "input": "$1/1M tokens" },
      "a": { "kind": "llm", "input": "$1/1M tokens" },
      "b": 7,
      "c": { "kind": "stt", "price": "$1/1M tokens" } } })");
  INFO(reading.report);
  CHECK(reading.has("E221", "{"));
  CHECK(reading.has("E102", R"("a")"));
  CHECK(reading.has("E208", "7"));
  CHECK(reading.has("E220", R"("$1/1M tokens")"));
  CHECK(reading.faults.size() == 4);
}

TEST_CASE("any single wrong byte gives a book or a report, never a crash", "[read_price_book][broken]") {
  const std::string whole =
      book_with(R"({ "kind": "llm", "input": "$0.15/1M tokens", "tiers": [{ "above": "9 tokens", "input": "$1/token" }],
      "prices": { "2025-02-08": { "input": "$0.27/1M tokens" } } })");
  std::uint64_t state = 7;
  for (int round = 0; round < 3000; ++round) {
    state = state * 6364136223846793005u + 1442695040888963407u;
    std::string text = whole;
    text[(state >> 33) % text.size()] = static_cast<char>((state >> 20) & 0xff);
    SourceTexts texts;
    Diagnostics diagnostics;
    const std::optional<PriceBook> book = read_price_book(texts.add("mutant", text), diagnostics);
    REQUIRE(book.has_value() != diagnostics.has_errors());
  }
}

TEST_CASE("a price book that extends itself is refused at once, however often it names itself", "[read_price_book][broken]") {
  SourceTexts texts;
  Diagnostics diagnostics;
  const std::string text = R"({ "npcost_prices": 1, "extends": ["a", "a", "a", "a", "a", "a"], "models": {} })";
  const SourceText& source = texts.add("a", text);
  int reads = 0;
  const auto read = read_price_book(source, diagnostics, [&](const JsonValue&, const std::string&) {
    ++reads;
    return &source;
  });
  CHECK_FALSE(read.has_value());
  CHECK(reads == 6);
  CHECK(diagnostics.all().front().code == "E602");
}
