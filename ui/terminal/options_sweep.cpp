// What `npcost sweep` and `npcost solve` take. What is varied and looked for becomes a setting on the scenario's own "experiment", so
// that it is read and judged like one that stands in the file.
#include <fmt/format.h>

#include <algorithm>

#include "sim/reading/diagnostic.h"
#include "sim/scenario/files/json_write.h"
#include "sim/scenario/written_number.h"
#include "ui/terminal/option_words.h"

namespace npcost::option_words {
namespace {

void add_common_options(CLI::App& verb, Words& words) {
  add_scenario_options(verb, words);
  verb.add_option("--seed", words.seed, "Seed of all draws, instead of the scenario's")->type_name("N");
  verb.add_option("--replications", words.replications, "How often each value is run, instead of the scenario's")->type_name("N");
  verb.add_flag("--quick", words.quick, "A first look: at most 1,000 simulated players and 5 replications");
  verb.add_option("--jobs", words.jobs, "Threads (default: one a processor); the result does not depend on it")->type_name("N");
  verb.add_option("--max-work", words.max_work, "Refuse more turns than this (default: 1000000000000)")->type_name("N");
}

void refuse_unknown_metric(const std::string& metric) {
  if (find_metric(metric) != nullptr) return;
  std::vector<std::string> names;
  for (const MetricInfo& info : metric_infos()) names.emplace_back(info.name);
  throw Refusal{fmt::format("there is no metric \"{}\"{}", printable(metric), suggestion(metric, names))};
}

/// JSON if it is JSON, else a text.
std::string json_of(const std::string& text) {
  const SourceText source{"", text};
  Diagnostics no_json;
  read_json(source, no_json);
  return no_json.has_errors() ? json_string(text) : text;
}

/// At commas that stand in no quotes and no brackets.
std::vector<std::string> split_list(const std::string& text) {
  std::vector<std::string> items(1);
  int depth = 0;
  bool quoted = false;
  for (const char c : text) {
    if (c == '"') quoted = !quoted;
    if (!quoted) depth += c == '{' || c == '[' ? 1 : c == '}' || c == ']' ? -1 : 0;
    if (c == ',' && !quoted && depth == 0) {
      items.emplace_back();
    } else {
      items.back() += c;
    }
  }
  return items;
}

/// "20..90%:8", "$0.1..$1/1M tokens:9:log", and, where points are sampled, "20..90%": both ends, and steps if there are any.
std::optional<std::string> range_of(const std::string& text, bool sampled) {
  std::string ends = text;
  const bool log = ends.ends_with(":log");
  if (log) ends.resize(ends.size() - 4);
  const std::size_t colon = ends.rfind(':'), dots = ends.find("..");
  if (dots == std::string::npos) return std::nullopt;
  std::string steps;
  if (colon != std::string::npos && colon > dots) {
    steps = ends.substr(colon + 1);
    ends.resize(colon);
  } else if (!log && !sampled) {
    return std::nullopt;  // a spread, "60..160 tokens"
  }
  std::string from = ends.substr(0, dots), to = ends.substr(dots + 2);
  // "20..90%", "$0.10..0.40/1M tokens": what stands once is meant for both ends.
  const auto low = written_number(from), high = written_number(to);
  if (low && high) {
    if (low->behind.empty()) from += high->behind;
    if (high->before.empty()) to.insert(0, low->before);
  }
  return fmt::format(R"("from": {}, "to": {}{}{})", json_of(from), json_of(to), steps.empty() ? "" : ", \"steps\": " + json_of(steps),
                     log ? R"(, "scale": "log")" : "");
}

std::string swept_path(const std::string& varied, bool sampled) {
  const std::size_t equals = varied.find('=');
  if (!varied.starts_with('/') || equals == std::string::npos || equals + 1 == varied.size()) {
    throw Refusal{fmt::format("--vary is \"/pointer=value,value,…\" or \"/pointer=from..to:steps\"; found \"{}\"", printable(varied))};
  }
  const std::string values = varied.substr(equals + 1);
  const std::string path = fmt::format(R"("path": {})", json_string(varied.substr(0, equals)));
  if (const auto range = range_of(values, sampled)) return fmt::format("{{ {}, {} }}", path, *range);
  std::string list;
  for (const std::string& item : split_list(values)) list += (list.empty() ? "" : ", ") + json_of(item);
  return fmt::format(R"({{ {}, "values": [{}] }})", path, list);
}

}  // namespace

void describe_sweep(CLI::App& app, Words& words) {
  CLI::App* sweep = app.add_subcommand("sweep", "Run a scenario with many values: a table, or a map of two of them");
  add_common_options(*sweep, words);
  sweep
      ->add_option("--vary", words.varied,
                   "A value to vary, instead of the scenario's sweep; may be repeated:\n'/players/active=1k players,10k players', "
                   "'/models/m/input=$0.1..$0.9/1M tokens:9'\n(equal ratios: …:9:log)")
      ->type_name("/POINTER=VALUES")
      ->allow_extra_args(false);
  sweep->add_option("--mode", words.mode, "grid | zip | latin_hypercube | sobol (default: grid)")->type_name("MODE");
  sweep->add_option("--points", words.points, "How many points latin_hypercube and sobol have")->type_name("N");
  sweep->add_option("--metric", words.metrics, "Show this figure; may be repeated (`npcost explain` lists them)")
      ->type_name("NAME")
      ->allow_extra_args(false);
  sweep->add_flag("--full", words.full, "As many players and replications as the scenario asks for, however long it takes");
  sweep->add_flag("--yes-large", words.yes_large, "Allow more than 10,000 points");
  sweep->add_flag("--json", words.json, "All points as JSON");
  sweep->add_option("--format", words.formats, "text | json | csv on standard output")->type_name("FORMAT")->allow_extra_args(false);
  sweep->footer(
      "Every point meets the same players with the same luck, and is what `npcost run`\n"
      "says with its values. Prices and revenue cost no further run.\n"
      "Example: npcost sweep tavern.npcost.json --vary '/npcs/innkeeper/reply=40..160 tokens:7'");
}

void judge_sweep_words(const Words& words, Options& options) {
  judge_study_words(words, "sweep", options);
  for (const std::string& metric : words.metrics) refuse_unknown_metric(metric);
  options.sweep.metrics = words.metrics;
  options.sweep.full = words.full;
  options.sweep.yes_large = words.yes_large;
  const std::string format = only_one("--format", words.formats);
  if (!format.empty() && format != "text" && format != "json" && format != "csv") {
    throw Refusal{fmt::format("--format is text, json or csv; found \"{}\"", printable(format))};
  }
  options.json = options.json || format == "json";
  options.sweep.csv = format == "csv";
  const std::string mode = words.mode.value_or(words.varied.empty() ? "" : "grid");
  const bool sampled = mode == "latin_hypercube" || mode == "sobol";
  std::vector<std::string>& settings = options.request.settings;
  if (!words.varied.empty()) {
    std::string list;
    for (const std::string& varied : words.varied) list += (list.empty() ? "" : ", ") + swept_path(varied, sampled);
    settings.push_back("/experiment/sweep=[" + list + "]");
    if (!words.points) settings.push_back("/experiment/sweep_points=null");
  }
  if (!mode.empty()) settings.push_back("/experiment/sweep_mode=" + mode);
  if (words.points) settings.push_back(fmt::format("/experiment/sweep_points={}", whole_number("--points", *words.points, 1, 1'000'000)));
}

void describe_solve(CLI::App& app, Words& words) {
  CLI::App* solve = app.add_subcommand("solve", "The value at which a budget just holds");
  add_common_options(*solve, words);
  solve->add_option("--for", words.for_path, "The value to find, instead of the scenario's own search")->type_name("/POINTER");
  solve->add_option("--low", words.low, "Search from here: '5 turns'")->type_name("VALUE");
  solve->add_option("--high", words.high, "Search to here: '400 turns'")->type_name("VALUE");
  solve->add_option("--metric", words.metrics, "Of the budget")->type_name("NAME")->allow_extra_args(false);
  solve->add_option("--stat", words.stat, "Of the metric: mean (the default), p50, p90, p95, p99 …")->type_name("STAT");
  solve->add_option("--max", words.max, "The metric must not be more: '$0.10'")->type_name("LIMIT");
  solve->add_option("--min", words.min, "The metric must not be less")->type_name("LIMIT");
  solve->add_option("--tolerance", words.tolerance, "How exact, as a share of the bracket (default: 1%)")->type_name("SHARE");
  solve->add_flag("--json", words.json, "The answer as JSON");
  solve->footer(
      "Exit code 0 if a value was found, 4 if the budget holds everywhere, nowhere or\n"
      "in several stretches between --low and --high.\n"
      "Example: npcost solve tavern.npcost.json --for /models/small/output\n"
      "  --low '$0.1/1M tokens' --high '$9/1M tokens' --metric cost.per_turn --max '$0.001'");
}

void judge_solve_words(const Words& words, Options& options) {
  judge_study_words(words, "solve", options);
  const bool any = words.for_path || words.low || words.high || !words.metrics.empty() || words.stat || words.max || words.min;
  if (any) {
    if (!words.for_path || !words.low || !words.high || words.metrics.empty() || !(words.max || words.min)) {
      throw Refusal{"npcost solve needs --for, --low, --high, --metric and --max or --min together, or none of them"};
    }
    const std::string metric = only_one("--metric", words.metrics);
    refuse_unknown_metric(metric);
    std::string goal = fmt::format(R"("metric": {})", json_string(metric));
    const auto add = [](std::string& text, std::string_view key, const std::optional<std::string>& value) {
      if (value) text += fmt::format(R"(, "{}": {})", key, json_of(*value));
    };
    add(goal, "stat", words.stat);
    add(goal, "max", words.max);
    add(goal, "min", words.min);
    std::string all = fmt::format(R"("for": {}, "so_that": {{ {} }})", json_string(*words.for_path), goal);
    add(all, "low", words.low);
    add(all, "high", words.high);
    options.request.settings.push_back("/experiment/solve=null");
    options.request.settings.push_back("/experiment/solve={ " + all + " }");
  }
  if (words.tolerance) options.request.settings.push_back("/experiment/solve/tolerance=" + *words.tolerance);
}

}  // namespace npcost::option_words
