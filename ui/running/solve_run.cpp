#include "ui/running/solve_run.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <utility>

#include "sim/answers/budget.h"
#include "sim/base/check.h"
#include "sim/engine/plan.h"
#include "sim/scenario/files/json_write.h"
#include "sim/scenario/variants/scenario_tree.h"
#include "ui/running/trials.h"

namespace npcost {

namespace {

constexpr std::size_t scanned_values = 9;
constexpr double wide_bracket = 100;   ///< from such a ratio on the scan takes equal ratios
constexpr int most_steps = 200;        ///< halving alone needs 60 for the last bit
constexpr double on_the_limit = 1e-7;  ///< of the limit: as near as nine digits of a value come

/// How far a value is beyond the budget's limit: at most 0 where it holds.
double beyond(const BudgetResult& budget, double value) { return budget.max ? value - *budget.max : *budget.min - value; }
double limit_of(const BudgetResult& budget) { return budget.max ? *budget.max : *budget.min; }

/// Of the interval the end that decides whether it passes, and the one that decides whether it fails.
double surely_passes(const BudgetResult& budget) { return beyond(budget, budget.max ? budget.interval->high : budget.interval->low); }
double not_surely_fails(const BudgetResult& budget) { return beyond(budget, budget.max ? budget.interval->low : budget.interval->high); }

/// The last bits of a mean decide nothing.
bool meets(const BudgetResult& budget, double over) { return over <= std::abs(limit_of(budget)) * 1e-12; }

/// Whether the metric rises and falls by more than a trifle of what it does in all.
bool turns_round(const std::vector<SolveTrial>& scan) {
  constexpr double trifle = 0.02;
  const auto lower = [](const SolveTrial& a, const SolveTrial& b) { return *a.result.value < *b.result.value; };
  const auto [least, most] = std::minmax_element(scan.begin(), scan.end(), lower);
  const double enough = trifle * (*most->result.value - *least->result.value);
  double rise = 0, fall = 0, highest = *scan.front().result.value, lowest = highest;
  for (const SolveTrial& trial : scan) {
    const double value = *trial.result.value;
    highest = std::max(highest, value);
    lowest = std::min(lowest, value);
    rise = std::max(rise, value - lowest);
    fall = std::max(fall, highest - value);
  }
  return rise > enough && fall > enough;
}

}  // namespace

SolveRun::SolveRun(const ReadScenario& base) : base_(&base), solve_(&*base.scenario->experiment.questions->solve) {
  like_ = *written_number(solve_->low);
  like_.whole = like_.whole || (!like_.text && counted_at(solve_->pointer));
  low_ = like_.value;
  high_ = written_number(solve_->high)->value;
  logarithmic_ = low_ > 0 && high_ / low_ >= wide_bracket;
}

double SolveRun::scan_turns() const {
  return expected_turns(*compile_plan(*base_->scenario, 0)) * base_->scenario->experiment.replications * scanned_values;
}

std::vector<double> SolveRun::scan_places() const {
  std::vector<double> places;
  for (std::size_t i = 0; i < scanned_values; ++i) {
    const double share = static_cast<double>(i) / (scanned_values - 1);
    const double place = between(low_, high_, share, logarithmic_);
    const bool inside = i > 0 && i + 1 < scanned_values;
    places.push_back(inside ? written_number(written(like_, place, digits_between(logarithmic_)))->value : place);
  }
  places.erase(std::unique(places.begin(), places.end()), places.end());
  return places;
}

/// Runs those that were not run yet; all replications of each.
void SolveRun::try_all(std::vector<double> places) {
  std::erase_if(places, [&](double place) {
    return std::any_of(trials_.begin(), trials_.end(), [&](const auto& trial) { return trial->at == place; });
  });
  std::vector<std::vector<std::string>> values;
  for (const double place : places) values.push_back({written(like_, place)});
  ChangedWorlds read = read_worlds(*base_, {{solve_->pointer, solve_->place}}, values, *workers_, *stop_);
  for (const Diagnostic& fault : read.faults.all()) faults_.add(fault);
  stopped_ = stopped_ || read.stopped;
  if (stopped_ || faults_.has_errors()) return;
  std::map<std::string, std::vector<std::size_t>> by_usage;
  for (std::size_t w = 0; w < read.worlds.size(); ++w) {
    Scenario& scenario = *read.worlds[w].scenario;
    scenario.budgets = {scenario.experiment.questions->solve->so_that};
    by_usage[read.worlds[w].usage].push_back(w);
  }
  std::vector<AlikeWorlds> groups;
  std::vector<const std::vector<std::size_t>*> members;
  const std::uint32_t replications = base_->scenario->experiment.replications;
  for (std::uint32_t r = 0; r < replications; ++r) {
    for (const auto& [usage, worlds] : by_usage) {
      groups.push_back({{}, r});
      members.push_back(&worlds);
      for (const std::size_t w : worlds) groups.back().worlds.push_back(&*read.worlds[w].scenario);
    }
  }
  std::vector<std::vector<std::optional<double>>> found(places.size(), std::vector<std::optional<double>>(replications));
  const bool whole = run_alike(groups, *workers_, *stop_, [&](std::size_t group, std::size_t world, const ReplicationSummary& summary) {
    found[(*members[group])[world]][groups[group].replication] = summary.budgets.front();
  });
  if (!whole) {
    stopped_ = true;
    return;
  }
  for (std::size_t w = 0; w < places.size(); ++w) {
    std::vector<double> known;
    for (const std::optional<double>& value : found[w]) {
      if (value) known.push_back(*value);
    }
    const Scenario& scenario = *read.worlds[w].scenario;
    auto trial =
        std::make_unique<SolveTrial>(SolveTrial{places[w], values[w].front(), judge(scenario, scenario.budgets.front(), known), false});
    trial->holds = trial->result.value && meets(trial->result, beyond(trial->result, *trial->result.value));
    if (*told_) (*told_)(*trial);
    const auto after =
        std::upper_bound(trials_.begin(), trials_.end(), trial->at, [](double at, const auto& other) { return at < other->at; });
    trials_.insert(after, std::move(trial));
  }
}

const SolveTrial* SolveRun::try_one(double at) {
  try_all({at});
  for (const auto& trial : trials_) {
    if (trial->at == at && trial->result.value) return trial.get();
  }
  return nullptr;  // stopped, unreadable or without a value
}

SolveAnswer::Outcome SolveRun::outcome_of_scan() const {
  using enum SolveAnswer::Outcome;
  std::size_t changes = 0;
  for (std::size_t i = 0; i < trials_.size(); ++i) {
    if (!trials_[i]->result.value) return unknown;
    if (i > 0 && trials_[i]->holds != trials_[i - 1]->holds) ++changes;
  }
  if (changes == 0) return trials_.front()->holds ? holds_everywhere : holds_nowhere;
  return changes == 1 ? found : not_monotone;
}

/// Narrows the stretch between a value of height at most 0 and one above it. Nothing if it was stopped or a value could not be run.
template <typename Of>
std::optional<SolveRun::Crossing> SolveRun::crossing(const SolveTrial* below, const SolveTrial* above, const Of& of) {
  const double wanted = solve_->tolerance * (high_ - low_);
  bool halve = false;
  for (int step = 0; step < most_steps; ++step) {
    const double a = below->at, b = above->at, height_a = of(*below), height_b = of(*above), width = std::abs(b - a);
    const bool met = std::abs(height_a) <= on_the_limit * std::abs(limit_of(below->result));
    if (!like_.whole && met) {
      // The next value that would be written otherwise shows that it is the last one.
      const double other = rounded(like_, a + std::copysign(next_digit(like_, a), b - a), b > a);
      const SolveTrial* trial = std::abs(other - a) < width ? try_one(other) : nullptr;
      if (trial != nullptr && (!below->result.interval || trial->result.interval) && of(*trial) > 0) above = trial;
      break;
    }
    if (!like_.whole && step > 0 && width <= wanted) break;
    const double middle = a + (b - a) / 2, secant = a + (b - a) * (-height_a / (height_b - height_a));
    const auto inside = [&](double place) { return place > std::min(a, b) && place < std::max(a, b); };
    double next = rounded(like_, halve ? middle : secant, a > b);  // towards the side that holds
    if (!inside(next)) next = rounded(like_, middle, a > b);
    if (!inside(next)) break;  // neighbours
    const SolveTrial* trial = try_one(next);
    if (trial == nullptr || (below->result.interval && !trial->result.interval)) return std::nullopt;
    (of(*trial) <= std::abs(limit_of(trial->result)) * 1e-12 ? below : above) = trial;
    halve = !halve && std::abs(above->at - below->at) > width / 2;
  }
  return Crossing{below, above};
}

void SolveRun::find_root(SolveAnswer& answer) {
  const SolveTrial* holds = nullptr;
  const SolveTrial* fails = nullptr;
  for (std::size_t i = 1; i < trials_.size(); ++i) {
    if (trials_[i]->holds == trials_[i - 1]->holds) continue;
    answer.holds_below = trials_[i - 1]->holds;
    holds = trials_[answer.holds_below ? i - 1 : i].get();
    fails = trials_[answer.holds_below ? i : i - 1].get();
  }
  const auto found = crossing(holds, fails, [](const SolveTrial& trial) { return beyond(trial.result, *trial.result.value); });
  if (!found) return;
  answer.root = *found->below;
  answer.beyond = *found->above;
}

void SolveRun::find_interval(SolveAnswer& answer) {
  if (!answer.root || !answer.root->result.interval) return;
  const double root = answer.root->at;
  const auto search = [&](auto of, bool on_side_that_holds) -> std::optional<Crossing> {
    // From the root outwards, the nearest two values that were run and differ.
    const bool downwards = answer.holds_below == on_side_that_holds;
    std::vector<const SolveTrial*> way;
    for (const auto& trial : trials_) {
      const bool on_the_way = downwards ? trial->at <= root : trial->at >= root;
      if (on_the_way && trial->result.interval) way.push_back(trial.get());
    }
    if (downwards) std::reverse(way.begin(), way.end());
    for (std::size_t i = 1; i < way.size(); ++i) {
      const bool before = of(*way[i - 1]) <= 0, after = of(*way[i]) <= 0;
      if (before == after) continue;
      return before ? crossing(way[i - 1], way[i], of) : crossing(way[i], way[i - 1], of);
    }
    return std::nullopt;
  };
  const auto passing = search([](const SolveTrial& trial) { return surely_passes(trial.result); }, true);
  if (passing) answer.passes = *passing->below;
  if (surely_passes(answer.root->result) <= 0) answer.passes = answer.root;
  const auto failing = search([](const SolveTrial& trial) { return not_surely_fails(trial.result); }, false);
  if (failing) answer.fails = *failing->above;
}

SolveAnswer SolveRun::run(Workers& workers, const std::function<bool()>& stop, const std::function<void(const SolveTrial&)>& told) {
  workers_ = &workers;
  stop_ = &stop;
  told_ = &told;
  const Scenario& scenario = *base_->scenario;
  SolveAnswer answer;
  answer.scenario = scenario.name;
  answer.scenario_sha256 = scenario.sha256;
  answer.engine_version = NPCOST_VERSION;
  answer.seed = scenario.experiment.seed;
  answer.replications = scenario.experiment.replications;
  answer.pointer = solve_->pointer;
  const JsonValue* now = find_pointer(base_->tree->complete.root, solve_->pointer);
  if (now != nullptr) answer.now = compact_json(*now);
  answer.so_that = judge(scenario, solve_->so_that, {});
  answer.low = solve_->low;
  answer.high = solve_->high;
  try_all(scan_places());
  for (const auto& trial : trials_) answer.scan.push_back(*trial);
  if (!stopped_ && !faults_.has_errors()) {
    answer.outcome = outcome_of_scan();
    answer.rises_and_falls = answer.outcome != SolveAnswer::Outcome::unknown && turns_round(answer.scan);
    if (answer.outcome == SolveAnswer::Outcome::found) {
      find_root(answer);
      if (!stopped_ && !faults_.has_errors()) find_interval(answer);
      if (!stopped_ && !answer.root) answer.outcome = SolveAnswer::Outcome::unknown;
    }
  }
  answer.tried = trials_.size();
  answer.partial = stopped_;
  return answer;
}

}  // namespace npcost
