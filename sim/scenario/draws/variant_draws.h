#pragma once
// The same players with the same luck in a variant: ranks and choices that stay where the base has them.

#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "sim/scenario/decoding/decode.h"

namespace npcost {

/// How a draw chooses among `now` so that it chooses as it did among `before` wherever it can: as little of the draw as possible changes
/// hands. Both in order, weights above 0. Empty if nothing changed.
std::vector<NpcWeight> coupled_choices(const std::vector<NpcWeight>& before, const std::vector<NpcWeight>& now);

/// Puts those whom the base's segment of that name meets first, in its order, and fills `choices`.
void choose_as_in_base(Segment& segment, const std::vector<Npc>& npcs, const std::map<std::string, Meetings>& meetings);

/// Ranks in the names of draws: the base's for what it knows (rank_in_base < known), later ones for the others, in their order. A name has
/// room for so many: beyond, what is new takes the ranks of what is gone.
std::vector<std::uint32_t> ranks_in_draws(const std::vector<std::size_t>& rank_in_base, std::size_t known, std::uint32_t room);

/// Ranks of policies (given in canonical order) and of ambient talk (pointers in canonical order); `orders.levers` for variants.
void rank_levers(Scenario& scenario, const std::vector<std::uint16_t>& policies, const std::vector<std::string>& ambient,
                 const DrawOrders* base, DrawOrders& orders);

}  // namespace npcost
