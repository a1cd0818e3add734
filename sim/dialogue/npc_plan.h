#pragma once
// One NPC compiled for one replication: integers and tables, ready for the kernel. No dollars and no names.

#include <array>
#include <cstdint>
#include <vector>

#include "sim/base/draw_table.h"
#include "sim/base/shared_list.h"
#include "sim/scenario/scenario.h"
#include "sim/serving/api.h"

namespace npcost {

inline constexpr std::uint32_t no_cell = ~std::uint32_t{0};

/// Cell numbers of one meter of one stage: base + tier × periods + period.
struct CellRange {
  std::uint32_t base = no_cell;
  bool counted() const { return base != no_cell; }
};

/// Context tiers of a model in one price period: tier t+1 applies from the prompt length from[t] on (whole request).
using TierStarts = std::vector<std::uint64_t>;

struct CachePlan {
  bool enabled = false;
  bool refreshed_by_hits = true;
  bool writes_billed = false;
  std::uint32_t min_tokens = 1024;
  std::uint32_t block_tokens = 128;
  std::int64_t ttl_ms = 300'000;
  /// Per hour of the run: threshold of "another player's call keeps the shared prefix warm" (1 − exp(−λ·TTL) for a sliding
  /// TTL, λ·TTL/(1 + λ·TTL) for a fixed one; λ = expected calls of all active players to this NPC).
  std::vector<std::uint64_t> shared_luck;
  bool stated = false;                  ///< a policy says how often a call finds its prefix, instead of the clock …
  std::uint64_t stated_hit = 0;         ///< … with this chance (threshold)
  bool only_shared = false;             ///< explicit: persona and world alone are kept
  /// Per hour: how much longer one call keeps the shared prefix stored, in microseconds: E[min(gap to the next call, TTL)].
  std::vector<std::uint64_t> stored_us;
};

/// What is written down when a conversation is over.
struct WritePlan {
  std::uint32_t calls = 0;              ///< of every conversation …
  std::uint64_t one_more = 0;           ///< … and one more with this chance (threshold)
  std::uint32_t prompt_tokens = 0, input_tokens = 0, output_tokens = 0;
  bool reads_history = true;            ///< instead of input_tokens
  std::uint64_t context_tokens = UINT64_MAX;  ///< of the model that writes
  std::vector<TierStarts> tiers;        ///< its own, per price period
  CellRange fresh, output, request;
  bool wanted() const { return calls != 0 || one_more != 0; }
};

struct MemoryPlan {
  Memory::Policy policy = Memory::Policy::full;
  std::uint32_t keep_turns = 0, keep_tokens = 0, fill_to_tokens = 0;
  std::uint32_t summarise_after = 0, summary_prompt_tokens = 0, summary_tokens = 0;
};

/// What the model that answers is asked: an llm, or a realtime model that hears and speaks.
struct LlmPlan {
  bool billed = true;                   ///< false: the player's device computes it
  std::uint64_t context_tokens = 128'000;
  std::vector<TierStarts> tiers;        ///< per price period; all empty = one tier
  ModelLatency latency;
  bool stream = true;
  CellRange fresh, cached, written, output, reasoning, request;
  CellRange memory_fresh, memory_output, memory_request;   ///< the summary call
  CellRange image;                      ///< image tokens inside its own prompt
  CellRange images;                     ///< whole images inside its own prompt, where they have a price
  CellRange audio_fresh, audio_cached, audio_output;       ///< tokens
  CellRange audio_input_time, audio_output_time;           ///< milliseconds
  CellRange storage;                    ///< token-milliseconds of the shared prefix
};

/// Audio billed in tokens: thousandths of a token a second; 0 = this pipeline counts none.
struct AudioPlan {
  std::uint32_t input_rate = 0, output_rate = 0;
  bool pauses_heard = false;            ///< silence is billed: the microphone is open between lines too
};
inline std::uint32_t audio_tokens(std::uint64_t ms, std::uint32_t rate) {
  return static_cast<std::uint32_t>((ms * rate + 500'000) / 1'000'000);
}

/// A session with a realtime model, where its time is billed.
struct SessionPlan {
  CellRange time, standby;              ///< milliseconds
  std::uint32_t minimum_ms = 0, increment_ms = 1;
  std::uint32_t cap_ms = 0;             ///< the provider ends it after this; 0 = never
  bool counted() const { return time.counted(); }
};

/// An image now and then, seen by the llm itself or told to it by another model.
/// Calls of the model inside one turn before it answers.
struct ToolPlan {
  std::uint64_t share = 0;              ///< threshold
  std::uint32_t rounds = 0, call_tokens = 0, result_tokens = 0;
};

/// Another model that may answer, with the cache of its own provider.
struct OtherLlm {
  LlmPlan llm;
  CachePlan cache;
  std::uint32_t audio_input_rate = 0;   ///< as in AudioPlan: every provider counts a second its own way
};

struct VisionPlan {
  bool present = false;
  bool own_call = false;                ///< another model looks and writes a caption …
  bool billed = true;                   ///< … which is not the player's device
  std::uint32_t every = 1;
  std::uint64_t skip = 0;               ///< threshold
  DrawTable image_tokens, caption_tokens, first_ms;
  CellRange image, images, output, request;                ///< of its own call
};

struct SttPlan {
  CellRange time;                       ///< milliseconds
  CellRange audio, transcript;          ///< tokens, where recognition is billed in them
  CellRange request;
  std::uint32_t minimum_ms = 0, increment_ms = 1;
  bool whole_conversation = false;      ///< silence is billed
  ModelLatency latency;
};

struct TtsPlan {
  CellRange chars, bytes, time, audio, text, request;      ///< time in milliseconds; audio and text in tokens
  std::uint32_t chars_per_token_q16 = 0;
  std::uint32_t billed_chars_q16 = 0;   ///< ideographs twice where the model counts them so
  std::uint32_t bytes_per_token_q16 = 0;
  std::uint32_t ms_per_token_q16 = 0;   ///< how long a token is spoken
  ModelLatency latency;
};

struct ModerationPlan {
  bool of_reply = false;                ///< stands behind the llm and reads the reply
  CellRange request, input;             ///< per request, or per token of the player's line
  std::uint32_t every = 1;
  std::uint64_t skip = 0;               ///< threshold
  DrawTable first_ms;                   ///< how long it takes
  bool draws = false;                   ///< skip or time is random
};

/// A turn of a moderation draw's name holds the stage in its upper bits.
inline constexpr std::uint32_t max_turns = 1u << 24;
inline constexpr std::uint32_t max_moderation_stages = 8;

struct NpcPlan {
  std::uint16_t way = 0, npc = 0, pipeline = 0;
  std::uint16_t setting = 0;            ///< which of the policies' settings it was compiled for
  bool batched = false;                 ///< talk nobody waits for, sent to another provider: the way's cache is not its own
  bool device = false;                  ///< what may run on the player's device does
  Mode mode = Mode::text;
  DrawTable line, reply, think_ms, speech_ms, recall;
  std::uint32_t static_tokens = 0;      ///< persona + world: the prefix that all players share
  std::uint64_t interrupt = 0;          ///< threshold
  std::uint32_t overhead_ms = 0;
  MemoryPlan memory;
  CachePlan cache;
  LlmPlan llm;
  std::vector<OtherLlm> others;         ///< course.llm − 1
  std::vector<std::uint16_t> other_models;  ///< which they are
  ToolPlan tools;
  std::uint64_t retry = 0;              ///< threshold: a call fails and is made again
  std::uint64_t fast_path = 0;          ///< threshold: no model is asked
  std::uint64_t recorded = 0;           ///< threshold: the line was recorded before
  std::uint64_t own_share = std::uint64_t{1} << 32;  ///< threshold: of the turns of a shared NPC, those that this player pays
  WritePlan write;
  SttPlan stt;                          ///< spoken only
  TtsPlan tts;                          ///< spoken only
  AudioPlan audio;
  SessionPlan session;                  ///< realtime only
  VisionPlan vision;
  bool spoken = false;                  ///< the player speaks and the NPC answers aloud
  bool hears = false;                   ///< the llm is given the player's speech, and keeps its transcript
  bool realtime = false;                ///< one model hears and speaks; history is audio
  bool transcript_billed = false;       ///< realtime: the text of the reply is billed as output too
  std::uint32_t truncate_to_tokens = 0; ///< realtime: a full context is cut to this; 0 = to what fits
  std::vector<ModerationPlan> moderation;
  SharedList<std::uint32_t> gives_up;   ///< per latency bucket: threshold of abandoning the turn; empty = the wait is unknown
  bool draws_latency = false;           ///< some latency is not constant
  bool text_wait_known = false;         ///< every stage before the first text says how long it takes
  bool audio_wait_known = false;        ///< voice: and every stage before the first sound
  bool timed = false;                   ///< the one that a player might find too long is known
  std::uint32_t periods = 1;

  const LlmPlan& answering(std::uint8_t which) const { return which == 0 ? llm : others[which - 1].llm; }
  std::uint32_t audio_input_rate(std::uint8_t which) const { return which == 0 ? audio.input_rate : others[which - 1].audio_input_rate; }
  const CachePlan& cache_of(std::uint8_t which) const { return which == 0 ? cache : others[which - 1].cache; }
  /// What tool calls may add to a turn's prompt: the window keeps this free, since whether they come is not known before.
  std::uint32_t tool_tokens() const {
    return tools.share == 0 ? 0 : tools.rounds * (tools.call_tokens + tools.result_tokens);
  }
  /// What the smallest window of its models leaves beside tools: a line has to fit into each.
  std::uint64_t context_tokens() const {
    std::uint64_t least = llm.context_tokens;
    for (const OtherLlm& other : others) least = other.llm.context_tokens < least ? other.llm.context_tokens : least;
    return least > tool_tokens() ? least - tool_tokens() : 0;
  }
};

}  // namespace npcost
