// Money in a scenario: currencies, catalogs, and prices that are there when they are needed.
#include "sim/scenario/decoding/currency.h"
#include "tests/base/test_folder.h"
#include "tests/scenario/support.h"

using namespace npcost;
using namespace npcost::scenario_test;

namespace {

constexpr std::string_view book = R"({
  "npcost_prices": 1, "name": "made up", "as_of": "2026-10-01",
  "models": {
    "a/small": { "kind": "llm", "context": "64k tokens", "source": "price page", "prices": {
      "2026-01-01": { "input": "$1/1M tokens", "output": "$2/1M tokens" },
      "2026-12-01": { "input": "$3/1M tokens", "output": "$4/1M tokens",
                      "tiers": [{ "above": "10k tokens", "input": "$9/1M tokens" }] } } },
    "a/unsure": { "kind": "llm", "input": "$1..2/1M tokens", "output": "$2/1M tokens" },
    "a/speech": { "kind": "tts", "price": "$15/1M chars" }
  }
})";

/// The tiny scenario with its model's object replaced, beside the book.
struct Shop {
  Folder folder;
  explicit Shop(std::string_view content = book) { write_atomically(folder / "book.json", content); }
  ReadScenario read(const std::string& model, const std::string& catalog = R"("from": "book.json")",
                    const std::string& more = "") const {
    const std::string text =
        edited(edited(tiny, R"({ "kind": "llm", "input": "$0.15/1M tokens", "output": "$0.60/1M tokens" })", model),
               R"("npcost": 1,)", R"("npcost": 1, "catalogs": { "list": { )" + catalog + " } }, " + more);
    return read_scenario_text(folder / "s.npcost.json", text);
  }
};

std::string per_million(const PriceCard& card, std::size_t set, Meter meter) {
  return decimal(card.sets.at(set).base.find(meter)->exact.per_count.times(1'000'000));
}

Faults currency(const std::string& text) { return faults(edited(tiny, R"("npcost": 1,)", R"("npcost": 1, )" + text)); }

}  // namespace

