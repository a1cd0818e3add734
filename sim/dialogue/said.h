#pragma once
// What is said in a turn: a pure function of the draw's name. Nothing is stored, so a turn of long ago can
// be asked for again when it drops out of the history.

#include <algorithm>
#include <cstdint>

#include "sim/base/draws.h"
#include "sim/dialogue/npc_plan.h"

namespace npcost {

/// Lengths of one turn.
struct Said {
  std::uint32_t line_tokens = 0;      ///< the player's line, cut so that it fits the context window
  std::uint32_t reply_tokens = 0;     ///< generated and billed: text, or audio of a realtime model
  std::uint32_t transcript_tokens = 0;  ///< realtime: the text of the reply
  std::uint32_t reply_ms = 0;         ///< spoken: how long the whole reply takes
  std::uint32_t heard_tokens = 0;     ///< of the reply: what stays in the history
  std::uint32_t think_ms = 0;         ///< pause after the reply
  std::uint32_t speech_ms = 0;        ///< voice: how long the player spoke
  std::uint32_t spare_word = 0;       ///< position bits left over for the speech stage (stt, tts latencies)
  bool interrupted = false;

  std::uint32_t kept() const { return line_tokens + heard_tokens; }
};

/// What turn `turn` left in the history, without what only its own moment needs.
inline std::uint32_t kept_of(const NpcPlan& npc, const PlayerKey& key, std::uint32_t conversation, std::uint32_t turn,
                             std::uint32_t room_tokens);

/// A realtime model hears and speaks audio tokens; the drawn reply is their transcript.
inline void say_in_audio(const NpcPlan& npc, std::uint32_t room_tokens, Said& said) {
  const std::uint64_t heard_ms = std::uint64_t{said.speech_ms} + (npc.audio.pauses_heard ? said.think_ms : 0u);
  const std::uint32_t line = audio_tokens(heard_ms, npc.audio.input_rate);
  said.line_tokens = line < room_tokens ? line : room_tokens;
  said.transcript_tokens = said.reply_tokens;
  // Nobody speaks for longer than a day, and no reply is longer than the window that has to hold it.
  const std::uint64_t spoken_ms = (std::uint64_t{said.reply_tokens} * npc.tts.ms_per_token_q16) >> 16;
  said.reply_ms = static_cast<std::uint32_t>(std::min<std::uint64_t>(spoken_ms, 86'400'000));
  const std::uint64_t audio = audio_tokens(said.reply_ms, npc.audio.output_rate);
  said.reply_tokens = static_cast<std::uint32_t>(std::min(audio, npc.llm.context_tokens));
}

/// `room_tokens`: what the context window leaves for a line when the history is empty.
inline Said said(const NpcPlan& npc, const PlayerKey& key, std::uint32_t conversation, std::uint32_t turn,
                 std::uint32_t room_tokens) {
  const Words words = draw(key, Purpose::line, conversation, turn);
  const std::uint32_t positions = words.w[3];
  Said result;
  const std::uint32_t line = npc.line.draw(words.w[0], positions);
  result.line_tokens = line < room_tokens ? line : room_tokens;
  result.reply_tokens = npc.reply.draw(words.w[1], positions >> 11);
  result.think_ms = npc.think_ms.draw(words.w[2], (positions >> 22) << 1);
  if (npc.spoken) {
    const Words speech = draw(key, Purpose::speech, conversation, turn);
    result.speech_ms = npc.speech_ms.draw(speech.w[0], speech.w[3]);
    result.spare_word = speech.w[3];
    result.interrupted = happens(speech.w[1], npc.interrupt);
    if (npc.realtime) say_in_audio(npc, room_tokens, result);
    result.heard_tokens = result.reply_tokens;
    if (result.interrupted) {  // the player cuts in anywhere, equally likely
      result.heard_tokens =
          static_cast<std::uint32_t>((static_cast<std::uint64_t>(result.reply_tokens) * speech.w[2]) >> 32);
    }
  } else {
    result.heard_tokens = result.reply_tokens;
  }
  return result;
}

inline std::uint32_t kept_of(const NpcPlan& npc, const PlayerKey& key, std::uint32_t conversation, std::uint32_t turn,
                             std::uint32_t room_tokens) {
  if (npc.spoken) return said(npc, key, conversation, turn, room_tokens).kept();
  const Words words = draw(key, Purpose::line, conversation, turn);
  const std::uint32_t line = npc.line.draw(words.w[0], words.w[3]);
  return (line < room_tokens ? line : room_tokens) + npc.reply.draw(words.w[1], words.w[3] >> 11);
}

}  // namespace npcost
