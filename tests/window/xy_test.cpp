// The chart of two axes: every state stays in its rectangle, every gesture does what it says.

#include <cmath>

#include "tests/catch.h"
#include "tests/window/window_bench.h"

using namespace npcost;
using namespace npcost::charts;
using npcost::test::ChartBench;
using npcost::test::infinite;
using npcost::test::nan_value;
using npcost::test::small_frame;

namespace {

struct State {
  const char* name;
  std::vector<double> x, y;
};

std::vector<State> odd_states() {
  std::vector<double> x, wave, all_nan, alternating, huge, tiny, sign;
  for (int i = 0; i < 500; ++i) {
    x.push_back(i * 0.1);
    wave.push_back(std::sin(i * 0.1) + 1.5);
    all_nan.push_back(nan_value);
    alternating.push_back(i % 2 == 0 ? 1.0 : i % 4 == 1 ? nan_value : infinite);
    huge.push_back(wave.back() * 1e300);
    tiny.push_back(wave.back() * 1e-300);
    sign.push_back((i % 2 == 0 ? 1 : -1) * 1e18);
  }
  return {{"nothing", {}, {}},
          {"one", {3}, {7}},
          {"one at zero", {0}, {0}},
          {"two at one x", {3, 3}, {1, 2}},
          {"all NaN", x, all_nan},
          {"alternating", x, alternating},
          {"equal", {1, 2, 3}, {5, 5, 5}},
          {"zeros", {1, 2, 3}, {0, 0, 0}},
          {"negative", {1, 2, 3}, {-5, -1, -3}},
          {"huge", x, huge},
          {"tiny", x, tiny},
          {"both signs", x, sign},
          {"extreme x", {-1e308, 0, 1e308}, {1, 2, 3}},
          {"NaN in x", {nan_value, 1, infinite}, {1, 2, 3}},
          {"denormal", {0, 1}, {5e-324, 1e-323}},
          {"wave", x, wave}};
}

XyChart everything(const State& state, Steps steps) {
  XyChart chart;
  chart.id = "c";
  chart.x = number_axis("x");
  chart.y = money_axis({}, "y");
  chart.y.steps = steps;
  for (const Series::Kind kind : {Series::Kind::band, Series::Kind::line, Series::Kind::dashed, Series::Kind::steps}) {
    Series series;
    series.kind = kind;
    series.name = "series";
    series.colour = IM_COL32(90, 180, 240, 255);
    series.x = state.x, series.y = state.y, series.high = state.y;
    chart.series.push_back(series);
  }
  chart.layers_x = state.x;
  chart.layers = {{"lower", IM_COL32(90, 90, 200, 255), state.y, 0}, {"upper", IM_COL32(200, 90, 90, 255), state.y, 0}};
  chart.budgets = {{2.0, "budget", IM_COL32(255, 200, 0, 255)}, {-1.0, "below 0", 0}, {nan_value, "none", 0}};
  chart.flags = {{1.0, "an event"}, {nan_value, "never"}, {1.05, "another"}};
  chart.now = 20.0;
  chart.say_not_simulated = true;
  chart.left = 76;  // "$5e−301"
  chart.empty_reason = "Nothing ran yet. Press play.";
  return chart;
}

}  // namespace

TEST_CASE("every state of a chart is drawn inside of its rectangle, with vertices that are finite", "[charts]") {
  for (const State& state : odd_states()) {
    for (const Steps steps : {Steps::linear, Steps::log}) {
      for (const float scale : {1.0f, 2.0f}) {
        INFO(state.name << (steps == Steps::log ? ", log, " : ", linear, ") << scale);
        const draw::FrameOptions options = small_frame(500, 300, scale);
        draw::Frame blank(options, [] {});
        XyState chart_state;
        chart_state.linked_x = 1.0;
        View view;
        const draw::Rect area{{60, 40}, {440, 250}};
        draw::Frame frame(
            options, [&] { draw_xy(ImGui::GetWindowDrawList(), area, everything(state, steps), chart_state, view); });
        blank.step();
        frame.step(3);
        CHECK(frame.faults().empty());
        CHECK(draw::differing_outside(frame.picture(), blank.picture(), 60, 40, 440, 250) == 0);
        CHECK(draw::differing_inside(frame.picture(), blank.picture(), 60, 40, 440, 250) > 100);
      }
    }
  }
}

TEST_CASE("a rectangle too small for a chart shows nothing and harms nothing", "[charts]") {
  const State wave = odd_states().back();
  for (const draw::Rect& area :
       {draw::Rect{{10, 10}, {10, 10}}, draw::Rect{{10, 10}, {11, 11}}, draw::Rect{{50, 50}, {10, 10}},
        draw::Rect{{10, 10}, {90, 40}}, draw::Rect{{10, 10}, {10, 200}},
        draw::Rect{{static_cast<float>(nan_value), 10}, {100, 200}},
        draw::Rect{{-1e30f, 0}, {static_cast<float>(infinite), 200}}}) {
    draw::Frame blank(small_frame(), [] {});
    XyState state;
    View view;
    draw::Frame frame(small_frame(), [&] {
      CHECK(draw_xy(ImGui::GetWindowDrawList(), area, everything(wave, Steps::linear), state, view).empty);
    });
    blank.step();
    frame.step(2);
    CHECK(frame.picture().pixels == blank.picture().pixels);
  }
}

