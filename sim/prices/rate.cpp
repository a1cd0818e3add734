#include "sim/prices/rate.h"

#include <limits>

#include "sim/base/check.h"

namespace npcost {
namespace {

/// count × price, exactly. Every price below about 1 000 units of currency a count fits in 64 bits, and 64 × 64 bits
/// cannot leave 128: only dearer ones need the checked product. (The compiler's own checked 128-bit product
/// is a library call that clang++ does not find in libgcc.)
Int128 product(Int128 price, std::uint64_t count) {
  constexpr Int128 low = std::numeric_limits<std::int64_t>::min();
  constexpr Int128 high = std::numeric_limits<std::int64_t>::max();
  if (price >= low && price <= high) return price * static_cast<Int128>(count);
  return Money::from_grains(price).times(static_cast<Int128>(count)).grains();
}

template <class Count>
Money rate_counts(std::span<const Count> counts, const CellPrices& prices) {
  NPCOST_CHECK(counts.size() == prices.size(), "one count for each priced cell");
  Int128 sum = 0;
  for (std::size_t i = 0; i < counts.size(); ++i) {
    if (__builtin_add_overflow(sum, product(prices[i].per_count.grains(), counts[i]), &sum)) {
      throw MoneyOverflow("the cost of this usage is beyond 1.8e22 units of currency");
    }
  }
  return Money::from_grains(sum);
}

}  // namespace

Money rate(std::span<const std::uint64_t> counts, const CellPrices& prices) { return rate_counts(counts, prices); }
Money rate(std::span<const std::uint32_t> counts, const CellPrices& prices) { return rate_counts(counts, prices); }

}  // namespace npcost
