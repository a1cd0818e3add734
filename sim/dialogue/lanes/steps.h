// One turn each of as many talks as there are lanes, each at its own place in its own talk: what a schedule needs that lives in the order
// of time. Included once by each kernel_*.cpp.
#pragma once

#include "sim/dialogue/lanes/talks.h"

namespace npcost::NPCOST_LANES_NAME {

/// What the oldest turns left in the history is asked again: the talk holds no list of them.
NPCOST_INLINE void drop_oldest(const TalkClass& c, const Names& names, V dropping, V& history, V& first_kept) {
  const LaneSaid oldest = say(c, names, first_kept);
  history -= (oldest.line + oldest.heard) & dropping;
  first_kept -= dropping;   // a mask is −1
}

/// The turn joins the history; sim/dialogue/history.cpp.
NPCOST_INLINE void remember_step(const TalkClass& c, const Names& names, V next_turn, V tokens, V prompt, TurnSteps& steps) {
  V history = load(steps.history) + tokens, first_kept = load(steps.first_kept), prefix = prompt;
  const V fixed = all(c.fixed_tokens);
  switch (c.memory) {
    case LaneMemory::full: break;
    case LaneMemory::none:
      history = V{};
      prefix = fixed;
      first_kept = next_turn;
      break;
    case LaneMemory::window:
      for (;;) {
        const V dropping = less(all(c.keep_turns), next_turn - first_kept);
        if (!any(dropping)) break;
        prefix = choose(dropping, fixed, prefix);
        drop_oldest(c, names, dropping, history, first_kept);
      }
      break;
    case LaneMemory::summarise:   // turn.cpp's business when it is due
      store(steps.failed, load(steps.failed) | less(all(c.summarise_after - 1), next_turn - first_kept));
      break;
    case LaneMemory::token_cap: {
      const V too_long = less(all(c.fill_to_tokens), history);
      if (!any(too_long)) break;
      prefix = choose(too_long, fixed, prompt);
      const auto leaving = [&] { return too_long & less(all(c.keep_tokens), history) & less(first_kept, next_turn); };
      for (V dropping = leaving(); any(dropping); dropping = leaving()) drop_oldest(c, names, dropping, history, first_kept);
      break;
    }
  }
  store(steps.history, history);
  store(steps.prefix, prefix);
  store(steps.first_kept, first_kept);
}

/// What the provider's cache makes of the prompt; sim/dialogue/prompt_cache.h.
NPCOST_INLINE void split_step(const TalkClass& c, V prompt, V speech, Group& group, TurnSteps& steps) {
  group.all_prompts = prompt;
  if (!c.cache) {
    store(steps.cold, V{});
    return;
  }
  const V warm = less(load(steps.since_call_ms) + speech, all(c.ttl_ms));
  const V reusable = least(load(steps.prefix), prompt) & warm;
  const V cached = reusable & c.block_mask & ~less(reusable, all(c.min_tokens));
  group.sum[TalkSum::cached] = cached;
  if (c.writes_billed) {
    const V whole = prompt & c.block_mask & ~less(prompt, all(c.min_tokens));
    group.sum[TalkSum::written] = most(whole, cached) - cached;
  }
  store(steps.cold, ~warm);
}

NPCOST_INLINE V give_up_step(const TalkClass& c, const Names& names, V turn, V wait_ms, V spare) {
  V word = V{};
  if (!c.draws_latency) {
    V four[4];
    draw_words(names, Purpose::patience, turn >> 2, four);
    const V place = turn & 3u;
    word = choose((V)(place < 2u), choose((V)(place == 0u), four[0], four[1]), choose((V)(place == 2u), four[2], four[3]));
  }
  return give_up(c, names, turn, wait_ms, spare, all(~0u), word, all(~0u));
}

/// sim/dialogue/turn.cpp, for one turn of each lane.
inline void live_turns(TurnSteps& steps) {
  const TalkClass& c = *steps.talk_class;
  const Names names{steps.seed, steps.name, load(steps.player), load(steps.number)};
  const V turn = load(steps.turn);
  Group group;
  const LaneSaid said = say(c, names, turn);
  const V prompt = load(steps.history) + said.line + c.fixed_tokens;
  store(steps.failed, less(all(c.most_prompt), prompt));
  split_step(c, prompt, said.speech, group, steps);

  const LaneWaits waits = wait(c, names, turn, said);
  V end = said.speech + waits.all_text;
  if (c.spoken) end += high_product_by(said.heard << 16, c.speech_q16);
  group.sum[TalkSum::turns] = all(1);
  group.sum[TalkSum::reply] = said.reply;
  if (c.gives_up != nullptr) {
    group.sum[TalkSum::abandoned] = give_up_step(c, names, turn, c.spoken ? waits.first_audio : waits.first_text, waits.spare) & 1u;
  }
  if (c.counts_lines) group.sum[TalkSum::line] = said.line;
  if (c.thinks) group.sum[TalkSum::reasoning] = waits.reasoning;
  if (c.spoken) count_voice(c, group, said, Everybody{});
  remember_step(c, names, turn + 1u, said.line + said.heard, prompt, steps);
  store(steps.call_ms, said.speech);
  store(steps.end_ms, end);
  store(steps.think_ms, said.think);
  store(steps.first_text_ms, waits.first_text);
  store(steps.first_audio_ms, waits.first_audio);
  write_sums(group, steps.sums);
}

}  // namespace npcost::NPCOST_LANES_NAME
