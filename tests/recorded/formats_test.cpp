// One example of each log format, its cost worked out by hand.

#include "tests/recorded/recorded_samples.h"

using namespace npcost;
using samples::dollars;
using samples::one_fault;
using samples::one_record;

// 1,000 prompt tokens, 600 of them cached: 400 × 0.15 + 600 × 0.075 + 50 × 0.60 = 60 + 45 + 30 = 135 millionths.
TEST_CASE("an own record that includes cached tokens in its input costs what its parts cost", "[recorded][formats]") {
  CHECK(dollars(R"({"at":"2026-10-15T04:00:00Z","model":"openai/gpt-4o-mini","convention":"inclusive",)"
                R"("usage":{"input_tokens":1000,"cached_input_tokens":600,"output_tokens":50}})") == "0.000135");
}

TEST_CASE("the same request costs the same in every convention", "[recorded][formats]") {
  CHECK(dollars(R"({"at":"2026-10-15T04:00:00Z","model":"gpt-4o-mini","convention":"exclusive",)"
                R"("usage":{"input_tokens":400,"cached_input_tokens":600,"output_tokens":50}})") == "0.000135");
  CHECK(dollars(R"({"at":"2026-10-15T04:00:00Z","model":"gpt-4o-mini","convention":"disjoint",)"
                R"("usage":{"input_tokens":400,"cached_input_tokens":600,"output_tokens":50}})") == "0.000135");
}

TEST_CASE("own records may come as a table", "[recorded][formats]") {
  ReadOptions options;
  options.shape = LogShape::csv;
  options.convention = StatedConvention::inclusive;
  CHECK(dollars("at,note,model,input_tokens,cached_input_tokens,output_tokens\r\n"
                "2026-10-15T04:00:00Z,\"a, \"\"b\"\"\nc\",gpt-4o-mini,1000,600,50\r\n",
                UsageFormat::own, options) == "0.000135");
}

// 12.5 s at $0.006 a minute: 12.5 / 60 × 0.006 = 0.00125.
TEST_CASE("seconds with decimals are billed exactly", "[recorded][formats]") {
  CHECK(dollars(R"({"at":"2026-10-15T04:00:00Z","model":"whisper-1","usage":{"stt_seconds":12.5}})") == "0.00125");
  CHECK(dollars(R"({"created":1760000000,"model":"whisper-1","usage":{"type":"duration","seconds":12.5}})",
                UsageFormat::openai) == "0.00125");
}

// Flat attributes: 1,000 with 600 cached: as above. The response's model counts, not the request's.
TEST_CASE("OpenTelemetry span attributes include what was cached", "[recorded][formats]") {
  CHECK(dollars(R"({"name":"chat","endTimeUnixNano":"1760000000000000000","attributes":{"gen_ai.request.model":"other",)"
                R"("gen_ai.response.model":"gpt-4o-mini","gen_ai.provider.name":"openai","gen_ai.usage.input_tokens":1000,)"
                R"("gen_ai.usage.cache_read.input_tokens":600,"gen_ai.usage.output_tokens":50}})",
                UsageFormat::otel) == "0.000135");
}

constexpr std::string_view batch =
    R"({"resourceSpans":[{"resource":{"attributes":[{"key":"host.name","value":{"stringValue":"secret-host"}}]},"scopeSpans":[{"spans":[)"
    R"({"traceId":"1","startTimeUnixNano":"1760000000000000000","endTimeUnixNano":"1760000001000000000","attributes":[)"
    R"({"key":"gen_ai.operation.name","value":{"stringValue":"chat"}},)"
    R"({"key":"gen_ai.request.model","value":{"stringValue":"gpt-4o-mini"}},)"
    R"({"value":{"intValue":"1000"},"key":"gen_ai.usage.input_tokens"},)"
    R"({"key":"gen_ai.usage.cache_read.input_tokens","value":{"intValue":600}},)"
    R"({"key":"gen_ai.usage.output_tokens","value":{"intValue":"50"}}]},)"
    R"({"name":"agent","attributes":[{"key":"gen_ai.operation.name","value":{"stringValue":"invoke_agent"}},)"
    R"({"key":"gen_ai.usage.input_tokens","value":{"intValue":"1000"}}]},)"
    R"({"name":"GET /","attributes":[{"key":"http.route","value":{"stringValue":"/"}}]}]}]}]})";

TEST_CASE("a batch of spans gives one record for each call and none for what repeats or is no call", "[recorded][formats]") {
  const auto rated = samples::rate(batch, UsageFormat::otel);
  CHECK(rated->valid());
  CHECK(decimal(rated->totals().all.amount) == "0.000135");
  CHECK(rated->totals().all.records == 1);
  CHECK(rated->totals().passed_over == 2);
}

