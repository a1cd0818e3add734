#include "sim/answers/studies/sweep_points.h"

#include <algorithm>
#include <numeric>

#include "sim/base/draws.h"
#include "sim/base/sobol.h"
#include "sim/scenario/written_number.h"

namespace npcost {

namespace {

constexpr std::uint64_t very_many = std::uint64_t{1} << 63;

using Points = std::vector<std::vector<std::string>>;

Words luck(std::uint64_t seed, std::size_t path, std::uint32_t point, std::uint32_t what) {
  return draw({seed, 0, 0, what}, Purpose::sweep, static_cast<std::uint32_t>(path), point);
}

/// Which stratum each point has: a shuffle (Fisher and Yates) from named draws.
std::vector<std::uint32_t> shuffled(std::uint32_t n, std::uint64_t seed, std::size_t path) {
  std::vector<std::uint32_t> strata(n);
  std::iota(strata.begin(), strata.end(), 0u);
  for (std::uint32_t i = n; i-- > 1;) {
    const std::uint64_t word = luck(seed, path, i, 0).w[0];
    std::swap(strata[i], strata[static_cast<std::uint32_t>((word * (i + 1u)) >> 32)]);
  }
  return strata;
}

/// The coordinates of all points on one path, in [0, 1).
std::vector<double> coordinates(const Sweep& sweep, std::uint64_t seed, std::size_t path) {
  std::vector<double> places(sweep.points);
  if (sweep.mode == Sweep::Mode::sobol) {
    for (std::uint32_t i = 0; i < sweep.points; ++i) places[i] = sobol_point(i + 1, path);
    return places;
  }
  const std::vector<std::uint32_t> strata = shuffled(sweep.points, seed, path);
  for (std::uint32_t i = 0; i < sweep.points; ++i) {
    places[i] = (strata[i] + unit_interval(luck(seed, path, i, 1).w[0])) / sweep.points;
  }
  return places;
}

std::string value_at(const SweptPath& path, double place) {
  if (path.range == SweptPath::Range::none) {
    const auto index = static_cast<std::size_t>(place * static_cast<double>(path.values.size()));
    return path.values[std::min(index, path.values.size() - 1)];
  }
  auto from = written_number(path.values.front());
  const auto to = written_number(path.values.back());
  from->whole = from->whole || (!from->text && counted_at(path.pointer));
  const bool log = path.range == SweptPath::Range::logarithmic;
  return written(*from, between(from->value, to->value, place, log), digits_between(log));
}

Points sampled(const Sweep& sweep, std::uint64_t seed) {
  Points points(sweep.points);
  for (std::size_t path = 0; path < sweep.paths.size(); ++path) {
    const std::vector<double> places = coordinates(sweep, seed, path);
    for (std::size_t i = 0; i < points.size(); ++i) points[i].push_back(value_at(sweep.paths[path], places[i]));
  }
  return points;
}

/// Of a point of the grid, which value each path has.
std::vector<std::size_t> digits_of(const Sweep& sweep, std::size_t point) {
  std::vector<std::size_t> digits(sweep.paths.size());
  for (std::size_t path = sweep.paths.size(); path-- > 0;) {
    digits[path] = point % sweep.paths[path].values.size();
    point /= sweep.paths[path].values.size();
  }
  return digits;
}

}  // namespace

std::uint64_t count_of_points(const Sweep& sweep) {
  if (sweep.paths.empty()) return 0;
  if (sweep.mode == Sweep::Mode::zip) return sweep.paths.front().values.size();
  if (sweep.mode != Sweep::Mode::grid) return sweep.points;
  std::uint64_t all = 1;
  for (const SweptPath& path : sweep.paths) {
    if (all > very_many / path.values.size()) return very_many;
    all *= path.values.size();
  }
  return all;
}

std::vector<std::vector<std::string>> points_of(const Sweep& sweep, std::uint64_t seed) {
  if (sweep.mode == Sweep::Mode::latin_hypercube || sweep.mode == Sweep::Mode::sobol) return sampled(sweep, seed);
  Points points(static_cast<std::size_t>(count_of_points(sweep)));
  for (std::size_t i = 0; i < points.size(); ++i) {
    const std::vector<std::size_t> digits =
        sweep.mode == Sweep::Mode::zip ? std::vector<std::size_t>(sweep.paths.size(), i) : digits_of(sweep, i);
    for (std::size_t path = 0; path < sweep.paths.size(); ++path) points[i].push_back(sweep.paths[path].values[digits[path]]);
  }
  return points;
}

unsigned level_of(std::size_t index, std::size_t n) {
  unsigned level = 0;
  std::size_t low = 0, high = n - 1;
  while (index != low && index != high) {
    const std::size_t middle = low + (high - low) / 2;
    ++level;
    if (index == middle) return level;
    (index < middle ? high : low) = middle;
  }
  return level;
}

std::vector<std::size_t> coarse_to_fine(const Sweep& sweep, std::size_t points) {
  std::vector<std::size_t> order(points);
  std::iota(order.begin(), order.end(), std::size_t{0});
  if (sweep.mode == Sweep::Mode::latin_hypercube || sweep.mode == Sweep::Mode::sobol) return order;  // any first part is even
  std::vector<unsigned> level(points, 0);
  for (std::size_t i = 0; i < points; ++i) {
    if (sweep.mode == Sweep::Mode::zip) {
      level[i] = level_of(i, points);
      continue;
    }
    const std::vector<std::size_t> digits = digits_of(sweep, i);
    for (std::size_t path = 0; path < digits.size(); ++path)
      level[i] = std::max(level[i], level_of(digits[path], sweep.paths[path].values.size()));
  }
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return level[a] < level[b]; });
  return order;
}

}  // namespace npcost
