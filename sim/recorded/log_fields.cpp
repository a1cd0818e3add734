#include "sim/recorded/log_fields.h"

#include <string>

#include "sim/base/check.h"

namespace npcost::log_field {
namespace {

FieldTable own_table() {
  FieldTable table;
  table.scope("", scope_record)
      .field("at", ended)
      .field("model", model)
      .field("provider", provider)
      .field("service_tier", service_tier)
      .field("convention", convention)
      .field("reasoning", reasoning)
      .closed("usage")
      .spelt_exactly("")
      .spelt_exactly("usage");
  for (int m = 0; m < meter_count; ++m) {
    table.field("usage/" + std::string(meter_name(static_cast<Meter>(m))), m);
  }
  return table;
}

/// Attributes of a span, whichever form they come in.
void add_attributes(FieldTable& table, const std::string& at) {
  table.field(at + "gen_ai.response.model", model)
      .field(at + "gen_ai.request.model", requested_model)
      .field(at + "gen_ai.provider.name", provider)
      .field(at + "gen_ai.system", provider)  // before 1.37
      .field(at + "gen_ai.operation.name", operation)
      .field(at + "openai.response.service_tier", service_tier)
      .field(at + "gen_ai.openai.response.service_tier", service_tier)
      .field(at + "gen_ai.usage.input_tokens", count_of(Meter::input_tokens))
      .field(at + "gen_ai.usage.prompt_tokens", count_of(Meter::input_tokens))
      .field(at + "gen_ai.usage.output_tokens", count_of(Meter::output_tokens))
      .field(at + "gen_ai.usage.completion_tokens", count_of(Meter::output_tokens))
      .field(at + "gen_ai.usage.cache_read.input_tokens", count_of(Meter::cached_input_tokens))
      .field(at + "gen_ai.usage.cache_write.input_tokens", count_of(Meter::cache_write_tokens))
      .field(at + "gen_ai.usage.cache_creation.input_tokens", count_of(Meter::cache_write_tokens))
      .field(at + "gen_ai.usage.cache_read_input_tokens", cached_unsure)
      .field(at + "gen_ai.usage.cache_creation_input_tokens", cache_write_unsure)
      .field(at + "gen_ai.usage.cached_tokens", cached_unsure)
      .field(at + "gen_ai.usage.reasoning.output_tokens", count_of(Meter::reasoning_tokens))
      .field(at + "gen_ai.usage.audio.input_tokens", count_of(Meter::audio_input_tokens))
      .field(at + "gen_ai.usage.audio.cache_read.input_tokens", count_of(Meter::cached_audio_tokens))
      .field(at + "gen_ai.usage.audio.output_tokens", count_of(Meter::audio_output_tokens))
      .field(at + "gen_ai.usage.image.input_tokens", count_of(Meter::image_tokens))
      .field(at + "gen_ai.usage.image.cache_read.input_tokens", count_of(Meter::cached_image_tokens))
      .field(at + "gen_ai.usage.image.output_tokens", count_of(Meter::image_output_tokens))
      .field(at + "gen_ai.usage.video.input_tokens", count_of(Meter::video_tokens));
}

FieldTable otel_table() {
  FieldTable table;
  table.scope("", scope_record);
  const auto add_times = [&table](const std::string& at) {
    table.field(at + "startTimeUnixNano", began_nano).field(at + "endTimeUnixNano", ended_nano);
  };
  add_times("");
  // As the SDKs' console exporters write them.
  table.field("start_time", began).field("end_time", ended).field("timestamp", ended);
  add_attributes(table, "attributes/");
  const std::string span = "resourceSpans/*/scopeSpans/*/spans/*";
  table.scope(span, scope_span);
  add_times(span + "/");
  const std::string attribute = span + "/attributes/*";
  table.scope(attribute, scope_attribute)
      .field(attribute + "/key", attribute_key)
      .field(attribute + "/value/stringValue", attribute_text)
      .field(attribute + "/value/intValue", attribute_whole)
      .field(attribute + "/value/doubleValue", attribute_number);
  return table;
}

/// prompt_tokens_details and its sisters: parts of the prompt, of what was cached, and of the answer.
void add_details(FieldTable& table, const std::string& usage) {
  for (const char* name : {"prompt_tokens_details", "input_tokens_details", "input_token_details"}) {
    const std::string at = usage + "/" + name + "/";
    table.field(at + "cached_tokens", count_of(Meter::cached_input_tokens))
        .field(at + "cache_write_tokens", count_of(Meter::cache_write_tokens))
        .field(at + "audio_tokens", count_of(Meter::audio_input_tokens))
        .field(at + "image_tokens", count_of(Meter::image_tokens))
        .field(at + "video_tokens", count_of(Meter::video_tokens))
        .field(at + "cached_tokens_details/text_tokens", cached_text)
        .field(at + "cached_tokens_details/audio_tokens", count_of(Meter::cached_audio_tokens))
        .field(at + "cached_tokens_details/image_tokens", count_of(Meter::cached_image_tokens));
  }
  for (const char* name : {"completion_tokens_details", "output_tokens_details", "output_token_details"}) {
    const std::string at = usage + "/" + name + "/";
    table.field(at + "reasoning_tokens", count_of(Meter::reasoning_tokens))
        .field(at + "audio_tokens", count_of(Meter::audio_output_tokens))
        .field(at + "image_tokens", count_of(Meter::image_output_tokens));
  }
}

void add_litellm_usage(FieldTable& table, const std::string& usage) {
  table.field(usage + "/prompt_tokens", count_of(Meter::input_tokens))
      .field(usage + "/completion_tokens", count_of(Meter::output_tokens))
      .field(usage + "/total_tokens", total)
      .field(usage + "/cache_read_input_tokens", count_of(Meter::cached_input_tokens))
      .field(usage + "/cache_creation_input_tokens", count_of(Meter::cache_write_tokens));
  add_details(table, usage);
  const std::string details = usage + "/prompt_tokens_details/";
  table.field(details + "cache_creation_tokens", count_of(Meter::cache_write_tokens))
      .field(details + "cache_creation_token_details/ephemeral_5m_input_tokens", cache_write_5m)
      .field(details + "cache_creation_token_details/ephemeral_1h_input_tokens",
             count_of(Meter::cache_write_1h_tokens));
}

FieldTable litellm_table() {
  FieldTable table;
  table.scope("", scope_record)
      .field("model", model)
      .field("custom_llm_provider", provider)
      .field("startTime", began)
      .field("endTime", ended)
      .field("cache_hit", gateway_hit)
      .field("spend", spend)
      .field("response_cost", spend)
      .field("prompt_tokens", count_of(Meter::input_tokens))
      .field("completion_tokens", count_of(Meter::output_tokens))
      .field("total_tokens", total);
  add_litellm_usage(table, "usage");
  add_litellm_usage(table, "metadata/usage_object");
  return table;
}

void add_openai_response(FieldTable& table, const std::string& at) {
  const std::string usage = at + "usage";
  table.field(at + "model", model)
      .field(at + "created", ended)
      .field(at + "created_at", ended)
      .field(usage + "/prompt_tokens", count_of(Meter::input_tokens))
      .field(usage + "/input_tokens", count_of(Meter::input_tokens))
      .field(usage + "/completion_tokens", count_of(Meter::output_tokens))
      .field(usage + "/output_tokens", count_of(Meter::output_tokens))
      .field(usage + "/total_tokens", total)
      .field(usage + "/cache_read_input_tokens", of_anthropic)
      .field(usage + "/cache_creation_input_tokens", of_anthropic)
      .field(usage + "/prompt_cache_hit_tokens", count_of(Meter::cached_input_tokens))  // DeepSeek
      .field(usage + "/cached_tokens", count_of(Meter::cached_input_tokens))            // Moonshot
      .field(usage + "/reasoning_tokens", count_of(Meter::reasoning_tokens))            // Perplexity
      .field(usage + "/citation_tokens", count_of(Meter::citation_tokens))              // Perplexity
      .field(usage + "/seconds", count_of(Meter::stt_seconds));
  add_details(table, usage);
}

FieldTable openai_table() {
  FieldTable table;
  table.scope("", scope_record).field("at", ended).field("provider", provider);
  add_openai_response(table, "");
  table.field("service_tier", service_tier);
  add_openai_response(table, "response/");  // realtime: {"type": "response.done", "response": {…}}
  table.field("response/service_tier", service_tier);
  // A batch: {"custom_id", "response": {"status_code", "body": {…}}}. The body's service_tier is not that of the bill.
  table.scope("response/body", scope_batch).field("response/status_code", batch_status);
  add_openai_response(table, "response/body/");
  return table;
}

void add_anthropic_message(FieldTable& table, const std::string& at) {
  const std::string usage = at + "usage";
  table.field(at + "model", model)
      .field(usage + "/input_tokens", count_of(Meter::input_tokens))
      .field(usage + "/output_tokens", count_of(Meter::output_tokens))
      .field(usage + "/cache_read_input_tokens", count_of(Meter::cached_input_tokens))
      .field(usage + "/cache_creation_input_tokens", count_of(Meter::cache_write_tokens))
      .field(usage + "/cache_creation/ephemeral_5m_input_tokens", cache_write_5m)
      .field(usage + "/cache_creation/ephemeral_1h_input_tokens", count_of(Meter::cache_write_1h_tokens))
      .field(usage + "/server_tool_use/web_search_requests", count_of(Meter::web_searches))
      .field(usage + "/service_tier", service_tier)
      .field(usage + "/speed", speed)
      .field(usage + "/prompt_tokens", of_openai)
      .field(usage + "/completion_tokens", of_openai)
      .field(usage + "/prompt_tokens_details/cached_tokens", of_openai)
      .field(usage + "/input_tokens_details/cached_tokens", of_openai);
}

FieldTable anthropic_table() {
  FieldTable table;
  table.scope("", scope_record)
      .field("provider", provider)
      .field("at", ended)
      .field("created_at", ended)
      .field("timestamp", ended);
  add_anthropic_message(table, "");
  // A batch: {"custom_id", "result": {"type": "succeeded", "message": {…}}}.
  table.scope("result/message", scope_batch).field("result/type", batch_result);
  add_anthropic_message(table, "result/message/");
  return table;
}

}  // namespace

const FieldTable& table_of(UsageFormat format) {
  static const FieldTable own = own_table(), otel = otel_table(), litellm = litellm_table(), openai = openai_table(),
                          anthropic = anthropic_table();
  switch (format) {
    case UsageFormat::own: return own;
    case UsageFormat::otel: return otel;
    case UsageFormat::litellm: return litellm;
    case UsageFormat::openai: return openai;
    case UsageFormat::anthropic: return anthropic;
  }
  NPCOST_CHECK(false, "a usage format is one of the enumerators");
  return own;
}

}  // namespace npcost::log_field
