#include "ui/window/charts/axis.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace npcost::charts {

namespace {

constexpr double least = 1e-290, most = 1e290;  // products and ratios of these stay finite

Range fitted_linear(double low, double high, const Axis& axis) {
  if (low > high || !std::isfinite(low) || !std::isfinite(high)) return {0.0, 1.0};
  low = std::clamp(low, -most, most), high = std::clamp(high, -most, most);
  if (axis.from_zero && low >= 0.0) low = 0.0;
  if (axis.from_zero && high <= 0.0 && low < 0.0) high = 0.0;
  if (high - low <= std::max(std::fabs(low), std::fabs(high)) * 1e-9) {  // one value
    const double air = std::max(std::fabs(high) * 0.1, least);
    if (high == 0.0) return {0.0, 1.0};
    return {low - air, high + air};
  }
  const double air = (high - low) * 0.04;
  const Ticks ticks = linear_ticks({low, high + air}, axis.ticks, axis.display);
  const double grain = ticks.step / 4.0;
  if (!(grain > 0.0)) return {low, high};
  const auto down = [grain](double v) { return std::floor(v / grain + 1e-9) * grain; };
  const auto up = [grain](double v) { return std::ceil(v / grain - 1e-9) * grain; };
  const Range range{low == 0.0 ? 0.0 : down(low - air), high == 0.0 ? 0.0 : up(high + air)};
  return range.drawable() ? range : Range{low, high};
}

Range fitted_log(double low, double high, const Axis& axis) {
  if (!(low > 0.0) || low > high || !std::isfinite(high)) return {0.1, 1.0};
  low = std::clamp(low, least, most), high = std::clamp(high, least, most);
  const double display = axis.display > 0.0 ? axis.display : 1.0;
  // The next of a few round numbers, as shown: fine enough to waste little room, coarse enough to stand still.
  const auto round_to = [display](double value, bool up) {
    const double shown = value * display;
    const double power = std::pow(10.0, std::floor(std::log10(shown)));
    double best = up ? 10.0 * power : power;
    for (const double digit : {1.0, 1.5, 2.0, 3.0, 4.0, 6.0, 8.0}) {
      const double candidate = digit * power;
      if (up && candidate >= shown * (1.0 - 1e-9)) best = std::min(best, candidate);
      if (!up && candidate <= shown * (1.0 + 1e-9)) best = std::max(best, candidate);
    }
    return best / display;
  };
  const Range range{round_to(low / 1.12, false), round_to(high * 1.12, true)};
  return range.drawable() && range.low > 0.0 ? range : Range{low * 0.5, high * 2.0};
}

}  // namespace

Ticks Axis::ticks_of(const Range& seen) const {
  if (kind == Kind::time) return time_ticks(seen, ticks, start);
  return steps == Steps::log ? log_ticks(seen, ticks, display) : linear_ticks(seen, ticks, display);
}

Axis number_axis(std::string title) {
  Axis axis;
  axis.title = std::move(title);
  axis.tick_label = number_tick;
  axis.value_label = number_column;
  return axis;
}

Axis money_axis(const MoneyStyle& style, std::string title) {
  Axis axis;
  axis.title = std::move(title);
  axis.display = style.rate;
  axis.tick_label = [style](double value, double step) { return money_tick(value, step, style); };
  axis.value_label = [style](double value, double largest) { return money_column(value, largest, style); };
  return axis;
}

Axis percent_axis(std::string title) {
  Axis axis;
  axis.title = std::move(title);
  axis.display = 100.0;
  axis.tick_label = percent_tick;
  axis.value_label = [](double value, double) { return percent(value, 1); };
  return axis;
}

Axis time_axis(const Range& whole, const TimeStyle& style, std::string title) {
  Axis axis;
  axis.kind = Axis::Kind::time;
  axis.whole = whole;
  axis.title = std::move(title);
  axis.ticks = 8;
  axis.start = style.start;
  TimeStyle own = style;
  own.one_day = whole.low >= 0.0 && whole.high <= 24.0;
  axis.tick_label = [own](double value, double step) { return time_tick(value, step, own); };
  axis.value_label = [style](double value, double) { return time_text(value, style); };
  return axis;
}

Range fitted(double low, double high, const Axis& axis) {
  return axis.steps == Steps::log ? fitted_log(low, high, axis) : fitted_linear(low, high, axis);
}

}  // namespace npcost::charts
