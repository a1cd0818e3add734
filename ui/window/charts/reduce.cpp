#include "ui/window/charts/reduce.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace npcost::charts {

namespace {

using Extremes = std::pair<double, double>;
constexpr double infinite = std::numeric_limits<double>::infinity();
constexpr double not_a_number = std::numeric_limits<double>::quiet_NaN();

void widen(Extremes& e, const Extremes& by) {
  e.first = std::min(e.first, by.first);
  e.second = std::max(e.second, by.second);
}

Extremes scan(std::span<const double> values, std::size_t from, std::size_t to) {
  Extremes e{infinite, -infinite};
  for (std::size_t i = from; i < to; ++i) {
    if (std::isfinite(values[i])) widen(e, {values[i], values[i]});
  }
  return e;
}

/// Appends samples and gaps; two gaps in a row are one.
struct Line {
  std::vector<Sample>& into;
  void sample(double x, double y) {
    if (!std::isfinite(x) || !std::isfinite(y))
      gap();
    else
      into.push_back({x, y});
  }
  void gap() {
    if (!into.empty() && !std::isnan(into.back().y)) into.push_back({not_a_number, not_a_number});
  }
};

struct Stretch {
  std::size_t from, to;
};

/// Indices of the samples inside the edges.
Stretch inside(std::span<const double> x, std::span<const double> edges) {
  const auto from = std::lower_bound(x.begin(), x.end(), edges.front()),
             to = std::upper_bound(from, x.end(), edges.back());
  return {static_cast<std::size_t>(from - x.begin()), static_cast<std::size_t>(to - x.begin())};
}

std::size_t end_of_column(std::span<const double> x, std::size_t from, std::size_t to, double edge) {
  return static_cast<std::size_t>(std::lower_bound(x.begin() + static_cast<std::ptrdiff_t>(from),
                                                   x.begin() + static_cast<std::ptrdiff_t>(to), edge) -
                                  x.begin());
}

/// One column: its first, lowest, highest, last sample. The order of the middle two does not matter inside one pixel.
void column(std::span<const double> x, std::span<const double> y, const Pyramid* pyramid, std::size_t from,
            std::size_t to, Line& line) {
  const auto [low, high] = extremes(y, pyramid, from, to);
  if (!(low <= high)) {
    line.gap();
    return;
  }
  std::size_t first = from, last = to - 1;
  for (int looked = 0; looked < 64 && first < last && !std::isfinite(y[first]); ++looked) ++first;
  for (int looked = 0; looked < 64 && first < last && !std::isfinite(y[last]); ++looked) --last;
  const double begin = std::isfinite(y[first]) ? y[first] : low, end = std::isfinite(y[last]) ? y[last] : high;
  const double middle = x[first] + (x[last] - x[first]) * 0.5;
  line.sample(x[first], begin);
  if (to - from > 2) {
    line.sample(middle, begin <= end ? low : high);
    line.sample(middle, begin <= end ? high : low);
  }
  if (last != first || to - from > 2) line.sample(x[last], end);
}

}  // namespace

void Pyramid::extend(std::span<const double> values) {
  if (values.size() < known_) {  // another series: begin again
    levels_.clear();
    known_ = 0;
  }
  const auto level = [this](std::size_t i) -> std::vector<Extremes>& {
    if (levels_.size() <= i) levels_.resize(i + 1);
    return levels_[i];
  };
  for (std::size_t block = known_ / fan; (block + 1) * fan <= values.size(); ++block) {
    if (block == level(0).size()) level(0).push_back(scan(values, block * fan, (block + 1) * fan));
  }
  for (std::size_t i = 0; level(i).size() >= fan; ++i) {
    auto& upper = level(i + 1);
    const auto& lower = level(i);
    for (std::size_t block = upper.size(); (block + 1) * fan <= lower.size(); ++block) {
      Extremes e{infinite, -infinite};
      for (std::size_t k = block * fan; k < (block + 1) * fan; ++k) widen(e, lower[k]);
      upper.push_back(e);
    }
  }
  known_ = values.size();
}

Extremes Pyramid::extremes(std::span<const double> values, std::size_t from, std::size_t to) const {
  Extremes e{infinite, -infinite};
  to = std::min(to, std::min(known_, values.size()));
  // Up from both ends: single samples, then whole blocks of each level, until the ends meet.
  const auto at = [&](std::size_t depth, std::size_t i) {
    return depth == 0 ? scan(values, i, i + 1) : levels_[depth - 1][i];
  };
  for (std::size_t depth = 0; from < to; ++depth) {
    const bool more = depth < levels_.size();
    while (from < to && (!more || from % fan != 0)) widen(e, at(depth, from++));
    if (more) to = std::max(from, to);
    const std::size_t whole = more ? std::min(to / fan, levels_[depth].size()) : 0;
    while (more && to > from && to > whole * fan) widen(e, at(depth, --to));
    if (!more) break;
    from /= fan;
    to /= fan;
  }
  return e;
}

