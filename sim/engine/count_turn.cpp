#include "sim/engine/count_turn.h"

#include <algorithm>

namespace npcost {
namespace {

void put(Tally& tally, const CellRange& cells, std::uint32_t at, std::uint64_t count) {
  if (cells.counted()) tally.add(cells.base + at, count);
}

}  // namespace

void add_to_row(const Books& books, std::uint32_t cell, std::uint64_t count) {
  constexpr std::uint32_t see_wide = ~std::uint32_t{0};
  std::uint32_t& narrow = books.rows->player_cells[std::size_t{books.player} * books.rows->shape.cells + cell];
  if (narrow != see_wide) {
    const std::uint64_t sum = narrow + count;
    if (sum < see_wide) {
      narrow = static_cast<std::uint32_t>(sum);
      return;
    }
    books.sums->wide[{books.player, cell}] = narrow;
    narrow = see_wide;
  }
  books.sums->wide[{books.player, cell}] += count;
}

/// The prompt of one more call of a turn, `times` over. What the turn heard and saw is in it again; the cache holds what stands before.
void count_prompt(const NpcPlan& npc, const TurnRecord& turn, const PromptSplit& split, std::uint32_t at, std::uint32_t period,
                  std::uint64_t times, Tally& tally) {
  const LlmPlan& llm = npc.answering(turn.course.llm);
  const std::uint32_t heard = npc.hears ? turn.audio_fresh : 0, seen = npc.vision.own_call ? 0 : turn.image_tokens;
  put(tally, llm.fresh, at, times * (split.fresh - heard - seen));
  put(tally, llm.audio_fresh, at, times * heard);
  put(tally, llm.cached, at, times * split.cached);
  put(tally, llm.written, at, times * split.written);
  put(tally, llm.request, at, times);
  if (seen != 0) {
    put(tally, llm.image, at, times * seen);
    put(tally, llm.images, period, times);
  }
  tally.talk.prompt_tokens += times * (split.fresh + split.cached + split.written);
  tally.talk.cached_tokens += times * split.cached;
}

void count_more_calls(const NpcPlan& npc, const TurnRecord& turn, std::uint32_t period, Tally& tally) {
  const LlmPlan& llm = npc.answering(turn.course.llm);
  const CachePlan& cache = npc.cache_of(turn.course.llm);
  const std::uint32_t step = npc.tools.call_tokens + npc.tools.result_tokens;
  const std::uint32_t passing = (npc.hears ? turn.audio_fresh : 0) + (npc.vision.own_call ? 0 : turn.image_tokens);
  for (std::uint32_t round = 1; round <= turn.tool_rounds; ++round) {
    const std::uint32_t before = turn.prompt_tokens + (round - 1) * step, prompt = before + step;
    std::uint32_t held = passing == 0 ? before : turn.prompt_tokens - passing;   // of seconds ago
    if (cache.only_shared) held = std::min(held, npc.static_tokens);
    PromptSplit split = split_prompt(cache, prompt - passing, cache.enabled ? held : 0);
    split.fresh += passing;
    const std::uint32_t at = tier_of(llm.tiers, period, prompt) * npc.periods + period;
    count_prompt(npc, turn, split, at, period, 1, tally);
    // The call was written by the request before, whose prompt decides what it costs.
    put(tally, llm.output, tier_of(llm.tiers, period, before) * npc.periods + period, npc.tools.call_tokens);
  }
  const std::uint32_t prompt = last_prompt(npc, turn);
  const std::uint32_t at = tier_of(llm.tiers, period, prompt) * npc.periods + period;
  if (turn.retries != 0) count_prompt(npc, turn, {prompt, 0, 0}, at, period, turn.retries, tally);
  tally.talk.tool_calls += turn.tool_rounds;
  tally.talk.retries += turn.retries;
}

std::uint64_t more_tokens(const NpcPlan& npc, const TurnRecord& turn) {
  const std::uint64_t step = npc.tools.call_tokens + npc.tools.result_tokens, rounds = turn.tool_rounds;
  const std::uint64_t prompts = rounds * turn.prompt_tokens + step * rounds * (rounds + 1) / 2;
  return prompts + rounds * npc.tools.call_tokens + std::uint64_t{turn.retries} * last_prompt(npc, turn);
}

void count_summary(const NpcPlan& npc, const SummaryCall& summary, std::uint32_t period, Tally& tally) {
  const LlmPlan& llm = npc.llm;
  if (!llm.billed) return;
  const std::uint32_t at = tier_of(llm.tiers, period, summary.input_tokens) * npc.periods + period;
  put(tally, llm.memory_fresh, at, summary.input_tokens);
  put(tally, llm.memory_output, at, summary.output_tokens);
  put(tally, llm.memory_request, at, 1);
}

void count_written_memory(const Plan& plan, const NpcPlan& npc, const Conversation& talk, const PlayerKey& key,
                          std::int64_t billed_at_ms, Tally& tally) {
  if (!npc.write.wanted() || !npc.write.fresh.counted()) return;
  const MemoryCalls memory = write_memory(npc, key, talk);
  const std::uint32_t period = plan.period_at(billed_at_ms);
  const std::uint32_t at = tier_of(npc.write.tiers, period, memory.input_tokens) * npc.periods + period;
  put(tally, npc.write.fresh, at, std::uint64_t{memory.calls} * memory.input_tokens);
  put(tally, npc.write.output, at, std::uint64_t{memory.calls} * memory.output_tokens);
  put(tally, npc.write.request, at, memory.calls);
  tally.talk.memory_calls += memory.calls;
}

void count_course(const NpcPlan& npc, const TurnRecord& turn, bool lesser, TalkCounts& talk) {
  const Course& course = turn.course;
  talk.degraded_turns += lesser || course.answer == Course::Answer::scripted ? 1u : 0u;
  talk.fast_turns += course.answer == Course::Answer::fast_path ? 1u : 0u;
  talk.reused_turns += course.answer == Course::Answer::reused ? 1u : 0u;
  talk.other_model_turns += course.asks_model() && course.llm != 0 ? 1u : 0u;
  talk.device_turns += course.asks_model() && !npc.llm.billed ? 1u : 0u;
  talk.carried_turns += course.carried ? 1u : 0u;
  talk.paid_turns += course.paid ? 1u : 0u;
}

void count_voice(const NpcPlan& npc, const TurnRecord& turn, std::uint32_t period, Tally& tally) {
  const SttPlan& stt = npc.stt;
  if (!stt.whole_conversation) put(tally, stt.time, period, stt.time.counted() ? billed_ms(stt, turn.speech_ms) : 0);
  put(tally, stt.audio, period, audio_tokens(turn.speech_ms, npc.audio.input_rate));
  put(tally, stt.transcript, period, turn.line_tokens);
  put(tally, stt.request, period, 1);
  const TtsPlan& tts = npc.tts;
  if (turn.course.recorded_voice) return;
  const auto per_token = [&](std::uint32_t q16) { return (std::uint64_t{turn.reply_tokens} * q16 + 0x8000u) >> 16; };
  put(tally, tts.chars, period, per_token(tts.billed_chars_q16));
  put(tally, tts.bytes, period, per_token(tts.bytes_per_token_q16));
  put(tally, tts.time, period, turn.reply_ms);
  put(tally, tts.audio, period, audio_tokens(turn.reply_ms, npc.audio.output_rate));
  put(tally, tts.text, period, turn.reply_tokens);
  put(tally, tts.request, period, 1);
}

void count_audio(const NpcPlan& npc, const TurnRecord& turn, std::uint32_t at, std::uint32_t answer_at, Tally& tally) {
  const LlmPlan& llm = npc.answering(turn.course.llm);
  const std::uint32_t image = npc.vision.own_call ? 0 : turn.image_tokens;
  put(tally, llm.fresh, at, turn.prompt.fresh - turn.audio_fresh - image);
  put(tally, llm.cached, at, turn.prompt.cached - turn.audio_cached);
  put(tally, llm.audio_fresh, at, turn.audio_fresh);
  put(tally, llm.audio_cached, at, turn.audio_cached);
  put(tally, llm.audio_input_time, at, turn.speech_ms + (npc.audio.pauses_heard ? std::uint64_t{turn.think_ms} : 0u));
  if (!npc.realtime || npc.transcript_billed) put(tally, llm.output, answer_at, turn.reply_tokens);
  put(tally, llm.audio_output, at, turn.audio_output);
  if (npc.realtime) put(tally, llm.audio_output_time, at, turn.reply_ms);
}

void count_image(const NpcPlan& npc, const TurnRecord& turn, std::uint32_t at, std::uint32_t period, Tally& tally) {
  if (!npc.vision.own_call) {
    put(tally, npc.answering(turn.course.llm).image, at, turn.image_tokens);
    put(tally, npc.answering(turn.course.llm).images, period, 1);
    return;
  }
  put(tally, npc.vision.image, period, turn.image_tokens);
  put(tally, npc.vision.images, period, 1);
  put(tally, npc.vision.output, period, turn.caption_tokens);
  put(tally, npc.vision.request, period, 1);
}

void count_storage(const NpcPlan& npc, const TurnRecord& turn, std::uint32_t at, Tally& tally) {
  const CachePlan& cache = npc.cache_of(turn.course.llm);
  if (cache.stored_us.empty() || turn.call_ms < 0) return;
  const auto hour = static_cast<std::size_t>(turn.call_ms / ms_per_hour);
  const std::uint64_t us = cache.stored_us[std::min(hour, cache.stored_us.size() - 1)];
  const auto token_us = UInt128{us} * cacheable(cache, npc.static_tokens);
  put(tally, npc.answering(turn.course.llm).storage, at, static_cast<std::uint64_t>(token_us / 1000));
}

void count_session(const Plan& plan, const NpcPlan& npc, std::int64_t billed_at_ms, std::uint64_t open_ms,
                   std::uint64_t quiet_ms, Tally& tally) {
  const SessionPlan& session = npc.session;
  const std::uint32_t period = plan.period_at(billed_at_ms);
  const bool pauses_apart = session.standby.counted();
  const std::uint64_t quiet = pauses_apart ? std::min(quiet_ms, open_ms) : 0;
  if (pauses_apart) tally.add(session.standby.base + period, quiet);
  std::uint64_t left = open_ms - quiet;
  const Milliseconds minimum{session.minimum_ms}, increment{session.increment_ms};
  const std::uint64_t full = session.cap_ms == 0 || left == 0 ? 0 : (left - 1) / session.cap_ms;
  tally.add(session.time.base + period, full * billed_time(session.cap_ms, minimum, increment));
  left -= full * session.cap_ms;
  tally.add(session.time.base + period, billed_time(left, minimum, increment));
}

}  // namespace npcost
