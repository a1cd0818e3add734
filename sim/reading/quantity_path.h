#pragma once
// The path of a price beside its "now". Private to sim/reading.

#include <memory>

#include "sim/reading/price_path.h"
#include "sim/reading/quantity_field.h"

namespace npcost {

/// Whether an object is a price with a path: it has "now", or a key that only a path has.
bool is_price_with_path(const JsonValue& object);

/// Reads everything beside "now" but remarks; nullptr after a fault. `now`: nullptr if it could not be read, then all else is still judged.
std::shared_ptr<const PricePath> read_price_path(const Field& object, const Price* now);

}  // namespace npcost
