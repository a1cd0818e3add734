#pragma once
// NPC plans made by hand for the tests of this folder: constants, so that every number can be worked out on paper.

#include "sim/dialogue/turn.h"
#include "tests/catch.h"

namespace npcost::talk {

inline constexpr PlayerKey somebody{1, 0, 0, 0};

/// Text, full history, persona + world = 1,200, line 20, reply 50, no cache, 0.5 s to the first token, 100 tokens a second.
inline NpcPlan plain_npc() {
  NpcPlan npc;
  npc.line = DrawTable::constant(20);
  npc.reply = DrawTable::constant(50);
  npc.think_ms = DrawTable::constant(10'000);
  npc.static_tokens = 1200;
  npc.llm.tiers = {TierStarts{}};
  npc.llm.latency.first_ms = DrawTable::constant(500);
  npc.llm.latency.per_second = DrawTable::constant(100 * speed_scale);
  return npc;
}

/// All turns of one conversation.
inline std::vector<TurnRecord> whole_talk(const NpcPlan& npc, std::uint32_t turns, std::int64_t begin_ms = 0,
                                          std::int64_t cache_ms = long_ago) {
  Conversation talk = begin_conversation(npc, somebody, 0, turns, begin_ms, cache_ms);
  std::vector<TurnRecord> records;
  std::int64_t now = begin_ms;
  while (talk.turn < talk.turns) {
    records.push_back(take_turn(npc, somebody, talk, now));
    now = records.back().end_ms + records.back().think_ms;
  }
  return records;
}

inline std::vector<std::uint32_t> prompts(const std::vector<TurnRecord>& records) {
  std::vector<std::uint32_t> lengths;
  for (const TurnRecord& record : records) lengths.push_back(record.prompt_tokens);
  return lengths;
}

}  // namespace npcost::talk
