#include "ui/running/sensitivity_run.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <span>
#include <utility>
#include <vector>

#include "sim/answers/budget.h"
#include "sim/answers/period_text.h"
#include "sim/answers/replications.h"
#include "sim/scenario/read_scenario.h"
#include "sim/base/check.h"
#include "ui/running/trials.h"

namespace npcost {
namespace {

/// Runs that are handed to the workers at once: enough for all of them, few enough for memory and for an early look.
constexpr std::size_t runs_at_once = 64;

std::size_t index_of_metric(std::string_view name) {
  const std::vector<MetricInfo>& infos = metric_infos();
  for (std::size_t i = 0; i < infos.size(); ++i) {
    if (infos[i].name == name) return i;
  }
  NPCOST_CHECK(false, "a study is of a metric that exists");
  return 0;
}

std::vector<StudiedUnknown> unknowns_of(const Scenario& scenario) {
  std::vector<StudiedUnknown> unknowns;
  for (const auto& [pointer, name] : scenario.unknown_names) {
    const auto found = std::find_if(scenario.assumptions.begin(), scenario.assumptions.end(),
                                    [&here = pointer](const Assumption& one) { return one.pointer == here; });
    unknowns.push_back({pointer, found == scenario.assumptions.end() ? std::string() : found->value});
  }
  std::sort(unknowns.begin(), unknowns.end(),
            [](const StudiedUnknown& a, const StudiedUnknown& b) { return a.pointer < b.pointer; });
  return unknowns;
}

/// Copies of the scenario, each with every unknown held; made once and held anew for every run.
class HeldWorlds {
 public:
  HeldWorlds(const Scenario& scenario, const std::vector<StudiedUnknown>& unknowns, std::size_t count) {
    Scenario held = scenario;
    held.experiment.correlations.clear();
    held.experiment.held.clear();
    for (const StudiedUnknown& unknown : unknowns) held.experiment.held.push_back({unknown.pointer, 0.5});
    worlds_.assign(count, held);
    for (const Scenario& world : worlds_) pointers_.push_back(&world);
  }
  HeldWorlds(const HeldWorlds&) = delete;
  HeldWorlds& operator=(const HeldWorlds&) = delete;

  void hold(std::size_t world, std::size_t unknown, double quantile) { worlds_[world].experiment.held[unknown].quantile = quantile; }
  std::span<const Scenario* const> first(std::size_t count) const { return std::span(pointers_).first(count); }

 private:
  std::vector<Scenario> worlds_;
  std::vector<const Scenario*> pointers_;
};

class Study {
 public:
  Study(const Scenario& scenario, const SensitivityRequest& request, Workers& workers, RunProgress& progress,
        const std::function<bool()>& stop)
      : scenario_(scenario),
        unknowns_(unknowns_of(scenario)),
        metric_(index_of_metric(request.metric)),
        samples_(samples_of(scenario, request)),
        workers_(workers),
        progress_(progress),
        stop_(stop) {
    NPCOST_CHECK(!unknowns_.empty(), "a study of unknowns has some");
    const MetricInfo& info = metric_infos()[metric_];
    answer_.method = request.method;
    answer_.scenario = scenario.name;
    answer_.scenario_sha256 = scenario.sha256;
    answer_.engine_version = NPCOST_VERSION;
    answer_.currency = scenario.currency;
    answer_.period_text = period_text(scenario);
    answer_.metric = info.name;
    answer_.unit = metric_unit(scenario, info.name);
    answer_.denominator = info.denominator;
    answer_.seed = scenario.experiment.seed;
    answer_.unknowns = unknowns_.size();
    answer_.correlated = scenario.experiment.correlations.size();
  }

  SensitivityAnswer tornado();
  SensitivityAnswer sobol();

 private:
  using Values = std::vector<std::optional<double>>;

  Values run(const HeldWorlds& worlds, std::size_t count, std::uint32_t replication) {
    const Trials trials = run_trials(worlds.first(count), replication, workers_, stop_,
                                     [this](std::size_t, const ReplicationSummary&) { progress_.unit_started(); });
    stopped_ = stopped_ || trials.stopped;
    Values values;
    for (const auto& summary : trials.summaries) {
      values.push_back(summary ? summary->metrics[metric_].mean : std::nullopt);
      if (summary && !values.back()) ++answer_.without_value;
    }
    return values;
  }

  void add(const Values& values, std::vector<double>& at_medians, std::vector<TornadoValues>& bars) const {
    if (values.front()) at_medians.push_back(*values.front());
    for (std::size_t i = 0; i < bars.size(); ++i) {
      const auto &low = values[1 + 2 * i], &high = values[2 + 2 * i];
      if (!low || !high) continue;
      bars[i].low.push_back(*low);
      bars[i].high.push_back(*high);
    }
  }

