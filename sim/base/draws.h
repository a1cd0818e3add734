#pragma once
// Counter-based random draws, named, never sequenced.
//
// A draw is a pure function of (seed, replication, segment, player, purpose, two indices). Which thread, slice,
// shard or variant asks for it cannot change it, so two variants of a scenario meet the same players.
// Generator: Philox4x32 of Random123 (Salmon et al., SC'11); key = seed, counter = the name. What is asked for in every turn has 7
//            rounds, the fewest that pass the whole battery of that paper; all else has the usual 10. tests/quality tests both in the
//            layout used here, beside controls that fail.

#include <Random123/philox.h>

#include <cstdint>

#include "sim/base/check.h"
#include "sim/base/purpose.h"

namespace npcost {

struct Words {
  std::uint32_t w[4];
};

/// Everything of a draw's name that stays the same while one player lives.
struct PlayerKey {
  std::uint64_t seed;
  std::uint32_t replication;  ///< < 2^18
  std::uint32_t segment;      ///< < 2^8, in the canonical order of segments
  std::uint32_t player;       ///< number within the segment
};

/// Limits of the packed name; read_scenario refuses what would pass them.
inline constexpr std::uint32_t max_replications = 1u << 18;
inline constexpr std::uint32_t max_segments = 1u << 8;

/// Draws with two indices (conversation, turn): the ones that a run is made of.
constexpr bool of_a_turn(Purpose purpose) {
  switch (purpose) {
    case Purpose::line:
    case Purpose::speech:
    case Purpose::latency:
    case Purpose::extra:
    case Purpose::stage:
    case Purpose::calls:
    case Purpose::course:
    case Purpose::patience: return true;
    default: return false;
  }
}
inline constexpr unsigned turn_rounds = 7, other_rounds = 10;

/// The last word of a draw's name.
inline std::uint32_t name_word(const PlayerKey& key, Purpose purpose) {
  return (static_cast<std::uint32_t>(purpose) << 26) | (key.segment << 18) | key.replication;
}

/// Four independent uniform 32-bit words for one name, by a generator with so many rounds.
template <unsigned rounds>
Words draw_with(const PlayerKey& key, Purpose purpose, std::uint32_t index, std::uint32_t sub_index) {
  using Generator = r123::Philox4x32_R<rounds>;
  const typename Generator::ctr_type counter = {{sub_index, index, key.player, name_word(key, purpose)}};
  const typename Generator::key_type seed = {
      {static_cast<std::uint32_t>(key.seed), static_cast<std::uint32_t>(key.seed >> 32)}};
  const typename Generator::ctr_type out = Generator()(counter, seed);
  return {{out[0], out[1], out[2], out[3]}};
}

/// Four independent uniform 32-bit words for one name.
inline Words draw(const PlayerKey& key, Purpose purpose, std::uint32_t index, std::uint32_t sub_index) {
  return of_a_turn(purpose) ? draw_with<turn_rounds>(key, purpose, index, sub_index)
                            : draw_with<other_rounds>(key, purpose, index, sub_index);
}

/// A word as a number in (0, 1): never 0, never 1; for start-up work only, never in the hot loop.
inline double unit_interval(std::uint32_t word) { return (static_cast<double>(word) + 0.5) * 0x1p-32; }

/// True with probability p, to within 2^-33: compare a word with this. p = 0 never, p = 1 always (hence 64 bits).
/// Requires 0 <= p <= 1.
std::uint64_t threshold(double probability);
inline bool happens(std::uint32_t word, std::uint64_t threshold_of_p) { return word < threshold_of_p; }

}  // namespace npcost
