// Turns in lanes: sim/dialogue/turn.cpp for as many talks at once as a vector holds. Included once by each kernel_*.cpp.
#pragma once

#include "sim/base/purpose.h"
#include "sim/dialogue/lanes/kernel.h"
#include "sim/dialogue/lanes/vector.h"

namespace npcost::NPCOST_LANES_NAME {

NPCOST_INLINE V draw(const LaneTable& table, V word, V position) {
  if (table.kind == LaneTable::constant) return all(table.base);
  const V index = word >> 21;
  const V cell = gather(table.alias, index);
  const V own = less(word & 0x1fffffu, cell >> 11);
  const V other = cell & 0x7ffu;
  const V chosen = other ^ ((other ^ index) & own);
  if (table.kind == LaneTable::exact) return chosen + table.base;
  V low, width;
  if (table.kind == LaneTable::seamless) {
    low = gather(table.span, chosen);
    return low + (((gather(table.span + 1, chosen) - low) * (position & 0x7ffu)) >> 11);
  }
  gather_pairs(table.span, chosen, low, width);
  return low + high_product(width, (position & 0x7ffu) << 21);
}

/// Whose draws: the part of their names that all lanes share, and the lanes' own.
struct Names {
  std::uint64_t seed;
  std::uint32_t name;
  V player, number;
};

NPCOST_INLINE void draw_words(const Names& names, Purpose purpose, V turn, V (&words)[4]) {
  philox<7>(turn, names.number, names.player, all(names.name | static_cast<std::uint32_t>(purpose) << 26), names.seed, words);
}

/// What is said; sim/dialogue/said.h.
struct LaneSaid {
  V line, reply, think, speech, heard, spare, interrupted;
};

NPCOST_INLINE LaneSaid say(const TalkClass& c, const Names& names, V turn) {
  LaneSaid said;
  V words[4];
  draw_words(names, Purpose::line, turn, words);
  said.line = draw(c.line, words[0], words[3]);
  if (c.cuts_lines) said.line = least(said.line, all(c.room_tokens));
  said.reply = draw(c.reply, words[1], words[3] >> 11);
  said.think = draw(c.think, words[2], (words[3] >> 22) << 1);
  said.heard = said.reply;
  said.speech = said.spare = said.interrupted = V{};
  if (!c.spoken) return said;
  draw_words(names, Purpose::speech, turn, words);
  said.speech = draw(c.speech, words[0], words[3]);
  said.spare = words[3];
  if (c.interrupt == 0) return said;
  said.interrupted = c.interrupt >> 32 != 0 ? all(~0u) : below(words[1], all(static_cast<std::uint32_t>(c.interrupt)));
  said.heard = choose(said.interrupted, high_product(said.reply, words[2]), said.reply);
  return said;
}

/// Milliseconds to generate tokens; sim/serving/api.h.
NPCOST_INLINE V generation(const TalkClass& c, V tokens, V speed) {
  if (c.constant_speed) return tokens * c.speed_whole + high_product_by(tokens, c.speed_part);
  return divided(tokens, 1e6, speed);
}

/// Waits of a turn; sim/dialogue/turn_waits.h.
struct LaneWaits {
  V first_text, first_audio, all_text, reasoning, spare;
};

NPCOST_INLINE LaneWaits wait(const TalkClass& c, const Names& names, V turn, const LaneSaid& said) {
  LaneWaits waits;
  V words[4] = {};
  if (c.draws_latency) draw_words(names, Purpose::latency, turn, words);
  const V first = draw(c.first, words[0], words[2]);
  const V speed = draw(c.speed, words[1], words[2] >> 11);
  waits.spare = words[2] >> 22;
  waits.reasoning = draw(c.reasoning, words[3], waits.spare << 1);
  waits.first_text = first + c.before_first_ms;
  if (c.thinks) waits.first_text += generation(c, waits.reasoning, speed);
  waits.first_audio = V{};
  if (!c.spoken) {
    waits.all_text = waits.first_text + generation(c, said.reply, speed);
    return waits;
  }
  V voice[4] = {};
  if (c.draws_voice) draw_words(names, Purpose::extra, turn, voice);
  const V heard = draw(c.stt_first, voice[2], said.spare >> 11);
  const V spoken = draw(c.tts_first, voice[3], (said.spare >> 22) << 1);
  waits.first_text += heard;
  const V clause = c.stream ? least(said.reply, all(c.first_clause)) : said.reply;
  waits.first_audio = waits.first_text + generation(c, clause, speed) + spoken;
  waits.all_text = waits.first_audio;
  return waits;
}

/// The bucket of LatencyHistogram: exact below 256, then the top nine bits. The power of two is read off a float's exponent; with
/// its second bit cleared the number cannot be rounded up to the next.
NPCOST_INLINE V bucket_of(V ms) {
  typedef float Single __attribute__((vector_size(4 * lanes)));
  const Single rounded_down = __builtin_convertvector((Signed)(ms & ~(ms >> 1)), Single);
  const V octave = ((V)rounded_down >> 23) - 127u - 8u;    // of numbers from 256 on
  const V bucket = octave * 256u + 256u + ((ms >> (octave & 31u)) & 0xffu);
  return choose(less(ms, all(256)), ms, bucket);
}

/// Who gives up, as a mask. `patience`: the word that decides it where no wait is drawn. `odd`: whose wait is not what it nearly always is.
NPCOST_INLINE V give_up(const TalkClass& c, const Names& names, V turn, V wait_ms, V spare, V live, V patience, V odd) {
  if (c.constant_wait || (c.constant_audio_wait && !any(odd))) return below(patience, all(c.wait_chance));
  const V chance = gather(c.gives_up, bucket_of(wait_ms));
  if (!c.draws_latency) return below(patience, chance);
  V rare = V{}, asked = ~V{};
  if (!c.thinks_by_draw) {
    rare = below(chance, all(1u << 22));
    asked = ~rare | (V)(spare == 0u);
  }
  asked &= live & (V)(chance != 0u);
  if (!any(asked)) return V{};
  V words[4];
  draw_words(names, Purpose::extra, turn, words);
  return asked & below(words[1], choose(rare, chance << 10, chance));
}

/// tokens × q16, rounded half up; tokens below 2^16.
NPCOST_INLINE V per_token(V tokens, std::uint32_t q16) {
  V low;
  const V high = multiply_by(tokens << 16, q16, low);
  return high + (low >> 31);
}

}  // namespace npcost::NPCOST_LANES_NAME
