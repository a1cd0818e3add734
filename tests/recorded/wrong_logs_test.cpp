// Logs that look right and are not: the wrong format, totals that do not add up, tables that another program wrote its own way.

#include "tests/recorded/recorded_samples.h"

using namespace npcost;
using samples::dollars;
using samples::one_fault;
using samples::one_record;
using samples::read_csv;

namespace {

std::string openai(const std::string& usage) {
  return R"({"created":1760000000,"model":"gpt-4o-mini","usage":{)" + usage + "}}";
}
std::string message(const std::string& usage) {
  return R"({"at":"2026-10-15T04:00:00Z","model":"claude","usage":{)" + usage + "}}";
}
bool has(const std::string& text, std::string_view part) { return text.find(part) != std::string::npos; }

std::string first_fault(const samples::Kept& kept) {
  REQUIRE(!kept.faults.empty());
  return std::string(kept.faults[0].field) + "|" + std::string(kept.faults[0].what);
}

}  // namespace

TEST_CASE("a count that only Anthropic has shows that a log is not OpenAI's", "[recorded][wrong]") {
  for (const char* name : {"cache_read_input_tokens", "cache_creation_input_tokens"}) {
    const std::string usage = R"("input_tokens":400,"output_tokens":50,")" + std::string(name) + "\":";
    CHECK(one_fault(openai(usage + "600"), UsageFormat::openai) ==
          "usage/" + std::string(name) + " is a field of Anthropic, and the log is read as OpenAI's");
    CHECK(one_record(openai(usage + "0"), UsageFormat::openai).counts[Meter::input_tokens] == 400);
  }
}

TEST_CASE("a count that only OpenAI has shows that a log is not Anthropic's", "[recorded][wrong]") {
  const auto anthropic = [](const std::string& more) { return message(R"("input_tokens":1000,"output_tokens":50,)" + more); };
  for (const char* more : {R"("prompt_tokens":1000)", R"("completion_tokens":50)", R"("prompt_tokens_details":{"cached_tokens":6})",
                           R"("input_tokens_details":{"cached_tokens":6})"}) {
    CHECK(has(one_fault(anthropic(more), UsageFormat::anthropic), "is a field of OpenAI, and the log is read as Anthropic's"));
  }
  CHECK(one_record(anthropic(R"("prompt_tokens":0,"input_tokens_details":{"cached_tokens":0})"), UsageFormat::anthropic)
            .counts[Meter::input_tokens] == 1000);
}

// As in chat: 400 × 0.15 + 600 × 0.075 + 50 × 0.60 = 135 millionths.
TEST_CASE("cached tokens beside the details are read where Moonshot writes them", "[recorded][wrong]") {
  CHECK(dollars(openai(R"("prompt_tokens":1000,"completion_tokens":50,"total_tokens":1050,"cached_tokens":600)"),
                UsageFormat::openai) == "0.000135");
}

TEST_CASE("cached tokens of a span under a name without a convention need one", "[recorded][wrong]") {
  constexpr std::string_view span =
      R"({"timestamp":"2026-10-15T04:00:00Z","attributes":{"gen_ai.request.model":"gpt-4o-mini","gen_ai.usage.input_tokens":1000,)"
      R"("gen_ai.usage.cached_tokens":600,"gen_ai.usage.output_tokens":50}})";
  CHECK(has(one_fault(span, UsageFormat::otel), "gen_ai.usage.cached_tokens is used in both conventions"));
  ReadOptions options;
  options.convention = StatedConvention::inclusive;
  CHECK(dollars(span, UsageFormat::otel, options) == "0.000135");
}

TEST_CASE("a total must be input and output together", "[recorded][wrong]") {
  const auto total = [](const std::string& n) {
    return openai(R"("prompt_tokens":100,"completion_tokens":50,"completion_tokens_details":{"reasoning_tokens":20},"total_tokens":)" + n);
  };
  CHECK(one_record(total("150"), UsageFormat::openai).counts[Meter::output_tokens] == 30);
  CHECK(one_record(total("0"), UsageFormat::openai).counts[Meter::output_tokens] == 30);
  for (const char* n : {"149", "151", "169", "171"}) {
    CHECK(one_fault(total(n), UsageFormat::openai) == "total_tokens must be the sum of input and output tokens, and is not");
  }
  const auto kept = samples::read(total("170"), UsageFormat::openai);
  REQUIRE(kept.faults.size() == 1);
  CHECK(kept.faults[0].hint == "state --reasoning-outside for this log");
  ReadOptions outside;
  outside.reasoning_outside = true;
  CHECK(one_record(total("170"), UsageFormat::openai, outside).counts[Meter::output_tokens] == 50);
  CHECK(one_record(total("150"), UsageFormat::openai, outside).counts[Meter::output_tokens] == 50);  // as Perplexity adds up
}

TEST_CASE("a total of LiteLLM may lie between those without and with reasoning and not beyond", "[recorded][wrong]") {
  const auto total = [](const std::string& n) {
    return R"({"model":"gpt-4o-mini","endTime":"2026-10-15T04:00:00","prompt_tokens":100,"completion_tokens":50,"total_tokens":)" + n +
           R"(,"metadata":{"usage_object":{"completion_tokens_details":{"reasoning_tokens":20}}}})";
  };
  for (const char* n : {"0", "150", "151", "169"}) {
    CHECK(one_record(total(n), UsageFormat::litellm).counts[Meter::output_tokens] == 30);
  }
  for (const char* n : {"149", "170", "171"}) CHECK(has(one_fault(total(n), UsageFormat::litellm), "total_tokens"));
}

