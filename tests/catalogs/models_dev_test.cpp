// models.dev and OpenRouter: small catalogs written for these tests.

#include "tests/catalogs/catalog_samples.h"

using namespace npcost;
using namespace npcost::samples;

TEST_CASE("models of models.dev are called by provider and name and cost what they cost per million",
          "[catalogs][models.dev]") {
  const Import import(
      R"({ "openai": { "gpt-4o-mini": { "cost": { "input": 0.15, "output": 0.6, "cache_read": "0.075" }, "release_date": "" } },
                           "lab": { "deep/think": { "cost": { "input": 2, "output": 8, "reasoning": 3, "input_audio": 10, "output_audio": 20,
                                    "cache_write": 2.5, "citation": 2, "request": 5 } } } })",
      CatalogFormat::models_dev);
  CHECK(import.cost("openai/gpt-4o-mini", Meter::input_tokens, 1) == "0.00000015");
  CHECK(import.cost("openai/gpt-4o-mini", Meter::cached_input_tokens, 1'000'000) == "0.075");
  CHECK(import.cost("lab/deep/think", Meter::reasoning_tokens, 1'000'000) == "3");
  CHECK(import.cost("lab/deep/think", Meter::citation_tokens, 1'000'000) == "2");
  CHECK(import.cost("lab/deep/think", Meter::audio_output_tokens, 1'000'000) == "20");
  CHECK(import.cost("lab/deep/think", Meter::cache_write_tokens, 1'000'000) == "2.5");
  CHECK(import.cost("lab/deep/think", Meter::requests, 1) == "unpriced");  // per what, nobody wrote down
  CHECK(import.has(R"("x-models.dev": { "request": 5 })"));
  CHECK(count_of(import.report.ignored, "release_date") == 1);
}

TEST_CASE("the full file of models.dev with the facts of providers reads the same", "[catalogs][models.dev]") {
  const Import import(R"({ "openai": { "id": "openai", "env": ["KEY"], "models": {
      "gpt-4o-mini": { "id": "gpt-4o-mini", "cost": { "input": 0.15, "output": 0.6 }, "limit": { "context": 128000, "output": 16384 } } } } })",
                      CatalogFormat::models_dev);
  REQUIRE(import.has_model("openai/gpt-4o-mini"));
  CHECK(import.report.entries == 1);
  CHECK(import.book->cards[0].context_tokens == 128'000);
}

