// Prices to come, what of them moves the date, and where they are from.

#include <algorithm>
#include <cmath>

#include "ui/window/panels/when_parts.h"

namespace npcost::window {

namespace {

struct Courses {
  std::vector<double> p10, p50, p90;
};

std::vector<double> widened(const std::vector<float>& from, std::size_t size) {
  std::vector<double> into(from.begin(), from.end());
  into.resize(size, std::nan(""));
  return into;
}

constexpr std::size_t most_paths = 8;

ChipWords provenance_chip(const Panel& p, const std::string& provenance) {
  const Status status = provenance == "sourced" ? Status::ok : provenance == "derived" ? Status::neutral : Status::warn;
  return {provenance_text(p.ui.language, shown_name(provenance)), status, {}};
}

const WhenOfMode* mode_shown(const Panel& p) {
  const auto& modes = p.screen.when.modes;
  const auto found = std::find_if(modes.begin(), modes.end(), [&](const WhenOfMode& one) { return one.mode == p.view.kept.mode; });
  return found != modes.end() ? &*found : modes.empty() ? nullptr : &modes.back();
}

const Mover* mover_of(const WhenOfMode* mode, const std::string& name) {
  if (mode == nullptr) return nullptr;
  const auto found = std::find_if(mode->movers.begin(), mode->movers.end(), [&](const Mover& one) { return one.name == name; });
  return found == mode->movers.end() ? nullptr : &*found;
}

/// "never without it", "+14 mo": what holding the price would do.
std::string held_text(const Panel& p, const Mover& mover) {
  if (!mover.days) return p.say("when.held_never");
  const double months = *mover.days / 30.4375;
  if (std::fabs(months) < 0.5) return p.say("when.held_nothing");
  return p.say(months > 0 ? WordKey("when.held_later") : WordKey("when.held_sooner"), charts::short_number(std::fabs(months), 2));
}

std::string rule_text(const Panel& p, const PricePathShown& path) {
  const std::string text = shown_name(path.rule_text);
  switch (path.rule) {
    case PricePathShown::Rule::held: return p.say("when.rule_held");
    case PricePathShown::Rule::halves: return p.say("when.rule_halves", text);
    case PricePathShown::Rule::falls: return p.say("when.rule_falls", text);
    case PricePathShown::Rule::follows: return p.say("when.rule_follows", text);
  }
  return {};
}

struct MoverRow {
  std::string name;
  const Mover* mover = nullptr;
  const PricePathShown* path = nullptr;
  ImU32 colour = 0;
};

/// Movers first, heaviest at the top; then the paths that move nothing.
std::vector<MoverRow> rows_of(const Panel& p, const WhenOfMode* mode) {
  std::vector<MoverRow> rows;
  const WhenScreen& when = p.screen.when;
  const auto path_named = [&](const std::string& name) -> std::ptrdiff_t {
    const auto found = std::find_if(when.paths.begin(), when.paths.end(), [&](const PricePathShown& one) { return one.name == name; });
    return found == when.paths.end() ? -1 : found - when.paths.begin();
  };
  if (mode != nullptr) {
    for (const Mover& mover : mode->movers) {
      const std::ptrdiff_t path = path_named(mover.name);
      rows.push_back({mover.name, &mover, path < 0 ? nullptr : &when.paths[static_cast<std::size_t>(path)],
                      path < 0 ? theme().text3 : colour_of_path(when, static_cast<std::size_t>(path))});
    }
  }
  for (std::size_t i = 0; i < when.paths.size(); ++i) {
    if (mover_of(mode, when.paths[i].name) == nullptr) rows.push_back({when.paths[i].name, nullptr, &when.paths[i], colour_of_path(when, i)});
  }
  return rows;
}

void draw_row(Panel& p, const Rect& box, const MoverRow& row, std::size_t index) {
  ImDrawList* const list = ImGui::GetWindowDrawList();
  Rect rest = inset(box, 0, 3);
  draw::mark("when.mover." + std::to_string(index), box, "when.movers");
  Rect first = take_top(rest, 18), second = take_top(rest, 16, 3);
  if (row.path != nullptr && !row.path->provenance.empty()) {
    const ChipWords words = provenance_chip(p, row.path->provenance);
    chip(p.ui, {}, {first.high.x - chip_width(words), first.centre().y + px(4)}, words, shown_name(row.path->source));
    first.high.x -= chip_width(words) + px(10), second.high.x -= chip_width(words) + px(10);
  }
  const Rect swatch = take_left(first, 10, 7);
  list->AddRectFilled({swatch.low.x, swatch.centre().y - px(5)}, {swatch.low.x + px(10), swatch.centre().y + px(5)}, row.colour, px(3));
  if (row.mover != nullptr) {
    const std::string held = held_text(p, *row.mover);
    const float wide = std::min(draw::measure(Face::small, held).x, first.width() * 0.5f);
    p.ui.line(Face::small, take_right(first, wide / theme().scale + 1, 8), Align::right, theme().text3, held);
  }
  p.ui.line(Face::small_semi, first, Align::left, theme().text, shown_name(row.name));
  take_left(second, 17);
  std::string facts;
  if (row.path != nullptr) {
    facts = shown_name(row.path->now) + " · " + rule_text(p, *row.path);
    if (row.path->share > 0.0) facts += " · " + p.say("when.of_bill", charts::percent(row.path->share));
  }
  p.ui.line(Face::small, second, Align::left, theme().text3, facts);
  const Rect bar{{first.low.x, box.high.y - px(6)}, {rest.high.x, box.high.y - px(2)}};
  list->AddRectFilled(bar.low, bar.high, theme().border, px(2));
  if (row.mover != nullptr) p.ui.tip({{bar.low.x, bar.low.y - px(4)}, bar.high}, p.say("when.weight_tip", charts::percent(std::clamp(row.mover->weight, 0.0, 1.0))));
  const double weight = row.mover == nullptr || !std::isfinite(row.mover->weight) ? 0.0 : std::clamp(row.mover->weight, 0.0, 1.0);
  if (weight > 0.005) list->AddRectFilled(bar.low, {bar.low.x + bar.width() * static_cast<float>(weight), bar.high.y}, row.colour, px(2));
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
  std::vector<Courses> courses;
  std::vector<charts::LegendEntry> entries;
  for (std::size_t i = 0; i < shown; ++i) {
    const PricePathShown& path = when.paths[i];
    courses.push_back({widened(path.p10, when.at.size()), widened(path.p50, when.at.size()), widened(path.p90, when.at.size())});
    entries.push_back({shown_name(path.name), colour_of_path(when, i), false});
  }
  for (std::size_t i = 0; i < shown; ++i) {
    charts::Series band = charts::band_series(entries[i].name, entries[i].colour, when.at, courses[i].p10, courses[i].p90, static_cast<int>(i));
    band.in_table = false;
    chart.series.push_back(std::move(band));
  }
  for (std::size_t i = 0; i < shown; ++i) {
    charts::Series line = charts::line_series(entries[i].name, entries[i].colour, when.at, courses[i].p50, static_cast<int>(i));
    if (when.paths[i].provenance == "assumed") line.kind = charts::Series::Kind::dashed;
    chart.series.push_back(std::move(line));
  }
  chart.words = chart_words(p.ui.language);
  chart.empty_reason = no_forecast_reason(p);
  inner.low.x -= px(6), inner.high.x += px(6), inner.high.y += px(4);
  charts::draw_xy(ImGui::GetWindowDrawList(), inner, chart, p.view.when.paths, p.view.when.time);
}

void draw_movers(Panel& p, const Rect& box) {
  const WhenOfMode* const mode = mode_shown(p);
  std::vector<std::string> labels;
  int chosen = 0;
  for (const WhenOfMode& one : p.screen.when.modes) {
    if (mode != nullptr && one.mode == mode->mode) chosen = static_cast<int>(labels.size());
    labels.push_back(mode_text(p.ui.language, one.mode));
  }
  const float controls = labels.size() < 2 ? 0.0f : segments_width(labels) / theme().scale;
  Rect inner = card(p.ui, "when.movers", box, p.say("when.movers"), p.say("when.movers_aside"), controls);
  if (labels.size() > 1) {
    const int now = segments(p.ui, "when.mode", card_corner(box), labels, chosen);
    if (now != chosen) p.view.kept.mode = p.screen.when.modes[static_cast<std::size_t>(now)].mode;
  }
  const std::vector<MoverRow> rows = rows_of(p, mode);
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
  for (const std::string& note : p.screen.when.notes) {
    y += draw::text_wrapped(ImGui::GetWindowDrawList(), Face::small, {inner.low.x, draw::snap(y)}, inner.width() - px(12), theme().text3, shown_name(note), 4) + px(4);
  }
  ImGui::SetCursorScreenPos(origin);
  ImGui::Dummy({1, std::max(1.0f, y - origin.y)});
  ImGui::EndChild();
}

}  // namespace npcost::window
