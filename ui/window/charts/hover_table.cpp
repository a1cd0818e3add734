#include "ui/window/charts/hover_table.h"

#include <algorithm>

#include "ui/window/draw/text.h"

namespace npcost::charts {

using draw::Face;
using draw::px;
using draw::Rect;
using draw::theme;

namespace {

struct Widths {
  float name = 0, value = 0, note = 0, head = 0;
};

Widths widths_of(const HoverTable& table) {
  Widths w;
  for (const TableRow& row : table.rows) {
    w.name = std::max(w.name, draw::measure(Face::small, row.name).x + (row.colour != 0 ? px(15) : 0.0f));
    w.value = std::max(w.value, draw::measure(Face::small_semi, row.value).x);
    w.note = std::max(w.note, draw::measure(Face::small, row.note).x);
  }
  if (w.note > 0.0f) w.note += px(12);
  w.head = draw::measure(Face::small_semi, table.head).x;
  if (!table.head_note.empty()) w.head += px(22) + draw::measure(Face::small, table.head_note).x;
  return w;
}

}  // namespace

void draw_panel(ImDrawList* list, const Rect& box) {
  const int rings = static_cast<int>(px(7));
  for (int i = rings; i > 0; --i) {
    const float grow = static_cast<float>(i);
    list->AddRectFilled({box.low.x - grow, box.low.y - grow + px(3)}, {box.high.x + grow, box.high.y + grow + px(3)},
                        theme().shadow, px(7) + grow);
  }
  list->AddRectFilled(box.low, box.high, theme().tooltip, px(7));
  compat::rect(list, box.low, box.high, theme().border_strong, px(7), theme().hairline());
}

Rect draw_hover_table(const HoverTable& table, ImVec2 anchor, const Rect& inside, Beside place) {
  const Widths w = widths_of(table);
  const float pad = px(12), step = draw::snap(draw::line_height(Face::small) + px(4));
  const float width = draw::snap(std::max(w.name + px(18) + w.value + w.note, w.head) + 2 * pad);
  const float height = draw::snap(draw::line_height(Face::small_semi) + px(6) +
                                  step * static_cast<float>(table.rows.size()) + 2 * px(10));
  const ImVec2 window = ImGui::GetIO().DisplaySize;
  float x = anchor.x + px(14);
  if (x + width > inside.high.x - px(4)) x = anchor.x - px(14) - width;
  x = std::clamp(x, 0.0f, std::max(0.0f, window.x - width));
  float wanted = (inside.low.y + inside.high.y - height) * 0.5f;
  if (place == Beside::below)
    wanted = anchor.y + px(8) + height <= window.y ? anchor.y + px(8) : anchor.y - px(56) - height;
  const float y = std::clamp(wanted, 0.0f, std::max(0.0f, window.y - height));
  const Rect box{{draw::snap(x), draw::snap(y)}, {draw::snap(x) + width, draw::snap(y) + height}};

  ImDrawList* const list = ImGui::GetForegroundDrawList();
  draw_panel(list, box);
  float top = box.low.y + px(10);
  draw::text(list, Face::small_semi, {box.low.x + pad, top}, theme().text, table.head);
  draw::text_right(list, Face::small, {box.high.x - pad, top}, theme().text2, table.head_note);
  top += draw::line_height(Face::small_semi) + px(6);
  for (const TableRow& row : table.rows) {
    const float middle = draw::snap(top + draw::line_height(Face::small) * 0.5f);
    if (row.line_above)
      list->AddRectFilled({box.low.x + pad, top - px(2)}, {box.high.x - pad, top - px(2) + theme().hairline()},
                          theme().border_strong);
    if (row.colour != 0)
      list->AddRectFilled({box.low.x + pad, middle - px(4)}, {box.low.x + pad + px(8), middle + px(4)}, row.colour,
                          px(2));
    draw::text(list, Face::small, {box.low.x + pad + (row.colour != 0 ? px(15) : 0.0f), top}, theme().text2, row.name);
    draw::text_right(list, Face::small_semi, {box.high.x - pad - w.note, top}, theme().text, row.value);
    draw::text_right(list, Face::small, {box.high.x - pad, top}, row.note_colour != 0 ? row.note_colour : theme().text3,
                     row.note);
    top += step;
  }
  return box;
}

}  // namespace npcost::charts
