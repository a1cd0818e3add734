// Whole talks in lanes, and the draws with which talks begin. Included once by each kernel_*.cpp.
#pragma once

#include "sim/dialogue/lanes/turns.h"

namespace npcost::NPCOST_LANES_NAME {

/// The state of the talks of one group between two turns, and their sums; sim/dialogue/conversation.h.
struct Group {
  V turns;                 ///< how many each will have
  V begins = V{};          ///< of the next turn, since the talk began
  V history = V{}, prefix, last_call = V{}, first_kept = V{};
  V failed = V{};          ///< mask: met something rare
  V sum[TalkSum::fields] = {};
};

NPCOST_INLINE void add(Group& group, TalkSum::Field field, V count, V live) { group.sum[field] += count & live; }

/// What the provider's cache makes of the prompt; sim/dialogue/prompt_cache.h.
NPCOST_INLINE void split_prompt(const TalkClass& c, Group& group, V prompt, V call, V live, std::uint32_t k) {
  if (!c.cache) {
    add(group, TalkSum::fresh, prompt, live);
    return;
  }
  V reusable = least(group.prefix, prompt);
  if (c.only_shared) reusable = least(reusable, all(c.static_tokens));
  if (k != 0) {
    const V warm = less(call - group.last_call, all(c.ttl_ms));
    reusable &= warm;
    if (c.warmed_by_others) group.failed |= live & ~warm;
  }
  const V cached = reusable & c.block_mask & ~less(reusable, all(c.min_tokens));
  V written = V{};
  if (c.writes_billed) {
    const V whole = prompt & c.block_mask & ~less(prompt, all(c.min_tokens));
    written = choose(less(whole, cached), cached, whole) - cached;
  }
  add(group, TalkSum::fresh, prompt - cached - written, live);
  add(group, TalkSum::cached, cached, live);
  add(group, TalkSum::written, written, live);
}

/// The oldest turns leave until no more than `keep` tokens are left.
NPCOST_INLINE void drop_to(Group& group, const std::uint32_t* kept, V too_long, std::uint32_t keep, std::uint32_t next_turn) {
  V lane;
  for (int i = 0; i < lanes; ++i) lane[i] = static_cast<std::uint32_t>(i);
  V dropping = too_long;
  while (any(dropping)) {
    const V oldest = gather<1>(kept, group.first_kept * static_cast<std::uint32_t>(lanes) + lane);
    group.history -= oldest & dropping;
    group.first_kept -= dropping;   // a mask is −1
    dropping &= less(all(keep), group.history) & less(group.first_kept, all(next_turn));
  }
}

/// The turn joins the history; sim/dialogue/history.cpp. `kept`: [turn × lanes] tokens of each turn so far.
NPCOST_INLINE void remember(const TalkClass& c, Group& group, V tokens, V prompt, V live, std::uint32_t k, std::uint32_t* kept) {
  group.history += tokens;
  group.prefix = prompt;
  switch (c.memory) {
    case LaneMemory::full: return;
    case LaneMemory::none:
      group.history = V{};
      group.prefix = all(c.fixed_tokens);
      return;
    case LaneMemory::window:
      store(kept + k * lanes, tokens);
      if (k + 1 <= c.keep_turns) return;
      group.history -= load(kept + (k - c.keep_turns) * lanes);
      group.prefix = all(c.fixed_tokens);
      return;
    case LaneMemory::token_cap: {
      store(kept + k * lanes, tokens);
      const V too_long = less(all(c.fill_to_tokens), group.history) & live;
      if (!any(too_long)) return;
      group.prefix = choose(too_long, all(c.fixed_tokens), prompt);
      drop_to(group, kept, too_long & less(all(c.keep_tokens), group.history), c.keep_tokens, k + 1);
      return;
    }
  }
}

NPCOST_INLINE void count_voice(const TalkClass& c, Group& group, const LaneSaid& said, V live) {
  V heard_ms = said.speech;
  if (c.stt_minimum_ms != 0) heard_ms = choose(less(heard_ms, all(c.stt_minimum_ms)), all(c.stt_minimum_ms), heard_ms);
  if (c.stt_increment_ms > 1) heard_ms = divided(heard_ms + (c.stt_increment_ms - 1), 1.0, all(c.stt_increment_ms)) * c.stt_increment_ms;
  add(group, TalkSum::stt_ms, heard_ms, live);
  add(group, TalkSum::chars, per_token(said.reply, c.billed_chars_q16), live);
  if (c.bytes_q16 != 0) add(group, TalkSum::bytes, per_token(said.reply, c.bytes_q16), live);
  if (c.counts_reply_ms) add(group, TalkSum::reply_ms, high_product_by(said.reply << 16, c.speech_q16), live);
  if (c.interrupt == 0) return;
  add(group, TalkSum::interrupted, said.interrupted & 1u, live);
  add(group, TalkSum::unheard_chars, per_token(said.reply, c.chars_q16) - per_token(said.heard, c.chars_q16), live);
}

struct Place {
  std::size_t group, logged;   ///< of its first talk; of its first logged turn
};

NPCOST_INLINE void log_turn(const TalkBatch& batch, const Place& place, std::uint32_t k, V call, V tokens, const LaneWaits& waits) {
  const std::size_t at = place.logged + std::size_t{k} * lanes;
  if (batch.log.call_ms != nullptr) store(batch.log.call_ms + at, call);
  if (batch.log.tokens != nullptr) store(batch.log.tokens + at, tokens);
  if (batch.log.first_text_ms != nullptr) store(batch.log.first_text_ms + at, waits.first_text);
  if (batch.log.first_audio_ms != nullptr) store(batch.log.first_audio_ms + at, waits.first_audio);
}

/// One turn of all talks of a group; sim/dialogue/turn.cpp. `live`: those that have a turn k.
NPCOST_INLINE void take_turn(const TalkBatch& batch, const Names& names, const Place& place, Group& group, std::uint32_t k, V live,
                             V (&patience)[4], std::uint32_t* kept) {
  const TalkClass& c = *batch.talk_class;
  const LaneSaid said = say(c, names, all(k));
  const V call = group.begins + said.speech;
  const V prompt = group.history + said.line + c.fixed_tokens;
  group.failed |= live & less(all(c.most_prompt), prompt);
  split_prompt(c, group, prompt, call, live, k);
  group.last_call = choose(live, call, group.last_call);
  if (k == 0 && batch.first_call_ms != nullptr) store(batch.first_call_ms + place.group, call);

  const LaneWaits waits = wait(c, names, all(k), said);
  V end = call + waits.all_text;
  if (c.spoken) end += high_product_by(said.heard << 16, c.speech_q16);
  if (c.gives_up != nullptr) {
    if ((k & 3u) == 0 && !c.draws_latency) draw_words(names, Purpose::patience, all(k >> 2), patience);
    const V gone = give_up(c, names, all(k), c.spoken ? waits.first_audio : waits.first_text, waits.spare, live, patience, k);
    add(group, TalkSum::abandoned, gone & 1u, live);
  }
  add(group, TalkSum::reply, said.reply, live);
  if (c.counts_lines) add(group, TalkSum::line, said.line, live);
  if (c.thinks) add(group, TalkSum::reasoning, waits.reasoning, live);
  if (c.spoken) count_voice(c, group, said, live);
  if (batch.log.any()) log_turn(batch, place, k, call, prompt + said.reply + waits.reasoning, waits);
  remember(c, group, said.line + said.heard, prompt, live, k, kept);

  group.sum[TalkSum::duration_ms] = choose(live, end, group.sum[TalkSum::duration_ms]);
  group.failed |= live & ~less(end, all(most_lane_ms));
  group.begins = least(end + said.think, all(most_lane_ms));
}

/// Sums of lanes become sums of talks: the columns are written as rows.
NPCOST_INLINE void write_sums(const Group& group, TalkSum* sums) {
#if defined(NPCOST_LANES_AVX2) || defined(NPCOST_LANES_AVX512)
  for (std::uint32_t half = 0; half < TalkSum::fields; half += 8) {
    for (int part = 0; part < lanes; part += 8) {
      __m256i row[8], pair[8], four[8];
      for (std::uint32_t i = 0; i < 8; ++i) __builtin_memcpy(&row[i], reinterpret_cast<const std::uint32_t*>(&group.sum[half + i]) + part, 32);
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
        const __m256i low = _mm256_permute2x128_si256(four[i], four[i + 4], 0x20), high = _mm256_permute2x128_si256(four[i], four[i + 4], 0x31);
        __builtin_memcpy(&sums[part + i].value[half], &low, 32);
        __builtin_memcpy(&sums[part + i + 4].value[half], &high, 32);
      }
    }
  }
#else
  for (int i = 0; i < lanes; ++i) {
    for (std::uint32_t field = 0; field < TalkSum::fields; ++field) sums[i].value[field] = group.sum[field][i];
  }
#endif
}

