// The list that the gallery's scenarios name: what it must always have, and what it charges for the market report's turns.

#include <iterator>
#include <string>

#include "tests/prices/catalog_support.h"
#include "tests/prices/price_samples.h"

using namespace npcost;
using namespace npcost::samples;
using npcost::catalog_test::catalog;

namespace {

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

}  // namespace

TEST_CASE("the shipped price list reads without a word of complaint, and every entry says where it comes from",
          "[catalog]") {
  CHECK(catalog().as_of == "2026-11-20");
  for (const PriceCard& card : catalog().cards) {
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
          "[catalog]") {
  const PriceBook& book = catalog();
  const std::string years[] = {"2023", "2024", "2025", "2026", "2027"};
  for (std::size_t i = 0; i + 1 < std::size(years); ++i) {
    INFO(years[i]);
    CHECK(first_priced(book, ModelKind::stt, years[i], years[i + 1]));
    CHECK(first_priced(book, ModelKind::tts, years[i], years[i + 1]));
  }
}

TEST_CASE("the thirty turns of the market report cost what its prices say, on both sides of each change", "[catalog]") {
  const PriceBook& book = catalog();
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

TEST_CASE("one token more than 272k doubles the price of the whole prompt of a shipped model with tiers", "[catalog]") {
  const PriceBook& book = catalog();
  const std::uint16_t luna = *book.find("openai/gpt-6-luna");
  const Instant when = day("2026-11-20");
  const auto prompt_cost = [&](std::uint64_t tokens) {
    const std::uint8_t tier = book.cards[luna].at(when)->tier_of(tokens);
    const std::vector<std::uint64_t> counts = {tokens};
    return decimal(
        rate(std::span<const std::uint64_t>(counts), {book.price(cell(Meter::input_tokens, tier, luna), when)->exact}));
  };
  CHECK(prompt_cost(271'999) == "0.0271999");  // · 0.10/1e6
  CHECK(prompt_cost(272'000) == "0.0272");     // · 0.10/1e6
  CHECK(prompt_cost(272'001) == "0.0544002");  // · 0.20/1e6
}

TEST_CASE("the shipped list knows how the providers' prompt caches behave", "[catalog]") {
  const PriceBook& book = catalog();
  const PriceCard& mini = book.cards[*book.find("openai/gpt-4o-mini")];
  CHECK(mini.cache.enabled);
  CHECK(mini.cache.min_tokens == 1024);
  CHECK(mini.cache.block_tokens == 128);
  CHECK(mini.cache.ttl == std::chrono::minutes(5));
  CHECK(mini.cache.refreshed_by_hits);
  CHECK_FALSE(mini.cache.has_write_price);
  const PriceCard& r1 = book.cards[*book.find("deepseek/deepseek-reasoner")];
  CHECK(r1.cache.min_tokens == 64);
  CHECK(r1.cache.block_tokens == 64);
  CHECK(r1.cache.ttl == std::chrono::hours(1));
}