TEST_CASE("attribute names that both conventions use need a stated convention", "[recorded][formats]") {
  constexpr std::string_view span =
      R"({"timestamp":"2026-10-15T04:00:00Z","attributes":{"gen_ai.request.model":"anthropic/claude","gen_ai.usage.input_tokens":400,)"
      R"("gen_ai.usage.cache_read_input_tokens":600,"gen_ai.usage.output_tokens":50}})";
  CHECK(one_fault(span, UsageFormat::otel).find("stated which") != std::string::npos);
  ReadOptions options;
  options.convention = StatedConvention::exclusive;
  // 400 × 3 + 600 × 0.30 + 50 × 15 = 1200 + 180 + 750 millionths.
  CHECK(dollars(span, UsageFormat::otel, options) == "0.00213");
}

// As chat: 1,000 with 600 cached, 50 out. LiteLLM says 0.0002 itself.
TEST_CASE("a LiteLLM row takes its details from the usage object and its own figure only to compare", "[recorded][formats]") {
  const auto rated = samples::rate(
      R"({"request_id":"r","model":"gpt-4o-mini","custom_llm_provider":"openai","spend":0.0002,"prompt_tokens":1000,)"
      R"("completion_tokens":50,"startTime":"2026-04-16 12:00:00","endTime":"2026-04-16 12:00:01.5","user":"someone",)"
      R"("metadata":{"user_api_key_alias":"k","usage_object":{"prompt_tokens":1000,"completion_tokens":50,)"
      R"("prompt_tokens_details":{"cached_tokens":600,"audio_tokens":null},"cache_read_input_tokens":600}}})",
      UsageFormat::litellm);
  REQUIRE(rated->valid());
  CHECK(decimal(rated->totals().all.amount) == "0.000135");
  CHECK(decimal(rated->totals().stated.amount) == "0.0002");
  CHECK(rated->totals().known.front().by == FoundBy::provider_and_name);
}

TEST_CASE("an answer from the gateway's own store costs nothing and is counted", "[recorded][formats]") {
  const auto rated = samples::rate(R"({"model":"gpt-4o-mini","cache_hit":"True","prompt_tokens":1000,"completion_tokens":50,)"
                                   R"("endTime":"2026-04-16T12:00:01Z"})",
                                   UsageFormat::litellm);
  CHECK(rated->valid());
  CHECK(rated->totals().all.amount == Money());
  CHECK(rated->totals().answered_by_gateway == 1);
  CHECK(rated->totals().models[0].sum.records == 0);
}

TEST_CASE("OpenAI chat and responses report the same request under two sets of names", "[recorded][formats]") {
  CHECK(dollars(R"({"object":"chat.completion","created":1760000000,"model":"gpt-4o-mini","service_tier":"default","usage":{)"
                R"("prompt_tokens":1000,"completion_tokens":50,"prompt_tokens_details":{"cached_tokens":600}}})",
                UsageFormat::openai) == "0.000135");
  CHECK(dollars(R"({"object":"response","created_at":1760000000.25,"model":"gpt-4o-mini","usage":{"input_tokens":1000,)"
                R"("output_tokens":50,"input_tokens_details":{"cached_tokens":600},"output_tokens_details":{"reasoning_tokens":20}}})",
                UsageFormat::openai) == "0.000135");
}

// In: text 119 − 64 = 55 fresh at 4, 64 cached at 0.40; audio 213 − 100 = 113 fresh at 32, 100 cached at 0.40.
// Out: text 30 at 16, audio 91 at 64. 220 + 25.6 + 3616 + 40 + 480 + 5824 = 10,205.6 millionths.
TEST_CASE("a realtime response bills cached audio at its own price", "[recorded][formats]") {
  CHECK(dollars(R"({"at":"2026-10-15T04:00:00Z","type":"response.done","response":{"model":"gpt-realtime","usage":{"total_tokens":453,)"
                R"("input_tokens":332,"output_tokens":121,"input_token_details":{"text_tokens":119,"audio_tokens":213,"cached_tokens":164,)"
                R"("cached_tokens_details":{"text_tokens":64,"audio_tokens":100}},"output_token_details":{"text_tokens":30,"audio_tokens":91}}}})",
                UsageFormat::openai) == "0.0102056");
}

