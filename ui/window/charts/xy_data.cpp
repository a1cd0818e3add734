// What the data of a chart span.

#include <algorithm>
#include <cmath>
#include <limits>

#include "ui/window/charts/xy_parts.h"

namespace npcost::charts {

namespace {

constexpr double infinite = std::numeric_limits<double>::infinity();

struct Span {
  double low = infinite, high = -infinite;
  void take(double value) {
    if (!std::isfinite(value)) return;
    low = std::min(low, value), high = std::max(high, value);
  }
};

/// The ends of an ascending x; what is not finite at the ends is skipped.
void take_ends(Span& span, std::span<const double> x) {
  const auto finite = [](double v) { return std::isfinite(v); };
  const auto first = std::find_if(x.begin(), x.end(), finite);
  if (first == x.end()) return;
  span.take(*first);
  span.take(*std::find_if(x.rbegin(), x.rend(), finite));
}

/// What an axis can show of these values: all, or those above 0.
void take_values(Span& span, std::span<const double> values, const Pyramid* pyramid, Steps steps,
                 std::size_t& below_log) {
  const auto [low, high] = extremes(values, pyramid, 0, values.size());
  if (!(low <= high)) return;
  if (steps == Steps::linear || low > 0.0) {
    span.take(low), span.take(high);
    return;
  }
  for (const double v : values) {
    if (v > 0.0)
      span.take(v);
    else if (std::isfinite(v))
      ++below_log;
  }
}

}  // namespace

std::vector<double> layer_totals(const XyParts& parts) {
  std::vector<double> totals(parts.chart.layers_x.size(), std::numeric_limits<double>::quiet_NaN());
  for (const Layer& layer : parts.chart.layers) {
    if (!parts.shows(layer.legend)) continue;
    const std::size_t size = std::min(totals.size(), layer.y.size());
    for (std::size_t i = 0; i < size; ++i) {
      if (!std::isfinite(layer.y[i])) continue;
      totals[i] = (std::isnan(totals[i]) ? 0.0 : totals[i]) + std::max(layer.y[i], 0.0);
    }
  }
  return totals;
}

void find_ranges(XyParts& parts) {
  const XyChart& chart = parts.chart;
  Span xs, ys;
  bool any_shown = false, any_data = false;
  const auto has_data = [](std::span<const double> v) {
    return std::any_of(v.begin(), v.end(), [](double d) { return std::isfinite(d); });
  };
  for (const Series& series : chart.series) {
    take_ends(xs, series.x);
    if (!parts.shows(series.legend)) {
      any_data = any_data || has_data(series.y);
      continue;
    }
    any_shown = true;
    take_values(ys, series.y, series.pyramid, chart.y.steps, parts.below_log);
    if (series.kind == Series::Kind::band)
      take_values(ys, series.high, series.high_pyramid, chart.y.steps, parts.below_log);
  }
  if (!chart.layers.empty()) {
    take_ends(xs, chart.layers_x);
    const std::vector<double> totals = layer_totals(parts);
    const bool shown =
        std::any_of(chart.layers.begin(), chart.layers.end(), [&](const Layer& l) { return parts.shows(l.legend); });
    any_shown = any_shown || shown;
    any_data = any_data ||
               std::any_of(chart.layers.begin(), chart.layers.end(), [&](const Layer& l) { return has_data(l.y); });
    take_values(ys, totals, nullptr, chart.y.steps, parts.below_log);
    if (chart.y.steps == Steps::linear && ys.low <= ys.high) ys.take(0.0);
  }
  parts.empty = !(ys.low <= ys.high) || !(xs.low <= xs.high);
  parts.all_hidden = parts.empty && !any_shown && any_data;
  for (const Budget& budget : chart.budgets) {
    if (chart.y.steps == Steps::linear || budget.y > 0.0) ys.take(budget.y);
  }
  const bool whole_usable =
      chart.y.whole && chart.y.whole->drawable() && (chart.y.steps == Steps::linear || chart.y.whole->low > 0.0);
  parts.whole_y = whole_usable ? *chart.y.whole : fitted(ys.low, ys.high, chart.y);
  if (chart.x.whole && chart.x.whole->drawable())
    parts.whole_x = *chart.x.whole;
  else if (xs.high - xs.low > 0.0 && std::isfinite(xs.high - xs.low))
    parts.whole_x = {xs.low, xs.high};
  else if (xs.low <= xs.high)
    parts.whole_x = {xs.low - std::max(std::fabs(xs.low) * 0.1, 0.5),
                     xs.high + std::max(std::fabs(xs.high) * 0.1, 0.5)};
  if (!parts.whole_x.drawable()) parts.whole_x = {0.0, 1.0};
}

void set_scales(XyParts& parts) {
  const Steps x_steps = parts.chart.x.steps == Steps::log && parts.whole_x.low > 0.0 ? Steps::log : Steps::linear;
  parts.x = {x_steps, seen_of(parts.view, parts.whole_x, x_steps), parts.plot.low.x, parts.plot.high.x};
  parts.y = {parts.chart.y.steps, seen_of(parts.state.y, parts.whole_y, parts.chart.y.steps), parts.plot.high.y,
             parts.plot.low.y};
  const auto columns = static_cast<std::size_t>(std::clamp(parts.plot.width(), 1.0f, 4096.0f));
  parts.edges.resize(columns + 1);
  const float wide = parts.plot.width() / static_cast<float>(columns);
  for (std::size_t c = 0; c <= columns; ++c)
    parts.edges[c] = parts.x.value(parts.plot.low.x + wide * static_cast<float>(c));
  parts.edges.front() = parts.x.range.low;
  parts.edges.back() = parts.x.range.high;
}

}  // namespace npcost::charts
