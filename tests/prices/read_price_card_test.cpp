#include "tests/prices/reading_samples.h"

using namespace npcost;
using namespace npcost::samples;

TEST_CASE("a small text model reads as it is written", "[read_price_card]") {
  const Reading reading = read_card(R"({ "kind": "llm", "input": "$0.15/1M tokens", "output": "$0.60/1M tokens",
                                         "source": "a page", "as_of": "2026-11-20", "confidence": "high" })");
  REQUIRE(reading.card.has_value());
  const PriceCard& card = *reading.card;
  CHECK(card.name == "small");
  CHECK(card.kind == ModelKind::llm);
  REQUIRE(card.sets.size() == 1);
  CHECK(card.sets[0].from == Instant::min());
  CHECK(base_price(card.sets[0], Meter::input_tokens) == per_million("0.15"));
  CHECK(base_price(card.sets[0], Meter::output_tokens) == per_million("0.60"));
  CHECK_FALSE(base_price(card.sets[0], Meter::cached_input_tokens).has_value());
  CHECK(card.sets[0].source == "a page");
  CHECK(card.sets[0].as_of == "2026-11-20");
  CHECK(card.provenance == "sourced");

  SECTION("with the cache off, for a hit would cost as much as a miss") {
    CHECK_FALSE(card.cache.enabled);
    CHECK_FALSE(card.cache.has_write_price);
  }
  SECTION("and with the defaults of its billing rules") {
    CHECK(card.context_tokens == 128'000);
    CHECK(card.cache.min_tokens == 1024);
    CHECK(card.cache.block_tokens == 128);
    CHECK(card.cache.ttl == std::chrono::minutes(5));
    CHECK(card.cache.refreshed_by_hits);
    CHECK(card.billing_minimum == Milliseconds(0));
    CHECK(card.billing_increment == Milliseconds(1));
  }
}

TEST_CASE("a price is the same whatever unit it is quoted in", "[read_price_card]") {
  const auto input = [](const std::string& price) {
    const Reading reading = read_card(R"({ "kind": "llm", "input": ")" + price + "\" }");
    INFO(reading.report);
    REQUIRE(reading.card.has_value());
    return base_price(reading.card->sets[0], Meter::input_tokens);
  };
  CHECK(input("$0.14/1M tokens") == per_million("0.14"));
  CHECK(input("$0.00014/1k tokens") == per_million("0.14"));
  CHECK(input("$1.4e-7/token") == per_million("0.14"));
}

TEST_CASE("speech is priced by the minute, the hour or the second, voices by the character", "[read_price_card]") {
  const auto price = [](const std::string& kind, const std::string& text, Meter meter) {
    const Reading reading = read_card("{ \"kind\": \"" + kind + "\", \"price\": \"" + text + "\" }");
    INFO(reading.report);
    REQUIRE(reading.card.has_value());
    return base_price(reading.card->sets[0], meter);
  };
  // An hour is 3,600,000 ms.
  CHECK(price("stt", "$0.0043/min", Meter::stt_seconds) == per_minute("0.0043"));
  CHECK(price("stt", "$0.04/h", Meter::stt_seconds) == dollars_per("0.04", 3'600'000));
  CHECK(price("stt", "$0.0001/s", Meter::stt_seconds) == per_minute("0.006"));
  CHECK(price("tts", "$15/1M chars", Meter::tts_chars) == per_million("15"));
  CHECK(price("embedding", "$0.02/1M tokens", Meter::input_tokens) == per_million("0.02"));
  CHECK(price("moderation", "$0.0001/request", Meter::requests) == dollars_per("0.0001", 1));
}

TEST_CASE("a cached price of its own turns the prompt cache on, with the rules that are written", "[read_price_card]") {
  const Reading reading = read_card(R"({ "kind": "llm", "input": "$1/1M tokens", "cached_input": "$0.10/1M tokens",
      "cache_write": "$1.25/1M tokens", "output": "$5/1M tokens", "context": "200k tokens", "min_cache": "64 tokens",
      "cache_block": "64 tokens", "cache_ttl": "1 h", "cache_refresh": false })");
  REQUIRE(reading.card.has_value());
  CHECK(reading.card->cache.enabled);
  CHECK(reading.card->cache.has_write_price);
  CHECK(reading.card->cache.min_tokens == 64);
  CHECK(reading.card->cache.block_tokens == 64);
  CHECK(reading.card->cache.ttl == std::chrono::hours(1));
  CHECK_FALSE(reading.card->cache.refreshed_by_hits);
  CHECK(reading.card->context_tokens == 200'000);
}

