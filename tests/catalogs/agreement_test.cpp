// The same model from each catalog costs exactly the same, and the real files import as a whole.

#include <array>
#include <memory>

#include "tests/catalogs/catalog_samples.h"

using namespace npcost;
using namespace npcost::samples;

namespace {

struct RealFile {
  const char* name;
  CatalogFormat format;
};
constexpr RealFile litellm_file{"litellm_model_prices_2026-07-24.json", CatalogFormat::litellm};
constexpr RealFile models_dev_file{"models_dev_costs_2026-07-02.json", CatalogFormat::models_dev};
constexpr RealFile genai_file{"genai_prices_npm_0.1.8.json", CatalogFormat::genai_prices};

/// Nothing, with a sentence, where the file is not at hand.
std::unique_ptr<Import> real(const RealFile& file) {
  const std::optional<std::string> text = shared_file(file.name);
  if (!text) {
    WARN("skipped: ../shared/data/" << file.name << " is not beside the project");
    return nullptr;
  }
  return std::make_unique<Import>(*text, file.format);
}

}  // namespace

// $0.15, $0.075 and $0.60 per million tokens in the words of four catalogs.
TEST_CASE("one model from four catalogs costs the same to the last grain", "[catalogs][agreement]") {
  const Import litellm(
      R"({"m": {"mode": "chat", "input_cost_per_token": 1.5e-07, "cache_read_input_token_cost": 7.5e-08,
      "output_cost_per_token": "0.0000006"}})",
      CatalogFormat::litellm);
  const Import models_dev(R"({"lab": {"m": {"cost": {"input": 0.15, "cache_read": 0.075, "output": 0.6}}}})",
                          CatalogFormat::models_dev);
  const Import openrouter(
      R"({"data": [{"id": "lab/m", "pricing": {"prompt": "0.00000015", "completion": "6e-7", "input_cache_read": "0.000000075"}}]})",
      CatalogFormat::openrouter);
  const Import genai(
      R"([{"id": "lab", "models": [{"id": "m", "prices": {"input_mtok": 0.15, "cache_read_mtok": 0.075, "output_mtok": 0.60}}]}])",
      CatalogFormat::genai_prices);
  for (const auto& [meter, expected] :
       {std::pair(Meter::input_tokens, "0.00000015"), std::pair(Meter::cached_input_tokens, "0.000000075"),
        std::pair(Meter::output_tokens, "0.0000006")}) {
    CHECK(litellm.cost("m", meter, 1) == expected);
    CHECK(models_dev.cost("lab/m", meter, 1) == expected);
    CHECK(openrouter.cost("lab/m", meter, 1) == expected);
    CHECK(genai.cost("lab/m", meter, 1) == expected);
  }
}

TEST_CASE("well known models cost the same in the real files of three catalogs", "[catalogs][agreement][real]") {
  const auto litellm = real(litellm_file), models_dev = real(models_dev_file), genai = real(genai_file);
  if (!litellm || !models_dev || !genai) return;
  struct Known {
    const char *model, *provider;
    const char *input, *cached, *output;  // USD per million tokens, from the vendors' price pages
  };
  constexpr std::array known = {
      Known{"gpt-4o-mini", "openai", "0.15", "0.075", "0.6"},
      Known{"claude-sonnet-4-5", "anthropic", "3", "0.3", "15"},
      Known{"gemini-2.5-pro", "google", "1.25", "0.125", "10"},
      Known{"o3", "openai", "2", "0.5", "8"},
  };
  for (const Known& one : known) {
    INFO(one.model);
    const std::string longer = std::string(one.provider) + "/" + one.model;
    for (const auto& [meter, expected] :
         {std::pair(Meter::input_tokens, one.input), std::pair(Meter::cached_input_tokens, one.cached),
          std::pair(Meter::output_tokens, one.output)}) {
      CHECK(litellm->cost(one.model, meter, 1'000'000) == expected);
      CHECK(models_dev->cost(longer, meter, 1'000'000) == expected);
      CHECK(genai->cost(longer, meter, 1'000'000) == expected);
    }
  }
  // Cached audio, which LiteLLM lists under the name of a write.
  CHECK(litellm->cost("gpt-realtime", Meter::cached_audio_tokens, 1'000'000) == "0.4");
  CHECK(genai->cost("openai/gpt-realtime", Meter::cached_audio_tokens, 1'000'000) == "0.4");
  // Gemini 2.5 Pro beyond 200,000 tokens, cache in and out.
  for (const std::uint64_t prompt : {199'999u, 200'000u, 200'001u}) {
    const std::string expected = prompt > 200'000 ? "0.25" : "0.125";
    CHECK(litellm->cost("gemini-2.5-pro", Meter::cached_input_tokens, 1'000'000, prompt) == expected);
    CHECK(models_dev->cost("google/gemini-2.5-pro", Meter::cached_input_tokens, 1'000'000, prompt) == expected);
    CHECK(genai->cost("google/gemini-2.5-pro", Meter::cached_input_tokens, 1'000'000, prompt) == expected);
  }
}

// Counted in the files by hand (a JSON query each): 2985 keys of which 2 are no models; 4894 models of which 432 cost 0 throughout;
// 1694 models of which 163 have an empty price and 6 are priced by the page.
TEST_CASE("the real catalogs import whole and read back without a fault", "[catalogs][real]") {
  if (const auto litellm = real(litellm_file)) {
    CHECK(litellm->report.entries == 2983);
    CHECK(litellm->report.other == std::vector<std::string>{"sample_spec", "last_updated"});
    CHECK(count_of(litellm->report.reasons, "mode image_generation: npcost does not simulate it") == 209);
    CHECK(count_of(litellm->report.reasons, "mode rerank: npcost does not simulate it") == 25);
    CHECK(litellm->book->cards.size() == litellm->report.models);
    CHECK(litellm->cost("whisper-1", Meter::stt_seconds, 60'000) == "0.006");
    CHECK(litellm->cost("o3", Meter::cached_input_tokens, 1'000'000, 1, "2026-07-24T12:00", "flex") == "0.25");
  }
  if (const auto models_dev = real(models_dev_file)) {
    CHECK(models_dev->report.entries == 4894);
    CHECK(models_dev->report.skipped == 432);
  }
  if (const auto genai = real(genai_file)) {
    CHECK(genai->report.entries == 1694);
    CHECK(genai->report.skipped == 169);
    // o3 fell from 10 to 2 on 2025-06-10; DeepSeek's peak hours are 01:00-04:00 and 06:00-10:00 UTC.
    CHECK(genai->cost("openai/o3", Meter::input_tokens, 1'000'000, 1, "2025-06-09T23:59:59") == "10");
    CHECK(genai->cost("openai/o3", Meter::input_tokens, 1'000'000, 1, "2025-06-10T00:00") == "2");
    CHECK(genai->cost("deepseek/deepseek-v4-flash", Meter::output_tokens, 1'000'000, 1, "2026-09-01T03:59:59") ==
          "1.32");
    CHECK(genai->cost("deepseek/deepseek-v4-flash", Meter::output_tokens, 1'000'000, 1, "2026-09-01T04:00") == "0.66");
  }
}
