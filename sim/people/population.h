#pragma once
// Who plays: segments compiled to integers, and what one player is like.
//
// A player's traits are one keyed draw: they do not depend on how many others there are or in which order they live.

#include <cstdint>
#include <vector>

#include "sim/base/draw_table.h"
#include "sim/base/draws.h"
#include "sim/people/play_clock.h"

namespace npcost {

inline constexpr std::uint32_t sessions_scale = 4096;
inline constexpr std::uint32_t talk_scale = 4096;

/// A segment in one replication.
struct SegmentPlan {
  std::uint16_t segment = 0;        ///< index in the scenario
  std::uint32_t rank = 0;           ///< canonical rank: the draws' name of the segment
  std::uint32_t first_player = 0;   ///< number of its first player among all simulated players
  std::uint32_t players = 0;        ///< simulated
  DrawTable sessions;               ///< sessions a day, in 1/4096 (per player)
  DrawTable session_ms;             ///< per session
  DrawTable conversations;          ///< per session
  DrawTable turns;                  ///< per conversation, at least 1
  std::uint64_t talks = 0;          ///< threshold: the player uses the feature at all
  std::uint16_t clock = 0;          ///< which of the plan's clocks it plays by …
  std::uint16_t comes_by = 0;       ///< … and which one its players come by, where they come during the run
  DrawTable talk_factor = DrawTable::constant(talk_scale);  ///< of the player's conversations, in 1/4096, mean 1 (per player)
  std::uint64_t voice = std::uint64_t{1} << 32;   ///< threshold: speaks where it is possible
  std::uint64_t device = 0;         ///< threshold: its device can run a model
  /// Conversations of each hour of the run against the ordinary, in 1/65536; empty = always 1. What content does.
  std::vector<std::uint32_t> content;
  struct Choice {
    std::uint64_t below;            ///< a word below this chooses the NPC (cumulative thresholds, last = 2^32)
    std::uint16_t npc;
  };
  std::vector<Choice> npcs;         ///< in canonical order; in a variant one may stand more than once
};

/// What stays the same while one player lives.
struct PlayerTraits {
  bool talks = false;
  bool speaks = true;                  ///< where it is possible
  std::uint32_t talk_factor = talk_scale;
  std::uint32_t device = 0;            ///< place among all devices: capable if below a threshold
  std::uint32_t place = 0;             ///< place in every roll-out: early if below a threshold
  std::uint64_t session_interval = 0;  ///< mean playing time between session starts; 0 = never plays
};

/// Of PlayerTraits, from the draw `words` that says whether the player talks, too.
inline std::uint64_t session_interval_in(const SegmentPlan& segment, const Words& words) {
  const std::uint32_t per_day = segment.sessions.draw(words.w[1], words.w[2]);
  return per_day == 0 ? 0 : static_cast<std::uint64_t>(ms_per_day) * PlayClock::ticks_per_ms * sessions_scale / per_day;
}

inline std::uint64_t session_interval_of(const SegmentPlan& segment, const PlayerKey& key) {
  return session_interval_in(segment, draw(key, Purpose::player, 0, 0));
}

inline std::uint32_t talk_factor_of(const SegmentPlan& segment, const PlayerKey& key) {
  if (segment.talk_factor.is_constant()) return segment.talk_factor.constant_value();
  const Words more = draw(key, Purpose::player, 0, 1);
  return segment.talk_factor.draw(more.w[2], more.w[3]);
}

inline PlayerTraits traits_of(const SegmentPlan& segment, const PlayerKey& key) {
  const Words words = draw(key, Purpose::player, 0, 0);
  PlayerTraits traits;
  traits.talks = happens(words.w[0], segment.talks);
  traits.session_interval = session_interval_in(segment, words);
  const Words more = draw(key, Purpose::player, 0, 1);
  traits.device = more.w[0];
  traits.place = more.w[1];
  traits.talk_factor = segment.talk_factor.draw(more.w[2], more.w[3]);
  traits.speaks = happens(draw(key, Purpose::player, 0, 2).w[0], segment.voice);
  return traits;
}

inline std::uint16_t choose_npc(const SegmentPlan& segment, std::uint32_t word) {
  std::size_t i = 0;
  while (word >= segment.npcs[i].below) ++i;  // the last threshold is 2^32: the loop ends
  return segment.npcs[i].npc;
}

/// A mean-1 exponential in 1/2^20, as a table: the interval between Poisson events.
inline constexpr std::uint32_t exponential_bits = 20;
const DrawTable& exponential_table();

/// `mean` times a value of that table.
inline std::uint64_t exponential_interval(std::uint64_t mean, std::uint32_t drawn) {
  __extension__ typedef unsigned __int128 Wide;  // a rare player's mean interval times 22 passes 64 bits
  const Wide product = static_cast<Wide>(mean) * drawn;
  const Wide interval = product >> exponential_bits;
  constexpr std::uint64_t far_beyond_any_run = std::uint64_t{1} << 62;
  return interval < far_beyond_any_run ? static_cast<std::uint64_t>(interval) : far_beyond_any_run;
}

inline std::uint64_t exponential_interval(std::uint64_t mean, std::uint32_t word, std::uint32_t position) {
  return exponential_interval(mean, exponential_table().draw(word, position));
}

/// A session's conversations once the player's own measure (in 1/4096) and two others (in 1/65536) have had their say; what is left of a
/// whole one happens with that chance.
std::uint32_t scaled_talks(const PlayerKey& key, std::uint32_t session, std::uint32_t ordinary, std::uint32_t talk_factor,
                           std::uint64_t one_measure, std::uint64_t other_measure);

/// Splits `total` players by share with largest remainders (ties: earlier first): the parts add up to total.
std::vector<std::uint32_t> split_players(std::uint32_t total, const std::vector<double>& shares);

}  // namespace npcost
