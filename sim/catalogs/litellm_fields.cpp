#include "sim/catalogs/litellm_fields.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <utility>

namespace npcost::catalogs {
namespace {

using enum LitellmStem;

constexpr std::array<std::pair<std::string_view, LitellmStem>, 20> stems = {{
    {"input_cost_per_token", input_token},
    {"output_cost_per_token", output_token},
    {"cache_read_input_token_cost", cache_read},
    {"input_cost_per_token_cache_hit", cache_hit},
    {"cache_creation_input_token_cost", cache_write},
    {"cache_creation_input_token_cost_above_1hr", cache_write_1h},
    {"output_cost_per_reasoning_token", reasoning},
    {"citation_cost_per_token", citation},
    {"input_cost_per_audio_token", audio_input},
    {"output_cost_per_audio_token", audio_output},
    {"cache_read_input_audio_token_cost", cached_audio},
    {"cache_creation_input_audio_token_cost", misnamed_cached_audio},
    {"input_cost_per_image_token", image_input_token},
    {"output_cost_per_image_token", image_output_token},
    {"output_cost_per_image", output_image},
    {"input_cost_per_request", request},
    {"input_cost_per_second", input_second},
    {"output_cost_per_second", output_second},
    {"input_cost_per_character", character},
    {"input_cost_per_audio_per_second", audio_second},
}};

constexpr std::array<std::pair<std::string_view, std::string_view>, 3> services = {
    {{"_batches", "batch"}, {"_flex", "flex"}, {"_priority", "priority"}}};

constexpr std::array<std::pair<std::string_view, LitellmField>, 7> facts = {{
    {"max_input_tokens", LitellmField::context},
    {"prompt_cache_min_tokens", LitellmField::min_cache},
    {"mode", LitellmField::mode},
    {"litellm_provider", LitellmField::provider},
    {"source", LitellmField::source},
    {"search_context_cost_per_query", LitellmField::search},
    {"tiered_pricing", LitellmField::tiered_pricing},
}};

// "provider_specific_entry" holds factors on all prices ({"us": 1.1, "fast": 6}).
constexpr std::array<std::string_view, 6> price_like = {"cost",       "price",    "pricing",
                                                        "multiplier", "discount", "provider_specific_entry"};

bool cut_end(std::string_view& text, std::string_view end) {
  if (!text.ends_with(end)) return false;
  text.remove_suffix(end.size());
  return true;
}

/// Takes "_above_272k_tokens" off the end; 0 if it is not there.
std::uint64_t cut_threshold(std::string_view& text) {
  constexpr std::string_view begin = "_above_", end = "k_tokens";
  const std::size_t at = text.rfind(begin);
  if (at == std::string_view::npos || !text.ends_with(end)) return 0;
  const std::string_view digits = text.substr(at + begin.size(), text.size() - at - begin.size() - end.size());
  std::uint32_t thousands = 0;
  const auto read = std::from_chars(digits.data(), digits.data() + digits.size(), thousands);
  if (read.ec != std::errc{} || read.ptr != digits.data() + digits.size() || thousands > 1'000'000) return 0;
  text = text.substr(0, at);
  return thousands * std::uint64_t{1000};
}

LitellmName price_name(std::string_view field) {
  LitellmName name;
  for (const auto& [end, service] : services) {
    if (cut_end(field, end)) name.service = service;
  }
  name.above = cut_threshold(field);
  const auto found = std::find_if(stems.begin(), stems.end(), [&](const auto& one) { return one.first == field; });
  if (found == stems.end()) return name;
  name.field = LitellmField::price;
  name.stem = found->second;
  return name;
}

std::optional<LitellmPrice> token_price(Slot slot) { return LitellmPrice{slot, {PriceUnit::million_tokens, 6, 1}}; }

std::optional<LitellmPrice> stt_price(LitellmStem stem) {
  switch (stem) {
    case input_second:
    case output_second: return LitellmPrice{Slot::price, {PriceUnit::minute, 0, 60}};
    case input_token: return token_price(Slot::input);
    case output_token: return token_price(Slot::output);
    case audio_input: return token_price(Slot::audio_input);
    case request: return LitellmPrice{Slot::per_request, {PriceUnit::request, 0, 1}};
    default: return std::nullopt;
  }
}

std::optional<LitellmPrice> tts_price(LitellmStem stem) {
  switch (stem) {
    case character: return LitellmPrice{Slot::price, {PriceUnit::million_chars, 6, 1}};
    case output_second: return LitellmPrice{Slot::price, {PriceUnit::minute, 0, 60}};
    case input_token: return token_price(Slot::input);
    case output_token:  // all that a voice puts out is audio
    case audio_output: return token_price(Slot::audio_output);
    case request: return LitellmPrice{Slot::per_request, {PriceUnit::request, 0, 1}};
    default: return std::nullopt;
  }
}

std::optional<LitellmPrice> talking_price(LitellmStem stem) {
  switch (stem) {
    case input_token: return token_price(Slot::input);
    case output_token: return token_price(Slot::output);
    case cache_read:
    case cache_hit: return token_price(Slot::cached_input);
    case cache_write: return token_price(Slot::cache_write);
    case cache_write_1h: return token_price(Slot::cache_write_1h);
    case reasoning: return token_price(Slot::reasoning);
    case citation: return token_price(Slot::citations);
    case audio_input: return token_price(Slot::audio_input);
    case audio_output: return token_price(Slot::audio_output);
    case cached_audio: return token_price(Slot::cached_audio);
    case image_input_token: return token_price(Slot::image_input);
    case image_output_token: return token_price(Slot::image_output);
    case output_image: return LitellmPrice{Slot::image, {PriceUnit::image, 0, 1}};
    case request: return LitellmPrice{Slot::per_request, {PriceUnit::request, 0, 1}};
    case audio_second: return LitellmPrice{Slot::audio_input_time, {PriceUnit::minute, 0, 60}};
    default: return std::nullopt;
  }
}

}  // namespace

LitellmName litellm_name(std::string_view field) {
  LitellmName name = price_name(field);
  if (name.field == LitellmField::price) return name;
  const auto fact = std::find_if(facts.begin(), facts.end(), [&](const auto& one) { return one.first == field; });
  if (fact != facts.end()) return {fact->second, {}, 0, {}};
  const bool kept = std::any_of(price_like.begin(), price_like.end(),
                                [&](std::string_view word) { return field.find(word) != std::string_view::npos; });
  return {kept ? LitellmField::kept : LitellmField::ignored, {}, 0, {}};
}

std::optional<LitellmPrice> litellm_price(LitellmStem stem, ModelKind kind) {
  std::optional<LitellmPrice> price;
  if (kind == ModelKind::stt) return stt_price(stem);
  if (kind == ModelKind::tts) return tts_price(stem);
  // Writing audio to a cache has no price anywhere; what realtime models state under that name is what CACHED audio costs
  // (gpt-realtime: 4e-07, on its vendor's page $0.40/1M cached audio).
  if (stem == misnamed_cached_audio)
    return kind == ModelKind::realtime ? token_price(Slot::cached_audio) : std::nullopt;
  price = talking_price(stem);
  return price && fits_kind(price->slot, kind) ? price : std::nullopt;
}

std::optional<ModelKind> litellm_kind(std::string_view mode) {
  constexpr std::array<std::pair<std::string_view, ModelKind>, 8> kinds = {{{"chat", ModelKind::llm},
                                                                            {"completion", ModelKind::llm},
                                                                            {"responses", ModelKind::llm},
                                                                            {"audio_transcription", ModelKind::stt},
                                                                            {"audio_speech", ModelKind::tts},
                                                                            {"realtime", ModelKind::realtime},
                                                                            {"embedding", ModelKind::embedding},
                                                                            {"moderation", ModelKind::moderation}}};
  const auto found = std::find_if(kinds.begin(), kinds.end(), [&](const auto& one) { return one.first == mode; });
  if (found == kinds.end()) return std::nullopt;
  return found->second;
}

}  // namespace npcost::catalogs
