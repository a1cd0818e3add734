#pragma once
// What a talk needs to be lived in a vector lane: an NPC's way of being met as plain numbers and pointers to its tables.
//
// The model of a turn is sim/dialogue/turn.cpp. Lanes are that model written for eight or sixteen talks at once, for the talks that
// ask for nothing rare; every other talk, and every talk that meets something rare on its way (a full context window, a context
// tier, a cold cache that other players may have warmed), is left to turn.cpp. tests/laws/law_16 holds both to the same bytes.

#include <cstdint>

namespace npcost {

/// A DrawTable without its owner; see sim/base/draw_table.h.
struct LaneTable {
  enum Kind : std::uint32_t { constant, exact, seamless, wide };
  const std::uint32_t* alias = nullptr;   ///< [2048]
  const std::uint32_t* span = nullptr;    ///< wide: [2048][low, width]; seamless: [2049], cells of less than 2^21 values
  std::uint32_t base = 0;
  Kind kind = constant;
  bool operator==(const LaneTable&) const = default;
};

/// How much of a talk is sent again: see sim/dialogue/history.h.
enum class LaneMemory : std::uint32_t { full, none, window, token_cap, summarise };

/// What is known of the longest prompt: that it is short enough; that no prompt is longer than the last history and the longest line; or
/// nothing, and every prompt is looked at.
enum class LanePrompts : std::uint32_t { short_enough, growing, any_length };

/// Lanes hold talks of at most so many turns …
inline constexpr std::uint32_t most_lane_turns = 255;
/// … and of less than 12 days: offsets inside a talk are 32 bits wide and never wrap.
inline constexpr std::uint32_t most_lane_ms = 1u << 30;

struct TalkClass {
  LaneTable line, reply, think, speech, first, speed, reasoning, stt_first, tts_first;
  std::uint32_t fixed_tokens = 0, static_tokens = 0, room_tokens = 0;
  bool cuts_lines = false;                ///< a line may be longer than room_tokens
  std::uint32_t most_prompt = 0;          ///< a longer prompt is cut, or dearer: turn.cpp's business

  LanePrompts prompts = LanePrompts::any_length;
  std::uint32_t longest_line = 0;
  LaneMemory memory = LaneMemory::full;
  std::uint32_t keep_turns = 0, keep_tokens = 0, fill_to_tokens = 0;
  std::uint32_t summarise_after = 0, summary_prompt_tokens = 0, summary_tokens = 0;

  bool cache = false, writes_billed = false;
  bool warmed_by_others = false;          ///< a cold prefix may be warm by luck, which depends on the hour
  std::uint32_t min_tokens = 0, block_mask = 0, ttl_ms = 0;

  bool draws_latency = false, stream = true, thinks = false, thinks_by_draw = false;
  std::uint32_t first_clause = 12;
  std::uint32_t before_first_ms = 0;      ///< overhead and what stands before the model
  bool constant_speed = false;            ///< then ms = tokens × whole + (tokens × part) >> 32, checked for every length
  std::uint32_t speed_whole = 0, speed_part = 0;
  const std::uint32_t* gives_up = nullptr;  ///< [LatencyHistogram bucket]; nullptr = nobody does
  bool constant_text_wait = false;
  std::uint32_t text_wait_ms = 0;         ///< if constant_text_wait
  bool constant_audio_wait = false;       ///< of replies with a whole first clause …
  std::uint32_t audio_wait_ms = 0;        ///< … this long
  bool constant_wait = false;             ///< of what decides who gives up; then every turn has this chance
  std::uint32_t wait_chance = 0;

  bool spoken = false, draws_voice = false;
  std::uint64_t interrupt = 0;            ///< threshold
  std::uint32_t chars_q16 = 0, billed_chars_q16 = 0, bytes_q16 = 0, speech_q16 = 0;
  bool hears_whole_talks = false;         ///< silence is billed, too: nothing by turn
  std::uint32_t stt_minimum_ms = 0, stt_increment_ms = 1;
  bool counts_lines = false, counts_reply_ms = false;  ///< somebody bills them

  /// The provider's entry is cold and nobody else's call warmed it: so many tokens of the first prompt are not cached.
  std::uint32_t first_cached = 0;
  bool operator==(const TalkClass&) const = default;
};

/// One whole talk in integers: sums over its turns, as if the provider's cache had held persona and world at its first call.
struct alignas(64) TalkSum {
  enum Field : std::uint32_t {
    fresh, cached, written, reply, line, duration_ms, turns, abandoned,           // every talk's
    reasoning, stt_ms, chars, bytes, reply_ms, unheard_chars, interrupted, last_call_ms
  };
  static constexpr std::uint32_t fields = 16;
  /// Talks that are summarised bill neither bytes nor seconds of speech: their places hold the summaries' input and number.
  static constexpr Field memory_tokens = bytes, memory_calls = reply_ms;
  std::uint32_t value[fields];            ///< turns 0: the lanes could not hold this talk
};

}  // namespace npcost
