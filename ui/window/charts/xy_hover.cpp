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

/// The table with its values still as numbers: how many decimals they get depends on all of them.
struct Columns {
  HoverTable table;
  std::vector<double> values;
  std::vector<Dot> dots;

  void add(TableRow row, double value) {
    table.rows.push_back(std::move(row));
    values.push_back(value);
  }
};

void add_row(Columns& columns, const Series& series, const std::string& name, double value, ImU32 colour) {
  if (!series.in_table || !std::isfinite(value)) return;
  TableRow row;
  row.colour = colour;
  row.name = name;
  if (series.note) {
    Note note = series.note(value);
    row.note = std::move(note.text);
    row.note_colour = note.colour;
  }
  columns.add(std::move(row), value);
}

void series_at(const XyParts& parts, double at, Columns& columns) {
  for (const Series& series : parts.chart.series) {
    const auto i = parts.shows(series.legend) ? index_at(series, at) : std::nullopt;
    if (!i) continue;
    if (series.kind != Series::Kind::band) {
      add_row(columns, series, series.name, series.y[*i], series.colour);
      columns.dots.push_back({series.y[*i], series.colour});
      continue;
    }
    const ImU32 pale = draw::laid_over(theme().card, draw::faded(series.colour, 0.6f));
    if (*i < series.high.size()) {
      add_row(columns, series, series.name, series.high[*i], pale);
      columns.dots.push_back({series.high[*i], series.colour});
    }
    if (!series.low_name.empty()) add_row(columns, series, series.low_name, series.y[*i], pale);
  }
}

void layers_at(const XyParts& parts, double at, Columns& columns) {
  const XyChart& chart = parts.chart;
  if (chart.layers.empty() || chart.layers_x.empty()) return;
  const std::size_t i = nearest(chart.layers_x, at);
  const auto value_of = [i](const Layer& layer) { return std::max(layer.y[i], 0.0); };
  const auto counts = [&](const Layer& layer) {
    return parts.shows(layer.legend) && i < layer.y.size() && std::isfinite(layer.y[i]);
  };
  double total = 0.0;
  for (const Layer& layer : chart.layers) total += counts(layer) ? value_of(layer) : 0.0;
  for (auto layer = chart.layers.rbegin(); layer != chart.layers.rend(); ++layer) {  // from the top, as they stand
    if (!counts(*layer)) continue;
    const double value = value_of(*layer);
    columns.add({layer->colour, layer->name, {}, total > 0.0 ? percent(value / total) : std::string(), 0, false},
                value);
  }
  if (columns.values.empty()) return;
  if (chart.layers.size() > 1) columns.add({0, chart.words.total, {}, {}, 0, true}, total);
  columns.dots.push_back({total, theme().text});
}

void write_values(const XyParts& parts, Columns& columns) {
  double largest = 0.0;
  for (const double v : columns.values) largest = std::max(largest, std::fabs(v));
  const auto& label = parts.chart.y.value_label;
  for (std::size_t i = 0; i < columns.values.size(); ++i) {
    const double v = columns.values[i];
    columns.table.rows[i].value = label ? label(v, largest) : number_column(v, largest);
  }
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

bool seen(const XyParts& parts, double at) {
  return std::isfinite(at) && at >= parts.x.range.low && at <= parts.x.range.high;
}

void draw_cross_hair(XyParts& parts, double at) {
  if (!seen(parts, at)) return;
  const float x = std::min(draw::snap(parts.x.pixel(at)), parts.plot.high.x - theme().hairline());
  vertical(parts.list, x, parts.plot.low.y, parts.plot.high.y, theme().cursor);
}

void draw_hover(XyParts& parts, double at, bool with_table) {
  if (!seen(parts, at)) return;
  const float x = draw::snap(parts.x.pixel(at));
  Columns columns;
  layers_at(parts, at, columns);
  series_at(parts, at, columns);
  for (const Dot& d : columns.dots) {
    const float y = parts.y.pixel(d.value);
    if (y < parts.plot.low.y || y > parts.plot.high.y) continue;
    dot(parts.list, {x + theme().hairline() * 0.5f, y}, d.colour, theme().card, px(3.75f));
  }
  if (!with_table || columns.values.empty()) return;
  write_values(parts, columns);
  HoverTable& table = columns.table;
  table.head = parts.chart.x.value_label ? parts.chart.x.value_label(at, at) : short_number(at, 4);
  if (parts.chart.x_note) table.head_note = parts.chart.x_note(at).text;
  draw_hover_table(table, {x, parts.plot.centre().y}, parts.plot);
}

}  // namespace npcost::charts
