#pragma once
// The steps of draw_xy(), which share one description of the frame. Of no use outside of this folder.

#include <vector>

#include "ui/window/charts/xy_chart.h"

namespace npcost::charts {

struct XyParts {
  ImDrawList* list;
  const XyChart& chart;
  XyState& state;
  View& view;
  draw::Rect area, plot;
  Range whole_x, whole_y;
  Scale x, y;
  std::vector<double> edges;               ///< x of the borders of the plot's columns of pixels
  std::vector<std::vector<ImVec2>> lines;  ///< what was drawn, for labels that want to stand free
  std::vector<draw::Rect> labels;          ///< what other labels must not cover
  std::size_t below_log = 0;               ///< values that a logarithmic axis lacks
  bool empty = true, all_hidden = false;

  bool shows(int legend) const { return state.legend.shows(legend); }
  ImVec2 at(double vx, double vy) const { return {x.pixel(vx), y.pixel(vy)}; }
};

/// Ranges of the data, and whether there are any (xy_data.cpp).
void find_ranges(XyParts& parts);
/// Sum of the layers that are shown at each x; NaN where all of them have a gap.
std::vector<double> layer_totals(const XyParts& parts);
/// Scales and columns for what is seen now.
void set_scales(XyParts& parts);

/// Mouse and keyboard; may change what is seen (xy_input.cpp).
void take_input(XyParts& parts, XyAnswer& answer);

void draw_axes(XyParts& parts);    ///< grid, ticks, titles (xy_frame.cpp)
void draw_future(XyParts& parts);  ///< the shade over what is not simulated yet
void draw_empty(XyParts& parts);
void draw_flags(XyParts& parts);
void draw_budgets(XyParts& parts);
void draw_notes(XyParts& parts);
void draw_layers(XyParts& parts);  ///< stacked areas (xy_series.cpp)
void draw_series(XyParts& parts);
/// The line at a moment, below the labels (xy_hover.cpp).
void draw_cross_hair(XyParts& parts, double at);
/// Dots on the lines at a moment; the table if wanted.
void draw_hover(XyParts& parts, double at, bool with_table);
/// The sample nearest to a pixel, of the first thing shown; nothing if there is none.
std::optional<double> sample_near(const XyParts& parts, float pixel);

}  // namespace npcost::charts
