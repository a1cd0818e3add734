#pragma once
// How one turn is answered. Decided before the turn begins, from what the plan's policies and events say (engine/rules.h); the turn
// itself only follows it.

#include <cstdint>

namespace npcost {

struct Course {
  enum class Answer : std::uint8_t {
    model,      ///< the llm, or a realtime model
    fast_path,  ///< a script or classifier knows what to say: no llm
    reused,     ///< the same was asked before: no llm
    scripted    ///< a fallback that nobody wanted: no call of any kind
  };
  Answer answer = Answer::model;
  std::uint8_t llm = 0;         ///< which of the NPC's models: 0 = its own
  bool recorded_voice = false;  ///< the reply is not synthesised: it was, before
  bool carried = false;         ///< a shared NPC: the other players carry this turn; nothing is counted for this one
  bool paid = false;            ///< the player pays for it; nothing is counted for the studio
  bool asks_model() const { return answer == Answer::model; }
};

}  // namespace npcost
