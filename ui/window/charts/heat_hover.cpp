// A cell that is pointed at: by the mouse, or by a cursor of the caller's keyboard.

#include <algorithm>
#include <utility>

#include "ui/window/charts/heat_parts.h"
#include "ui/window/draw/imgui_compat.h"

namespace npcost::charts {

using draw::px;
using draw::theme;

void take_heat_mouse(const HeatMap& map, const HeatGrid& grid, HeatAnswer& answer) {
  const ImVec2 before = ImGui::GetCursorScreenPos();
  ImGui::SetCursorScreenPos(answer.plot.low);
  const bool clicked = ImGui::InvisibleButton(map.id.c_str(), {answer.plot.width(), answer.plot.height()});
  const ImVec2 mouse = ImGui::GetIO().MousePos;
  if (ImGui::IsItemHovered()) {
    answer.hovered = Point{grid.x.value(mouse.x), grid.y.value(mouse.y)};
    const auto middle_of = [](const std::vector<double>& edges, double at) {
      const auto above = static_cast<std::size_t>(std::upper_bound(edges.begin(), edges.end(), at) - edges.begin());
      return std::clamp<std::size_t>(above, 1, edges.size() - 1) - 1;
    };
    answer.cell = middle_of(grid.y_edges, answer.hovered->y) * map.xs.size() + middle_of(grid.x_edges, answer.hovered->x);
  }
  if (clicked) answer.clicked = answer.hovered, answer.clicked_cell = answer.cell;
  ImGui::SetCursorScreenPos(before);
}

void draw_heat_hover(ImDrawList* list, const HeatMap& map, const HeatGrid& grid, std::size_t cell, const draw::Rect& plot) {
  const std::size_t ix = cell % map.xs.size(), iy = cell / map.xs.size();
  const ImVec2 low{draw::snap(grid.x.pixel(grid.x_edges[ix])), draw::snap(grid.y.pixel(grid.y_edges[iy + 1]))},
      high{draw::snap(grid.x.pixel(grid.x_edges[ix + 1])), draw::snap(grid.y.pixel(grid.y_edges[iy]))};
  compat::rect(list, low, high, theme().text, 0.0f, px(1.5f));
  const double ratio = map.ratios[cell];
  const auto words = [](const Axis& axis, double v) {
    return axis.value_label ? axis.value_label(v, v) : short_number(v, 4);
  };
  HoverTable table;
  table.head = percent(ratio);
  table.head_note = map.ratio_title;
  table.rows = {{0, map.x.title, words(map.x, map.xs[ix]), {}, 0, false},
                {0, map.y.title, words(map.y, map.ys[iy]), {}, 0, false}};
  if (map.facts) {
    for (TableRow& row : map.facts(cell)) table.rows.push_back(std::move(row));
  }
  draw_hover_table(table, {high.x, high.y}, plot, Beside::below);
}

}  // namespace npcost::charts
