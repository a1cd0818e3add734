#pragma once
// Horizontal bars that are stacked from parts, with a whisker to P95 and a line for the budget: scenarios side by side.
//
// Rows      from the top, all of one height; names at the left, figures at the right, in columns of fixed width.
// Values    parts ≥ 0 (negative and not finite ones count as 0). The whisker runs from the end of the bar to `whisker`.
// States    no rows, or no finite value: "No data yet" and the reason. Too small: nothing.
// Mouse     over a row: its parts as a table. A click answers with the row. Marks "id.row.N".

#include <optional>
#include <string>
#include <vector>

#include "ui/window/charts/axis.h"
#include "ui/window/charts/xy_chart.h"

namespace npcost::charts {

struct BarPart {
  std::string name;
  ImU32 colour = 0;
  double value = 0.0;
};

struct Bar {
  std::string name;
  std::vector<BarPart> parts;
  std::optional<double> whisker;
  std::string value, aside;  ///< "$0.216" over "P95 138%"
  ImU32 aside_colour = 0;    ///< 0: text3
  bool highlighted = false;
};

struct BarChart {
  std::string id;
  Axis x;
  std::vector<Bar> bars;
  std::optional<Budget> budget;
  float row = 40, names = 112, figures = 86, bottom = 26;  ///< design pixels
  std::string whisker_name = "P95";
  Words words;
  std::string empty_reason;
  bool interactive = true;
};

struct BarAnswer {
  Range range;
  draw::Rect plot;
  std::optional<std::size_t> hovered, clicked;
};

BarAnswer draw_bars(ImDrawList* list, const draw::Rect& area, const BarChart& chart);

}  // namespace npcost::charts
