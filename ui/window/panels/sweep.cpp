// The Sweep tab: a plane of two parameters.

#include <algorithm>
#include <cmath>

#include "ui/window/charts/heat_map.h"
#include "ui/window/panels/sweep_parts.h"

namespace npcost::window {

namespace {

charts::Axis axis_of(const Panel& p, const SweepSide& side) {
  charts::Axis axis = charts::number_axis(side_title(p, side.pointer));
  if (side.logarithmic) axis.steps = charts::Steps::log;
  const Parameter* const parameter = parameter_at(p.screen, side.pointer);
  const std::string sign = parameter == nullptr ? std::string() : shown_name(parameter->sign);
  axis.tick_label = [sign](double value, double step) { return sign + charts::number_tick(value, step); };
  axis.ticks = 8;
  axis.value_label = [&side](double value, double) {   // as it would be written
    const auto found = std::find(side.values.begin(), side.values.end(), value);
    const auto at = static_cast<std::size_t>(found - side.values.begin());
    return at < side.texts.size() ? shown_name(side.texts[at]) : charts::short_number(value, 4);
  };
  return axis;
}

std::optional<charts::Point> operating_point(const Panel& p) {
  const Parameter* const x = parameter_at(p.screen, p.screen.sweep.x.pointer);
  const Parameter* const y = parameter_at(p.screen, p.screen.sweep.y.pointer);
  if (x == nullptr || y == nullptr) return std::nullopt;
  return charts::Point{x->value, y->value};
}

std::vector<charts::TableRow> facts_of(const Panel& p, std::size_t goal, std::size_t cell, bool guessed) {
  const SweepScreen& sweep = p.screen.sweep;
  std::vector<charts::TableRow> rows;
  if (sweep.cells[cell] == SweepScreen::Cell::fault) {
    rows.push_back({0, p.say("sweep.cell_fault"), {}, {}, theme().words(Status::bad), true});
    return rows;
  }
  if (guessed) rows.push_back({0, p.say("sweep.cell_guess"), {}, {}, 0, true});
  if (sweep.cells[cell] != SweepScreen::Cell::run) return rows;
  const SweepScreen::OfGoal& of = sweep.of_goal[goal];
  const double value = of.value[cell];
  charts::TableRow row{0,   goal_title(p, sweep.goals[goal]), std::isfinite(value) ? goal_amount(p, sweep.goals[goal], value) : "–", {}, 0,
                       true};
  if (cell < of.half.size() && std::isfinite(of.half[cell])) row.note = "± " + goal_amount(p, sweep.goals[goal], of.half[cell]);
  rows.push_back(row);
  return rows;
}

/// A cell is chosen: both of its values are set, as one step.
void take(Panel& p, std::size_t cell) {
  const SweepScreen& sweep = p.screen.sweep;
  const std::size_t columns = sweep.x.values.size(), ix = cell % columns, iy = cell / columns;
  if (ix >= sweep.x.texts.size() || iy >= sweep.y.texts.size()) return;
  p.actions.apply({sweep.x.pointer + "=" + sweep.x.texts[ix], sweep.y.pointer + "=" + sweep.y.texts[iy]});
}

/// The cell nearest to where the scenario stands; the middle where that is nowhere.
std::size_t cell_of_scenario(const Panel& p) {
  const SweepScreen& sweep = p.screen.sweep;
  const auto at = operating_point(p);
  const std::size_t ix = at ? charts::nearest(sweep.x.values, at->x) : sweep.x.values.size() / 2;
  const std::size_t iy = at ? charts::nearest(sweep.y.values, at->y) : sweep.y.values.size() / 2;
  return iy * sweep.x.values.size() + ix;
}

/// While the plane has the keyboard: arrows move a cursor (Shift: five cells at once), Enter takes its cell.
void cursor_by_keys(Panel& p, const std::string& id) {
  std::optional<std::size_t>& cursor = p.view.sweep.cursor;
  const SweepScreen& sweep = p.screen.sweep;
  const std::size_t columns = sweep.x.values.size(), rows = sweep.y.values.size();
  if (!(p.ui.focus.item(id) && p.ui.focus.visible()) || columns * rows == 0) return cursor.reset();
  if (!cursor || *cursor >= columns * rows) cursor = cell_of_scenario(p);
  auto x = static_cast<std::ptrdiff_t>(*cursor % columns), y = static_cast<std::ptrdiff_t>(*cursor / columns);
  const std::ptrdiff_t step = ImGui::GetIO().KeyShift ? 5 : 1;
  const bool left = p.ui.key(ImGuiKey_LeftArrow), right = p.ui.key(ImGuiKey_RightArrow), up = p.ui.key(ImGuiKey_UpArrow),
             down = p.ui.key(ImGuiKey_DownArrow), enter = p.ui.key(ImGuiKey_Enter);
  x += (right ? step : 0) - (left ? step : 0);
  y += (up ? step : 0) - (down ? step : 0);
  p.ui.keys_used = p.ui.keys_used || left || right || up || down || enter;
  x = std::clamp<std::ptrdiff_t>(x, 0, static_cast<std::ptrdiff_t>(columns) - 1);
  y = std::clamp<std::ptrdiff_t>(y, 0, static_cast<std::ptrdiff_t>(rows) - 1);
  cursor = static_cast<std::size_t>(y) * columns + static_cast<std::size_t>(x);
  if (enter) take(p, *cursor);
}

std::string reason_of(const Panel& p) {
  const SweepScreen& sweep = p.screen.sweep;
  if (p.screen.file.empty() || !p.screen.draft.readable) return nothing_reason(p);
  if (!sweep.fault.empty()) return shown_name(sweep.fault);
  if (p.screen.parameters.size() < 2) return p.say("sweep.too_few");
  if (sweep.running) return p.say("nothing.running");
  if (!sweep.x.values.empty() && sweep.done > 0) return p.say("sweep.no_value");
  return p.say("sweep.press_run");
}

/// What is a sample, and what has changed since: chips at the right of the title; they are cut from `right`.
void draw_chips(Panel& p, const Rect& box) {
  const SweepScreen& sweep = p.screen.sweep;
  if (sweep.x.values.empty() || sweep.players == 0) return;
  float right = card_corner(box).x;
  const float y = card_corner(box).y;
  const auto put = [&](const std::string& name, const ChipWords& words, const std::string& tip) {
    const float left = right - chip_width(words);
    if (left < box.low.x + box.width() * 0.45f) return;
    chip(p.ui, name, {left, y}, words, tip);
    right = left - px(8);
  };
  const std::string of = p.say("sweep.sample_tip", whole_text(static_cast<double>(sweep.players)),
                               whole_text(static_cast<double>(sweep.all_players)), sweep.replications, sweep.all_replications);
  if (sweep.sample) put("sweep.sample", {p.say("sweep.sample"), Status::warn, Icon::info}, of);
  else put("sweep.sample", {p.say("sweep.whole_run"), Status::neutral, Icon::check}, of);
  if (sweep.stale) put("sweep.stale", {p.say("sweep.stale"), Status::warn, Icon::reload}, p.say("sweep.stale_tip"));
}

std::optional<std::size_t> draw_plane(Panel& p, const Rect& box) {
  const SweepScreen& sweep = p.screen.sweep;
  if (!p.view.sweep.goal_chosen) p.view.sweep.goal = hardest_goal(sweep);
  const std::size_t goal = std::min(p.view.sweep.goal, sweep.goals.empty() ? 0 : sweep.goals.size() - 1);
  const bool any = goal < sweep.goals.size();
  Rect inner = card(p.ui, "sweep.plane", box, p.say("sweep.title"), any ? goal_title(p, sweep.goals[goal]) : std::string(), 250);
  draw_chips(p, box);
  const SweepPlane plane = plane_of(sweep, goal);
  charts::HeatMap map;
  map.id = "sweep.plane.map";
  map.x = axis_of(p, sweep.x), map.y = axis_of(p, sweep.y);
  map.xs = sweep.x.values, map.ys = sweep.y.values, map.ratios = plane.ratios, map.pale = plane.guessed;
  map.octaves = plane.octaves;
  map.ratio_title = !any ? std::string() : p.say(sweep.goals[goal].limit ? WordKey("sweep.of_limit") : WordKey("sweep.of_own"));
  map.contour_label = any ? goal_limit(p, sweep.goals[goal]) : std::string();
  map.operating = operating_point(p);
  map.operating_label = p.say("sweep.here");
  map.words = chart_words(p.ui.language);
  map.empty_reason = reason_of(p);
  map.left = 72, map.right = 72, map.bottom = 32;
  cursor_by_keys(p, map.id);
  map.cursor = p.view.sweep.cursor;
  map.facts = [&](std::size_t cell) { return facts_of(p, goal, cell, plane.guessed[cell] != 0); };
  inner.low.x -= px(8), inner.high.y += px(2);
  const charts::HeatAnswer answer = charts::draw_heat_map(ImGui::GetWindowDrawList(), inner, map);
  if (map.cursor) draw_ring(ImGui::GetWindowDrawList(), answer.plot, px(3));
  if (answer.cell) ImGui::SetMouseCursor(ImGuiMouseCursor_Hand);
  if (answer.clicked_cell) {
    p.ui.focus.take(map.id, false);
    take(p, *answer.clicked_cell);
  }
  return answer.cell ? answer.cell : map.cursor;
}

}  // namespace

void draw_sweep(Panel& p, const Rect& box) {
  Rect rest = inset(box, 12, 12);
  const Rect right = take_right(rest, rest.width() < px(1100) ? 300.0f : 330.0f, 12);
  const std::optional<std::size_t> pointed = draw_plane(p, rest);
  draw_sweep_setup(p, right, pointed);
}

}  // namespace npcost::window
