#include "sim/recorded/reported_usage.h"

namespace npcost {
namespace {

/// a − b, or a fault.
bool take(std::uint64_t& from, std::uint64_t part) {
  if (part > from) return false;
  from -= part;
  return true;
}

/// The prompt's parts, disjoint.
struct Prompt {
  std::uint64_t text = 0, cached_text = 0, written = 0;
  std::uint64_t audio = 0, image = 0;
};

UsageFault split_prompt(const ReportedUsage& reported, Prompt& prompt) {
  prompt = {reported.input, reported.cached, reported.cache_write, reported.audio_input, reported.image_input};
  if (reported.cached_audio > reported.cached || !take(prompt.audio, reported.cached_audio))
    return UsageFault::cached_audio_above;
  if (!take(prompt.image, reported.cached_image)) return UsageFault::cached_image_above;
  if (!take(prompt.cached_text, reported.cached_audio) || !take(prompt.cached_text, reported.cached_image))
    return UsageFault::cached_image_above;
  if (!take(prompt.written, reported.cache_write_1h) || !take(prompt.written, reported.cache_write_12h))
    return UsageFault::long_writes_above;
  if (reported.convention == Convention::inclusive) {
    if (!take(prompt.text, reported.cached)) return UsageFault::cached_above_input;
    if (!take(prompt.text, reported.cache_write)) return UsageFault::parts_above_input;
  }
  // What is left of audio and images was fresh, and is part of the input in either convention.
  for (const std::uint64_t part : {prompt.audio, prompt.image, reported.video_input}) {
    if (!take(prompt.text, part)) return UsageFault::parts_above_input;
  }
  return UsageFault::none;
}

}  // namespace

std::string_view fault_text(UsageFault fault) {
  switch (fault) {
    case UsageFault::none: return "nothing is wrong";
    case UsageFault::cached_above_input: return "cached tokens are more than the whole input";
    case UsageFault::parts_above_input:
      return "cached, written, audio, image and video tokens together are more than the whole input";
    case UsageFault::cached_audio_above: return "cached audio tokens are more than the audio, or than what was cached";
    case UsageFault::cached_image_above: return "cached image tokens are more than the images, or than what was cached";
    case UsageFault::long_writes_above: return "long cache writes are more than all cache writes";
    case UsageFault::parts_above_output:
      return "reasoning, audio and image tokens together are more than the whole output";
  }
  return "an unknown fault";
}

UsageFault decompose(const ReportedUsage& reported, MeterCounts& counts) {
  Prompt prompt;
  if (const UsageFault fault = split_prompt(reported, prompt); fault != UsageFault::none) return fault;
  std::uint64_t output = reported.output;
  const std::uint64_t inside = reported.reasoning_in_output ? reported.reasoning : 0;
  for (const std::uint64_t part : {inside, reported.audio_output, reported.image_output}) {
    if (!take(output, part)) return UsageFault::parts_above_output;
  }
  counts.add(Meter::input_tokens, prompt.text);
  counts.add(Meter::cached_input_tokens, prompt.cached_text);
  counts.add(Meter::cache_write_tokens, prompt.written);
  counts.add(Meter::cache_write_1h_tokens, reported.cache_write_1h);
  counts.add(Meter::cache_write_12h_tokens, reported.cache_write_12h);
  counts.add(Meter::audio_input_tokens, prompt.audio);
  counts.add(Meter::cached_audio_tokens, reported.cached_audio);
  counts.add(Meter::image_tokens, prompt.image);
  counts.add(Meter::cached_image_tokens, reported.cached_image);
  counts.add(Meter::video_tokens, reported.video_input);
  counts.add(Meter::output_tokens, output);
  counts.add(Meter::reasoning_tokens, reported.reasoning);
  counts.add(Meter::audio_output_tokens, reported.audio_output);
  counts.add(Meter::image_output_tokens, reported.image_output);
  return UsageFault::none;
}

}  // namespace npcost
