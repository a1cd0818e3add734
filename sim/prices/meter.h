#pragma once
// What can be counted and billed. Counts inside the engine are disjoint: a token is fresh, cached or written, never
// two of them.
//
// Units     the engine counts whole base units; times are milliseconds and shown as seconds.

#include <cstdint>
#include <optional>
#include <string_view>

namespace npcost {

enum class Meter : std::uint8_t {
  input_tokens,  ///< fresh: neither read from nor written to a cache
  cached_input_tokens,
  cache_write_tokens,
  cache_write_1h_tokens,
  output_tokens,  ///< without reasoning
  reasoning_tokens,
  audio_input_tokens,
  cached_audio_tokens,
  audio_output_tokens,
  image_tokens,
  stt_seconds,  ///< counted in milliseconds
  tts_chars,    ///< code points
  tts_bytes,
  session_seconds,  ///< counted in milliseconds
  standby_seconds,  ///< counted in milliseconds
  requests,
  images,
  cache_storage_token_hours,
  gpu_seconds,  ///< counted in milliseconds
  egress_bytes,
  participant_seconds  ///< counted in milliseconds
};
inline constexpr int meter_count = 21;

std::string_view meter_name(Meter meter);
std::optional<Meter> meter_from_name(std::string_view name);
/// Counts in one shown unit: 1000 for the meters in seconds, else 1.
std::uint32_t counts_per_shown_unit(Meter meter);

}  // namespace npcost
