#pragma once
// Tests of a generator in the layout in which the engine asks it: players × conversations × turns × four words.
//
// Each gives one p. A generator fails if the smallest is below 0.1 % divided by their number (Bonferroni): of good generators one in a
// thousand. Names and seeds are fixed, so that an answer once given stays.

#include <cstdint>
#include <string>
#include <vector>

#include "tests/quality/generators.h"

namespace npcost::quality {

struct Size {
  std::uint32_t players, conversations, turns;
  std::uint32_t samples;       ///< of each bit that is flipped
  std::uint32_t key_players;   ///< × conversations: names among which words may not meet more often than by chance
};
inline constexpr Size full_size{4096, 16, 8, 4096, 1u << 18};   // 524,288 turns, 2,097,152 words, 4.2 million names
inline constexpr Size small_size{256, 8, 8, 256, 1u << 14};

struct Outcome {
  std::string test;
  double p;
};

struct Examination {
  std::vector<Outcome> outcomes;
  const Outcome& worst() const;
  double limit() const { return 0.001 / static_cast<double>(outcomes.size()); }
  std::size_t failures() const;  ///< tests below the limit
  bool passed() const { return failures() == 0; }
  std::string text() const;      ///< one line: number of tests, the smallest p and which test it was, verdict
};

/// Puts a generator through all tests, with the names of one purpose.
Examination examine(Generator generator, Purpose purpose, const Size& size, std::uint64_t seed);

}  // namespace npcost::quality
