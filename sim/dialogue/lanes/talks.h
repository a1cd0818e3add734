// Whole talks in lanes. Included once by each kernel_*.cpp.
#pragma once

#include <type_traits>

#include "sim/dialogue/lanes/group.h"

namespace npcost::NPCOST_LANES_NAME {

/// What the provider's cache makes of the prompt; sim/dialogue/prompt_cache.h. What is fresh is what is left of all prompts.
template <typename Live>
NPCOST_INLINE void split_prompt(const TalkClass& c, Group& group, V prompt, V call, Live live, std::uint32_t k) {
  if (!c.cache) return;
  V reusable = least(group.prefix, prompt);
  if (k != 0) {
    const V warm = less(call - group.last_call, all(c.ttl_ms));
    reusable &= warm;
    if (c.warmed_by_others) group.failed |= of(~warm, live);
  }
  const V cached = reusable & c.block_mask & ~less(reusable, all(c.min_tokens));
  add(group, TalkSum::cached, cached, live);
  if (!c.writes_billed) return;
  const V whole = prompt & c.block_mask & ~less(prompt, all(c.min_tokens));
  add(group, TalkSum::written, most(whole, cached) - cached, live);
}

/// The oldest turns leave until no more than `keep` tokens are left.
NPCOST_INLINE void drop_to(Group& group, const std::uint32_t* kept, V too_long, std::uint32_t keep, std::uint32_t next_turn) {
  V lane;
  for (int i = 0; i < lanes; ++i) lane[i] = static_cast<std::uint32_t>(i);
  V dropping = too_long;
  while (any(dropping)) {
    const V oldest = gather(kept, group.first_kept * static_cast<std::uint32_t>(lanes) + lane);
    group.history -= oldest & dropping;
    group.first_kept -= dropping;   // a mask is −1
    dropping &= less(all(keep), group.history) & less(group.first_kept, all(next_turn));
  }
}

/// What leaves is read by a call that writes a summary. When that is depends on the number of turns alone, so all lanes agree.
template <typename Live>
NPCOST_INLINE void summarise(const TalkClass& c, Group& group, Live live, std::uint32_t k, const std::uint32_t* kept) {
  V staying = V{};
  for (std::uint32_t turn = k + 1 - c.keep_turns; turn <= k; ++turn) staying += load(kept + turn * lanes);
  const V read = group.history - staying + c.summary_prompt_tokens;
  group.failed |= of(less(all(c.most_prompt), read), live);
  add(group, TalkSum::memory_tokens, read, live);
  add(group, TalkSum::memory_calls, all(1), live);
  group.summary = read + c.summary_tokens;
  group.history = staying + c.summary_tokens;
  group.prefix = all(c.fixed_tokens);
  group.kept_from = k + 1 - c.keep_turns;
}

/// The turn joins the history; sim/dialogue/history.cpp. `kept`: [turn × lanes] tokens of each turn so far.
template <typename Live>
NPCOST_INLINE void remember(const TalkClass& c, Group& group, V tokens, V prompt, Live live, std::uint32_t k, std::uint32_t* kept) {
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
      const V too_long = of(less(all(c.fill_to_tokens), group.history), live);
      if (!any(too_long)) return;
      group.prefix = choose(too_long, all(c.fixed_tokens), prompt);
      drop_to(group, kept, too_long & less(all(c.keep_tokens), group.history), c.keep_tokens, k + 1);
      return;
    }
    case LaneMemory::summarise:
      store(kept + k * lanes, tokens);
      group.summary = V{};
      if (k + 1 - group.kept_from >= c.summarise_after) summarise(c, group, live, k, kept);
      return;
  }
}

/// The model's minimum and increment.
NPCOST_INLINE V billed_speech(const TalkClass& c, V heard_ms) {
  if (c.stt_minimum_ms != 0) heard_ms = most(heard_ms, all(c.stt_minimum_ms));
  if (c.stt_increment_ms > 1) {
    heard_ms = divided(heard_ms + (c.stt_increment_ms - 1), 1.0, all(c.stt_increment_ms)) * c.stt_increment_ms;
  }
  return heard_ms;
}