TEST_CASE("what is not there is said, with the reason", "[charts]") {
  const auto words = [](const State& state) {
    XyState chart_state;
    View view;
    XyChart chart = everything(state, Steps::linear);
    chart.budgets.clear();
    XyAnswer answer;
    draw::Frame frame(small_frame(), [&] {
      answer = draw_xy(ImGui::GetWindowDrawList(), {{0, 0}, {400, 260}}, chart, chart_state, view);
    });
    frame.step();
    return answer.empty;
  };
  const auto states = odd_states();
  CHECK(words(states[0]));
  CHECK_FALSE(words(states[1]));
  CHECK(words(states[4]));  // all NaN
}

TEST_CASE("the wheel zooms x at the cursor", "[charts]") {
  ChartBench bench;
  CHECK(bench.answer.plot.low.x == 40.0f);
  CHECK(bench.answer.plot.high.x == 360.0f);
  // At a quarter of the plot, so at x = 25, one notch: 25 − 25·0.8 = 5 to 25 + 75·0.8 = 85.
  bench.frame.wheel({120, 100}, 1);
  CHECK_THAT(bench.answer.seen_x.low, WithinAbs(5, 1e-6));
  CHECK_THAT(bench.answer.seen_x.high, WithinAbs(85, 1e-6));
  CHECK(bench.answer.seen_y == Range{0, 20});
  bench.frame.wheel({120, 100}, -1);
  CHECK(bench.answer.seen_x == Range{0, 100});
  bench.frame.wheel({120, 100}, -5);
  CHECK(bench.answer.seen_x == Range{0, 100});
  bench.frame.wheel({10, 100}, 3);  // outside of the plot
  CHECK(bench.answer.seen_x == Range{0, 100});
}

TEST_CASE("with Ctrl the wheel zooms y", "[charts]") {
  ChartBench bench;
  // The plot is 20 … 210; its middle is y = 10: 10 ∓ 10·0.8.
  bench.frame.hold(true, false);
  bench.frame.wheel({200, 115}, 1);
  CHECK_THAT(bench.answer.seen_y.low, WithinAbs(2, 0.06));
  CHECK_THAT(bench.answer.seen_y.high, WithinAbs(18, 0.06));
  CHECK(bench.answer.seen_x == Range{0, 100});
}

TEST_CASE("dragging moves what is seen with the mouse, a double click shows everything", "[charts]") {
  ChartBench bench;
  show(bench.view, {0, 100}, Steps::linear, {40, 60});
  // 64 pixels of 320 to the right are a fifth of 20: 4 to the left.
  bench.frame.drag({200, 100}, {264, 100});
  CHECK_THAT(bench.answer.seen_x.low, WithinAbs(36, 1e-3));
  CHECK_THAT(bench.answer.seen_x.high, WithinAbs(56, 1e-3));
  CHECK_FALSE(bench.clicked);
  bench.frame.double_click({200, 100});
  CHECK(bench.answer.seen_x == Range{0, 100});
}

TEST_CASE("Shift and a drag zoom to the box", "[charts]") {
  ChartBench bench;
  bench.frame.hold(false, true);
  // x: 40 + 320·(0.25 … 0.5) = 120 … 200; y: 9.5 pixels each above 210, from 4 to 16: 172 … 58.
  bench.frame.drag({120, 172}, {200, 58});
  CHECK_THAT(bench.answer.seen_x.low, WithinAbs(25, 1e-3));
  CHECK_THAT(bench.answer.seen_x.high, WithinAbs(50, 1e-3));
  CHECK_THAT(bench.answer.seen_y.low, WithinAbs(4, 1e-3));
  CHECK_THAT(bench.answer.seen_y.high, WithinAbs(16, 1e-3));
}

TEST_CASE("a click answers with the values under it", "[charts]") {
  ChartBench bench;
  bench.frame.click(ImVec2{200, 172});  // half of x; 38 of 190 pixels from the bottom, so a fifth of 20
  REQUIRE(bench.clicked);
  CHECK_THAT(bench.clicked->x, WithinAbs(50, 1e-3));
  CHECK_THAT(bench.clicked->y, WithinAbs(4, 1e-3));
}

