#include "ui/window/charts/legend.h"

#include <algorithm>

#include "ui/window/draw/text.h"

namespace npcost::charts {

using draw::Align;
using draw::Face;
using draw::px;
using draw::Rect;
using draw::theme;

void LegendState::toggle(int entry, int entries) {
  hidden.resize(static_cast<std::size_t>(std::max(entries, 0)), false);
  if (entry >= 0 && entry < entries) hidden[static_cast<std::size_t>(entry)] = !hidden[static_cast<std::size_t>(entry)];
}

void LegendState::solo(int entry, int entries) {
  if (entry < 0 || entry >= entries) return;
  hidden.resize(static_cast<std::size_t>(entries), false);
  const auto shown = std::count(hidden.begin(), hidden.end(), false);
  const bool alone = shown == 1 && !hidden[static_cast<std::size_t>(entry)];
  std::fill(hidden.begin(), hidden.end(), !alone);
  hidden[static_cast<std::size_t>(entry)] = false;
}

namespace {

constexpr float swatch = 14, after_swatch = 7, between = 18;

float entry_width(const LegendEntry& entry) {
  return px(swatch + after_swatch) + draw::measure(Face::small, entry.name).x;
}

void draw_swatch(ImDrawList* list, float x, float middle, const LegendEntry& entry, bool shown) {
  const ImU32 colour = shown ? entry.colour : theme().border_strong;
  const float y = draw::snap(middle);
  if (entry.square)
    list->AddRectFilled({x, y - px(5)}, {x + px(10), y + px(5)}, colour, px(3));
  else
    list->AddRectFilled({x, y - px(1.5f)}, {x + px(swatch), y + px(1.5f)}, colour, px(1.5f));
}

/// An invisible button over a row; the mouse over it and its clicks are taken. True: changed.
bool answer(const std::string& name, const Rect& box, int entry, int entries, LegendState& state, bool& hovered) {
  draw::mark(name, box, "legend");
  if (box.width() < 1.0f || box.height() < 1.0f) return false;
  const ImVec2 before = ImGui::GetCursorScreenPos();
  ImGui::SetCursorScreenPos(box.low);
  const bool clicked = ImGui::InvisibleButton(name.c_str(), {box.width(), box.height()});
  hovered = ImGui::IsItemHovered();
  if (hovered) ImGui::SetMouseCursor(ImGuiMouseCursor_Hand);
  ImGui::SetCursorScreenPos(before);
  if (!clicked) return false;
  if (ImGui::GetIO().KeyCtrl)
    state.solo(entry, entries);
  else
    state.toggle(entry, entries);
  return true;
}

}  // namespace

float legend_width(const std::vector<LegendEntry>& entries) {
  float width = 0.0f;
  for (const LegendEntry& entry : entries) width += entry_width(entry) + (width > 0.0f ? px(between) : 0.0f);
  return width;
}

bool draw_legend(ImDrawList* list, ImVec2 right_middle, const std::string& id, const std::vector<LegendEntry>& entries,
                 LegendState& state) {
  bool changed = false;
  int over = -1;
  float x = draw::snap(right_middle.x - legend_width(entries));
  const int count = static_cast<int>(entries.size());
  const float half = draw::snap(draw::line_height(Face::small) * 0.5f + px(4));
  for (int i = 0; i < count; ++i) {
    const LegendEntry& entry = entries[static_cast<std::size_t>(i)];
    const Rect box{{x - px(4), right_middle.y - half}, {x + entry_width(entry) + px(4), right_middle.y + half}};
    bool hovered = false;
    changed |= answer(id + ".legend." + std::to_string(i), box, i, count, state, hovered);
    if (hovered) over = i;
    const bool shown = state.shows(i);
    draw_swatch(list, x, right_middle.y, entry, shown);
    const ImU32 colour = !shown ? theme().text3 : hovered ? theme().text : theme().text2;
    draw::text(list, Face::small,
               {x + px(swatch + after_swatch), right_middle.y - draw::line_height(Face::small) * 0.5f}, colour,
               entry.name);
    x += entry_width(entry) + px(between);
  }
  if (over >= 0 || state.hovered >= 0) state.hovered = over;
  return changed;
}

bool draw_legend_rows(ImDrawList* list, ImVec2 low, float width, float row, const std::string& id,
                      const std::vector<LegendRow>& rows, LegendState& state) {
  bool changed = false;
  int over = -1;
  const int count = static_cast<int>(rows.size());
  float share = 0.0f, value = 0.0f;
  for (const LegendRow& r : rows) {
    share = std::max(share, draw::measure(Face::small, r.share).x);
    value = std::max(value, draw::measure(Face::small_semi, r.value).x);
  }
  if (share > 0.0f) share += px(12);
  for (int i = 0; i < count; ++i) {
    const LegendRow& r = rows[static_cast<std::size_t>(i)];
    const float top = draw::snap(low.y + static_cast<float>(i) * px(row));
    const Rect box{{low.x, top}, {low.x + width, draw::snap(low.y + static_cast<float>(i + 1) * px(row))}};
    bool hovered = false;
    changed |= answer(id + ".legend." + std::to_string(i), box, i, count, state, hovered);
    if (hovered) over = i;
    if (hovered)
      list->AddRectFilled({box.low.x - px(6), box.low.y}, {box.high.x + px(6), box.high.y}, theme().hover, px(4));
    const bool shown = state.shows(i);
    const float middle = (box.low.y + box.high.y) * 0.5f, line = middle - draw::line_height(Face::small) * 0.5f;
    draw_swatch(list, low.x, middle, r.entry, shown);
    const float room = width - px(18) - value - share - px(8);
    draw::text_ellipsis(list, Face::small, {low.x + px(18), line}, room, shown ? theme().text2 : theme().text3,
                        r.entry.name);
    draw::text_right(list, Face::small_semi, {low.x + width - share, line}, shown ? theme().text : theme().text3,
                     r.value);
    draw::text_right(list, Face::small, {low.x + width, line}, theme().text3, r.share);
  }
  if (over >= 0 || state.hovered >= 0) state.hovered = over;
  return changed;
}

}  // namespace npcost::charts
