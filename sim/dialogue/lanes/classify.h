#pragma once
// Which ways of meeting an NPC can be lived in vector lanes.

#include <optional>

#include "sim/dialogue/lanes/talk_class.h"
#include "sim/dialogue/npc_plan.h"

namespace npcost {

/// A table for lanes. The table, or a copy of it, must outlive the answer.
LaneTable lane_table_of(const DrawTable& table);

/// The class of an NPC, or nothing if it asks for something that lanes do not do. The NPC must outlive it.
std::optional<TalkClass> talk_class_of(const NpcPlan& npc);

}  // namespace npcost
