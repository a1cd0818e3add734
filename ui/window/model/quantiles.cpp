#include "ui/window/model/quantiles.h"

#include <algorithm>

#include "sim/base/check.h"

namespace npcost::window {

MiddleAndTail middle_and_tail(std::vector<double>& values) {
  NPCOST_CHECK(!values.empty(), "percentiles are of at least one value");
  const std::size_t last = values.size() - 1;
  std::size_t from = 0;   // everything before it is known to be smaller
  const auto percentile = [&](double point) {
    const double position = point * static_cast<double>(last);
    const std::size_t at = std::min(static_cast<std::size_t>(position), last);
    const double fraction = position - static_cast<double>(at);
    const auto here = values.begin() + static_cast<std::ptrdiff_t>(at);
    std::nth_element(values.begin() + static_cast<std::ptrdiff_t>(from), here, values.end());
    double value = *here;
    if (fraction > 0) value += fraction * (*std::min_element(here + 1, values.end()) - value);
    from = at;
    return value;
  };
  const double middle = percentile(0.50);
  return {middle, percentile(0.95)};
}

}  // namespace npcost::window
