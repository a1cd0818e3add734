// Labels of budgets and events, which look for a free place.

#include <algorithm>
#include <cmath>
#include <limits>
#include <string>

#include "ui/window/charts/ink.h"
#include "ui/window/charts/xy_parts.h"
#include "ui/window/draw/text.h"

namespace npcost::charts {

using draw::Face;
using draw::px;
using draw::Rect;
using draw::theme;

namespace {

bool crosses(const Rect& box, ImVec2 a, ImVec2 b) {
  if (std::max(a.x, b.x) < box.low.x || std::min(a.x, b.x) > box.high.x) return false;
  const float dx = b.x - a.x;
  // The heights of the segment over the box's width.
  const auto height_at = [&](float x) {
    return std::fabs(dx) < 1e-3f ? a.y : a.y + (b.y - a.y) * std::clamp((x - a.x) / dx, 0.0f, 1.0f);
  };
  const float y0 = height_at(box.low.x), y1 = height_at(box.high.x);
  const float low = std::fabs(dx) < 1e-3f ? std::min(a.y, b.y) : std::min(y0, y1),
              high = std::fabs(dx) < 1e-3f ? std::max(a.y, b.y) : std::max(y0, y1);
  return high >= box.low.y && low <= box.high.y;
}

bool overlap(const Rect& a, const Rect& b) {
  return a.low.x < b.high.x && b.low.x < a.high.x && a.low.y < b.high.y && b.low.y < a.high.y;
}

/// How much a label here would hide.
int cost_of(const XyParts& parts, const Rect& box) {
  int cost = 0;
  for (const Rect& label : parts.labels) cost += overlap(box, label) ? 1000 : 0;
  for (const auto& line : parts.lines) {
    for (std::size_t i = 0; i + 1 < line.size(); ++i) cost += crosses(box, line[i], line[i + 1]) ? 1 : 0;
  }
  const bool outside = box.low.x < parts.plot.low.x || box.high.x > parts.plot.high.x || box.low.y < parts.plot.low.y ||
                       box.high.y > parts.plot.high.y;
  return cost + (outside ? 5000 : 0);
}

constexpr int places = 6;

/// Right, middle, left; above and below the line. With a wide future, "right" is inside it anyway.
Rect place_of(const XyParts& parts, int place, float line, ImVec2 size) {
  const float left = place / 2 == 0   ? parts.plot.high.x - size.x - px(9)
                     : place / 2 == 1 ? parts.plot.low.x + px(9)
                                      : parts.plot.centre().x - size.x * 0.5f;
  const float top = place % 2 == 0 ? line - size.y - px(4) : line + px(5);
  return {{draw::snap(left), draw::snap(top)}, {draw::snap(left) + size.x, draw::snap(top) + size.y}};
}

int choose(const XyParts& parts, int before, float line, ImVec2 size) {
  const auto cost = [&](int place) { return cost_of(parts, place_of(parts, place, line, size)); };
  int best = before >= 0 && before < places ? before : 0;
  int least = cost(best);
  if (least == 0) return best;
  for (int place = 0; place < places; ++place) {
    const int c = cost(place);
    if (c * 2 < least) best = place, least = c;  // moving has to be worth it
  }
  return best;
}

}  // namespace

void draw_budgets(XyParts& parts) {
  auto& remembered = parts.state.budget_places;
  remembered.resize(parts.chart.budgets.size(), -1);
  for (std::size_t i = 0; i < parts.chart.budgets.size(); ++i) {
    const Budget& budget = parts.chart.budgets[i];
    if (!std::isfinite(budget.y) || (parts.y.steps == Steps::log && budget.y <= 0.0)) continue;
    const float y = draw::snap(parts.y.pixel(budget.y));
    if (y < parts.plot.low.y || y > parts.plot.high.y) continue;
    horizontal_dashed(parts.list, parts.plot.low.x, parts.plot.high.x, y, draw::faded(budget.colour, 0.9f), px(6),
                      px(4), px(1));
    const ImVec2 size = draw::measure(Face::small_semi, budget.label);
    if (budget.label.empty() || size.x + px(18) > parts.plot.width()) continue;
    remembered[i] = choose(parts, remembered[i], y, size);
    const Rect box = place_of(parts, remembered[i], y, size);
    const Rect around{{box.low.x - px(5), box.low.y - px(1)}, {box.high.x + px(5), box.high.y + px(1)}};
    parts.list->AddRectFilled(around.low, around.high, draw::faded(theme().card, 0.84f), px(4));
    draw::text(parts.list, Face::small_semi, box.low, budget.colour, budget.label);
    parts.labels.push_back(around);
    draw::mark(parts.chart.id + ".budget." + std::to_string(i), around);
  }
}

void draw_flags(XyParts& parts) {
  const float high = draw::snap(draw::line_height(Face::small) + px(4));
  for (std::size_t i = 0; i < parts.chart.flags.size(); ++i) {
    const Flag& flag = parts.chart.flags[i];
    if (!std::isfinite(flag.x) || flag.x < parts.x.range.low || flag.x > parts.x.range.high) continue;
    const float x = draw::snap(parts.x.pixel(flag.x));
    // A label that stands in the line's way, low in the plot, ends it.
    float bottom = parts.plot.high.y;
    for (const Rect& r : parts.labels) {
      if (x >= r.low.x && x < r.high.x && r.low.y > parts.plot.centre().y) bottom = std::min(bottom, r.low.y - px(3));
    }
    vertical_dashed(parts.list, x, parts.plot.low.y, bottom, draw::faded(theme().text2, 0.55f), px(3), px(3),
                    theme().hairline());
    const std::string label = draw::shortened(Face::small, flag.label, parts.plot.width() - px(12));
    const float wide = draw::measure(Face::small, label).x + px(12);
    const float left = x + wide > parts.plot.high.x ? std::max(x - wide + theme().hairline(), parts.plot.low.x) : x;
    for (int row = 0; row < 3 && !label.empty(); ++row) {
      const float top = draw::snap(parts.plot.low.y) + static_cast<float>(row) * (high + px(3));
      const Rect box{{left, top}, {draw::snap(left + wide), top + high}};
      const bool taken =
          std::any_of(parts.labels.begin(), parts.labels.end(), [&](const Rect& r) { return overlap(r, box); });
      if (taken || box.high.y > parts.plot.high.y) continue;
      parts.list->AddRectFilled(box.low, box.high, theme().inset, px(4));
      compat::rect(parts.list, box.low, box.high, theme().border_strong, px(4), theme().hairline());
      draw::text(parts.list, Face::small, {box.low.x + px(6), top + px(2)}, theme().text2, label);
      parts.labels.push_back(box);
      draw::mark(parts.chart.id + ".flag." + std::to_string(i), box);
      break;
    }
  }
}

}  // namespace npcost::charts
