#pragma once
// The units of a whole run, numbered, and which of them a shard owns.
//
// World     0 is the scenario; its variants follow in their order.
// Number    world after world, in each replication after replication, in each block after block. It depends on the scenario and the
//           options of the run only, never on how many shards there are.
// Block     a stratified slice of a replication's players, as the plan's own units are; a replication has at most most_blocks. A coupled
//           world has one: nobody lives alone there. Replications may differ in players, so that a plan's units are told off
//           to blocks by units_before().

#include <cstdint>
#include <vector>

#include "sim/engine/plan.h"

namespace npcost {

/// Enough for 256 shards to share one replication; with more shards than units some have nothing to do.
inline constexpr std::uint32_t most_blocks = 256;
inline constexpr std::uint32_t most_shards = 99'999;

/// Shard `number` of `of`, from 1.
struct Shard {
  std::uint32_t number = 1, of = 1;
  bool operator==(const Shard&) const = default;
};

/// Blocks [from, to) of one replication of one world.
struct WorkPart {
  std::uint32_t world = 0, replication = 0;
  std::uint32_t from = 0, to = 0;
  bool operator==(const WorkPart&) const = default;
};

struct WorkUnits {
  std::vector<std::uint32_t> blocks;  ///< [world] of each replication; at least 1
  std::uint32_t replications = 0;

  std::uint64_t count() const;
  /// First and last + 1 of a shard: count()·(number − 1)/of and count()·number/of. Requires 1 ≤ number ≤ of ≤ most_shards.
  std::uint64_t begin_of(const Shard& shard) const { return count() * (shard.number - 1) / shard.of; }
  std::uint64_t end_of(const Shard& shard) const { return count() * shard.number / shard.of; }
  /// What a shard owns, in the order of the units; no part is empty.
  std::vector<WorkPart> parts_of(const Shard& shard) const;
  bool operator==(const WorkUnits&) const = default;
};

/// Of a world, by the plan of its first replication.
std::uint32_t blocks_of(const Plan& plan);
/// How many of a plan's `units` come before block `block` of `blocks`.
constexpr std::uint32_t units_before(std::uint32_t units, std::uint32_t block, std::uint32_t blocks) {
  return static_cast<std::uint32_t>(std::uint64_t{units} * block / blocks);
}

}  // namespace npcost
