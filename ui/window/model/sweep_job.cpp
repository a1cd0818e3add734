#include "ui/window/model/sweep_job.h"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <exception>
#include <limits>
#include <optional>

#include "sim/answers/budget.h"
#include "sim/engine/plan.h"
#include "sim/scenario/files/json_write.h"
#include "sim/scenario/questions.h"
#include "ui/running/run_diagnostics.h"
#include "ui/running/sweep_run.h"
#include "ui/running/workers.h"
#include "ui/window/model/notation.h"

namespace npcost::window {
namespace {

using Clock = std::chrono::steady_clock;

constexpr double nan = std::numeric_limits<double>::quiet_NaN();
constexpr std::chrono::milliseconds between_news{100};

class Quiet final : public RunProgress {
 public:
  void begin_replication(std::uint32_t, std::uint32_t, double) override {}
  void unit_started() override {}
  bool wants_estimate() const override { return false; }
  void estimate(const std::vector<Metric>&, std::string_view) override {}
};

/// What a setting's text means, as --set reads it: JSON where it is, else the text itself.
JsonValue value_of(const std::string& written) {
  const SourceText source{"setting", written};
  Diagnostics none;
  const bool json = written.starts_with('{') || (!written.empty() && written[0] >= '0' && written[0] <= '9');
  if (!json) return json_text_value(written);
  JsonValue value = read_json(source, none);
  return none.has_errors() ? json_text_value(written) : value;
}

SweptPath path_of(const ListedParameter& parameter, const SweepSide& side) {
  SweptPath path;
  path.pointer = parameter.target;
  for (const std::string& text : side.texts) path.values.push_back(compact_json(value_of(text)));
  return path;
}

const ListedParameter* listed(const Edition& edition, const std::string& pointer) {
  const auto named = [&](const ListedParameter& one) { return one.shown.pointer == pointer; };
  const auto found = std::find_if(edition.parameters.begin(), edition.parameters.end(), named);
  return found == edition.parameters.end() ? nullptr : &*found;
}

/// In the order of modes.
std::vector<Mode> modes_of(const Scenario& scenario) {
  std::vector<Mode> modes;
  for (const Mode mode : all_modes) {
    const auto is_of = [mode](const auto& pipeline) { return pipeline.mode == mode; };
    if (std::any_of(scenario.pipelines.begin(), scenario.pipelines.end(), is_of)) modes.push_back(mode);
  }
  return modes;
}

double half_of(const std::optional<Interval>& interval) { return interval ? (interval->high - interval->low) / 2.0 : nan; }

/// A budget's, a mode's or a metric's value and half an interval.
std::pair<std::optional<double>, double> value_of(const Goal& goal, const std::vector<BudgetResult>& budgets,
                                                  const std::vector<ModeVerdict>& verdicts, const std::vector<Metric>& metrics) {
  if (goal.mode) {
    for (const ModeVerdict& one : verdicts) {
      if (one.mode == mode_name(*goal.mode))
        return {one.share_of_net_revenue, one.judged.empty() ? nan : half_of(one.judged.front().interval)};
    }
  } else if (goal.limit) {
    for (const BudgetResult& one : budgets) {
      if (one.name == goal.name) return {one.value, half_of(one.interval)};
    }
  } else {
    for (const Metric& one : metrics) {
      if (one.name == goal.metric) return {one.mean, half_of(one.interval)};
    }
  }
  return {std::nullopt, nan};
}

/// The plane that grows.
class Plane {
 public:
  Plane(const SweepOrder& order, Mailbox<SweepNews>& news, const Backroom::Wanted& wanted) : order_(order), news_(news), wanted_(wanted) {
    shown_.goals = sweep_goals(order.edition->scenario());
  }

  void run() {
    const ListedParameter* const x = listed(*order_.edition, order_.wish.x.pointer);
    const ListedParameter* const y = listed(*order_.edition, order_.wish.y.pointer);
    if (x == nullptr || y == nullptr) return refuse("a parameter of the sweep is not in the scenario any more");
    SweepSide across = sweep_side(*x, order_.wish.x, order_.wish.steps), up = sweep_side(*y, order_.wish.y, order_.wish.steps);
    if (across.values.size() < 2 || up.values.size() < 2) return refuse("a side of the sweep has fewer than two different values");
    ScenarioRequest request = order_.edition->request;
    request.with_origins = false, request.keeps_tree = true;
    request.max_work = std::numeric_limits<double>::max();
    ReadScenario read = read_scenario(request);
    if (!read.scenario || run_diagnostics(read).has_errors()) return refuse("the scenario has faults");
    Questions questions = read.scenario->experiment.questions == nullptr ? Questions{} : *read.scenario->experiment.questions;
    questions.sweep = {};
    questions.sweep.paths = {path_of(*y, up), path_of(*x, across)};   // the last one changes fastest
    read.scenario->experiment.questions = std::make_shared<const Questions>(std::move(questions));
    shown_.x = std::move(across), shown_.y = std::move(up);
    try_all(read);
  }

  void refuse(std::string why) {
    shown_.fault = std::move(why);
    news_.put({order_.edition, std::move(shown_)});
  }

