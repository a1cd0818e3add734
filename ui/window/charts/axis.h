#pragma once
// An axis: its whole range, its steps, its ticks and how its values read.

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "ui/window/charts/format.h"
#include "ui/window/charts/scale.h"
#include "ui/window/charts/ticks.h"

namespace npcost::charts {

struct Axis {
  enum class Kind { number, time };

  Kind kind = Kind::number;
  Steps steps = Steps::linear;
  std::optional<Range> whole;                  ///< reset shows it, zoom never leaves it; nothing: fitted to the data
  bool from_zero = true;                       ///< a fitted linear range of values ≥ 0 begins at 0
  double display = 1.0;                        ///< shown = kept × display, for round ticks
  int ticks = 5;                               ///< about so many
  std::string title;                           ///< above a y axis, below an x axis; "" none
  std::optional<std::chrono::sys_days> start;  ///< time: the date of hour 0
  std::function<std::string(double, double)> tick_label;  ///< (value, step as in Ticks); kept units
  /// For tables under the mouse: (value, the largest magnitude in its column).
  std::function<std::string(double, double)> value_label;

  Ticks ticks_of(const Range& seen) const;
};

Axis number_axis(std::string title = {});
Axis money_axis(const MoneyStyle& style, std::string title = {});
/// Values are fractions: 1 is 100 %.
Axis percent_axis(std::string title = {});
/// Hours since hour 0; `whole` as given.
Axis time_axis(const Range& whole, const TimeStyle& style, std::string title = {});

/// A range that holds all values of [low, high] with a little air, with round ends so that it seldom changes while values do.
/// Takes any values: nothing, equal ones, NaN, ±1e300.
Range fitted(double low, double high, const Axis& axis);

}  // namespace npcost::charts
