// Every state that a chart of two axes can be in, most of them odd.

#include <cmath>
#include <limits>

#include "tests/window/gallery/data.h"
#include "tests/window/gallery/pages.h"
#include "ui/window/charts/xy_chart.h"

namespace npcost::gallery {

using namespace charts;
using draw::Rect;
using draw::theme;

namespace {

struct Case {
  const char *english, *korean;
  std::vector<double> x, y;
  Steps steps = Steps::linear;
  const char* reason = "";
  Series::Kind kind = Series::Kind::line;
};

std::vector<Case> cases() {
  constexpr double nan = std::numeric_limits<double>::quiet_NaN(), inf = std::numeric_limits<double>::infinity();
  std::vector<double> x, wave, gaps, jumps, signs;
  for (std::size_t i = 0; i <= 240; ++i) {
    const double t = static_cast<double>(i) / 10.0;
    x.push_back(t);
    wave.push_back(0.02 + 0.01 * std::sin(t));
    gaps.push_back(i > 60 && i < 90 ? nan : i == 150 ? inf : i == 200 || i == 202 ? nan : wave.back());
    jumps.push_back(0.3 + 0.1 * std::floor(t / 6.0) - (t > 17 ? 0.25 : 0.0));
    signs.push_back(std::sin(t / 3.0) * 100.0);
  }
  std::vector<double> many_x, many;
  for (std::size_t i = 0; i < 50000; ++i) {
    many_x.push_back(static_cast<double>(i) / 50000.0 * 24.0);
    many.push_back(0.02 + 0.002 * noise(i, 5) + (i == 31234 ? 0.05 : 0.0));
  }
  std::vector<double> flat(x.size(), 0.0425), zero(x.size(), 0.0), huge = wave, tiny = wave;
  for (double& v : huge) v *= 1e20;
  for (double& v : tiny) v *= 1e-12;
  return {{"Empty", "비어 있음", {}, {}, Steps::linear, "Press play, or open a scenario."},
          {"One sample", "표본 하나", {6.0}, {0.0213}},
          {"All equal", "모두 같음", x, flat},
          {"All zero", "모두 0", x, zero},
          {"Gaps: NaN and infinity", "빈틈: NaN과 무한", x, gaps},
          {"Negative on a log axis", "로그 축의 음수", x, signs, Steps::log},
          {"Around zero", "0 주위", x, signs},
          {"Huge", "아주 큼", x, huge},
          {"Tiny", "아주 작음", x, tiny},
          {"Steps: a price over time", "계단: 시간에 따른 가격", x, jumps, Steps::linear, "", Series::Kind::steps},
          {"50,000 samples, one spike", "표본 50,000개, 튐 하나", many_x, many},
          {"Dashed: last run", "점선: 지난 실행", x, wave, Steps::linear, "", Series::Kind::dashed}};
}

}  // namespace

void states_page(ImDrawList* list, const Rect& area, const Reader& r) {
  static const std::vector<Case> all = cases();
  static std::vector<XyState> states(all.size());
  static std::vector<View> views(all.size());
  for (std::size_t i = 0; i < all.size(); ++i) {
    const Case& c = all[i];
    const Rect inside = card(list, cell(area, 4, 3, static_cast<int>(i)), r.say(c.english, c.korean), "");
    XyChart chart;
    chart.id = "state." + std::to_string(i);
    chart.x = time_axis({0.0, 24.0}, {std::nullopt, r.korean, true});
    chart.x.ticks = 4;
    chart.y = money_axis(r.korean ? MoneyStyle{"₩", 1390.0, 0, true} : MoneyStyle{});
    chart.y.ticks = 4;
    chart.y.steps = c.steps;
    chart.left = 64;
    chart.words.no_data = r.say("No data yet", "아직 데이터 없음");
    chart.words.below_log = r.say("{} values at or below 0 are not on a log scale", "0 이하 값 {}개는 로그 축에 없음");
    chart.empty_reason = r.say(c.reason, "재생을 누르거나 시나리오를 여세요.");
    Series series;
    series.kind = c.kind;
    series.name = "y";
    series.colour = theme().series[0];
    series.x = c.x, series.y = c.y;
    chart.series = {series};
    draw_xy(list, inside, chart, states[i], views[i]);
  }
}

}  // namespace npcost::gallery
