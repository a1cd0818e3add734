#include "sim/answers/scale.h"

#include <algorithm>
#include <cstddef>
#include <numeric>

#include "sim/base/check.h"

namespace npcost {

namespace {

/// amount × active = floor × simulated + rest, with 0 <= rest < simulated.
struct Share {
  Money floor;
  Int128 rest;
};

Share divide(Money amount, const Scale& scale) {
  const auto simulated = static_cast<Int128>(scale.simulated);
  const auto active = static_cast<Int128>(scale.active);
  // Dividing first keeps the product inside 128 bits: what is left over is below 2^64 and so is `active`.
  Int128 whole = amount.grains() / simulated;
  Int128 left = amount.grains() % simulated;
  if (left < 0) {
    left += simulated;
    --whole;
  }
  const UInt128 product = static_cast<UInt128>(left) * static_cast<UInt128>(active);
  const auto quotient = static_cast<Int128>(product / static_cast<UInt128>(simulated));
  const auto rest = static_cast<Int128>(product % static_cast<UInt128>(simulated));
  return {Money::from_grains(whole).times(active) + Money::from_grains(quotient), rest};
}

Money half_to_even(const Share& share, const Scale& scale) {
  const Int128 missing = static_cast<Int128>(scale.simulated) - share.rest;
  const bool odd = share.floor.grains() % 2 != 0;
  const bool up = share.rest > missing || (share.rest == missing && odd);
  return up ? share.floor + Money::from_grains(1) : share.floor;
}

}  // namespace

Money scaled(Money amount, const Scale& scale) {
  if (scale.simulated == 0) return {};
  return half_to_even(divide(amount, scale), scale);
}

std::vector<Money> scaled_parts(std::span<const Money> parts, Money total, const Scale& scale) {
  Money sum;
  for (const Money part : parts) sum += part;
  NPCOST_CHECK(sum == total, "the parts of a cost add up to its total");
  std::vector<Money> result(parts.size());
  if (scale.simulated == 0) return result;

  std::vector<Int128> rest(parts.size());
  Money given;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    const Share share = divide(parts[i], scale);
    result[i] = share.floor;
    rest[i] = share.rest;
    given += share.floor;
  }
  const Int128 missing = (scaled(total, scale) - given).grains();
  NPCOST_CHECK(missing >= 0 && missing <= static_cast<Int128>(parts.size()), "rounding loses less than a grain a part");
  std::vector<std::size_t> order(parts.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return rest[a] > rest[b]; });
  for (std::size_t i = 0; i < static_cast<std::size_t>(missing); ++i) result[order[i]] += Money::from_grains(1);
  return result;
}

}  // namespace npcost
