// What `npcost sensitivity` takes.
#include <fmt/format.h>

#include <algorithm>

#include "sim/reading/diagnostic.h"
#include "ui/terminal/option_words.h"

namespace npcost::option_words {

namespace {

constexpr std::uint64_t most_samples = 131'072, fewest_sobol_points = 32;

std::optional<Sensitivity::Method> method_of(const Words& words) {
  if (!words.method) return std::nullopt;
  if (*words.method == "tornado") return Sensitivity::Method::tornado;
  if (*words.method == "sobol") return Sensitivity::Method::sobol;
  if (*words.method == "morris") throw Refusal{"the method morris is not in this version; tornado and sobol are"};
  throw Refusal{fmt::format("there is no method \"{}\"{}; there are tornado and sobol", printable(*words.method),
                            suggestion(*words.method, {"tornado", "sobol", "morris"}))};
}

}  // namespace

void describe_sensitivity(CLI::App& app, Words& words) {
  CLI::App* verb = app.add_subcommand("sensitivity", "Which of the things that nobody knows moves a figure most");
  add_scenario_options(*verb, words);
  verb->add_option("--metric", words.metrics, "The figure (default: the scenario's experiment.sensitivity, or cost.per_mau_month)")
      ->type_name("NAME")
      ->allow_extra_args(false);
  verb->add_option("--method", words.method,
                   "tornado: each unknown at its 5 % and 95 % point, the others at their medians; sobol: shares\n"
                   "of the variance, all at once (default: tornado)")
      ->type_name("NAME");
  verb->add_option("--samples", words.samples, "Replications of a tornado (default: the scenario's), points of sobol (default: 256)")
      ->type_name("N");
  verb->add_option("--seed", words.seed, "Seed of all draws, instead of the scenario's")->type_name("N");
  verb->add_flag("--quick", words.quick, "A first look: at most 1,000 simulated players and 5 replications");
  verb->add_flag("--json", words.json, "The answer as JSON");
  verb->add_option("--jobs", words.jobs, "Threads (default: one a processor); the result does not depend on it")->type_name("N");
  verb->add_option("--max-work", words.max_work, "Refuse studies of more turns than this (default: 1000000000000)")->type_name("N");
  verb->footer(
      "Players have the same luck in all runs. Ctrl-C shows what is there.\n"
      "Example: npcost sensitivity tavern.npcost.json --method sobol --samples 1024");
}

void judge_sensitivity_words(const Words& words, Options& options) {
  judge_study_words(words, "sensitivity", options);
  options.sensitivity.metric = only_one("--metric", words.metrics);
  if (!options.sensitivity.metric.empty() && find_metric(options.sensitivity.metric) == nullptr) {
    std::vector<std::string> names;
    for (const MetricInfo& info : metric_infos()) names.emplace_back(info.name);
    throw Refusal{fmt::format("there is no metric \"{}\"{}", printable(options.sensitivity.metric),
                              suggestion(options.sensitivity.metric, names))};
  }
  options.sensitivity.method = method_of(words);
  if (!words.samples) return;
  const bool sobol = options.sensitivity.method == Sensitivity::Method::sobol;
  options.sensitivity.samples =
      static_cast<std::uint32_t>(whole_number("--samples", *words.samples, sobol ? fewest_sobol_points : 1, most_samples));
}

}  // namespace npcost::option_words