// All audio: 50 cached at 0.40 and 50 fresh at 32 a million: 20 + 1600. All cached: 60 text and 40 audio at 0.40: 40.
TEST_CASE("cached tokens of mixed kinds must say which they were", "[recorded][wrong]") {
  const auto realtime = [](const std::string& audio, const std::string& cached) {
    return R"({"created":1760000000,"model":"gpt-realtime","usage":{"input_tokens":100,"output_tokens":0,"input_token_details":{"audio_tokens":)" +
           audio + R"(,"cached_tokens":)" + cached + "}}}";
  };
  CHECK(has(one_fault(realtime("40", "50"), UsageFormat::openai), "must say how many of the cached tokens were text, audio and images"));
  CHECK(dollars(realtime("100", "50"), UsageFormat::openai) == "0.00162");
  CHECK(dollars(realtime("40", "100"), UsageFormat::openai) == "0.00004");
  CHECK(one_record(realtime("0", "50"), UsageFormat::openai).counts[Meter::cached_input_tokens] == 50);
  CHECK(one_record(realtime("40", "0"), UsageFormat::openai).counts[Meter::audio_input_tokens] == 40);
}

TEST_CASE("a table whose lines end in CR alone is a fault and not an empty log", "[recorded][wrong]") {
  const auto kept = read_csv("at,model,input_tokens\r2026-10-15T04:00:00Z,local,7\r");
  CHECK(kept.records.empty());
  CHECK(has(first_fault(kept), "must hold no control character"));
  CHECK(kept.faults[0].hint == "lines must end in LF or CRLF");
}

TEST_CASE("a name that is nearly a known one is a fault that tells the known one", "[recorded][wrong]") {
  const std::vector<std::pair<std::string, std::string>> names = {
      {"Cached_Input_Tokens", "cached_input_tokens"}, {"cached_input_tokens ", "cached_input_tokens"},
      {"cachedInputTokens", "cached_input_tokens"},   {"Service_Tier", "service_tier"},
      {"servicetier", "service_tier"},                {"Convention", "convention"},
      {"web_search", "web_searches"},                 {"output-token", "output_tokens"}};
  for (const auto& [found, known] : names) {
    INFO(found);
    CHECK(first_fault(read_csv("at,model,input_tokens," + found + "\n2026-10-15T04:00:00Z,local,7,1\n")) ==
          known + "|must be spelt exactly like this, and is spelt nearly so");
  }
  // Other columns may be anything.
  CHECK(read_csv("at,model,input_tokens,request,image,cached,tier\n2026-10-15T04:00:00Z,local,7,a,b,c,d\n").records.size() == 1);
  const std::string rest = R"("at":"2026-10-15T04:00:00Z","model":"local","usage":{"input_tokens":7}})";
  CHECK(one_fault(R"({"serviceTier":"batch",)" + rest) == "service_tier must be spelt exactly like this, and is spelt nearly so");
  CHECK(one_fault(R"({"Provider":"x",)" + rest) == "provider must be spelt exactly like this, and is spelt nearly so");
  CHECK(one_record(R"({"models":["x"],"tier":1,)" + rest).model == "local");
  CHECK(one_fault(R"({"at":"2026-10-15T04:00:00Z","model":"local","usage":{"Input_tokens":7,"output_tokens":1}})") ==
        "usage/input_tokens must be spelt exactly like this, and is spelt nearly so");
}

TEST_CASE("a stray quote inside a field spoils its own line only", "[recorded][wrong]") {
  const std::string row = "2026-10-15T04:00:00Z,local,7\n";
  const auto kept = read_csv("at,model,input_tokens\n" + row + "2026-10-15T04:00:00Z,lo\"cal,7\n" + row + row);
  CHECK(kept.records.size() == 3);
  REQUIRE(kept.faults.size() == 1);
  CHECK(kept.faults[0].place.line == 3);
  CHECK(kept.faults[0].place.last_line == 0);
}

// The quote opens on line 3 and only the one on line 6 closes it.
TEST_CASE("a quote that swallows lines is a fault of all of them", "[recorded][wrong]") {
  const std::string row = "2026-10-15T04:00:00Z,local,7\n";
  ReadOptions options;
  options.shape = LogShape::csv;
  const auto rated = samples::rate("at,model,input_tokens\n" + row + "2026-10-15T04:00:00Z,\"local,7\n" + row + row +
                                       "2026-10-15T04:00:00Z,\"local\",7\n" + row,
                                   UsageFormat::own, {}, options);
  const UsageTotals& totals = rated->totals();
  CHECK(totals.all.records == 2);
  CHECK(totals.faulty_records == 1);
  CHECK(totals.faulty_lines == 4);
  REQUIRE(totals.faults.size() == 1);
  CHECK(totals.faults[0].place.line == 3);
  CHECK(totals.faults[0].place.last_line == 6);
}
