// What stands at a moment: cross-hair, dots, the table.

#include <algorithm>
#include <cmath>

#include "ui/window/charts/hover_table.h"
#include "ui/window/charts/ink.h"
#include "ui/window/charts/xy_parts.h"

namespace npcost::charts {

using draw::px;
using draw::theme;

namespace {

/// The index whose value a series has at x; nothing where it has none: between gaps, or away from its ends.
std::optional<std::size_t> index_at(const Series& series, double at) {
  const std::size_t size = std::min(series.x.size(), series.y.size());
  if (size == 0) return std::nullopt;
  const auto x = series.x.first(size);
  std::size_t i = nearest(x, at);
  if (series.kind == Series::Kind::steps && x[i] > at && i > 0) --i;  // a step holds until the next one
  const double apart = size > 1 ? (x[size - 1] - x[0]) / static_cast<double>(size - 1) : 1.0;
  const bool beyond = at < x.front() - apart || at > x.back() + apart;
  return beyond || !std::isfinite(series.y[i]) ? std::nullopt : std::optional(i);
}

struct Dot {
  double value;
  ImU32 colour;
};

void add_row(XyParts& parts, HoverTable& table, const Series& series, const std::string& name, double value,
             ImU32 colour) {
  if (!series.in_table || !std::isfinite(value)) return;
  TableRow row;
  row.colour = colour;
  row.name = name;
  row.value = parts.chart.y.value_label ? parts.chart.y.value_label(value) : short_number(value, 4);
  if (series.note) {
    Note note = series.note(value);
    row.note = std::move(note.text);
    row.note_colour = note.colour;
  }
  table.rows.push_back(std::move(row));
}

void series_at(XyParts& parts, double at, HoverTable& table, std::vector<Dot>& dots) {
  for (const Series& series : parts.chart.series) {
    const auto i = parts.shows(series.legend) ? index_at(series, at) : std::nullopt;
    if (!i) continue;
    if (series.kind != Series::Kind::band) {
      add_row(parts, table, series, series.name, series.y[*i], series.colour);
      dots.push_back({series.y[*i], series.colour});
      continue;
    }
    const ImU32 pale = draw::laid_over(theme().card, draw::faded(series.colour, 0.6f));
    if (*i < series.high.size()) {
      add_row(parts, table, series, series.name, series.high[*i], pale);
      dots.push_back({series.high[*i], series.colour});
    }
    if (!series.low_name.empty()) add_row(parts, table, series, series.low_name, series.y[*i], pale);
  }
}

void layers_at(XyParts& parts, double at, HoverTable& table, std::vector<Dot>& dots) {
  const XyChart& chart = parts.chart;
  if (chart.layers.empty() || chart.layers_x.empty()) return;
  const std::size_t i = nearest(chart.layers_x, at);
  double total = 0.0;
  for (const Layer& layer : chart.layers) {
    if (parts.shows(layer.legend) && i < layer.y.size() && std::isfinite(layer.y[i]))
      total += std::max(layer.y[i], 0.0);
  }
  const auto words = [&](double v) { return chart.y.value_label ? chart.y.value_label(v) : short_number(v, 4); };
  for (auto layer = chart.layers.rbegin(); layer != chart.layers.rend(); ++layer) {  // from the top, as they stand
    if (!parts.shows(layer->legend) || i >= layer->y.size() || !std::isfinite(layer->y[i])) continue;
    const double value = std::max(layer->y[i], 0.0);
    table.rows.push_back(
        {layer->colour, layer->name, words(value), total > 0.0 ? percent(value / total) : std::string(), 0, false});
  }
  if (chart.layers.size() > 1 && !table.rows.empty())
    table.rows.push_back({0, chart.words.total, words(total), {}, 0, true});
  dots.push_back({total, theme().text});
}

}  // namespace

std::optional<double> sample_near(const XyParts& parts, float pixel) {
  const double at = parts.x.value(pixel);
  const auto from = [&](std::span<const double> x) -> std::optional<double> {
    if (x.empty()) return std::nullopt;
    const double found = x[nearest(x, at)];
    return std::isfinite(found) && found >= parts.x.range.low && found <= parts.x.range.high ? std::optional(found)
                                                                                             : std::nullopt;
  };
  if (!parts.chart.layers_x.empty() && !parts.chart.layers.empty()) return from(parts.chart.layers_x);
  for (const Series& series : parts.chart.series) {
    if (parts.shows(series.legend) && !series.x.empty()) return from(series.x);
  }
  return std::nullopt;
}

void draw_hover(XyParts& parts, double at, bool with_table) {
  if (!std::isfinite(at) || at < parts.x.range.low || at > parts.x.range.high) return;
  const float x = draw::snap(parts.x.pixel(at));
  vertical(parts.list, std::min(x, parts.plot.high.x - theme().hairline()), parts.plot.low.y, parts.plot.high.y,
           theme().cursor);
  HoverTable table;
  std::vector<Dot> dots;
  layers_at(parts, at, table, dots);
  series_at(parts, at, table, dots);
  for (const Dot& d : dots) {
    const float y = parts.y.pixel(d.value);
    if (y >= parts.plot.low.y && y <= parts.plot.high.y)
      dot(parts.list, {x + theme().hairline() * 0.5f, y}, d.colour, theme().card, px(3.75f));
  }
  if (!with_table || table.rows.empty()) return;
  table.head = parts.chart.x.value_label ? parts.chart.x.value_label(at) : short_number(at, 4);
  if (parts.chart.x_note) table.head_note = parts.chart.x_note(at).text;
  draw_hover_table(table, {x, parts.plot.centre().y}, parts.plot);
}

}  // namespace npcost::charts
