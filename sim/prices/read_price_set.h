#pragma once
// The prices of one JSON object: a model, an entry of "prices", or a context tier.

#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

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
/// The context tiers of this object, which must state prices of its own beside them. E225.
std::vector<ContextTier> read_tiers(const PriceObject& object, Diagnostics& diagnostics);
/// "schedule": hours and weekdays (E230); `has_tiers`: prices by the hour have no place beside context tiers.
std::vector<ScheduleEntry> read_schedule(const PriceObject& object, bool has_tiers, Diagnostics& diagnostics);
/// "service_tiers" (E231); their context tiers begin where some of `tiers` do.
std::vector<ServiceTier> read_service_tiers(const PriceObject& object, const std::vector<ContextTier>& tiers,
                                            Diagnostics& diagnostics);
/// "volume": graduated prices by the month (E232).
std::vector<VolumeTier> read_volume(const PriceObject& object, Diagnostics& diagnostics);
/// Whether the object has base prices that this part of it could change; else a diagnostic with this code.
bool stands_beside_prices(const PriceObject& object, const JsonMember& member, const std::string& pointer, const char* code,
                          Diagnostics& diagnostics);
/// "times": 0.5; nothing if it is not written, or after a diagnostic with this code.
std::optional<Times> read_times(const JsonValue& object, const std::string& pointer, const char* code,
                                Diagnostics& diagnostics);
/// "prices": adds a set a date, in order. E214, E223, E224.
void read_dated_sets(const PriceObject& model, PriceCard& card, Diagnostics& diagnostics);
/// Everything of a model that is no price. E228.
void read_rules(const JsonValue& object, const std::string& pointer, PriceCard& card, Diagnostics& diagnostics);
/// The names of the price keys, and what may stand beside prices in a part of a set.
std::vector<std::string> price_names_and(std::initializer_list<std::string_view> others);
/// read_price_card for a book of prices in one currency ("": any).
std::optional<PriceCard> read_card(const std::string& name, const JsonValue& object, const std::string& pointer,
                                   const std::string& currency, Diagnostics& diagnostics);

}  // namespace npcost::price_reading
