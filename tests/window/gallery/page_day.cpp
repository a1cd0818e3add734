// One simulated day: costs over time on a log and on a linear axis, linked; the parts of voice.

#include "tests/window/gallery/data.h"
#include "tests/window/gallery/pages.h"
#include "ui/window/charts/xy_chart.h"
#include "ui/window/draw/text.h"

namespace npcost::gallery {

using namespace charts;
using draw::Face;
using draw::px;
using draw::Rect;
using draw::theme;

Rect card(ImDrawList* list, const Rect& box, const std::string& title, const std::string& aside) {
  list->AddRectFilled(box.low, box.high, theme().card, px(9));
  compat::rect(list, box.low, box.high, theme().border, px(9), theme().hairline());
  const float width = draw::text(list, Face::title, {box.low.x + px(16), box.low.y + px(13)}, theme().text, title);
  draw::text_ellipsis(list, Face::small, {box.low.x + px(26) + width, box.low.y + px(15)}, box.width() - width - px(42),
                      theme().text3, aside);
  return {{box.low.x + px(16), box.low.y + px(46)}, {box.high.x - px(16), box.high.y - px(12)}};
}

Rect cell(const Rect& area, int columns, int rows, int n) {
  const float gap = px(12);
  const float w = (area.width() - gap * static_cast<float>(columns - 1)) / static_cast<float>(columns),
              h = (area.height() - gap * static_cast<float>(rows - 1)) / static_cast<float>(rows);
  const float x = area.low.x + static_cast<float>(n % columns) * (w + gap),
              y = area.low.y + static_cast<float>(n / columns) * (h + gap);
  return {{draw::snap(x), draw::snap(y)}, {draw::snap(x + w), draw::snap(y + h)}};
}

namespace {

MoneyStyle currency(const Reader& r) { return r.korean ? MoneyStyle{"₩", 1390.0, 0, true} : MoneyStyle{}; }

XyChart cost_chart(const Day& day, const Reader& r) {
  XyChart chart;
  const MoneyStyle style = currency(r);
  chart.id = "gallery.cost";
  chart.x = time_axis({0.0, 24.0}, {std::nullopt, r.korean, true});
  chart.y = money_axis(style);
  const auto against = [](double budget) {
    return [budget](double v) {
      return Note{percent(v / budget), v > budget         ? theme().words(draw::Status::bad)
                                       : v > 0.8 * budget ? theme().words(draw::Status::warn)
                                                          : theme().text3};
    };
  };
  chart.series = {
      band_series(r.say("Voice P95", "음성 P95"), theme().voice_mode, day.hours, day.voice50, day.voice95, 1),
      line_series(r.say("Voice P50", "음성 P50"), theme().voice_mode, day.hours, day.voice50, 1),
      band_series(r.say("Text P95", "텍스트 P95"), theme().text_mode, day.hours, day.text50, day.text95, 0),
      line_series(r.say("Text P50", "텍스트 P50"), theme().text_mode, day.hours, day.text50, 0)};
  chart.series[0].note = against(0.25);
  chart.series[2].note = against(0.05);
  chart.budgets = {
      {0.25, std::string(r.say("Voice budget", "음성 예산")) + "  " + money_tick(0.25, 0.0, style), theme().voice_mode},
      {0.05, std::string(r.say("Text budget", "텍스트 예산")) + "  " + money_tick(0.05, 0.0, style),
       theme().text_mode}};
  chart.flags = {{9.5, r.say("Deploy: cold cache", "배포: 캐시 초기화")}, {19.5, r.say("Evening peak", "저녁 피크")}};
  chart.now = day.hours.back();
  chart.x_note = [&day, &r](double x) {
    return Note{count(day.players[nearest(day.hours, x)]) + r.say(" players", " 명"), 0};
  };
  return chart;
}

}  // namespace

void day_page(ImDrawList* list, const Rect& area, const Reader& r) {
  static const Day day = make_day(18.4);
  static XyState states[3];
  static View view;
  view = {};
  const Rect upper{area.low, {area.high.x, area.low.y + area.height() * 0.56f}};
  const Rect lower{{area.low.x, upper.high.y + px(12)}, area.high};
  const Rect top = card(list, upper, r.say("Server cost per player-hour", "플레이어·시간당 서버 비용"),
                        r.say("P50 line, band to P95", "선 P50, 띠 P95까지"));
  draw_legend(
      list, {upper.high.x - px(16), upper.low.y + px(24)}, "gallery.cost",
      {{r.say("Text", "텍스트"), theme().text_mode, false}, {r.say("Voice", "음성"), theme().voice_mode, false}},
      states[0].legend);
  XyChart chart = cost_chart(day, r);
  chart.y.steps = Steps::log;
  states[0].linked_x = 12.05;
  states[0].table_at_linked = true;
  draw_xy(list, top, chart, states[0], view);

  const Rect left_box = cell(lower, 2, 1, 0), right_box = cell(lower, 2, 1, 1);
  const Rect left =
      card(list, left_box, r.say("The same, linear", "같은 데이터, 선형"), r.say("linked x axis", "연결된 x축"));
  chart.id = "gallery.linear";
  chart.y.steps = Steps::linear;
  chart.say_not_simulated = true;
  chart.words.not_simulated = r.say("not simulated yet", "아직 시뮬레이션 전");
  states[1].linked_x = 12.05;
  draw_xy(list, left, chart, states[1], view);

  Rect right = card(list, right_box, r.say("Cost breakdown", "비용 구성"), r.say("at 18:24", "18:24 현재"));
  const Rect rows{{right.high.x - px(210), right.low.y}, right.high};
  right.high.x -= px(226);
  XyChart stack;
  stack.id = "gallery.stack";
  stack.x = time_axis({0.0, 24.0}, {std::nullopt, r.korean, true});
  stack.x.ticks = 4;
  stack.y = money_axis(currency(r));
  stack.y.ticks = 3;
  stack.layers_x = day.hours;
  const char* names[][2] = {{"LLM input", "LLM 입력"},
                            {"Cached input", "캐시 입력"},
                            {"LLM output", "LLM 출력"},
                            {"STT", "STT"},
                            {"TTS", "TTS"},
                            {"GPU", "GPU"},
                            {"Network", "네트워크"}};
  std::vector<LegendRow> legend;
  for (std::size_t k = 0; k < 7; ++k) {
    stack.layers.push_back({r.say(names[k][0], names[k][1]), theme().component[k], day.parts[k], static_cast<int>(k)});
    legend.push_back({{r.say(names[k][0], names[k][1]), theme().component[k], true},
                      money_fixed(day.parts[k].back(), r.korean ? 1 : 4, currency(r)),
                      percent(day.parts[k].back() / day.voice50.back())});
  }
  stack.now = day.hours.back();
  draw_xy(list, right, stack, states[2], view);
  draw_legend_rows(list, {rows.low.x, rows.low.y}, rows.width(), 24, "gallery.stack", legend, states[2].legend);
}

}  // namespace npcost::gallery