TEST_CASE("speech recognition may bill a minimum and in steps", "[read_price_card]") {
  const Reading reading =
      read_card(R"({ "kind": "stt", "price": "$0.024/min", "minimum": "15 s", "increment": "1 s" })");
  REQUIRE(reading.card.has_value());
  CHECK(reading.card->billing_minimum == std::chrono::seconds(15));
  CHECK(reading.card->billing_increment == std::chrono::seconds(1));
}

TEST_CASE("dated prices are whole entries, sorted by date, and keep their model's source unless they have one",
          "[read_price_card]") {
  const Reading reading =
      read_card(R"({ "kind": "llm", "source": "the model's page", "confidence": "medium", "prices": {
      "2025-02-08": { "input": "$0.27/1M tokens", "output": "$1.10/1M tokens", "source": "a list", "confidence": "high" },
      "2024-08-02": { "input": "$0.14/1M tokens", "cached_input": "$0.014/1M tokens", "output": "$0.28/1M tokens",
                        "notes": "V2" } } })");
  INFO(reading.report);
  REQUIRE(reading.card.has_value());
  const std::vector<PriceSet>& sets = reading.card->sets;
  REQUIRE(sets.size() == 2);
  CHECK(sets[0].from == day("2024-08-02"));
  CHECK(sets[1].from == day("2025-02-08"));
  CHECK(sets[0].source == "the model's page");
  CHECK(sets[0].confidence == "medium");
  CHECK(sets[0].notes == "V2");
  CHECK(sets[1].source == "a list");
  CHECK(sets[1].confidence == "high");
  CHECK(sets[1].notes.empty());
  // Not a change to the entry before: the cached price of 2024 is gone.
  CHECK_FALSE(base_price(sets[1], Meter::cached_input_tokens).has_value());
  CHECK(reading.card->cache.enabled);
}

TEST_CASE("prices beside \"prices\" hold until its first date, and an hour may be given", "[read_price_card]") {
  const Reading reading = read_card(R"({ "kind": "llm", "input": "$1/1M tokens",
      "prices": { "2027-03-14T16:00": { "input": "$0.50/1M tokens" } } })");
  REQUIRE(reading.card.has_value());
  const Instant change = day("2027-03-14") + std::chrono::hours(16);
  const PriceSet* before = reading.card->at(change - Milliseconds(1));
  const PriceSet* after = reading.card->at(change);
  REQUIRE(before != nullptr);
  REQUIRE(after != nullptr);
  CHECK(base_price(*before, Meter::input_tokens) == per_million("1"));
  CHECK(base_price(*after, Meter::input_tokens) == per_million("0.5"));
}

TEST_CASE("tiers are read in any order and kept by length", "[read_price_card]") {
  const Reading reading = read_card(R"({ "kind": "llm", "input": "$1/1M tokens", "output": "$2/1M tokens", "tiers": [
      { "above": "256k tokens", "input": "$4/1M tokens" },
      { "above": "128k tokens", "inclusive": true, "input": "$2/1M tokens", "output": "$3/1M tokens" } ] })");
  INFO(reading.report);
  REQUIRE(reading.card.has_value());
  const PriceSet& set = reading.card->sets[0];
  REQUIRE(set.tiers.size() == 2);
  CHECK(set.tiers[0].first_tokens() == 128'000);
  CHECK(set.tiers[1].first_tokens() == 256'001);
  CHECK(set.tiers[1].price.find(Meter::input_tokens)->exact == per_million("4"));
  CHECK_FALSE(set.tiers[1].price.has(Meter::output_tokens));
}

TEST_CASE("keys that belong to the scenario are left alone", "[read_price_card]") {
  const Reading reading =
      read_card(R"({ "kind": "llm", "extends": "base", "catalog": "list:a", "speed": "70..140 tokens/s",
      "first_token": 7, "thinks": null, "input": "$1/1M tokens", "x-mine": [] })");
  CHECK(reading.card.has_value());
}

TEST_CASE("free is written, not left out", "[read_price_card]") {
  const Reading reading = read_card(R"({ "kind": "llm", "input": "$0/1M tokens", "output": "$0/1M tokens" })");
  REQUIRE(reading.card.has_value());
  CHECK(base_price(reading.card->sets[0], Meter::input_tokens) == UnitPrice{});
}

TEST_CASE("a price per the wrong thing is refused at the price", "[read_price_card][broken]") {
  CHECK(read_card(R"({ "kind": "stt", "price": "$15/1M chars" })").only("E220", R"("$15/1M chars")"));
  CHECK(read_card(R"({ "kind": "tts", "price": "$0.015/image" })").only("E220", R"("$0.015/image")"));
  CHECK(read_card(R"({ "kind": "moderation", "price": "$0.02/1M tokens" })").only("E220", R"("$0.02/1M tokens")"));
  CHECK(read_card(R"({ "kind": "llm", "input": "$0.0001/request" })").only("E220", R"("$0.0001/request")"));
  CHECK(read_card(R"({ "kind": "llm", "input": "$1/1M tokens", "per_request": "$1/1M tokens" })")
            .only("E220", R"("$1/1M tokens")"));
}

