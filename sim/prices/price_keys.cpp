#include "sim/prices/price_keys.h"

#include <algorithm>
#include <iterator>

#include "sim/base/check.h"

namespace npcost {
namespace {

using enum PriceKeyType;

constexpr PriceKey keys[] = {
    {"kind", model_kind, "llm", "What the model does: llm, stt, tts, realtime, embedding or moderation; required."},
    {"input", price, "$0.15/1M tokens", "Fresh prompt tokens: neither read from a cache nor written to one.", true},
    {"cached_input", price, "$0.075/1M tokens",
     "Prompt tokens read from the prompt cache; without it they cost the same as input and the cache is off.", true},
    {"cache_write", price, "$1.25/1M tokens",
     "Prompt tokens written to the cache; without it writing is billed as fresh input.", true},
    {"output", price, "$0.60/1M tokens", "Tokens of the reply.", true},
    {"reasoning", price, "$0.60/1M tokens", "Tokens thought but not shown; without it they cost the same as output.",
     true},
    {"price", price, "$0.0043/min",
     "The one price of a simple model: stt and realtime per minute, tts per characters, embedding per tokens, "
     "moderation per request.",
     true},
    {"per_request", price, "$0.0001/request", "Charged once for each request beside everything else; default none.",
     true},
    {"audio_input", price, "$10/1M tokens", "Audio tokens heard.", true},
    {"audio_output", price, "$20/1M tokens", "Audio tokens spoken.", true},
    {"cached_audio", price, "$0.40/1M tokens", "Audio tokens read from the prompt cache.", true},
    {"image_input", price, "$0.15/1M tokens", "Image tokens seen.", true},
    {"tiers", tiers, R"([{"above": "200k tokens", "input": "$0.80/1M tokens"}])",
     "Other prices for the whole request when the whole prompt (cached tokens too) is longer than \"above\", or at "
     "least as long with \"inclusive\": true; a price missing in a tier is the base price.",
     true},
    {"prices", dated_prices, R"({"2025-02-08": {"input": "$0.27/1M tokens", "output": "$1.10/1M tokens"}})",
     "Prices by the date from which they hold (midnight UTC, or \"2025-02-08T16:00\"); every entry is complete, and "
     "prices beside \"prices\" hold before its first date."},
    {"context", tokens, "128k tokens", "The longest prompt and reply together; default 128k tokens."},
    {"min_cache", tokens, "1024 tokens", "Shorter common prefixes are not cached; default 1024 tokens."},
    {"cache_block", tokens, "128 tokens", "A cached prefix is a multiple of this; default 128 tokens."},
    {"cache_ttl", duration, "5 min", "How long an unused prefix stays cached; default 5 min."},
    {"cache_refresh", boolean, "true", "Whether a hit starts the time anew; default true."},
    {"minimum", duration, "15 s", "stt: a request is billed for at least this long; default 0 s."},
    {"increment", duration, "1 s", "stt: billed time is rounded up to a multiple of this; default exact."},
    {"as_of", date, "2026-11-20", "The day on which the price was read; default unknown.", true},
    {"source", text, "vendor's price page", "Where the price was read; default none, and then it counts as assumed.",
     true},
    {"why", text, "cheapest model that stays in character", "Why this model or price was chosen.", true},
    {"confidence", text, "high", "How sure the source is: high, medium or low.", true},
    {"provenance", text, "sourced", "sourced, derived or assumed; default sourced if a source is given.", true},
    {"notes", text, "peak hours cost twice as much", "What a reader must know that the numbers do not say.", true},
};

struct KindMeter {
  std::string_view key;
  Meter meter;
};

// What each kind of model bills, by key. An llm may hear and see; a moderation model that writes is an llm.
constexpr KindMeter llm_meters[] = {{"input", Meter::input_tokens},
                                    {"cached_input", Meter::cached_input_tokens},
                                    {"cache_write", Meter::cache_write_tokens},
                                    {"output", Meter::output_tokens},
                                    {"reasoning", Meter::reasoning_tokens},
                                    {"per_request", Meter::requests},
                                    {"audio_input", Meter::audio_input_tokens},
                                    {"audio_output", Meter::audio_output_tokens},
                                    {"cached_audio", Meter::cached_audio_tokens},
                                    {"image_input", Meter::image_tokens}};
constexpr KindMeter stt_meters[] = {{"price", Meter::stt_seconds}, {"per_request", Meter::requests}};
constexpr KindMeter tts_meters[] = {{"price", Meter::tts_chars}, {"per_request", Meter::requests}};
constexpr KindMeter realtime_extra[] = {{"price", Meter::session_seconds}};
constexpr KindMeter embedding_meters[] = {
    {"price", Meter::input_tokens}, {"input", Meter::input_tokens}, {"per_request", Meter::requests}};
constexpr KindMeter moderation_meters[] = {
    {"price", Meter::requests}, {"per_request", Meter::requests}, {"input", Meter::input_tokens}};

std::optional<Meter> look_up(std::span<const KindMeter> meters, std::string_view key) {
  const auto found = std::find_if(meters.begin(), meters.end(), [&](const KindMeter& m) { return m.key == key; });
  return found == meters.end() ? std::nullopt : std::optional(found->meter);
}

}  // namespace

std::span<const PriceKey> price_keys() { return keys; }

std::optional<Meter> priced_meter(std::string_view key, ModelKind kind) {
  switch (kind) {
    case ModelKind::llm: return look_up(llm_meters, key);
    case ModelKind::stt: return look_up(stt_meters, key);
    case ModelKind::tts: return look_up(tts_meters, key);
    case ModelKind::embedding: return look_up(embedding_meters, key);
    case ModelKind::moderation: return look_up(moderation_meters, key);
    case ModelKind::realtime: {
      const std::optional<Meter> own = look_up(realtime_extra, key);
      return own ? own : look_up(llm_meters, key);
    }
  }
  broken_promise(__FILE__, __LINE__, "a kind of model is one of the enumerators");
}

}  // namespace npcost