TEST_CASE("a model takes its card from a catalog, with every date of it", "[scenario][catalog]") {
  const Shop shop;
  const ReadScenario result = shop.read(R"({ "catalog": "list:a/small" })");
  INFO(report_text(result.diagnostics));
  REQUIRE(result.scenario.has_value());
  const PriceCard& card = result.scenario->book.cards[0];
  CHECK(card.name == "small");
  CHECK(card.context_tokens == 64'000);
  REQUIRE(card.sets.size() == 2);
  CHECK(per_million(card, 0, Meter::input_tokens) == "1");
  CHECK(per_million(card, 1, Meter::input_tokens) == "3");
  REQUIRE(result.scenario->books_used.size() == 1);
  CHECK(result.scenario->books_used[0].name == "made up");
  CHECK(result.scenario->books_used[0].as_of == "2026-10-01");
  CHECK(result.scenario->books_used[0].sha256 == sha256_hex(book));
  bool listed = false;
  for (const Assumption& a : result.scenario->assumptions) {
    listed = listed || (a.pointer == "/models/small/input" && a.value == "$1/1M tokens" && a.provenance == "sourced" &&
                        a.source == "price page");
  }
  CHECK(listed);
}

TEST_CASE("a price written in the scenario replaces it on every date and in every tier", "[scenario][catalog]") {
  const Shop shop;
  const ReadScenario result =
      shop.read(R"({ "catalog": "list:a/small", "input": "$7/1M tokens", "context": "32k tokens" })");
  REQUIRE(result.scenario.has_value());
  const PriceCard& card = result.scenario->book.cards[0];
  CHECK(per_million(card, 0, Meter::input_tokens) == "7");
  CHECK(per_million(card, 1, Meter::input_tokens) == "7");
  CHECK(per_million(card, 1, Meter::output_tokens) == "4");
  CHECK_FALSE(card.sets[1].tiers.at(0).price.has(Meter::input_tokens));
  CHECK(card.context_tokens == 32'000);
  CHECK_FALSE(card.cache.enabled);
  const ReadScenario cached =
      shop.read(R"({ "catalog": "list:a/small", "cached_input": "$0.5/1M tokens", "min_cache": "64 tokens" })");
  REQUIRE(cached.scenario.has_value());
  CHECK(cached.scenario->book.cards[0].cache.enabled);
  CHECK(cached.scenario->book.cards[0].cache.min_tokens == 64);
  CHECK(cached.scenario->book.cards[0].cache.block_tokens == 128);
}

TEST_CASE("a catalog or a model in it that does not exist is named with what there is", "[scenario][catalog]") {
  const Shop shop;
  CHECK(faults(shop.read(R"({ "catalog": "lst:a/small" })")) == Faults{"E301 /models/small/catalog"});
  CHECK(faults(shop.read(R"({ "catalog": "a/small" })")) == Faults{"E301 /models/small/catalog"});
  const ReadScenario model = shop.read(R"({ "catalog": "list:a/smal" })");
  CHECK(faults(model) == Faults{"E305 /models/small/catalog"});
  CHECK(found(model, "E305").hint.starts_with("did you mean \"a/small\"?"));
  CHECK(faults(shop.read(R"({ "catalog": "list:a/small", "kind": "tts" })")).size() == 1);
  CHECK(faults(shop.read(R"({ "catalog": "list:a/speech" })")) == Faults{"E303 /pipelines/text/stages/0/model"});
}

TEST_CASE("a catalog must be readable, of a known format and the one that was named", "[scenario][catalog]") {
  const Shop shop;
  const std::string model = R"({ "catalog": "list:a/small" })";
  CHECK(faults(shop.read(model, R"("from": "other.json")")) == Faults{"E601 /catalogs/list/from"});
  CHECK(faults(shop.read(model, R"("from": "../book.json")")) == Faults{"E601 /catalogs/list/from"});
  CHECK(faults(shop.read(model, R"("from": "book.json", "format": "litellm")")) ==
        Faults{"E603 /catalogs/list/format"});
  CHECK(faults(shop.read(model, R"("from": "book.json", "format": "yaml")")) == Faults{"E104 /catalogs/list/format"});
  CHECK(shop.read(model, R"("from": "book.json", "sha256": ")" + sha256_hex(book) + "\"").scenario.has_value());
  const ReadScenario other = shop.read(model, R"("from": "book.json", "sha256": ")" + std::string(64, '0') + "\"");
  CHECK(faults(other) == Faults{"E604 /catalogs/list/sha256"});
  const Shop broken(
      R"({ "npcost_prices": 1, "models": { "a": { "kind": "llm", "imput": "$1/1M tokens", "output": "$1/1M tokens" } } })");
  const ReadScenario fault = broken.read(model);
  CHECK(found(fault, "E101").place.source->name.ends_with("book.json"));
}

TEST_CASE("a public catalog is read as downloaded once it is said from which day it is", "[scenario][catalog]") {
  const Shop shop;
  // 1.5e-7 USD a token is $0.15 a million.
  const std::string foreign = R"({ "a/small": { "litellm_provider": "a", "mode": "chat", "input_cost_per_token": 1.5e-07,
    "output_cost_per_token": 6e-07 } })";
  write_atomically(shop.folder / "litellm.json", foreign);
  const std::string model = R"({ "catalog": "list:a/small" })";
  CHECK(faults(shop.read(model, R"("from": "litellm.json", "format": "litellm")")) == Faults{"E603 /catalogs/list/format"});
  CHECK(faults(shop.read(model, R"("from": "litellm.json", "format": "csv")")) == Faults{"E603 /catalogs/list/format"});
  const std::string dated = R"("from": "litellm.json", "format": "litellm", "as_of": "2026-07-24")";
  const ReadScenario read = shop.read(model, dated);
  REQUIRE(read.scenario);
  const PriceCard& card = read.scenario->book.cards.front();
  CHECK(card.sets.front().base.find(Meter::input_tokens)->exact.per_count == *Money::from_decimal("0.00000015"));
  CHECK(card.as_of == "2026-07-24");
  CHECK(read.scenario->books_used.front().sha256 == sha256_hex(foreign));
  CHECK(read.scenario->books_used.front().as_of == "2026-07-24");
  CHECK(shop.read(model, dated + R"(, "sha256": ")" + sha256_hex(foreign) + "\"").scenario.has_value());
  CHECK(faults(shop.read(model, dated + R"(, "sha256": ")" + std::string(64, '0') + "\"")) == Faults{"E604 /catalogs/list/sha256"});
  write_atomically(shop.folder / "litellm.json", edited(foreign, "1.5e-07", "-1.5e-07"));
  const ReadScenario wrong = shop.read(model, dated);
  CHECK(found(wrong, "E241").place.source->name.ends_with("litellm.json"));
}