// Fresh 100 × 3 + read 2,000 × 0.30 + written 5 min 400 × 3.75 + written 1 h 600 × 6 + out 50 × 15 + 2 searches at $0.01:
// 300 + 600 + 1500 + 3600 + 750 = 6,750 millionths, and 0.02.
TEST_CASE("an Anthropic message bills five-minute and one-hour writes apart", "[recorded][formats]") {
  constexpr std::string_view message =
      R"({"type":"message","at":"2026-10-15T04:00:00Z","model":"claude","usage":{"input_tokens":100,"cache_read_input_tokens":2000,)"
      R"("cache_creation_input_tokens":1000,"cache_creation":{"ephemeral_5m_input_tokens":400,"ephemeral_1h_input_tokens":600},)"
      R"("output_tokens":50,"service_tier":"standard","server_tool_use":{"web_search_requests":2}}})";
  CHECK(dollars(message, UsageFormat::anthropic) == "0.02675");
  SECTION("and half of everything as a batch") {
    std::string batch_message(message);
    batch_message.replace(batch_message.find("standard"), 8, "batch");
    CHECK(dollars(batch_message, UsageFormat::anthropic) == "0.013375");
  }
  SECTION("and writes that do not add up are a fault") {
    std::string wrong(message);
    wrong.replace(wrong.find(":400"), 4, ":401");
    CHECK(one_fault(wrong, UsageFormat::anthropic).find("must be the sum") != std::string::npos);
  }
}

// 200,000 in all is still the first tier; one more changes the price of the whole request.
TEST_CASE("the context tier is chosen by all that was read, from the cache too", "[recorded][formats]") {
  const auto message = [](int cached) {
    return R"({"at":"2026-10-15T04:00:00Z","model":"claude","usage":{"input_tokens":1000,"cache_read_input_tokens":)" +
           std::to_string(cached) + R"(,"output_tokens":0}})";
  };
  CHECK(dollars(message(199'000), UsageFormat::anthropic) == "0.0627");     // 0.003 + 0.0597
  CHECK(dollars(message(199'001), UsageFormat::anthropic) == "0.1254006");  // 0.006 + 0.1194006
}

// Inside: 100 out of which 40 thought: 60 × 1 + 40 × 3. Outside: 100 × 1 + 40 × 3. And $0.005 for the request.
TEST_CASE("reasoning outside the output is billed beside it when that is stated", "[recorded][formats]") {
  constexpr std::string_view answer =
      R"({"created":1760000000,"model":"sonar","usage":{"prompt_tokens":0,"completion_tokens":100,"reasoning_tokens":40}})";
  CHECK(dollars(answer, UsageFormat::openai) == "0.00518");
  ReadOptions options;
  options.reasoning_outside = true;
  CHECK(dollars(answer, UsageFormat::openai, options) == "0.00522");
}

// 1,000 with 600 cached and 50 out, as a batch of a model that offers none: 135 millionths; the body's "default" is not the bill's tier.
TEST_CASE("results of an OpenAI batch are read and billed as a batch", "[recorded][formats]") {
  const auto result = [](const std::string& status, const std::string& more) {
    return R"({"id":"b","custom_id":"c","response":{"status_code":)" + status +
           R"(,"request_id":"r","body":{"model":"gpt-4o-mini","created":1760000000,"service_tier":"default")" + more + R"(}},"error":null})";
  };
  const std::string usage =
      R"(,"usage":{"prompt_tokens":1000,"completion_tokens":50,"total_tokens":1050,"prompt_tokens_details":{"cached_tokens":600}})";
  CHECK(dollars(result("200", usage), UsageFormat::openai) == "0.000135");
  CHECK(one_record(result("200", usage), UsageFormat::openai).service_tier == "batch");
  ReadOptions options;
  options.service_tier = "flex";
  CHECK(one_record(result("200", usage), UsageFormat::openai, options).service_tier == "flex");
  CHECK(samples::read(result("400", ""), UsageFormat::openai).passed == 1);
  CHECK(one_fault(result("200", ""), UsageFormat::openai) == "usage must state at least one count");
}

// Half of 100 × 3 + 50 × 15 = 1,050 millionths.
TEST_CASE("results of an Anthropic batch are read and those that failed passed over", "[recorded][formats]") {
  CHECK(dollars(R"({"custom_id":"c","at":"2026-10-15T04:00:00Z","result":{"type":"succeeded","message":{"model":"claude",)"
                R"("usage":{"input_tokens":100,"output_tokens":50,"service_tier":"batch"}}}})",
                UsageFormat::anthropic) == "0.000525");
  CHECK(samples::read(R"({"custom_id":"c","result":{"type":"expired"}})", UsageFormat::anthropic).passed == 1);
}
