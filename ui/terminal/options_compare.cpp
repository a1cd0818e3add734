// What `npcost compare` takes.
#include <fmt/format.h>

#include <algorithm>

#include "sim/reading/diagnostic.h"
#include "ui/terminal/option_words.h"

namespace npcost::option_words {

void describe_compare(CLI::App& app, Words& words) {
  CLI::App* compare = app.add_subcommand("compare", "What differs between two scenarios, and which section makes how much of it");
  compare->add_option("FILE", words.files, "A and B; with --variant only A")->type_name("");
  compare->add_option("--variant", words.variant, "B is this variant of A (experiment.variants)")->type_name("NAME");
  compare->add_option("--set", words.settings, "One value, in both: --set '/players/active=1k players'; may be repeated")
      ->type_name("/POINTER=VALUE")
      ->allow_extra_args(false);
  compare->add_option("--metric", words.metrics, "Show this figure only; may be repeated (`npcost explain` lists them)")
      ->type_name("NAME")
      ->allow_extra_args(false);
  compare->add_option("--root", words.root, "Folder that everything the scenarios name must lie in (default: each one's own)")
      ->type_name("DIR");
  compare->add_option("--seed", words.seed, "Seed of all draws, instead of A's")->type_name("N");
  compare->add_option("--replications", words.replications, "How often each is run, instead of A's")->type_name("N");
  compare->add_flag("--quick", words.quick, "A first look: at most 1,000 simulated players and 5 replications");
  compare->add_flag("--json", words.json, "The comparison as JSON, amounts of the bridge as exact decimals");
  compare->add_option("--jobs", words.jobs, "Threads (default: one a processor); the result does not depend on it")->type_name("N");
  compare->add_option("--max-work", words.max_work, "Refuse runs of more turns than this (default: 1000000000000)")->type_name("N");
  compare->footer(
      "Both are run in A's experiment: its seed and replications, the same players\n"
      "with the same luck. Budgets are not judged.\n"
      "Example: npcost compare tavern.npcost.json cheaper.npcost.json --replications 20");
}

void judge_compare_words(const Words& words, Options& options) {
  options.request.files = words.files;
  options.request.settings = words.settings;
  options.request.root = words.root.value_or("");
  options.quick = words.quick;
  refuse_dashes(words.files);
  options.compare.variant = words.variant.value_or("");
  if (words.variant && words.variant->empty()) throw Refusal{"--variant needs the name of a variant of A"};
  const std::size_t needed = words.variant ? 1 : 2;
  if (words.files.size() != needed) {
    throw Refusal{words.variant ? "npcost compare --variant needs one scenario file, which has that variant"
                                : "npcost compare needs two scenario files, A and B, or one and --variant NAME"};
  }
  judge_run_size(words, options);
  std::vector<std::string> names;
  for (const MetricInfo& info : metric_infos()) names.emplace_back(info.name);
  for (const std::string& metric : words.metrics) {
    if (find_metric(metric) != nullptr) continue;
    throw Refusal{fmt::format("there is no metric \"{}\"{}", printable(metric), suggestion(metric, names))};
  }
  options.compare.metrics = words.metrics;
}

}  // namespace npcost::option_words
