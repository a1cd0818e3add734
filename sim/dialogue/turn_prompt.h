#pragma once
// One prompt: persona, world, recalled facts, history, line, image; what fits the window, and what the provider's cache holds of it.
// Private to turn.cpp.

#include <algorithm>
#include <cstdint>

#include "sim/dialogue/history.h"
#include "sim/dialogue/prompt_cache.h"
#include "sim/dialogue/turn.h"

namespace npcost {

inline std::uint32_t room_beside(std::uint64_t context_tokens, std::uint64_t fixed) {
  const std::uint64_t room = context_tokens > fixed ? context_tokens - fixed : 0;
  return room < UINT32_MAX ? static_cast<std::uint32_t>(room) : UINT32_MAX;
}

using Held = Conversation::Held;

inline Held held_by(const Conversation& talk, std::uint8_t llm) {
  return llm == 0 ? Held{talk.warm_prefix, talk.cache_ms} : talk.others[llm - 1u];
}

inline std::int64_t& cache_time(Conversation& talk, std::uint8_t llm) {
  return llm == 0 ? talk.cache_ms : talk.others[llm - 1u].cache_ms;
}

/// The front of the history is new: no provider holds more than what never changes.
inline void forget_prefixes(const NpcPlan& npc, Conversation& talk, std::uint32_t fixed_tokens) {
  talk.warm_prefix = fixed_tokens;
  for (std::size_t i = 0; i < npc.others.size(); ++i) {
    talk.others[i].warm_prefix = std::min(talk.others[i].warm_prefix, fixed_tokens);
  }
}

/// What the smallest window leaves for a line when nothing is remembered.
inline std::uint32_t room_for_line(const NpcPlan& npc, const Conversation& talk) {
  return room_beside(npc.context_tokens(), std::uint64_t{npc.static_tokens} + talk.recall_tokens);
}

/// Whether a call of another player keeps persona and world warm for a call at `call_ms`.
inline bool warmed_by_others(const CachePlan& cache, const PlayerKey& key, std::uint32_t conversation, std::uint32_t turn,
                             std::int64_t call_ms) {
  if (cache.shared_luck.empty() || call_ms < 0) return false;
  const auto hour = static_cast<std::size_t>(call_ms / 3'600'000);
  const std::uint64_t luck = cache.shared_luck[std::min(hour, cache.shared_luck.size() - 1)];
  return luck != 0 && (luck >> 32 != 0 || happens(draw(key, Purpose::extra, conversation, turn).w[0], luck));
}

/// Tokens of the prompt's start that the provider still holds at the call.
inline std::uint32_t reusable_prefix(const NpcPlan& npc, const CachePlan& cache, const PlayerKey& key, const Conversation& talk,
                              const Held& held, std::int64_t call_ms, bool& warm) {
  warm = call_ms - held.cache_ms < cache.ttl_ms;
  if (cache.stated) warm = happens(draw(key, Purpose::course, talk.number, talk.turn).w[3], cache.stated_hit);
  if (warm) return cache.only_shared ? std::min(held.warm_prefix, npc.static_tokens) : held.warm_prefix;
  if (cache.stated) return 0;
  return warmed_by_others(cache, key, talk.number, talk.turn, call_ms) ? npc.static_tokens : 0;
}

/// `passing_tokens`: the end of the prompt that no later prompt will hold (an image, the audio of a line).
inline void use_cache(const NpcPlan& npc, const PlayerKey& key, Conversation& talk, std::uint32_t passing_tokens,
               TurnRecord& record) {
  const CachePlan& cache = npc.cache_of(record.course.llm);
  if (!cache.enabled) {
    record.prompt = {record.prompt_tokens, 0, 0};
    return;
  }
  const Held held = held_by(talk, record.course.llm);
  bool warm = false;
  const std::uint32_t reusable = reusable_prefix(npc, cache, key, talk, held, record.call_ms, warm);
  record.prompt = split_prompt(cache, record.prompt_tokens - passing_tokens, reusable);
  record.prompt.fresh += passing_tokens;
  if (!warm || cache.refreshed_by_hits) cache_time(talk, record.course.llm) = record.call_ms;
}

/// Which parts of a realtime prompt are audio: everything behind persona, world, recalled facts and summary.
inline void split_audio(std::uint32_t text_tokens, TurnRecord& record) {
  const std::uint32_t cached_text = std::min(record.prompt.cached, text_tokens);
  record.audio_cached = record.prompt.cached - cached_text;
  record.audio_fresh = record.prompt.fresh - (text_tokens - cached_text);
}

/// A vision stage's name among the draws of stages: behind the moderation stages.
constexpr std::uint32_t vision_draw = 16u << 24, vision_wait_draw = 17u << 24;

/// Whether there is an image this turn, and how large; returns how long another model looks at it.
inline std::uint32_t look(const NpcPlan& npc, const PlayerKey& key, const Conversation& talk, TurnRecord& record) {
  const VisionPlan& vision = npc.vision;
  if (!vision.present || (talk.turn + 1) % vision.every != 0) return 0;
  const Words words = draw(key, Purpose::stage, talk.number, talk.turn | vision_draw);
  if (vision.skip != 0 && happens(words.w[0], vision.skip)) return 0;
  record.looked = true;
  record.image_tokens = vision.image_tokens.draw(words.w[1], words.w[3]);
  if (!vision.own_call) return 0;
  record.caption_tokens = vision.caption_tokens.draw(words.w[2], words.w[3] >> 11);
  if (vision.first_ms.is_constant()) return vision.first_ms.constant_value();
  const Words wait = draw(key, Purpose::stage, talk.number, talk.turn | vision_wait_draw);
  return vision.first_ms.draw(wait.w[0], wait.w[1]);
}

/// What a turn needs to know between its parts.
struct Moment {
  std::uint32_t room = 0;           ///< what the window leaves for a line
  std::uint32_t fixed = 0;          ///< persona, world, recalled facts
  std::uint32_t passing = 0;        ///< tokens of this prompt that no later one will hold
  std::uint32_t looking_ms = 0;
};

/// Puts the prompt together, cuts the history to the window, and asks the cache.
inline Moment build_prompt(const NpcPlan& npc, const PlayerKey& key, Conversation& talk, const Said& line, TurnRecord& record) {
  Moment moment;
  moment.room = room_for_line(npc, talk);
  moment.fixed = npc.static_tokens + talk.recall_tokens;
  std::uint32_t spoken_line = line.line_tokens;
  if (npc.hears) {  // the line is sent as audio, and kept as text
    spoken_line = std::min(audio_tokens(line.speech_ms, npc.audio_input_rate(record.course.llm)), moment.room);
    moment.passing = spoken_line;
  }
  if (npc.vision.present) {
    moment.looking_ms = look(npc, key, talk, record);
    // The image stays with the llm for this turn only; a caption as well.
    const std::uint32_t seen = npc.vision.own_call ? record.caption_tokens : record.image_tokens;
    moment.passing += std::min(seen, moment.room - spoken_line);
    if (!npc.vision.own_call) record.image_tokens = std::min(record.image_tokens, moment.room - spoken_line);
  }
  const std::uint32_t end = npc.hears ? moment.passing : spoken_line + moment.passing;
  std::uint32_t limit = room_beside(npc.answering(record.course.llm).context_tokens, std::uint64_t{moment.fixed} + npc.tool_tokens()) - end;
  if (npc.truncate_to_tokens != 0 && talk.history_tokens > limit) {
    const std::uint32_t beside = moment.fixed + end;
    limit = std::min(limit, npc.truncate_to_tokens > beside ? npc.truncate_to_tokens - beside : 0u);
  }
  record.context_cut = cut_history(npc, key, talk, limit, moment.room);
  if (record.context_cut) forget_prefixes(npc, talk, moment.fixed);
  record.prompt_tokens = moment.fixed + talk.history_tokens + end;
  if (npc.session.cap_ms != 0 && record.call_ms - talk.session_began_ms >= npc.session.cap_ms) {
    talk.session_began_ms = record.call_ms;  // the provider's next session has heard nothing yet
    talk.warm_prefix = 0;
  }
  use_cache(npc, key, talk, moment.passing, record);
  if (npc.hears) record.audio_fresh = spoken_line;
  if (npc.realtime) split_audio(moment.fixed + talk.summary_tokens, record);
  return moment;
}

}  // namespace npcost