inline void live_group(const TalkBatch& batch, const Place& place) {
  const TalkClass& c = *batch.talk_class;
  std::uint32_t kept[(most_lane_turns + 1) * lanes];
  const Names names{batch.seed, batch.name, load(batch.player + place.group), load(batch.number + place.group)};
  Group group;
  group.turns = load(batch.turns + place.group);
  group.prefix = all(c.static_tokens);
  const std::uint32_t longest = batch.turns[place.group], shortest = batch.turns[place.group + lanes - 1];
  V patience[4] = {};
  std::uint32_t k = 0;
  for (; k < shortest; ++k) take_turn(batch, names, place, group, k, all(~0u), patience, kept);
  for (; k < longest; ++k) take_turn(batch, names, place, group, k, less(all(k), group.turns), patience, kept);
  group.sum[TalkSum::turns] = group.turns & ~group.failed;
  group.sum[TalkSum::last_call_ms] = group.last_call;
  write_sums(group, batch.sums + place.group);
}

inline void live_talks(const TalkBatch& batch) {
  std::size_t logged = 0;
  for (std::size_t first = 0; first < batch.count; first += lanes) {
    live_group(batch, {first, logged});
    logged += std::size_t{batch.turns[first]} * lanes;
  }
}

inline void draw_talks(const TalkDraws& talks) {
  const V name = all(talks.name | static_cast<std::uint32_t>(Purpose::conversation) << 26);
  for (std::size_t i = 0; i < talks.count; i += lanes) {
    V words[4];
    philox<10>(V{}, load(talks.number + i), load(talks.player + i), name, talks.seed, words);
    store(talks.place + i, words[0]);
    store(talks.npc + i, words[1]);
    store(talks.turns + i, draw(talks.turn_table, words[2], words[3]));
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

}  // namespace npcost::NPCOST_LANES_NAME
