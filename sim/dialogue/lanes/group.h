// Talks of one group while they are lived side by side: their state, which of them have a turn, and how their sums are written down.
// Included once by each kernel_*.cpp.
#pragma once

#include "sim/dialogue/lanes/turns.h"

namespace npcost::NPCOST_LANES_NAME {

/// The state of the talks of one group between two turns, and their sums; sim/dialogue/conversation.h.
struct Group {
  V turns;                 ///< how many each will have
  V begins = V{};          ///< of the next turn, since the talk began
  V history = V{}, prefix, last_call = V{}, first_kept = V{};
  V failed = V{};          ///< mask: met something rare
  V longest_prompt = V{}, all_prompts = V{};
  V early = V{};           ///< Early: how many turns were counted
  V summary = V{};         ///< tokens of the call that this turn made to summarise
  std::uint32_t kept_from = 0;   ///< summarise: the first turn that is kept word for word
  V sum[TalkSum::fields] = {};
};

/// Which lanes have a turn: all of them, known when this is compiled, or those of a mask, or of these those whose call comes early enough.
struct Everybody {};
struct Some {
  V mask;
};
struct Early : Some {
  V until_ms;
};
NPCOST_INLINE V of(V value, Everybody) { return value; }
NPCOST_INLINE V of(V value, Some live) { return value & live.mask; }
NPCOST_INLINE V either(V value, V, Everybody) { return value; }
NPCOST_INLINE V either(V value, V other, Some live) { return choose(live.mask, value, other); }

template <typename Live>
NPCOST_INLINE void add(Group& group, TalkSum::Field field, V count, Live live) {
  group.sum[field] += of(count, live);
}

/// Sums of lanes become sums of talks: the columns are written as rows.
template <std::uint32_t fields = TalkSum::fields>
NPCOST_INLINE void write_sums(Group& group, TalkSum* sums) {
  group.sum[TalkSum::fresh] = group.all_prompts - group.sum[TalkSum::cached] - group.sum[TalkSum::written];
#if defined(NPCOST_LANES_AVX2) || defined(NPCOST_LANES_AVX512)
  for (std::uint32_t half = 0; half < fields; half += 8) {
    for (int part = 0; part < lanes; part += 8) {
      __m256i row[8], pair[8], four[8];
      for (std::uint32_t i = 0; i < 8; ++i) {
        __builtin_memcpy(&row[i], reinterpret_cast<const std::uint32_t*>(&group.sum[half + i]) + part, 32);
      }
      for (int i = 0; i < 8; i += 2) {
        pair[i] = _mm256_unpacklo_epi32(row[i], row[i + 1]);
        pair[i + 1] = _mm256_unpackhi_epi32(row[i], row[i + 1]);
      }
      for (int i = 0; i < 8; i += 4) {
        four[i] = _mm256_unpacklo_epi64(pair[i], pair[i + 2]);
        four[i + 1] = _mm256_unpackhi_epi64(pair[i], pair[i + 2]);
        four[i + 2] = _mm256_unpacklo_epi64(pair[i + 1], pair[i + 3]);
        four[i + 3] = _mm256_unpackhi_epi64(pair[i + 1], pair[i + 3]);
      }
      for (int i = 0; i < 4; ++i) {
        const __m256i low = _mm256_permute2x128_si256(four[i], four[i + 4], 0x20);
        const __m256i high = _mm256_permute2x128_si256(four[i], four[i + 4], 0x31);
        __builtin_memcpy(&sums[part + i].value[half], &low, 32);
        __builtin_memcpy(&sums[part + i + 4].value[half], &high, 32);
      }
    }
  }
#else
  for (int i = 0; i < lanes; ++i) {
    for (std::uint32_t field = 0; field < fields; ++field) sums[i].value[field] = group.sum[field][i];
  }
#endif
}

/// Nobody reads what a typed talk has no fields for, but for its last call.
NPCOST_INLINE void write_needed(const TalkClass& c, Group& group, TalkSum* sums) {
  if (c.spoken || c.thinks || c.memory == LaneMemory::summarise) {
    write_sums(group, sums);
    return;
  }
  write_sums<TalkSum::reasoning>(group, sums);
  std::uint32_t last_call[lanes];
  store(last_call, group.sum[TalkSum::last_call_ms]);
  for (int i = 0; i < lanes; ++i) sums[i].value[TalkSum::last_call_ms] = last_call[i];
}

}  // namespace npcost::NPCOST_LANES_NAME
