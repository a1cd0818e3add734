#include <iterator>
#include <string>

#include "sim/base/atomic_file.h"
#include "sim/prices/rate.h"
#include "tests/prices/reading_samples.h"

using namespace npcost;
using namespace npcost::samples;

namespace {

std::string shipped_text() {
  return read_whole_file(std::string(NPCOST_SOURCE_DIR) + "/scenarios/prices/list-prices.npcost-prices.json", 1u << 20);
}

/// What this many fresh input and output tokens cost by the shipped list on a day.
std::string listed_cost(const PriceBook& book, std::string_view model, Instant when, std::uint64_t input,
                        std::uint64_t output) {
  const std::optional<std::uint16_t> index = book.find(model);
  REQUIRE(index.has_value());
  const std::optional<Price> in = book.price(cell(Meter::input_tokens, 0, *index), when);
  const std::optional<Price> out = book.price(cell(Meter::output_tokens, 0, *index), when);
  REQUIRE(in.has_value());
  REQUIRE(out.has_value());
  const std::vector<std::uint64_t> counts = {input, output};
  return decimal(rate(std::span<const std::uint64_t>(counts), {in->exact, out->exact}));
}

bool first_priced(const PriceBook& book, ModelKind kind, const std::string& year, const std::string& next_year) {
  const Instant start = day(year + "-01-01"), end = day(next_year + "-01-01");
  for (const PriceCard& card : book.cards) {
    if (card.kind != kind) continue;
    for (const PriceSet& set : card.sets) {
      if (set.from >= start && set.from < end) return true;
    }
  }
  return false;
}

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

TEST_CASE("the shipped price list reads without a word of complaint, and every entry says where it comes from",
          "[read_price_book][shipped]") {
  const Reading reading = read_book(shipped_text());
  INFO(reading.report);
  REQUIRE(reading.book.has_value());
  CHECK(reading.book->as_of == "2026-11-20");
  for (const PriceCard& card : reading.book->cards) {
    for (const PriceSet& set : card.sets) {
      INFO(card.name << " from " << date_text(set.from));
      CHECK(set.from != Instant::min());
      CHECK_FALSE(set.source.empty());
      CHECK_FALSE(set.as_of.empty());
      CHECK_FALSE(set.confidence.empty());
      // What was only remembered may not pass for sourced.
      CHECK((set.source.find("remembered") != std::string::npos) == (set.provenance == "assumed"));
    }
  }
}

TEST_CASE("the shipped list has a price for hearing and one for speaking that begin in each year from 2023 to 2026",
          "[read_price_book][shipped]") {
  const Reading reading = read_book(shipped_text());
  REQUIRE(reading.book.has_value());
  const std::string years[] = {"2023", "2024", "2025", "2026", "2027"};
  for (std::size_t i = 0; i + 1 < std::size(years); ++i) {
    INFO(years[i]);
    CHECK(first_priced(*reading.book, ModelKind::stt, years[i], years[i + 1]));
    CHECK(first_priced(*reading.book, ModelKind::tts, years[i], years[i + 1]));
  }
}

TEST_CASE("the thirty turns of the market report cost what its prices say, on both sides of each change",
          "[read_price_book][shipped]") {
  const Reading reading = read_book(shipped_text());
  REQUIRE(reading.book.has_value());
  const PriceBook& book = *reading.book;
  const Milliseconds tick{1};
  // R1 from 2025-01-20: 67,050·0.55/1e6 + 1,500·2.19/1e6 = 0.0368775 + 0.003285.
  CHECK(listed_cost(book, "deepseek/deepseek-reasoner", day("2025-01-20"), 67'050, 1'500) == "0.0401625");
  CHECK_FALSE(
      book.price(cell(Meter::input_tokens, 0, *book.find("deepseek/deepseek-reasoner")), day("2025-01-20") - tick)
          .has_value());
  // V3: the promotion ends on 2025-02-08. 67,050·0.14/1e6 + 1,500·0.28/1e6 = 0.009387 + 0.00042, then
  // 67,050·0.27/1e6 + 1,500·1.10/1e6 = 0.0181035 + 0.00165.
  CHECK(listed_cost(book, "deepseek/deepseek-chat", day("2025-02-08") - tick, 67'050, 1'500) == "0.009807");
  CHECK(listed_cost(book, "deepseek/deepseek-chat", day("2025-02-08"), 67'050, 1'500) == "0.0197535");
  // 4o mini: 67,050·0.15/1e6 + 1,500·0.60/1e6.
  CHECK(listed_cost(book, "openai/gpt-4o-mini", day("2024-07-18"), 67'050, 1'500) == "0.0109575");
  // 4o: 67,050·5/1e6 + 1,500·15/1e6 = 0.33525 + 0.0225, then half of the one and two thirds of the other: 0.167625 + 0.015.
  CHECK(listed_cost(book, "openai/gpt-4o", day("2024-10-02") - tick, 67'050, 1'500) == "0.35775");
  CHECK(listed_cost(book, "openai/gpt-4o", day("2024-10-02"), 67'050, 1'500) == "0.182625");
  // DeepSeek Flash in its base hours: 67,050·0.15/1e6 + 1,500·0.60/1e6.
  CHECK(listed_cost(book, "deepseek/deepseek-flash", day("2026-11-20"), 67'050, 1'500) == "0.0109575");
}

TEST_CASE("one token more than 272k doubles the price of the whole prompt of a shipped model with tiers",
          "[read_price_book][shipped]") {
  const Reading reading = read_book(shipped_text());
  REQUIRE(reading.book.has_value());
  const std::uint16_t luna = *reading.book->find("openai/gpt-6-luna");
  const Instant when = day("2026-11-20");
  const auto prompt_cost = [&](std::uint64_t tokens) {
    const std::uint8_t tier = reading.book->cards[luna].at(when)->tier_of(tokens);
    const std::vector<std::uint64_t> counts = {tokens};
    return decimal(rate(std::span<const std::uint64_t>(counts),
                        {reading.book->price(cell(Meter::input_tokens, tier, luna), when)->exact}));
  };
  CHECK(prompt_cost(271'999) == "0.0271999");  // · 0.10/1e6
  CHECK(prompt_cost(272'000) == "0.0272");     // · 0.10/1e6
  CHECK(prompt_cost(272'001) == "0.0544002");  // · 0.20/1e6
}

TEST_CASE("the shipped list knows how the providers' prompt caches behave", "[read_price_book][shipped]") {
  const Reading reading = read_book(shipped_text());
  REQUIRE(reading.book.has_value());
  const PriceCard& mini = reading.book->cards[*reading.book->find("openai/gpt-4o-mini")];
  CHECK(mini.cache.enabled);
  CHECK(mini.cache.min_tokens == 1024);
  CHECK(mini.cache.block_tokens == 128);
  CHECK(mini.cache.ttl == std::chrono::minutes(5));
  CHECK(mini.cache.refreshed_by_hits);
  CHECK_FALSE(mini.cache.has_write_price);
  const PriceCard& r1 = reading.book->cards[*reading.book->find("deepseek/deepseek-reasoner")];
  CHECK(r1.cache.min_tokens == 64);
  CHECK(r1.cache.block_tokens == 64);
  CHECK(r1.cache.ttl == std::chrono::hours(1));
}
