#pragma once
// Somebody who is told how far a run is: the line of the terminal, the bar of the window.

#include <cstdint>
#include <string_view>
#include <vector>

#include "sim/answers/result.h"

namespace npcost {

class RunProgress {
 public:
  virtual ~RunProgress() = default;
  /// How many replications there will probably be: of a run that ends when it has enough.
  virtual void expect(std::uint32_t /*replications*/) {}
  virtual void begin_replication(std::uint32_t replication, std::uint32_t units, double expected_turns) = 0;
  /// From any thread, often.
  virtual void unit_started() = 0;
  /// Whether an estimate would be shown now: working one out looks at all replications.
  virtual bool wants_estimate() const = 0;
  /// What the run says so far about `metric`.
  virtual void estimate(const std::vector<Metric>& metrics, std::string_view metric) = 0;
};

}  // namespace npcost
