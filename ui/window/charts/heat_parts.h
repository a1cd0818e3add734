#pragma once
// What the files of the heat map share. Of no use outside of this folder.

#include <vector>

#include "ui/window/charts/heat_map.h"
#include "ui/window/charts/scale.h"

namespace npcost::charts {

/// Where the cells of a map stand on the screen.
struct HeatGrid {
  Scale x, y;
  std::vector<double> x_edges, y_edges;  ///< of the cells, in values
};

/// The mouse on the plane: into `answer`.
void take_heat_mouse(const HeatMap& map, const HeatGrid& grid, HeatAnswer& answer);
/// A frame around a cell and the table beside it.
void draw_heat_hover(ImDrawList* list, const HeatMap& map, const HeatGrid& grid, std::size_t cell, const draw::Rect& plot);

}  // namespace npcost::charts
