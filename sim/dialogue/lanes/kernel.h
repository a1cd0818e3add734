#pragma once
// The vector code, compiled once for each set of instructions; which one runs is chosen when the program starts, and changes no byte.

#include <cstddef>
#include <cstdint>

#include "sim/dialogue/lanes/talk_class.h"

namespace npcost {

inline constexpr std::uint32_t most_lanes = 16;

/// What is known of each call of the talks of a batch; filled only where a pointer is set. A talk's turn k stands at
/// [its group's start + k × lanes + its place in the group]; groups are as many talks as there are lanes.
struct TalkLog {
  std::uint32_t* call_ms = nullptr;       ///< since the talk began
  std::uint32_t* tokens = nullptr;        ///< prompt, reply and reasoning
  std::uint32_t* first_text_ms = nullptr;
  std::uint32_t* first_audio_ms = nullptr;

  bool any() const { return call_ms != nullptr || tokens != nullptr || first_text_ms != nullptr || first_audio_ms != nullptr; }
};

/// A wait that is not what it nearly always is; TalkClass::constant_audio_wait.
struct OddWait {
  std::uint32_t talk = 0, first_audio_ms = 0;   ///< talk: of its batch
};
struct OddWaits {
  OddWait* list = nullptr;                ///< with room for every turn
  std::size_t count = 0;
};

/// Talks of one class and segment, longest first, padded with talks of no turns to whole groups.
struct TalkBatch {
  const TalkClass* talk_class = nullptr;
  std::uint64_t seed = 0;
  std::uint32_t name = 0;                 ///< name_word() of the segment and replication, purpose 0
  std::size_t count = 0;                  ///< a multiple of the kernel's lanes
  const std::uint32_t* player = nullptr;
  const std::uint32_t* number = nullptr;
  const std::uint32_t* turns = nullptr;
  TalkSum* sums = nullptr;
  std::uint32_t* first_call_ms = nullptr; ///< spoken: since the talk began
  TalkLog log;
  TalkSum* by_turn = nullptr;             ///< sums after each turn, where the log of that turn stands; whole talks only
  OddWaits* odd = nullptr;                ///< of a class with constant_audio_wait: appended
  const std::uint32_t* until_ms = nullptr;   ///< only calls that are made less than this after the talk began are counted; no log then
};

/// The draws with which a player's sessions begin: as many, from `first` on, as there are lanes.
struct SessionDraws {
  std::uint64_t seed = 0;
  std::uint32_t name = 0, player = 0, first = 0;
  LaneTable interval, length, talks;
  std::uint32_t* intervals = nullptr;     ///< mean 1, see exponential_table()
  std::uint32_t* lengths_ms = nullptr;
  std::uint32_t* talk_counts = nullptr;
};

/// The draws with which talks begin.
struct TalkDraws {
  std::uint64_t seed = 0;
  std::uint32_t name = 0;
  std::size_t count = 0;                  ///< a multiple of the kernel's lanes
  const std::uint32_t* player = nullptr;
  const std::uint32_t* number = nullptr;
  LaneTable turn_table;
  const std::uint32_t* npc_below = nullptr;   ///< [npcs − 1] rising thresholds: a word below the first chooses the first NPC …
  std::uint32_t npcs = 1;
  std::uint32_t* place = nullptr;         ///< where in its part of the session
  std::uint32_t* npc = nullptr;           ///< number of the NPC among the segment's
  std::uint32_t* turns = nullptr;
};

/// Sums of talks, by field of TalkSum; one cache line holds what every talk has.
struct alignas(64) FieldSums {
  std::uint64_t value[TalkSum::fields] = {};
};
struct WaySums {
  FieldSums sums;
  std::uint64_t talks = 0;
};

/// A talk that is counted whole, and where.
struct TakenTalk {
  std::uint32_t rank = 0;                 ///< of TalkBooks::talks
  std::uint32_t correction = 0;           ///< tokens that were counted as cached and are not
  std::uint32_t piece = 0, way = 0;       ///< of TalkBooks::by_piece, by_way
  std::uint16_t own = 0;                  ///< of TalkBooks::own
  bool second_half = false;               ///< the fields behind the first eight count, too
  bool writes_billed = false;             ///< the correction is written, otherwise fresh
};

/// Where talks are added: three places each.
struct TalkBooks {
  const TalkSum* talks = nullptr;
  FieldSums* by_piece = nullptr;
  WaySums* by_way = nullptr;
  FieldSums* own = nullptr;
};

/// The next turn of as many talks of one class and segment as there are lanes, each at its own place. Lanes behind the last talk may hold
/// anything. Times are since the beginning of the turn; what is said of the cache supposes that nobody else's call warmed it.
struct TurnSteps {
  static constexpr std::uint32_t lanes = most_lanes;   ///< room for the widest kernel
  const TalkClass* talk_class = nullptr;
  std::uint64_t seed = 0;
  std::uint32_t name = 0;                 ///< name_word() of the segment and replication, purpose 0
  using Lane = std::uint32_t[lanes];
  alignas(64) Lane player, number, turn;
  Lane since_call_ms;                     ///< since the provider's entry was touched; at most most_lane_ms
  Lane history, prefix, first_kept;       ///< sim/dialogue/conversation.h; moved on
  Lane cold, failed;                      ///< masks: the entry was not warm; the turn is left to turn.cpp, and nothing here holds
  Lane call_ms, end_ms, think_ms, first_text_ms, first_audio_ms;
  TalkSum sums[lanes];                    ///< of this turn
};

struct LaneKernel {
  const char* name;                       ///< "none", "avx2", "avx512"
  std::uint32_t lanes;
  void (*draw_sessions)(const SessionDraws&);
  void (*draw_talks)(const TalkDraws&);
  void (*live_talks)(const TalkBatch&);
  void (*count_talks)(const TalkBooks&, const TakenTalk* taken, std::size_t count);
  void (*live_turns)(TurnSteps&);
  /// Four words of each of `count` names (a multiple of the lanes), with the rounds of a turn: for the tests of the generator.
  void (*draw_words)(std::uint64_t seed, std::uint32_t name, std::size_t count, const std::uint32_t* player, const std::uint32_t* index,
                     const std::uint32_t* sub_index, std::uint32_t* words);
  /// A table's values for `count` words and positions (a multiple of the lanes): for the tests of tables.
  void (*draw_values)(const LaneTable& table, std::size_t count, const std::uint32_t* words, const std::uint32_t* positions,
                      std::uint32_t* values);
};

/// The kernel of that name, or nullptr if this processor (or this build) has no such instructions.
const LaneKernel* lane_kernel(const char* name);
/// The widest one that this processor has.
const LaneKernel& best_lane_kernel();

}  // namespace npcost
