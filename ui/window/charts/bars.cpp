#include "ui/window/charts/bars.h"

#include <algorithm>
#include <cmath>

#include "ui/window/charts/empty.h"
#include "ui/window/charts/hover_table.h"
#include "ui/window/charts/ink.h"
#include "ui/window/draw/text.h"

namespace npcost::charts {

using draw::Face;
using draw::px;
using draw::Rect;
using draw::theme;

namespace {

double counted(double value) { return std::isfinite(value) ? std::max(value, 0.0) : 0.0; }

double total_of(const Bar& bar) {
  double total = 0.0;
  for (const BarPart& part : bar.parts) total += counted(part.value);
  return total;
}

bool whisker_of(const Bar& bar) { return bar.whisker && std::isfinite(*bar.whisker); }

/// Highest value that must be seen; nothing if there is none.
std::optional<double> highest(const BarChart& chart) {
  std::optional<double> top;
  for (const Bar& bar : chart.bars) {
    const bool any =
        std::any_of(bar.parts.begin(), bar.parts.end(), [](const BarPart& p) { return std::isfinite(p.value); });
    if (any) top = std::max(top.value_or(0.0), total_of(bar));
    if (any && whisker_of(bar)) top = std::max(*top, *bar.whisker);
  }
  if (top && chart.budget && std::isfinite(chart.budget->y)) top = std::max(*top, chart.budget->y);
  return top;
}

Scale scale_of(const BarChart& chart, const Rect& plot, double top) {
  Axis axis = chart.x;
  axis.steps = Steps::linear;
  const bool given = chart.x.whole && chart.x.whole->drawable();
  return {Steps::linear, given ? *chart.x.whole : fitted(0.0, top, axis), plot.low.x, plot.high.x};
}

void draw_scale(ImDrawList* list, const Rect& area, const Rect& plot, const BarChart& chart, const Scale& scale) {
  const Ticks ticks = linear_ticks(scale.range, chart.x.ticks, chart.x.display);
  float free_from = area.low.x;
  for (const double at : ticks.at) {
    const float x = scale.pixel(at);
    vertical(list, x, plot.low.y, plot.high.y, theme().grid);
    if (!chart.x.tick_label) continue;
    const std::string label = chart.x.tick_label(at, ticks.step);
    const float width = draw::measure(Face::small, label).x, left = x - width * 0.5f;
    if (left < free_from || left + width > area.high.x) continue;
    draw::text(list, Face::small, {left, plot.high.y + px(7)}, theme().text3, label);
    free_from = left + width + px(8);
  }
}

void draw_bar(ImDrawList* list, const Bar& bar, const Scale& scale, float middle, float half) {
  const float top = draw::snap(middle - half), bottom = draw::snap(middle + half), gap = theme().hairline();
  double sum = 0.0;
  for (const BarPart& part : bar.parts) {
    const float from = draw::snap(scale.pixel(sum));
    sum += counted(part.value);
    const float to = draw::snap(scale.pixel(sum));
    if (to - from > gap)
      list->AddRectFilled({from, top}, {to - gap, bottom}, part.colour);
    else if (to > from)
      list->AddRectFilled({from, top}, {to, bottom}, part.colour);
  }
  if (!whisker_of(bar)) return;
  const float from = draw::snap(scale.pixel(sum)) + px(3), to = draw::snap(scale.pixel(*bar.whisker)), cap = px(5);
  if (to > from) horizontal(list, from, to, middle, theme().text2);
  vertical(list, to, middle - cap, middle + cap + theme().hairline(), theme().text2);
}

void draw_words(ImDrawList* list, const Rect& row, const Rect& plot, const Bar& bar) {
  const Face name = bar.highlighted ? Face::semi : Face::body;
  const float middle = row.centre().y, line = draw::line_height(Face::small);
  draw::text_ellipsis(list, name, {row.low.x + px(8), middle - draw::line_height(name) * 0.5f},
                      plot.low.x - row.low.x - px(18), bar.highlighted ? theme().text : theme().text2, bar.name);
  const float right = row.high.x - px(8), room = right - plot.high.x;
  const bool two = !bar.aside.empty();
  draw::text_right(list, Face::small_semi, {right, two ? middle - line : middle - line * 0.5f}, theme().text,
                   draw::shortened(Face::small_semi, bar.value, room));
  if (two)
    draw::text_right(list, Face::small, {right, middle}, bar.aside_colour != 0 ? bar.aside_colour : theme().text3,
                     draw::shortened(Face::small, bar.aside, room));
}

void draw_parts_table(const BarChart& chart, const Bar& bar, const Rect& plot, float below) {
  HoverTable table;
  table.head = bar.name;
  const double total = total_of(bar);
  const double largest = std::max(total, whisker_of(bar) ? *bar.whisker : 0.0);
  const auto words = [&](double v) {
    return chart.x.value_label ? chart.x.value_label(v, largest) : number_column(v, largest);
  };
  for (const BarPart& part : bar.parts) {
    const double value = counted(part.value);
    table.rows.push_back(
        {part.colour, part.name, words(value), total > 0.0 ? percent(value / total) : std::string(), 0, false});
  }
  table.rows.push_back({0, chart.words.total, words(total), {}, 0, true});
  if (whisker_of(bar)) table.rows.push_back({0, chart.whisker_name, words(*bar.whisker), {}, 0, false});
  draw_hover_table(table, {ImGui::GetIO().MousePos.x, below}, plot, Beside::below);
}

void take_row(const Rect& row, const std::string& name, std::size_t i, BarAnswer& answer) {
  const ImVec2 before = ImGui::GetCursorScreenPos();
  ImGui::SetCursorScreenPos(row.low);
  if (ImGui::InvisibleButton(name.c_str(), {row.width(), row.height()})) answer.clicked = i;
  if (ImGui::IsItemHovered()) answer.hovered = i;
  ImGui::SetCursorScreenPos(before);
}

}  // namespace

BarAnswer draw_bars(ImDrawList* list, const Rect& area, const BarChart& chart) {
  BarAnswer answer;
  answer.plot = {{draw::snap(area.low.x + px(chart.names)), draw::snap(area.low.y)},
                 {draw::snap(area.high.x - px(chart.figures)), draw::snap(area.high.y - px(chart.bottom))}};
  const Rect& plot = answer.plot;
  if (!(plot.width() >= px(20)) || !(plot.height() >= px(12)) || !std::isfinite(plot.low.x) ||
      !std::isfinite(plot.high.y))
    return answer;
  list->PushClipRect(area.low, area.high, true);
  const auto top = highest(chart);
  draw::mark(chart.id, area);
  if (!top) {
    draw_no_data(list, area, chart.words.no_data, chart.empty_reason);
    list->PopClipRect();
    return answer;
  }
  const Scale scale = scale_of(chart, plot, *top);
  answer.range = scale.range;
  const float step = std::min(px(chart.row), plot.height() / static_cast<float>(chart.bars.size()));
  answer.plot.high.y =
      draw::snap(plot.low.y + step * static_cast<float>(chart.bars.size()));  // the scale stands below the last row
  draw_scale(list, area, plot, chart, scale);
  for (std::size_t i = 0; i < chart.bars.size(); ++i) {
    const Bar& bar = chart.bars[i];
    const float y = plot.low.y + step * static_cast<float>(i);
    const Rect row{{area.low.x, draw::snap(y)}, {area.high.x, draw::snap(y + step)}};
    const std::string name = chart.id + ".row." + std::to_string(i);
    draw::mark(name, row, chart.id);
    if (chart.interactive && row.height() >= 1.0f) take_row(row, name, i, answer);
    if (bar.highlighted || answer.hovered == i)
      list->AddRectFilled({row.low.x, row.low.y + px(1)}, {row.high.x, row.high.y - px(1)}, theme().hover, px(6));
    list->PushClipRect({plot.low.x, plot.low.y}, {plot.high.x + px(2), plot.high.y}, true);
    draw_bar(list, bar, scale, draw::snap(row.centre().y), draw::snap(std::min(px(8.5f), step * 0.4f)));
    list->PopClipRect();
    draw_words(list, row, plot, bar);
  }
  if (chart.budget && std::isfinite(chart.budget->y)) {
    vertical_dashed(list, scale.pixel(chart.budget->y), plot.low.y, plot.high.y, chart.budget->colour, px(6), px(4),
                    px(1));
  }
  if (answer.hovered) {
    const float below = plot.low.y + step * static_cast<float>(*answer.hovered + 1);
    draw_parts_table(chart, chart.bars[*answer.hovered], plot, below);
  }
  list->PopClipRect();
  return answer;
}

}  // namespace npcost::charts
