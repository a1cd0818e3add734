#include <set>
#include <vector>

#include "sim/base/check.h"
#include "sim/prices/price_book.h"
#include "tests/prices/price_samples.h"

using namespace npcost;
using namespace npcost::samples;

namespace {

/// Input and output only, as a model without a cache; from the given day on.
PriceSet plain_set(Instant from, UnitPrice input, UnitPrice output) {
  PriceSet made;
  made.from = from;
  set(made.base, Meter::input_tokens, input);
  set(made.base, Meter::output_tokens, output);
  return made;
}

PriceBook book_of(std::vector<PriceSet> sets) {
  PriceCard card;
  card.name = "small";
  card.sets = std::move(sets);
  PriceBook book;
  book.cards.push_back(std::move(card));
  return book;
}

std::optional<UnitPrice> exact(const PriceBook& book, const Cell& of, Instant when = Instant{}) {
  const std::optional<Price> found = book.price(of, when);
  return found ? std::optional(found->exact) : std::nullopt;
}

const Milliseconds tick{1};

}  // namespace

TEST_CASE("a price holds from its first millisecond until the next price begins", "[price_book]") {
  const Instant may = day("2024-05-13"), october = day("2024-10-02");
  const PriceBook book = book_of({plain_set(may, per_million("5"), per_million("15")),
                                  plain_set(october, per_million("2.50"), per_million("10"))});
  CHECK(exact(book, cell(Meter::input_tokens), may) == per_million("5"));
  CHECK(exact(book, cell(Meter::input_tokens), october - tick) == per_million("5"));
  CHECK(exact(book, cell(Meter::input_tokens), october) == per_million("2.50"));
  CHECK(exact(book, cell(Meter::output_tokens), october + std::chrono::hours(24 * 365)) == per_million("10"));

  SECTION("and before the first price there is none, which is not zero") {
    CHECK(book.cards[0].at(may - tick) == nullptr);
    CHECK_FALSE(book.price(cell(Meter::input_tokens), may - tick).has_value());
  }
}

TEST_CASE("price changes inside a run are its periods' edges, each once and in order", "[price_book]") {
  const Instant first = day("2025-02-08"), second = day("2025-09-05"), third = day("2025-09-29");
  PriceBook book = book_of(
      {plain_set(first, per_million("1"), per_million("1")), plain_set(third, per_million("1"), per_million("1"))});
  PriceCard other = book.cards[0];
  other.sets = {plain_set(first, per_million("1"), per_million("1")),
                plain_set(second, per_million("1"), per_million("1"))};
  book.cards.push_back(other);

  CHECK(book.periods(first - tick, third + tick).edges == std::vector<Instant>{first, second, third});
  SECTION("a change at the very start or end of the run divides nothing") {
    CHECK(book.periods(first, third).edges == std::vector<Instant>{second});
  }
  SECTION("prices without a date never change") {
    const PriceBook always = book_of({plain_set(Instant::min(), per_million("1"), per_million("1"))});
    CHECK(always.periods(Instant::min(), Instant::max()).edges.empty());
  }
}

TEST_CASE("what a provider does not price apart is billed as the meter it is part of", "[price_book]") {
  const PriceBook book = book_of({plain_set(Instant::min(), per_million("0.15"), per_million("0.60"))});
  CHECK(exact(book, cell(Meter::cached_input_tokens)) == per_million("0.15"));
  CHECK(exact(book, cell(Meter::cache_write_tokens)) == per_million("0.15"));
  CHECK(exact(book, cell(Meter::reasoning_tokens)) == per_million("0.60"));

  SECTION("unless it has a price of its own") {
    PriceBook own = book;
    set(own.cards[0].sets[0].base, Meter::cached_input_tokens, per_million("0.075"));
    set(own.cards[0].sets[0].base, Meter::cache_write_tokens, per_million("0.1875"));
    set(own.cards[0].sets[0].base, Meter::reasoning_tokens, per_million("0.40"));
    CHECK(exact(own, cell(Meter::cached_input_tokens)) == per_million("0.075"));
    CHECK(exact(own, cell(Meter::cache_write_tokens)) == per_million("0.1875"));
    CHECK(exact(own, cell(Meter::reasoning_tokens)) == per_million("0.40"));
  }
}

