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

std::uint32_t scaled_talks(const PlayerKey& key, std::uint32_t session, std::uint32_t ordinary, std::uint32_t talk_factor,
                           std::uint64_t one_measure, std::uint64_t other_measure) {
  __extension__ typedef unsigned __int128 Wide;
  if (ordinary == 0) return 0;
  const Wide talks = Wide{ordinary} * talk_factor * one_measure * other_measure;   // in 2^-44
  const auto whole = static_cast<std::uint64_t>(talks >> 44);
  const auto rest = static_cast<std::uint64_t>(talks >> 12) & 0xffff'ffffu;
  const std::uint64_t more = rest != 0 && happens(draw(key, Purpose::talkative, session, 0).w[0], rest) ? 1 : 0;
  constexpr std::uint64_t most = 10'000;
  return static_cast<std::uint32_t>(std::min(whole + more, most));
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
