#pragma once
// What a provider reports of one request, and the disjoint counts that are billed for it.
//
// Inclusive  (OpenAI, Gemini, DeepSeek, OpenTelemetry, LiteLLM): "input" holds the cached, written, audio, image and video tokens
//            too; "cached" holds cached audio and images; "output" holds reasoning, audio and image tokens.
// Exclusive  (Anthropic): "input" holds none of what was read from or written to a cache.
// Stated     the convention comes from the format or from the record, never from a guess.
// Source     providers' usage fields; users who were billed twice by tools that mixed the two.

#include <cstdint>
#include <string_view>

#include "sim/prices/rater.h"

namespace npcost {

enum class Convention : std::uint8_t { inclusive, exclusive };

struct ReportedUsage {
  std::uint64_t input = 0;            ///< tokens of the prompt, by the convention
  std::uint64_t cached = 0;           ///< read from a cache
  std::uint64_t cache_write = 0;      ///< written to a cache, all times together
  std::uint64_t cache_write_1h = 0;   ///< of those: for an hour
  std::uint64_t cache_write_12h = 0;  ///< of those: for twelve hours
  std::uint64_t audio_input = 0, cached_audio = 0;
  std::uint64_t image_input = 0, cached_image = 0, video_input = 0;
  std::uint64_t output = 0;
  std::uint64_t reasoning = 0, audio_output = 0, image_output = 0;
  Convention convention = Convention::inclusive;
  bool reasoning_in_output = true;  ///< false: xAI and Perplexity report it beside the output
};

/// Why reported counts contradict each other; a client adds where they stand.
enum class UsageFault : std::uint8_t {
  none,
  cached_above_input,      ///< more read from a cache than the whole prompt
  parts_above_input,       ///< cached, written, audio, image and video tokens together are more than the prompt
  cached_audio_above,      ///< cached audio is more than the audio, or than what was cached
  cached_image_above,      ///< likewise for images
  long_writes_above,       ///< hour and twelve-hour writes are more than all writes
  parts_above_output       ///< reasoning, audio and images are more than the output
};
/// A sentence: "cached tokens are more than the whole input".
std::string_view fault_text(UsageFault fault);

/// Adds the disjoint counts to `counts`: every reported token once. On a fault adds nothing.
[[nodiscard]] UsageFault decompose(const ReportedUsage& reported, MeterCounts& counts);

}  // namespace npcost
