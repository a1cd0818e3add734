#pragma once
// From the simulated players to all active players: an exact rational factor, applied once, at the end.
//
// Shape     scaled = amount × active ÷ simulated, in 128 bits: exact whenever the division is; otherwise rounded half
//           to even at the grain (1/9 · 10^-15 of a unit of currency), once per replication.
// Parts     scaled parts add up to the scaled total to the grain: each is rounded down and the grains that are missing
//           go to the largest remainders (ties: first).
// Errors    MoneyOverflow beyond the range of Money.

#include <cstdint>
#include <span>
#include <vector>

#include "sim/base/money.h"

namespace npcost {

struct Scale {
  std::uint64_t active = 0;     ///< monthly active players that the simulated ones stand for
  std::uint64_t simulated = 0;  ///< players whose lives are in the sums; 0 = nothing can be said
};

/// An amount of all active players; 0 if nobody was simulated.
Money scaled(Money amount, const Scale& scale);

/// Requires that the parts add up to `total`.
std::vector<Money> scaled_parts(std::span<const Money> parts, Money total, const Scale& scale);

}  // namespace npcost
