#pragma once
// A plane of ratios: what a cost is, against its budget, for each pair of two parameters.
//
// Cells     ratios row by row from the bottom, `xs.size()` a row; xs and ys ascend and are the cells' middles. Colours are centred on 1
//           and end `octaves` doublings away. Not finite: the colour of the inset.
// Contour   where the ratio is 1, between cells' middles by interpolation of the logarithm, to the edge of the plane.
// States    sizes that do not match, fewer than one cell, no finite ratio: "No data yet" and the reason. Too small: nothing.
// Mouse     a table with both parameters and the ratio; a click answers with the values under it. Where the mouse is elsewhere a cursor of
//           the caller's keyboard has the same table.

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "ui/window/charts/axis.h"
#include "ui/window/charts/hover_table.h"
#include "ui/window/charts/xy_chart.h"

namespace npcost::charts {

struct HeatMap {
  std::string id;
  Axis x, y;  ///< `whole` is taken from the cells
  std::span<const double> xs, ys, ratios;
  std::span<const std::uint8_t> pale;   ///< [cell] not 0: a guess so far, drawn paler; may be empty
  std::optional<std::size_t> cursor;    ///< a cell
  std::function<std::vector<TableRow>(std::size_t cell)> facts;  ///< more rows of the table
  double octaves = 1.0;
  std::string ratio_title;         ///< above the colour bar: "of budget"
  std::string contour_label;       ///< "100% of budget"; "" none
  std::optional<Point> operating;  ///< where the scenario stands
  std::string operating_label;
  Words words;
  std::string empty_reason;
  bool interactive = true;
  float left = 44, right = 66, bottom = 26;  ///< design pixels; the colour bar stands at the right
};

struct HeatAnswer {
  draw::Rect plot;
  std::optional<Point> hovered, clicked;
  std::optional<std::size_t> cell, clicked_cell;   ///< those that hold them
};

HeatAnswer draw_heat_map(ImDrawList* list, const draw::Rect& area, const HeatMap& map);

/// Lines along which a grid of heights is `level`: pieces that are connected are one. Points in units of nodes (x along a row of
/// `columns`); nodes that are not finite have no line beside them.
std::vector<std::vector<ImVec2>> contours(std::span<const double> heights, std::size_t columns, double level);

}  // namespace npcost::charts
