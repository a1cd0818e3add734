#pragma once
// What a sweep found: plain values, for tables, charts and files.
//
// Values    of the paths are JSON text in the notation of the scenario file: what `--set` takes, and the window writes.
// Points    stand in the order of points_of() (sweep_points.h), whatever the order in which they were run.

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "sim/answers/result.h"
#include "sim/scenario/questions.h"

namespace npcost {

struct SweepAxis {
  std::string pointer;
  std::vector<std::string> values;  ///< JSON text, as Sweep has them; of a sampled range its two ends
  bool range = false;
  std::string now;                  ///< JSON text of what the scenario itself has there; "" if nothing
};

struct SweepPoint {
  std::vector<std::string> values;      ///< [axis] JSON text
  std::uint32_t replications = 0;       ///< that are in; 0: nothing is known yet
  std::string total;                    ///< cost.total, exact decimal, mean over replications
  std::vector<Metric> metrics;          ///< in the order of metric_infos()
  std::vector<BudgetResult> budgets;    ///< in file order
  std::vector<ModeVerdict> verdicts;
};

struct SweepAnswer {
  std::string scenario, scenario_sha256, engine_version, currency, period_text;
  std::uint64_t seed = 0;
  Sweep::Mode mode = Sweep::Mode::grid;
  std::vector<SweepAxis> axes;
  std::vector<SweepPoint> points;       ///< in the order of points_of()
  std::optional<std::size_t> own;       ///< the point that has the scenario's own values
  std::size_t usages = 0;               ///< that were lived in each replication; the other points were billed only
  std::uint32_t replications = 0;       ///< of each point, if nothing was stopped …
  std::uint32_t replications_wanted = 0;  ///< … and what the scenario or the options want
  /// Players simulated at most, if that is fewer than scenario and options want.
  std::optional<std::uint32_t> sample;
  bool reduced() const { return sample.has_value() || replications < replications_wanted; }
  bool partial = false;
  std::string partial_why;              ///< "interrupted after 120 of 400 points of the first replication"
};

}  // namespace npcost
