#include "sim/dialogue/history.h"

#include "sim/base/check.h"

namespace npcost {

namespace {

void drop_oldest(const NpcPlan& npc, const PlayerKey& key, Conversation& talk, std::uint32_t room_tokens) {
  const std::uint32_t tokens = kept_of(npc, key, talk.number, talk.first_kept, room_tokens);
  NPCOST_CHECK(tokens <= talk.history_tokens, "a kept turn is part of the history");
  talk.history_tokens -= tokens;
  ++talk.first_kept;
}

SummaryCall summarise(const NpcPlan& npc, const PlayerKey& key, Conversation& talk, std::uint32_t next_turn,
                      std::uint32_t room_tokens) {
  const MemoryPlan& memory = npc.memory;
  const std::uint32_t keep_from = next_turn - memory.keep_turns;
  const auto tokens_of = [&](std::uint32_t from, std::uint32_t to) {
    std::uint32_t tokens = 0;
    for (std::uint32_t turn = from; turn < to; ++turn) tokens += kept_of(npc, key, talk.number, turn, room_tokens);
    return tokens;
  };
  // The history is the old summary, the turns that leave and the turns that stay: ask for the fewer of them.
  const std::uint32_t leaving = keep_from - talk.first_kept;
  const std::uint32_t kept = leaving < memory.keep_turns
                                 ? talk.history_tokens - talk.summary_tokens - tokens_of(talk.first_kept, keep_from)
                                 : tokens_of(keep_from, next_turn);
  SummaryCall call;
  call.input_tokens = memory.summary_prompt_tokens + (talk.history_tokens - kept);  // the old summary and what leaves
  call.output_tokens = memory.summary_tokens;
  talk.first_kept = keep_from;
  talk.summary_tokens = memory.summary_tokens;
  talk.history_tokens = memory.summary_tokens + kept;
  return call;
}

}  // namespace

bool cut_history(const NpcPlan& npc, const PlayerKey& key, Conversation& talk, std::uint32_t limit_tokens,
                 std::uint32_t room_tokens) {
  if (talk.history_tokens <= limit_tokens) return false;
  while (talk.history_tokens > limit_tokens && talk.first_kept < talk.turn) drop_oldest(npc, key, talk, room_tokens);
  if (talk.history_tokens > limit_tokens) {  // only the summary is left, and it does not fit either
    talk.history_tokens = 0;
    talk.summary_tokens = 0;
  }
  return true;
}

SummaryCall remember(const NpcPlan& npc, const PlayerKey& key, Conversation& talk, const Said& turn,
                     std::uint32_t room_tokens, bool& front_changed, bool may_call) {
  const MemoryPlan& memory = npc.memory;
  const std::uint32_t next_turn = talk.turn + 1;
  talk.history_tokens += turn.kept();
  SummaryCall call;
  switch (memory.policy) {
    case Memory::Policy::full:
      break;
    case Memory::Policy::none:
      front_changed = true;
      talk.history_tokens = 0;
      talk.first_kept = next_turn;
      break;
    case Memory::Policy::window:
      while (next_turn - talk.first_kept > memory.keep_turns) {
        front_changed = true;
        drop_oldest(npc, key, talk, room_tokens);
      }
      break;
    case Memory::Policy::token_cap:
      if (talk.history_tokens > memory.fill_to_tokens) {
        front_changed = true;
        while (talk.history_tokens > memory.keep_tokens && talk.first_kept < next_turn)
          drop_oldest(npc, key, talk, room_tokens);
      }
      break;
    case Memory::Policy::summarise:
      if (may_call && next_turn - talk.first_kept >= memory.summarise_after) {
        front_changed = true;
        call = summarise(npc, key, talk, next_turn, room_tokens);
      }
      break;
  }
  return call;
}

}  // namespace npcost