TEST_CASE("a bare number and a negative price are refused at the price", "[read_price_card][broken]") {
  CHECK(read_card(R"({ "kind": "llm", "input": 0.15 })").only("E201", "0.15"));
  const Reading negative = read_card(R"({ "kind": "llm", "input": "$-0.15/1M tokens" })");
  INFO(negative.report);
  REQUIRE(negative.faults.size() == 1);
  CHECK(negative.report.find("/models/small/input") != std::string::npos);
}

TEST_CASE("a model must say its kind, and one that exists", "[read_price_card][broken]") {
  CHECK(read_card(R"({ "input": "$0.15/1M tokens" })").only("E221", "{"));
  const Reading misspelt = read_card(R"({ "kind": "lmm", "input": "$0.15/1M tokens" })");
  CHECK(misspelt.only("E221", R"("lmm")"));
  CHECK(misspelt.report.find("did you mean \"llm\"?") != std::string::npos);
  CHECK(read_card(R"({ "kind": 7, "input": "$0.15/1M tokens" })").only("E208", "7"));
}

TEST_CASE("a key that the kind never bills is refused, for ignoring it would be a wrong bill",
          "[read_price_card][broken]") {
  CHECK(
      read_card(R"({ "kind": "tts", "price": "$15/1M chars", "output": "$1/1M tokens" })").only("E222", R"("output")"));
  CHECK(read_card(R"({ "kind": "llm", "price": "$1/1M tokens" })").has("E222", R"("price")"));
  CHECK(read_card(R"({ "kind": "llm", "input": "$1/1M tokens", "minimum": "15 s" })").only("E222", R"("minimum")"));
  CHECK(read_card(R"({ "kind": "stt", "price": "$0.006/min", "cache_ttl": "5 min" })").only("E222", R"("cache_ttl")"));
  CHECK(read_card(R"({ "kind": "tts", "price": "$15/1M chars", "tiers": [] })").only("E222", R"("tiers")"));
  CHECK(read_card(R"({ "kind": "tts", "prices": { "2025-01-01": { "price": "$15/1M chars", "tiers": [] } } })")
            .only("E222", R"("tiers")"));
}

TEST_CASE("two keys for one price are refused, and the report names both places", "[read_price_card][broken]") {
  const Reading reading = read_card(R"({ "kind": "embedding", "price": "$1/1M tokens", "input": "$2/1M tokens" })");
  CHECK(reading.only("E222", R"("input")"));
  // "price" begins at column 24 of the one line: {␣"kind":␣"embedding",␣ is 1+1+7+1+11+1+1 = 23 characters.
  CHECK(reading.report.find("first at 1:24") != std::string::npos);
}

TEST_CASE("a model or a date without any price is refused", "[read_price_card][broken]") {
  CHECK(read_card(R"({ "kind": "llm", "context": "8k tokens" })").only("E223", "{"));
  CHECK(read_card(R"({ "kind": "llm", "prices": {} })").only("E223", "{"));
  CHECK(read_card(R"({ "kind": "llm", "prices": { "2025-02-08": { "source": "a list" } } })")
            .only("E223", R"("2025-02-08")"));
}

TEST_CASE("dates must exist and differ", "[read_price_card][broken]") {
  const std::string price = R"({ "input": "$1/1M tokens" })";
  CHECK(read_card(R"({ "kind": "llm", "prices": { "2025-02-29": )" + price + " } }").only("E214", R"("2025-02-29")"));
  CHECK(read_card(R"({ "kind": "llm", "prices": { "2024-02-29": )" + price + " } }").faults.empty());
  CHECK(read_card(R"({ "kind": "llm", "prices": { "2025-02": )" + price + " } }").only("E214", R"("2025-02")"));
  CHECK(
      read_card(R"({ "kind": "llm", "prices": { "2025-02-08": )" + price + R"(, "2025-02-08T00:00": )" + price + " } }")
          .only("E224", R"("2025-02-08T00:00")"));
  CHECK(read_card(R"({ "kind": "llm", "input": "$1/1M tokens", "as_of": "2026-13-01" })")
            .only("E214", R"("2026-13-01")"));
}

