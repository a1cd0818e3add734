#include "ui/window/charts/xy_chart.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "ui/window/charts/ink.h"
#include "ui/window/charts/xy_parts.h"
#include "ui/window/draw/text.h"

namespace npcost::charts {

using draw::Face;
using draw::px;
using draw::Rect;
using draw::theme;

namespace {

Rect plot_in(const Rect& area, const XyChart& chart) {
  const float above = px(chart.top) + (chart.y.title.empty() ? 0.0f : draw::line_height(Face::small) + px(4));
  const float below = px(chart.bottom) + (chart.x.title.empty() ? 0.0f : draw::line_height(Face::small) + px(3));
  return {{draw::snap(area.low.x + px(chart.left)), draw::snap(area.low.y + above)},
          {draw::snap(area.high.x - px(chart.right)), draw::snap(area.high.y - below)}};
}

bool finite(const Rect& r) {
  return std::isfinite(r.low.x) && std::isfinite(r.low.y) && std::isfinite(r.high.x) && std::isfinite(r.high.y);
}

void draw_zoom_box(const XyParts& parts) {
  if (!parts.state.boxing || !parts.state.dragging) return;
  const ImVec2 a = parts.state.drag_from, b = ImGui::GetIO().MousePos;
  const Rect box{{std::max(std::min(a.x, b.x), parts.plot.low.x), std::max(std::min(a.y, b.y), parts.plot.low.y)},
                 {std::min(std::max(a.x, b.x), parts.plot.high.x), std::min(std::max(a.y, b.y), parts.plot.high.y)}};
  parts.list->AddRectFilled(box.low, box.high, theme().accent_dim);
  compat::rect(parts.list, box.low, box.high, theme().accent, 0.0f, theme().hairline());
}

/// Everything that lies in the plot.
void draw_inside(XyParts& parts, const XyAnswer& answer) {
  parts.list->PushClipRect(parts.plot.low, {parts.plot.high.x + 1.0f, parts.plot.high.y + 1.0f}, true);
  draw_future(parts);
  draw_layers(parts);
  draw_series(parts);
  const auto& now = parts.chart.now;
  if (now && *now >= parts.x.range.low && *now < parts.x.range.high)
    vertical(parts.list, parts.x.pixel(*now), parts.plot.low.y, parts.plot.high.y, theme().accent);
  const auto at = answer.hovered_x ? answer.hovered_x : parts.state.linked_x;
  if (at) draw_cross_hair(parts, *at);
  draw_flags(parts);
  draw_budgets(parts);
  draw_notes(parts);
  if (at) draw_hover(parts, *at, answer.hovered_x.has_value() || parts.state.table_at_linked);
  draw_zoom_box(parts);
  parts.list->PopClipRect();
}

}  // namespace

Series line_series(std::string name, ImU32 colour, std::span<const double> x, std::span<const double> y, int legend) {
  Series series;
  series.name = std::move(name);
  series.colour = colour;
  series.x = x, series.y = y;
  series.legend = legend;
  return series;
}

Series band_series(std::string name, ImU32 colour, std::span<const double> x, std::span<const double> low,
                   std::span<const double> high, int legend) {
  Series series = line_series(std::move(name), colour, x, low, legend);
  series.kind = Series::Kind::band;
  series.high = high;
  return series;
}

XyAnswer draw_xy(ImDrawList* list, const Rect& area, const XyChart& chart, XyState& state, View& x_view) {
  XyAnswer answer;
  answer.empty = true;
  if (!finite(area)) return answer;
  XyParts parts{list, chart, state, x_view, area, plot_in(area, chart), {}, {}, {}, {}, {}, {}, {}, 0, true, false};
  answer.plot = parts.plot;
  if (parts.plot.width() < px(16) || parts.plot.height() < px(12)) return answer;
  find_ranges(parts);
  set_scales(parts);
  answer.empty = parts.empty;
  if (chart.interactive && !parts.empty) take_input(parts, answer);
  answer.seen_x = parts.x.range;
  answer.seen_y = parts.y.range;
  draw::mark(chart.id, parts.plot);
  list->PushClipRect(area.low, area.high, true);
  draw_axes(parts);
  if (parts.empty) {
    draw_future(parts);
    draw_empty(parts);
  } else {
    draw_inside(parts, answer);
  }
  list->PopClipRect();
  return answer;
}

}  // namespace npcost::charts
