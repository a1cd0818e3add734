// Cost per player-hour over time, and the breakdown of one mode's cost.

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <span>
#include <string>

#include "ui/window/panels/live_cards.h"

namespace npcost::window {

namespace {

/// While a chart has the keyboard by Tab: ← → move its cross-hair from sample to sample (Shift: ten at once), Home and End to the ends
/// of what is seen, Enter puts the playhead there. `x`: the samples, ascending.
void cross_hair_by_keys(Panel& p, const std::string& id, charts::XyState& state, std::span<const double> x) {
  const bool mine = p.ui.focus.item(id) && p.ui.focus.visible();
  if (!mine || x.empty()) {
    if (state.linked_by_keys) state.linked_x.reset(), state.table_at_linked = state.linked_by_keys = false;
    return;
  }
  state.focused = false;   // a click before gave the arrows to panning
  std::size_t first = 0, last = x.size() - 1;
  if (const auto& seen = p.view.time.seen) {
    while (first < last && x[first] < seen->low) ++first;
    while (last > first && x[last] > seen->high) --last;
  }
  const double from = state.linked_by_keys && state.linked_x ? *state.linked_x : p.screen.transport.now;
  auto at = static_cast<std::ptrdiff_t>(charts::nearest(x, from));
  const std::ptrdiff_t step = ImGui::GetIO().KeyShift ? 10 : 1;
  const bool left = p.ui.key(ImGuiKey_LeftArrow), right = p.ui.key(ImGuiKey_RightArrow), home = p.ui.key(ImGuiKey_Home),
             end = p.ui.key(ImGuiKey_End), enter = p.ui.key(ImGuiKey_Enter);
  if (left) at -= step;
  if (right) at += step;
  if (home) at = 0;
  if (end) at = static_cast<std::ptrdiff_t>(last);
  p.ui.keys_used = p.ui.keys_used || left || right || home || end || enter;
  state.linked_x = x[static_cast<std::size_t>(std::clamp(at, static_cast<std::ptrdiff_t>(first), static_cast<std::ptrdiff_t>(last)))];
  state.table_at_linked = state.linked_by_keys = true;
  if (enter) p.actions.seek(*state.linked_x);
}

void ring_around(const Panel& p, const std::string& id, const charts::XyState& state, const Rect& plot) {
  if (state.linked_by_keys && p.ui.focus.name() == id) draw_ring(ImGui::GetWindowDrawList(), plot, px(4));
}

/// A click into a chart over time puts the playhead there.
void seek_by(Panel& p, const charts::XyAnswer& answer) {
  if (answer.clicked) p.actions.seek(answer.clicked->x);
}

}  // namespace

void draw_cost(Panel& p, const Rect& box) {
  const Reading reading = reading_of(p);
  const std::array<std::string, 2> scales{p.say("chart.linear"), p.say("chart.log")};
  const auto entries = cost_legend(p.screen, reading);
  const float controls = segments_width(scales) + px(20) + charts::legend_width(entries);
  const std::string headline = headline_names(p.screen, reading);
  Rect inner = card(p.ui, "live.cost", box, p.say("live.cost.title"), p.say("live.cost.aside", headline), controls / theme().scale);
  if (headline != p.say("viable.p50")) {
    p.ui.tip({box.low, {box.high.x - controls, box.low.y + px(40)}}, p.say("live.cost.mean_tip"));
  }
  ImVec2 corner = card_corner(box);
  p.view.kept.logarithmic = segments(p.ui, "live.cost.scale", corner, scales, p.view.kept.logarithmic ? 1 : 0) == 1;
  corner.x -= segments_width(scales) + px(20);
  charts::LegendState& legend = p.view.cost.legend;
  const int hours = static_cast<int>(entries.size()) - 1;
  if (p.view.hours_asked_for != p.screen.track.length) {
    p.view.hours_asked_for = p.screen.track.length;
    legend.hidden.assign(entries.size(), false);
    legend.hidden[static_cast<std::size_t>(hours)] = !hours_are_few(p.screen);
  }
  charts::draw_legend(ImGui::GetWindowDrawList(), corner, "live.cost", entries, legend);
  if (legend.hovered == hours) legend.hovered = -1;  // no series is its own: nothing stands out
  legend_keys(p.ui, "live.cost", static_cast<int>(entries.size()), p.view.cost.legend);
  inner.low.x -= px(6), inner.high.x += px(6), inner.high.y += px(4);
  const charts::XyChart chart = cost_chart(p.screen, p.view.data, reading, p.view.kept.logarithmic, legend.shows(hours));
  cross_hair_by_keys(p, chart.id, p.view.cost, p.view.data.at);
  const charts::XyAnswer answer = charts::draw_xy(ImGui::GetWindowDrawList(), inner, chart, p.view.cost, p.view.time);
  ring_around(p, chart.id, p.view.cost, answer.plot);
  seek_by(p, answer);
}

namespace {

void draw_total(Panel& p, const Rect& box, Mode mode, float share_room) {
  double total = 0;
  bool any = false;
  for (const Part& part : p.screen.parts[static_cast<std::size_t>(mode)]) {
    if (part.per_player_hour) total += *part.per_player_hour, any = true;
  }
  ImGui::GetWindowDrawList()->AddRectFilled({box.low.x, box.low.y}, {box.high.x, box.low.y + theme().hairline()}, theme().border_strong);
  const Rect words{{box.low.x, box.low.y + px(3)}, box.high};
  p.ui.line(Face::small_semi, words, Align::left, theme().text, p.say("chart.total"));
  const std::string text = any ? fixed_or_dash(total, column_decimals(total, p.money), p.money) : "–";
  p.ui.line(Face::small_semi, {words.low, {words.high.x - share_room, words.high.y}}, Align::right, theme().text, text);
  if (any) p.ui.line(Face::small, words, Align::right, theme().text3, "100%");
}

/// "at 18:24 · per 6 h"
std::string breakdown_aside(const Panel& p, Mode mode, std::size_t bucket) {
  if (p.screen.parts[static_cast<std::size_t>(mode)].empty()) return {};
  const std::string at = p.say("live.breakdown.at", p.screen.transport.clock_text.substr(0, 5));
  return bucket == 0 ? at : at + " · " + p.say("live.breakdown.per", bucket_hours[bucket]);
}

}  // namespace

void draw_breakdown(Panel& p, const Rect& box, bool shared) {
  const Reading reading = reading_of(p);
  const Mode mode = mode_in_view(p.screen, p.view.kept.mode);
  const std::vector<Mode> modes = modes_shown(p.screen);
  std::vector<std::string> names;
  int chosen = 0;
  for (const Mode one : modes) {
    if (one == mode) chosen = static_cast<int>(names.size());
    names.push_back(mode_text(p.ui.language, one));
  }
  float controls = names.size() < 2 ? 0.0f : segments_width(names) / theme().scale;
  ImVec2 corner = card_corner(box);
  if (shared) controls += place_switch_width(p) + 10, corner.x -= px(place_switch_width(p) + 10);
  const float wide = box.width() - px(32), of_table = wide > px(470) ? 236.0f : 200.0f;   // as card() and the table below cut it
  const std::size_t bucket = bucket_for(p.screen, p.view.time, wide / theme().scale - of_table - 74);
  Rect inner = card(p.ui, "live.breakdown", box, p.say("live.breakdown.title"), breakdown_aside(p, mode, bucket), controls);
  if (shared) place_switch(p, box);
  const int now = names.size() < 2 ? chosen : segments(p.ui, "live.breakdown.mode", corner, names, chosen);
  if (now != chosen) p.view.kept.mode = modes[static_cast<std::size_t>(now)];

  const auto rows = breakdown_rows(p.screen, reading, mode);
  Rect table = take_right(inner, of_table, 14);
  inner.low.x -= px(8), inner.high.y += px(4);
  if (inner.width() > px(110)) {
    const charts::XyChart chart = breakdown_chart(p.screen, p.view.data, reading, mode, bucket);
    cross_hair_by_keys(p, chart.id, p.view.breakdown, chart.layers_x);
    const charts::XyAnswer answer = charts::draw_xy(ImGui::GetWindowDrawList(), inner, chart, p.view.breakdown, p.view.time);
    ring_around(p, chart.id, p.view.breakdown, answer.plot);
    seek_by(p, answer);
  }
  if (rows.empty()) return;
  const float row = std::floor(std::min(24.0f, (table.height() / theme().scale - 26.0f) / static_cast<float>(rows.size())));
  charts::draw_legend_rows(ImGui::GetWindowDrawList(), table.low, table.width(), row, "live.breakdown", rows, p.view.breakdown.legend);
  legend_keys(p.ui, "live.breakdown", static_cast<int>(rows.size()), p.view.breakdown.legend);
  float share = 0;
  for (const auto& one : rows) share = std::max(share, draw::measure(Face::small, one.share).x);
  const float top = table.low.y + px(row) * static_cast<float>(rows.size()) + px(2);
  draw_total(p, {{table.low.x, draw::snap(top)}, {table.high.x, draw::snap(top + px(24))}}, mode, share + px(12));
}

}  // namespace npcost::window