TEST_CASE("the hash of a scenario knows the content of its catalogs, not their names", "[scenario][catalog]") {
  const Shop shop, same, other(edited(book, "$1/1M", "$1.5/1M"));
  write_atomically(same.folder / "renamed.json", book);
  const std::string model = R"({ "catalog": "list:a/small" })";
  const std::string hash = shop.read(model).scenario->sha256;
  CHECK(same.read(model, R"("from": "renamed.json")").scenario->sha256 == hash);
  CHECK(other.read(model).scenario->sha256 != hash);
}

TEST_CASE("models that share a card share what nobody knows about it", "[scenario][catalog]") {
  const Shop shop;
  const ReadScenario result = shop.read(R"({ "catalog": "list:a/unsure" }, "twin": { "catalog": "list:a/unsure" })");
  REQUIRE(result.scenario.has_value());
  REQUIRE(result.scenario->unknown_names.size() == 1);
  CHECK(result.scenario->unknown_names[0].first == "/catalogs/list/models/a~1unsure/input");
}

TEST_CASE("a stage needs a price from the first moment of the run to the last", "[scenario][prices]") {
  const Shop shop;
  const std::string model = R"({ "catalog": "list:a/small" })", from = R"("from": "book.json")";
  CHECK(shop.read(model, from, R"("time": { "start": "2026-01-01" },)").scenario.has_value());
  const ReadScenario early = shop.read(model, from, R"("time": { "start": "2025-12-31" },)");
  CHECK(faults(early) == Faults{"E502 /pipelines/text/stages/0/model", "E502 /pipelines/text/stages/0/model"});
  CHECK(found(early, "E502").hint == "priced here: input_tokens from 2026-01-01, output_tokens from 2026-01-01");
  // From 2026-12-01 on the card has no output price any more.
  const Shop gap(edited(book, R"("$3/1M tokens", "output": "$4/1M tokens")", R"("$3/1M tokens")"));
  CHECK(gap.read(model, from, R"("time": { "start": "2026-11-01", "duration": "30 d" },)").scenario.has_value());
  const ReadScenario late = gap.read(model, from, R"("time": { "start": "2026-11-01", "duration": "31 d" },)");
  CHECK(faults(late) == Faults{"E502 /pipelines/text/stages/0/model"});
  CHECK(found(late, "E502").message.find("2026-12-01") != std::string::npos);
}

TEST_CASE("a model without a price is an error, unless nobody calls it", "[scenario][prices]") {
  const std::string unpriced = R"("other": { "kind": "llm", "speed": "50 tokens/s" }, "small": {)";
  CHECK(faults(edited(tiny, R"("small": {)", unpriced)).empty());
  CHECK(faults(edited(edited(tiny, R"("small": {)", unpriced), R"("model": "small")", R"("model": "other")")) ==
        Faults{"E223 /models/other"});
  CHECK(faults(edited(tiny, R"(, "output": "$0.60/1M tokens")", "")) == Faults{"E502 /pipelines/text/stages/0/model"});
}

TEST_CASE("a price older than 90 days at the start is a warning", "[scenario][prices]") {
  const auto warnings = [](const std::string& as_of) {
    return faults(read_text(edited(tiny, R"("kind": "llm",)", R"("kind": "llm", "as_of": ")" + as_of + "\",")),
                  Severity::warning);
  };
  // The run starts on 2026-11-01: 90 days before is 2026-08-03.
  CHECK(warnings("2026-08-03").empty());
  CHECK(warnings("2026-08-02") == Faults{"W701 /models/small"});
  CHECK(warnings("2027-01-01").empty());
}

