#include "sim/dialogue/turn.h"

#include <algorithm>

#include "sim/dialogue/turn_prompt.h"
#include "sim/dialogue/turn_waits.h"

namespace npcost {

namespace {

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
  talk.way = npc.way;
  talk.setting = npc.setting;
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
  const std::uint64_t beside_static = npc.context_tokens() - npc.static_tokens;  // static fits: compile_plan cuts it
  if (talk.recall_tokens > beside_static) talk.recall_tokens = static_cast<std::uint32_t>(beside_static);
  return talk;
}

namespace {

void answer_aloud(const NpcPlan& npc, const Said& line, const Waits& waits, TurnRecord& record) {
  std::uint64_t spoken_ms = 0;
  if (npc.realtime) {
    if (record.course.asks_model()) record.audio_output = line.reply_tokens;
    record.reply_tokens = line.transcript_tokens;
    record.reply_ms = line.reply_ms;
    spoken_ms = line.reply_tokens == 0 ? line.reply_ms
                                       : std::uint64_t{line.reply_ms} * line.heard_tokens / line.reply_tokens;
  } else {
    speak(npc, line, record);
    spoken_ms = (std::uint64_t{line.heard_tokens} * npc.tts.ms_per_token_q16) >> 16;
    if (record.course.recorded_voice) record.unheard_chars = 0;  // nothing was synthesised in vain
  }
  record.end_ms = record.call_ms + waits.first_audio + static_cast<std::int64_t>(spoken_ms);
}

/// The turn is over: it joins the history, and the next prompt of each model repeats what it can.
void close_turn(const NpcPlan& npc, const PlayerKey& key, Conversation& talk, const Said& line, const Moment& moment,
                TurnRecord& record) {
  bool front_changed = false;
  const bool may_call = record.course.answer != Course::Answer::scripted;
  record.summary = remember(npc, key, talk, line, moment.room, front_changed, may_call);
  if (front_changed) {
    forget_prefixes(npc, talk, moment.fixed);
  } else if (record.course.asks_model()) {
    const std::uint32_t repeated = record.prompt_tokens - moment.passing;
    (record.course.llm == 0 ? talk.warm_prefix : talk.others[record.course.llm - 1u].warm_prefix) = repeated;
  }
  ++talk.turn;
}

Waits ask_model(const NpcPlan& npc, const PlayerKey& key, Conversation& talk, const Said& line, Moment& moment,
                TurnRecord& record) {
  moment = build_prompt(npc, key, talk, line, record);
  Waits waits = wait_for_models(npc, key, talk, line, record);
  waits.first_text += moment.looking_ms;
  waits.first_audio += moment.looking_ms;
  waits.all_text += moment.looking_ms;
  return waits;
}

/// Without a model nothing is generated: the reply of the record is what is shown or spoken.
Waits answer_without_model(const NpcPlan& npc, const PlayerKey& key, const Conversation& talk, const Said& line,
                           Moment& moment, TurnRecord& record) {
  moment.fixed = npc.static_tokens + talk.recall_tokens;
  return wait_without_model(npc, key, talk, line, record);
}

}  // namespace

TurnRecord take_turn(const NpcPlan& npc, const PlayerKey& key, Conversation& talk, std::int64_t begin_ms,
                     const Course& course) {
  Moment moment;
  moment.room = room_for_line(npc, talk);
  const Said line = said(npc, key, talk.number, talk.turn, moment.room);
  TurnRecord record;
  record.course = course;
  record.line_tokens = line.line_tokens;
  record.reply_tokens = line.reply_tokens;
  record.think_ms = line.think_ms;
  record.speech_ms = line.speech_ms;
  record.interrupted = line.interrupted;
  record.call_ms = begin_ms + line.speech_ms;

  const Waits waits = course.asks_model() ? ask_model(npc, key, talk, line, moment, record)
                                          : answer_without_model(npc, key, talk, line, moment, record);
  record.first_text_ms = waits.first_text;
  record.first_audio_ms = waits.first_audio;
  record.abandoned =
      player_gives_up(npc, key, talk, npc.spoken ? waits.first_audio : waits.first_text, waits.spare);
  if (npc.spoken) {
    answer_aloud(npc, line, waits, record);
  } else {
    record.end_ms = record.call_ms + waits.all_text;
  }
  close_turn(npc, key, talk, line, moment, record);
  return record;
}

std::uint64_t tokens_of(const NpcPlan& npc, const TurnRecord& turn) {
  std::uint64_t tokens = std::uint64_t{turn.summary.input_tokens} + turn.summary.output_tokens;
  if (!turn.course.asks_model()) return tokens;
  tokens += std::uint64_t{turn.prompt_tokens} + turn.reply_tokens + turn.audio_output + turn.reasoning_tokens;
  const std::uint64_t step = npc.tools.call_tokens + npc.tools.result_tokens;
  for (std::uint64_t round = 1; round <= turn.tool_rounds; ++round) tokens += turn.prompt_tokens + round * step + npc.tools.call_tokens;
  return tokens + std::uint64_t{turn.retries} * last_prompt(npc, turn);
}

TurnRecord fill_cache(const NpcPlan& npc, const PlayerKey& key, std::uint32_t number, std::int64_t ms, std::int64_t& cache_ms) {
  Conversation talk = begin_conversation(npc, key, number, 1, ms, cache_ms);
  talk.turn = max_turns - 1;  // a draw that no turn has
  TurnRecord record;
  record.call_ms = record.end_ms = ms;
  record.prompt_tokens = npc.static_tokens;
  use_cache(npc, key, talk, 0, record);
  cache_ms = talk.cache_ms;
  return record;
}

MemoryCalls write_memory(const NpcPlan& npc, const PlayerKey& key, const Conversation& talk) {
  const WritePlan& write = npc.write;
  MemoryCalls memory;
  if (!write.wanted() || talk.turn == 0) return memory;
  memory.calls = write.calls;
  if (write.one_more != 0 && happens(draw(key, Purpose::conversation, talk.number, 2).w[0], write.one_more)) ++memory.calls;
  const std::uint64_t read = write.prompt_tokens + std::uint64_t{write.reads_history ? talk.history_tokens : write.input_tokens};
  memory.input_tokens = static_cast<std::uint32_t>(std::min({read, npc.llm.context_tokens, write.context_tokens}));
  memory.output_tokens = write.output_tokens;
  return memory;
}

}  // namespace npcost