TEST_CASE("a tier says from where it applies and what it changes, and no two begin together",
          "[read_price_card][broken]") {
  const auto tiers = [](const std::string& list) {
    return read_card(R"({ "kind": "llm", "input": "$1/1M tokens", "tiers": )" + list + " }");
  };
  CHECK(tiers(R"([{ "input": "$2/1M tokens" }])").only("E225", "{"));
  CHECK(tiers(R"([{ "above": "200k tokens" }])").only("E225", "{"));
  CHECK(
      tiers(
          R"([{ "above": "200k tokens", "input": "$2/1M tokens" }, { "above": "200k tokens", "input": "$3/1M tokens" }])")
          .only("E225", "{"));
  // 200,000 exclusive and 200,001 inclusive both begin with token 200,001.
  CHECK(
      tiers(
          R"([{ "above": "200000 tokens", "input": "$2/1M tokens" }, 
                { "above": "200001 tokens", "inclusive": true, "input": "$3/1M tokens" }])")
          .only("E225", "{"));
  CHECK(tiers(R"([{ "above": "100k..200k tokens", "input": "$2/1M tokens" }])").only("E218", R"("100k..200k tokens")"));
  CHECK(tiers(R"([{ "above": "200k tokens", "inclusive": "yes", "input": "$2/1M tokens" }])").only("E208", R"("yes")"));
  CHECK(tiers(R"([7])").only("E208", "7"));
  CHECK(tiers(R"({})").only("E208", "{"));
  CHECK(tiers(R"([{ "above": "200k tokens", "inptu": "$2/1M tokens", "output": "$3/1M tokens" }])")
            .only("E101", R"("inptu")"));
  CHECK(read_card(R"({ "kind": "llm", "tiers": [], "prices": { "2025-02-08": { "input": "$1/1M tokens" } } })")
            .only("E225", R"("tiers")"));
}

TEST_CASE("sixteen tiers are accepted and seventeen are not", "[read_price_card][broken]") {
  const auto with = [](int count) {
    std::string list;
    for (int i = 1; i <= count; ++i) {
      list += (i == 1 ? "" : ", ") + std::string(R"({ "above": ")") + std::to_string(i) +
              R"(k tokens", "input": "$2/1M tokens" })";
    }
    return read_card(R"({ "kind": "llm", "input": "$1/1M tokens", "tiers": [)" + list + "] }");
  };
  CHECK(with(16).faults.empty());
  CHECK(with(17).only("E225", "["));
}

TEST_CASE("billing rules are one sensible number", "[read_price_card][broken]") {
  const auto rule = [](const std::string& text) {
    return read_card(R"({ "kind": "llm", "input": "$1/1M tokens", )" + text + " }");
  };
  CHECK(rule(R"("cache_block": "0 tokens")").only("E228", R"("0 tokens")"));
  CHECK(rule(R"("cache_block": "1 tokens")").faults.empty());
  CHECK(rule(R"("min_cache": "0 tokens")").faults.empty());
  CHECK(rule(R"("min_cache": "1.5 tokens")").only("E210", R"("1.5 tokens")"));
  CHECK(rule(R"("min_cache": "500..2000 tokens")").only("E218", R"("500..2000 tokens")"));
  CHECK(rule(R"("context": "1B tokens")").faults.empty());
  CHECK(rule(R"("context": "1.1B tokens")").only("E228", R"("1.1B tokens")"));
  CHECK(rule(R"("cache_ttl": "0 s")").only("E228", R"("0 s")"));
  CHECK(rule(R"("cache_refresh": 1)").only("E208", "1"));
  CHECK(rule(R"("confidence": "pretty sure")").only("E227", R"("pretty sure")"));
  CHECK(rule(R"("provenance": "guessed")").only("E219", R"("guessed")"));
  CHECK(rule(R"("source": 7)").only("E208", "7"));
}

TEST_CASE("every fault of a model is found in one reading, in the order of the file", "[read_price_card][broken]") {
  const Reading reading = read_card(R"({ "input": 0.15, "output": "$0,60/1M tokens", "min_cache": "1..2 tokens",
      "prices": { "yesterday": { "imput": 1 } }, "as_of": "soon" })");
  const std::vector<std::pair<std::string, std::string>> expected = {{"E221", "{"},
                                                                     {"E201", "0.15"},
                                                                     {"E203", "\"$0,60/1M tokens\""},
                                                                     {"E218", "\"1..2 tokens\""},
                                                                     {"E214", "\"yesterday\""},
                                                                     {"E223", "\"yesterday\""},
                                                                     {"E101", "\"imput\""},
                                                                     {"E214", "\"soon\""}};
  REQUIRE(reading.faults.size() == expected.size());
  for (std::size_t i = 0; i < expected.size(); ++i) {
    CHECK(reading.faults[i].first == expected[i].first);
    // Reading a value may point more closely than its whole token; the other places are exact.
    if (expected[i].first != "E203") CHECK(reading.faults[i].second == expected[i].second);
  }
}