 private:
  void try_all(const ReadScenario& read) {
    const std::size_t count = shown_.x.values.size() * shown_.y.values.size();
    shown_.cells.assign(count, SweepScreen::Cell::to_come);
    shown_.of_goal.assign(shown_.goals.size(), {std::vector<double>(count, nan), std::vector<double>(count, nan), std::nullopt});
    shown_.points = count, shown_.running = true;
    tell();
    ThreadWorkers threads(order_.workers == 0 ? default_jobs() : order_.workers);
    const auto stop = [this] { return !wanted_(); };
    SweepRun run(read, order_.wish.whole, threads, stop);
    if (run.faults().has_errors()) {
      const Diagnostic first = run.faults().sorted_for_report().front();
      shown_.x = shown_.y = {}, shown_.cells.clear(), shown_.of_goal.clear(), shown_.running = false;
      return refuse(first.hint.empty() ? first.message : first.message + "; " + first.hint);
    }
    if (run.stopped()) return;
    show_size(run.answer(), *read.scenario);
    const double all = static_cast<double>(count) * run.replications();
    const Clock::time_point start = Clock::now();
    double units = 0;
    Quiet quiet;
    run.run(threads, quiet, stop, [&](std::size_t point) {
      take(point, run.point(point));
      const double seconds = std::chrono::duration<double>(Clock::now() - start).count();
      ++units;
      shown_.done = static_cast<std::size_t>(static_cast<double>(count) * units / all);
      shown_.seconds_left = seconds * (all - units) / units;
      if (Clock::now() - told_ >= between_news) tell();
    });
    shown_.running = false, shown_.seconds_left = 0;
    tell();
  }

  void show_size(const SweepAnswer& answer, const Scenario& scenario) {
    shown_.sample = answer.reduced();
    shown_.replications = answer.replications, shown_.all_replications = answer.replications_wanted;
    shown_.all_players = work_list(*compile_plan(scenario, 0)).players;
    shown_.players = answer.sample ? *answer.sample : shown_.all_players;
  }

  void take(std::size_t cell, const SweepPoint& point) {
    shown_.cells[cell] = SweepScreen::Cell::run;
    for (std::size_t g = 0; g < shown_.goals.size(); ++g) {
      const auto [value, half] = value_of(shown_.goals[g], point.budgets, point.verdicts, point.metrics);
      shown_.of_goal[g].value[cell] = value.value_or(nan);
      shown_.of_goal[g].half[cell] = half;
    }
  }

  void tell() {
    told_ = Clock::now();
    news_.put({order_.edition, shown_});
  }

  const SweepOrder& order_;
  Mailbox<SweepNews>& news_;
  const Backroom::Wanted& wanted_;
  SweepScreen shown_;
  Clock::time_point told_{};
};

}  // namespace

std::vector<Goal> sweep_goals(const Scenario& scenario) {
  std::vector<Goal> goals;
  for (const Budget& budget : scenario.budgets) {
    if (!budget.max || !budget.metric.starts_with("cost.")) continue;
    const std::string unit = metric_unit(scenario, budget.metric), where = slice_text(scenario, budget.where);
    goals.push_back({budget.name, budget.metric, unit, where, budget.stat, std::nullopt, budget.max});
  }
  if (scenario.revenue.model != Revenue::Model::none) {
    for (const Mode mode : modes_of(scenario)) {
      goals.push_back({"", "cost.share_of_revenue", "ratio", "", Stat::mean, mode, scenario.viability.green});
    }
  }
  goals.push_back({"", "cost.per_mau_month", scenario.currency, "", Stat::mean, std::nullopt, std::nullopt});
  return goals;
}

SweepSide sweep_side(const ListedParameter& parameter, const SweepWish::Side& asked, int steps) {
  SweepSide side;
  side.pointer = parameter.shown.pointer;
  side.logarithmic = parameter.shown.logarithmic && asked.low > 0;
  const int count = std::clamp(steps, 2, 40);
  for (int i = 0; i < count; ++i) {
    const double part = static_cast<double>(i) / (count - 1);
    const double wanted =
        side.logarithmic ? asked.low * std::pow(asked.high / asked.low, part) : asked.low + (asked.high - asked.low) * part;
    std::string text = text_at(parameter, wanted);
    const std::optional<WrittenNumber> number = window::written_number(value_of(text));
    const double value = number ? number->middle : wanted;
    if (!side.values.empty() && !(value > side.values.back())) continue;
    side.values.push_back(value);
    side.texts.push_back(std::move(text));
  }
  return side;
}

std::vector<std::optional<double>> own_values(const std::vector<Goal>& goals, const std::vector<BudgetResult>& budgets,
                                              const std::vector<ModeVerdict>& verdicts, const std::vector<Metric>& metrics) {
  std::vector<std::optional<double>> values;
  for (const Goal& goal : goals) values.push_back(value_of(goal, budgets, verdicts, metrics).first);
  return values;
}

bool same_but_for(const Edition& before, const Edition& now, const SweepScreen& sweep) {
  if (before.request.drafts != now.request.drafts) return false;
  const auto others = [&sweep](const Edition& edition) {
    std::vector<std::string> settings = edition.request.settings;
    std::erase_if(settings, [&](const std::string& setting) {
      const auto sets = [&setting](const std::string& pointer) {
        return setting.starts_with(pointer + "=") || setting.starts_with(pointer + "/value=");
      };
      return sets(sweep.x.pointer) || sets(sweep.y.pointer);
    });
    std::sort(settings.begin(), settings.end());
    return settings;
  };
  return others(before) == others(now);
}

void sweep(const SweepOrder& order, Mailbox<SweepNews>& news, const Backroom::Wanted& wanted) {
  Plane plane(order, news, wanted);
  try {
    plane.run();
  } catch (const std::exception& error) {
    plane.refuse(fmt::format("the sweep could not be made: {}", error.what()));
  }
}

}  // namespace npcost::window
