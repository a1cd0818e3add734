#pragma once
// What the field names of LiteLLM's price list say: "cache_read_input_token_cost_above_272k_tokens_priority" is the cached input
// price of prompts over 272,000 tokens in the priority tier.
//
// Source    BerriAI/litellm, model_prices_and_context_window.json as of 2026-07-24 (USD per single token, second, character, image,
//           query). Thresholds are exclusive, except at xAI, whose own page says "at least".

#include <cstdint>
#include <optional>
#include <string_view>

#include "sim/catalogs/catalog_model.h"
#include "sim/catalogs/import_state.h"

namespace npcost::catalogs {

enum class LitellmField : std::uint8_t {
  price,
  context,
  min_cache,
  mode,
  provider,
  source,
  search,
  tiered_pricing,
  kept,     ///< looks like a price, or like a factor on prices
  ignored,  ///< a capability, a limit, a remark
};

enum class LitellmStem : std::uint8_t {
  input_token,
  output_token,
  cache_read,
  cache_hit,
  cache_write,
  cache_write_1h,
  reasoning,
  citation,
  audio_input,
  audio_output,
  cached_audio,
  misnamed_cached_audio,  ///< of realtime models: called a write
  image_input_token,
  image_output_token,
  output_image,
  request,
  input_second,
  output_second,
  character,
  audio_second
};

struct LitellmName {
  LitellmField field = LitellmField::ignored;
  LitellmStem stem = LitellmStem::input_token;  ///< of a price
  std::uint64_t above = 0;                      ///< tokens of the whole prompt; 0 = every prompt
  std::string_view service;                     ///< "batch", "flex", "priority"; "" = standard
};

LitellmName litellm_name(std::string_view field);

/// Which of our prices the stem is for a model of this kind, and in which unit.
struct LitellmPrice {
  Slot slot = Slot::input;
  Scale scale;
};
std::optional<LitellmPrice> litellm_price(LitellmStem stem, ModelKind kind);

/// "chat" → llm; nothing for what npcost does not simulate ("rerank").
std::optional<ModelKind> litellm_kind(std::string_view mode);

}  // namespace npcost::catalogs
