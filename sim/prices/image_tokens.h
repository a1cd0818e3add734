#pragma once
// How many tokens a picture is, by the provider's rule.
//
// tiles    OpenAI, GPT-4o and its kin at high detail: fitted into 2048 × 2048, its shorter side brought down to 768, then 85 tokens
//          and 170 for each started square of 512.
// patches  OpenAI, later small models: one token for each started square of 32; more than 1,536 of them are scaled down. Models that
//          multiply the count (GPT-4.1 mini: 1.62) want their tokens written out instead.
// area     Anthropic: width × height / 750, fitted into 1568 × 1568 and at most 1,600 tokens.
// squares  Gemini since 2.0: 258 for a picture up to 384 × 384, else 258 for each started square of 768.
// Source   the providers' pages on vision; tiles and patches are remembered from OpenAI's page, area and squares were read again
//          (2026-11-25).

#include <cstdint>
#include <optional>
#include <string_view>

#include "sim/prices/price_card.h"

namespace npcost {

struct ImageSize {
  std::uint32_t width = 0, height = 0;  ///< pixels, 1 … 20,000
};
/// "1280x720" or "1280x720 px"; nothing if it is anything else.
std::optional<ImageSize> parse_image_size(std::string_view text);

/// Nothing for a model whose rule is unknown.
std::optional<std::uint32_t> image_tokens(ImageRule rule, ImageSize size);

}  // namespace npcost
