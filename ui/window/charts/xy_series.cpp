// Lines, steps, bands and stacked areas.

#include <algorithm>
#include <cmath>

#include "ui/window/charts/ink.h"
#include "ui/window/charts/xy_parts.h"

namespace npcost::charts {

using draw::faded;
using draw::px;
using draw::theme;

namespace {

using Pixels = std::vector<ImVec2>;

/// Runs of samples without a gap, as pixels.
std::vector<Pixels> runs_of(const XyParts& parts, const std::vector<Sample>& samples, bool steps) {
  std::vector<Pixels> runs(1);
  for (const Sample& s : samples) {
    if (std::isnan(s.y)) {
      if (!runs.back().empty()) runs.emplace_back();
      continue;
    }
    const ImVec2 at = parts.at(s.x, s.y);
    if (steps && !runs.back().empty() && runs.back().back().y != at.y)
      runs.back().push_back({at.x, runs.back().back().y});
    // On a step, points between its ends would only bend the anti-aliasing.
    if (steps && runs.back().size() > 1 && runs.back()[runs.back().size() - 2].y == at.y) runs.back().pop_back();
    runs.back().push_back(at);
  }
  if (runs.back().empty()) runs.pop_back();
  return runs;
}

void draw_line(XyParts& parts, const Series& series, ImU32 colour) {
  std::vector<Sample> samples;
  reduce(series.x, series.y, series.pyramid, parts.edges, samples);
  const float thickness = px(series.thickness);
  for (Pixels& run : runs_of(parts, samples, series.kind == Series::Kind::steps)) {
    if (run.size() == 1)
      parts.list->AddCircleFilled(run[0], thickness + px(1), colour, 16);
    else if (series.kind == Series::Kind::dashed)
      stroke_dashed(parts.list, run, colour, thickness, px(6), px(4));
    else
      stroke(parts.list, run, colour, thickness);
    parts.lines.push_back(std::move(run));
  }
}

void draw_band(XyParts& parts, const Series& series, float strength) {
  std::vector<BandSample> samples;
  reduce_band(series.x, series.y, series.high, series.pyramid, series.high_pyramid, parts.edges, samples);
  Pixels top, bottom;
  const auto finish = [&] {
    if (top.size() == 1) {  // a single moment still has a height
      top.push_back({top[0].x + px(2), top[0].y});
      bottom.push_back({bottom[0].x + px(2), bottom[0].y});
    }
    fill_between(parts.list, top, bottom, faded(series.colour, 0.24f * strength));
    stroke(parts.list, top, faded(series.colour, 0.55f * strength), theme().hairline());
    if (!top.empty()) parts.lines.push_back(top);
    top.clear(), bottom.clear();
  };
  for (const BandSample& s : samples) {
    if (std::isnan(s.x)) {
      finish();
      continue;
    }
    top.push_back(parts.at(s.x, std::max(s.low, s.high)));
    bottom.push_back(parts.at(s.x, std::min(s.low, s.high)));
  }
  finish();
}

/// One run of a stack without gaps: fills first, then the hairlines, which the next fill would half cover.
void draw_stack_run(XyParts& parts, const std::vector<std::size_t>& indices) {
  const XyChart& chart = parts.chart;
  std::vector<double> sums(indices.size(), 0.0);
  const auto pixels = [&] {
    Pixels line;
    for (std::size_t k = 0; k < indices.size(); ++k) line.push_back(parts.at(chart.layers_x[indices[k]], sums[k]));
    if (line.size() == 1) line.push_back({line[0].x + px(3), line[0].y});
    return line;
  };
  Pixels lower = pixels();
  if (parts.y.steps == Steps::log)
    std::for_each(lower.begin(), lower.end(), [&](ImVec2& p) { p.y = parts.plot.high.y; });
  std::vector<Pixels> edges;
  for (const Layer& layer : chart.layers) {
    if (!parts.shows(layer.legend)) continue;
    for (std::size_t k = 0; k < indices.size(); ++k) {
      const double v = indices[k] < layer.y.size() ? layer.y[indices[k]] : 0.0;
      if (std::isfinite(v)) sums[k] += std::max(v, 0.0);
    }
    Pixels upper = pixels();
    fill_between(parts.list, upper, lower, faded(layer.colour, parts.state.legend.strength(layer.legend)));
    edges.push_back(upper);
    lower = std::move(upper);
  }
  for (std::size_t i = 0; i + 1 < edges.size(); ++i) stroke(parts.list, edges[i], theme().card, px(1.25f));
  if (!edges.empty()) parts.lines.push_back(edges.back());
}

}  // namespace

void draw_layers(XyParts& parts) {
  if (parts.chart.layers.empty()) return;
  const std::vector<double> totals = layer_totals(parts);
  std::vector<std::size_t> indices, run;
  reduce_indices(parts.chart.layers_x, totals, parts.edges, indices);
  for (const std::size_t i : indices) {
    if (std::isfinite(totals[i]) && std::isfinite(parts.chart.layers_x[i])) {
      run.push_back(i);
      continue;
    }
    if (!run.empty()) draw_stack_run(parts, run);
    run.clear();
  }
  if (!run.empty()) draw_stack_run(parts, run);
}

void draw_series(XyParts& parts) {
  for (const Series& series : parts.chart.series) {
    if (!parts.shows(series.legend)) continue;
    const float strength = parts.state.legend.strength(series.legend);
    if (series.kind == Series::Kind::band)
      draw_band(parts, series, strength);
    else
      draw_line(parts, series, faded(series.colour, strength));
  }
}

}  // namespace npcost::charts