template <typename Live>
NPCOST_INLINE void count_voice(const TalkClass& c, Group& group, const LaneSaid& said, Live live) {
  if (!c.hears_whole_talks) add(group, TalkSum::stt_ms, billed_speech(c, said.speech), live);
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

NPCOST_INLINE void log_turn(const TalkBatch& batch, const Place& place, std::uint32_t k, V call, V tokens,
                            const LaneWaits& waits) {
  const std::size_t at = place.logged + std::size_t{k} * lanes;
  if (batch.log.call_ms != nullptr) store(batch.log.call_ms + at, call);
  if (batch.log.tokens != nullptr) store(batch.log.tokens + at, tokens);
  if (batch.log.first_text_ms != nullptr) store(batch.log.first_text_ms + at, waits.first_text);
  if (batch.log.first_audio_ms != nullptr) store(batch.log.first_audio_ms + at, waits.first_audio);
}

NPCOST_INLINE void note_odd_waits(OddWaits& odd, std::size_t group, V mask, V first_audio) {
  for (int i = 0; i < lanes; ++i) {
    if (mask[i] != 0) odd.list[odd.count++] = {static_cast<std::uint32_t>(group) + static_cast<std::uint32_t>(i), first_audio[i]};
  }
}

/// One turn of all talks of a group; sim/dialogue/turn.cpp.
template <typename Live>
NPCOST_INLINE void take_turn(const TalkBatch& batch, const Names& names, const Place& place, Group& group, std::uint32_t k, Live live,
                             V (&patience)[4], std::uint32_t* kept) {
  const TalkClass& c = *batch.talk_class;
  const LaneSaid said = say(c, names, all(k));
  const V call = group.begins + said.speech;
  if constexpr (std::is_same_v<Live, Early>) {
    live.mask &= less(call, live.until_ms);
    group.early -= live.mask;   // a mask is −1
  }
  const V prompt = group.history + said.line + c.fixed_tokens;
  if (c.prompts == LanePrompts::any_length) group.longest_prompt = most(group.longest_prompt, of(prompt, live));
  group.all_prompts += of(prompt, live);
  split_prompt(c, group, prompt, call, live, k);
  group.last_call = either(call, group.last_call, live);
  if (k == 0 && batch.first_call_ms != nullptr) store(batch.first_call_ms + place.group, call);

  const LaneWaits waits = wait(c, names, all(k), said);
  V short_reply = V{};
  if (c.constant_audio_wait) {
    short_reply = of(less(said.reply, all(c.first_clause)), live);
    if (batch.odd != nullptr && any(short_reply)) note_odd_waits(*batch.odd, place.group, short_reply, waits.first_audio);
  }
  V end = call + waits.all_text;
  if (c.spoken) end += high_product_by(said.heard << 16, c.speech_q16);
  if (c.gives_up != nullptr) {
    if ((k & 3u) == 0 && !c.draws_latency) draw_words(names, Purpose::patience, all(k >> 2), patience);
    const V wait_ms = c.spoken ? waits.first_audio : waits.first_text;
    const V gone = give_up(c, names, all(k), wait_ms, waits.spare, of(all(~0u), live), patience[k & 3], short_reply);
    if (any(of(gone, live))) group.sum[TalkSum::abandoned] -= of(gone, live);   // a mask is −1
  }
  add(group, TalkSum::reply, said.reply, live);
  if (c.counts_lines) add(group, TalkSum::line, said.line, live);
  if (c.thinks) add(group, TalkSum::reasoning, waits.reasoning, live);
  if (c.spoken) count_voice(c, group, said, live);
  remember(c, group, said.line + said.heard, prompt, live, k, kept);
  if (batch.log.any()) log_turn(batch, place, k, call, prompt + said.reply + waits.reasoning + group.summary, waits);

  group.sum[TalkSum::duration_ms] = either(end, group.sum[TalkSum::duration_ms], live);
  group.begins = least(end + said.think, all(most_lane_ms));   // who reaches this stays there, and the talk's end shows it
}

/// Of each talk the whole, or the sums after each turn as well, or only the calls before a moment.
enum class Lived { whole, by_turn, cut };

template <Lived lived>
NPCOST_INLINE void live_group(const TalkBatch& batch, const Place& place) {
  const TalkClass& c = *batch.talk_class;
  std::uint32_t kept[(most_lane_turns + 1) * lanes];
  const Names names{batch.seed, batch.name, load(batch.player + place.group), load(batch.number + place.group)};
  Group group;
  group.turns = load(batch.turns + place.group);
  group.prefix = all(c.static_tokens);
  const std::uint32_t longest = batch.turns[place.group];
  V patience[4] = {};
  std::uint32_t k = 0;
  if constexpr (lived == Lived::cut) {
    const V until_ms = load(batch.until_ms + place.group);
    for (; k < longest && any(less(group.begins, until_ms)); ++k) {
      take_turn(batch, names, place, group, k, Early{{less(all(k), group.turns)}, until_ms}, patience, kept);
    }
    group.sum[TalkSum::turns] = group.early;   // that none of these talks fails is known when they are cut
    write_needed(c, group, batch.sums + place.group);
    return;
  } else {
    const std::uint32_t shortest = batch.turns[place.group + lanes - 1];
    const auto tell = [&](std::uint32_t turn) {
      if constexpr (lived == Lived::by_turn) write_needed(c, group, batch.by_turn + place.logged + std::size_t{turn} * lanes);
    };
    for (; k < shortest; ++k) {
      take_turn(batch, names, place, group, k, Everybody{}, patience, kept);
      tell(k);
    }
    for (; k < longest; ++k) {
      take_turn(batch, names, place, group, k, Some{less(all(k), group.turns)}, patience, kept);
      tell(k);
    }
  }
  if (c.prompts == LanePrompts::growing) group.longest_prompt = group.history + c.fixed_tokens + c.longest_line;
  group.failed |= less(all(c.most_prompt), group.longest_prompt) | ~less(group.sum[TalkSum::duration_ms], all(most_lane_ms));
  group.sum[TalkSum::turns] = group.turns & ~group.failed;
  group.sum[TalkSum::last_call_ms] = group.last_call;
  write_needed(c, group, batch.sums + place.group);
}

template <Lived lived>
inline void live_all(const TalkBatch& batch) {
  std::size_t logged = 0;
  for (std::size_t first = 0; first < batch.count; first += lanes) {
    live_group<lived>(batch, {first, logged});
    logged += std::size_t{batch.turns[first]} * lanes;
  }
}

inline void live_talks(const TalkBatch& batch) {
  if (batch.until_ms != nullptr) {
    live_all<Lived::cut>(batch);
  } else if (batch.by_turn != nullptr) {
    live_all<Lived::by_turn>(batch);
  } else {
    live_all<Lived::whole>(batch);
  }
}

}  // namespace npcost::NPCOST_LANES_NAME
