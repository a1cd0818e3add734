// The menus of the Sweep tab: which parameter, and what is shown.

#include <algorithm>

#include "ui/window/panels/sweep_parts.h"
#include "ui/window/widgets/overlay.h"

namespace npcost::window {

namespace {

constexpr float row_height = 32, most_rows = 11;

Rect anchor_of(const char* name) {
  const draw::Mark* const mark = draw::ground().marks.find(name);
  return mark != nullptr ? mark->rect : Rect{};
}

std::vector<const Parameter*> offered(const Panel& p) {
  std::vector<const Parameter*> all;
  for (const Parameter& one : p.screen.parameters) {
    if (one.high > one.low && (p.view.sweep.search.empty() || found_by(one, p.view.sweep.search, p.ui.language))) all.push_back(&one);
  }
  return all;
}

void choose(Panel& p, bool is_x, const Parameter& parameter) {
  SweepView& view = p.view.sweep;
  const SweepWish::Side side = side_around(parameter);
  (is_x ? view.wish.x : view.wish.y) = side;
  view.typed[is_x ? 0 : 2] = typed_number(side.low), view.typed[is_x ? 1 : 3] = typed_number(side.high);
  p.view.overlay.close();
}

/// Rows that scroll: those that cannot be seen are Tab stops all the same.
void draw_rows(Panel& p, const Rect& box, const std::string& menu, bool is_x, const std::vector<const Parameter*>& all) {
  ImGui::SetCursorScreenPos(box.low);
  compat::begin_child((menu + ".list").c_str(), {box.width(), box.height()}, false, ImGuiWindowFlags_NoMove);
  const ImVec2 origin = ImGui::GetCursorScreenPos();
  const std::string& chosen = is_x ? p.view.sweep.wish.x.pointer : p.view.sweep.wish.y.pointer;
  float y = origin.y;
  for (const Parameter* const one : all) {
    const std::string name = menu + one->pointer;
    Rect row{{box.low.x, draw::snap(y)}, {box.high.x - px(8), draw::snap(y + px(row_height))}};
    y += px(row_height);
    if (p.ui.focus.arrived(name)) {
      const float top = row.low.y - origin.y;
      if (row.low.y < box.low.y) ImGui::SetScrollY(top);
      else if (row.high.y > box.high.y) ImGui::SetScrollY(top + px(row_height) - box.height());
    }
    if (row.low.y < box.low.y - px(1) || row.high.y > box.high.y + px(1)) {
      p.ui.focus.item(name);
      continue;
    }
    const MenuRow words{
        shown_name(label_text(p.ui.language, *one)), group_text(p.ui.language, shown_name(one->group)), {}, one->pointer == chosen};
    if (menu_row(p.ui, name, row, words)) choose(p, is_x, *one);
  }
  ImGui::SetCursorScreenPos(origin);
  ImGui::Dummy({1, std::max(1.0f, y - origin.y)});
  ImGui::EndChild();
}

void parameter_menu(Panel& p, bool is_x) {
  const std::string menu = is_x ? "menu.sweep.x" : "menu.sweep.y";
  if (p.view.overlay.open != menu) return;
  if (p.view.overlay.fresh) p.view.sweep.search.clear();
  const std::vector<const Parameter*> all = offered(p);
  const float rows = std::min(most_rows, static_cast<float>(std::max<std::size_t>(p.screen.parameters.size(), 1)));
  Rect room;
  if (!begin_menu(p.ui, p.view.overlay, menu, anchor_of(is_x ? "sweep.x" : "sweep.y"), 420, 12 + 38 + row_height * rows, true, room))
    return;
  search_field(p.ui, menu + ".search", inset(take_top(room, 32, 6), 4, 1), p.view.sweep.search, p.say("params.search"));
  draw_rows(p, room, menu, is_x, all);
  if (all.empty()) p.ui.line(Face::small, inset(take_top(room, row_height), 10, 0), Align::left, theme().text3, p.say("params.not_found"));
  end_overlay(p.ui);
}

void goal_menu(Panel& p) {
  const auto& goals = p.screen.sweep.goals;
  const std::size_t shown = std::min<std::size_t>(goals.size(), 14);
  Rect room;
  const float height = 12 + row_height * static_cast<float>(std::max<std::size_t>(shown, 1));
  if (!begin_menu(p.ui, p.view.overlay, "menu.sweep.goal", anchor_of("sweep.goal"), 420, height, true, room)) return;
  for (std::size_t i = 0; i < shown; ++i) {
    const MenuRow row{goal_title(p, goals[i]), goal_limit(p, goals[i]), {}, i == p.view.sweep.goal};
    if (menu_row(p.ui, "menu.sweep.goal." + std::to_string(i), room, row)) {
      p.view.sweep.goal = i, p.view.sweep.goal_chosen = true;
      p.view.overlay.close();
    }
  }
  end_overlay(p.ui);
}

}  // namespace

void draw_sweep_menus(Panel& p) {
  parameter_menu(p, true);
  parameter_menu(p, false);
  goal_menu(p);
}

}  // namespace npcost::window
