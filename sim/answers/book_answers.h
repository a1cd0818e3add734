#pragma once
// What the same usage costs under another price book, beside the scenario's own: bills of all replications together.
//
// Pairs     replication r under the book is compared with replication r under the scenario's own prices: the same usage, so the change
//           is that of prices alone.
// Budgets   those about money (metrics "cost.…") are judged again under the book; the others are about behaviour, which is the same.

#include <cstddef>
#include <vector>

#include "sim/answers/replications.h"

namespace npcost {

class BookAnswers {
 public:
  /// Of scenario.other_books[book]. `scenario` must outlive this.
  BookAnswers(const Scenario& scenario, std::size_t book);

  /// The same replication under the scenario's own prices and under the book's.
  void add(const ReplicationSummary& own, const ReplicationSummary& billed);
  BookResult result() const;
  /// Policies of the scenario that limit in money: what they let through depends on the scenario's own prices.
  std::vector<std::string> money_limits() const;

 private:
  const Scenario* scenario_;
  std::size_t book_;
  Replications replications_;
  ReplicationValues before_, after_;    ///< cost.per_mau_month; replications in which both have a value
};

/// The same of the scenario's own prices, from its whole result.
BookResult own_bill(const Result& result);

}  // namespace npcost