TEST_CASE("what has no price and stands for nothing else is unpriced, never free", "[price_book]") {
  const PriceBook book = book_of({plain_set(Instant::min(), per_million("0.15"), per_million("0.60"))});
  for (int i = 0; i < meter_count; ++i) {
    const auto meter = static_cast<Meter>(i);
    // Text, and what providers without a price of its own bill as text; neither audio nor long cache writes.
    const std::set<Meter> as_text = {Meter::input_tokens,     Meter::output_tokens,       Meter::cached_input_tokens,
                                     Meter::cache_write_tokens, Meter::reasoning_tokens,  Meter::citation_tokens,
                                     Meter::image_tokens,       Meter::cached_image_tokens, Meter::video_tokens};
    INFO(meter_name(meter));
    CHECK(book.price(cell(meter), Instant{}).has_value() == as_text.contains(meter));
  }
}

TEST_CASE("a tier's price replaces the base price for the whole request, and what it leaves out stays",
          "[price_book]") {
  PriceSet tiered = plain_set(Instant::min(), per_million("2"), per_million("12"));
  set(tiered.base, Meter::cached_input_tokens, per_million("0.20"));
  PriceSet::Tier tier;
  tier.above_tokens = 200'000;
  set(tier.price, Meter::input_tokens, per_million("4"));
  tiered.tiers.push_back(tier);
  const PriceBook book = book_of({tiered});

  CHECK(exact(book, cell(Meter::input_tokens, 0)) == per_million("2"));
  CHECK(exact(book, cell(Meter::input_tokens, 1)) == per_million("4"));
  CHECK(exact(book, cell(Meter::output_tokens, 1)) == per_million("12"));
  CHECK(exact(book, cell(Meter::cached_input_tokens, 1)) == per_million("0.20"));
  // Writing has no price anywhere: it is fresh input, and fresh input of this tier.
  CHECK(exact(book, cell(Meter::cache_write_tokens, 1)) == per_million("4"));
  // A tier that only another date has: base.
  CHECK(exact(book, cell(Meter::input_tokens, 2)) == per_million("2"));
}

TEST_CASE("a tier \"above 200k tokens\" begins with token 200,001, and with 200,000 if inclusive", "[price_book]") {
  PriceSet made = plain_set(Instant::min(), per_million("2"), per_million("12"));
  PriceSet::Tier tier;
  tier.above_tokens = 200'000;
  made.tiers = {tier};
  CHECK(made.tier_of(0) == 0);
  CHECK(made.tier_of(199'999) == 0);
  CHECK(made.tier_of(200'000) == 0);
  CHECK(made.tier_of(200'001) == 1);
  made.tiers[0].inclusive = true;
  CHECK(made.tier_of(199'999) == 0);
  CHECK(made.tier_of(200'000) == 1);
  CHECK(made.tier_of(200'001) == 1);

  SECTION("and with several tiers the highest that is reached applies") {
    tier.above_tokens = 500'000;
    made.tiers.push_back(tier);
    CHECK(made.tier_of(500'000) == 1);
    CHECK(made.tier_of(500'001) == 2);
  }
}

TEST_CASE("models are found by their whole name", "[price_book]") {
  PriceBook book = book_of({plain_set(Instant::min(), per_million("1"), per_million("1"))});
  PriceCard smith = book.cards[0];
  smith.name = "대장장이 한스";
  book.cards.push_back(smith);
  CHECK(book.find("small") == std::uint16_t{0});
  CHECK(book.find("대장장이 한스") == std::uint16_t{1});
  CHECK_FALSE(book.find("smal").has_value());
  CHECK_FALSE(book.find("").has_value());
}

TEST_CASE("asking for the price of a model that the book does not have is a bug that stops the program",
          "[price_book]") {
  const PriceBook book = book_of({plain_set(Instant::min(), per_million("1"), per_million("1"))});
  CHECK_THROWS_AS(book.price(cell(Meter::input_tokens, 0, 1), Instant{}), BrokenPromise);
}

TEST_CASE("cached audio of a provider with a cache and no price for it is unknown, not fresh", "[price_book]") {
  PriceBook book = book_of({plain_set(Instant::min(), per_million("4"), per_million("16"))});
  set(book.cards[0].sets[0].base, Meter::audio_input_tokens, per_million("32"));
  CHECK(exact(book, cell(Meter::cached_audio_tokens)) == per_million("32"));  // no cache at all: everything is fresh
  set(book.cards[0].sets[0].base, Meter::cached_input_tokens, per_million("0.40"));
  CHECK_FALSE(book.price(cell(Meter::cached_audio_tokens), Instant{}).has_value());
  set(book.cards[0].sets[0].base, Meter::cached_audio_tokens, per_million("0.40"));
  CHECK(exact(book, cell(Meter::cached_audio_tokens)) == per_million("0.40"));
}
