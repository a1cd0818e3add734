// The draws with which sessions and talks begin, and the sums in which talks end. Included once by each kernel_*.cpp.
#pragma once

#include "sim/dialogue/lanes/turns.h"

namespace npcost::NPCOST_LANES_NAME {

inline void draw_sessions(const SessionDraws& sessions) {
  V number, words[4];
  for (int i = 0; i < lanes; ++i) number[i] = sessions.first + static_cast<std::uint32_t>(i);
  const std::uint32_t name = sessions.name | static_cast<std::uint32_t>(Purpose::session) << 26;
  philox<10>(V{}, number, all(sessions.player), all(name), sessions.seed, words);
  store(sessions.intervals, draw(sessions.interval, words[0], words[1]));
  store(sessions.lengths_ms, draw(sessions.length, words[2], words[1] >> 11));
  store(sessions.talk_counts, draw(sessions.talks, words[3], (words[1] >> 22) << 1));
}

inline void draw_talks(const TalkDraws& talks) {
  const V name = all(talks.name | static_cast<std::uint32_t>(Purpose::conversation) << 26);
  for (std::size_t i = 0; i < talks.count; i += lanes) {
    V words[4];
    philox<10>(V{}, load(talks.number + i), load(talks.player + i), name, talks.seed, words);
    store(talks.place + i, words[0]);
    V npc = V{};
    for (std::uint32_t n = 0; n + 1 < talks.npcs; ++n) npc += below(words[1], all(talks.npc_below[n])) + 1u;   // a mask is −1
    store(talks.npc + i, npc);
    store(talks.turns + i, draw(talks.turn_table, words[2], words[3]));
  }
}

typedef std::uint32_t Eight __attribute__((vector_size(32)));
typedef std::uint64_t WideEight __attribute__((vector_size(64)));

NPCOST_INLINE void add_eight(const WideEight& counts, std::uint64_t* to) {
  WideEight sum;
  __builtin_memcpy(&sum, to, sizeof sum);
  sum += counts;
  __builtin_memcpy(to, &sum, sizeof sum);
}

inline void count_talks(const TalkBooks& books, const TakenTalk* taken, std::size_t count) {
  constexpr std::size_t ahead = 8;
  static_assert(TalkSum::fresh == 0 && TalkSum::cached == 1 && TalkSum::written == 2);
  for (std::size_t i = 0; i < count; ++i) {
    const TakenTalk& talk = taken[i];
    if (i + ahead < count) __builtin_prefetch(&books.talks[taken[i + ahead].rank]);
    const TalkSum& sum = books.talks[talk.rank];
    FieldSums& piece = books.by_piece[talk.piece];
    WaySums& way = books.by_way[talk.way];
    FieldSums& own = books.own[talk.own];
    Eight fields;
    __builtin_memcpy(&fields, sum.value, sizeof fields);
    const std::uint32_t written = talk.writes_billed ? talk.correction : 0;
    fields += Eight{talk.correction - written, 0u - talk.correction, written};
    const WideEight counts = __builtin_convertvector(fields, WideEight);
    add_eight(counts, piece.value);
    add_eight(counts, way.sums.value);
    add_eight(counts, own.value);
    ++way.talks;
    if (!talk.second_half) continue;
    __builtin_memcpy(&fields, sum.value + 8, sizeof fields);
    const WideEight more = __builtin_convertvector(fields, WideEight);
    add_eight(more, piece.value + 8);
    add_eight(more, way.sums.value + 8);
    add_eight(more, own.value + 8);
  }
}

inline void draw_names(std::uint64_t seed, std::uint32_t name, std::size_t count, const std::uint32_t* player, const std::uint32_t* index,
                       const std::uint32_t* sub_index, std::uint32_t* out) {
  for (std::size_t i = 0; i < count; i += lanes) {
    V words[4];
    philox<7>(load(sub_index + i), load(index + i), load(player + i), all(name), seed, words);
    for (int lane = 0; lane < lanes; ++lane) {
      for (int w = 0; w < 4; ++w) out[(i + static_cast<std::size_t>(lane)) * 4 + static_cast<std::size_t>(w)] = words[w][lane];
    }
  }
}

inline void draw_table_values(const LaneTable& table, std::size_t count, const std::uint32_t* words, const std::uint32_t* positions,
                              std::uint32_t* values) {
  for (std::size_t i = 0; i < count; i += lanes) store(values + i, draw(table, load(words + i), load(positions + i)));
}

}  // namespace npcost::NPCOST_LANES_NAME
