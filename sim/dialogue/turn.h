#pragma once
// One turn: the player's line, the prompt, the calls, the answer, the wait. The only model of a turn; every schedule calls it.
//
// Time      milliseconds since the first simulated instant. A turn begins when the player begins to speak or
//           sends the line; the model call is made when the line is complete.
// Course    a turn that asks no model still is in the history: what was said was said. A scripted one calls nothing at all.
// Order     line → (stt) → moderation → llm → (tts) → heard → pause. Latency decides when things happen and who gives up; what
//           is billed follows from lengths alone, except where silence is billed.
// Source    design: docs/model.md; abandoning: logistic in latency (assumed, exposed as `patience`).

#include <cstdint>

#include "sim/base/draws.h"
#include "sim/dialogue/conversation.h"
#include "sim/dialogue/course.h"
#include "sim/dialogue/history.h"
#include "sim/dialogue/npc_plan.h"
#include "sim/dialogue/prompt_cache.h"

namespace npcost {

/// Everything that happened in a turn, in counts.
struct TurnRecord {
  Course course;
  std::int64_t call_ms = 0;            ///< when the model was called
  std::int64_t end_ms = 0;             ///< when the reply was read out or shown
  std::uint32_t think_ms = 0;          ///< pause before the next turn
  std::uint32_t prompt_tokens = 0;
  PromptSplit prompt;
  std::uint32_t reply_tokens = 0, reasoning_tokens = 0;
  SummaryCall summary;
  std::uint32_t line_tokens = 0, speech_ms = 0;
  std::uint32_t tts_chars = 0, unheard_chars = 0;
  std::uint32_t first_text_ms = 0;     ///< from the end of the line to the first text
  std::uint32_t first_audio_ms = 0;    ///< voice: to the first sound
  std::uint32_t moderated = 0;         ///< bit i: moderation stage i ran
  std::uint32_t audio_fresh = 0, audio_cached = 0;  ///< audio tokens inside `prompt`
  std::uint32_t audio_output = 0;      ///< audio tokens of a realtime reply; reply_tokens is then its transcript
  std::uint32_t reply_ms = 0;          ///< spoken: how long the whole reply takes
  std::uint32_t image_tokens = 0;      ///< inside `prompt`, or of the call of another model
  std::uint32_t caption_tokens = 0;    ///< what that other model wrote
  std::uint32_t tool_rounds = 0;       ///< calls before the one that answers
  std::uint32_t retries = 0;           ///< failed calls before the one that answers
  bool looked = false;                 ///< the vision step ran
  bool interrupted = false, abandoned = false, context_cut = false;
};

/// Lives one turn that begins at `begin_ms` and moves `talk` on to the next. Requires talk.turn < talk.turns.
TurnRecord take_turn(const NpcPlan& npc, const PlayerKey& key, Conversation& talk, std::int64_t begin_ms,
                     const Course& course = {});

/// The prompt of the turn's last call: every tool round has added what was called and what came back.
inline std::uint32_t last_prompt(const NpcPlan& npc, const TurnRecord& turn) {
  return turn.prompt_tokens + turn.tool_rounds * (npc.tools.call_tokens + npc.tools.result_tokens);
}

/// Read and written by the model in all calls of the turn: tool rounds, failed calls and a summary included.
std::uint64_t tokens_of(const NpcPlan& npc, const TurnRecord& turn);

/// What is written down when a conversation is over: one call's tokens, and how many calls.
struct MemoryCalls {
  std::uint32_t calls = 0, input_tokens = 0, output_tokens = 0;
};
MemoryCalls write_memory(const NpcPlan& npc, const PlayerKey& key, const Conversation& talk);

/// A call at `ms` that only leaves persona and world in the provider's cache, for conversation `number` to find.
/// `cache_ms`: when the entry was last touched; moved on as the provider's rule says.
TurnRecord fill_cache(const NpcPlan& npc, const PlayerKey& key, std::uint32_t number, std::int64_t ms, std::int64_t& cache_ms);

/// A conversation that begins: draws the recalled memory. `cache_ms`: when this player's call last touched the NPC's cache entry.
Conversation begin_conversation(const NpcPlan& npc, const PlayerKey& key, std::uint32_t number, std::uint32_t turns,
                                std::int64_t begin_ms, std::int64_t cache_ms);

/// No cache entry was ever touched.
inline constexpr std::int64_t long_ago = INT64_MIN / 4;

}  // namespace npcost
