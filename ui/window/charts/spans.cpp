#include "ui/window/charts/spans.h"

#include <algorithm>
#include <cmath>

#include "ui/window/charts/ink.h"
#include "ui/window/draw/text.h"

namespace npcost::charts {

using draw::Face;
using draw::px;
using draw::Rect;
using draw::theme;

namespace {

void draw_grid(ImDrawList* list, const SpanChart& chart, const Scale& scale, const Rect& plot) {
  for (const double at : chart.x.ticks_of(scale.range).at) vertical(list, scale.pixel(at), plot.low.y, plot.high.y, theme().grid);
}

/// The stretch fades where it is open: nobody knows where it ends.
void draw_stretch(ImDrawList* list, const Span& span, const Scale& scale, float middle, float half) {
  const float from = draw::snap(scale.pixel(*span.low)), top = draw::snap(middle - half), bottom = draw::snap(middle + half);
  const ImU32 body = draw::faded(span.colour, 0.45f);
  if (span.high) {
    const float to = std::max(draw::snap(scale.pixel(*span.high)), from + px(3));
    list->AddRectFilled({from, top}, {to, bottom}, body, px(4));
    vertical(list, to - theme().hairline(), top, bottom, span.colour);
  } else {
    const float to = std::max(scale.to, from + px(3)), knee = from + (to - from) * 0.55f;
    list->AddRectFilled({from, top}, {knee, bottom}, body);
    list->AddRectFilledMultiColor({knee, top}, {to, bottom}, body, draw::faded(span.colour, 0.0f), draw::faded(span.colour, 0.0f), body);
  }
  vertical(list, from, top, bottom, span.colour);
  if (!span.middle) return;
  dot(list, {draw::snap(scale.pixel(*span.middle)), middle}, span.colour, theme().card, px(6));
}

void draw_words(ImDrawList* list, const SpanChart& chart, const Span& span, const Rect& row, const Rect& plot) {
  const float middle = row.centre().y, name = draw::line_height(Face::semi);
  const bool noted = !span.note.empty();
  draw::text_ellipsis(list, Face::semi, {row.low.x, noted ? middle - name : middle - name * 0.5f}, px(chart.names) - px(12), span.colour,
                      span.name);
  if (noted) draw::text_ellipsis(list, Face::small, {row.low.x, middle}, px(chart.names) - px(6), theme().text3, span.note);
  const float room = row.high.x - plot.high.x - px(12);
  const bool two = !span.aside.empty();
  draw::text_right(list, Face::semi, {row.high.x, two ? middle - name : middle - name * 0.5f}, theme().text,
                   draw::shortened(Face::semi, span.value, room));
  if (two) draw::text_right(list, Face::small, {row.high.x, middle}, theme().text3, draw::shortened(Face::small, span.aside, room));
}

/// The word in place of a stretch, over the grid and the cursor.
void draw_instead(ImDrawList* list, const Span& span, const Rect& row, const Rect& plot) {
  const std::string words = draw::shortened(Face::body, span.instead, plot.width() - px(24));
  const ImVec2 size = draw::measure(Face::body, words), at{draw::snap(plot.low.x + px(12)), draw::snap(row.centre().y - size.y * 0.5f)};
  list->AddRectFilled({at.x - px(6), at.y - px(2)}, {at.x + size.x + px(6), at.y + size.y + px(2)}, theme().card, px(4));
  draw::text(list, Face::body, at, theme().text2, words);
}

std::optional<double> taken_click(const std::string& id, const Rect& plot, const Scale& scale) {
  const ImVec2 before = ImGui::GetCursorScreenPos();
  ImGui::SetCursorScreenPos(plot.low);
  const bool clicked = ImGui::InvisibleButton(id.c_str(), {plot.width(), plot.height()});
  ImGui::SetCursorScreenPos(before);
  return clicked ? std::optional(scale.value(ImGui::GetIO().MousePos.x)) : std::nullopt;
}

}  // namespace

SpanAnswer draw_spans(ImDrawList* list, const Rect& area, const SpanChart& chart, const View& view) {
  SpanAnswer answer;
  const float height = px(chart.row) * static_cast<float>(chart.spans.size());
  answer.plot = {{draw::snap(area.low.x + px(chart.names)), draw::snap(area.low.y)},
                 {draw::snap(area.high.x - px(chart.figures)), draw::snap(std::min(area.high.y, area.low.y + height))}};
  const Rect& plot = answer.plot;
  if (!(plot.width() >= px(20)) || !(plot.height() >= px(12)) || !std::isfinite(plot.low.x) || !std::isfinite(plot.high.y) ||
      !chart.x.whole)
    return answer;
  draw::mark(chart.id, plot);
  const Scale scale{Steps::linear, seen_of(view, *chart.x.whole, Steps::linear), plot.low.x, plot.high.x};
  answer.clicked = taken_click(chart.id, plot, scale);
  list->PushClipRect(area.low, area.high, true);
  draw_grid(list, chart, scale, plot);
  const float step = plot.height() / static_cast<float>(chart.spans.size());
  for (std::size_t i = 0; i < chart.spans.size(); ++i) {
    const float y = plot.low.y + step * static_cast<float>(i);
    const Rect row{{area.low.x, draw::snap(y)}, {area.high.x, draw::snap(y + step)}};
    draw::mark(chart.id + ".row." + std::to_string(i), row, chart.id);
    const Span& span = chart.spans[i];
    list->PushClipRect({plot.low.x - px(9), plot.low.y}, {plot.high.x + px(9), plot.high.y}, true);
    if (span.low && std::isfinite(*span.low)) draw_stretch(list, span, scale, draw::snap(row.centre().y), draw::snap(px(7)));
    list->PopClipRect();
    draw_words(list, chart, span, row, plot);
  }
  if (chart.cursor && *chart.cursor >= scale.range.low && *chart.cursor <= scale.range.high)
    vertical(list, scale.pixel(*chart.cursor), plot.low.y, plot.high.y, theme().cursor);
  for (std::size_t i = 0; i < chart.spans.size(); ++i) {
    const float y = plot.low.y + step * static_cast<float>(i);
    if (!chart.spans[i].low && !chart.spans[i].instead.empty())
      draw_instead(list, chart.spans[i], {{plot.low.x, y}, {plot.high.x, y + step}}, plot);
  }
  list->PopClipRect();
  return answer;
}

}  // namespace npcost::charts