Extremes extremes(std::span<const double> values, const Pyramid* pyramid, std::size_t from, std::size_t to) {
  to = std::min(to, values.size());
  if (pyramid != nullptr && pyramid->size() >= to && to - std::min(from, to) > 64)
    return pyramid->extremes(values, from, to);
  return scan(values, std::min(from, to), to);
}

void reduce(std::span<const double> x, std::span<const double> y, const Pyramid* pyramid, std::span<const double> edges,
            std::vector<Sample>& into) {
  into.clear();
  const std::size_t size = std::min(x.size(), y.size());
  x = x.first(size), y = y.first(size);
  if (size == 0 || edges.size() < 2) return;
  Line line{into};
  const Stretch seen = inside(x, edges);
  if (seen.from > 0) line.sample(x[seen.from - 1], y[seen.from - 1]);
  const std::size_t columns = edges.size() - 1;
  if (seen.to - seen.from <= 2 * columns) {
    for (std::size_t i = seen.from; i < seen.to; ++i) line.sample(x[i], y[i]);
  } else {
    std::size_t from = seen.from;
    for (std::size_t c = 0; c < columns; ++c) {
      const std::size_t to = c + 1 == columns ? seen.to : end_of_column(x, from, seen.to, edges[c + 1]);
      if (to > from) column(x, y, pyramid, from, to, line);
      from = std::max(from, to);
    }
  }
  if (seen.to < size) line.sample(x[seen.to], y[seen.to]);
}

void reduce_band(std::span<const double> x, std::span<const double> low, std::span<const double> high,
                 const Pyramid* low_pyramid, const Pyramid* high_pyramid, std::span<const double> edges,
                 std::vector<BandSample>& into) {
  into.clear();
  const std::size_t size = std::min({x.size(), low.size(), high.size()});
  x = x.first(size);
  if (size == 0 || edges.size() < 2) return;
  const auto put = [&into](double at, double from, double to) {
    if (std::isfinite(at) && std::isfinite(from) && std::isfinite(to))
      into.push_back({at, from, to});
    else if (!into.empty() && !std::isnan(into.back().x))
      into.push_back({not_a_number, not_a_number, not_a_number});
  };
  const Stretch seen = inside(x, edges);
  const std::size_t columns = edges.size() - 1;
  if (seen.from > 0) put(x[seen.from - 1], low[seen.from - 1], high[seen.from - 1]);
  std::size_t from = seen.from;
  if (seen.to - seen.from <= 2 * columns) {
    for (; from < seen.to; ++from) put(x[from], low[from], high[from]);
  }
  for (std::size_t c = 0; c < columns && from < seen.to; ++c) {
    const std::size_t to = c + 1 == columns ? seen.to : end_of_column(x, from, seen.to, edges[c + 1]);
    if (to <= from) continue;
    const double bottom = extremes(low, low_pyramid, from, to).first,
                 top = extremes(high, high_pyramid, from, to).second;
    put(x[from] + (x[to - 1] - x[from]) * 0.5, bottom, top);
    from = to;
  }
  if (seen.to < size) put(x[seen.to], low[seen.to], high[seen.to]);
}

void reduce_indices(std::span<const double> x, std::span<const double> total, std::span<const double> edges,
                    std::vector<std::size_t>& into) {
  into.clear();
  const std::size_t size = std::min(x.size(), total.size());
  x = x.first(size);
  if (size == 0 || edges.size() < 2) return;
  const Stretch seen = inside(x, edges);
  if (seen.from > 0) into.push_back(seen.from - 1);
  const std::size_t columns = edges.size() - 1;
  std::size_t from = seen.from;
  if (seen.to - seen.from <= columns) {
    for (; from < seen.to; ++from) into.push_back(from);
  }
  for (std::size_t c = 0; c < columns && from < seen.to; ++c) {
    const std::size_t to = c + 1 == columns ? seen.to : end_of_column(x, from, seen.to, edges[c + 1]);
    if (to <= from) continue;
    std::size_t best = from;
    for (std::size_t i = from; i < to; ++i) {
      if (std::isfinite(total[i]) && !(total[best] >= total[i])) best = i;
    }
    into.push_back(best);
    from = to;
  }
  if (seen.to < size) into.push_back(seen.to);
}

std::size_t nearest(std::span<const double> x, double at) {
  const auto above = static_cast<std::size_t>(std::lower_bound(x.begin(), x.end(), at) - x.begin());
  if (above == 0) return 0;
  if (above == x.size()) return x.size() - 1;
  return at - x[above - 1] <= x[above] - at ? above - 1 : above;
}

}  // namespace npcost::charts
