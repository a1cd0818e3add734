#pragma once
// How sure a run is of the metric that its stop_when watches, and what it would take to be twice as sure.
//
// Width     half of the interval of the mean, as a share of the mean. A mean of 0 has no share unless every value is 0.
// More      the half-width shrinks with the square root of the number of replications: an estimate from the spread so far.

#include <cstdint>
#include <optional>
#include <span>
#include <string>

#include "sim/scenario/scenario.h"

namespace npcost {

struct Precision {
  std::string metric;
  double confidence = 0.95;
  double asked = 0;                      ///< half-width, share of the mean
  std::optional<double> half_width;      ///< so far, likewise; nothing: the metric has no value, one value only, or a mean of 0
  std::size_t values = 0;                ///< replications, or draws of a nested run, that have one
  std::uint32_t lucks = 1;
  std::uint32_t fewest = 0, most = 0;    ///< replications

  bool reached() const { return half_width && *half_width <= asked; }
  /// False: the metric has no value here, or is 0 on average; no number of replications changes that.
  bool can_be_reached() const { return half_width.has_value(); }
  /// Further replications after which the half-width would be about this; nothing if unknown or beyond counting.
  std::optional<std::uint64_t> more_for(double half) const;
};

/// `draws`: independent values of the metric. Requires at least as many replications to have been run as a run has at least.
Precision precision_of(const Experiment& experiment, const StopWhen& stop, std::span<const double> draws);

}  // namespace npcost
