#include "sim/prices/price_kinds.h"

#include <algorithm>
#include <array>

#include "sim/base/check.h"

namespace npcost::price_reading {
namespace {

constexpr std::array<std::string_view, model_kind_count> kind_names = {"llm",      "stt",       "tts",
                                                                       "realtime", "embedding", "moderation"};

}  // namespace

std::string_view model_kind_name(ModelKind kind) { return kind_names[static_cast<std::size_t>(kind)]; }

std::optional<ModelKind> model_kind_from_name(std::string_view name) {
  const auto found = std::find(kind_names.begin(), kind_names.end(), name);
  if (found == kind_names.end()) return std::nullopt;
  return static_cast<ModelKind>(found - kind_names.begin());
}

const PriceKey* find_price_key(std::string_view name) {
  const std::span<const PriceKey> keys = price_keys();
  const auto found = std::find_if(keys.begin(), keys.end(), [&](const PriceKey& key) { return key.name == name; });
  return found == keys.end() ? nullptr : &*found;
}

bool fits_kind(const PriceKey& key, ModelKind kind) {
  const bool prompted = kind == ModelKind::llm || kind == ModelKind::realtime;
  const bool heard = kind == ModelKind::stt || prompted;
  const bool spoken = kind == ModelKind::tts || prompted;
  const std::string_view name = key.name;
  if (key.type == PriceKeyType::price) return priced_meter(name, kind).has_value();
  if (name == "minimum" || name == "increment") return kind == ModelKind::stt || kind == ModelKind::realtime;
  if (name == "billed_time") return kind == ModelKind::stt;
  if (name == "double_ideographs") return kind == ModelKind::tts;
  if (name == "audio_input_rate") return heard;
  if (name == "audio_output_rate") return spoken;
  if (name == "transcript_billed" || name == "session_cap" || name == "truncate_to") return kind == ModelKind::realtime;
  if (name == "context" || name == "tiers") return kind != ModelKind::stt && kind != ModelKind::tts;
  if (name.starts_with("cache") || name == "min_cache" || name == "image_rule") return prompted;
  return true;
}

Per per_of(Meter meter) {
  switch (meter) {
    case Meter::tts_chars: return Per::character;
    case Meter::stt_seconds:
    case Meter::audio_input_seconds:
    case Meter::audio_output_seconds:
    case Meter::session_seconds:
    case Meter::standby_seconds:
    case Meter::participant_seconds: return Per::millisecond;
    case Meter::gpu_seconds: return Per::gpu_millisecond;
    case Meter::requests:
    case Meter::text_messages:
    case Meter::web_searches: return Per::request;
    case Meter::images: return Per::image;
    case Meter::tts_bytes:
    case Meter::egress_bytes: return Per::byte;
    case Meter::cache_storage_token_hours: return Per::token_millisecond;
    default: return Per::token;
  }
}

std::string_view example_price(Meter meter) {
  switch (per_of(meter)) {
    case Per::token: return "$0.15/1M tokens";
    case Per::character: return "$15/1M chars";
    case Per::millisecond: return "$0.0043/min";
    case Per::request: return "$0.0001/request";
    case Per::image: return "$0.001/image";
    case Per::gpu_millisecond: return "$2.40/gpu-h";
    case Per::byte: return "$0.09/GB";
    case Per::token_millisecond: return "$1/1M tokens/h";
    case Per::month: return "$20/mo";
  }
  broken_promise(__FILE__, __LINE__, "a price is per one of the enumerators");
}

}  // namespace npcost::price_reading
