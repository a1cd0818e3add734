#pragma once
// What kinds of models there are, and which price keys and units fit each.

#include <optional>
#include <string_view>

#include "sim/prices/price_keys.h"

namespace npcost::price_reading {

inline constexpr int model_kind_count = 6;
/// The word of the file: "llm", "stt", …
std::string_view model_kind_name(ModelKind kind);
std::optional<ModelKind> model_kind_from_name(std::string_view name);

/// nullptr if this is not a price key.
const PriceKey* find_price_key(std::string_view name);
/// Whether the key means anything for this kind: billing steps only for stt, cache rules only where a prompt is cached.
bool fits_kind(const PriceKey& key, ModelKind kind);

/// What one count of the meter is in a price's "/…" part.
Per per_of(Meter meter);
/// A price that would be accepted for this meter: "$0.15/1M tokens", "$0.0043/min".
std::string_view example_price(Meter meter);

}  // namespace npcost::price_reading
