#include "ui/window/charts/spark.h"

#include <algorithm>
#include <cmath>
#include <vector>

#include "ui/window/charts/ink.h"
#include "ui/window/charts/reduce.h"
#include "ui/window/charts/scale.h"

namespace npcost::charts {

using draw::px;
using draw::Rect;
using draw::theme;

namespace {

struct Curve {
  std::vector<std::vector<ImVec2>> runs;
};

Curve curve_of(const Rect& inner, std::span<const double> values, double low, double high) {
  std::vector<double> x(values.size()), edges;
  for (std::size_t i = 0; i < x.size(); ++i) x[i] = static_cast<double>(i);
  const double last = std::max(static_cast<double>(values.size()) - 1.0, 1.0);
  const auto columns = static_cast<std::size_t>(std::clamp(inner.width(), 1.0f, 1024.0f));
  for (std::size_t c = 0; c <= columns; ++c)
    edges.push_back(last * static_cast<double>(c) / static_cast<double>(columns));
  std::vector<Sample> samples;
  reduce(x, values, nullptr, edges, samples);
  const Scale across{Steps::linear, {0.0, last}, inner.low.x, inner.high.x};
  const Scale up{Steps::linear, high > low ? Range{low, high} : Range{low - 1.0, low + 1.0}, inner.high.y, inner.low.y};
  Curve curve;
  curve.runs.emplace_back();
  for (const Sample& s : samples) {
    if (std::isnan(s.y))
      curve.runs.emplace_back();
    else
      curve.runs.back().push_back({across.pixel(s.x), up.range.drawable() ? up.pixel(s.y) : inner.centre().y});
  }
  return curve;
}

}  // namespace

void draw_spark(ImDrawList* list, const Rect& box, std::span<const double> values, ImU32 colour) {
  const float radius = px(2.5f);
  const Rect inner{{box.low.x + radius, box.low.y + radius}, {box.high.x - radius, box.high.y - radius}};
  if (!(inner.width() >= 2.0f) || !(inner.height() >= 2.0f)) return;
  list->PushClipRect(box.low, box.high, true);
  const auto [low, high] = extremes(values, nullptr, 0, values.size());
  if (!(low <= high)) {
    horizontal_dashed(list, inner.low.x, inner.high.x, inner.high.y - theme().hairline(), theme().border_strong, px(3),
                      px(3), 1.0f);
  } else {
    for (const auto& run : curve_of(inner, values, low, high).runs) {
      fill_below(list, run, inner.high.y, draw::faded(colour, 0.30f), draw::faded(colour, 0.0f), inner.low.y);
      stroke(list, run, colour, px(1.5f));
      if (run.size() == 1)
        list->AddCircleFilled(run[0], radius, colour, 16);
      else if (!run.empty() && std::fabs(run.back().x - inner.high.x) < 1.0f)
        list->AddCircleFilled(run.back(), radius, colour, 16);
    }
  }
  list->PopClipRect();
}

}  // namespace npcost::charts
