#include "sim/answers/percentiles.h"

#include <algorithm>

#include "sim/base/check.h"

namespace npcost {

std::optional<std::size_t> percentile_of(Stat stat) {
  switch (stat) {
    case Stat::p5: return 0;
    case Stat::p50: return 1;
    case Stat::p90: return 2;
    case Stat::p95: return 3;
    case Stat::p99: return 4;
    case Stat::max: return 5;
    case Stat::mean:
    case Stat::total: break;
  }
  return std::nullopt;
}

Percentiles percentiles_of(std::vector<double>& values) {
  NPCOST_CHECK(!values.empty(), "percentiles are of at least one value");
  Percentiles result{};
  const std::size_t last = values.size() - 1;
  // Ascending points: everything before `from` is already known to be smaller, so each selection looks at less.
  std::size_t from = 0;
  for (std::size_t i = 0; i < percentile_count; ++i) {
    const double position = percentile_points[i] * static_cast<double>(last);
    const std::size_t at = std::min(static_cast<std::size_t>(position), last);
    const double fraction = position - static_cast<double>(at);
    const auto begin = values.begin() + static_cast<std::ptrdiff_t>(from);
    const auto here = values.begin() + static_cast<std::ptrdiff_t>(at);
    std::nth_element(begin, here, values.end());
    double value = *here;
    if (fraction > 0) value += fraction * (*std::min_element(here + 1, values.end()) - value);
    result[i] = value;
    from = at;
  }
  return result;
}

}  // namespace npcost
