#pragma once
// What a variant changes: differences between two worlds with the same players and the same luck.
//
// Pairs     replication r of the variant is compared with replication r of the scenario. What differs between replications in both
//           alike (who plays, what nobody knows) is not in the difference, so its interval is far narrower than either's own.
// Interval  Student's t over the paired differences. Of a relative change: of the ratio of two means, linearised (Cochran, Sampling
//           Techniques, 1977, ch. 6): the spread of v − R·b around 0, R = mean v / mean b, as a share of mean b.

#include <optional>
#include <span>
#include <vector>

#include "sim/answers/replications.h"
#include "sim/scenario/read_scenario.h"

namespace npcost {

struct Change {
  double mean = 0;                   ///< of after − before
  std::optional<Interval> interval;  ///< absent for one pair
};
/// Requires as many values in both, at least one.
Change paired_change(std::span<const double> before, std::span<const double> after, double level);
/// Change of the mean as a share of the mean before; nothing if that is 0.
std::optional<Change> relative_change(std::span<const double> before, std::span<const double> after, double level);

/// The replications of one variant beside those of its scenario.
class VariantAnswers {
 public:
  /// `variant` must outlive this.
  explicit VariantAnswers(const Variant& variant);

  /// The same replication of both.
  void add(const ReplicationSummary& scenario, const ReplicationSummary& variant);
  VariantResult result() const;
  const Replications& replications() const { return replications_; }

 private:
  struct Pairs {
    ReplicationValues before, after;
  };
  const Pairs& pairs_of(std::string_view metric) const;

  const Variant* variant_;
  Replications replications_;
  std::vector<Pairs> pairs_;  ///< by index of metric_infos(); replications in which both have a value
};

}  // namespace npcost
