// What `npcost forecast` takes.
#include <fmt/format.h>

#include <charconv>
#include <cmath>

#include "sim/reading/diagnostic.h"
#include "sim/scenario/questions.h"
#include "ui/report/json_out.h"
#include "ui/terminal/option_words.h"

namespace npcost::option_words {
namespace {

/// A number as it is, anything else as text: what a file would say.
std::string json_value(const std::string& text) {
  double value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  const bool number = error == std::errc{} && end == text.data() + text.size() && std::isfinite(value) && !text.starts_with('.');
  return number ? text : visible_json_string(text);
}

/// A day, of which the file's own notation says no more.
std::string day(std::string_view option, const std::string& text) {
  if (text.size() == 10 && parse_local_time(text)) return text;
  throw Refusal{fmt::format("{} must be a day like 2031-12-31; found \"{}\"", option, printable(text))};
}

void judge_limit(const Words& words, std::vector<std::string>& settings) {
  const std::string metric = only_one("--metric", words.metrics);
  if (metric.empty() && !words.max && !words.stat) return;
  if (metric.empty() || !words.max) throw Refusal{"--metric and --max belong together: which cost, and how much of it is enough"};
  std::string budget = fmt::format(R"({{"metric":{},"max":{})", visible_json_string(metric), json_value(*words.max));
  if (words.stat) budget += fmt::format(R"(,"stat":{})", visible_json_string(*words.stat));
  settings.push_back("/experiment/forecast/metric=" + metric);
  settings.push_back("/experiment/forecast/viable_when=" + budget + "}");
}

}  // namespace

void describe_forecast(CLI::App& app, Words& words) {
  CLI::App* forecast = app.add_subcommand("forecast", "When it becomes viable: dates and chances, as prices move");
  forecast->add_option("FILE", words.files, "Scenario files, merged from left to right")->type_name("");
  forecast->add_option("-f,--overlay", words.overlays, "A file laid over the scenario; may be repeated")
      ->type_name("FILE")
      ->allow_extra_args(false);
  forecast->add_option("--set", words.settings, "One value: --set '/npcs/innkeeper/reply=80 tokens'; may be repeated")
      ->type_name("/POINTER=VALUE")
      ->allow_extra_args(false);
  forecast->add_option("--root", words.root, "Folder that everything the scenario names must lie in (default: its own folder)")
      ->type_name("DIR");
  forecast->add_option("--until", words.until, "The last day that is judged (default: ten years from the start)")->type_name("DAY");
  forecast->add_option("--by", words.by, "How likely it is viable by this day")->type_name("DAY");
  forecast->add_option("--metric", words.metrics, "Ask about this cost instead of each mode's share of net revenue")
      ->type_name("NAME")
      ->allow_extra_args(false);
  forecast->add_option("--max", words.max, "How much of it is enough: '$0.01', '5%'")->type_name("LIMIT");
  forecast->add_option("--stat", words.stat, "Which statistic of it: mean, p90, p95 ... over players (default: mean)")->type_name("STAT");
  forecast->add_option("--draws", words.draws, "How many ways prices may go are tried (default: 1000)")->type_name("N");
  forecast->add_option("--as-of", words.as_of, "Start on this day, and use no price history that was not known then")->type_name("DAY");
  forecast->add_flag("--back-test", words.back_test, "No scenario: how often outlooks of earlier days held (prices history --back-test)");
  forecast->add_option("--seed", words.seed, "Seed of all draws, instead of the scenario's")->type_name("N");
  forecast->add_option("--replications", words.replications, "How often the world is played, instead of the scenario's")->type_name("N");
  forecast->add_flag("--quick", words.quick, "A first look: at most 1,000 simulated players and 5 replications");
  forecast->add_flag("--json", words.json, "The forecast as JSON");
  forecast->add_option("--jobs", words.jobs, "Threads (default: one a processor); the result does not depend on it")->type_name("N");
  forecast->add_option("--max-work", words.max_work, "Refuse runs of more turns than this (default: 1000000000000)")->type_name("N");
  forecast->footer(
      "A price with a path ({\"now\", \"decline\"}, \"follows\") goes its way; one without\n"
      "follows the class of its kind, which is an assumption, or is held.\n"
      "Example: npcost forecast report-2025-01.npcost.json --by 2027-01-01");
}

void judge_forecast_words(const Words& words, Options& options) {
  if (words.back_test) {
    if (!words.files.empty() || !words.settings.empty() || !words.metrics.empty()) {
      throw Refusal{"npcost forecast --back-test is about the price history: it takes no scenario, only --as-of and --json"};
    }
    options.verb = Verb::prices_history;
    judge_history(words, options.history);
    return;
  }
  refuse_dashes(words.overlays);
  judge_study_words(words, "forecast", options);
  // Everything that is asked becomes a setting, so that the file's own checks and messages hold for it.
  std::vector<std::string>& settings = options.request.settings;
  if (words.as_of) {
    options.forecast.as_of = day("--as-of", *words.as_of);
    settings.push_back("/time/start=" + options.forecast.as_of);
  }
  if (words.until) settings.push_back("/experiment/forecast/until=" + day("--until", *words.until));
  if (words.by) settings.push_back("/experiment/forecast/by=" + day("--by", *words.by));
  if (words.draws)
    settings.push_back(fmt::format("/experiment/forecast/draws={}", whole_number("--draws", *words.draws, 10, max_forecast_draws)));
  judge_limit(words, settings);
}

}  // namespace npcost::option_words
