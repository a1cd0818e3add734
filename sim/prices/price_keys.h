#pragma once
// The keys that describe a model's prices and billing rules: one table, used by the reader of price books,
// by the scenario's table of keys (and so by the generated JSON Schema and `explain`).

#include <optional>
#include <span>
#include <string_view>

#include "sim/prices/meter.h"
#include "sim/reading/quantity.h"

namespace npcost {

enum class ModelKind { llm, stt, tts, realtime, embedding, moderation };

enum class PriceKeyType {
  model_kind,
  price,
  tokens,
  duration,
  boolean,
  ratio,
  audio_rate,  ///< "10 tokens/s"
  word,        ///< one of a short list; `words` of the key
  tiers,
  schedule,
  service_tiers,
  volume,
  dated_prices,
  text,
  date
};

struct PriceKey {
  std::string_view name;  ///< "input", "cached_input", "price", "min_cache", …
  PriceKeyType type;
  std::string_view example;   ///< in the file's notation: "$0.15/1M tokens"
  std::string_view help;      ///< one sentence; says the default
  bool inside_dated = false;  ///< may also stand inside an entry of "prices": {"2025-02-08": {…}}
  std::string_view words = {};  ///< of a word: "speech|connection"
};

/// In the order in which they are documented.
std::span<const PriceKey> price_keys();
/// The meter that a price key prices for this kind of model ("price" of an stt model → stt_seconds); nothing if it
/// does not fit.
std::optional<Meter> priced_meter(std::string_view key, ModelKind kind);
/// The same for a price in this unit: "price" of a tts model is per character, per byte or per time spoken.
std::optional<Meter> priced_meter(std::string_view key, ModelKind kind, Per per);

}  // namespace npcost
