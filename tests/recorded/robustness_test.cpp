// Logs that were cut, scrambled or made up: never a crash, never a record more, always a fault or a sound record.

#include <random>

#include "tests/recorded/recorded_samples.h"

using namespace npcost;

namespace {

struct Sample {
  UsageFormat format;
  std::string line;
};

const std::vector<Sample>& all_samples() {
  static const std::vector<Sample> samples = {
      {UsageFormat::own,
       R"({"at":"2026-10-15T04:00:00Z","model":"local","convention":"inclusive","usage":{"input_tokens":1000,"cached_input_tokens":600}})"},
      {UsageFormat::otel,
       R"({"resourceSpans":[{"scopeSpans":[{"spans":[{"endTimeUnixNano":"1760000001000000000","attributes":[{"key":"gen_ai.request.model",)"
       R"("value":{"stringValue":"local"}},{"key":"gen_ai.usage.input_tokens","value":{"intValue":"1000"}}]}]}]}]})"},
      {UsageFormat::litellm,
       R"({"model":"local","endTime":"2026-04-16 12:00:01.5","spend":1e-5,"prompt_tokens":1000,"metadata":{"usage_object":{"prompt_tokens":1000}}})"},
      {UsageFormat::openai,
       R"({"created":1760000000,"model":"local","usage":{"prompt_tokens":1000,"prompt_tokens_details":{"cached_tokens":600}}})"},
      {UsageFormat::anthropic,
       R"({"at":"2026-10-15T04:00:00Z","model":"local","usage":{"input_tokens":100,"cache_creation":{"ephemeral_5m_input_tokens":4}}})"}};
  return samples;
}

}  // namespace

TEST_CASE("a line cut anywhere is one faulty record and its neighbours are sound", "[recorded][robust]") {
  for (const Sample& sample : all_samples()) {
    for (std::size_t size = 1; size < sample.line.size(); ++size) {
      const auto kept = samples::read(sample.line + "\n" + sample.line.substr(0, size) + "\n" + sample.line, sample.format);
      INFO(format_name(sample.format) << " cut at " << size);
      REQUIRE(kept.records.size() == 2);
      REQUIRE(kept.faulty == 1);
      REQUIRE(kept.faults.back().place.line == 2);
    }
  }
}

TEST_CASE("a scrambled line gives at most one record or is faulty or is passed over", "[recorded][robust]") {
  std::mt19937_64 random(3);
  constexpr std::string_view bytes = "\"{}[]:,\\0123456789eE+-.\x01\xFF\xC3 antflsu";
  for (const Sample& sample : all_samples()) {
    for (int i = 0; i < 4'000; ++i) {
      std::string line = sample.line;
      for (std::uint64_t changes = 1 + random() % 3; changes > 0; --changes) {
        line[random() % line.size()] = bytes[random() % bytes.size()];
      }
      const auto kept = samples::read(line, sample.format);
      REQUIRE(kept.records.size() + static_cast<std::size_t>(kept.faulty) + static_cast<std::size_t>(kept.passed) >= 1);
      REQUIRE(kept.records.size() <= 1);
      REQUIRE((kept.records.empty() || kept.faulty == 0));
      samples::rate(line, sample.format);
    }
  }
}

TEST_CASE("a scrambled table is faulty or sound and nothing else", "[recorded][robust]") {
  std::mt19937_64 random(5);
  const std::string table = "at,model,note,input_tokens\n2026-10-15T04:00:00Z,local,\"a \"\"b\"\"\",12\n2026-10-15T04:00:00Z,local,,7\n";
  constexpr std::string_view bytes = "\",\n\r0-.e\xFFx=";
  for (int i = 0; i < 10'000; ++i) {
    std::string log = table;
    for (std::uint64_t changes = 1 + random() % 3; changes > 0; --changes) log[random() % log.size()] = bytes[random() % bytes.size()];
    const auto kept = samples::read_csv(log);
    REQUIRE(kept.records.size() <= 4);
    REQUIRE((kept.records.size() >= 1 || kept.faulty >= 1));
  }
}
