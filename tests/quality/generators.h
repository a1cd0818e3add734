#pragma once
// Generators under test: the engine's own, asked through sim/base/draws.h, and worse ones that must be found out.

#include <cstdint>

#include "sim/base/draws.h"

namespace npcost::quality {

/// Everything that names a draw, as draw() takes it.
struct Name {
  std::uint64_t seed = 0;
  std::uint32_t word = 0;       ///< name_word(): purpose, segment, replication
  std::uint32_t player = 0;
  std::uint32_t index = 0;      ///< conversation
  std::uint32_t sub_index = 0;  ///< turn
};

inline std::uint32_t word_of(Purpose purpose, std::uint32_t segment = 0, std::uint32_t replication = 0) {
  return name_word({.seed = 0, .replication = replication, .segment = segment, .player = 0}, purpose);
}
inline Purpose purpose_of(const Name& name) { return static_cast<Purpose>(name.word >> 26); }
inline PlayerKey key_of(const Name& name) {
  return {.seed = name.seed, .replication = name.word & (max_replications - 1), .segment = name.word >> 18 & (max_segments - 1),
          .player = name.player};
}

using Generator = Words (*)(const Name&);

/// What the engine draws: 7 rounds for purposes of a turn, 10 for the rest.
inline Words engine(const Name& name) { return draw(key_of(name), purpose_of(name), name.index, name.sub_index); }

/// The same with too few rounds.
template <unsigned rounds>
Words weakened(const Name& name) {
  return draw_with<rounds>(key_of(name), purpose_of(name), name.index, name.sub_index);
}

/// What looks natural and is wrong: a linear congruential generator (Knuth's MMIX) whose start is a sum of the parts of the name.
inline Words additive(const Name& name) {
  constexpr std::uint64_t multiplier = 6364136223846793005u, increment = 1442695040888963407u;
  const std::uint64_t whose = name.word * std::uint64_t{100000007} + name.player * std::uint64_t{1000003};
  const std::uint64_t start = name.seed + whose + name.index * std::uint64_t{10007} + name.sub_index;
  const std::uint64_t first = start * multiplier + increment, second = first * multiplier + increment;
  const auto part = [](std::uint64_t state, int shift) { return static_cast<std::uint32_t>(state >> shift); };
  return {{part(first, 32), part(first, 16), part(second, 32), part(second, 16)}};
}

}  // namespace npcost::quality
