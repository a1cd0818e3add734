#pragma once
// How long a turn takes, and who does not wait for it. Private to turn.cpp.

#include <algorithm>
#include <cstdint>
#include <optional>

#include "sim/base/latency_histogram.h"
#include "sim/dialogue/said.h"
#include "sim/dialogue/turn.h"

namespace npcost {

/// Speech starts when about this many tokens are there: a first clause. Assumed.
inline constexpr std::uint32_t first_clause_tokens = 12;

/// Which moderation stages run, and how long the slowest before the llm takes: they run side by side. A reply is judged while it
/// streams: assumed to delay nothing.
inline std::uint32_t moderation_ms(const NpcPlan& npc, const PlayerKey& key, const Conversation& talk, TurnRecord& record) {
  std::uint32_t slowest = 0;
  for (std::uint32_t i = 0; i < npc.moderation.size(); ++i) {
    const ModerationPlan& stage = npc.moderation[i];
    if (stage.of_reply && !record.course.asks_model()) continue;
    if (stage.every > 1 && (talk.turn + 1) % stage.every != 0) continue;
    Words words{};
    if (stage.draws) words = draw(key, Purpose::stage, talk.number, talk.turn | (i << 24));
    if (stage.skip != 0 && happens(words.w[0], stage.skip)) continue;
    record.moderated |= 1u << i;
    if (!stage.of_reply) slowest = std::max(slowest, stage.first_ms.draw(words.w[1], words.w[2]));
  }
  return slowest;
}

/// How long speech recognition takes after the line.
inline std::uint32_t hearing_ms(const NpcPlan& npc, const PlayerKey& key, const Conversation& talk, const Said& line) {
  if (npc.stt.latency.first_ms.is_constant()) return npc.stt.latency.first_ms.constant_value();
  return npc.stt.latency.first_ms.draw(draw(key, Purpose::extra, talk.number, talk.turn).w[2], line.spare_word >> 11);
}

struct Waits {
  std::uint32_t first_text = 0, first_audio = 0, all_text = 0;
  std::optional<std::uint32_t> spare;  ///< ten random bits of the latency draw that no table used
};

/// Whether tools are called and calls fail; returns how much later the first token comes for it.
inline std::uint32_t call_again(const NpcPlan& npc, const PlayerKey& key, const Conversation& talk, std::uint32_t first_ms,
                         std::uint32_t speed, TurnRecord& record) {
  if (npc.tools.share == 0 && npc.retry == 0) return 0;
  constexpr std::uint32_t most_retries = 3;
  const Words words = draw(key, Purpose::calls, talk.number, talk.turn);
  if (happens(words.w[3], npc.tools.share)) record.tool_rounds = npc.tools.rounds;
  while (record.retries < most_retries && happens(words.w[record.retries], npc.retry)) ++record.retries;
  return record.tool_rounds * (first_ms + generation_ms(npc.tools.call_tokens, speed)) + record.retries * first_ms;
}

/// How long the models take; also draws the reasoning tokens.
inline Waits wait_for_models(const NpcPlan& npc, const PlayerKey& key, const Conversation& talk, const Said& line,
                      TurnRecord& record) {
  const LlmPlan& llm = npc.answering(record.course.llm);
  Words words{};
  if (npc.draws_latency) words = draw(key, Purpose::latency, talk.number, talk.turn);
  const std::uint32_t positions = words.w[2];
  const std::uint32_t first = llm.latency.first_ms.draw(words.w[0], positions);
  const std::uint32_t speed = llm.latency.per_second.draw(words.w[1], positions >> 11);
  record.reasoning_tokens = llm.latency.reasoning.draw(words.w[3], (positions >> 22) << 1);

  Waits waits;
  if (npc.draws_latency && llm.latency.reasoning.is_constant()) waits.spare = positions >> 22;
  waits.first_text = npc.overhead_ms + moderation_ms(npc, key, talk, record) + first +
                     generation_ms(record.reasoning_tokens, speed) + call_again(npc, key, talk, first, speed, record);
  waits.all_text = waits.first_text + generation_ms(line.reply_tokens, speed);
  if (!npc.spoken) return waits;

  if (record.course.recorded_voice && !npc.realtime) {  // it is played as soon as it is known
    const std::uint32_t heard_ms = hearing_ms(npc, key, talk, line);
    waits.first_text += heard_ms;
    waits.all_text += heard_ms;
    waits.first_audio = waits.all_text;
    return waits;
  }
  Words voice{};
  const bool drawn = !npc.stt.latency.first_ms.is_constant() || !npc.tts.latency.first_ms.is_constant();
  if (drawn) voice = draw(key, Purpose::extra, talk.number, talk.turn);
  const std::uint32_t heard = npc.stt.latency.first_ms.draw(voice.w[2], line.spare_word >> 11);
  const std::uint32_t spoken = npc.tts.latency.first_ms.draw(voice.w[3], (line.spare_word >> 22) << 1);
  waits.first_text += heard;
  waits.all_text += heard;
  if (npc.realtime) {  // it speaks as soon as it answers
    waits.first_audio = waits.first_text;
    return waits;
  }
  const std::uint32_t clause = llm.stream ? std::min(line.reply_tokens, first_clause_tokens) : line.reply_tokens;
  waits.first_audio = waits.first_text + generation_ms(clause, speed) + spoken;
  return waits;
}

/// How long a turn without a model takes: what stands before the model, and the voice. A scripted one is there at once.
inline Waits wait_without_model(const NpcPlan& npc, const PlayerKey& key, const Conversation& talk, const Said& line,
                         TurnRecord& record) {
  Waits waits;
  waits.first_text = npc.overhead_ms;
  if (record.course.answer != Course::Answer::scripted) {
    waits.first_text += moderation_ms(npc, key, talk, record);
    if (npc.spoken) waits.first_text += hearing_ms(npc, key, talk, line);
  }
  waits.all_text = waits.first_text;
  waits.first_audio = waits.first_text;
  if (npc.spoken && !record.course.recorded_voice && !npc.realtime) {
    const Words voice = draw(key, Purpose::extra, talk.number, talk.turn);
    waits.first_audio += npc.tts.latency.first_ms.draw(voice.w[3], (line.spare_word >> 22) << 1);
  }
  return waits;
}

/// A chance below 1/1024, the usual case, is decided in two steps: ten spare bits of the latency draw say "perhaps" once in 1024
/// times, and only then is another word drawn. The probability is exact, the second draw almost never made. Where no wait is drawn
/// there are no spare bits, and four turns share one draw.
inline bool player_gives_up(const NpcPlan& npc, const PlayerKey& key, const Conversation& talk, std::uint32_t latency_ms,
                            std::optional<std::uint32_t> spare) {
  if (npc.gives_up.empty()) return false;  // how long they wait is unknown
  std::uint32_t chance = npc.gives_up[LatencyHistogram::bucket(latency_ms)];
  if (chance == 0) return false;
  if (!npc.draws_latency) return draw(key, Purpose::patience, talk.number, talk.turn / 4).w[talk.turn % 4] < chance;
  if (chance < (1u << 22) && spare) {
    if (*spare != 0) return false;
    chance <<= 10;
  }
  return draw(key, Purpose::extra, talk.number, talk.turn).w[1] < chance;
}

}  // namespace npcost
