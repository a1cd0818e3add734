#pragma once
// The prices of one JSON object: a model, an entry of "prices", or a context tier.

#include <optional>
#include <string>

#include "sim/prices/price_card.h"
#include "sim/prices/read_fields.h"

namespace npcost::price_reading {

/// An object that holds prices, and the kind of the model it belongs to (nothing if that is itself wrong:
/// then prices are read, but whether they fit is not judged).
struct PriceObject {
  const JsonValue& json;
  std::string pointer;
  std::optional<ModelKind> kind;
  std::string currency;  ///< the only one accepted (E229); "" accepts any
};

/// The price keys of this object. E220 wrong unit, E222 not billed by this kind or priced twice.
MeterPrices read_meter_prices(const PriceObject& object, Diagnostics& diagnostics);
/// Whether any price key is written here, right or wrong.
bool states_a_price(const JsonValue& object);
/// Prices and tiers of this object, in force from `from` on; remarks are left to the caller. E225 wrong tiers.
PriceSet read_price_set(const PriceObject& object, Instant from, Diagnostics& diagnostics);
/// read_price_card for a book of prices in one currency ("": any).
std::optional<PriceCard> read_card(const std::string& name, const JsonValue& object, const std::string& pointer,
                                   const std::string& currency, Diagnostics& diagnostics);

}  // namespace npcost::price_reading
