// The words of every vector kernel are those of sim/base/draws.h, and those that the generator's authors published.

#include <array>
#include <cstdint>
#include <string>
#include <vector>

#include "sim/base/draws.h"
#include "tests/catch.h"
#include "tests/quality/kernels.h"

using namespace npcost;
using namespace npcost::quality;

namespace {

/// Philox4x32 as published: four words of counter, two of key, four of answer. Source: Random123 1.09 and later, tests/kat_vectors.
struct Known {
  unsigned rounds;
  std::array<std::uint32_t, 4> counter;
  std::array<std::uint32_t, 2> key;
  std::array<std::uint32_t, 4> answer;
};
constexpr std::uint32_t ones = 0xffffffffu;
constexpr std::array<std::uint32_t, 4> pi{0x243f6a88u, 0x85a308d3u, 0x13198a2eu, 0x03707344u};
constexpr std::array<std::uint32_t, 2> more_of_pi{0xa4093822u, 0x299f31d0u};
const std::vector<Known> known_answers{
    {7, {0, 0, 0, 0}, {0, 0}, {0x5f6fb709u, 0x0d893f64u, 0x4f121f81u, 0x4f730a48u}},
    {7, {ones, ones, ones, ones}, {ones, ones}, {0x5207ddc2u, 0x45165e59u, 0x4d8ee751u, 0x8c52f662u}},
    {7, pi, more_of_pi, {0x4dfccabau, 0x190a87f0u, 0xc47362bau, 0xb6b5242au}},
    {10, {0, 0, 0, 0}, {0, 0}, {0x6627e8d5u, 0xe169c58du, 0xbc57ac4cu, 0x9b00dbd8u}},
    {10, {ones, ones, ones, ones}, {ones, ones}, {0x408f276du, 0x41c83b0eu, 0xa20bc7c6u, 0x6d5451fdu}},
    {10, pi, more_of_pi, {0xd16cfe09u, 0x94fdccebu, 0x5001e420u, 0x24126ea1u}},
};

std::uint64_t seed_of(const Known& known) { return std::uint64_t{known.key[1]} << 32 | known.key[0]; }
std::array<std::uint32_t, 4> as_array(const Words& words) { return {words.w[0], words.w[1], words.w[2], words.w[3]}; }

/// Names at the ends of every field and in between, as many as fill whole vectors.
struct Names {
  std::vector<std::uint32_t> player, index, sub_index;
};
Names hostile_names() {
  Names names;
  const std::array<std::uint32_t, 8> values{0, 1, 2, 255, 65535, 0x7fffffffu, 0x80000000u, 0xffffffffu};
  for (const std::uint32_t player : values) {
    for (const std::uint32_t index : values) {
      for (const std::uint32_t sub_index : values) {
        names.player.push_back(player);
        names.index.push_back(index);
        names.sub_index.push_back(sub_index);
      }
    }
  }
  return names;
}

}  // namespace

TEST_CASE("draws by name are the published answers of Philox4x32 with 7 and with 10 rounds", "[quality]") {
  for (const Known& known : known_answers) {
    // The counter's last word is purpose, segment and replication; see name_word().
    const PlayerKey key{.seed = seed_of(known),
                        .replication = known.counter[3] & (max_replications - 1),
                        .segment = known.counter[3] >> 18 & (max_segments - 1),
                        .player = known.counter[2]};
    const auto purpose = static_cast<Purpose>(known.counter[3] >> 26);
    const Words words = known.rounds == 7 ? draw_with<7>(key, purpose, known.counter[1], known.counter[0])
                                          : draw_with<10>(key, purpose, known.counter[1], known.counter[0]);
    CHECK(as_array(words) == known.answer);
  }
}

TEST_CASE("what is asked for every turn has seven rounds, and all else ten", "[quality]") {
  for (std::uint32_t number = 1; number <= static_cast<std::uint32_t>(Purpose::test); ++number) {
    const auto purpose = static_cast<Purpose>(number);
    const PlayerKey key{.seed = 5, .replication = 6, .segment = 7, .player = 8};
    const Words expected = of_a_turn(purpose) ? draw_with<7>(key, purpose, 3, 4) : draw_with<10>(key, purpose, 3, 4);
    CHECK(as_array(draw(key, purpose, 3, 4)) == as_array(expected));
  }
}

TEST_CASE("every vector kernel gives the published answers in every lane", "[quality]") {
  for (const LaneKernel* kernel : kernels()) {
    INFO(kernel->name);
    for (const Known& known : known_answers) {
      if (known.rounds != turn_rounds) continue;
      const std::vector<std::uint32_t> player(kernel->lanes, known.counter[2]), index(kernel->lanes, known.counter[1]),
          sub_index(kernel->lanes, known.counter[0]);
      std::vector<std::uint32_t> words(kernel->lanes * 4);
      kernel->draw_words(seed_of(known), known.counter[3], kernel->lanes, player.data(), index.data(), sub_index.data(), words.data());
      for (std::size_t i = 0; i < words.size(); ++i) CHECK(words[i] == known.answer[i % 4]);
    }
  }
}

TEST_CASE("every vector kernel draws the words of draws.h, for all purposes of a turn", "[quality]") {
  const Names names = hostile_names();
  for (const LaneKernel* kernel : kernels()) {
    for (std::uint32_t number = 0; number < 64; ++number) {
      const auto purpose = static_cast<Purpose>(number);
      if (!of_a_turn(purpose)) continue;
      const PlayerKey key{.seed = 0x299f31d0a4093822u + number, .replication = max_replications - 1, .segment = 3, .player = 0};
      std::vector<std::uint32_t> words(names.player.size() * 4);
      kernel->draw_words(key.seed, name_word(key, purpose), names.player.size(), names.player.data(), names.index.data(),
                         names.sub_index.data(), words.data());
      std::size_t different = 0;
      for (std::size_t i = 0; i < names.player.size(); ++i) {
        PlayerKey of = key;
        of.player = names.player[i];
        const Words expected = draw(of, purpose, names.index[i], names.sub_index[i]);
        for (std::size_t w = 0; w < 4; ++w) different += words[4 * i + w] != expected.w[w] ? 1 : 0;
      }
      INFO(kernel->name << ", purpose " << number);
      CHECK(different == 0);
    }
  }
}
