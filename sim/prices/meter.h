#pragma once
// What can be counted and billed. Counts inside the engine are disjoint: a token is fresh, cached or written, never
// two of them.
//
// Units     the engine counts whole base units; times are milliseconds and shown as seconds, storage is token-milliseconds
//           and shown as token-hours.

#include <cstdint>
#include <optional>
#include <string_view>

namespace npcost {

enum class Meter : std::uint8_t {
  input_tokens,  ///< fresh text: neither read from nor written to a cache
  cached_input_tokens,
  cache_write_tokens,      ///< for the provider's usual time (5 min, 30 min …)
  cache_write_1h_tokens,   ///< for an hour, dearer
  cache_write_12h_tokens,  ///< for twelve hours, dearer still
  output_tokens,           ///< without reasoning
  reasoning_tokens,
  citation_tokens,  ///< read by the provider to cite from; outside the prompt
  audio_input_tokens,
  cached_audio_tokens,
  audio_output_tokens,
  image_tokens,
  cached_image_tokens,
  image_output_tokens,
  video_tokens,
  stt_seconds,           ///< counted in milliseconds
  audio_input_seconds,   ///< counted in milliseconds: audio heard, where it is billed by time
  audio_output_seconds,  ///< counted in milliseconds: audio spoken, where it is billed by time
  tts_chars,             ///< code points; ideographs twice where the model says so
  tts_bytes,             ///< of UTF-8
  session_seconds,       ///< counted in milliseconds
  standby_seconds,       ///< counted in milliseconds
  requests,
  text_messages,  ///< typed into a session that is billed by time
  web_searches,
  images,
  cache_storage_token_hours,  ///< counted in token-milliseconds
  gpu_seconds,                ///< counted in milliseconds
  egress_bytes,
  participant_seconds  ///< counted in milliseconds
};
inline constexpr int meter_count = 30;

std::string_view meter_name(Meter meter);
std::optional<Meter> meter_from_name(std::string_view name);
/// Counts in one shown unit: 1000 for the meters in seconds, 3,600,000 for token-hours, else 1.
std::uint32_t counts_per_shown_unit(Meter meter);

/// What a request's context tier is chosen by: everything that the model reads, from a cache or not.
bool is_prompt_meter(Meter meter);

}  // namespace npcost
