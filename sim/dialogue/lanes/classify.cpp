#include "sim/dialogue/lanes/classify.h"

#include <algorithm>
#include <bit>

#include "sim/base/latency_histogram.h"
#include "sim/dialogue/prompt_cache.h"
#include "sim/dialogue/turn_waits.h"

namespace npcost {

namespace {

constexpr std::uint64_t most_tokens = 1u << 16;   ///< of a line or reply: tokens × 2^16 stay in 32 bits

/// Below this no sum of a talk's turns passes 32 bits.
constexpr std::uint64_t most_in_a_turn = (std::uint64_t{1} << 32) / (most_lane_turns + 1);

/// Nothing but lengths decides what is said and called.
bool is_plain(const NpcPlan& npc) {
  const bool stored = npc.llm.storage.counted() || npc.session.counted() || npc.write.wanted();
  const bool more_calls = npc.tools.share != 0 || npc.retry != 0 || npc.vision.present;
  const bool sometimes = npc.fast_path != 0 || npc.recorded != 0 || npc.own_share >> 32 == 0;
  const bool heard = npc.hears || npc.realtime;
  return !stored && !more_calls && !sometimes && !heard && npc.others.empty() && npc.recall.is_constant() && !npc.batched;
}

/// Meters that are no multiple of what a talk's sums hold.
bool has_plain_meters(const NpcPlan& npc) {
  if (!npc.spoken) return true;
  const auto counted = [](const CellRange& cells) { return cells.counted(); };
  return !counted(npc.stt.audio) && !counted(npc.tts.audio);
}

bool is_plain_moderation(const NpcPlan& npc) {
  return std::all_of(npc.moderation.begin(), npc.moderation.end(),
                     [](const ModerationPlan& stage) { return !stage.draws && stage.every == 1 && stage.skip == 0; });
}

std::uint32_t moderation_wait(const NpcPlan& npc) {
  std::uint32_t slowest = 0;
  for (const ModerationPlan& stage : npc.moderation) {
    if (!stage.of_reply) slowest = std::max(slowest, stage.first_ms.constant_value());
  }
  return slowest;
}

bool take_memory(const NpcPlan& npc, TalkClass& c) {
  switch (npc.memory.policy) {
    case Memory::Policy::full: c.memory = LaneMemory::full; return true;
    case Memory::Policy::none: c.memory = LaneMemory::none; return true;
    case Memory::Policy::window:
      c.memory = LaneMemory::window;
      c.keep_turns = npc.memory.keep_turns;
      return true;
    case Memory::Policy::token_cap:
      c.memory = LaneMemory::token_cap;
      c.keep_tokens = npc.memory.keep_tokens;
      c.fill_to_tokens = npc.memory.fill_to_tokens;
      return c.keep_tokens <= c.fill_to_tokens && c.fill_to_tokens < (1u << 30);
    case Memory::Policy::summarise:
      c.memory = LaneMemory::summarise;
      c.keep_turns = npc.memory.keep_turns;
      c.summarise_after = npc.memory.summarise_after;
      c.summary_prompt_tokens = npc.memory.summary_prompt_tokens;
      c.summary_tokens = npc.memory.summary_tokens;
      return c.keep_turns < c.summarise_after && npc.tts.bytes.base == no_cell && npc.tts.time.base == no_cell &&
             std::uint64_t{c.summary_prompt_tokens} + c.summary_tokens < most_in_a_turn;
  }
  return false;
}

/// A cache whose entry every call refreshes, so that only the gap between two calls matters.
bool take_cache(const NpcPlan& npc, TalkClass& c) {
  const CachePlan& cache = npc.cache;
  c.cache = cache.enabled;
  if (!cache.enabled) return true;
  const bool by_gaps = !cache.stated && !cache.only_shared && cache.refreshed_by_hits;
  if (!by_gaps || !std::has_single_bit(cache.block_tokens) || cache.min_tokens >= (1u << 30)) return false;
  c.writes_billed = cache.writes_billed;
  c.warmed_by_others = std::any_of(cache.shared_luck.begin(), cache.shared_luck.end(), [](std::uint64_t luck) { return luck != 0; });
  c.min_tokens = cache.min_tokens;
  c.block_mask = ~(cache.block_tokens - 1);
  c.ttl_ms = static_cast<std::uint32_t>(std::min<std::int64_t>(cache.ttl_ms, most_lane_ms));
  c.first_cached = cacheable(cache, npc.static_tokens);
  return true;
}

/// Finds `whole` and `part` so that generation_ms() is a product for every length that can occur.
bool take_constant_speed(std::uint32_t speed, std::uint32_t most, TalkClass& c) {
  if (speed != 0) {
    constexpr std::uint64_t scale = std::uint64_t{1000} * speed_scale;
    c.speed_whole = static_cast<std::uint32_t>(scale / speed);
    c.speed_part = static_cast<std::uint32_t>(((scale % speed << 32) + speed - 1) / speed);
  }
  for (std::uint32_t tokens = 0; tokens <= most; ++tokens) {
    const std::uint64_t product = std::uint64_t{tokens} * c.speed_whole + (std::uint64_t{tokens} * c.speed_part >> 32);
    if (product != generation_ms(tokens, speed)) return false;
  }
  c.constant_speed = true;
  return true;
}

bool take_latency(const NpcPlan& npc, TalkClass& c) {
  const ModelLatency& latency = npc.llm.latency;
  c.first = lane_table_of(latency.first_ms);
  c.speed = lane_table_of(latency.per_second);
  c.reasoning = lane_table_of(latency.reasoning);
  c.draws_latency = npc.draws_latency;
  c.thinks_by_draw = !latency.reasoning.is_constant();
  c.thinks = c.thinks_by_draw || latency.reasoning.constant_value() != 0;
  c.stream = npc.llm.stream;
  c.first_clause = first_clause_tokens;
  c.before_first_ms = npc.overhead_ms + moderation_wait(npc);
  const std::uint32_t most = std::max(npc.reply.largest(), latency.reasoning.largest());
  if (most >= most_tokens) return false;
  if (latency.per_second.is_constant() && take_constant_speed(latency.per_second.constant_value(), most, c)) return true;
  return latency.per_second.smallest() != 0;
}

/// The longest that one turn can take, so that offsets stay inside a lane.
std::uint64_t longest_turn_ms(const NpcPlan& npc) {
  const ModelLatency& latency = npc.llm.latency;
  const std::uint32_t slowest = latency.per_second.smallest();
  const std::uint64_t generated = std::uint64_t{npc.reply.largest()} + latency.reasoning.largest();
  std::uint64_t ms = std::uint64_t{npc.overhead_ms} + moderation_wait(npc) + latency.first_ms.largest() + npc.think_ms.largest();
  if (slowest != 0) ms += generated * 2 * 1000 * speed_scale / slowest;
  if (!npc.spoken) return ms;
  ms += std::uint64_t{npc.speech_ms.largest()} + npc.stt.latency.first_ms.largest() + npc.tts.latency.first_ms.largest();
  return ms + (std::uint64_t{npc.reply.largest()} * npc.tts.ms_per_token_q16 >> 16);
}

void take_voice(const NpcPlan& npc, TalkClass& c) {
  c.spoken = true;
  c.speech = lane_table_of(npc.speech_ms);
  c.stt_first = lane_table_of(npc.stt.latency.first_ms);
  c.tts_first = lane_table_of(npc.tts.latency.first_ms);
  c.draws_voice = c.stt_first.kind != LaneTable::constant || c.tts_first.kind != LaneTable::constant;
  c.interrupt = npc.interrupt;
  c.chars_q16 = npc.tts.chars_per_token_q16;
  c.billed_chars_q16 = npc.tts.billed_chars_q16;
  c.bytes_q16 = npc.tts.bytes.counted() ? npc.tts.bytes_per_token_q16 : 0;
  c.speech_q16 = npc.tts.ms_per_token_q16;
  c.hears_whole_talks = npc.stt.whole_conversation;
  c.stt_minimum_ms = npc.stt.minimum_ms;
  c.stt_increment_ms = npc.stt.increment_ms;
  c.counts_reply_ms = npc.tts.time.counted();
}

/// What nobody's wait differs in needs no look-up.
void take_waits(const NpcPlan& npc, TalkClass& c) {
  const ModelLatency& latency = npc.llm.latency;
  c.constant_text_wait = !c.draws_latency && (!npc.spoken || npc.stt.latency.first_ms.is_constant());
  if (c.constant_text_wait) {
    c.text_wait_ms = c.before_first_ms + c.first.base +
                     generation_ms(latency.reasoning.constant_value(), latency.per_second.constant_value()) +
                     (npc.spoken ? npc.stt.latency.first_ms.constant_value() : 0u);
  }
  c.constant_audio_wait = c.constant_text_wait && npc.spoken && c.stream && npc.tts.latency.first_ms.is_constant();
  if (c.constant_audio_wait) {
    c.audio_wait_ms = c.text_wait_ms + generation_ms(c.first_clause, latency.per_second.constant_value()) +
                      npc.tts.latency.first_ms.constant_value();
  }
  if (npc.gives_up.empty()) return;
  c.gives_up = npc.gives_up.data();
  c.constant_wait = c.constant_text_wait && !npc.spoken;
  if (c.constant_audio_wait) c.wait_chance = c.gives_up[LatencyHistogram::bucket(c.audio_wait_ms)];
  if (!c.constant_wait) return;
  c.wait_chance = c.gives_up[LatencyHistogram::bucket(c.text_wait_ms)];
  if (c.wait_chance == 0) c.gives_up = nullptr;
}

/// No prompt passes the smallest of the window and the first dearer tier; longer ones are left to turn.cpp.
void take_bounds(const NpcPlan& npc, TalkClass& c) {
  c.static_tokens = npc.static_tokens;
  const std::uint64_t window = npc.context_tokens();
  const std::uint64_t beside_static = window - npc.static_tokens;
  c.fixed_tokens = npc.static_tokens + static_cast<std::uint32_t>(std::min<std::uint64_t>(npc.recall.constant_value(), beside_static));
  c.room_tokens = static_cast<std::uint32_t>(std::min<std::uint64_t>(window - c.fixed_tokens, 1u << 30));
  c.cuts_lines = npc.line.largest() > c.room_tokens;
  std::uint64_t most = std::min(window, most_in_a_turn);
  for (const TierStarts& tiers : npc.llm.tiers) {
    for (const std::uint64_t from : tiers) most = std::min(most, from == 0 ? 0 : from - 1);
  }
  c.most_prompt = static_cast<std::uint32_t>(most);

  c.longest_line = std::min(npc.line.largest(), c.room_tokens);
  const std::uint64_t longest_turn = std::uint64_t{c.longest_line} + npc.reply.largest();
  std::uint64_t history = UINT32_MAX;
  if (c.memory == LaneMemory::none) history = 0;
  if (c.memory == LaneMemory::window) history = std::uint64_t{c.keep_turns} * longest_turn;
  if (c.memory == LaneMemory::token_cap) history = c.fill_to_tokens;
  if (c.memory == LaneMemory::summarise) history = c.summary_tokens + std::uint64_t{c.summarise_after} * longest_turn;
  if (history + c.fixed_tokens + c.longest_line <= most) {
    c.prompts = LanePrompts::short_enough;
  } else if (c.memory == LaneMemory::full) {
    c.prompts = LanePrompts::growing;
  }
}

}  // namespace

LaneTable lane_table_of(const DrawTable& table) {
  static_assert(sizeof(std::uint32_t) * 2 == 8, "a span is two words");
  const DrawTable::View view = table.view();
  if (view.alias == nullptr) return {nullptr, nullptr, view.base, LaneTable::constant};
  if (view.exact) return {view.alias, nullptr, view.base, LaneTable::exact};
  // Half the memory to look into, where that is possible.
  if (view.start != nullptr && view.widest < (1u << 21)) return {view.alias, view.start, view.base, LaneTable::seamless};
  return {view.alias, view.span, view.base, LaneTable::wide};
}

std::optional<TalkClass> talk_class_of(const NpcPlan& npc) {
  if (!is_plain(npc) || !has_plain_meters(npc) || !is_plain_moderation(npc)) return std::nullopt;
  TalkClass c;
  c.line = lane_table_of(npc.line);
  c.reply = lane_table_of(npc.reply);
  c.think = lane_table_of(npc.think_ms);
  if (!take_memory(npc, c) || !take_cache(npc, c) || !take_latency(npc, c)) return std::nullopt;
  if (npc.spoken) take_voice(npc, c);
  const std::uint64_t per_token = std::max({npc.tts.billed_chars_q16, npc.tts.bytes_per_token_q16, npc.tts.ms_per_token_q16}) >> 16;
  const bool fits = npc.line.largest() < most_tokens && longest_turn_ms(npc) < most_lane_ms &&
                    (!npc.spoken || ((per_token + 1) * npc.reply.largest() < most_in_a_turn && npc.speech_ms.largest() < most_in_a_turn));
  if (!fits) return std::nullopt;
  take_waits(npc, c);
  take_bounds(npc, c);
  c.counts_lines = npc.spoken && npc.stt.transcript.counted();
  for (const ModerationPlan& stage : npc.moderation) c.counts_lines = c.counts_lines || stage.input.counted();
  return c;
}

}  // namespace npcost
