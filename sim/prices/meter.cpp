#include "sim/prices/meter.h"

#include <array>

#include "sim/base/check.h"

namespace npcost {
namespace {

/// The names that results, price books and imported usage rely on; index = Meter.
constexpr std::array<std::string_view, meter_count> names = {
    "input_tokens",
    "cached_input_tokens",
    "cache_write_tokens",
    "cache_write_1h_tokens",
    "cache_write_12h_tokens",
    "output_tokens",
    "reasoning_tokens",
    "citation_tokens",
    "audio_input_tokens",
    "cached_audio_tokens",
    "audio_output_tokens",
    "image_tokens",
    "cached_image_tokens",
    "image_output_tokens",
    "video_tokens",
    "stt_seconds",
    "audio_input_seconds",
    "audio_output_seconds",
    "tts_chars",
    "tts_bytes",
    "session_seconds",
    "standby_seconds",
    "requests",
    "text_messages",
    "web_searches",
    "images",
    "cache_storage_token_hours",
    "gpu_seconds",
    "egress_bytes",
    "participant_seconds"};

}  // namespace

std::string_view meter_name(Meter meter) {
  const auto index = static_cast<std::size_t>(meter);
  NPCOST_CHECK(index < names.size(), "a meter is one of the enumerators");
  return names[index];
}

std::optional<Meter> meter_from_name(std::string_view name) {
  for (std::size_t i = 0; i < names.size(); ++i) {
    if (names[i] == name) return static_cast<Meter>(i);
  }
  return std::nullopt;
}

std::uint32_t counts_per_shown_unit(Meter meter) {
  switch (meter) {
    case Meter::stt_seconds:
    case Meter::audio_input_seconds:
    case Meter::audio_output_seconds:
    case Meter::session_seconds:
    case Meter::standby_seconds:
    case Meter::gpu_seconds:
    case Meter::participant_seconds: return 1000;
    case Meter::cache_storage_token_hours: return 3'600'000;
    default: return 1;
  }
}

bool is_prompt_meter(Meter meter) {
  switch (meter) {
    case Meter::input_tokens:
    case Meter::cached_input_tokens:
    case Meter::cache_write_tokens:
    case Meter::cache_write_1h_tokens:
    case Meter::cache_write_12h_tokens:
    case Meter::audio_input_tokens:
    case Meter::cached_audio_tokens:
    case Meter::image_tokens:
    case Meter::cached_image_tokens:
    case Meter::video_tokens: return true;
    default: return false;
  }
}

}  // namespace npcost
