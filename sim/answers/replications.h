#pragma once
// What the replications say together: estimates with intervals, exact means of totals, verdicts.
//
// Mean      of a metric: mean over the replications that have a value. Percentiles: mean of the replications' own
//           percentiles.
// Interval  Student's t over replications, of the mean, and of the mean of each percentile; absent for fewer than two values. Of a nested
//           run: over draws of what nobody knows, each the mean of its replications (sim/answers/studies/nested.h).
// Totals    exact: sums over replications of scaled money, divided once when they are written as decimals; the parts
//           of a total and its hours add up to it to the last digit (sim/answers/scale.h for how scales that differ
//           are kept exact).
// Order     add in the order of replications: then the result does not depend on which was finished first.

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "sim/answers/studies/nested.h"
#include "sim/answers/replication_summary.h"
#include "sim/answers/result.h"
#include "sim/answers/money/verdict.h"
#include "sim/scenario/scenario.h"

namespace npcost {

/// The confidence with which metrics are shown; budgets state their own.
inline constexpr double shown_level = 0.95;

class Replications {
 public:
  /// `scenario` must outlive this.
  explicit Replications(const Scenario& scenario);

  void add(const ReplicationSummary& summary);
  std::uint32_t count() const { return count_; }

  /// The result of what is in so far. `partial_why` non-empty: the run did not finish ("interrupted after 3 of 10
  /// replications").
  Result result(std::string partial_why = {}, std::vector<Diagnostic> warnings = {}) const;
  /// Only the metrics: cheap enough to be asked for after each replication.
  std::vector<Metric> estimate_so_far() const;
  /// Only the verdicts, in file order.
  std::vector<BudgetResult> budgets() const;
  /// Independent values of a metric's mean: of the replications, or of the draws of a nested run, that have one.
  std::vector<double> draws_of(std::string_view metric) const;
  /// cost.total, as Result::Cost has it; "" before the first.
  std::string total() const { return count_ == 0 ? std::string() : decimal(cost_.total, count_); }

 private:
  /// Values of one figure, one per replication that has one.
  struct MetricValues {
    ReplicationValues mean;
    std::array<std::vector<double>, percentile_count> percentiles;
  };
  void add_costs(const ReplicationSummary& summary);
  void add_usage(const ReplicationSummary& summary);
  void add_modes(const ReplicationSummary& summary);
  void add_levers(const ReplicationSummary& summary);
  void add_money(const ReplicationSummary& summary);
  std::vector<PolicyResult> policies() const;
  std::vector<EventResult> events() const;
  std::optional<MoneyResult> money() const;
  Result::Cost cost() const;
  Result::Series series() const;
  std::map<std::string, std::map<std::string, std::string>> usage() const;

  const Scenario* scenario_;
  std::uint32_t count_ = 0;
  Int128 simulated_ = 0, active_ = 0;  ///< players, over all replications
  CostSums cost_;                      ///< scaled, over all replications
  std::vector<Money> usage_;           ///< scaled shown units, written as money so that they print exactly
  std::vector<std::uint8_t> usage_listed_;
  std::vector<PolicyCounts> policies_;     ///< [policy] summed, unscaled
  std::vector<double> policy_reached_, policy_over_;   ///< [policy] summed, scaled
  std::uint64_t asked_turns_ = 0;
  std::vector<std::uint32_t> event_happened_;
  std::vector<Money> players_online_;  ///< [hour] scaled mean players, likewise
  std::vector<MetricValues> metrics_;  ///< by index of metric_infos()
  std::vector<ReplicationValues> budgets_;
  std::array<ModeValues, judged_mode_count> modes_;
  std::vector<std::vector<double>> money_;   ///< [figure] one value per replication that has one
  struct OfRegion {
    std::vector<double> net, share;
  };
  std::vector<OfRegion> regions_;
};

}  // namespace npcost
