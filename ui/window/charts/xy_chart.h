#pragma once
// The chart with two axes: lines, steps, bands and stacked areas over time or any other x.
//
// Described  anew each frame by a plain XyChart whose spans point to arrays of the caller (alive until the call returns); what stays
//            between frames is in XyState (one a chart) and View (one for all charts whose x axes are linked).
// Units      whatever the caller keeps; the axes say how they read. x ascends. NaN or ±inf in y is a gap: the line breaks.
// States     no finite value: "No data yet" and the reason; one value: a dot; all equal: a range around it; values ≤ 0 on a logarithmic
//            axis: below its end, and a note says how many; too small to draw in: nothing. Never a vertex that is not finite, never a
//            pixel outside of `area`, except the table under the mouse, which is laid over everything.
// Mouse      wheel: zoom x at the cursor (with Ctrl: y); drag: pan; Shift and drag: zoom to a box; double click: everything. A click
//            without a drag is an answer for the caller. A window around it that scrolls would take the wheel as well: give it
//            ImGuiWindowFlags_NoScrollWithMouse.
// Keyboard   of the chart clicked last: + −, ← →, Home. Not while a text field has the keyboard. A caller that gives a chart the
//            keyboard by Tab moves the cross-hair (linked_x) itself.
// Marks      "id" (the plot), "id.budget.N", "id.flag.N", and the legend's.

#include <cstddef>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "ui/window/charts/axis.h"
#include "ui/window/charts/legend.h"
#include "ui/window/charts/reduce.h"
#include "ui/window/draw/ground.h"

namespace npcost::charts {

/// A word beside a value in the table under the mouse.
struct Note {
  std::string text;
  ImU32 colour = 0;  ///< 0: text3
};

struct Series {
  enum class Kind { line, dashed, steps, band };

  Kind kind = Kind::line;
  std::string name;  ///< in the table; a band's upper edge
  ImU32 colour = 0;
  std::span<const double> x, y;      ///< same size
  std::span<const double> high;      ///< band: its upper edge, y is the lower one
  std::string low_name;              ///< band: the lower edge in the table; "" not there
  const Pyramid* pyramid = nullptr;  ///< of y; worth it from 100,000 samples
  const Pyramid* high_pyramid = nullptr;
  float thickness = 1.75f;  ///< design pixels
  int legend = 0;           ///< which entry of the legend shows and hides it; −1: always shown
  bool in_table = true;
  std::function<Note(double)> note;  ///< behind the value in the table
};

Series line_series(std::string name, ImU32 colour, std::span<const double> x, std::span<const double> y,
                   int legend = 0);
/// `name` is the upper edge's; the lower one is not in the table.
Series band_series(std::string name, ImU32 colour, std::span<const double> x, std::span<const double> low,
                   std::span<const double> high, int legend = 0);

/// One layer of a stack, from the bottom to the top. Gaps and negative values count as 0 unless all layers have a gap there.
struct Layer {
  std::string name;
  ImU32 colour = 0;
  std::span<const double> y;
  int legend = 0;
};

struct Budget {
  double y = 0.0;
  std::string label;  ///< "Voice budget  $0.25"
  ImU32 colour = 0;
};

struct Flag {
  double x = 0.0;
  std::string label;
};

/// The few words that a chart says itself, for translation.
struct Words {
  std::string no_data = "No data yet";
  std::string all_hidden = "All series are hidden";
  std::string not_simulated = "not simulated yet";
  std::string total = "Total";
  std::string below_log = "{} values at or below 0 are not on a log scale";  ///< {}: how many
};

struct XyChart {
  std::string id;
  Axis x, y;
  std::vector<Series> series;  ///< drawn in this order; listed in the table in this order
  std::span<const double> layers_x;
  std::vector<Layer> layers;
  std::vector<Budget> budgets;
  std::vector<Flag> flags;
  std::optional<double> now;           ///< x beyond it is shaded: not simulated yet
  bool say_not_simulated = false;      ///< write it into the shade, if there is room
  std::string empty_reason;            ///< why there is nothing and what to do: "Press play to start."
  std::function<Note(double)> x_note;  ///< behind the time in the head of the table: "16,500 players"
  Words words;
  bool interactive = true;
  float left = 56, right = 12, top = 8, bottom = 26;  ///< design pixels around the plot, fixed so that nothing moves
};

struct XyState {
  View y;
  LegendState legend;
  std::optional<double> linked_x;  ///< set by the caller: a cross-hair where another chart has its mouse
  bool table_at_linked = false;    ///< and the table, too
  bool linked_by_keys = false;     ///< the caller's keyboard put it there
  std::vector<int> budget_places;  ///< where labels stood, so that they do not jump
  bool dragging = false, boxing = false, focused = false;
  ImVec2 drag_from{0, 0}, drag_last{0, 0};
};

struct Point {
  double x = 0.0, y = 0.0;
};

struct XyAnswer {
  draw::Rect plot;  ///< where the data are
  Range seen_x, seen_y;
  std::optional<double> hovered_x;  ///< the sample under the mouse
  std::optional<Point> clicked;
  bool empty = false;
};

/// Draws into `list`. Requires a ground in use, an ImGui window around it if interactive, and equal sizes of x and y of a series.
XyAnswer draw_xy(ImDrawList* list, const draw::Rect& area, const XyChart& chart, XyState& state, View& x_view);

}  // namespace npcost::charts
