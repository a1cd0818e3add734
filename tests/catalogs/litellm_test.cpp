// LiteLLM's format: small catalogs written for these tests, their prices worked out by moving the point six places.

#include "tests/catalogs/catalog_samples.h"

using namespace npcost;
using namespace npcost::samples;

namespace {

/// A catalog with one model called "m".
std::string one(const std::string& fields, const std::string& mode = "chat") {
  return R"({ "m": { "litellm_provider": "openai", "mode": ")" + mode + "\", " + fields + " } }";
}

constexpr CatalogFormat litellm = CatalogFormat::litellm;

}  // namespace

TEST_CASE("prices per token become prices per million and cost the same to the last digit", "[catalogs][litellm]") {
  const Import import(one(R"("input_cost_per_token": 1.5e-07, "output_cost_per_token": "6e-7",
      "cache_read_input_token_cost": 7.5e-08, "max_input_tokens": 128000, "prompt_cache_min_tokens": 2048)"),
                      litellm);
  CHECK(import.has(R"("input": "$0.15/1M tokens")"));
  CHECK(import.has(R"("output": "$0.6/1M tokens")"));
  CHECK(import.cost("m", Meter::input_tokens, 67'050) == "0.0100575");  // 67,050 × 0.15 / 10^6
  CHECK(import.cost("m", Meter::output_tokens, 1'500) == "0.0009");
  CHECK(import.cost("m", Meter::cached_input_tokens, 1) == "0.000000075");
  CHECK(import.book->cards[0].context_tokens == 128'000);
  CHECK(import.book->cards[0].cache.min_tokens == 2'048);
}

TEST_CASE("long prompts cost another price from the first token beyond the threshold on",
          "[catalogs][litellm][tiers]") {
  const std::string fields = R"("input_cost_per_token": 1e-06, "input_cost_per_token_above_200k_tokens": 2e-06,
      "cache_creation_input_token_cost_above_1hr": 2e-06, "cache_creation_input_token_cost_above_1hr_above_200k_tokens": 4e-06)";
  const Import import(one(fields), litellm);
  CHECK(import.cost("m", Meter::input_tokens, 1'000'000, 199'999) == "1");
  CHECK(import.cost("m", Meter::input_tokens, 1'000'000, 200'000) == "1");
  CHECK(import.cost("m", Meter::input_tokens, 1'000'000, 200'001) == "2");
  CHECK(import.cost("m", Meter::cache_write_1h_tokens, 1'000'000, 200'001) == "4");

  SECTION("and at xAI from the threshold itself on") {
    const Import xai(R"({ "m": { "litellm_provider": "xai", "mode": "chat", )" + fields + " } }", litellm);
    CHECK(xai.cost("m", Meter::input_tokens, 1'000'000, 199'999) == "1");
    CHECK(xai.cost("m", Meter::input_tokens, 1'000'000, 200'000) == "2");
  }
}

TEST_CASE("batch and flex and priority have prices of their own and also for long prompts",
          "[catalogs][litellm][service]") {
  const Import import(
      one(R"("input_cost_per_token": 2e-06, "input_cost_per_token_batches": 1e-06, "input_cost_per_token_flex": 1.1e-06,
      "input_cost_per_token_priority": 3e-06, "input_cost_per_token_above_272k_tokens": 4e-06,
      "input_cost_per_token_above_272k_tokens_priority": 6e-06)"),
      litellm);
  const auto million = [&](std::uint64_t prompt, const std::string& service) {
    return import.cost("m", Meter::input_tokens, 1'000'000, prompt, "2026-07-24T12:00", service);
  };
  CHECK(million(1, "") == "2");
  CHECK(million(1, "batch") == "1");
  CHECK(million(1, "flex") == "1.1");
  CHECK(million(1, "priority") == "3");
  CHECK(million(272'000, "priority") == "3");
  CHECK(million(272'001, "priority") == "6");
  CHECK(million(272'001, "batch") == "4");  // the catalog states no batch price for long prompts: the standard one
  CHECK(count_of(import.report.changed, "batch states no prices for long prompts: the standard ones are billed") == 1);
}

TEST_CASE("a row of ranges begins where the one before it ends", "[catalogs][litellm][tiers]") {
  const Import import(one(R"("tiered_pricing": [ { "range": [0, 32000.0], "input_cost_per_token": 1e-06 },
      { "range": [32000.0, 128000.0], "input_cost_per_token": 1.8e-06 }, { "range": [128000.0, 256000.0], "input_cost_per_token": 3e-06 } ])"),
                      litellm);
  CHECK(import.cost("m", Meter::input_tokens, 1'000'000, 32'000) == "1");
  CHECK(import.cost("m", Meter::input_tokens, 1'000'000, 32'001) == "1.8");
  CHECK(import.cost("m", Meter::input_tokens, 1'000'000, 128'000) == "1.8");
  CHECK(import.cost("m", Meter::input_tokens, 1'000'000, 128'001) == "3");

  SECTION("and a gap between them is not filled by guessing") {
    const Import gap(
        R"({ "good": { "mode": "chat", "input_cost_per_token": 1e-06 }, "m": { "mode": "chat", "tiered_pricing": [
        { "range": [0, 32000], "input_cost_per_token": 1e-06 }, { "range": [64000, 128000], "input_cost_per_token": 2e-06 } ] } })",
        litellm);
    CHECK_FALSE(gap.has_model("m"));
    CHECK(count_of(gap.report.reasons, "ranges of tiered_pricing with a gap or an overlap") == 1);
  }
}

// 0.0001 a second × 60 = 0.006 a minute; one second is 1000 counts.
TEST_CASE("speech is billed by the minute and listed once even if the catalog says it twice",
          "[catalogs][litellm][voice]") {
  const Import import(
      one(R"("input_cost_per_second": 0.0001, "output_cost_per_second": 0.0001)", "audio_transcription"), litellm);
  CHECK(import.has(R"("kind": "stt")"));
  CHECK(import.has(R"("price": "$0.006/min")"));
  CHECK(import.cost("m", Meter::stt_seconds, 1'000) == "0.0001");
  const Import other(
      one(R"("input_cost_per_second": 0.0, "output_cost_per_second": 2.77778e-05)", "audio_transcription"), litellm);
  CHECK(other.has(R"("price": "$0.001666668/min")"));
}

TEST_CASE("a voice is billed by the character or by audio tokens and never by both", "[catalogs][litellm][voice]") {
  const Import chars(one(R"("input_cost_per_character": 1.5e-05)", "audio_speech"), litellm);
  CHECK(chars.has(R"("price": "$15/1M chars")"));
  CHECK(chars.cost("m", Meter::tts_chars, 4'095) == "0.061425");
  const Import tokens(
      one(R"("input_cost_per_token": 2.5e-06, "output_cost_per_second": 0.00025, "output_cost_per_token": 1e-05,
      "output_cost_per_audio_token": 1.2e-05)",
          "audio_speech"),
      litellm);
  CHECK(tokens.cost("m", Meter::audio_output_tokens, 1'000'000) == "12");
  CHECK(tokens.cost("m", Meter::tts_chars, 1) == "unpriced");
  CHECK(tokens.has(R"("x-litellm": { "output_cost_per_second": 0.00025, "output_cost_per_token": 1e-05 })"));
}

TEST_CASE("a realtime model keeps its audio prices apart from its text prices", "[catalogs][litellm][voice]") {
  const Import import(
      one(R"("input_cost_per_token": 4e-06, "cache_read_input_token_cost": 4e-07, "input_cost_per_audio_token": 3.2e-05,
      "cache_read_input_audio_token_cost": 4e-07, "output_cost_per_audio_token": 6.4e-05, "output_cost_per_token": 1.6e-05,
      "input_cost_per_image_token": 5e-06)",
          "realtime"),
      litellm);
  CHECK(import.cost("m", Meter::audio_input_tokens, 1'000'000) == "32");
  CHECK(import.cost("m", Meter::cached_audio_tokens, 1'000'000) == "0.4");  // a fresh one costs 80 times as much
  CHECK(import.cost("m", Meter::audio_output_tokens, 1'000'000) == "64");
  CHECK(import.cost("m", Meter::image_tokens, 1'000'000) == "5");
}

TEST_CASE("a search costs what its middle size costs and the sizes are kept", "[catalogs][litellm]") {
  const Import same(one(R"("input_cost_per_token": 1e-06, "search_context_cost_per_query":
      { "search_context_size_low": 0.01, "search_context_size_medium": 0.01, "search_context_size_high": 0.01 })"),
                    litellm);
  CHECK(same.has(R"("web_search": "$10/1k searches")"));
  CHECK_FALSE(same.has("\"x-litellm\""));
  const Import differ(one(R"("input_cost_per_token": 1e-06, "search_context_cost_per_query":
      { "search_context_size_low": 0.025, "search_context_size_medium": 0.0275, "search_context_size_high": 0.03 })"),
                      litellm);
  CHECK(differ.cost("m", Meter::web_searches, 1'000) == "27.5");
  CHECK(differ.has("\"search_context_size_low\": 0.025"));
  CHECK(count_of(differ.report.changed, "searches priced by their size: the medium one is billed") == 1);
}

TEST_CASE("a zero in the catalog never becomes a free price", "[catalogs][litellm][zero]") {
  const Import import(R"({
    "sample_spec": { "mode": "one of: chat", "litellm_provider": "one of", "input_cost_per_token": 0.0 },
    "free": { "mode": "chat", "input_cost_per_token": 0.0, "output_cost_per_token": 0 },
    "silent": { "mode": "chat", "max_tokens": 8192 },
    "half": { "mode": "chat", "input_cost_per_token": 1e-06, "output_cost_per_token": 0.0, "cache_creation_input_token_cost": 0.0 },
    "vector": { "mode": "embedding", "input_cost_per_token": 1e-07, "output_cost_per_token": 0.0 },
    "drawing": { "mode": "image_generation", "output_cost_per_image": 0.04 },
    "last_updated": "2026-07-24T18:23:43+00:00" })",
                      CatalogFormat::litellm);
  CHECK(import.report.entries == 5);
  CHECK(import.report.models == 2);
  CHECK(count_of(import.report.reasons, "all prices are 0: free or unknown, the catalog does not say which") == 1);
  CHECK(count_of(import.report.reasons, "no price is stated") == 1);
  CHECK(count_of(import.report.reasons, "mode image_generation: npcost does not simulate it") == 1);
  CHECK(import.report.other == std::vector<std::string>{"sample_spec", "last_updated"});
  CHECK(import.cost("half", Meter::output_tokens, 1) == "unpriced");
  CHECK(import.cost("half", Meter::cache_write_tokens, 1'000'000) == "1");  // writing is billed as fresh input
  CHECK(count_of(import.report.changed, "output_cost_per_token is 0: taken as not stated") == 1);
  CHECK_FALSE(import.has("$0/"));
}

TEST_CASE("price-like fields stay beside the model and capabilities are only counted", "[catalogs][litellm][kept]") {
  const Import import(
      one(R"("input_cost_per_token": 1e-06, "input_cost_per_pixel": 1.9e-08, "provider_specific_entry": { "us": 1.1 },
      "input_cost_per_token_above_200k_tokens_priority": 9e-06, "supports_vision": true, "max_tokens": 8192)"),
      litellm);
  CHECK(import.has(R"("x-litellm": { "input_cost_per_pixel": 1.9e-08, "provider_specific_entry": { "us": 1.1 }, )"
                   R"("input_cost_per_token_above_200k_tokens_priority": 9e-06 })"));
  CHECK(count_of(import.report.kept, "input_cost_per_pixel") == 1);
  CHECK(import.has("\"input_cost_per_pixel\": 1"));  // and in the audit
  CHECK(count_of(import.report.ignored, "supports_vision") == 1);
  CHECK_FALSE(import.has("supports_vision"));
}

TEST_CASE("a cache write that is cheaper than the tokens themselves is not their price", "[catalogs][litellm][kept]") {
  const Import import(one(R"("input_cost_per_token": 3e-07, "cache_creation_input_token_cost": 8.3e-08,
      "cache_creation_input_token_cost_above_200k_tokens": 2.5e-07, "input_cost_per_token_above_200k_tokens": 6e-07)"),
                      litellm);
  CHECK(import.cost("m", Meter::cache_write_tokens, 1'000'000) == "0.3");
  CHECK(import.cost("m", Meter::cache_write_tokens, 1'000'000, 200'001) == "0.6");
  CHECK(import.has(R"("x-litellm": { "cache_creation_input_token_cost": 8.3e-08 })"));
}

// gpt-realtime states 4e-07 under the name of a cache write; its vendor's price of cached audio is $0.40/1M.
TEST_CASE("what realtime models call a write of cached audio is the price of reading it",
          "[catalogs][litellm][voice]") {
  const std::string talk = R"("input_cost_per_token": 4e-06, "cache_read_input_token_cost": 5e-07,
      "input_cost_per_audio_token": 3.2e-05, "cache_creation_input_audio_token_cost": 4e-07)";
  const std::string note =
      "cache_creation_input_audio_token_cost of a realtime model: taken as the price of cached audio";
  const Import import(one(talk, "realtime"), litellm);
  CHECK(import.cost("m", Meter::cached_audio_tokens, 1'000'000) == "0.4");
  CHECK(import.cost("m", Meter::cached_input_tokens, 1'000'000) == "0.5");
  CHECK(count_of(import.report.changed, note) == 1);
  CHECK(import.report.kept.empty());
  CHECK(import.report.unpriced.empty());

  SECTION("but the right name wins wherever it stands and what says otherwise is kept") {
    const Import both(one(talk + R"(, "cache_read_input_audio_token_cost": 3e-07)", "realtime"), litellm);
    CHECK(both.cost("m", Meter::cached_audio_tokens, 1'000'000) == "0.3");
    CHECK(count_of(both.report.changed, note) == 0);
    CHECK(count_of(both.report.kept, "cache_creation_input_audio_token_cost") == 1);
  }
  SECTION("and of a chat model nobody knows what it means") {
    const Import chat(one(talk, "chat"), litellm);
    CHECK(count_of(chat.report.kept, "cache_creation_input_audio_token_cost") == 1);
    CHECK(count_of(chat.report.unpriced, "cached audio has no price: it is unpriced") == 1);
  }
}

TEST_CASE("a model that prices audio and cached text but not cached audio is listed", "[catalogs][litellm][voice]") {
  const auto listed = [](const std::string& more) {
    const Import import(one("\"input_cost_per_token\": 1e-06" + more), litellm);
    return count_of(import.report.unpriced, "cached audio has no price: it is unpriced") == 1 &&
           import_report_text(import.report).find("cached audio has no price") != std::string::npos;
  };
  const std::string audio = R"(, "input_cost_per_audio_token": 3e-06)",
                    cached = R"(, "cache_read_input_token_cost": 1e-07)";
  CHECK(listed(audio + cached));
  CHECK_FALSE(listed(audio));
  CHECK_FALSE(listed(cached));
  CHECK_FALSE(listed(audio + cached + R"(, "cache_read_input_audio_token_cost": 3e-07)"));
}

TEST_CASE("a mode of null is no mode and stops nothing", "[catalogs][litellm]") {
  const Import import(R"({ "good": { "mode": "chat", "input_cost_per_token": 1e-06 },
      "m": { "mode": null, "input_cost_per_token": 1e-06 } })",
                      litellm);
  CHECK(import.faults.empty());
  CHECK(import.has_model("good"));
  CHECK(count_of(import.report.reasons, "no mode: what the model does is not stated") == 1);
}
