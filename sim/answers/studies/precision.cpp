#include "sim/answers/studies/precision.h"

#include <algorithm>
#include <cmath>

#include "sim/base/estimate.h"

namespace npcost {

std::optional<std::uint64_t> Precision::more_for(double half) const {
  if (!half_width || !(half > 0)) return std::nullopt;
  const double all = std::ceil(static_cast<double>(values) * (*half_width / half) * (*half_width / half));
  if (!(all < 1e12)) return std::nullopt;
  const double more = std::max(0.0, all - static_cast<double>(values));
  return static_cast<std::uint64_t>(more) * lucks;
}

Precision precision_of(const Experiment& experiment, const StopWhen& stop, std::span<const double> draws) {
  Precision precision;
  precision.metric = stop.metric;
  precision.confidence = stop.confidence;
  precision.asked = stop.half_width;
  precision.values = draws.size();
  precision.lucks = experiment.lucks;
  precision.fewest = experiment.replications;
  precision.most = std::max(stop.max_replications, experiment.replications);
  const auto interval = replication_interval(draws, stop.confidence, "mean");
  if (!interval) return precision;
  const double half = (interval->high - interval->low) / 2, mean = std::abs(mean_of(draws));
  if (half == 0) {
    precision.half_width = 0;
  } else if (mean > 0) {
    precision.half_width = half / mean;
  }
  return precision;
}

}  // namespace npcost
