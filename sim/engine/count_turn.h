#pragma once
// What a turn used, added to the cells: metering. Integers only.

#include "sim/engine/life.h"
#include "sim/prices/rater.h"

namespace npcost {

/// Adds a counted turn to the tally and to the run's load and latency. Requires the tally's hour to be the turn's.
inline void count_turn(const Plan& plan, const NpcPlan& npc, const TurnRecord& turn, Tally& tally, UsageLedger& sums);

/// Adds `open_ms` of an open microphone, billed when the conversation ends, with the model's minimum and increment.
inline void count_listening(const Plan& plan, const NpcPlan& npc, std::int64_t billed_at_ms, std::uint64_t open_ms,
                            Tally& tally);

/// Adds a talk's time in sessions with a realtime model: each at most as long as the provider lets it be, each with the minimum and
/// increment; pauses apart where standby has a price of its own.
void count_session(const Plan& plan, const NpcPlan& npc, std::int64_t billed_at_ms, std::uint64_t open_ms,
                   std::uint64_t quiet_ms, Tally& tally);

/// What only spoken, seeing or storing pipelines count: speech in and out, images, storage.
void count_voice(const NpcPlan& npc, const TurnRecord& turn, std::uint32_t period, Tally& tally);
void count_audio(const NpcPlan& npc, const TurnRecord& turn, std::uint32_t at, std::uint32_t answer_at, Tally& tally);
void count_image(const NpcPlan& npc, const TurnRecord& turn, std::uint32_t at, std::uint32_t period, Tally& tally);
void count_storage(const NpcPlan& npc, const TurnRecord& turn, std::uint32_t at, Tally& tally);

/// Adds to a player's row; a count that passes 32 bits moves to `wide`, it never wraps.
void add_to_row(const Books& books, std::uint32_t cell, std::uint64_t count);

/// Adds the load of the minute at hand to the run's.
inline void count_minute(Tally& tally, UsageLedger& sums) {
  sums.minute_requests[tally.minute] += tally.minute_requests;
  sums.minute_tokens[tally.minute] += tally.minute_tokens;
  tally.minute_requests = tally.minute_tokens = 0;
}

inline std::uint64_t billed_ms(const SttPlan& stt, std::uint64_t ms) {
  const std::uint64_t at_least = ms < stt.minimum_ms ? stt.minimum_ms : ms;
  return (at_least + stt.increment_ms - 1) / stt.increment_ms * stt.increment_ms;
}

inline void count_listening(const Plan& plan, const NpcPlan& npc, std::int64_t billed_at_ms, std::uint64_t open_ms,
                            Tally& tally) {
  if (npc.stt.time.counted()) tally.add(npc.stt.time.base + plan.period_at(billed_at_ms), billed_ms(npc.stt, open_ms));
}

/// Context tier of a request: decided by the whole prompt, applied to the whole request.
inline std::uint32_t tier_of(const std::vector<TierStarts>& tiers, std::uint32_t period, std::uint64_t prompt_tokens) {
  std::uint32_t tier = 0;
  for (const std::uint64_t from : tiers[period]) tier += prompt_tokens >= from ? 1u : 0u;
  return tier;
}

/// The calls of a turn beside the one that answers: tool rounds, whose prompts grow from one to the next, and failed calls, which bill
/// their whole input again.
void count_more_calls(const NpcPlan& npc, const TurnRecord& turn, std::uint32_t period, Tally& tally);
/// The tokens of these calls, in and out.
std::uint64_t more_tokens(const NpcPlan& npc, const TurnRecord& turn);
void count_summary(const NpcPlan& npc, const SummaryCall& summary, std::uint32_t period, Tally& tally);
/// What is written down when a conversation is over.
void count_written_memory(const Plan& plan, const NpcPlan& npc, const Conversation& talk, const PlayerKey& key,
                          std::int64_t billed_at_ms, Tally& tally);

inline void count_llm(const NpcPlan& npc, const TurnRecord& turn, std::uint32_t period, Tally& tally) {
  const LlmPlan& llm = npc.answering(turn.course.llm);
  if (!llm.billed) return;
  const std::uint32_t at = tier_of(llm.tiers, period, turn.prompt_tokens) * npc.periods + period;
  // The answer is what the last call writes, behind the tool rounds.
  const std::uint32_t answer_at =
      turn.tool_rounds == 0 ? at : tier_of(llm.tiers, period, last_prompt(npc, turn)) * npc.periods + period;
  if (npc.hears || npc.realtime) {
    count_audio(npc, turn, at, answer_at, tally);
  } else {
    const std::uint32_t image = npc.vision.own_call ? 0 : turn.image_tokens;
    tally.add(llm.fresh.base + at, turn.prompt.fresh - image);
    tally.add(llm.cached.base + at, turn.prompt.cached);
    tally.add(llm.output.base + answer_at, turn.reply_tokens);
  }
  if (turn.looked && !npc.vision.own_call) count_image(npc, turn, at, period, tally);
  if (llm.storage.counted()) count_storage(npc, turn, at, tally);
  if ((turn.tool_rounds | turn.retries) != 0) count_more_calls(npc, turn, period, tally);
  tally.add(llm.written.base + at, turn.prompt.written);
  tally.add(llm.reasoning.base + answer_at, turn.reasoning_tokens);
  if (llm.request.counted()) tally.add(llm.request.base + at, 1);
}

inline void count_moderation(const NpcPlan& npc, const TurnRecord& turn, std::uint32_t period, Tally& tally) {
  for (std::size_t i = 0; i < npc.moderation.size(); ++i) {
    if ((turn.moderated >> i & 1u) == 0) continue;
    const ModerationPlan& stage = npc.moderation[i];
    if (stage.request.counted()) tally.add(stage.request.base + period, 1);
    if (stage.input.counted()) tally.add(stage.input.base + period, stage.of_reply ? turn.reply_tokens : turn.line_tokens);
  }
}

/// What a turn used, in cells; nothing of it if others carry or pay it.
inline void count_usage(const NpcPlan& npc, const TurnRecord& turn, std::uint32_t period, Tally& tally) {
  if (turn.course.asks_model()) count_llm(npc, turn, period, tally);
  if (turn.looked && npc.vision.own_call) count_image(npc, turn, 0, period, tally);   // wherever the llm runs
  if (npc.spoken && !npc.realtime && turn.course.answer != Course::Answer::scripted) count_voice(npc, turn, period, tally);
  if (turn.moderated != 0) count_moderation(npc, turn, period, tally);
  if (turn.summary.made()) count_summary(npc, turn.summary, period, tally);
}

/// The requests and tokens of the minute at hand.
inline void count_load(const Plan& plan, const NpcPlan& npc, const TurnRecord& turn, Tally& tally, UsageLedger& sums) {
  if (!plan.counts_load) return;
  const auto minute = static_cast<std::size_t>((turn.call_ms - plan.warm_up_ms) / ms_per_minute);
  if (minute != tally.minute) {
    count_minute(tally, sums);
    tally.minute = minute;
  }
  tally.minute_requests += turn.looked && npc.vision.own_call && npc.vision.billed ? 1u : 0u;
  if (!npc.llm.billed) return;
  tally.minute_requests += turn.summary.made() ? 1u : 0u;
  tally.minute_tokens += std::uint64_t{turn.summary.input_tokens} + turn.summary.output_tokens;
  if (!turn.course.asks_model()) return;
  tally.minute_requests += 1u + turn.tool_rounds + turn.retries;
  if ((turn.tool_rounds | turn.retries) != 0) tally.minute_tokens += more_tokens(npc, turn);
  tally.minute_tokens += std::uint64_t{turn.prompt_tokens} + turn.reply_tokens + turn.audio_output + turn.reasoning_tokens;
}

/// How the turn was answered, in turns.
void count_course(const NpcPlan& npc, const TurnRecord& turn, bool lesser, TalkCounts& talk);

inline void count_turn(const Plan& plan, const NpcPlan& npc, const TurnRecord& turn, Tally& tally, UsageLedger& sums) {
  const std::uint32_t period = plan.period_edges_ms.empty() ? 0 : plan.period_at(turn.call_ms);
  TalkCounts& talk = tally.talk;
  if (!turn.course.carried && !turn.course.paid) {
    count_usage(npc, turn, period, tally);
    if (turn.course.asks_model() && npc.llm.billed) {
      talk.prompt_tokens += turn.prompt_tokens;
      talk.cached_tokens += turn.prompt.cached;
    }
    count_load(plan, npc, turn, tally, sums);
  }
  ++talk.turns;
  talk.abandoned_turns += turn.abandoned ? 1u : 0u;
  talk.interrupted_turns += turn.interrupted ? 1u : 0u;
  talk.unheard_chars += turn.unheard_chars;
  talk.context_cut_turns += turn.context_cut ? 1u : 0u;
  const auto mode = static_cast<std::size_t>(npc.mode);
  if (npc.text_wait_known) sums.first_text[mode].add(turn.first_text_ms);
  if (npc.audio_wait_known) sums.first_audio[mode].add(turn.first_audio_ms);
  talk.timed_turns += npc.timed ? 1u : 0u;
}

}  // namespace npcost
