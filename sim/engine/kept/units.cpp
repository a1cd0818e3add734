#include "sim/engine/kept/units.h"

#include <algorithm>

#include "sim/base/check.h"

namespace npcost {

std::uint64_t WorkUnits::count() const {
  std::uint64_t of_one = 0;
  for (const std::uint32_t of_world : blocks) of_one += of_world;
  return of_one * replications;
}

std::vector<WorkPart> WorkUnits::parts_of(const Shard& shard) const {
  NPCOST_CHECK(shard.number >= 1 && shard.number <= shard.of && shard.of <= most_shards, "a shard is one of those that there are");
  const std::uint64_t begin = begin_of(shard), end = end_of(shard);
  std::vector<WorkPart> parts;
  std::uint64_t first = 0;  // unit of the world
  for (std::uint32_t world = 0; world < blocks.size(); ++world) {
    const std::uint64_t in_each = blocks[world];
    const std::uint64_t in_world = in_each * replications;
    const std::uint64_t from = std::max(begin, first) - first, to = std::min(end, first + in_world);
    for (std::uint64_t unit = from; first + unit < to;) {
      const std::uint64_t replication = unit / in_each;
      const std::uint64_t next = std::min((replication + 1) * in_each, to - first);
      parts.push_back({world, static_cast<std::uint32_t>(replication), static_cast<std::uint32_t>(unit - replication * in_each),
                       static_cast<std::uint32_t>(next - replication * in_each)});
      unit = next;
    }
    first += in_world;
  }
  return parts;
}

std::uint32_t blocks_of(const Plan& plan) {
  if (is_coupled(plan)) return 1;
  return std::clamp<std::uint32_t>(work_list(plan).units, 1, most_blocks);
}

}  // namespace npcost
