#include <limits>
#include <random>

#include "sim/prices/rater.h"
#include "tests/prices/reading_samples.h"

using namespace npcost;
using namespace npcost::samples;

namespace {

PriceBook book_of(const std::string& model) {
  const Reading reading = read_card(model);
  INFO(reading.report);
  REQUIRE(reading.card.has_value());
  PriceBook book;
  book.cards.push_back(*reading.card);
  return book;
}

RequestUsage request(std::initializer_list<std::pair<Meter, std::uint64_t>> counts, Instant at = Instant{}) {
  RequestUsage usage;
  usage.at = at;
  for (const auto& [meter, count] : counts) usage.counts.add(meter, count);
  return usage;
}

std::string cost(const PriceBook& book, const RequestUsage& usage, std::string_view service = "") {
  Rater rater(book);
  RequestUsage asked = usage;
  asked.service = rater.service_number(service);
  Charge charge;
  rater.rate(asked, charge);
  CHECK(charge.unpriced == 0);
  return decimal(charge.total);
}

const std::string tiered = R"({ "kind": "llm", "input": "$2/1M tokens", "cached_input": "$0.20/1M tokens", "output": "$10/1M tokens",
  "tiers": [{ "above": "200k tokens", "input": "$4/1M tokens", "cached_input": "$0.40/1M tokens", "output": "$15/1M tokens" }],
  "service_tiers": { "batch": { "times": 0.5 }, "priority": { "input": "$3.50/1M tokens", "output": "$17.50/1M tokens",
    "tiers": [{ "above": "200k tokens", "input": "$7/1M tokens" }] } } })";

}  // namespace

