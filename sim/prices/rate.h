#pragma once
// usage × prices = cost, exactly. The only place where counts become money.
//
// Shape     counts[i] belongs to prices[i]: one entry for each cell of the run's CellTable.
// Units     counts in the meter's base unit (tokens, characters, milliseconds, requests); prices per one of them.
// Exact     nothing is rounded, so rating each record and adding is rating the sum, and prices × k is cost × k.
// Requires  counts.size() == prices.size(); otherwise BrokenPromise.
// Errors    MoneyOverflow beyond 1.8e22 units of currency; nothing else: rating is total.

#include <cstdint>
#include <span>

#include "sim/base/money.h"
#include "sim/prices/price_book.h"

namespace npcost {

Money rate(std::span<const std::uint64_t> counts, const CellPrices& prices);
Money rate(std::span<const std::uint32_t> counts, const CellPrices& prices);

}  // namespace npcost
