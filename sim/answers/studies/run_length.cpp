#include "sim/answers/studies/run_length.h"

#include <algorithm>
#include <vector>

#include "sim/answers/studies/precision.h"

namespace npcost {

std::uint32_t looks_of(const UntilDecided& until) {
  std::uint32_t looks = 1;
  for (std::uint64_t at = until.fewest; at * 2 <= until.most; at *= 2) ++looks;
  return looks;
}

double level_of_look(const UntilDecided& until, double confidence) { return 1 - (1 - confidence) / (looks_of(until) + 1); }

bool RunLength::wants_narrower(const StopWhen& stop, const Replications& so_far) {
  const std::uint32_t done = so_far.count(), lucks = experiment_->lucks;
  if (done >= std::max(stop.max_replications, experiment_->replications)) return false;
  if (done % lucks != 0) return true;
  if (narrow_at_ != 0) return done / lucks < narrow_at_ + after_first_narrow;
  const std::vector<double> draws = so_far.draws_of(stop.metric);
  if (draws.size() < 2 && draws.size() == done / lucks) return true;
  const Precision precision = precision_of(*experiment_, stop, draws);
  if (!precision.can_be_reached()) return false;
  if (!precision.reached()) return true;
  if (done <= experiment_->replications) return false;  // the first look chose no moment
  narrow_at_ = done / lucks;
  return true;
}

bool RunLength::wants_verdicts(const UntilDecided& until, const Replications& so_far) const {
  const std::uint32_t done = so_far.count();
  std::uint64_t look = until.fewest;
  while (look < done) look *= 2;
  if (look > done) return look <= until.most;
  const std::vector<BudgetResult> budgets = so_far.budgets();
  const bool undecided = std::any_of(budgets.begin(), budgets.end(), [](const BudgetResult& budget) {
    return budget.severity == "fail" && budget.verdict == BudgetResult::Verdict::inconclusive;
  });
  return undecided && look * 2 <= until.most;
}

bool RunLength::wants_more(const Replications& so_far) {
  if (so_far.count() < experiment_->replications) return true;
  const bool narrower = experiment_->stop_when && wants_narrower(*experiment_->stop_when, so_far);
  const bool verdicts = experiment_->until_decided && wants_verdicts(*experiment_->until_decided, so_far);
  return narrower || verdicts;
}

std::uint32_t RunLength::expected(const Replications& so_far) const {
  std::uint32_t all = std::max(experiment_->replications, so_far.count());
  if (experiment_->until_decided) {
    std::uint64_t look = experiment_->until_decided->fewest;
    while (look < so_far.count()) look *= 2;
    all = std::max(all, static_cast<std::uint32_t>(look));
  }
  if (!experiment_->stop_when || so_far.count() < experiment_->replications) return all;
  const Precision precision = precision_of(*experiment_, *experiment_->stop_when, so_far.draws_of(experiment_->stop_when->metric));
  const auto more = precision.more_for(experiment_->stop_when->half_width);
  const std::uint64_t needed = so_far.count() + more.value_or(0) + std::uint64_t{after_first_narrow} * experiment_->lucks;
  return std::max(all, static_cast<std::uint32_t>(std::min<std::uint64_t>(needed, experiment_->stop_when->max_replications)));
}

}  // namespace npcost
