// Nothing that a log says besides counts, moments and the three names may be found anywhere in what comes out.

#include <algorithm>

#include "tests/recorded/recorded_samples.h"

using namespace npcost;

namespace {

/// Every text that a rating holds.
std::string all_texts(const UsageTotals& totals) {
  std::string texts;
  for (const auto* names : {&totals.known, &totals.unknown}) {
    for (const NameUse& use : *names) texts += use.model + "\n" + use.provider + "\n" + use.did_you_mean + "\n";
  }
  for (const LogFault& fault : totals.faults) {
    for (const std::string_view text : {fault.field, fault.what, fault.hint}) texts += std::string(text) + "\n";
  }
  return texts;
}

/// A log in which every place that a stranger can write to holds the word, except the three names.
std::string secrets(UsageFormat format) {
  const std::string s = "hunter2";
  std::string log = R"({"hunter2":"hunter2","messages":[{"role":"user","content":"hunter2"}],"user":"hunter2@example.com",)";
  switch (format) {
    case UsageFormat::own:
      log += R"("at":"2026-10-15T04:00:00Z","model":"local","usage":{"input_tokens":1}})";
      log += "\n" R"({"at":"hunter2","convention":"hunter2","reasoning":"hunter2","model":"local","usage":{"hunter2":1,"input_tokens":"hunter2"}})";
      break;
    case UsageFormat::otel:
      log += R"("endTimeUnixNano":"1760000000000000000","attributes":{"gen_ai.request.model":"local","gen_ai.usage.input_tokens":1,"gen_ai.prompt":"hunter2"}})";
      log += "\n" R"({"resourceSpans":[{"scopeSpans":[{"spans":[{"attributes":[{"key":"hunter2","value":{"stringValue":"hunter2"}},{"key":"gen_ai.usage.input_tokens","value":{"stringValue":"hunter2"}}]}]}]}]})";
      break;
    case UsageFormat::litellm:
      log += R"("model":"local","api_key":"hunter2","endTime":"2026-10-15T04:00:00","prompt_tokens":1,"metadata":{"user_api_key":"hunter2"}})";
      log += "\n" R"({"model":"local","prompt_tokens":1,"metadata":"hunter2","spend":"hunter2","endTime":"hunter2"})";
      break;
    case UsageFormat::openai:
      log += R"("model":"local","created":1760000000,"choices":[{"message":{"content":"hunter2"}}],"usage":{"prompt_tokens":1,"hunter2":3}})";
      log += "\n" R"({"model":"local","created":"hunter2","usage":"hunter2"})";
      break;
    case UsageFormat::anthropic:
      log += R"("model":"local","at":"2026-10-15T04:00:00Z","content":[{"text":"hunter2"}],"usage":{"input_tokens":1}})";
      log += "\n" R"({"model":"local","at":"hunter2","usage":{"input_tokens":"hunter2"}})";
      break;
  }
  // Lines that break in, before and behind the word, at every length.
  const std::string broken = R"({"hunter2":"hunter2","model":"local","usage":{"hunter2":hunter2}})";
  for (std::size_t size = 1; size < broken.size(); ++size) log += "\n" + broken.substr(0, size);
  return log + "\nhunter2\n\"hunter2\n{\"" + s + "\\x\":1}\n{\"" + s + "\xFF\":1}\n{\"" + s + std::string(1, '\0') + "\":1}\n" + s;
}

}  // namespace

TEST_CASE("no byte of prompts or users or unknown keys comes out of a log in any format", "[recorded][privacy]") {
  for (const UsageFormat format :
       {UsageFormat::own, UsageFormat::otel, UsageFormat::litellm, UsageFormat::openai, UsageFormat::anthropic}) {
    INFO(format_name(format));
    // Fifty faults are kept; the second half of the log gets its turn by coming first.
    const std::string log = secrets(format);
    for (const std::string& part : {log, log.substr(log.size() - 400)}) {
      const auto rated = samples::rate(part, format);
      const std::string texts = all_texts(rated->totals());
      CHECK(rated->totals().fault_count > 0);
      CHECK(texts.find("hunter2") == std::string::npos);
      CHECK(texts.find("hunt") == std::string::npos);
    }
    CHECK(samples::rate(log, format)->totals().all.records == 1);
  }
}

TEST_CASE("a table of secrets leaves none of them either", "[recorded][privacy]") {
  ReadOptions options;
  options.shape = LogShape::csv;
  for (const std::string& log : {std::string("model,hunter2,input_tokens\nlocal,hunter2,hunter2\nlocal,\"hunter2\"x,1\nlocal,hunter2\n"),
                                 std::string("model,hunter2_tokens\nhunter2,1\n"), std::string("hunter2\nhunter2\n")}) {
    const auto rated = samples::rate(log, UsageFormat::own, {}, options);
    CHECK(rated->totals().fault_count > 0);
    CHECK(all_texts(rated->totals()).find("hunter2") == std::string::npos);
  }
}

TEST_CASE("faults point only at texts of this program", "[recorded][privacy]") {
  // The log is gone when the faults are looked at; a view into it would show.
  auto log = std::make_unique<std::string>(secrets(UsageFormat::own));
  const auto rated = samples::rate(*log);
  const char* begin = log->data();
  const char* end = begin + log->size();
  for (const LogFault& fault : rated->totals().faults) {
    for (const std::string_view text : {fault.field, fault.what, fault.hint}) {
      CHECK((std::less<>{}(text.data(), begin) || !std::less<>{}(text.data(), end)));
    }
  }
}
