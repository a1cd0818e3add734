#include "ui/running/sweep_run.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <numeric>
#include <utility>

#include "sim/answers/studies/sweep_points.h"
#include "sim/base/check.h"
#include "sim/engine/plan.h"
#include "sim/scenario/files/json_write.h"
#include "sim/scenario/variants/scenario_tree.h"
#include "ui/running/trials.h"

namespace npcost {

namespace {

/// A smaller sweep keeps so many of its replications, so that there is an interval, and simulates no fewer players.
constexpr std::uint32_t fewest_replications = 4;
constexpr double fewest_players = 500;

std::vector<VariedPath> paths_of(const Sweep& sweep) {
  std::vector<VariedPath> paths;
  for (const SweptPath& path : sweep.paths) paths.push_back({path.pointer, path.place});
  return paths;
}

/// What is not shown of a point is not kept: hours, and usage by model and meter.
ReplicationSummary without_detail(ReplicationSummary summary) {
  summary.cost.by_hour = {summary.cost.total};
  summary.player_minutes.clear();
  summary.usage.clear();
  return summary;
}

/// "$0.60/1M tokens" is "$0.6/1M tokens", and "60 s" is "1 min".
bool same_value(const std::string& a, const std::string& b) {
  const auto one = written_number(a), other = written_number(b);
  if (one && other) return in_unit_of(*one, *other) == one->value;
  return shown_value(a) == shown_value(b);
}

}  // namespace

Diagnostics SweepRun::too_many_points(const Sweep& sweep) {
  Diagnostics faults;
  const std::uint64_t points = count_of_points(sweep);
  if (points <= most_points) return faults;
  faults.error(
      "E444", sweep.paths.front().place, "/experiment/sweep",
      fmt::format("this sweep has {} points, more than {}", points >> 63 != 0 ? "far too many" : std::to_string(points), most_points),
      "fewer steps, \"sweep_mode\": \"sobol\" with \"sweep_points\", or --yes-large");
  return faults;
}

SweepRun::SweepRun(const ReadScenario& base, bool full, Workers& workers, const std::function<bool()>& stop)
    : base_(&base), sweep_(&base.scenario->experiment.questions->sweep) {
  NPCOST_CHECK(!sweep_->paths.empty(), "a sweep varies something");
  const Experiment& experiment = base.scenario->experiment;
  values_ = points_of(*sweep_, experiment.seed);
  worlds_ = read_worlds(base, paths_of(*sweep_), values_, workers, stop);
  stopped_ = worlds_.stopped;
  wanted_ = asked_ = experiment.replications;
  if (stopped_ || worlds_.faults.has_errors()) return;
  make_groups();
  choose_size(full, workers);
  for (const ChangedWorld& world : worlds_.worlds) replications_.emplace_back(*world.scenario);
}

void SweepRun::make_groups() {
  std::map<std::string, std::size_t> group_of;
  for (const std::size_t point : coarse_to_fine(*sweep_, values_.size())) {
    const auto [found, is_new] = group_of.emplace(worlds_.worlds[point].usage, groups_.size());
    if (is_new) groups_.emplace_back();
    groups_[found->second].points.push_back(point);
  }
}

void SweepRun::choose_size(bool full, Workers& workers) {
  std::vector<double> turns(groups_.size());
  std::vector<std::uint32_t> players(groups_.size());
  workers.for_each(static_cast<std::uint32_t>(groups_.size()), [&](std::uint32_t group, std::uint32_t) {
    const auto plan = compile_plan(*worlds_.worlds[groups_[group].points.front()].scenario, 0);
    turns[group] = expected_turns(*plan);
    players[group] = work_list(*plan).players;
  });
  double once = std::accumulate(turns.begin(), turns.end(), 0.0);
  if (!full && once * asked_ > sweep_turns) {
    asked_ = std::min(asked_, std::max(fewest_replications, static_cast<std::uint32_t>(sweep_turns / once)));
    const double most = *std::max_element(players.begin(), players.end());
    const double fits = sweep_turns / (once * asked_);
    if (fits < 1) {
      const double sample = std::max(std::min(fewest_players, most), std::floor(most * fits));
      sample_ = static_cast<std::uint32_t>(sample);
      once *= sample / most;
    }
  }
  turns_ = once * asked_;
  for (ChangedWorld& world : worlds_.worlds) {
    world.scenario->experiment.replications = asked_;
    if (sample_) world.scenario->experiment.sample_players = Spread::constant(*sample_, Dimension::count);
  }
}

void SweepRun::run(Workers& workers, RunProgress& progress, const std::function<bool()>& stop,
                   const std::function<void(std::size_t)>& done) {
  NPCOST_CHECK(!faults().has_errors(), "worlds that are run have been read");
  std::vector<AlikeWorlds> alike;
  for (const Group& group : groups_) {
    alike.emplace_back();
    for (const std::size_t point : group.points) alike.back().worlds.push_back(&*worlds_.worlds[point].scenario);
  }
  for (std::uint32_t r = 0; r < asked_ && !stopped_; ++r) {
    for (AlikeWorlds& group : alike) group.replication = r;
    progress.begin_replication(r, static_cast<std::uint32_t>(values_.size()), turns_ / asked_);
    stopped_ = !run_alike(alike, workers, stop, [&](std::size_t group, std::size_t world, ReplicationSummary summary) {
      const std::size_t point = groups_[group].points[world];
      replications_[point].add(without_detail(std::move(summary)));
      progress.unit_started();
      if (done) done(point);
    });
  }
}

SweepPoint SweepRun::point(std::size_t index) const {
  SweepPoint point{values_[index], 0, {}, {}, {}, {}};
  if (replications_.empty()) return point;  // stopped while worlds were read
  point.replications = replications_[index].count();
  if (point.replications == 0) return point;
  Result result = replications_[index].result();
  point.total = std::move(result.cost.total);
  point.metrics = std::move(result.metrics);
  point.budgets = std::move(result.budgets);
  point.verdicts = std::move(result.verdicts);
  return point;
}

std::string SweepRun::why_partial() const {
  if (!stopped_) return {};
  if (replications_.empty()) return "interrupted before anything was run";
  std::uint32_t most = 0;
  for (const Replications& one : replications_) most = std::max(most, one.count());
  const auto ahead =
      std::count_if(replications_.begin(), replications_.end(), [&](const Replications& one) { return one.count() == most; });
  return fmt::format("interrupted: {} of {} points have {} of {} replications", ahead, values_.size(), most, asked_);
}

SweepAnswer SweepRun::answer() const {
  const Scenario& scenario = *base_->scenario;
  const Result none = Replications(scenario).result();
  SweepAnswer answer;
  answer.scenario = scenario.name;
  answer.scenario_sha256 = scenario.sha256;
  answer.engine_version = none.audit.engine_version;
  answer.currency = scenario.currency;
  answer.period_text = none.period_text;
  answer.seed = scenario.experiment.seed;
  answer.mode = sweep_->mode;
  for (const SweptPath& path : sweep_->paths) {
    const JsonValue* now = find_pointer(base_->tree->complete.root, path.pointer);
    answer.axes.push_back({path.pointer, path.values, path.range != SweptPath::Range::none, now == nullptr ? "" : compact_json(*now)});
  }
  for (std::size_t i = 0; i < values_.size(); ++i) {
    answer.points.push_back(point(i));
    bool own = true;
    for (std::size_t axis = 0; axis < answer.axes.size(); ++axis) own = own && same_value(answer.axes[axis].now, values_[i][axis]);
    if (own && !answer.own) answer.own = i;
  }
  answer.usages = groups_.size();
  answer.replications = asked_;
  answer.replications_wanted = wanted_;
  answer.sample = sample_;
  answer.partial = stopped_;
  answer.partial_why = why_partial();
  return answer;
}

}  // namespace npcost
