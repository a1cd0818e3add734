// Grid, ticks, titles, the shade of the future, and what is said when there is nothing to show.

#include <algorithm>
#include <cmath>
#include <string>

#include "ui/window/charts/empty.h"
#include "ui/window/charts/ink.h"
#include "ui/window/charts/xy_parts.h"
#include "ui/window/draw/text.h"

namespace npcost::charts {

using draw::Face;
using draw::px;
using draw::Rect;
using draw::theme;

namespace {

void draw_y_ticks(XyParts& parts) {
  const Ticks ticks = parts.chart.y.ticks_of(parts.y.range);
  const float half = draw::line_height(Face::small) * 0.5f;
  float last = parts.area.high.y * 2.0f;
  for (const double at : ticks.at) {
    const float y = parts.y.pixel(at);
    const bool floor = std::fabs(y - parts.plot.high.y) < 1.0f;
    if (!floor) horizontal(parts.list, parts.plot.low.x, parts.plot.high.x, y, theme().grid);
    if (!parts.chart.y.tick_label || last - y < 2.2f * half) continue;
    const std::string label = parts.chart.y.tick_label(at, ticks.step);
    const float room = parts.plot.low.x - px(8) - parts.area.low.x, needed = draw::measure(Face::small, label).x;
    if (needed > room + 0.5f) draw::ground().marks.too_wide(label, needed, room);
    draw::text_right(parts.list, Face::small, {parts.plot.low.x - px(8), y - half}, theme().text3,
                     draw::shortened(Face::small, label, room));
    last = y;
  }
}

void draw_x_ticks(XyParts& parts) {
  const Ticks ticks = parts.chart.x.ticks_of(parts.x.range);
  float free_from = parts.area.low.x;
  for (const double at : ticks.at) {
    const float x = std::min(parts.x.pixel(at), parts.plot.high.x - theme().hairline());
    vertical(parts.list, x, parts.plot.high.y, parts.plot.high.y + px(4), theme().border_strong);
    if (!parts.chart.x.tick_label) continue;
    const std::string label = parts.chart.x.tick_label(at, ticks.step);
    const float width = draw::measure(Face::small, label).x;
    const float left =
        std::clamp(x - width * 0.5f, parts.area.low.x, std::max(parts.area.low.x, parts.area.high.x - width));
    if (left < free_from) continue;
    draw::text(parts.list, Face::small, {left, parts.plot.high.y + px(7)}, theme().text3, label);
    free_from = left + width + px(8);
  }
}

}  // namespace

void draw_axes(XyParts& parts) {
  if (!parts.empty) draw_y_ticks(parts);
  draw_x_ticks(parts);
  horizontal(parts.list, parts.plot.low.x, parts.plot.high.x, parts.plot.high.y, theme().border_strong);
  if (!parts.chart.y.title.empty()) {
    draw::text_ellipsis(parts.list, Face::small, {parts.area.low.x, parts.area.low.y}, parts.area.width(),
                        theme().text3, parts.chart.y.title);
  }
  if (!parts.chart.x.title.empty()) {
    const float top = parts.area.high.y - draw::line_height(Face::small) - px(1);
    const float width = std::min(draw::measure(Face::small, parts.chart.x.title).x, parts.plot.width());
    draw::text_ellipsis(parts.list, Face::small, {parts.plot.centre().x - width * 0.5f, top}, parts.plot.width(),
                        theme().text3, parts.chart.x.title);
  }
}

void draw_future(XyParts& parts) {
  const auto& now = parts.chart.now;
  if (!now || !std::isfinite(*now) || *now >= parts.x.range.high) return;
  const float x = std::max(draw::snap(parts.x.pixel(*now)), parts.plot.low.x);
  parts.list->AddRectFilled({x, parts.plot.low.y}, parts.plot.high, theme().future);
  const float room = parts.plot.high.x - x;
  const std::string& words = parts.chart.words.not_simulated;
  const float width = draw::measure(Face::small, words).x;
  if (parts.chart.say_not_simulated && width + px(16) < room && parts.plot.height() > px(60)) {
    const ImVec2 at{x + (room - width) * 0.5f, parts.plot.high.y - draw::line_height(Face::small) - px(8)};
    draw::text(parts.list, Face::small, at, theme().text3, words);
    parts.labels.push_back({{at.x - px(4), at.y}, {at.x + width + px(4), at.y + draw::line_height(Face::small)}});
  }
}

void draw_empty(XyParts& parts) {
  const Words& words = parts.chart.words;
  if (parts.all_hidden)
    draw_no_data(parts.list, parts.plot, words.all_hidden, {});
  else
    draw_no_data(parts.list, parts.plot, words.no_data, parts.chart.empty_reason);
}

void draw_notes(XyParts& parts) {
  if (parts.below_log == 0) return;
  std::string words = parts.chart.words.below_log;
  const std::size_t hole = words.find("{}");
  if (hole != std::string::npos) words.replace(hole, 2, count(static_cast<double>(parts.below_log)));
  const float height = draw::line_height(Face::small);
  const ImVec2 at{parts.plot.low.x + px(8), parts.plot.high.y - height - px(6)};
  const std::string shown = draw::shortened(Face::small, words, parts.plot.width() - px(16));
  const float width = draw::measure(Face::small, shown).x;
  if (width <= 0.0f || parts.plot.height() < height * 2.0f) return;
  parts.list->AddRectFilled({at.x - px(5), at.y - px(2)}, {at.x + width + px(5), at.y + height + px(2)},
                            draw::faded(theme().card, 0.86f), px(4));
  draw::text(parts.list, Face::small, at, theme().words(draw::Status::warn), shown);
}

}  // namespace npcost::charts
