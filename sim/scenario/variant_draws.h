#pragma once
// The same players with the same luck in a variant: ranks and choices that stay where the base has them.

#include <cstddef>
#include <cstdint>
#include <vector>

#include "sim/scenario/decode.h"

namespace npcost {

/// How a draw chooses among `now` so that it chooses as it did among `before` wherever it can: as little of the draw as possible changes
/// hands. Both in order, weights above 0. Empty if nothing changed.
std::vector<NpcWeight> coupled_choices(const std::vector<NpcWeight>& before, const std::vector<NpcWeight>& now);

/// Puts those whom the base's segment meets first, in its order, and fills `choices`.
void choose_as_in_base(Segment& segment, const std::vector<Npc>& npcs, const Meetings& base);

/// Ranks of segments in the names of draws: the base's for those it knows (rank_in_base < known), later ones for the others, in their
/// order. A name has room for max_segments: beyond, what is new takes the ranks of those that are gone.
std::vector<std::uint32_t> ranks_in_draws(const std::vector<std::size_t>& rank_in_base, std::size_t known);

}  // namespace npcost
