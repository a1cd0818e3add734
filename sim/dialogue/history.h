#pragma once
// How much of a conversation is sent again: full, none, window, token cap (or sawtooth), summarise.
//
// Closed forms the tests use: fixed lengths, full history: n·S + n(n+1)/2·u + n(n−1)/2·o input tokens;
// a window of H turns sends min(i−1, H)·(u+o) tokens of history with turn i.

#include <cstdint>

#include "sim/dialogue/conversation.h"
#include "sim/dialogue/said.h"

namespace npcost {

/// A model call that wrote a summary; all zero if none was made.
struct SummaryCall {
  std::uint32_t input_tokens = 0, output_tokens = 0;
  bool made() const { return output_tokens != 0 || input_tokens != 0; }
};

/// Drops the oldest turns (then the summary) until the history has at most `limit_tokens`. Returns whether anything went.
bool cut_history(const NpcPlan& npc, const PlayerKey& key, Conversation& talk, std::uint32_t limit_tokens,
                 std::uint32_t room_tokens);

/// Adds the finished turn to the history and applies the NPC's memory policy. Returns the summary call, if it made one.
/// Sets `front_changed` when what stands before the new turn is no longer what the last prompt held (the provider's cached prefix
/// then ends at the recalled memory). Without `may_call` no summary is made: a later turn makes it.
SummaryCall remember(const NpcPlan& npc, const PlayerKey& key, Conversation& talk, const Said& turn,
                     std::uint32_t room_tokens, bool& front_changed, bool may_call = true);

}  // namespace npcost
