#pragma once
// Which series are shown, and the row of names that says and changes it.

#include <string>
#include <vector>

#include "ui/window/draw/ground.h"

namespace npcost::charts {

struct LegendEntry {
  std::string name;
  ImU32 colour = 0;
  bool square = false;  ///< a filled area; else a line
};

struct LegendState {
  std::vector<bool> hidden;  ///< by entry; shorter than the entries: the rest is shown
  int hovered = -1;          ///< the entry under the mouse: its series stand out

  bool shows(int entry) const {
    return entry < 0 || static_cast<std::size_t>(entry) >= hidden.size() || !hidden[static_cast<std::size_t>(entry)];
  }
  void toggle(int entry, int entries);
  /// Only this one; if it is the only one already, all.
  void solo(int entry, int entries);
  /// 1 for what stands out or if nothing does; less for the rest.
  float strength(int entry) const { return hovered < 0 || entry < 0 || hovered == entry ? 1.0f : 0.3f; }
};

/// Pixels that a row needs.
float legend_width(const std::vector<LegendEntry>& entries);
/// A row whose right end is at `right_middle`. A click hides or shows, with Ctrl it shows only that one. Marks "id.legend.N".
/// True: changed. Requires an ImGui window around it.
bool draw_legend(ImDrawList* list, ImVec2 right_middle, const std::string& id, const std::vector<LegendEntry>& entries,
                 LegendState& state);

/// Rows from the top left: swatch, name, value at `width`, share behind it. For breakdowns beside a stack. Rows `row` design pixels high.
struct LegendRow {
  LegendEntry entry;
  std::string value, share;
};
bool draw_legend_rows(ImDrawList* list, ImVec2 low, float width, float row, const std::string& id,
                      const std::vector<LegendRow>& rows, LegendState& state);

}  // namespace npcost::charts
