#include "sim/dialogue/turn.h"

#include <algorithm>

#include "sim/base/latency_histogram.h"

namespace npcost {

namespace {

/// Speech starts when about this many tokens are there: a first clause. Assumed.
constexpr std::uint32_t first_clause_tokens = 12;

/// What the window leaves for a line when nothing is remembered.
std::uint32_t room_for_line(const NpcPlan& npc, const Conversation& talk) {
  const std::uint64_t fixed = std::uint64_t{npc.static_tokens} + talk.recall_tokens;
  const std::uint64_t room = npc.llm.context_tokens > fixed ? npc.llm.context_tokens - fixed : 0;
  return room < UINT32_MAX ? static_cast<std::uint32_t>(room) : UINT32_MAX;
}

/// Tokens of the prompt's start that the provider still holds at the call.
std::uint32_t reusable_prefix(const NpcPlan& npc, const PlayerKey& key, const Conversation& talk,
                              std::int64_t call_ms, bool& warm) {
  const CachePlan& cache = npc.cache;
  warm = call_ms - talk.cache_ms < cache.ttl_ms;
  if (warm) return cache.only_shared ? std::min(talk.warm_prefix, npc.static_tokens) : talk.warm_prefix;
  if (cache.shared_luck.empty() || call_ms < 0) return 0;
  const auto hour = static_cast<std::size_t>(call_ms / 3'600'000);
  const std::uint64_t luck = cache.shared_luck[std::min(hour, cache.shared_luck.size() - 1)];
  if (luck == 0) return 0;
  const Words words = draw(key, Purpose::extra, talk.number, talk.turn);
  return happens(words.w[0], luck) ? npc.static_tokens : 0;
}

/// `passing_tokens`: the end of the prompt that no later prompt will hold (an image, the audio of a line).
void use_cache(const NpcPlan& npc, const PlayerKey& key, Conversation& talk, std::uint32_t passing_tokens,
               TurnRecord& record) {
  if (!npc.cache.enabled) {
    record.prompt = {record.prompt_tokens, 0, 0};
    return;
  }
  bool warm = false;
  const std::uint32_t reusable = reusable_prefix(npc, key, talk, record.call_ms, warm);
  record.prompt = split_prompt(npc.cache, record.prompt_tokens - passing_tokens, reusable);
  record.prompt.fresh += passing_tokens;
  if (!warm || npc.cache.refreshed_by_hits) talk.cache_ms = record.call_ms;
}

/// Which parts of a realtime prompt are audio: everything behind persona, world, recalled facts and summary.
void split_audio(std::uint32_t text_tokens, TurnRecord& record) {
  const std::uint32_t cached_text = std::min(record.prompt.cached, text_tokens);
  record.audio_cached = record.prompt.cached - cached_text;
  record.audio_fresh = record.prompt.fresh - (text_tokens - cached_text);
}

/// A vision stage's name among the draws of stages: behind the moderation stages.
constexpr std::uint32_t vision_draw = 16u << 24;

/// Whether there is an image this turn, and how large; returns how long another model looks at it.
std::uint32_t look(const NpcPlan& npc, const PlayerKey& key, const Conversation& talk, TurnRecord& record) {
  const VisionPlan& vision = npc.vision;
  if (!vision.present || (talk.turn + 1) % vision.every != 0) return 0;
  const Words words = draw(key, Purpose::stage, talk.number, talk.turn | vision_draw);
  if (vision.skip != 0 && happens(words.w[0], vision.skip)) return 0;
  record.looked = true;
  record.image_tokens = vision.image_tokens.draw(words.w[1], words.w[3]);
  if (!vision.own_call) return 0;
  record.caption_tokens = vision.caption_tokens.draw(words.w[2], words.w[3] >> 11);
  return vision.first_ms.draw(words.w[2], (words.w[3] >> 22) << 1);
}

/// Which moderation stages run, and how long the slowest takes: they run side by side.
std::uint32_t moderation_ms(const NpcPlan& npc, const PlayerKey& key, const Conversation& talk, TurnRecord& record) {
  std::uint32_t slowest = 0;
  for (std::uint32_t i = 0; i < npc.moderation.size(); ++i) {
    const ModerationPlan& stage = npc.moderation[i];
    if (stage.every > 1 && (talk.turn + 1) % stage.every != 0) continue;
    Words words{};
    if (stage.draws) words = draw(key, Purpose::stage, talk.number, talk.turn | (i << 24));
    if (stage.skip != 0 && happens(words.w[0], stage.skip)) continue;
    record.moderated |= 1u << i;
    slowest = std::max(slowest, stage.first_ms.draw(words.w[1], words.w[2]));
  }
  return slowest;
}

struct Waits {
  std::uint32_t first_text = 0, first_audio = 0, all_text = 0;
  std::uint32_t spare_bits = 0;  ///< ten random bits that no table used
};

/// How long the models take; also draws the reasoning tokens.
Waits wait_for_models(const NpcPlan& npc, const PlayerKey& key, const Conversation& talk, const Said& line,
                      TurnRecord& record) {
  const LlmPlan& llm = npc.llm;
  Words words{};
  if (npc.draws_latency) words = draw(key, Purpose::latency, talk.number, talk.turn);
  const std::uint32_t positions = words.w[2];
  const std::uint32_t first = llm.latency.first_ms.draw(words.w[0], positions);
  const std::uint32_t speed = llm.latency.per_second.draw(words.w[1], positions >> 11);
  record.reasoning_tokens = llm.latency.reasoning.draw(words.w[3], (positions >> 22) << 1);

  Waits waits;
  waits.spare_bits = positions >> 22;
  waits.first_text = npc.overhead_ms + moderation_ms(npc, key, talk, record) + first +
                     generation_ms(record.reasoning_tokens, speed);
  waits.all_text = waits.first_text + generation_ms(line.reply_tokens, speed);
  if (!npc.spoken) return waits;

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

/// A chance below 1/1024, the usual case, is decided in two steps: ten spare bits of the latency draw say "perhaps" once in 1024
/// times, and only then is another word drawn. The probability is exact, the second draw almost never made.
bool player_gives_up(const NpcPlan& npc, const PlayerKey& key, const Conversation& talk, std::uint32_t latency_ms,
                     std::uint32_t spare_bits) {
  if (npc.gives_up.empty()) return false;  // how long they wait is unknown
  std::uint32_t chance = npc.gives_up[LatencyHistogram::bucket(latency_ms)];
  if (chance < (1u << 22) && npc.draws_latency && npc.llm.latency.reasoning.is_constant()) {
    if (spare_bits != 0) return false;
    chance <<= 10;
  }
  return chance != 0 && draw(key, Purpose::extra, talk.number, talk.turn).w[1] < chance;
}

void speak(const NpcPlan& npc, const Said& line, TurnRecord& record) {
  const auto chars_of = [&](std::uint32_t tokens) {
    return static_cast<std::uint32_t>((std::uint64_t{tokens} * npc.tts.chars_per_token_q16 + 0x8000u) >> 16);
  };
  const std::uint64_t spoken_ms = (std::uint64_t{line.reply_tokens} * npc.tts.ms_per_token_q16) >> 16;
  record.reply_ms = static_cast<std::uint32_t>(std::min<std::uint64_t>(spoken_ms, UINT32_MAX));
  record.tts_chars = chars_of(line.reply_tokens);
  record.unheard_chars = record.tts_chars - chars_of(line.heard_tokens);
}

}  // namespace

Conversation begin_conversation(const NpcPlan& npc, const PlayerKey& key, std::uint32_t number, std::uint32_t turns,
                                std::int64_t begin_ms, std::int64_t cache_ms) {
  Conversation talk;
  talk.number = number;
  talk.npc = npc.npc;
  talk.turns = turns;
  talk.began_ms = begin_ms;
  talk.session_began_ms = begin_ms;
  talk.cache_ms = cache_ms;
  talk.warm_prefix = npc.static_tokens;  // what this player's last talk with the NPC began with, too
  if (npc.recall.is_constant()) {
    talk.recall_tokens = npc.recall.constant_value();
  } else {
    const Words words = draw(key, Purpose::conversation, number, 1);
    talk.recall_tokens = npc.recall.draw(words.w[0], words.w[1]);
  }
  const std::uint64_t beside_static = npc.llm.context_tokens - npc.static_tokens;  // static fits: compile_plan cuts it
  if (talk.recall_tokens > beside_static) talk.recall_tokens = static_cast<std::uint32_t>(beside_static);
  return talk;
}

namespace {

/// What a turn needs to know between its parts.
struct Moment {
  std::uint32_t room = 0;           ///< what the window leaves for a line
  std::uint32_t fixed = 0;          ///< persona, world, recalled facts
  std::uint32_t passing = 0;        ///< tokens of this prompt that no later one will hold
  std::uint32_t looking_ms = 0;
};

/// Puts the prompt together, cuts the history to the window, and asks the cache.
Moment build_prompt(const NpcPlan& npc, const PlayerKey& key, Conversation& talk, const Said& line, TurnRecord& record) {
  Moment moment;
  moment.room = room_for_line(npc, talk);
  moment.fixed = npc.static_tokens + talk.recall_tokens;
  std::uint32_t spoken_line = line.line_tokens;
  if (npc.hears) {  // the line is sent as audio, and kept as text
    spoken_line = std::min(audio_tokens(line.speech_ms, npc.audio.input_rate), moment.room);
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
  std::uint32_t limit = moment.room - end;
  if (npc.truncate_to_tokens != 0 && talk.history_tokens > limit) {
    const std::uint32_t beside = moment.fixed + end;
    limit = std::min(limit, npc.truncate_to_tokens > beside ? npc.truncate_to_tokens - beside : 0u);
  }
  record.context_cut = cut_history(npc, key, talk, limit, moment.room);
  if (record.context_cut) talk.warm_prefix = moment.fixed;
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

void answer_aloud(const NpcPlan& npc, const Said& line, const Waits& waits, TurnRecord& record) {
  std::uint64_t spoken_ms = 0;
  if (npc.realtime) {
    record.audio_output = line.reply_tokens;
    record.reply_tokens = line.transcript_tokens;
    record.reply_ms = line.reply_ms;
    spoken_ms = line.reply_tokens == 0 ? line.reply_ms
                                       : std::uint64_t{line.reply_ms} * line.heard_tokens / line.reply_tokens;
  } else {
    speak(npc, line, record);
    spoken_ms = (std::uint64_t{line.heard_tokens} * npc.tts.ms_per_token_q16) >> 16;
  }
  record.end_ms = record.call_ms + waits.first_audio + static_cast<std::int64_t>(spoken_ms);
}

}  // namespace

TurnRecord take_turn(const NpcPlan& npc, const PlayerKey& key, Conversation& talk, std::int64_t begin_ms) {
  const std::uint32_t room = room_for_line(npc, talk);
  const Said line = said(npc, key, talk.number, talk.turn, room);
  TurnRecord record;
  record.line_tokens = line.line_tokens;
  record.reply_tokens = line.reply_tokens;
  record.think_ms = line.think_ms;
  record.speech_ms = line.speech_ms;
  record.interrupted = line.interrupted;
  record.call_ms = begin_ms + line.speech_ms;
  const Moment moment = build_prompt(npc, key, talk, line, record);

  Waits waits = wait_for_models(npc, key, talk, line, record);
  waits.first_text += moment.looking_ms;
  waits.first_audio += moment.looking_ms;
  waits.all_text += moment.looking_ms;
  record.first_text_ms = waits.first_text;
  record.first_audio_ms = waits.first_audio;
  record.abandoned =
      player_gives_up(npc, key, talk, npc.spoken ? waits.first_audio : waits.first_text, waits.spare_bits);
  if (npc.spoken) {
    answer_aloud(npc, line, waits, record);
  } else {
    record.end_ms = record.call_ms + waits.all_text;
  }

  bool front_changed = false;
  const std::uint32_t repeated = record.prompt_tokens - moment.passing;
  record.summary = remember(npc, key, talk, line, room, front_changed);
  talk.warm_prefix = front_changed ? moment.fixed : repeated;
  ++talk.turn;
  return record;
}

}  // namespace npcost
