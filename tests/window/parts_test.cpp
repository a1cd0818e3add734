// Legend, bars, heat map, contour, gauge, sparkline, pictures of charts: by hand.

#include <cmath>

#include "tests/catch.h"
#include "tests/window/window_bench.h"
#include "ui/window/charts/bars.h"
#include "ui/window/charts/chart_image.h"
#include "ui/window/charts/gauge.h"
#include "ui/window/charts/heat_map.h"
#include "ui/window/charts/palette.h"
#include "ui/window/charts/spark.h"

using namespace npcost;
using namespace npcost::charts;
using npcost::test::infinite;
using npcost::test::nan_value;
using npcost::test::small_frame;

namespace {

constexpr ImU32 red = IM_COL32(255, 0, 0, 255), green = IM_COL32(0, 255, 0, 255);

}  // namespace

TEST_CASE("a legend hides and shows, and Ctrl shows one alone", "[charts]") {
  LegendState state;
  CHECK(state.shows(2));
  state.toggle(1, 3);
  CHECK_FALSE(state.shows(1));
  CHECK(state.shows(-1));
  state.toggle(1, 3);
  state.solo(2, 3);
  CHECK((!state.shows(0) && !state.shows(1) && state.shows(2)));
  state.solo(2, 3);  // again: all
  CHECK((state.shows(0) && state.shows(1) && state.shows(2)));
  state.toggle(7, 3);
  state.solo(-1, 3);
  CHECK(state.shows(0));
}

TEST_CASE("clicks on a legend reach the chart, the mouse over it lets a series stand out", "[charts]") {
  test::ChartBench bench;
  LegendState& legend = bench.state.legend;
  draw::Frame frame(small_frame(), [&] {
    draw_legend(ImGui::GetWindowDrawList(), {390, 240}, "c", {{"Text", red, false}, {"Voice", green, false}}, legend);
  });
  frame.step(2);
  frame.click("c.legend.0");
  CHECK_FALSE(legend.shows(0));
  CHECK(legend.hovered == 0);
  CHECK(legend.strength(1) < 1.0f);
  frame.move({5, 5});
  CHECK(legend.hovered == -1);
  bench.frame.step();
  CHECK(bench.answer.empty);  // its only series is hidden
  frame.click("c.legend.0");
  bench.frame.step();
  CHECK_FALSE(bench.answer.empty);
  frame.hold(true, false);
  frame.click("c.legend.1");
  CHECK((!legend.shows(0) && legend.shows(1)));
  CHECK(frame.faults().empty());
}

TEST_CASE("bars are as long as their parts, whiskers end at P95, the budget is a line", "[charts]") {
  BarChart chart;
  chart.id = "b";
  chart.x = number_axis();
  chart.x.whole = Range{0, 10};
  chart.names = 50, chart.figures = 50, chart.bottom = 26, chart.row = 40;
  chart.bars = {{"one", {{"a", red, 2.0}, {"b", green, 3.0}}, 8.0, "5", "", 0, false},
                {"two", {{"a", red, nan_value}, {"b", green, -4.0}}, {}, "", "", 0, false}};
  chart.budget = Budget{6.0, "", IM_COL32(0, 0, 255, 255)};
  BarAnswer answer;
  // Plot 50 … 350 for 0 … 10: 30 pixels each. a: 50 … 110 (and a hairline of 1 pixel), b: 110 … 200. The first row's middle is at 20.
  draw::Frame frame(small_frame(400, 200), [&] {
    answer = draw_bars(ImGui::GetWindowDrawList(), {{0, 0}, {400, 200}}, chart);
  });
  frame.step(2);
  const draw::Image& image = frame.picture();
  CHECK(answer.plot.low.x == 50.0f);
  CHECK(answer.plot.high.x == 350.0f);
  CHECK(image.at(50, 20) == red);
  CHECK(image.at(108, 20) == red);
  CHECK(image.at(109, 20) != red);
  CHECK(image.at(110, 20) == green);
  CHECK(image.at(198, 20) == green);
  CHECK(image.at(200, 20) != green);
  CHECK(image.at(230, 2) == IM_COL32(0, 0, 255, 255));  // 50 + 6·30
  const ImU32 whisker = frame.ground().theme.text2;
  CHECK(image.at(260, 20) == whisker);  // along the whisker
  CHECK(image.at(290, 16) == whisker);  // its cap at 50 + 8·30
  CHECK(image.at(292, 20) != whisker);
  CHECK(image.at(60, 60) != red);  // the second row has no length
  CHECK(frame.faults().empty());
  frame.click("b.row.1");
  CHECK(answer.hovered == std::optional<std::size_t>(1));
}

