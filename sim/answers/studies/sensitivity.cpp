#include "sim/answers/studies/sensitivity.h"

#include <algorithm>
#include <cmath>

#include "sim/answers/variants.h"
#include "sim/base/check.h"

namespace npcost {
namespace {

constexpr double high_share = 0.25, medium_share = 0.05;
constexpr double rounding = 1e-12;   ///< of a figure: a movement below it is none

constexpr double little = 0.01;      ///< of a figure: a movement below it is low, even if nothing else moves it

/// `movement`: as a share of the figure.
Influence influence_of(double share, double movement) {
  if (!(share > rounding)) return Influence::none_shown;
  if (movement < little) return Influence::low;
  return share >= high_share ? Influence::high : share >= medium_share ? Influence::medium : Influence::low;
}

bool may_be_luck(const TornadoBar& bar) {
  return bar.swing_interval && bar.swing_interval->low <= 0 && bar.swing_interval->high >= 0;
}

}  // namespace

std::string_view influence_word(Influence influence) {
  switch (influence) {
    case Influence::high: return "high";
    case Influence::medium: return "medium";
    case Influence::low: return "low";
    case Influence::none_shown: return "none shown";
  }
  broken_promise(__FILE__, __LINE__, "an influence is one of the enumerators");
}

std::vector<TornadoBar> tornado_bars(std::span<const TornadoValues> values, double level) {
  std::vector<TornadoBar> bars;
  double together = 0;
  for (const TornadoValues& one : values) {
    if (one.low.empty()) continue;
    Change change = paired_change(one.low, one.high, level);
    const double low = mean_of(one.low), high = mean_of(one.high);
    if (std::abs(change.mean) <= rounding * std::max(std::abs(low), std::abs(high))) {
      change.mean = 0;
      if (change.interval) change.interval->low = change.interval->high = 0;
    }
    bars.push_back({one.unknown, low, high, change.mean, change.interval, Influence::low});
    together += change.mean * change.mean;
  }
  for (TornadoBar& bar : bars) {
    const double figure = std::max(std::abs(bar.low), std::abs(bar.high));
    bar.influence = may_be_luck(bar) || !(together > 0)
                        ? Influence::none_shown
                        : influence_of(bar.swing * bar.swing / together, std::abs(bar.swing) / figure);
  }
  std::sort(bars.begin(), bars.end(), [](const TornadoBar& a, const TornadoBar& b) {
    const double of_a = std::abs(a.swing), of_b = std::abs(b.swing);
    return of_a != of_b ? of_a > of_b : a.unknown.pointer < b.unknown.pointer;
  });
  return bars;
}

std::vector<SobolBar> sobol_bars(std::span<const StudiedUnknown> unknowns, const SobolIndices& indices) {
  NPCOST_CHECK(unknowns.size() == indices.inputs.size(), "every unknown has its indices");
  std::vector<SobolBar> bars;
  for (std::size_t i = 0; i < unknowns.size(); ++i) {
    // Between its 5 % and its 95 % point lie 3.3 standard deviations of what it alone would do.
    const double total = std::max(0.0, indices.inputs[i].total), movement = 3.3 * std::sqrt(total * indices.variance);
    bars.push_back({unknowns[i], indices.inputs[i], influence_of(total, movement / std::abs(indices.mean))});
  }
  std::sort(bars.begin(), bars.end(), [](const SobolBar& a, const SobolBar& b) {
    return a.index.total != b.index.total ? a.index.total > b.index.total : a.unknown.pointer < b.unknown.pointer;
  });
  return bars;
}

}  // namespace npcost