TEST_CASE("tiers of models.dev begin after their size and at xAI at their size", "[catalogs][models.dev][tiers]") {
  const std::string model =
      R"({ "m": { "cost": { "input": 1, "output": 2, "tiers": [ { "tier": { "size": 200000 }, "input": 3, "output": 4 } ] } } })";
  const Import import("{ \"lab\": " + model + ", \"xai\": " + model + " }", CatalogFormat::models_dev);
  CHECK(import.cost("lab/m", Meter::input_tokens, 1'000'000, 200'000) == "1");
  CHECK(import.cost("lab/m", Meter::input_tokens, 1'000'000, 200'001) == "3");
  CHECK(import.cost("xai/m", Meter::output_tokens, 1'000'000, 199'999) == "2");
  CHECK(import.cost("xai/m", Meter::output_tokens, 1'000'000, 200'000) == "4");
  const Import older(R"({ "lab": { "m": { "cost": { "input": 1, "context_over_200k": { "input": 3 } } } } })",
                     CatalogFormat::models_dev);
  CHECK(older.cost("lab/m", Meter::input_tokens, 1'000'000, 200'000) == "1");
  CHECK(older.cost("lab/m", Meter::input_tokens, 1'000'000, 200'001) == "3");
}

TEST_CASE("tiers by something that nobody has seen yet are kept and not applied", "[catalogs][models.dev][tiers]") {
  const Import import(
      R"({ "lab": { "m": { "cost": { "input": 1, "tiers": [ { "tier": { "type": "moon", "size": 1 }, "input": 3 } ] } } } })",
      CatalogFormat::models_dev);
  CHECK(import.cost("lab/m", Meter::input_tokens, 1'000'000, 200'001) == "1");
  CHECK(count_of(import.report.kept, "tiers") == 1);
  CHECK(import.has("\"moon\""));
}

TEST_CASE("a model whose name says embedding is one and has no output", "[catalogs][models.dev]") {
  const Import import(
      R"({ "lab": { "text-Embedding-3": { "cost": { "input": 0.02, "output": 0.0 } }, "free": { "cost": { "input": 0, "output": 0 } } } })",
      CatalogFormat::models_dev);
  CHECK(import.has(R"("kind": "embedding")"));
  CHECK(import.report.skipped == 1);
}

namespace {

std::string router(const std::string& pricing, const std::string& more = "") {
  return R"({ "data": [ { "id": "lab/m", "context_length": 1000000, "pricing": )" + pricing + " }" + more + " ] }";
}

}  // namespace

TEST_CASE("OpenRouter writes prices per token as texts", "[catalogs][openrouter]") {
  const Import import(
      router(R"({ "prompt": "0.00000015", "completion": "0.0000006", "request": "0", "image": "0", "web_search": "0.01",
      "internal_reasoning": "0.000003", "input_cache_read": "0.000000075", "input_cache_write": "0.0000003", "input_cache_write_1h": "0.0000006",
      "audio": "0.00001", "input_audio_cache": "0.0000004" })"),
      CatalogFormat::openrouter);
  CHECK(import.cost("lab/m", Meter::input_tokens, 67'050) == "0.0100575");
  CHECK(import.cost("lab/m", Meter::reasoning_tokens, 1'000'000) == "3");
  CHECK(import.cost("lab/m", Meter::cache_write_1h_tokens, 1'000'000) == "0.6");
  CHECK(import.cost("lab/m", Meter::audio_input_tokens, 1'000'000) == "10");
  CHECK(import.cost("lab/m", Meter::cached_audio_tokens, 1'000'000) == "0.4");
  CHECK(import.cost("lab/m", Meter::web_searches, 1'000) == "10");
  CHECK(import.cost("lab/m", Meter::requests, 1) == "unpriced");
  CHECK(import.book->cards[0].context_tokens == 1'000'000);
}

TEST_CASE("minus one means that it depends and is never a price", "[catalogs][openrouter]") {
  const Import import(router(R"({ "prompt": "0.000001", "completion": "0.000002" })",
                             R"(, { "id": "auto", "pricing": { "prompt": "-1", "completion": "-1" } })"),
                      CatalogFormat::openrouter);
  CHECK(import.has_model("lab/m"));
  CHECK_FALSE(import.has_model("auto"));
  CHECK(count_of(import.report.reasons, "dynamic prices (-1): what it costs is decided at each request") == 1);
  CHECK_FALSE(Import(router(R"({ "prompt": "-0.5", "completion": "1" })"), CatalogFormat::openrouter).book.has_value());
}

TEST_CASE("overrides for long prompts begin at their length and go on where they say nothing",
          "[catalogs][openrouter][tiers]") {
  const Import import(router(R"({ "prompt": "0.000001", "completion": "0.000002", "overrides": [
      { "min_prompt_tokens": 200000, "prompt": "0.000003", "completion": "0.000004" }, { "min_prompt_tokens": 400000, "prompt": "0.000005" } ] })"),
                      CatalogFormat::openrouter);
  CHECK(import.cost("lab/m", Meter::input_tokens, 1'000'000, 199'999) == "1");
  CHECK(import.cost("lab/m", Meter::input_tokens, 1'000'000, 200'000) == "3");
  CHECK(import.cost("lab/m", Meter::input_tokens, 1'000'000, 400'000) == "5");
  CHECK(import.cost("lab/m", Meter::output_tokens, 1'000'000, 400'000) == "4");  // the shorter override still applies
}

TEST_CASE("overrides by the hour and prices in doubtful units are kept and listed", "[catalogs][openrouter][kept]") {
  const Import import(router(R"({ "prompt": "0.000001", "completion": "0.000002", "image": "0.00000125", "overrides": [
      { "min_prompt_tokens": 200000, "prompt": "0.000003" }, { "utc_start": "01:00", "utc_end": "04:00", "prompt": "0.000002" } ] })"),
                      CatalogFormat::openrouter);
  CHECK(import.cost("lab/m", Meter::input_tokens, 1'000'000, 200'001) == "1");
  CHECK(count_of(import.report.kept, "overrides") == 1);
  CHECK(count_of(import.report.kept, "image") == 1);
  CHECK(count_of(import.report.changed,
                 "overrides by something other than the length of the prompt: only the base prices are billed") == 1);
}

// A tier from 0 tokens on and the base price hold for the same prompts.
TEST_CASE("a tier from nothing on is never lost and never chosen: the model is skipped with the reason",
          "[catalogs][tiers]") {
  const std::string reason = "a tier from 0 tokens on: it and the base price would hold at once";
  for (const char* size : {"0", "null", "\"0\""}) {
    INFO(size);
    const Import models_dev(std::string(R"({ "lab": { "good": { "cost": { "input": 1 } },
        "m": { "cost": { "input": 1, "tiers": [ { "tier": { "size": )") +
                                size + R"( }, "input": 3 } ] } } } })",
                            CatalogFormat::models_dev);
    CHECK_FALSE(models_dev.has_model("lab/m"));
    CHECK(count_of(models_dev.report.reasons, reason) == 1);
    const Import openrouter(router(R"({ "prompt": "0.000001" })",
                                   R"(, { "id": "m", "pricing": { "prompt": "0.000001", "overrides": [
        { "min_prompt_tokens": )" + std::string(size) +
                                       R"(, "prompt": "0.000003" } ] } })"),
                            CatalogFormat::openrouter);
    CHECK_FALSE(openrouter.has_model("m"));
    CHECK(count_of(openrouter.report.reasons, reason) == 1);
    const Import genai(std::string(R"([{ "id": "lab", "models": [{ "id": "good", "prices": { "input_mtok": 1 } },
        { "id": "m", "prices": { "input_mtok": { "base": 1, "tiers": [ { "start": )") +
                           size + R"(, "price": 3 } ] } } }] }])",
                       CatalogFormat::genai_prices);
    CHECK_FALSE(genai.has_model("lab/m"));
    CHECK(count_of(genai.report.reasons, reason) == 1);
  }
}