TEST_CASE("bars without values say so; odd values are harmless", "[charts]") {
  for (const double value : {nan_value, infinite, -1.0, 0.0, 1e300, 1e-300}) {
    BarChart chart;
    chart.id = "b";
    chart.x = number_axis();
    chart.bars = {{"one", {{"a", red, value}, {"b", green, value}}, value, "v", "w", 0, true}};
    chart.empty_reason = "Nothing to compare.";
    draw::Frame blank(small_frame(), [] {});
    draw::Frame frame(small_frame(), [&] { draw_bars(ImGui::GetWindowDrawList(), {{30, 30}, {370, 230}}, chart); });
    blank.step(), frame.step(2);
    CHECK(frame.faults().empty());
    CHECK(draw::differing_outside(frame.picture(), blank.picture(), 30, 30, 370, 230) == 0);
  }
}

TEST_CASE("a gauge's angles are parts of half a turn", "[charts]") {
  Gauge gauge;
  gauge.end = 1.5;
  constexpr double pi = 3.14159265358979;
  CHECK_THAT(static_cast<double>(angle_of(gauge, 0.0)), WithinAbs(pi, 1e-5));
  CHECK_THAT(static_cast<double>(angle_of(gauge, 0.75)), WithinAbs(1.5 * pi, 1e-5));
  CHECK_THAT(static_cast<double>(angle_of(gauge, 1.0)), WithinAbs(pi + pi / 1.5, 1e-5));
  CHECK_THAT(static_cast<double>(angle_of(gauge, 9.0)), WithinAbs(2 * pi, 1e-5));
  CHECK_THAT(static_cast<double>(angle_of(gauge, nan_value)), WithinAbs(pi, 1e-5));
  CHECK(zone_of(gauge, 0.8) == draw::Status::ok);
  CHECK(zone_of(gauge, 0.81) == draw::Status::warn);
  CHECK(zone_of(gauge, 1.01) == draw::Status::bad);
  CHECK(zone_of(gauge, nan_value) == draw::Status::neutral);
}

TEST_CASE("a gauge has full colour to P50, pale to P95, the track beyond", "[charts]") {
  // Radius 100 around 200,150: the ring is 20 thick (a fifth), its middle at 100 − 3 − 4 − 10 = 83. The end is 2.0: a degree is 1/90.
  Gauge gauge;
  gauge.p50 = 0.5, gauge.p95 = 1.5, gauge.end = 2.0;  // 45° and 135° from the left; bad
  draw::Frame frame(small_frame(400, 260), [&] { draw_gauge(ImGui::GetWindowDrawList(), {200, 150}, 100, gauge); });
  frame.step(2);
  const draw::Image& image = frame.picture();
  const auto ring = [&](double degrees) {
    const double a = (180 + degrees) * 3.14159265 / 180;
    return image.at(static_cast<int>(200 + 83 * std::cos(a)), static_cast<int>(150 + 83 * std::sin(a)));
  };
  const draw::Theme& t = frame.ground().theme;
  CHECK(ring(20) == t.fill(draw::Status::bad));
  CHECK(ring(90) == draw::laid_over(t.border, draw::faded(t.fill(draw::Status::bad), 0.42f)));
  CHECK(ring(160) == t.border);
  // The zones outside, 3 thick, their middle at 98.5: amber at 0.8 is 72°, red at 1.0 is 90°.
  const auto zone = [&](double degrees) {
    const double a = (180 + degrees) * 3.14159265 / 180;
    return image.at(static_cast<int>(std::floor(200 + 98.5 * std::cos(a))),
                    static_cast<int>(std::floor(150 + 98.5 * std::sin(a))));
  };
  CHECK(zone(30) == t.fill(draw::Status::ok));
  CHECK(zone(80) == t.fill(draw::Status::warn));
  CHECK(zone(120) == t.fill(draw::Status::bad));
}

