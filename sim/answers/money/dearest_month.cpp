#include "sim/answers/money/dearest_month.h"

#include <algorithm>
#include <cstddef>

namespace npcost {

DearestMonth dearest_month(std::span<const Money> by_hour) {
  const std::size_t length = std::min<std::size_t>(by_hour.size(), hours_of_month);
  DearestMonth dearest{{}, 0, static_cast<std::uint32_t>(length)};
  Money sum;
  for (std::size_t hour = 0; hour < length; ++hour) sum += by_hour[hour];
  dearest.cost = sum;
  for (std::size_t first = 24; first + length <= by_hour.size(); first += 24) {
    for (std::size_t hour = first - 24; hour < first; ++hour) {
      sum = sum - by_hour[hour];
      sum += by_hour[hour + length];
    }
    if (sum > dearest.cost) dearest = {sum, static_cast<std::uint32_t>(first), static_cast<std::uint32_t>(length)};
  }
  return dearest;
}

}  // namespace npcost
