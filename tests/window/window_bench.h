#pragma once
// What the tests of the window share: a small frame, and one with a chart of two axes in it.

#include <cmath>
#include <cstdint>
#include <functional>
#include <limits>
#include <string>
#include <vector>

#include "ui/window/charts/xy_chart.h"
#include "ui/window/draw/frame.h"

namespace npcost::test {

inline constexpr double nan_value = std::numeric_limits<double>::quiet_NaN();
inline constexpr double infinite = std::numeric_limits<double>::infinity();

inline draw::FrameOptions small_frame(int width = 400, int height = 260, float scale = 1.0f, bool dark = true) {
  draw::FrameOptions options;
  options.width = width, options.height = height;
  options.dark = dark;
  options.fonts.scale = scale;
  return options;
}

/// A picture of what a painter draws.
inline draw::Image picture(const draw::FrameOptions& options, const std::function<void(ImDrawList*)>& paint) {
  draw::Frame frame(options, [&] { paint(ImGui::GetWindowDrawList()); });
  frame.step(2);
  return frame.picture();
}

/// Numbers that look random and are the same at every run (splitmix64).
struct Noise {
  std::uint64_t state;
  std::uint64_t next() {
    std::uint64_t z = (state += 0x9E3779B97F4A7C15u);
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9u;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBu;
    return z ^ (z >> 31);
  }
  double unit() { return static_cast<double>(next() >> 11) * 0x1.0p-53; }
  double between(double low, double high) { return low + (high - low) * unit(); }
  std::size_t below(std::size_t n) { return static_cast<std::size_t>(next() % n); }
};

/// A chart "c" over x = 0 … 100 (one sample each) in a frame of 400 × 260, with area 20,10 … 380,240 and no room for labels at the
/// left, so that the plot is 40 … 360 × 20 … 210 exactly.
struct ChartBench {
  std::vector<double> x, y;
  charts::XyChart chart;
  charts::XyState state;
  charts::View view;
  charts::XyAnswer answer;
  std::optional<charts::Point> clicked;  ///< the last one
  draw::Frame frame;

  ChartBench() : frame(small_frame(), [this] { draw(); }) {
    for (int i = 0; i <= 100; ++i) {
      x.push_back(i);
      y.push_back(10.0 + 5.0 * std::sin(i * 0.2));
    }
    chart.id = "c";
    chart.x = charts::number_axis();
    chart.y = charts::number_axis();
    chart.y.whole = charts::Range{0.0, 20.0};
    chart.left = 20, chart.right = 20, chart.top = 10, chart.bottom = 30;
    charts::Series series;
    series.name = "y";
    series.colour = IM_COL32(255, 255, 255, 255);
    series.x = x, series.y = y;
    chart.series = {series};
    frame.step(2);
  }
  void draw() {
    answer = charts::draw_xy(ImGui::GetWindowDrawList(), {{20, 10}, {380, 240}}, chart, state, view);
    if (answer.clicked) clicked = answer.clicked;
  }
};

}  // namespace npcost::test