TEST_CASE("the colours of a heat map are centred on 1 and end after the octaves", "[charts]") {
  const draw::Theme t = draw::make_theme(true, 1);
  CHECK(diverging(t, 1.0, 1.0) == t.diverging[3]);
  CHECK(diverging(t, 2.0, 1.0) == t.diverging[6]);
  CHECK(diverging(t, 0.5, 1.0) == t.diverging[0]);
  CHECK(diverging(t, 100.0, 1.0) == t.diverging[6]);
  CHECK(diverging(t, 2.0, 3.0) == t.diverging[4]);  // one of three octaves is one of three steps
  CHECK(diverging(t, 0.0, 1.0) == t.diverging[0]);
  CHECK(diverging(t, nan_value, 1.0) == t.inset);
  CHECK(diverging(t, infinite, 1.0) == t.diverging[6]);
  CHECK(diverging(t, -1.0, 1.0) == t.inset);
}

TEST_CASE("a contour runs where the plane has its level, in one piece", "[charts]") {
  // Heights x + y over 5 × 4 nodes: x + y = 2.5 from (0, 2.5) to (2.5, 0).
  std::vector<double> heights;
  for (int y = 0; y < 4; ++y) {
    for (int x = 0; x < 5; ++x) heights.push_back(x + y);
  }
  const auto lines = contours(heights, 5, 2.5);
  REQUIRE(lines.size() == 1);
  CHECK(lines[0].size() == 6);  // crosses 3 + 3 edges
  for (const ImVec2& p : lines[0]) CHECK_THAT(static_cast<double>(p.x + p.y), WithinAbs(2.5, 1e-5));
  const float ends = lines[0].front().x * lines[0].back().x + lines[0].front().y * lines[0].back().y;
  CHECK(ends == 0.0f);  // one end on each axis
}

TEST_CASE("a ring is closed, a hole has no line beside it, nothing has none", "[charts]") {
  std::vector<double> peak(25, 0.0);
  peak[12] = 1.0;
  const auto ring = contours(peak, 5, 0.5);
  REQUIRE(ring.size() == 1);
  REQUIRE(ring[0].size() == 5);
  CHECK((ring[0].front().x == ring[0].back().x && ring[0].front().y == ring[0].back().y));
  peak[12] = nan_value;
  CHECK(contours(peak, 5, 0.5).empty());
  CHECK(contours({}, 5, 0.5).empty());
  CHECK(contours(std::vector<double>{1, 2}, 2, 1.5).empty());
  // A saddle: two lines that do not meet.
  CHECK(contours(std::vector<double>{1, 0, 0, 1}, 2, 0.5).size() == 2);
}

TEST_CASE("a heat map draws its cells where they are and answers a click with values", "[charts]") {
  const std::vector<double> xs{10, 20, 30, 40}, ys{1, 2}, ratios{0.5, 1, 2, nan_value, 0.25, 1, 4, 0.5};
  HeatMap map;
  map.id = "h";
  map.x = number_axis(), map.y = number_axis();
  map.xs = xs, map.ys = ys, map.ratios = ratios;
  map.left = 40, map.right = 60, map.bottom = 26;
  HeatAnswer answer;
  std::optional<Point> clicked;
  draw::Frame frame(small_frame(500, 230), [&] {
    answer = draw_heat_map(ImGui::GetWindowDrawList(), {{0, 0}, {500, 230}}, map);
    if (answer.clicked) clicked = answer.clicked;
  });
  frame.step(2);
  // Plot 40 … 440 × 4 … 204: cells of 100 × 100; x runs from 5 to 45, y from 0.5 (bottom) to 2.5.
  CHECK(answer.plot.low.x == 40.0f);
  CHECK(answer.plot.high.y == 204.0f);
  const draw::Theme t = frame.ground().theme;
  const draw::Image image = frame.picture();
  CHECK(image.at(60, 190) == t.diverging[0]);   // 0.5, lower left
  CHECK(image.at(310, 150) == t.diverging[6]);  // 2
  CHECK(image.at(420, 190) == t.inset);         // NaN
  CHECK(image.at(60, 20) == t.diverging[0]);    // 0.25, upper left
  frame.click(ImVec2{140, 154});
  REQUIRE(clicked);
  CHECK_THAT(clicked->x, WithinAbs(15, 1e-4));
  CHECK_THAT(clicked->y, WithinAbs(1, 1e-4));
  CHECK(frame.faults().empty());
}

