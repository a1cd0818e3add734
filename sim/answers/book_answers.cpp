#include "sim/answers/book_answers.h"

#include <optional>
#include <string_view>

#include "sim/answers/variants.h"
#include "sim/scenario/read_scenario.h"

namespace npcost {

namespace {

constexpr std::string_view compared_metric = "cost.per_mau_month";

bool is_about_money(std::string_view metric) { return metric.starts_with("cost."); }

std::optional<double> compared(const ReplicationSummary& summary) {
  const std::vector<MetricInfo>& infos = metric_infos();
  for (std::size_t i = 0; i < infos.size(); ++i) {
    if (infos[i].name == compared_metric) return summary.metrics[i].mean;
  }
  return std::nullopt;
}

/// What of a result is about money.
BookResult bill_of(const Result& result) {
  BookResult bill;
  bill.total = result.cost.total;
  for (const Metric& metric : result.metrics) {
    if (is_about_money(metric.name)) bill.metrics.push_back(metric);
  }
  for (const BudgetResult& budget : result.budgets) {
    if (is_about_money(budget.metric)) bill.budgets.push_back(budget);
  }
  return bill;
}

}  // namespace

BookAnswers::BookAnswers(const Scenario& scenario, std::size_t book)
    : scenario_(&scenario), book_(book), replications_(scenario) {}

void BookAnswers::add(const ReplicationSummary& own, const ReplicationSummary& billed) {
  replications_.add(billed);
  const std::optional<double> before = compared(own), after = compared(billed);
  if (!before || !after) return;
  before_.add(*before, replications_.count() - 1);
  after_.add(*after, replications_.count() - 1);
}

BookResult BookAnswers::result() const {
  BookResult bill = bill_of(replications_.result());
  const PriceBook& book = scenario_->other_books[book_];
  bill.book = {book.name, book.as_of, book.sha256};
  if (before_.values.empty()) return bill;
  const std::uint32_t lucks = scenario_->experiment.lucks;
  if (const auto change = relative_change(draw_means(before_, lucks), draw_means(after_, lucks), shown_level)) {
    bill.change = change->mean;
    bill.change_interval = change->interval;
  }
  return bill;
}

std::vector<std::string> BookAnswers::money_limits() const {
  std::vector<std::string> names;
  for (const Policy& policy : scenario_->policies) {
    if (policy.is_limit() && policy.measure == Policy::Measure::money) names.push_back(policy.name);
  }
  return names;
}

BookResult own_bill(const Result& result) {
  BookResult bill = bill_of(result);
  bill.own = true;
  bill.book.name = "scenario";
  return bill;
}

}  // namespace npcost