TEST_CASE("a long prompt is dearer as a whole from the first token beyond the threshold, cached tokens counted", "[rater]") {
  const PriceBook book = book_of(tiered);
  using enum Meter;
  // All fresh: 199,999 × $2; 200,000 × $2; 200,001 × $4 a million.
  CHECK(cost(book, request({{input_tokens, 199'999}})) == "0.399998");
  CHECK(cost(book, request({{input_tokens, 200'000}})) == "0.4");
  CHECK(cost(book, request({{input_tokens, 200'001}})) == "0.800004");
  // Half of it cached: the whole prompt decides, 100,000 fresh and the rest cached.
  CHECK(cost(book, request({{input_tokens, 100'000}, {cached_input_tokens, 99'999}})) == "0.2199998");
  CHECK(cost(book, request({{input_tokens, 100'000}, {cached_input_tokens, 100'000}})) == "0.22");
  CHECK(cost(book, request({{input_tokens, 100'000}, {cached_input_tokens, 100'001}})) == "0.4400004");
  // The output goes with the prompt: 1,000 × $10 and 1,000 × $15.
  CHECK(cost(book, request({{input_tokens, 200'000}, {output_tokens, 1'000}})) == "0.41");
  CHECK(cost(book, request({{input_tokens, 200'001}, {output_tokens, 1'000}})) == "0.815004");
  CHECK(cost(book, request({{output_tokens, 1'000'000}})) == "10");  // an answer of any length is no prompt
}

TEST_CASE("an inclusive threshold begins one token earlier", "[rater]") {
  const PriceBook book = book_of(R"({ "kind": "llm", "input": "$2/1M tokens", "output": "$10/1M tokens",
    "tiers": [{ "above": "200k tokens", "inclusive": true, "input": "$4/1M tokens" }] })");
  CHECK(cost(book, request({{Meter::input_tokens, 199'999}})) == "0.399998");
  CHECK(cost(book, request({{Meter::input_tokens, 200'000}})) == "0.8");
}

TEST_CASE("a service tier multiplies, or has prices of its own beside the standard ones", "[rater]") {
  const PriceBook book = book_of(tiered);
  using enum Meter;
  const RequestUsage small = request({{input_tokens, 1'000'00}, {cached_input_tokens, 50'000}, {output_tokens, 10'000}});
  // Standard 0.2 + 0.01 + 0.1; batch half of it; priority 0.35 + 0.01 (as standard) + 0.175.
  CHECK(cost(book, small) == "0.31");
  CHECK(cost(book, small, "batch") == "0.155");
  CHECK(cost(book, small, "priority") == "0.535");
  CHECK(cost(book, small, "standard") == "0.31");
  CHECK(cost(book, small, "flex") == "0.31");  // not offered: charged as standard
  // A long prompt: batch halves the long prices; priority has $7 for the input, and for the output only the standard long price.
  const RequestUsage long_one = request({{input_tokens, 300'000}, {output_tokens, 1'000}});
  CHECK(cost(book, long_one) == "1.215");
  CHECK(cost(book, long_one, "batch") == "0.6075");
  CHECK(cost(book, long_one, "priority") == "2.115");
}

TEST_CASE("recognition is billed by its minimum and steps, and nothing for nothing", "[rater]") {
  // Ten seconds at least; $0.36 an hour are $0.001 for ten seconds.
  const PriceBook groq = book_of(R"({ "kind": "stt", "price": "$0.36/h", "minimum": "10 s" })");
  CHECK(cost(groq, request({{Meter::stt_seconds, 1}})) == "0.001");
  CHECK(cost(groq, request({{Meter::stt_seconds, 9'999}})) == "0.001");
  CHECK(cost(groq, request({{Meter::stt_seconds, 10'000}})) == "0.001");
  CHECK(cost(groq, request({{Meter::stt_seconds, 10'010}})) == "0.001001");
  CHECK(cost(groq, request({{Meter::stt_seconds, 0}})) == "0");
  const PriceBook steps = book_of(R"({ "kind": "stt", "price": "$0.06/min", "increment": "15 s" })");
  CHECK(cost(steps, request({{Meter::stt_seconds, 15'000}})) == "0.015");
  CHECK(cost(steps, request({{Meter::stt_seconds, 15'001}})) == "0.03");
}

TEST_CASE("monthly volume is graduated: what is below a step keeps its price", "[rater]") {
  const PriceBook book = book_of(R"({ "kind": "stt", "price": "$0.016/min",
    "volume": [{ "above": "100 min", "price": "$0.010/min" }, { "above": "200 min", "price": "$0.004/min" }] })");
  Rater rater(book);
  Charge charge;
  const auto minutes = [&](std::uint64_t count, std::string_view date) {
    rater.rate(request({{Meter::stt_seconds, count * 60'000}}, day(date)), charge);
    return decimal(charge.total);
  };
  CHECK(minutes(90, "2026-01-05") == "1.44");
  CHECK(minutes(20, "2026-01-06") == "0.26");    // ten at each price
  CHECK(minutes(290, "2026-01-31") == "1.7");    // 90 × 0.010 + 200 × 0.004
  CHECK(minutes(100, "2026-02-01") == "1.6");    // a new month
  CHECK(minutes(1, "2026-02-02") == "0.01");
  CHECK(minutes(1, "2026-01-31") == "0.004");    // a late record still belongs to its month
}

TEST_CASE("what has no price is named and costs nothing that is shown as a cost", "[rater]") {
  const PriceBook book = book_of(R"({ "kind": "llm", "prices": { "2026-01-01": { "input": "$1/1M tokens", "until": "2026-01-31" } } })");
  Rater rater(book);
  Charge charge;
  rater.rate(request({{Meter::input_tokens, 1'000'000}, {Meter::audio_input_tokens, 5}}, day("2026-01-15")), charge);
  CHECK(decimal(charge.total) == "1");
  CHECK(charge.priced == 1u << static_cast<unsigned>(Meter::input_tokens));
  CHECK(charge.unpriced == 1u << static_cast<unsigned>(Meter::audio_input_tokens));
  for (const std::string_view outside : {"2025-12-31", "2026-02-01"}) {
    rater.rate(request({{Meter::input_tokens, 1}}, day(outside)), charge);
    CHECK(charge.priced == 0);
    CHECK(charge.unpriced == 1u << static_cast<unsigned>(Meter::input_tokens));
  }
  rater.rate(request({{Meter::input_tokens, 1}}, day("2026-02-01") - Milliseconds{1}), charge);
  CHECK(charge.unpriced == 0);
}

TEST_CASE("rating is linear, and the sum of parts is the whole, within one tier and hour", "[rater]") {
  const PriceBook book = book_of(tiered);
  Rater rater(book);
  std::mt19937 random(20261125);
  std::uniform_int_distribution<std::uint64_t> tokens(0, 1'000);
  RequestUsage sum = request({});
  Money added;
  Charge charge;
  for (int i = 0; i < 50; ++i) {  // 50 × 2,000 stay below the threshold
    const RequestUsage one = request({{Meter::input_tokens, tokens(random)},
                                      {Meter::cached_input_tokens, tokens(random)},
                                      {Meter::output_tokens, tokens(random)}});
    rater.rate(one, charge);
    added += charge.total;
    for_each_meter(one.counts.used(), [&](Meter meter) { sum.counts.add(meter, one.counts[meter]); });
  }
  rater.rate(sum, charge);
  CHECK(charge.total == added);
  Money parts;
  for_each_meter(charge.priced, [&](Meter meter) { parts += charge.amount[static_cast<std::size_t>(meter)]; });
  CHECK(parts == charge.total);
}

TEST_CASE("the same price in other words is the same price", "[rater]") {
  for (const std::string_view same : {"$0.14/1M tokens", "$0.00014/1k tokens", "$0.00000014/token", "0.14 USD/1M tokens"}) {
    const PriceBook book = book_of(R"({ "kind": "llm", "input": ")" + std::string(same) + R"(", "output": "$1/1M tokens" })");
    INFO(same);
    CHECK(cost(book, request({{Meter::input_tokens, 1}})) == "0.00000014");
  }
}

TEST_CASE("sums never wrap: what is beyond 128 bits is an error", "[rater]") {
  // 2^64 − 1 tokens at $1,000 each are 1.8e22 dollars, just inside; with as many output tokens they are not.
  const PriceBook book = book_of(R"({ "kind": "llm", "input": "$1000/token", "output": "$1000/token" })");
  constexpr std::uint64_t most = std::numeric_limits<std::uint64_t>::max();
  CHECK(cost(book, request({{Meter::input_tokens, most}})) == "18446744073709551615000");
  Rater rater(book);
  Charge charge;
  CHECK_THROWS_AS(rater.rate(request({{Meter::input_tokens, most}, {Meter::output_tokens, most}}), charge), MoneyOverflow);
  MeterCounts counts;
  counts.add(Meter::input_tokens, most);
  CHECK_THROWS_AS(counts.add(Meter::input_tokens, 1), std::overflow_error);
}

TEST_CASE("a service tier with a price of its own has no steps of volume", "[rater]") {
  const PriceBook book = book_of(R"({ "kind": "llm", "input": "$1/1M tokens", "output": "$2/1M tokens",
    "volume": [{ "above": "1M tokens", "input": "$0.50/1M tokens" }], "service_tiers": { "priority": { "input": "$3/1M tokens" } } })");
  CHECK(cost(book, request({{Meter::input_tokens, 3'000'000}})) == "2");  // one million at $1, two at $0.50
  CHECK(cost(book, request({{Meter::input_tokens, 3'000'000}}), "priority") == "9");
}