TEST_CASE("a long prefix without a cache price gets a note", "[scenario][prices]") {
  const auto notes = [](const std::string& persona, const std::string& price) {
    return faults(read_text(edited(edited(tiny, "600 tokens", persona), R"("input":)", price + R"("input":)")),
                  Severity::note);
  };
  CHECK(notes("1023 tokens", "").empty());
  CHECK(notes("1024 tokens", "") == Faults{"W703 /models/small"});
  CHECK(notes("1024 tokens", R"("cached_input": "$0.075/1M tokens", )").empty());
}

TEST_CASE("foreign prices and budgets are converted exactly, once", "[scenario][currency]") {
  // 1390 KRW = 1 USD, so 2780 KRW per 1M tokens are 2 USD per 1M tokens.
  const std::string fx = R"("npcost": 1, "fx": { "as_of": "2026-11-01", "rates": { "KRW": "1390 KRW/USD" } },)";
  const std::string won = edited(edited(tiny, R"("npcost": 1,)", fx), "$0.15/1M tokens", "2780 KRW/1M tokens");
  CHECK(per_million(right(won).book.cards[0], 0, Meter::input_tokens) == "2");
  CHECK_THAT(*right(edited(won, R"("max": "$0.10")", R"("max": "139 KRW")")).budgets[0].max, WithinAbs(0.1, 1e-15));
  CHECK(faults(edited(tiny, "$0.15/1M tokens", "2780 KRW/1M tokens")) == Faults{"E402 /models/small/input"});
  CHECK(faults(edited(tiny, R"("max": "$0.10")", R"("max": "139 KRW")")) == Faults{"E402 /budgets/cheap enough/max"});
  CHECK(faults(edited(won, R"("npcost": 1,)", R"("npcost": 1, "currency": "EUR",)")).front() == "E402 /fx/rates/KRW");
}

TEST_CASE("a rate names both currencies", "[scenario][currency]") {
  CHECK(currency(R"("fx": { "rates": { "KRW": "1390 KRW/USD" } },)").empty());
  CHECK(currency(R"("fx": { "rates": { "KRW": "0.00072 USD/KRW" } },)").empty());
  for (const char* rate :
       {"1390", "\"1390\"", "\"1390 KRW\"", "\"1390 JPY/USD\"", "\"0 KRW/USD\"", "\"-1 KRW/USD\"", "\"1,390 KRW/USD\"",
        "\"1300..1400 KRW/USD\"", "\"1e3 KRW/USD\"", "\"1. KRW/USD\"", "\"KRW/USD\"", "\"1390 KRW/KRW\"", "null"}) {
    INFO(rate);
    const Faults list = currency(std::string(R"("fx": { "rates": { "KRW": )") + rate + " } },");
    if (std::string_view(rate) == "null")
      CHECK(list.empty());  // deleted
    else
      CHECK(list == Faults{"E408 /fx/rates/KRW"});
  }
  CHECK(currency(R"("fx": { "rates": { "won": "1390 KRW/USD" } },)") == Faults{"E408 /fx/rates/won"});
  CHECK(currency(R"("fx": {},)") == Faults{"E103 /fx"});
}

TEST_CASE("converting rounds half to even, to the grain of money", "[scenario][currency]") {
  const auto grains = [](std::int64_t amount, std::int64_t numerator, std::int64_t denominator) {
    return converted(Money::from_grains(amount), {"X", "Y", numerator, denominator})->grains();
  };
  CHECK(grains(7, 2, 1) == 4);  // 3.5 → 4
  CHECK(grains(5, 2, 1) == 2);  // 2.5 → 2
  CHECK(grains(-5, 2, 1) == -2);
  CHECK(grains(-7, 2, 1) == -4);
  CHECK(grains(10, 3, 1) == 3);  // 3.33
  CHECK(grains(11, 3, 1) == 4);  // 3.67
  CHECK(grains(3, 1, 1000) == 3000);
  CHECK_FALSE(converted(Money::from_grains(Int128{1} << 126), {"X", "Y", 1, 1000}).has_value());
  // Round trip over a rate and its inverse is the identity wherever the first step is exact.
  for (std::int64_t n = 1; n < 200; ++n) {
    const Money there = *converted(Money::from_grains(n * 139), {"X", "Y", 139, 10});
    CHECK(*converted(there, {"Y", "X", 10, 139}) == Money::from_grains(n * 139));
  }
}
