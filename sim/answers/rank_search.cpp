#include "sim/answers/rank_search.h"

#include <algorithm>
#include <cstddef>
#include <limits>
#include <utility>

#include "sim/base/check.h"

namespace npcost {

namespace {

constexpr std::int64_t top = std::numeric_limits<std::int64_t>::max();
/// A sample below this says too little.
constexpr std::size_t least_sample = 256;

struct Position {
  std::uint64_t rank;
  double fraction;
};

/// As percentiles_of() does it, with the same rounding.
Position position_of(std::size_t which, std::uint64_t count) {
  const std::uint64_t last = count - 1;
  const double position = percentile_points[which] * static_cast<double>(last);
  const std::uint64_t rank = std::min(static_cast<std::uint64_t>(position), last);
  return {rank, position - static_cast<double>(rank)};
}

std::vector<std::uint64_t> wanted_ranks(std::uint64_t count) {
  std::vector<std::uint64_t> ranks;
  for (std::size_t p = 0; p < percentile_count; ++p) {
    const Position at = position_of(p, count);
    ranks.push_back(at.rank);
    if (at.fraction > 0) ranks.push_back(at.rank + 1);
  }
  std::sort(ranks.begin(), ranks.end());
  ranks.erase(std::unique(ranks.begin(), ranks.end()), ranks.end());
  return ranks;
}

}  // namespace

void RankSearch::guess(std::vector<std::int64_t>& sample) {
  std::erase(sample, -1);
  if (sample.size() < least_sample) return;
  // The largest value is above the last point, whose zone is open.
  zones_ = RankZones::around(sample, std::span(percentile_points).first(percentile_count - 1), true);
}

void RankSearch::find_in_zones(Seen& all) {
  std::vector<std::size_t> places, which;  // in what was kept: zones ascend, and so do the values in them
  std::uint64_t kept_before = 0;
  for (const RankZone& zone : zones_.zones()) {
    const auto [begin, end] = zones_.ranks(all, zone);
    for (std::size_t i = 0; i < ranks_.size(); ++i) {
      if (found_[i] || ranks_[i] < begin || ranks_[i] >= end) continue;
      if (zone.kept) {
        places.push_back(static_cast<std::size_t>(kept_before + ranks_[i] - begin));
        which.push_back(i);
      } else {
        found_[i] = zone.low;
      }
    }
    if (zone.kept) kept_before += end - begin;
  }
  NPCOST_CHECK(kept_before == all.kept.size(), "what was counted inside the zones was kept");
  const std::vector<std::int64_t> values = order_statistics(all.kept, places, instructions_);
  for (std::size_t i = 0; i < which.size(); ++i) found_[which[i]] = values[i];
}

std::vector<RankZone> RankSearch::gaps_to_search(const Seen& all) const {
  std::vector<RankZone> gaps;
  std::int64_t low = 0;
  std::uint64_t begin = 0;
  const auto add_if_missing = [&](std::int64_t high, std::uint64_t end) {
    for (std::size_t i = 0; i < ranks_.size(); ++i) {
      if (found_[i] || ranks_[i] < begin || ranks_[i] >= end) continue;
      gaps.push_back({low, high, true});
      return;
    }
  };
  for (const RankZone& zone : zones_.zones()) {
    const auto [zone_begin, zone_end] = zones_.ranks(all, zone);
    add_if_missing(zone.low - 1, zone_begin);
    if (zone.high == top) return gaps;
    low = zone.high + 1;
    begin = zone_end;
  }
  add_if_missing(top, count_);
  return gaps;
}

bool RankSearch::conclude(std::span<Seen> seen) {
  Seen all = nothing_seen();
  for (Seen& one : seen) RankZones::add(all, std::move(one));
  count_ = all.values;
  if (count_ == 0) return true;
  if (ranks_.empty()) {
    ranks_ = wanted_ranks(count_);
    found_.resize(ranks_.size());
  }
  find_in_zones(all);
  std::vector<RankZone> missing = gaps_to_search(all);
  if (missing.empty()) return true;
  zones_ = RankZones(std::move(missing));
  return false;
}

RankSearch::Between RankSearch::percentile(std::size_t which) const {
  NPCOST_CHECK(count_ > 0, "percentiles are of at least one value");
  const Position at = position_of(which, count_);
  const auto value = [&](std::uint64_t rank) {
    const auto found = std::lower_bound(ranks_.begin(), ranks_.end(), rank) - ranks_.begin();
    return *found_[static_cast<std::size_t>(found)];
  };
  Between between{value(at.rank), 0, at.fraction};
  between.high = at.fraction > 0 ? value(at.rank + 1) : between.low;
  return between;
}

}  // namespace npcost