TEST_CASE("the keyboard moves the chart that was clicked last", "[charts]") {
  ChartBench bench;
  bench.frame.type("+");
  CHECK(bench.answer.seen_x == Range{0, 100});  // not clicked yet
  bench.frame.click(ImVec2{200, 100});
  bench.frame.type("+");
  CHECK_THAT(bench.answer.seen_x.width(), WithinAbs(64, 1e-6));  // 100 · 0.8²
  bench.frame.key(ImGuiKey_RightArrow);
  CHECK_THAT(bench.answer.seen_x.low, WithinAbs(18 + 0.15 * 64, 1e-6));
  bench.frame.key(ImGuiKey_LeftArrow);
  CHECK_THAT(bench.answer.seen_x.low, WithinAbs(18, 1e-6));
  bench.frame.type("-");
  CHECK(bench.answer.seen_x == Range{0, 100});
  bench.frame.type("=");
  bench.frame.key(ImGuiKey_Home);
  CHECK(bench.answer.seen_x == Range{0, 100});
  bench.frame.click(ImVec2{5, 5});  // elsewhere
  bench.frame.type("+");
  CHECK(bench.answer.seen_x == Range{0, 100});
}

TEST_CASE("charts that share a view have linked axes", "[charts]") {
  std::vector<double> x{0, 50, 100}, y{1, 2, 3};
  XyState states[2];
  XyAnswer answers[2];
  View view;
  draw::Frame frame(small_frame(), [&] {
    for (int i = 0; i < 2; ++i) {
      XyChart chart;
      chart.id = i == 0 ? "upper" : "lower";
      chart.x = number_axis(), chart.y = number_axis();
      Series series;
      series.x = x, series.y = y;
      chart.series = {series};
      answers[i] = draw_xy(ImGui::GetWindowDrawList(),
                           {{0, 130.0f * static_cast<float>(i)}, {400, 130.0f * static_cast<float>(i + 1)}}, chart,
                           states[i], view);
    }
  });
  frame.step(2);
  frame.wheel(frame.rect("lower").centre(), 2);
  frame.step();
  CHECK(answers[0].seen_x == answers[1].seen_x);
  CHECK_THAT(answers[0].seen_x.width(), WithinAbs(64, 0.5));
}

TEST_CASE("the mouse finds the nearest sample; away from the plot there is none", "[charts]") {
  ChartBench bench;
  bench.frame.move({40 + 3.2f * 33.4f, 100});  // x = 33.4
  REQUIRE(bench.answer.hovered_x);
  CHECK(*bench.answer.hovered_x == 33);
  bench.frame.move({5, 5});
  CHECK_FALSE(bench.answer.hovered_x);
}

TEST_CASE("values at or below 0 on a logarithmic axis are counted and said", "[charts]") {
  const std::vector<double> x{1, 2, 3, 4}, y{-1, 0, 10, 100};
  XyState state;
  View view;
  XyChart chart;
  chart.id = "c";
  chart.x = number_axis(), chart.y = number_axis();
  chart.y.steps = Steps::log;
  Series series;
  series.x = x, series.y = y, series.colour = IM_COL32(255, 255, 255, 255);
  chart.series = {series};
  XyAnswer answer;
  draw::Frame frame(small_frame(), [&] {
    answer = draw_xy(ImGui::GetWindowDrawList(), {{0, 0}, {400, 260}}, chart, state, view);
  });
  frame.step();
  const draw::Image with_note = frame.picture();
  chart.words.below_log = "";
  frame.step();
  CHECK(with_note.pixels != frame.picture().pixels);
  CHECK_FALSE(answer.empty);
  CHECK(answer.seen_y.low > 0.0);
  CHECK(answer.seen_y.low <= 10.0);
}

TEST_CASE("a line is where its values are: at a height computed by hand", "[charts]") {
  // y = 10 of 0 … 20 in a plot of 20 … 210 is at 115; the line is 1.75 pixels thick.
  ChartBench bench;
  std::fill(bench.y.begin(), bench.y.end(), 10.0);
  bench.frame.step();
  const draw::Image& image = bench.frame.picture();
  CHECK((image.at(150, 115) & 255u) > 200u);
  CHECK((image.at(150, 114) & 255u) > 150u);
  CHECK((image.at(150, 110) & 255u) < 60u);
}

TEST_CASE("budgets and events have marks inside of the plot, and stand apart", "[charts]") {
  const State wave = odd_states().back();
  XyState state;
  View view;
  draw::Frame frame(small_frame(700, 400), [&] {
    draw_xy(ImGui::GetWindowDrawList(), {{0, 0}, {700, 400}}, everything(wave, Steps::linear), state, view);
  });
  frame.step(2);
  const draw::Rect plot = frame.rect("c"), budget = frame.rect("c.budget.0"), first = frame.rect("c.flag.0"),
                   second = frame.rect("c.flag.2");
  for (const draw::Rect& r : {budget, first, second}) {
    CHECK(r.low.x >= plot.low.x);
    CHECK(r.high.x <= plot.high.x + 1);
    CHECK(r.low.y >= plot.low.y - 1);
    CHECK(r.high.y <= plot.high.y + 1);
  }
  CHECK(second.low.y >= first.high.y);  // the second event would cover the first one's label
  CHECK_FALSE(frame.has("c.flag.1"));   // NaN
  CHECK_FALSE(frame.has("c.budget.2"));
}
