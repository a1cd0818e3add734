#include "sim/people/population.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "sim/base/check.h"

namespace npcost {

const DrawTable& exponential_table() {
  static const DrawTable table =
      DrawTable::compile(Distribution::exponential(1.0), 0, static_cast<double>(1u << exponential_bits));
  return table;
}

std::vector<std::uint32_t> split_players(std::uint32_t total, const std::vector<double>& shares) {
  const double whole = std::accumulate(shares.begin(), shares.end(), 0.0);
  NPCOST_CHECK(whole > 0, "shares add up to something");
  std::vector<std::uint32_t> parts(shares.size());
  std::vector<double> remainder(shares.size());
  std::uint64_t given = 0;
  for (std::size_t i = 0; i < shares.size(); ++i) {
    const double exact = shares[i] / whole * total;
    parts[i] = static_cast<std::uint32_t>(std::floor(exact));
    remainder[i] = exact - std::floor(exact);
    given += parts[i];
  }
  std::vector<std::size_t> order(shares.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(),
                   [&](std::size_t a, std::size_t b) { return remainder[a] > remainder[b]; });
  for (std::size_t i = 0; given < total; i = (i + 1) % order.size(), ++given) ++parts[order[i]];
  while (given > total) {  // floor() of a rounded-up product can give one too many
    auto largest = std::max_element(parts.begin(), parts.end());
    --*largest;
    --given;
  }
  return parts;
}

}  // namespace npcost
