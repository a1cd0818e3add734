#pragma once
// The state of one talk with one NPC between two turns: small, plain, resumable.
//
// Together with the draws' names it is all that a turn needs: a conversation is a pure function of both.

#include <array>
#include <cstdint>

namespace npcost {

/// The models that one NPC may be answered by: its own and those of its policies and outages.
inline constexpr std::size_t most_llms = 4;

struct Conversation {
  std::uint32_t number = 0;            ///< of the player's conversations: the name of its draws
  std::uint16_t way = 0;               ///< in which the NPC is met: a plan of the NPC …
  std::uint16_t setting = 0;           ///< … as the policies wanted it when the talk began
  std::uint32_t turn = 0;              ///< next turn
  std::uint32_t turns = 0;             ///< how many it will have
  std::uint32_t first_kept = 0;        ///< turns [first_kept, turn) are in the history word for word
  std::uint32_t summary_tokens = 0;    ///< summary of what came before them; 0 = none
  std::uint32_t history_tokens = 0;    ///< summary + kept turns
  std::uint32_t recall_tokens = 0;     ///< memory recalled for this conversation
  std::uint32_t warm_prefix = 0;       ///< tokens at the start of the last prompt that the next one repeats
  std::int64_t cache_ms = 0;           ///< when the provider's cache entry was last written or refreshed
  std::int64_t began_ms = 0;
  std::int64_t session_began_ms = 0;   ///< realtime: of the provider's session, which may end before the talk does
  std::int64_t quiet_ms = 0;           ///< pauses so far inside the counted run: a session's standby
  std::uint32_t paid_turns = 0;        ///< that the player pays: of the end of the talk, too, his part
  bool served = false;                 ///< some turn was more than a script: what listens was switched on
  std::uint16_t typed_by = 0xffff;     ///< the policy that took the voice away; none if 0xffff
  /// What the other models of the NPC hold of this conversation; each provider has a cache of its own.
  struct Held {
    std::uint32_t warm_prefix = 0;
    std::int64_t cache_ms = INT64_MIN / 4;
  };
  std::array<Held, most_llms - 1> others;
};

}  // namespace npcost
