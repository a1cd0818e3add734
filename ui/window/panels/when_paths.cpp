// Prices to come, what of them moves the date, and where they are from.

#include <algorithm>
#include <cmath>

#include "ui/window/panels/when_parts.h"

namespace npcost::window {

namespace {

constexpr std::size_t most_paths = 8;

ChipWords provenance_chip(const Panel& p, const std::string& provenance) {
  const Status status = provenance == "sourced" ? Status::ok : provenance == "derived" ? Status::neutral : Status::warn;
  return {provenance_text(p.ui.language, shown_name(provenance)), status, {}};
}

/// Whose movers are listed: the mode that is looked at elsewhere, too; else the last.
const WhenDate* date_shown(const Panel& p) {
  const auto& dates = p.screen.when.dates;
  const auto found = std::find_if(dates.begin(), dates.end(), [&](const WhenDate& one) { return one.goal.mode == p.view.kept.mode; });
  return found != dates.end() ? &*found : dates.empty() ? nullptr : &dates.back();
}

/// "never without it", "+14 mo": what holding the price would do.
std::string held_text(const Panel& p, const Mover& mover) {
  if (!mover.days) return p.say("when.held_never");
  const double months = *mover.days / 30.4375;
  if (std::fabs(months) < 0.5) return p.say("when.held_nothing");
  return p.say(months > 0 ? WordKey("when.held_later") : WordKey("when.held_sooner"), charts::short_number(std::fabs(months), 2));
}

std::string rule_text(const Panel& p, const PricePathShown& path) {
  switch (path.by) {
    case PricePathShown::By::written: return shown_name(path.how);
    case PricePathShown::By::followed: return p.say("when.follows", shown_name(path.price_class));
    case PricePathShown::By::kind: return p.say("when.follows_kind", shown_name(path.price_class));
    case PricePathShown::By::held: return p.say("when.held");
  }
  return {};
}

struct MoverRow {
  std::size_t path = 0;
  const Mover* mover = nullptr;            ///< null: the path has no part in what is judged
};

/// Movers first, heaviest at the top; then the other paths.
std::vector<MoverRow> rows_of(const WhenScreen& when, const WhenDate* date) {
  std::vector<MoverRow> rows;
  std::vector<bool> listed(when.paths.size(), false);
  if (date != nullptr) {
    for (const Mover& mover : date->movers) {
      if (mover.path >= when.paths.size() || listed[mover.path]) continue;
      listed[mover.path] = true;
      rows.push_back({mover.path, &mover});
    }
  }
  for (std::size_t i = 0; i < when.paths.size(); ++i) {
    if (!listed[i]) rows.push_back({i, nullptr});
  }
  return rows;
}

void draw_row(Panel& p, const Rect& box, const MoverRow& row, std::size_t index) {
  ImDrawList* const list = ImGui::GetWindowDrawList();
  const PricePathShown& path = p.screen.when.paths[row.path];
  const ImU32 colour = colour_of_path(p.screen.when, row.path);
  Rect rest = inset(box, 0, 3);
  draw::mark("when.mover." + std::to_string(index), box, "when.movers");
  Rect first = take_top(rest, 18), second = take_top(rest, 16, 3);
  if (!path.provenance.empty()) {
    const ChipWords words = provenance_chip(p, path.provenance);
    chip(p.ui, {}, {first.high.x - chip_width(words), first.centre().y + px(4)}, words, shown_name(path.how));
    first.high.x -= chip_width(words) + px(10), second.high.x -= chip_width(words) + px(10);
  }
  const Rect swatch = take_left(first, 10, 7);
  list->AddRectFilled({swatch.low.x, swatch.centre().y - px(5)}, {swatch.low.x + px(10), swatch.centre().y + px(5)}, colour, px(3));
  if (row.mover != nullptr && path.by != PricePathShown::By::held) {
    const std::string held = held_text(p, *row.mover);
    const float wide = std::min(draw::measure(Face::small, held).x, first.width() * 0.5f);
    p.ui.line(Face::small, take_right(first, wide / theme().scale + 1, 8), Align::right, theme().text3, held);
  }
  p.ui.line(Face::small_semi, first, Align::left, theme().text, shown_name(path.name));
  take_left(second, 17);
  std::string facts = rule_text(p, path);
  if (row.mover != nullptr && row.mover->share > 0.0) facts = p.say("when.of_cost", charts::percent(row.mover->share)) + " · " + facts;
  p.ui.line(Face::small, second, Align::left, theme().text3, facts);
  const Rect bar{{first.low.x, box.high.y - px(6)}, {rest.high.x, box.high.y - px(2)}};
  list->AddRectFilled(bar.low, bar.high, theme().border, px(2));
  const double weight = row.mover == nullptr ? 0.0 : std::clamp(row.mover->weight.value_or(0.0), 0.0, 1.0);
  if (weight > 0.005) list->AddRectFilled(bar.low, {bar.low.x + bar.width() * static_cast<float>(weight), bar.high.y}, colour, px(2));
  if (row.mover != nullptr) p.ui.tip({{bar.low.x, bar.low.y - px(4)}, bar.high}, p.say("when.weight_tip", charts::percent(weight)));
}

/// Between a hundredth and ten times today's price: beyond that nobody prices anything by it, and the bands would be all there is to see.
charts::Range seen_shares(const WhenScreen& when) {
  double low = 1.0, high = 1.0;
  for (const PricePathShown& path : when.paths) {
    for (const auto* course : {&path.p10, &path.p90}) {
      for (const double share : *course) {
        if (std::isfinite(share)) low = std::min(low, share), high = std::max(high, share);
      }
    }
  }
  return {std::max(low * 0.9, 0.009), std::min(high * 1.15, 10.0)};
}

/// What the reader must know of the paths together.
std::vector<std::string> notes_of(const Panel& p) {
  const WhenScreen& when = p.screen.when;
  std::vector<std::string> notes;
  const bool held =
      std::any_of(when.paths.begin(), when.paths.end(), [](const PricePathShown& path) { return path.by == PricePathShown::By::held; });
  if (!when.history_as_of.empty()) notes.push_back(p.say("when.history", shown_name(when.history_as_of)));
  else if (held) notes.push_back(p.say("when.no_history"));
  if (!when.growth.empty()) notes.push_back(p.say("when.growth", shown_name(when.growth)));
  return notes;
}

}  // namespace

void draw_paths(Panel& p, const Rect& box) {
  const WhenScreen& when = p.screen.when;
  const std::size_t shown = std::min(when.paths.size(), most_paths);
  Rect inner = card(p.ui, "when.paths", box, p.say("when.paths"), p.say("when.paths_aside"));
  charts::XyChart chart;
  chart.id = "when.paths.plot";
  chart.x = date_axis(p);
  chart.x.ticks = 6;
  chart.y = charts::percent_axis();
  chart.y.steps = charts::Steps::log;
  chart.y.whole = seen_shares(when);
  const auto whole = [&](const std::vector<double>& course) { return course.size() == when.at.size(); };
  for (std::size_t i = 0; i < shown; ++i) {
    const PricePathShown& path = when.paths[i];
    if (!whole(path.p10) || !whole(path.p90) || path.by == PricePathShown::By::held) continue;
    charts::Series band = charts::band_series(shown_name(path.name), colour_of_path(when, i), when.at, path.p10, path.p90, -1);
    band.in_table = false;
    chart.series.push_back(std::move(band));
  }
  for (std::size_t i = 0; i < shown; ++i) {
    const PricePathShown& path = when.paths[i];
    if (!whole(path.p50)) continue;
    charts::Series line = charts::line_series(shown_name(path.name), colour_of_path(when, i), when.at, path.p50, -1);
    if (path.provenance == "assumed") line.kind = charts::Series::Kind::dashed;
    chart.series.push_back(std::move(line));
  }
  chart.words = chart_words(p.ui.language);
  chart.empty_reason = no_forecast_reason(p);
  inner.low.x -= px(6), inner.high.x += px(6), inner.high.y += px(4);
  charts::draw_xy(ImGui::GetWindowDrawList(), inner, chart, p.view.when.paths, p.view.when.time);
}

void draw_movers(Panel& p, const Rect& box) {
  const WhenDate* const date = date_shown(p);
  std::vector<std::string> labels;
  std::vector<Mode> modes;
  int chosen = 0;
  for (const WhenDate& one : p.screen.when.dates) {
    if (!one.goal.mode) continue;
    if (&one == date) chosen = static_cast<int>(labels.size());
    labels.push_back(mode_text(p.ui.language, *one.goal.mode));
    modes.push_back(*one.goal.mode);
  }
  const float controls = labels.size() < 2 ? 0.0f : segments_width(labels) / theme().scale;
  Rect inner = card(p.ui, "when.movers", box, p.say("when.movers"), p.say("when.movers_aside"), controls);
  if (labels.size() > 1) {
    const int now = segments(p.ui, "when.mode", card_corner(box), labels, chosen);
    if (now != chosen) p.view.kept.mode = modes[static_cast<std::size_t>(now)];
  }
  const std::vector<MoverRow> rows = rows_of(p.screen.when, date);
  if (rows.empty()) {
    draw::text_wrapped(ImGui::GetWindowDrawList(), Face::small, inner.low, inner.width(), theme().text3, p.say("when.no_movers"), 3);
    return;
  }
  constexpr float height = 52;
  inner.high.x += px(6);
  ImGui::SetCursorScreenPos(inner.low);
  compat::begin_child("when.movers.list", {inner.width(), inner.height()}, false, ImGuiWindowFlags_NoMove);
  const ImVec2 origin = ImGui::GetCursorScreenPos();
  float y = origin.y;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const Rect at{{inner.low.x, draw::snap(y)}, {inner.high.x - px(10), draw::snap(y + px(height - 4))}};
    if (at.high.y > inner.low.y && at.low.y < inner.high.y) draw_row(p, at, rows[i], i);
    y += px(height);
  }
  for (const std::string& note : notes_of(p)) {
    const ImVec2 at{inner.low.x, draw::snap(y)};
    y += draw::text_wrapped(ImGui::GetWindowDrawList(), Face::small, at, inner.width() - px(12), theme().text3, note, 4) + px(4);
  }
  ImGui::SetCursorScreenPos(origin);
  ImGui::Dummy({1, std::max(1.0f, y - origin.y)});
  ImGui::EndChild();
}

}  // namespace npcost::window
