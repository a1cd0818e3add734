#pragma once
// Two scenarios beside each other: which of their figures differ, and which section of the file makes how much of the difference in cost.
//
// Pairs     replication r of A with replication r of B: the same players with the same luck (variants.h). The interval is of the paired
//           differences, Student's t, 95 %.
// Words     a difference is shown if its interval leaves out 0; without an interval (one pair) nothing is said of higher or lower.
// Bridge    A's sections become B's one after the other, in one order; a step is what the cost of the whole run rises by. Totals are the
//           exact decimal strings of Result::Cost::total, and a step is the difference of two of them: they add up to the last digit.
//           Another order splits the same difference otherwise.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "sim/answers/result.h"

namespace npcost {

enum class ComparisonWord { higher, lower, no_difference_shown, no_interval, only_a, only_b, neither };
/// "higher", "lower", "no_difference_shown", …: as other programs read it.
std::string_view name_of(ComparisonWord word);

/// One metric in both; a, b: each one's own mean.
struct ComparedMetric {
  std::string name, unit, denominator;
  std::optional<double> a, b;
  std::size_t pairs = 0;                 ///< replications in which both have a value
  std::optional<double> difference;      ///< B − A, mean over pairs; nothing unless both have the metric
  std::optional<Interval> interval;      ///< of it
  std::optional<double> relative;        ///< as a share of A's; nothing if that is 0
  std::optional<Interval> relative_interval;
  ComparisonWord word = ComparisonWord::neither;
};

/// In the order of metric_infos(). Requires metrics of a run of A, and B as its variant.
std::vector<ComparedMetric> compared_metrics(const std::vector<Metric>& a, const VariantResult& b);

struct BridgeStep {
  std::vector<std::string> sections;     ///< what it changes: one, or several that could only be changed together
  std::string amount;                    ///< exact decimal string: `total` minus that of the step before
  std::string total;                     ///< of the world with this step and all before it
};

struct Bridge {
  std::string a, b, difference;          ///< exact decimal strings; a + all steps = b
  std::vector<BridgeStep> steps;         ///< empty if no section differs
};

/// A world on the way: the sections that were changed last, and its exact total.
struct BridgeWorld {
  std::vector<std::string> sections;
  std::string total;
};
/// `worlds`: the last is B. Requires totals as Replications::total() writes them. With no sections at all B must cost what A does.
Bridge bridge_of(const std::string& total_of_a, const std::vector<BridgeWorld>& worlds);

struct ComparedScenario {
  std::vector<std::string> files;        ///< as they were named
  std::string name, sha256;
  std::string variant;                   ///< of A's, if it is one
  std::vector<Scenario::BookUsed> price_books;
  std::vector<Diagnostic> warnings;
};

struct Comparison {
  ComparedScenario a, b;
  std::string engine_version, currency, period_a, period_b;
  std::uint64_t seed = 0;
  std::uint32_t replications = 0, replications_asked = 0;
  bool quick = false, partial = false;
  std::string partial_why;
  std::vector<ComparedMetric> metrics;
  Bridge bridge;
};

}  // namespace npcost
