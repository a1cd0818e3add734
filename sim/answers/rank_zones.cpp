#include "sim/answers/rank_zones.h"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <limits>
#include <utility>

#include "sim/answers/row_loops.h"
#include "sim/base/check.h"

namespace npcost {

namespace {

constexpr std::int64_t top = std::numeric_limits<std::int64_t>::max();
constexpr double luck = 3.5;
/// A value that one in this many of a sample has is a zone of its own.
constexpr std::size_t tie_share = 128;
/// Fewer values are selected among as they are; more are narrowed down first, by a sample of this size.
constexpr std::size_t few_values = 1u << 13, inner_sample = 1u << 11;

/// Places of a sample; low may be below 0 and high beyond the last.
struct Places {
  std::int64_t low, high;
};

std::vector<Places> places_around(std::size_t sample, std::span<const double> points) {
  const auto size = static_cast<double>(sample);
  std::vector<Places> places;
  for (const double point : points) {
    const double room = luck * std::sqrt(size * point * (1 - point)) + 2;
    const std::int64_t low = std::llround(std::floor(point * size - room)),
                       high = std::llround(std::ceil(point * size + room));
    if (!places.empty() && low <= places.back().high) {
      places.back().high = std::max(places.back().high, high);
    } else {
      places.push_back({low, high});
    }
  }
  return places;
}

bool is_tie(std::span<const std::int64_t> sample, std::int64_t value) {
  return static_cast<std::size_t>(std::count(sample.begin(), sample.end(), value)) * tie_share >= sample.size();
}

void add_apart(std::vector<RankZone>& zones, RankZone zone, std::span<const std::int64_t> sample) {
  if (zone.low < zone.high && is_tie(sample, zone.low)) {
    zones.push_back({zone.low, zone.low, false});
    ++zone.low;
  }
  if (zone.high == top || !is_tie(sample, zone.high)) {
    zones.push_back(zone);
    return;
  }
  if (zone.low < zone.high) zones.push_back({zone.low, zone.high - 1, true});
  zones.push_back({zone.high, zone.high, false});
}

}  // namespace

RankZones::RankZones(std::vector<RankZone> zones) : zones_(std::move(zones)) {
  for (const RankZone& zone : zones_) {
    std::vector<std::int64_t>& counted = zone.kept ? edges_ : marks_;
    counted.push_back(zone.low);
    if (zone.high != top) counted.push_back(zone.high + 1);
  }
  NPCOST_CHECK(edges_.size() <= row_loops::most_edges, "the wanted ranks lie in few zones");
}

RankZones RankZones::everything() { return RankZones({{0, top, true}}); }

RankZones RankZones::around(std::vector<std::int64_t>& sample, std::span<const double> points, bool open) {
  const auto last = static_cast<std::int64_t>(sample.size()) - 1;
  std::vector<Places> places = places_around(sample.size(), points);
  if (open) places.back().high = last + 1;
  std::vector<std::size_t> wanted;
  for (const auto& [low, high] : places) {
    if (low >= 0 && low <= last) wanted.push_back(static_cast<std::size_t>(low));
    if (high >= 0 && high <= last) wanted.push_back(static_cast<std::size_t>(high));
  }
  select_ranks(sample, wanted);
  std::vector<RankZone> zones;
  for (const auto& [from, to] : places) {
    const std::int64_t low = from < 0 ? 0 : sample[static_cast<std::size_t>(std::min(from, last))];
    const std::int64_t high = to > last ? top : sample[static_cast<std::size_t>(to)];
    const bool overlaps = !zones.empty() && zones.back().high >= low;
    if (!overlaps) {
      add_apart(zones, {low, high, true}, sample);
    } else if (zones.back().high < high) {
      add_apart(zones, {zones.back().high + 1, high, true}, sample);
    }
  }
  return RankZones(std::move(zones));
}

RankZones::Seen RankZones::nothing_seen() const {
  Seen seen;
  seen.at_least.resize(edges_.size() + marks_.size());
  return seen;
}

void RankZones::look(std::span<const std::int64_t> values, std::size_t left_out, Instructions instructions,
                     Seen& seen) const {
  NPCOST_CHECK(values.size() <= most_values, "values come in blocks");
  std::int64_t kept[most_values + 4];
  std::size_t found = 0;
  if (!edges_.empty()) {
    found = instructions == Instructions::avx2 ? row_loops::look_avx2(values, edges_, seen.at_least.data(), kept)
                                               : row_loops::look_plain(values, edges_, seen.at_least.data(), kept);
  }
  seen.kept.insert(seen.kept.end(), kept, kept + found);
  seen.values += values.size() - left_out;
  for (std::size_t m = 0; m < marks_.size(); ++m) {
    const std::int64_t mark = marks_[m];
    std::uint64_t reached = 0;
    for (const std::int64_t value : values) reached += value >= mark ? 1 : 0;
    seen.at_least[edges_.size() + m] += reached;
  }
}

void RankZones::add(Seen& into, Seen&& from) {
  into.values += from.values;
  for (std::size_t i = 0; i < into.at_least.size(); ++i) into.at_least[i] += from.at_least[i];
  if (into.kept.empty()) {
    into.kept = std::move(from.kept);
  } else {
    std::copy(from.kept.begin(), from.kept.end(), std::back_inserter(into.kept));   // g++ 14 sees an overflow inside insert()
  }
  from = {};
}

std::uint64_t RankZones::at_least(const Seen& all, std::int64_t value) const {
  const auto edge = std::find(edges_.begin(), edges_.end(), value);
  if (edge != edges_.end()) return all.at_least[static_cast<std::size_t>(edge - edges_.begin())];
  const auto mark = std::find(marks_.begin(), marks_.end(), value);
  NPCOST_CHECK(mark != marks_.end(), "zones are asked about where they begin and end");
  return all.at_least[edges_.size() + static_cast<std::size_t>(mark - marks_.begin())];
}

RankZones::Ranks RankZones::ranks(const Seen& all, const RankZone& zone) const {
  return {all.values - at_least(all, zone.low),
          zone.high == top ? all.values : all.values - at_least(all, zone.high + 1)};
}

void select_ranks(std::span<std::int64_t> values, std::span<const std::size_t> places, std::size_t first) {
  if (places.empty()) return;
  if (places.size() == 1 && places.front() == first) {
    std::swap(values.front(), *std::min_element(values.begin(), values.end()));
    return;
  }
  const std::size_t middle = places.size() / 2, place = places[middle] - first;
  std::nth_element(values.begin(), values.begin() + static_cast<std::ptrdiff_t>(place), values.end());
  select_ranks(values.first(place), places.first(middle), first);
  select_ranks(values.subspan(place + 1), places.subspan(middle + 1), first + place + 1);
}

std::vector<std::int64_t> order_statistics(std::span<std::int64_t> values, std::span<const std::size_t> places,
                                           Instructions instructions) {
  std::vector<std::int64_t> found;
  const auto select = [&](std::span<std::int64_t> among, std::span<const std::size_t> at) {
    select_ranks(among, at);
    for (const std::size_t place : at) found.push_back(among[place]);
  };
  if (places.empty()) return found;
  if (values.size() < few_values) {
    select(values, places);
    return found;
  }
  std::vector<double> points;
  for (const std::size_t place : places)
    points.push_back(static_cast<double>(place) / static_cast<double>(values.size()));
  std::vector<std::int64_t> sample;
  for (std::size_t i = 0; i < inner_sample; ++i) sample.push_back(values[i * values.size() / inner_sample]);
  const RankZones zones = RankZones::around(sample, points, false);
  RankZones::Seen seen = zones.nothing_seen();
  for (std::size_t i = 0; i < values.size(); i += RankZones::most_values)
    zones.look(values.subspan(i, std::min(RankZones::most_values, values.size() - i)), 0, instructions, seen);

  std::vector<std::size_t> in_kept;
  std::vector<std::int64_t> ties;
  std::uint64_t kept_before = 0;
  std::size_t met = 0;
  for (const RankZone& zone : zones.zones()) {
    const auto [begin, end] = zones.ranks(seen, zone);
    for (; met < places.size() && places[met] >= begin && places[met] < end; ++met) {
      if (zone.kept) {
        in_kept.push_back(static_cast<std::size_t>(kept_before + places[met] - begin));
      } else {
        ties.push_back(zone.low);
      }
    }
    if (zone.kept) kept_before += end - begin;
  }
  if (met < places.size()) {  // the sample was misled
    select(values, places);
    return found;
  }
  select(seen.kept, in_kept);
  found.insert(found.end(), ties.begin(), ties.end());
  std::sort(found.begin(), found.end());  // places ascend, and so do their values
  return found;
}

}  // namespace npcost
