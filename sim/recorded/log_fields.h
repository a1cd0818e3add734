#pragma once
// Which fields of each log format are wanted: the only list of what is ever kept of a log.
//
// Numbers   a count has the number of its meter; what it holds besides is a matter of the convention. The others follow.
// Source    OpenAI, Anthropic and LiteLLM: their public API types; OpenTelemetry: the semantic conventions for generative AI, in
//           development, with names as of schema gen-ai/1.42 and the names before them.

#include "sim/prices/meter.h"
#include "sim/reading/json_fields.h"
#include "sim/recorded/usage_reader.h"

namespace npcost::log_field {

constexpr int count_of(Meter meter) { return static_cast<int>(meter); }
// Counts that are no meters of their own: they complete or check others.
inline constexpr int cache_write_5m = meter_count, cached_text = meter_count + 1;
inline constexpr int count_fields = meter_count + 2;
static_assert(count_fields <= 32, "stated counts are one bit each");

constexpr std::uint32_t meter_bit(Meter meter) { return 1u << static_cast<unsigned>(meter); }

/// What decompose() splits; every other meter is counted as it stands.
inline constexpr std::uint32_t split_meters =
    meter_bit(Meter::input_tokens) | meter_bit(Meter::cached_input_tokens) | meter_bit(Meter::cache_write_tokens) |
    meter_bit(Meter::cache_write_1h_tokens) | meter_bit(Meter::cache_write_12h_tokens) |
    meter_bit(Meter::output_tokens) | meter_bit(Meter::reasoning_tokens) | meter_bit(Meter::audio_input_tokens) |
    meter_bit(Meter::cached_audio_tokens) | meter_bit(Meter::audio_output_tokens) | meter_bit(Meter::image_tokens) |
    meter_bit(Meter::cached_image_tokens) | meter_bit(Meter::image_output_tokens) | meter_bit(Meter::video_tokens);
// Counts whose name is in use for both conventions.
inline constexpr int cached_unsure = 36, cache_write_unsure = 37;
// Input and output together, as the provider adds them up.
inline constexpr int total = 38;
inline constexpr int model = 40, requested_model = 41, provider = 42, service_tier = 43, speed = 44;
inline constexpr int convention = 45, reasoning = 46, operation = 47;
inline constexpr int began = 50, ended = 51, began_nano = 52, ended_nano = 53;
inline constexpr int spend = 56, gateway_hit = 57;
inline constexpr int attribute_key = 60, attribute_text = 61, attribute_whole = 62, attribute_number = 63;

// Counts that only another format has: not 0, they show that --format is wrong.
inline constexpr int of_openai = 66, of_anthropic = 67;
// Of one request of a batch: an HTTP status, and Anthropic's "succeeded".
inline constexpr int batch_status = 68, batch_result = 69;

inline constexpr int scope_record = 0, scope_span = 1, scope_attribute = 2, scope_batch = 3;

/// The table of a format; lives as long as the program.
const FieldTable& table_of(UsageFormat format);

}  // namespace npcost::log_field
