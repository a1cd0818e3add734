#include "ui/window/charts/palette.h"

#include <algorithm>
#include <cmath>

namespace npcost::charts {

ImU32 diverging_at(const draw::Theme& theme, double at) {
  const double place = (std::clamp(at, -1.0, 1.0) + 1.0) * 0.5 * static_cast<double>(theme.diverging.size() - 1);
  const auto below = std::min(static_cast<std::size_t>(place), theme.diverging.size() - 2);
  return draw::mixed(theme.diverging[below], theme.diverging[below + 1],
                     static_cast<float>(place - static_cast<double>(below)));
}

ImU32 diverging(const draw::Theme& theme, double ratio, double octaves) {
  if (!(ratio > 0.0)) return std::isfinite(ratio) && ratio == 0.0 ? diverging_at(theme, -1.0) : theme.inset;
  if (!(octaves > 0.0)) octaves = 1.0;
  return diverging_at(theme, std::log2(ratio) / octaves);
}

}  // namespace npcost::charts
