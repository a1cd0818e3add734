#include "ui/report/sweep_json.h"

#include <algorithm>

#include "sim/scenario/written_number.h"
#include "ui/report/json_out.h"
#include "ui/report/write_bills.h"
#include "ui/report/write_levers.h"

namespace npcost {

namespace {

/// As the scenario has it: a number as a number, everything else as text that --set takes.
void write_value(JsonOut& out, const std::string& json) {
  if (json.empty()) {
    out.null();
    return;
  }
  const auto number = json.front() == '"' ? std::nullopt : written_number(json);
  if (number) {
    out.number(number->value);
  } else {
    out.string(shown_value(json));
  }
}

std::vector<Metric> chosen(const std::vector<Metric>& all, const std::vector<std::string>& names) {
  std::vector<Metric> metrics = all;
  if (names.empty()) return metrics;
  std::erase_if(metrics, [&](const Metric& metric) { return std::find(names.begin(), names.end(), metric.name) == names.end(); });
  return metrics;
}

void write_audit(JsonOut& out, const SweepAnswer& answer) {
  out.key("audit").begin_object();
  out.key("scenario").string(answer.scenario);
  out.key("scenario_sha256").string(answer.scenario_sha256);
  out.key("engine_version").string(answer.engine_version);
  out.key("seed").whole(answer.seed);
  out.key("replications").whole(answer.replications);
  out.key("replications_wanted").whole(answer.replications_wanted);
  out.key("sample_players");
  if (answer.sample) {
    out.whole(*answer.sample);
  } else {
    out.null();
  }
  out.key("period").string(answer.period_text);
  out.key("currency").string(answer.currency);
  out.key("usages").whole(answer.usages);
  out.key("partial").boolean(answer.partial);
  out.key("partial_why").string_or_null(answer.partial_why);
  out.end_object();
}

void write_axes(JsonOut& out, const SweepAnswer& answer) {
  out.key("mode").string(name_of(answer.mode));
  out.key("paths").begin_array();
  for (const SweepAxis& axis : answer.axes) {
    out.begin_object();
    out.key("path").string(axis.pointer);
    out.key("now");
    write_value(out, axis.now);
    out.key(axis.range ? "between" : "values").begin_array();
    for (const std::string& value : axis.values) write_value(out, value);
    out.end_array();
    out.end_object();
  }
  out.end_array();
  out.key("own_point");
  if (answer.own) {
    out.whole(*answer.own);
  } else {
    out.null();
  }
}

void write_point(JsonOut& out, const SweepAnswer& answer, const SweepPoint& point, const std::vector<std::string>& names) {
  out.begin_object();
  out.key("values").begin_object();
  for (std::size_t axis = 0; axis < answer.axes.size(); ++axis) {
    out.key(answer.axes[axis].pointer);
    write_value(out, point.values[axis]);
  }
  out.end_object();
  out.key("replications").whole(point.replications);
  out.key("cost_total").string_or_null(point.total);
  write_metrics(out, chosen(point.metrics, names));
  write_budgets(out, point.budgets);
  out.key("verdict").begin_object();
  for (const ModeVerdict& verdict : point.verdicts) {
    out.key(verdict.mode).begin_object();
    out.key("band").string(verdict.band);
    out.key("share_of_net_revenue").number(verdict.share_of_net_revenue);
    out.end_object();
  }
  out.end_object();
  out.end_object();
}

void write_trial(JsonOut& out, const SolveTrial& trial) {
  out.begin_object();
  out.key("value");
  write_value(out, trial.value);
  out.key("metric").number(trial.result.value);
  write_interval(out, trial.result.interval);
  out.key("holds").boolean(trial.holds);
  out.end_object();
}

void write_trial(JsonOut& out, std::string_view key, const std::optional<SolveTrial>& trial) {
  out.key(key);
  if (trial) {
    write_trial(out, *trial);
  } else {
    out.null();
  }
}

}  // namespace

std::string_view name_of(Sweep::Mode mode) {
  switch (mode) {
    case Sweep::Mode::grid: return "grid";
    case Sweep::Mode::zip: return "zip";
    case Sweep::Mode::latin_hypercube: return "latin_hypercube";
    case Sweep::Mode::sobol: return "sobol";
  }
  return "";
}

std::string_view name_of(SolveAnswer::Outcome outcome) {
  switch (outcome) {
    case SolveAnswer::Outcome::found: return "found";
    case SolveAnswer::Outcome::holds_everywhere: return "holds_everywhere";
    case SolveAnswer::Outcome::holds_nowhere: return "holds_nowhere";
    case SolveAnswer::Outcome::not_monotone: return "not_monotone";
    case SolveAnswer::Outcome::unknown: return "unknown";
  }
  return "";
}

std::string sweep_json(const SweepAnswer& answer, const std::vector<Diagnostic>& warnings, const std::vector<std::string>& metrics) {
  JsonOut out;
  out.begin_object();
  out.key("npcost_sweep").whole(1);
  write_audit(out, answer);
  write_axes(out, answer);
  out.key("points").begin_array();
  for (const SweepPoint& point : answer.points) write_point(out, answer, point, metrics);
  out.end_array();
  write_warnings(out, warnings);
  out.end_object();
  return out.text();
}

std::string solve_json(const SolveAnswer& answer, const std::vector<Diagnostic>& warnings) {
  JsonOut out;
  out.begin_object();
  out.key("npcost_solve").whole(1);
  out.key("audit").begin_object();
  out.key("scenario").string(answer.scenario);
  out.key("scenario_sha256").string(answer.scenario_sha256);
  out.key("engine_version").string(answer.engine_version);
  out.key("seed").whole(answer.seed);
  out.key("replications").whole(answer.replications);
  out.key("tried").whole(answer.tried);
  out.key("partial").boolean(answer.partial);
  out.end_object();
  out.key("for").string(answer.pointer);
  for (const auto& [key, value] : {std::pair("now", &answer.now), std::pair("low", &answer.low), std::pair("high", &answer.high)}) {
    out.key(key);
    write_value(out, *value);
  }
  out.key("so_that").begin_object();
  out.key("metric").string(answer.so_that.metric);
  out.key("stat").string(answer.so_that.stat);
  out.key("where").string_or_null(answer.so_that.where);
  out.key("max").number(answer.so_that.max);
  out.key("min").number(answer.so_that.min);
  out.key("unit").string(answer.so_that.unit);
  out.end_object();
  out.key("outcome").string(name_of(answer.outcome));
  write_trial(out, "root", answer.root);
  out.key("holds").string_or_null(!answer.root ? "" : answer.holds_below ? "from low to root" : "from root to high");
  write_trial(out, "beyond", answer.beyond);
  write_trial(out, "passes", answer.passes);
  write_trial(out, "fails", answer.fails);
  out.key("rises_and_falls").boolean(answer.rises_and_falls);
  out.key("scan").begin_array();
  for (const SolveTrial& trial : answer.scan) write_trial(out, trial);
  out.end_array();
  write_warnings(out, warnings);
  out.end_object();
  return out.text();
}

}  // namespace npcost
