#include "sim/base/draws.h"

#include <algorithm>
#include <cstdint>
#include <limits>
#include <set>
#include <tuple>
#include <vector>

#include "tests/catch.h"

using namespace npcost;

namespace {

constexpr PlayerKey somebody{.seed = 7, .replication = 0, .segment = 0, .player = 0};

auto as_tuple(const Words& words) { return std::tuple(words.w[0], words.w[1], words.w[2], words.w[3]); }

/// Pearson's chi-square of equally likely bins.
double chi_square(const std::vector<std::uint64_t>& counts) {
  std::uint64_t total = 0;
  for (const std::uint64_t count : counts) total += count;
  const double expected = static_cast<double>(total) / static_cast<double>(counts.size());
  double sum = 0;
  for (const std::uint64_t count : counts) {
    const double off = static_cast<double>(count) - expected;
    sum += off * off / expected;
  }
  return sum;
}

// Chi-square with 255 degrees of freedom has mean 255 and sd sqrt(2 · 255) = 22.6; beyond five sd it is not uniform.
constexpr double too_even = 255 - 5 * 22.6;
constexpr double too_uneven = 255 + 5 * 22.6;
constexpr std::size_t bins = 256;

/// Draws counted by their top eight bits; `next` gives the i-th word.
template <typename Next>
double unevenness(std::uint32_t draws, Next next) {
  std::vector<std::uint64_t> counts(bins);
  for (std::uint32_t i = 0; i < draws; ++i) ++counts[next(i) >> 24];
  return chi_square(counts);
}

}  // namespace

// The known answers published with Random123 (Salmon et al., SC'11) for philox4x32-10.
TEST_CASE("the generator gives the published answers", "[draws]") {
  using Generator = r123::Philox4x32_R<10>;
  SECTION("counter and key zero") {
    const auto out = Generator()({{0, 0, 0, 0}}, {{0, 0}});
    CHECK(out[0] == 0x6627e8d5u);
    CHECK(out[1] == 0xe169c58du);
    CHECK(out[2] == 0xbc57ac4cu);
    CHECK(out[3] == 0x9b00dbd8u);
  }
  SECTION("counter and key all ones") {
    constexpr std::uint32_t ones = 0xffffffffu;
    const auto out = Generator()({{ones, ones, ones, ones}}, {{ones, ones}});
    CHECK(out[0] == 0x408f276du);
    CHECK(out[1] == 0x41c83b0eu);
    CHECK(out[2] == 0xa20bc7c6u);
    CHECK(out[3] == 0x6d5451fdu);
  }
  SECTION("digits of pi") {
    const auto out = Generator()({{0x243f6a88u, 0x85a308d3u, 0x13198a2eu, 0x03707344u}}, {{0xa4093822u, 0x299f31d0u}});
    CHECK(out[0] == 0xd16cfe09u);
    CHECK(out[1] == 0x94fdccebu);
    CHECK(out[2] == 0x5001e420u);
    CHECK(out[3] == 0x24126ea1u);
  }
}

TEST_CASE("a draw's name is packed as the header says, so the published digits of pi can be drawn", "[draws]") {
  // The counter's last word is 0x03707344 = 0 << 26 | 0xdc << 18 | 0x7344: purpose 0, segment 0xdc, replication 0x7344.
  const PlayerKey key{.seed = 0x299f31d0a4093822u, .replication = 0x7344u, .segment = 0xdcu, .player = 0x13198a2eu};
  CHECK(as_tuple(draw(key, static_cast<Purpose>(0), 0x85a308d3u, 0x243f6a88u)) ==
        std::tuple(0xd16cfe09u, 0x94fdccebu, 0x5001e420u, 0x24126ea1u));
}

TEST_CASE("the same name gives the same draw, and any other name another one", "[draws]") {
  const Words once = draw(somebody, Purpose::line, 3, 4);
  CHECK(as_tuple(draw(somebody, Purpose::line, 3, 4)) == as_tuple(once));

  std::set<std::tuple<std::uint32_t, std::uint32_t, std::uint32_t, std::uint32_t>> seen{as_tuple(once)};
  const auto is_new = [&](const PlayerKey& key, Purpose purpose, std::uint32_t index, std::uint32_t sub_index) {
    return seen.insert(as_tuple(draw(key, purpose, index, sub_index))).second;
  };
  PlayerKey key = somebody;
  CHECK(is_new(key, Purpose::line, 4, 3));  // exchanged indices
  CHECK(is_new(key, Purpose::line, 3, 5));
  CHECK(is_new(key, Purpose::speech, 3, 4));
  CHECK(is_new(key, Purpose::test, 3, 4));
  key = somebody, key.seed = 8;
  CHECK(is_new(key, Purpose::line, 3, 4));
  key = somebody, key.seed = std::uint64_t{7} << 32;  // the upper half of the seed counts too
  CHECK(is_new(key, Purpose::line, 3, 4));
  key = somebody, key.replication = max_replications - 1;
  CHECK(is_new(key, Purpose::line, 3, 4));
  key = somebody, key.segment = 1;
  CHECK(is_new(key, Purpose::line, 3, 4));
  key = somebody, key.segment = max_segments - 1;
  CHECK(is_new(key, Purpose::line, 3, 4));
  key = somebody, key.player = 1;
  CHECK(is_new(key, Purpose::line, 3, 4));
}

