#include "sim/people/population.h"

#include <numeric>

#include "tests/catch.h"

using namespace npcost;

TEST_CASE("players are split by share and none is lost", "[people]") {
  // 10 players at 70/27/3 %: 7, 2.7, 0.3 → the missing one goes to the largest remainder, 0.7.
  CHECK(split_players(10, {0.70, 0.27, 0.03}) == std::vector<std::uint32_t>{7, 3, 0});
  CHECK(split_players(1, {0.5, 0.5}) == std::vector<std::uint32_t>{1, 0});
  CHECK(split_players(0, {1.0}) == std::vector<std::uint32_t>{0});
  for (std::uint32_t total = 0; total < 2'000; total += 37) {
    const std::vector<std::uint32_t> parts = split_players(total, {0.313, 0.217, 0.470});
    CHECK(std::accumulate(parts.begin(), parts.end(), 0u) == total);
  }
}

TEST_CASE("NPCs are met as often as their weights say", "[people]") {
  SegmentPlan segment;
  segment.npcs = {{threshold(0.25), 7}, {threshold(1.0), 3}};
  CHECK(choose_npc(segment, 0) == 7);
  CHECK(choose_npc(segment, (1u << 30) - 1) == 7);  // a quarter of 2^32 is 2^30
  CHECK(choose_npc(segment, 1u << 30) == 3);
  CHECK(choose_npc(segment, ~0u) == 3);
}

TEST_CASE("the table of exponential intervals has mean 1 and forgets the past", "[people]") {
  const double unit = static_cast<double>(1u << exponential_bits);
  CHECK_THAT(exponential_table().mean() / unit, WithinAbs(1.0, 1e-4));
  CHECK_THAT(exponential_table().variance() / (unit * unit), WithinAbs(1.0, 1e-3));  // variance of Exp(1) is 1
}

TEST_CASE("a very rare player's interval does not wrap", "[people]") {
  const std::uint64_t longest = ~std::uint64_t{0} / 2;
  CHECK(exponential_interval(longest, ~0u, 2047) <= (std::uint64_t{1} << 62));
  CHECK(exponential_interval(longest, ~0u, 2047) > 0);
}
