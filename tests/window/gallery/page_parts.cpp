// Bars, heat maps, gauges, sparklines, icons and faces.

#include <cmath>
#include <limits>

#include "tests/window/gallery/data.h"
#include "tests/window/gallery/pages.h"
#include "ui/window/charts/bars.h"
#include "ui/window/charts/gauge.h"
#include "ui/window/charts/heat_map.h"
#include "ui/window/charts/spark.h"
#include "ui/window/draw/icons.h"
#include "ui/window/draw/text.h"

namespace npcost::gallery {

using namespace charts;
using draw::Face;
using draw::px;
using draw::Rect;
using draw::Status;
using draw::theme;

namespace {

constexpr double nan_value = std::numeric_limits<double>::quiet_NaN();

void bars_card(ImDrawList* list, const Rect& box, const Reader& r) {
  const MoneyStyle style = r.korean ? MoneyStyle{"₩", 1390.0, 0, true} : MoneyStyle{};
  BarChart chart;
  chart.id = "gallery.bars";
  chart.x = money_axis(style);
  chart.x.ticks = 4;
  chart.budget = Budget{0.25, "", theme().voice_mode};
  constexpr double share[] = {0.12, 0.04, 0.11, 0.14, 0.45, 0.10, 0.04};
  const struct {
    const char *english, *korean;
    double p50, p95;
    bool on;
  } rows[] = {{"Baseline", "기준안", 0.216, 0.345, false},
              {"Current (v3)", "현재 (v3)", 0.2105, 0.3158, true},
              {"Small model", "소형 모델", 0.171, 0.2425, false},
              {"Self-hosted TTS on our own GPUs", "자체 GPU에서 자체 TTS", 0.159, 0.2175, false}};
  for (const auto& row : rows) {
    Bar bar;
    bar.name = r.say(row.english, row.korean);
    for (std::size_t k = 0; k < 7; ++k) bar.parts.push_back({"part", theme().component[k], row.p50 * share[k]});
    bar.whisker = row.p95;
    bar.value = money(row.p50, style);
    bar.aside = "P95 " + percent(row.p95 / 0.25);
    bar.aside_colour = theme().words(row.p95 > 0.25 ? Status::bad : Status::warn);
    bar.highlighted = row.on;
    chart.bars.push_back(bar);
  }
  draw_bars(list,
            card(list, box, r.say("Scenario comparison", "시나리오 비교"),
                 r.say("voice, per player-hour", "음성, 플레이어·시간당")),
            chart);
}

void heat_card(ImDrawList* list, const Rect& box, const Reader& r, bool holes, const char* id) {
  static std::vector<double> xs, ys, ratios, broken;
  if (xs.empty()) {
    for (int i = 0; i < 20; ++i) xs.push_back(7.0 + 2.0 * i);
    for (int i = 0; i < 12; ++i) ys.push_back(0.04 + 0.08 * i);
    for (const double y : ys) {
      for (const double x : xs) ratios.push_back(x / 17.0 * (1.25 - 0.55 * y));
    }
    broken = ratios;
    for (std::size_t i = 0; i < broken.size(); i += 7) broken[i] = nan_value;
  }
  HeatMap map;
  map.id = id;
  map.x = number_axis(r.say("Turns per player-hour", "플레이어·시간당 턴"));
  map.y = percent_axis(r.say("Cache hit rate", "캐시 적중률"));
  map.x.ticks = map.y.ticks = 4;
  map.xs = xs, map.ys = ys;
  map.ratios = holes ? broken : ratios;
  map.ratio_title = r.say("of budget", "예산 대비");
  map.contour_label = r.say("100% of budget", "예산 100%");
  map.operating = Point{24.0, 0.714};
  map.operating_label = r.say("current", "현재");
  draw_heat_map(list,
                card(list, box,
                     holes ? r.say("Sweep with holes", "빈칸이 있는 스윕")
                           : r.say("Sweep: P95 cost vs budget", "민감도: P95 비용 / 예산"),
                     r.say("voice", "음성")),
                map);
}

void gauges_card(ImDrawList* list, const Rect& box, const Reader& r) {
  const Rect inside = card(list, box, r.say("Viability", "채산성"), r.say("P95 cost ÷ budget", "P95 비용 ÷ 예산"));
  const double values[][2] = {{0.37, 0.73}, {0.84, 1.26}, {0.2, 0.31}, {1.4, 4.2}, {0.0, 0.0}, {nan_value, nan_value}};
  for (int i = 0; i < 6; ++i) {
    const Rect c = cell(inside, 3, 2, i);
    const float radius = std::min(c.width() * 0.42f, c.height() - px(34));
    Gauge gauge;
    gauge.id = "gallery.gauge." + std::to_string(i);
    gauge.p50 = values[i][0], gauge.p95 = values[i][1];
    gauge.caption = r.say("of budget", "예산 대비");
    draw_gauge(list, {c.centre().x, c.low.y + px(8) + radius}, radius, gauge);
  }
}

void sparks_card(ImDrawList* list, const Rect& box, const Reader& r) {
  const Rect inside = card(list, box, r.say("Figures", "지표"), "");
  static const Day day = make_day(24.0, 4);
  std::vector<double> gaps = day.text50;
  for (std::size_t i = 30; i < 44; ++i) gaps[i] = nan_value;
  const std::vector<double> cases[] = {day.voice50, gaps, std::vector<double>(50, 0.3),
                                       {0.2},       {},   {nan_value, nan_value}};
  const char* figures[] = {"$0.0184", "₩16.4억", "71.4%", "$1.18M", "–", "1,234"};
  for (int i = 0; i < 6; ++i) {
    const Rect c = cell(inside, 2, 3, i);
    draw::text(list, Face::small, c.low, theme().text2, r.say("Cost per turn · P95", "턴당 비용 · P95"));
    draw::text(list, Face::kpi, {c.low.x, c.low.y + px(18)}, theme().text, figures[i]);
    draw_spark(list, {{c.high.x - px(96), c.low.y + px(18)}, {c.high.x, c.low.y + px(48)}}, cases[i],
               i == 0 ? theme().voice_mode : theme().text_mode);
  }
}

void icons_card(ImDrawList* list, const Rect& box, const Reader& r) {
  const Rect inside = card(list, box, r.say("Icons and faces", "아이콘과 글꼴"), "");
  for (int i = 0; i < draw::icon_count; ++i) {
    const float x = inside.low.x + px(14) + static_cast<float>(i % 15) * px(32),
                y = inside.low.y + px(10) + static_cast<float>(i / 15) * px(34);
    draw::icon(list, static_cast<draw::Icon>(i), {draw::snap(x), draw::snap(y)}, px(16), theme().text2);
  }
  const char* sample = r.say("Quick 0123456789 ≤ 12 ms − ₩1,390 × 3 … “µ”", "빠른 갈색 여우 0123456789 뷁 ₩1,390");
  float y = inside.low.y + px(76);
  for (std::size_t i = 0; i < draw::face_count; ++i) {
    const auto face = static_cast<Face>(i);
    draw::text_ellipsis(list, face, {inside.low.x, y}, inside.width(), theme().text, sample);
    y += draw::line_height(face) + px(4);
  }
}

}  // namespace

void parts_page(ImDrawList* list, const Rect& area, const Reader& r) {
  bars_card(list, cell(area, 3, 2, 0), r);
  heat_card(list, cell(area, 3, 2, 1), r, false, "gallery.heat");
  gauges_card(list, cell(area, 3, 2, 2), r);
  heat_card(list, cell(area, 3, 2, 3), r, true, "gallery.holes");
  sparks_card(list, cell(area, 3, 2, 4), r);
  icons_card(list, cell(area, 3, 2, 5), r);
}

}  // namespace npcost::gallery
