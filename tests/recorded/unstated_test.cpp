// What a log leaves out or states otherwise than the caller: never a silent $0, never a silent other price.

#include "tests/recorded/recorded_samples.h"

using namespace npcost;
using samples::rate;

namespace {

std::string row(const std::string& model, const std::string& more) {
  return R"({"model":")" + model + R"(","endTime":"2026-10-15T04:00:00","prompt_tokens":0,"completion_tokens":0)" + more + "}";
}
std::uint64_t unpriced(const std::string& line) {
  const auto rated = rate(line, UsageFormat::litellm);
  REQUIRE(rated->valid());
  CHECK(rated->totals().all.amount == Money());
  std::uint64_t records = 0;
  for (const ModelSum& model : rated->totals().models) {
    CHECK(model.sum.with_unpriced == model.unit_not_stated);
    records += model.unit_not_stated;
  }
  CHECK(rated->totals().all.with_unpriced == records);
  return records;
}

}  // namespace

TEST_CASE("a row without counts is unpriced if something was used in a unit that it does not state", "[recorded][unstated]") {
  CHECK(unpriced(row("whisper-1", "")) == 1);                       // billed by the minute
  CHECK(unpriced(row("gpt-4o-mini", R"(,"spend":0.002)")) == 1);    // it cost something
  CHECK(unpriced(row("gpt-4o-mini", R"(,"total_tokens":9)")) == 1); // it used something
  CHECK(unpriced(row("gpt-4o-mini", R"(,"spend":0)")) == 0);        // a call that failed
  CHECK(unpriced(row("whisper-1", R"(,"cache_hit":"True")")) == 0); // no provider was asked
  const auto openai = rate(R"({"created":1760000000,"model":"whisper-1","usage":{"input_tokens":0,"output_tokens":0}})", UsageFormat::openai);
  CHECK(openai->totals().all.with_unpriced == 1);
  // An own record that says 0 seconds means it.
  const auto own = rate(R"({"at":"2026-10-15T04:00:00Z","model":"whisper-1","usage":{"stt_seconds":0}})");
  CHECK(own->totals().all.with_unpriced == 0);
}

TEST_CASE("a bare name is not taken for the model of another provider", "[recorded][unstated]") {
  const ModelNames names(samples::book(), {});
  CHECK(names.find("whisper-1", "").by == FoundBy::bare_name);
  CHECK(names.find("whisper-1", "OpenAI").by == FoundBy::bare_name);
  CHECK(names.find("whisper-1", "text-completion-openai").by == FoundBy::bare_name);
  CHECK(names.find("whisper-1", "azure").by == FoundBy::nothing);
  CHECK(names.find("whisper-1", "--").by == FoundBy::nothing);
  CHECK(names.did_you_mean("whisper-1") == "openai/whisper-1");
  CHECK(same_provider("x-ai", "xai"));
  CHECK(same_provider("vertex_ai-language-models", "google"));
  CHECK(same_provider("gemini", "google"));
  CHECK(same_provider("azure_ai", "azure"));
  CHECK(same_provider("aws.bedrock", "aws"));
  CHECK_FALSE(same_provider("vertex_ai", "anthropic"));
  CHECK_FALSE(same_provider("azure", "openai"));
}

// Names 0 to 24, name i used i + 1 times: the first is the one of the 25 that is used least.
TEST_CASE("only the twenty-four most used unknown names get a hint", "[recorded][unstated]") {
  std::string log;
  for (int i = 0; i < 25; ++i) {
    for (int times = 0; times <= i; ++times) {
      log += R"({"at":"2026-10-15T04:00:00Z","model":"whisper-1-)" + std::to_string(i) + R"(","usage":{"stt_seconds":1}})" "\n";
    }
  }
  const auto rated = rate(log);
  REQUIRE(rated->totals().unknown.size() == 25);
  CHECK(rated->totals().unknown[0].did_you_mean.empty());
  for (std::size_t i = 1; i < 25; ++i) CHECK(rated->totals().unknown[i].did_you_mean == "openai/whisper-1");
}

TEST_CASE("a tier that a record states goes before the caller's and is counted", "[recorded][unstated]") {
  const auto overridden = [](const std::string& stated, const std::string& callers) {
    ReadOptions options;
    options.service_tier = callers;
    return rate(R"({"created":1760000000,"model":"gpt-4o-mini")" + stated + R"(,"usage":{"prompt_tokens":7}})", UsageFormat::openai, {},
                options)
        ->totals()
        .tier_overridden;
  };
  CHECK(overridden(R"(,"service_tier":"default")", "batch") == 1);
  CHECK(overridden(R"(,"service_tier":"flex")", "batch") == 1);
  CHECK(overridden(R"(,"service_tier":"batch")", "batch") == 0);
  CHECK(overridden(R"(,"service_tier":"default")", "standard") == 0);
  CHECK(overridden(R"(,"service_tier":"default")", "") == 0);
  CHECK(overridden("", "batch") == 0);
}
