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
     "Prompt tokens written to the cache for its usual time; without it writing is billed as fresh input.", true},
    {"cache_write_1h", price, "$6/1M tokens",
     "Prompt tokens written to the cache for an hour; billed when \"cache_ttl\" is an hour or more.", true},
    {"cache_write_12h", price, "$2.50/1M tokens",
     "Prompt tokens written to the cache for twelve hours; billed when \"cache_ttl\" is that long.", true},
    {"cache_storage", price, "$1/1M tokens/h", "Keeping a cached prefix, by its length and time; default none.", true},
    {"output", price, "$0.60/1M tokens", "Tokens of the reply.", true},
    {"reasoning", price, "$0.60/1M tokens", "Tokens thought but not shown; without it they cost the same as output.",
     true},
    {"citations", price, "$2/1M tokens", "Tokens that the provider read to cite from; default as input.", true},
    {"price", price, "$0.0043/min",
     "The one price of a simple model: stt per minute heard, realtime per minute of session, tts per characters, bytes "
     "or minutes spoken, embedding per tokens, moderation per request.",
     true},
    {"standby", price, "$0.02/min", "realtime: a session in which nobody speaks; without it silence costs the same.", true},
    {"per_request", price, "$0.0001/request", "Charged once for each request beside everything else; default none.",
     true},
    {"text_message", price, "$4/1k messages", "realtime: a typed message in a session billed by time.", true},
    {"web_search", price, "$10/1k searches", "A search made for an answer.", true},
    {"audio_input", price, "$10/1M tokens", "Audio tokens heard.", true},
    {"audio_output", price, "$20/1M tokens", "Audio tokens spoken.", true},
    {"cached_audio", price, "$0.40/1M tokens",
     "Audio tokens read from the prompt cache; without it, where cached_input has a price, they are unpriced.", true},
    {"audio_input_time", price, "$0.005/min", "Audio heard, where it is billed by time.", true},
    {"audio_output_time", price, "$0.018/min", "Audio spoken, where it is billed by time.", true},
    {"image_input", price, "$0.15/1M tokens", "Image tokens seen; default as input.", true},
    {"cached_image", price, "$0.50/1M tokens", "Image tokens read from the prompt cache; default as image_input.", true},
    {"image_output", price, "$30/1M tokens", "Image tokens drawn.", true},
    {"video_input", price, "$1/1M tokens", "Video tokens seen; default as input.", true},
    {"image", price, "$0.04/image", "A whole image, where it is not billed in tokens.", true},
    {"tiers", tiers, R"([{"above": "200k tokens", "input": "$0.80/1M tokens"}])",
     "Other prices for the whole request when the whole prompt (cached tokens too) is longer than \"above\", or at "
     "least as long with \"inclusive\": true; a price missing in a tier is the base price.",
     true},
    {"schedule", schedule, R"([{"hours": "01:00..04:00", "weekdays": "Mon..Fri", "times": 2}])",
     "Prices by the clock: \"hours\" (UTC unless \"hours_in\" names a zone), \"weekdays\" and \"except\" (dates) of the "
     "calendar in \"days_in\", then \"times\" or prices; the last entry that holds wins.",
     true},
    {"service_tiers", service_tiers, R"({"batch": {"times": 0.5}})",
     "Batch, flex, priority: \"times\" every standard price, or prices of their own.", true},
    {"volume", volume, R"([{"above": "500k min", "price": "$0.010/min"}])",
     "Graduated prices by what one account uses in a calendar month.", true},
    {"until", date, "2026-12-31", "The last day on which an entry of \"prices\" holds; after it nothing is known.", true},
    {"prices", dated_prices, R"({"2025-02-08": {"input": "$0.27/1M tokens", "output": "$1.10/1M tokens"}})",
     "Prices by the date from which they hold (midnight UTC, or \"2025-02-08T16:00\"); every entry is complete, and "
     "prices beside \"prices\" hold before its first date."},
    {"service_tier", text, "batch", "The service tier that this scenario asks for; default the standard one."},
    {"context", tokens, "128k tokens", "The longest prompt and reply together; default 128k tokens."},
    {"cache", word, "explicit",
     "\"automatic\": whatever prompt begins alike is found again; \"explicit\": only persona and world are kept, for all players, and "
     "\"cache_storage\" is billed; default automatic.",
     false, "automatic|explicit"},
    {"min_cache", tokens, "1024 tokens", "Shorter common prefixes are not cached; default 1024 tokens."},
    {"cache_block", tokens, "128 tokens", "A cached prefix is a multiple of this; default 128 tokens."},
    {"cache_ttl", duration, "5 min", "How long an unused prefix stays cached; default 5 min."},
    {"cache_refresh", boolean, "true", "Whether a hit starts the time anew; default true."},
    {"minimum", duration, "15 s", "stt: a request, realtime: a session is billed for at least this long; default 0 s."},
    {"increment", duration, "1 s", "stt, realtime: billed time is rounded up to a multiple of this; default exact."},
    {"billed_time", word, "connection",
     "stt: \"speech\" bills what is said, \"connection\" the line from open to close; default speech.", false,
     "speech|connection"},
    {"double_ideographs", boolean, "true", "tts: a Chinese character counts as two; default false."},
    {"audio_input_rate", audio_rate, "10 tokens/s", "Tokens of a second heard; needed where audio is billed in tokens."},
    {"audio_output_rate", audio_rate, "20 tokens/s", "Tokens of a second spoken; needed where audio is billed in tokens."},
    {"transcript_billed", boolean, "false",
     "realtime: the text of what is spoken is billed as output beside its audio; default true."},
    {"session_cap", duration, "30 min", "realtime: the provider ends a session after this; default never."},
    {"truncate_to", ratio, "80%",
     "realtime: a conversation that fills the context is cut to this part of it; default 100%, cut at every turn."},
    {"image_rule", word, "tiles",
     "How an image becomes tokens: OpenAI's \"tiles\" of 512 pixels or \"patches\" of 32, \"area\" (pixels / 750), Gemini's "
     "\"squares\" of 768; default unknown.",
     false, "tiles|patches|area|squares"},
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
                                    {"cache_write_1h", Meter::cache_write_1h_tokens},
                                    {"cache_write_12h", Meter::cache_write_12h_tokens},
                                    {"cache_storage", Meter::cache_storage_token_hours},
                                    {"output", Meter::output_tokens},
                                    {"reasoning", Meter::reasoning_tokens},
                                    {"citations", Meter::citation_tokens},
                                    {"per_request", Meter::requests},
                                    {"web_search", Meter::web_searches},
                                    {"audio_input", Meter::audio_input_tokens},
                                    {"audio_output", Meter::audio_output_tokens},
                                    {"cached_audio", Meter::cached_audio_tokens},
                                    {"audio_input_time", Meter::audio_input_seconds},
                                    {"audio_output_time", Meter::audio_output_seconds},
                                    {"image_input", Meter::image_tokens},
                                    {"cached_image", Meter::cached_image_tokens},
                                    {"image_output", Meter::image_output_tokens},
                                    {"video_input", Meter::video_tokens},
                                    {"image", Meter::images}};
constexpr KindMeter stt_meters[] = {{"price", Meter::stt_seconds},
                                    {"per_request", Meter::requests},
                                    {"input", Meter::input_tokens},
                                    {"audio_input", Meter::audio_input_tokens},
                                    {"output", Meter::output_tokens}};
constexpr KindMeter tts_meters[] = {{"price", Meter::tts_chars},
                                    {"per_request", Meter::requests},
                                    {"input", Meter::input_tokens},
                                    {"audio_output", Meter::audio_output_tokens},
                                    {"audio_output_time", Meter::audio_output_seconds}};
constexpr KindMeter realtime_extra[] = {{"price", Meter::session_seconds},
                                        {"standby", Meter::standby_seconds},
                                        {"text_message", Meter::text_messages}};
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

std::optional<Meter> priced_meter(std::string_view key, ModelKind kind, Per per) {
  if (kind == ModelKind::tts && key == "price") {
    if (per == Per::byte) return Meter::tts_bytes;
    if (per == Per::millisecond) return Meter::audio_output_seconds;
  }
  return priced_meter(key, kind);
}

}  // namespace npcost
