#pragma once
// usage × prices = cost, exactly. The only place where counts become money.
//
// Requires  counts.size() == prices.size().
// Errors    MoneyOverflow beyond 1.8e22 units of currency; nothing else: rating is total.

#include <cstdint>
#include <span>

#include "sim/base/money.h"
#include "sim/prices/price_book.h"

namespace npcost {

Money rate(std::span<const std::uint64_t> counts, const CellPrices& prices);
Money rate(std::span<const std::uint32_t> counts, const CellPrices& prices);

}  // namespace npcost
