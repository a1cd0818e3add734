#pragma once
// From values to pixels and back, linear or logarithmic, and what of an axis is seen.
//
// Values    doubles, for display only. Ranges are closed; a logarithmic one lies above 0.
// Zooming   happens in the scale's own steps (factors, on a logarithmic one) and never leaves the whole range.

#include <optional>

namespace npcost::charts {

struct Range {
  double low = 0.0, high = 1.0;
  double width() const { return high - low; }
  /// Finite and wider than 0.
  bool drawable() const;
  bool operator==(const Range&) const = default;
};

enum class Steps { linear, log };

struct Scale {
  Steps steps = Steps::linear;
  Range range;
  float from = 0.0f, to = 1.0f;  ///< pixels of range.low and range.high; from may be the larger one (y axes)

  /// Always finite: at most 100,000 pixels beyond the ends. Values that a logarithmic scale lacks are far below its low end. NaN too.
  float pixel(double value) const;
  double value(float pixel) const;
};

/// The part of an axis that is seen; nothing: all of it. Charts that share one View have linked axes.
struct View {
  std::optional<Range> seen;
};

/// What is seen of `whole`: inside it, and never narrower than a millionth of it.
Range seen_of(const View& view, const Range& whole, Steps steps);
/// `factor` < 1 shows less; `at` stays where it is.
void zoom(View& view, const Range& whole, Steps steps, double factor, double at);
/// By a fraction of what is seen; right is positive.
void pan(View& view, const Range& whole, Steps steps, double fraction);
/// Shows exactly this part, or everything if that is (nearly) all.
void show(View& view, const Range& whole, Steps steps, Range part);

}  // namespace npcost::charts
