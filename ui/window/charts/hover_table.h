#pragma once
// The table that stands beside the mouse: a head, then swatch, name, value and a note a row.

#include <string>
#include <vector>

#include "ui/window/draw/ground.h"

namespace npcost::charts {

struct TableRow {
  ImU32 colour = 0;  ///< of the swatch; 0: none
  std::string name, value, note;
  ImU32 note_colour = 0;  ///< 0: text3
  bool line_above = false;
};

struct HoverTable {
  std::string head, head_note;
  std::vector<TableRow> rows;
};

/// Where a table stands: in the middle of `inside`, or below the anchor (above it, if there is no room).
enum class Beside { middle, below };

/// Right of `anchor` if it fits into `inside`, else left; never outside of the window. Over everything. The rectangle it took.
draw::Rect draw_hover_table(const HoverTable& table, ImVec2 anchor, const draw::Rect& inside,
                            Beside place = Beside::middle);

/// A soft shadow and a panel, as tables and menus have.
void draw_panel(ImDrawList* list, const draw::Rect& box);

}  // namespace npcost::charts
