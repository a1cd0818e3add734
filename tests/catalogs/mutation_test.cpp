// Whatever is done to a catalog: it imports into a book that reads back, or it is refused with at least one place.

#include <array>
#include <random>

#include "tests/catalogs/catalog_samples.h"

using namespace npcost;
using namespace npcost::samples;

namespace {

struct Sample {
  CatalogFormat format;
  std::string text;
};

const std::array<Sample, 4> samples_of_all = {
    Sample{
        CatalogFormat::litellm,
        R"({"a": {"litellm_provider": "xai", "mode": "chat", "max_input_tokens": 128000, "prompt_cache_min_tokens": 1024,
      "input_cost_per_token": 1e-06, "output_cost_per_token": "2e-06", "cache_read_input_token_cost": 1e-07, "cache_creation_input_token_cost": 2e-06,
      "input_cost_per_token_above_200k_tokens": 3e-06, "cache_creation_input_token_cost_above_200k_tokens": 4e-06, "input_cost_per_token_batches": 5e-07,
      "input_cost_per_token_priority": 2e-06, "input_cost_per_token_above_200k_tokens_priority": 6e-06, "output_cost_per_token_flex": 1e-06,
      "search_context_cost_per_query": {"search_context_size_low": 0.01, "search_context_size_medium": 0.02}},
      "b": {"mode": "chat", "tiered_pricing": [{"range": [0, 32000], "input_cost_per_token": 1e-06, "x": 1},
      {"range": [32000, 64000], "input_cost_per_token": 2e-06}]}, "c": {"mode": "audio_transcription", "input_cost_per_second": 0.0001},
      "d": {"mode": "audio_speech", "input_cost_per_character": 1.5e-05}, "e": {"mode": "embedding", "input_cost_per_token": 1e-07},
      "f": {"mode": "realtime", "input_cost_per_audio_token": 3.2e-05, "input_cost_per_token_batches": 1}})"},
    Sample{
        CatalogFormat::models_dev,
        R"({"lab": {"models": {"a": {"cost": {"input": 1, "output": 2, "cache_read": 0.1, "cache_write": 1.25, "reasoning": 3,
      "input_audio": 4, "image": 5, "tiers": [{"tier": {"type": "context", "size": 200000}, "input": 2, "cache_write": 3}, {"tier": {"size": 300000},
      "output": 9}]}, "limit": {"context": 200000}}, "b": {"cost": {"input": 1, "context_over_200k": {"input": 2}}}}},
      "xai": {"models": {"realtime-embed": {"cost": {"input": 1}}}}})"},
    Sample{
        CatalogFormat::openrouter,
        R"({"data": [{"id": "lab/a", "context_length": 1000, "pricing": {"prompt": "0.000001", "completion": "0.000002",
      "input_cache_write": "0.00000125", "request": "0.001", "image": "0.1", "web_search": "0.01", "overrides": [{"min_prompt_tokens": 200000,
      "prompt": "0.000002"}, {"min_prompt_tokens": 400000, "completion": "0.000004"}]}}, {"id": "lab/b", "pricing": {"prompt": "0.1"}}]})"},
    Sample{CatalogFormat::genai_prices,
           R"([{"id": "lab", "models": [{"id": "a", "context_window": 1000, "prices": {"input_mtok": {"base": 1,
      "tiers": [{"start": 1000, "price": 2}, {"start": 2000, "price": 3}]}, "cache_write_mtok": 1.25, "requests_kcount": 5, "kpages": 1}},
      {"id": "b", "prices": [{"prices": {"input_mtok": 1, "output_mtok": 2}}, {"constraint": {"start_date": "2026-01-01"}, "prices": {"input_mtok": 2}},
      {"constraint": {"start_time": "01:00:00Z", "end_time": "04:00:00Z"}, "prices": {"input_mtok": 3, "output_mtok": 4, "x": 1}}]},
      {"id": "c", "prices": {"audio_hours": 1, "input_audio_hours": 1}}, {"id": "d", "prices": {"audio_hours": 1, "input_text_messages_kcount": 4}}]}])"},
};

/// Where a value that is no object and no list begins and ends: behind ": " or "[" or ", " up to the next "," or bracket.
std::vector<std::pair<std::size_t, std::size_t>> scalars_of(const std::string& text) {
  std::vector<std::pair<std::size_t, std::size_t>> found;
  for (std::size_t i = 1; i < text.size(); ++i) {
    const bool begins = (text[i - 1] == ' ' && i > 1 && text[i - 2] == ':') || text[i - 1] == '[';
    if (!begins || text[i] == '{' || text[i] == '[') continue;
    const std::size_t end = text.find_first_of(",]}", i);
    if (end != std::string::npos) found.emplace_back(i, end);
  }
  return found;
}

const std::vector<std::string> odd_values = {"0",
                                             "-1",
                                             "1",
                                             "1e400",
                                             "1e-12",
                                             "1e-17",
                                             "999",
                                             "null",
                                             "true",
                                             "[]",
                                             "{}",
                                             "[{}]",
                                             "\"\"",
                                             "\"-1\"",
                                             "\"x\"",
                                             "\"2026-01-01\"",
                                             "\"23:59:00Z\"",
                                             "\"chat\"",
                                             "\"realtime\"",
                                             "\"audio_speech\"",
                                             "\"embedding\"",
                                             "200000",
                                             "0.5",
                                             "1000000001",
                                             "{\"a\": [1, {\"b\": \"\\u0000\"}]}",
                                             "{\"base\": 1, \"tiers\": []}",
                                             "\"1e-06\"",
                                             "2.2000000000000001e-07"};

}  // namespace

TEST_CASE("a catalog with any value replaced imports into a readable book or names a fault", "[catalogs][mutation]") {
  std::size_t imported = 0, refused = 0;
  for (const Sample& sample : samples_of_all) {
    const Import whole(sample.text, sample.format);
    REQUIRE(whole.faults.empty());
    for (const auto& [begin, end] : scalars_of(sample.text)) {
      for (const std::string& value : odd_values) {
        const std::string text = sample.text.substr(0, begin) + value + sample.text.substr(end);
        INFO(text);
        const Import import(text, sample.format);  // checks itself
        ++(import.book ? imported : refused);
      }
    }
  }
  CHECK(imported > 500);
  CHECK(refused > 500);
}

TEST_CASE("a catalog with bytes changed at random imports into a readable book or names a fault",
          "[catalogs][mutation]") {
  std::mt19937 draw(7);  // its sequence is the same everywhere
  const std::string bytes = "{}[]\",:-e0159. \n\\xk_";
  for (const Sample& sample : samples_of_all) {
    for (int i = 0; i < 1'000; ++i) {
      std::string text = sample.text;
      for (auto change = draw() % 3; change < 3; ++change) text[draw() % text.size()] = bytes[draw() % bytes.size()];
      INFO(text);
      const Import import(text, sample.format);
      CHECK((import.book.has_value() || !import.faults.empty()));
    }
  }
}