TEST_CASE("every combination of replication, segment and purpose is a name of its own", "[draws]") {
  // The three share one 32-bit word of the counter: 6 + 8 + 18 bits. Ends and middles must not meet.
  std::set<std::tuple<std::uint32_t, std::uint32_t, std::uint32_t, std::uint32_t>> seen;
  std::size_t names = 0;
  for (const std::uint32_t replication : {0u, 1u, 2u, 255u, 256u, max_replications / 2, max_replications - 1}) {
    for (const std::uint32_t segment : {0u, 1u, 2u, 127u, 128u, max_segments - 1}) {
      for (std::uint32_t purpose = 1; purpose < 64; ++purpose) {
        const PlayerKey key{.seed = 7, .replication = replication, .segment = segment, .player = 0};
        seen.insert(as_tuple(draw(key, static_cast<Purpose>(purpose), 0, 0)));
        ++names;
      }
    }
  }
  CHECK(seen.size() == names);
}

TEST_CASE("draws are spread evenly along every part of the name", "[draws]") {
  constexpr std::uint32_t draws = 1u << 16;
  const auto even = [](double x) { return x > too_even && x < too_uneven; };
  for (std::size_t word = 0; word < 4; ++word) {
    CHECK(even(unevenness(draws, [&](std::uint32_t i) { return draw(somebody, Purpose::test, 0, i).w[word]; })));
    CHECK(even(unevenness(draws, [&](std::uint32_t i) { return draw(somebody, Purpose::test, i, 0).w[word]; })));
    CHECK(even(unevenness(draws, [&](std::uint32_t i) {
      PlayerKey key = somebody;
      key.player = i;
      return draw(key, Purpose::test, 0, 0).w[word];
    })));
    CHECK(even(unevenness(draws, [&](std::uint32_t i) {
      PlayerKey key = somebody;
      key.replication = i;
      return draw(key, Purpose::test, 0, 0).w[word];
    })));
  }
}

TEST_CASE("the evenness test itself notices a bad generator", "[draws]") {
  constexpr std::uint32_t draws = 1u << 16;
  // Too uneven: the larger of two draws. Too even: a counter that visits every bin in turn.
  CHECK(unevenness(draws, [](std::uint32_t i) {
          const Words words = draw(somebody, Purpose::test, 0, i);
          return std::max(words.w[0], words.w[1]);
        }) > too_uneven);
  CHECK(unevenness(draws, [](std::uint32_t i) { return i << 24; }) < too_even);
}

TEST_CASE("neighbouring names are independent: what one player draws says nothing about the next", "[draws]") {
  // Sixteen by sixteen bins of two draws each: 256 cells, equally full if independent.
  constexpr std::uint32_t draws = 1u << 16;
  const auto pairs = [](auto first, auto second) {
    return unevenness(draws, [&](std::uint32_t i) { return (first(i) >> 28 << 28) | (second(i) >> 28 << 24); });
  };
  const auto player = [](std::uint32_t i) {
    PlayerKey key = somebody;
    key.player = i;
    return draw(key, Purpose::player, 0, 0).w[0];
  };
  const auto next_player = [&](std::uint32_t i) { return player(i + 1); };
  const auto other_purpose = [](std::uint32_t i) {
    PlayerKey key = somebody;
    key.player = i;
    return draw(key, Purpose::session, 0, 0).w[0];
  };
  CHECK(pairs(player, next_player) < too_uneven);
  CHECK(pairs(player, other_purpose) < too_uneven);
  CHECK(pairs(player, player) > too_uneven);  // and the test would notice
}

TEST_CASE("a word as a number never is 0 or 1", "[draws]") {
  CHECK(unit_interval(0) == 0x1p-33);
  CHECK(unit_interval(0xffffffffu) == 1 - 0x1p-33);
  CHECK(unit_interval(0x80000000u) == 0.5 + 0x1p-33);
}

TEST_CASE("what has probability 0 never happens, and what has probability 1 always does", "[draws]") {
  CHECK(threshold(0) == 0);
  CHECK(threshold(1) == 1ull << 32);
  CHECK_FALSE(happens(0, threshold(0)));
  CHECK(happens(0xffffffffu, threshold(1)));
  CHECK(threshold(0.5) == 1ull << 31);
  CHECK(happens(0x7fffffffu, threshold(0.5)));
  CHECK_FALSE(happens(0x80000000u, threshold(0.5)));
  CHECK(threshold(0.15) == 644'245'094u);    // 0.15 · 2^32 =   644 245 094.4
  CHECK(threshold(0.35) == 1'503'238'554u);  // 0.35 · 2^32 = 1 503 238 553.6
  CHECK(threshold(0x1p-32) == 1);
  CHECK(threshold(0x1p-34) == 0);  // rarer than a word can tell
}

TEST_CASE("something with probability 15 % happens 15 times in a hundred", "[draws]") {
  constexpr std::uint32_t draws = 200'000;
  std::uint32_t count = 0;
  for (std::uint32_t i = 0; i < draws; ++i) {
    count += happens(draw(somebody, Purpose::test, 1, i).w[2], threshold(0.15)) ? 1 : 0;
  }
  // Expected 30 000, sd sqrt(200 000 · 0.15 · 0.85) = 159.7; five of them.
  CHECK(count > 30'000 - 800);
  CHECK(count < 30'000 + 800);
}

TEST_CASE("what is no probability is a broken promise", "[draws]") {
  CHECK_THROWS_AS(threshold(-0x1p-60), BrokenPromise);
  CHECK_THROWS_AS(threshold(1 + 0x1p-52), BrokenPromise);
  CHECK_THROWS_AS(threshold(std::numeric_limits<double>::quiet_NaN()), BrokenPromise);
  CHECK_THROWS_AS(threshold(std::numeric_limits<double>::infinity()), BrokenPromise);
}