  void add_point(const Values& values, std::size_t from, std::vector<SobolPoint>& points) const {
    const std::size_t runs = unknowns_.size() + 2;
    const auto begin = values.begin() + static_cast<std::ptrdiff_t>(from);
    if (!std::all_of(begin, begin + static_cast<std::ptrdiff_t>(runs), [](const auto& value) { return value.has_value(); })) return;
    SobolPoint point{*values[from], *values[from + 1], {}};
    for (std::size_t i = 0; i < unknowns_.size(); ++i) point.mixed.push_back(*values[from + 2 + i]);
    points.push_back(std::move(point));
  }

  void interrupted(std::string_view what, std::uint32_t done) {
    answer_.partial = true;
    answer_.partial_why = fmt::format("interrupted after {} of {} {}", done, samples_, what);
  }

  const Scenario& scenario_;
  std::vector<StudiedUnknown> unknowns_;
  std::size_t metric_;
  std::uint32_t samples_;
  Workers& workers_;
  RunProgress& progress_;
  const std::function<bool()>& stop_;
  bool stopped_ = false;
  SensitivityAnswer answer_;
};

SensitivityAnswer Study::tornado() {
  const std::size_t runs = 1 + 2 * unknowns_.size();
  HeldWorlds worlds(scenario_, unknowns_, runs);
  std::vector<TornadoValues> bars;
  for (std::size_t i = 0; i < unknowns_.size(); ++i) {
    worlds.hold(1 + 2 * i, i, tornado_low);
    worlds.hold(2 + 2 * i, i, tornado_high);
    bars.push_back({unknowns_[i], {}, {}});
  }
  const double turns = expected_turns(*compile_plan(*worlds.first(1)[0], 0)) * static_cast<double>(runs);
  std::vector<double> at_medians;
  for (std::uint32_t r = 0; r < samples_ && !stopped_; ++r) {
    progress_.begin_replication(r, static_cast<std::uint32_t>(runs), turns);
    const Values values = run(worlds, runs, r);
    if (!stopped_) ++answer_.replications;
    if (!stopped_ || r == 0) add(values, at_medians, bars);  // a part of a later replication would weigh as much as a whole one
  }
  answer_.replications_asked = samples_;
  if (stopped_) interrupted("replications", answer_.replications);
  if (!at_medians.empty()) answer_.at_medians = mean_of(at_medians);
  answer_.bars = tornado_bars(bars, shown_level);
  return std::move(answer_);
}

SensitivityAnswer Study::sobol() {
  const SobolPlan plan(unknowns_.size(), samples_, scenario_.experiment.seed);
  const std::size_t runs = plan.runs_a_point();
  const auto at_once = static_cast<std::uint32_t>(std::clamp<std::size_t>(runs_at_once / runs, 1, samples_));
  HeldWorlds worlds(scenario_, unknowns_, at_once * runs);
  const double turns = expected_turns(*compile_plan(*worlds.first(1)[0], 0)) * static_cast<double>(runs * at_once);
  progress_.expect((samples_ + at_once - 1) / at_once);
  std::vector<SobolPoint> points;
  for (std::uint32_t from = 0; from < samples_ && !stopped_; from += at_once) {
    const std::uint32_t now = std::min(at_once, samples_ - from);
    for (std::uint32_t p = 0; p < now; ++p) {
      for (std::size_t run = 0; run < runs; ++run) {
        for (std::size_t i = 0; i < unknowns_.size(); ++i) worlds.hold(p * runs + run, i, plan.quantile(from + p, run, i));
      }
    }
    progress_.begin_replication(from / at_once, static_cast<std::uint32_t>(now * runs), turns);
    const Values values = run(worlds, now * runs, 0);
    for (std::uint32_t p = 0; p < now; ++p) add_point(values, p * runs, points);
  }
  answer_.points = static_cast<std::uint32_t>(points.size());
  answer_.points_asked = samples_;
  if (stopped_) interrupted("points", answer_.points);
  answer_.indices = sobol_indices(points, shown_level, scenario_.experiment.seed);
  if (answer_.indices) answer_.shares = sobol_bars(unknowns_, *answer_.indices);
  return std::move(answer_);
}

}  // namespace

SensitivityRequest request_of(const Scenario& scenario) {
  const std::optional<Sensitivity>& asked = scenario.experiment.questions->sensitivity;
  return asked ? SensitivityRequest{asked->metric, asked->method, asked->samples} : SensitivityRequest{};
}

std::uint32_t samples_of(const Scenario& scenario, const SensitivityRequest& request) {
  if (request.samples != 0) return request.samples;
  return request.method == Sensitivity::Method::sobol ? usual_sobol_points : scenario.experiment.replications;
}

double runs_of(const Scenario& scenario, const SensitivityRequest& request) {
  const auto unknowns = static_cast<double>(scenario.unknown_names.size());
  const double a_sample = request.method == Sensitivity::Method::sobol ? unknowns + 2 : 2 * unknowns + 1;
  return a_sample * samples_of(scenario, request);
}

SensitivityAnswer study_sensitivity(const Scenario& scenario, const SensitivityRequest& request, Workers& workers, RunProgress& progress,
                                    const std::function<bool()>& stop) {
  Study study(scenario, request, workers, progress, stop);
  return request.method == Sensitivity::Method::sobol ? study.sobol() : study.tornado();
}

}  // namespace npcost
