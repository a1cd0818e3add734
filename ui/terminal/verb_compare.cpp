// npcost compare: two scenarios, the same players.
#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <limits>
#include <optional>

#include "ui/report/compare_json.h"
#include "ui/running/compare_run.h"
#include "ui/running/workers.h"
#include "ui/terminal/compare_text.h"
#include "ui/terminal/exit_codes.h"
#include "ui/terminal/faults.h"
#include "ui/terminal/figures.h"
#include "ui/terminal/output.h"
#include "ui/terminal/progress.h"
#include "ui/terminal/run_answer.h"
#include "ui/terminal/signals.h"
#include "ui/terminal/verbs.h"

namespace npcost {
namespace {

ScenarioRequest request_of(const Options& options, std::size_t file) {
  ScenarioRequest request = options.request;
  request.files = {options.request.files[file]};
  request.max_work = std::numeric_limits<double>::max();  // options change the work: judged before the run
  request.keeps_tree = true;
  return request;
}

std::string no_such_variant(const ReadScenario& a, const std::string& name) {
  std::vector<std::string> names;
  for (const Variant& variant : a.variants) names.push_back(variant.name);
  std::string sentence = fmt::format("{} has no variant \"{}\"", printable(a.scenario->name), printable(name));
  const std::string meant = did_you_mean(name, names);
  if (!meant.empty()) sentence += fmt::format("; did you mean \"{}\"?", printable(meant));
  return sentence + "; nothing was simulated";
}

/// B's warnings that are not A's as well.
std::vector<Diagnostic> further_warnings(const std::vector<Diagnostic>& of_a, std::vector<Diagnostic> of_b) {
  std::erase_if(of_b, [&](const Diagnostic& warning) {
    return std::any_of(of_a.begin(), of_a.end(), [&](const Diagnostic& known) {
      return known.code == warning.code && known.pointer == warning.pointer && known.message == warning.message;
    });
  });
  return of_b;
}

void keep_asked(const std::vector<std::string>& asked, Comparison& comparison) {
  if (asked.empty()) return;
  std::erase_if(comparison.metrics,
                [&](const ComparedMetric& metric) { return std::find(asked.begin(), asked.end(), metric.name) == asked.end(); });
}

int report(const Options& options, const Comparison& comparison) {
  const CompareNotes notes{!options.compare.metrics.empty()};
  write_output(options.json ? compare_json(comparison) : compare_text(comparison, notes, style_of_descriptor(STDOUT_FILENO)));
  if (comparison.partial) return exit_codes::was_interrupted;
  const bool any = std::any_of(comparison.metrics.begin(), comparison.metrics.end(),
                               [](const ComparedMetric& metric) { return metric.difference.has_value(); });
  return any ? exit_codes::fine : exit_codes::nothing_compared;
}

int run_both(const Options& options, ReadScenario& a, const ReadScenario& b) {
  ComparedWorlds worlds(a, b);
  apply_options(options, a.scenario->experiment);
  if (const std::string refusal = length_refusal(options, *a.scenario); !refusal.empty())
    return refuse(refusal + "; nothing was simulated");
  for (Variant& variant : worlds.variants) apply_options(options, variant.scenario.experiment);
  const Style style = style_of_descriptor(STDERR_FILENO);
  FirstReplication first(*a.scenario, worlds.variants);
  const double turns = first.turns * a.scenario->experiment.replications;
  if (turns > static_cast<double>(options.max_work)) {
    return refuse(fmt::format("this would simulate about {} turns in {}, more than --max-work {}; fewer replications or "
                              "\"sample_players\" make it smaller; nothing was simulated",
                              number_text(turns, style), counted(worlds.variants.size() + 1, "world", "worlds"), options.max_work));
  }
  limit_length(a.scenario->experiment, first.turns, options.max_work);
  const InterruptGuard guard;
  ThreadWorkers workers(options.jobs > 0 ? options.jobs : default_jobs());
  Progress progress(style.terminal, style, a.scenario->experiment.replications, say);
  const Simulated simulated = simulate(*a.scenario, worlds.variants, workers, progress, interrupted, std::move(first));
  progress.wipe();
  if (simulated.variants.empty() || simulated.replications.count() == 0 || simulated.variants.back().replications().count() == 0) {
    say("npcost: interrupted before the first replication of both was finished; nothing was compared\n");
    return exit_codes::was_interrupted;
  }
  Comparison comparison = comparison_of(*a.scenario, worlds, simulated);
  const std::vector<std::string>& files = options.request.files;
  comparison.quick = options.quick;
  comparison.a.files = {files.front()};
  comparison.b.files = {files.back()};
  comparison.b.variant = options.compare.variant;
  comparison.a.warnings = warnings_of(a);
  comparison.b.warnings = further_warnings(comparison.a.warnings, warnings_of(b));
  keep_asked(options.compare.metrics, comparison);
  return report(options, comparison);
}

}  // namespace

int verb_compare(const Options& options) {
  ReadScenario a = read_scenario(request_of(options, 0));
  const bool is_variant = !options.compare.variant.empty();
  Diagnostics faults = run_diagnostics(a);
  std::optional<ReadScenario> b;
  if (!is_variant) {
    ScenarioRequest request = request_of(options, 1);
    request.beside = a.tree.get();
    b = read_scenario(request);
    const Diagnostics of_b = run_diagnostics(*b);
    for (const Diagnostic& fault : of_b.all()) faults.add(fault);
  } else if (a.tree != nullptr && !faults.has_errors()) {
    b = variant_beside(a, options.compare.variant);
    if (!b) return refuse(no_such_variant(a, options.compare.variant));
    const Diagnostics of_b = run_diagnostics(*b);
    for (const Diagnostic& fault : of_b.all()) faults.add(fault);
  }
  if (faults.has_errors()) return report_faults(options, faults, "nothing was simulated");
  if (const std::string refusal = currency_refusal(*a.scenario, *b->scenario); !refusal.empty()) {
    return refuse(fmt::format("{} cannot be B: {}; nothing was simulated", printable(options.request.files.back()), refusal));
  }
  return run_both(options, a, *b);
}

}  // namespace npcost
