#include "ui/window/charts/heat_map.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "ui/window/charts/empty.h"
#include "ui/window/charts/heat_parts.h"
#include "ui/window/charts/ink.h"
#include "ui/window/charts/palette.h"
#include "ui/window/draw/text.h"

namespace npcost::charts {

using draw::Face;
using draw::px;
using draw::Rect;
using draw::theme;

namespace {

double between(double a, double b, Steps steps) {
  return steps == Steps::log && a > 0.0 && b > 0.0 ? std::sqrt(a) * std::sqrt(b) : a + (b - a) * 0.5;
}

/// Middles become edges: half way between neighbours, and as far outside of the ends.
std::vector<double> edges_of(std::span<const double> middles, Steps steps) {
  std::vector<double> edges;
  const std::size_t n = middles.size();
  for (std::size_t i = 0; i + 1 < n; ++i) edges.push_back(between(middles[i], middles[i + 1], steps));
  const bool factors = steps == Steps::log && middles.front() > 0.0;
  const auto mirror = [factors](double end, double inner) {
    return factors ? end * (end / inner) : end + (end - inner);
  };
  const double lone = factors ? std::sqrt(2.0) : std::max(std::fabs(middles.front()) * 0.1, 0.5);
  const double first = n > 1     ? mirror(middles.front(), edges.front())
                       : factors ? middles.front() / lone
                                 : middles.front() - lone;
  const double last = n > 1     ? mirror(middles.back(), edges.back())
                      : factors ? middles.back() * lone
                                : middles.back() + lone;
  edges.insert(edges.begin(), first);
  edges.push_back(last);
  return edges;
}

bool ascending(std::span<const double> v) {
  for (std::size_t i = 0; i < v.size(); ++i) {
    if (!std::isfinite(v[i]) || (i > 0 && !(v[i] > v[i - 1]))) return false;
  }
  return !v.empty();
}

bool drawable(const HeatMap& map) {
  if (!ascending(map.xs) || !ascending(map.ys) || map.ratios.size() != map.xs.size() * map.ys.size()) return false;
  return std::any_of(map.ratios.begin(), map.ratios.end(), [](double r) { return std::isfinite(r); });
}

HeatGrid grid_of(const HeatMap& map, const Rect& plot) {
  HeatGrid g;
  const auto steps = [](const Axis& axis, std::span<const double> v) {
    return axis.steps == Steps::log && v.front() > 0.0 ? Steps::log : Steps::linear;
  };
  g.x.steps = steps(map.x, map.xs), g.y.steps = steps(map.y, map.ys);
  g.x_edges = edges_of(map.xs, g.x.steps), g.y_edges = edges_of(map.ys, g.y.steps);
  g.x.range = {g.x_edges.front(), g.x_edges.back()}, g.y.range = {g.y_edges.front(), g.y_edges.back()};
  g.x.from = plot.low.x, g.x.to = plot.high.x, g.y.from = plot.high.y, g.y.to = plot.low.y;
  return g;
}

void draw_cells(ImDrawList* list, const HeatMap& map, const HeatGrid& g) {
  for (std::size_t iy = 0; iy < map.ys.size(); ++iy) {
    const float bottom = draw::snap(g.y.pixel(g.y_edges[iy])), top = draw::snap(g.y.pixel(g.y_edges[iy + 1]));
    for (std::size_t ix = 0; ix < map.xs.size(); ++ix) {
      const float left = draw::snap(g.x.pixel(g.x_edges[ix])), right = draw::snap(g.x.pixel(g.x_edges[ix + 1]));
      const std::size_t cell = iy * map.xs.size() + ix;
      const ImU32 colour = diverging(theme(), map.ratios[cell], map.octaves);
      const bool pale = cell < map.pale.size() && map.pale[cell] != 0;
      list->AddRectFilled({left, top}, {right, bottom}, pale ? draw::mixed(colour, theme().card, 0.55f) : colour);
    }
  }
}

double height_of(const HeatMap& map, std::size_t ix, std::size_t iy) {
  const double r = map.ratios[iy * map.xs.size() + ix];
  return r > 0.0 ? std::log2(r) : r == 0.0 ? -60.0 : std::numeric_limits<double>::quiet_NaN();
}

/// Heights with a border around them whose nodes lie on the edge of the plane, half a cell farther: lines then reach it. They go on as
/// they came; beside a hole they stay level.
std::vector<double> bordered_heights(const HeatMap& map) {
  const std::size_t nx = map.xs.size(), ny = map.ys.size();
  const auto beyond = [](double last, double inner) {
    return std::isfinite(inner) ? last + (last - inner) * 0.5 : last;
  };
  const auto at = [&](std::size_t i, std::size_t iy) {  // one row with its two ends
    if (i > 0 && i <= nx) return height_of(map, i - 1, iy);
    const std::size_t last = i == 0 ? 0 : nx - 1;
    return nx == 1 ? height_of(map, 0, iy) : beyond(height_of(map, last, iy), height_of(map, i == 0 ? 1 : nx - 2, iy));
  };
  std::vector<double> heights;
  for (std::size_t j = 0; j < ny + 2; ++j) {
    for (std::size_t i = 0; i < nx + 2; ++i) {
      const std::size_t last = j == 0 ? 0 : ny - 1;
      if (j > 0 && j <= ny)
        heights.push_back(at(i, j - 1));
      else
        heights.push_back(ny == 1 ? at(i, 0) : beyond(at(i, last), at(i, j == 0 ? 1 : ny - 2)));
    }
  }
  return heights;
}

std::vector<std::vector<ImVec2>> contour_pixels(const HeatMap& map, const HeatGrid& g) {
  const std::size_t nx = map.xs.size(), ny = map.ys.size();
  std::vector<float> px_x, px_y;
  for (std::size_t i = 0; i < nx + 2; ++i)
    px_x.push_back(i == 0 ? g.x.from : i == nx + 1 ? g.x.to : g.x.pixel(map.xs[i - 1]));
  for (std::size_t i = 0; i < ny + 2; ++i)
    px_y.push_back(i == 0 ? g.y.from : i == ny + 1 ? g.y.to : g.y.pixel(map.ys[i - 1]));
  const std::vector<double> heights = bordered_heights(map);
  auto lines = contours(heights, nx + 2, 0.0);
  const auto place = [](const std::vector<float>& nodes, float at) {
    const auto i = std::min(static_cast<std::size_t>(at), nodes.size() - 2);
    return nodes[i] + (nodes[i + 1] - nodes[i]) * (at - static_cast<float>(i));
  };
  for (auto& line : lines) {
    for (ImVec2& p : line) p = {place(px_x, p.x), place(px_y, p.y)};
  }
  return lines;
}

Rect chip(ImDrawList* list, ImVec2 at, const std::string& words, const Rect& inside, ImU32 colour) {
  const ImVec2 size = draw::measure(Face::small_semi, words);
  const float left =
      std::clamp(at.x, inside.low.x + px(2), std::max(inside.low.x + px(2), inside.high.x - size.x - px(14)));
  const float top = std::clamp(at.y - size.y * 0.5f - px(2), inside.low.y + px(2),
                               std::max(inside.low.y + px(2), inside.high.y - size.y - px(6)));
  const Rect box{{draw::snap(left), draw::snap(top)},
                 {draw::snap(left) + size.x + px(12), draw::snap(top) + size.y + px(4)}};
  list->AddRectFilled(box.low, box.high, draw::faded(theme().card, 0.88f), px(4));
  draw::text(list, Face::small_semi, {box.low.x + px(6), box.low.y + px(2)}, colour, words);
  return box;
}

void draw_contour(ImDrawList* list, const HeatMap& map, const HeatGrid& g, const Rect& plot) {
  const auto lines = contour_pixels(map, g);
  const std::vector<ImVec2>* longest = nullptr;
  for (const auto& line : lines) {
    stroke(list, line, draw::faded(theme().card, 0.75f), px(4));
    stroke(list, line, theme().text, px(1.75f));
    if (longest == nullptr || line.size() > longest->size()) longest = &line;
  }
  if (longest == nullptr || map.contour_label.empty() || plot.width() < px(150) || plot.height() < px(70)) return;
  // On the half of the line that is farther from the operating point.
  const ImVec2 early = (*longest)[longest->size() / 5], late = (*longest)[longest->size() * 4 / 5];
  ImVec2 at = early;
  if (map.operating) {
    const ImVec2 o{g.x.pixel(map.operating->x), g.y.pixel(map.operating->y)};
    const auto far = [o](ImVec2 p) { return (p.x - o.x) * (p.x - o.x) + (p.y - o.y) * (p.y - o.y); };
    if (far(late) > far(early)) at = late;
  }
  chip(list, {at.x + px(8), at.y}, map.contour_label, plot, theme().text);
}

void draw_operating(ImDrawList* list, const HeatMap& map, const HeatGrid& g, const Rect& plot) {
  if (!map.operating || !std::isfinite(map.operating->x) || !std::isfinite(map.operating->y)) return;
  const ImVec2 at{g.x.pixel(map.operating->x), g.y.pixel(map.operating->y)};
  if (!plot.holds(at)) return;
  list->AddCircleFilled(at, px(8.5f), theme().card, 28);
  list->AddCircleFilled(at, px(6.5f), theme().text, 28);
  list->AddCircleFilled(at, px(3), theme().card, 20);
  if (map.operating_label.empty()) return;
  const float width = draw::measure(Face::small_semi, map.operating_label).x + px(12);
  const bool left = at.x + px(13) + width > plot.high.x;
  chip(list, {left ? at.x - px(13) - width : at.x + px(13), at.y}, map.operating_label, plot, theme().text);
}

void draw_colour_bar(ImDrawList* list, const HeatMap& map, const Rect& plot, const Rect& area) {
  const float left = draw::snap(plot.high.x + px(12)), wide = px(9);
  const auto rows = static_cast<int>(plot.height());
  for (int i = 0; i < rows; ++i) {
    const double at = 1.0 - 2.0 * (static_cast<double>(i) + 0.5) / rows;
    const float y = plot.low.y + static_cast<float>(i);
    list->AddRectFilled({left, y}, {left + wide, y + 1.0f}, diverging_at(theme(), at));
  }
  const float half = draw::line_height(Face::small) * 0.5f;
  const int ticks = plot.height() > px(90) ? 4 : 2;
  for (int i = 0; i <= ticks; ++i) {
    const double at = 1.0 - 2.0 * i / ticks;
    const float y = std::clamp(plot.low.y + plot.height() * static_cast<float>(i) / static_cast<float>(ticks) - half,
                               plot.low.y - px(2), plot.high.y - 2 * half + px(2));
    draw::text(list, Face::small, {left + wide + px(6), y}, theme().text3, percent(std::exp2(at * map.octaves)));
  }
  draw::text_right(list, Face::small, {area.high.x, area.low.y}, theme().text3, map.ratio_title);
}

void draw_heat_axes(ImDrawList* list, const HeatMap& map, const HeatGrid& g, const Rect& area, const Rect& plot) {
  const float half = draw::line_height(Face::small) * 0.5f;
  Axis x = map.x, y = map.y;
  x.steps = g.x.steps, y.steps = g.y.steps;
  const Ticks across = x.ticks_of(g.x.range), up = y.ticks_of(g.y.range);
  for (const double at : up.at) {
    if (!y.tick_label) break;
    draw::text_right(list, Face::small,
                     {plot.low.x - px(7), std::min(g.y.pixel(at) - half, plot.high.y - 2 * half + px(3))},
                     theme().text3, y.tick_label(at, up.step));
  }
  float free_from = area.low.x;
  for (const double at : across.at) {
    if (!x.tick_label) break;
    const std::string label = x.tick_label(at, across.step);
    const float width = draw::measure(Face::small, label).x, left = g.x.pixel(at) - width * 0.5f;
    if (left < free_from || left + width > area.high.x) continue;
    draw::text(list, Face::small, {left, plot.high.y + px(6)}, theme().text3, label);
    free_from = left + width + px(8);
  }
  draw::text_ellipsis(list, Face::small, area.low, plot.width() * 0.7f, theme().text3, map.y.title);
  if (!map.x.title.empty())
    draw::text_centre(list, Face::small, {plot.centre().x, area.high.y - 2 * half - px(1)}, theme().text3, map.x.title);
}

}  // namespace

HeatAnswer draw_heat_map(ImDrawList* list, const Rect& area, const HeatMap& map) {
  HeatAnswer answer;
  const float line = draw::line_height(Face::small);
  const bool titled = !map.y.title.empty() || !map.ratio_title.empty();
  answer.plot = {{draw::snap(area.low.x + px(map.left)), draw::snap(area.low.y + (titled ? line + px(5) : px(4)))},
                 {draw::snap(area.high.x - px(map.right)),
                  draw::snap(area.high.y - px(map.bottom) - (map.x.title.empty() ? 0.0f : line))}};
  const Rect& plot = answer.plot;
  if (!(plot.width() >= px(16)) || !(plot.height() >= px(16)) || !std::isfinite(plot.low.x) ||
      !std::isfinite(plot.high.y))
    return answer;
  list->PushClipRect(area.low, area.high, true);
  draw::mark(map.id, plot);
  if (!drawable(map)) {
    draw_no_data(list, area, map.words.no_data, map.empty_reason);
    list->PopClipRect();
    return answer;
  }
  const HeatGrid grid = grid_of(map, plot);
  if (map.interactive) take_heat_mouse(map, grid, answer);
  list->PushClipRect(plot.low, plot.high, true);
  draw_cells(list, map, grid);
  draw_contour(list, map, grid, plot);
  draw_operating(list, map, grid, plot);
  const std::optional<std::size_t> pointed = answer.cell ? answer.cell : map.cursor;
  if (pointed && *pointed < map.ratios.size()) draw_heat_hover(list, map, grid, *pointed, plot);
  list->PopClipRect();
  draw_heat_axes(list, map, grid, area, plot);
  draw_colour_bar(list, map, plot, area);
  list->PopClipRect();
  return answer;
}

}  // namespace npcost::charts