TEST_CASE("a heat map that does not fit its numbers says that it has none", "[charts]") {
  const std::vector<double> two{1, 2}, falling{2, 1}, four{1, 1, 1, 1}, three{1, 1, 1}, one{1}, none,
      holes(4, nan_value);
  struct {
    std::span<const double> xs, ys, ratios;
  } cases[] = {{two, two, three}, {none, none, none}, {falling, two, four},
               {two, two, holes}, {one, one, one},    {two, two, four}};
  for (const auto& c : cases) {
    for (const Steps steps : {Steps::linear, Steps::log}) {
      HeatMap map;
      map.id = "h";
      map.x = number_axis("x"), map.y = number_axis("y");
      map.x.steps = map.y.steps = steps;
      map.xs = c.xs, map.ys = c.ys, map.ratios = c.ratios;
      map.contour_label = "100%", map.operating = Point{1.5, 1.5}, map.operating_label = "here",
      map.empty_reason = "Run a sweep first.";
      draw::Frame blank(small_frame(), [] {});
      draw::Frame frame(small_frame(), [&] { draw_heat_map(ImGui::GetWindowDrawList(), {{20, 20}, {380, 240}}, map); });
      blank.step(), frame.step(2);
      CHECK(frame.faults().empty());
      CHECK(draw::differing_outside(frame.picture(), blank.picture(), 20, 20, 380, 240) == 0);
      CHECK(draw::differing_inside(frame.picture(), blank.picture(), 20, 20, 380, 240) > 50);
    }
  }
}

TEST_CASE("a sparkline stays in its box, whatever it is given", "[charts]") {
  std::vector<double> many;
  for (int i = 0; i < 5000; ++i) many.push_back(std::sin(i * 0.01) * (i % 7));
  for (const std::vector<double>& values : {std::vector<double>{},
                                            {1.0},
                                            {3, 3, 3},
                                            {nan_value, nan_value},
                                            {1, nan_value, 2, infinite, 1},
                                            {-1e308, 1e308},
                                            {5e-324, 0},
                                            many}) {
    draw::Frame blank(small_frame(200, 100), [] {});
    draw::Frame frame(small_frame(200, 100), [&] {
      draw_spark(ImGui::GetWindowDrawList(), {{50, 30}, {150, 70}}, values, red);
    });
    blank.step(), frame.step(2);
    CHECK(frame.faults().empty());
    CHECK(draw::differing_outside(frame.picture(), blank.picture(), 50, 30, 150, 70) == 0);
    CHECK(draw::differing_inside(frame.picture(), blank.picture(), 50, 30, 150, 70) > 5);
  }
}

TEST_CASE("a chart alone is a picture of its own size, theme and scale, even from inside another frame", "[charts]") {
  draw::Image dark, light, again;
  const std::vector<double> x{0, 1, 2}, y{1, 3, 2};
  const auto picture = [&](bool is_dark, float scale) {
    PictureOptions options;
    options.width = 300, options.height = 200;
    options.dark = is_dark;
    options.fonts.scale = scale;
    return picture_of(options, [&](ImDrawList* list, const draw::Rect& area) {
      XyState state;
      View view;
      XyChart chart;
      chart.id = "alone";
      chart.x = number_axis(), chart.y = money_axis({"₩", 1390, 0, true}, "비용");
      Series series;
      series.x = x, series.y = y, series.colour = draw::theme().series[0];
      chart.series = {series};
      draw_xy(list, area, chart, state, view);
    });
  };
  draw::Frame outer(small_frame(),
                    [&] { dark = picture(true, 1), light = picture(false, 1.5f), again = picture(true, 1); });
  outer.step();
  CHECK((dark.width == 300 && dark.height == 200));
  CHECK(dark.at(1, 1) == draw::make_theme(true, 1).card);
  CHECK(light.at(1, 1) == draw::make_theme(false, 1).card);
  CHECK(draw::hash_of(dark) == draw::hash_of(again));
  CHECK(outer.faults().empty());
}
