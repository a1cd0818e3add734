#pragma once
// Stretches of an axis below each other, each with a middle: where a date lies between its 10th and its 90th percentile.
//
// Rows      from the top, all of one height; names at the left, figures at the right, in columns of fixed width.
// Open      a stretch without a high end goes on to the right edge and fades there; without a middle it has none of its dots. A row
//           without a low end is `instead`, in words: there is no empty chart.
// Axis      not drawn but for its grid: the chart below, whose axis is linked, has the ticks.
// States    too small: nothing. Marks "id.row.N".

#include <optional>
#include <string>
#include <vector>

#include "ui/window/charts/axis.h"
#include "ui/window/charts/xy_chart.h"

namespace npcost::charts {

struct Span {
  std::string name, note;        ///< at the left, one over the other
  ImU32 colour = 0;
  std::optional<double> low, middle, high;
  std::string value, aside;      ///< at the right, one over the other
  std::string instead;           ///< what is said where there is no low end
};

struct SpanChart {
  std::string id;
  Axis x;                        ///< `whole` is required
  std::vector<Span> spans;
  std::optional<double> cursor;  ///< a line through all rows
  float row = 44, names = 112, figures = 150;   ///< design pixels
};

/// The room of the stretches; what was clicked there, on the axis.
struct SpanAnswer {
  draw::Rect plot;
  std::optional<double> clicked;
};

SpanAnswer draw_spans(ImDrawList* list, const draw::Rect& area, const SpanChart& chart, const View& view);

}  // namespace npcost::charts
