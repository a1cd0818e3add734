// What the verbs about scenarios take: run, check, resolve, explain, schema, show player.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <limits>

#include "sim/base/draws.h"
#include "sim/reading/diagnostic.h"
#include "ui/terminal/option_words.h"

namespace npcost {
namespace option_words {
namespace {

constexpr std::size_t max_other_books = 64;
constexpr std::array<std::string_view, 5> formats_later{"html", "xlsx", "junit", "markdown", "png"};

void add_run_options(CLI::App& verb, Words& words) {
  verb.add_option("--seed", words.seed, "Seed of all draws, instead of the scenario's")->type_name("N");
  verb.add_option("--replications", words.replications, "How often the run is repeated with fresh draws")
      ->type_name("N");
  verb.add_flag("--quick", words.quick, "A first look: at most 1,000 simulated players and 5 replications");
  verb.add_flag("--no-flips", words.no_flips, "Do not look for changes that would make a mode affordable; --quick does not either");
  verb.add_flag("--until-decided", words.until_decided,
                "Go on until every budget that can fail is passed or failed, at most 2560 replications");
  verb.add_flag("--ci", words.ci, "No progress; exit code 5 when no budget was evaluated");
  verb.add_flag("--json", words.json, "The result as JSON on standard output instead of the summary");
  verb.add_option("--out", words.out,
                  "Folder for result files, instead of the scenario's outputs; for shards and checkpoints")
      ->type_name("DIR");
  verb.add_option("--format", words.formats, "Which result files --out gets: json,csv (default: both)")
      ->type_name("LIST")
      ->allow_extra_args(false);
  verb.add_option("--jobs", words.jobs, "Threads (default: one a processor); the result does not depend on it")
      ->type_name("N");
  add_shard_options(verb, words);
  verb.add_option("--prices", words.books,
                  "Bill the same usage by this price book too; may be repeated. What players do is as under\n"
                  "the scenario's own prices; the exit code is that of its own budgets")
      ->type_name("BOOK")
      ->allow_extra_args(false);
  verb.add_option("--max-work", words.max_work, "Refuse runs of more turns than this (default: 1000000000000)")
      ->type_name("N");
}

void describe_show(CLI::App& app, Words& words) {
  CLI::App* show = app.add_subcommand("show", "Look at one player of a run, turn by turn");
  show->require_subcommand(0, 1);
  CLI::App* player = show->add_subcommand("player", "What one simulated player lived and what every turn of it cost");
  player->add_option("ID", words.player, "Number of the player among those simulated, from 0")->type_name("");
  add_scenario_options(*player, words);
  player->add_option("--rep", words.replication, "Which replication, from 0 (default: 0)")->type_name("R");
  player->add_option("--seed", words.seed, "Seed of all draws, instead of the scenario's")->type_name("N");
  player->add_flag("--json", words.json, "The life as JSON, amounts as exact decimals");
  player->footer("Example: npcost show player 17 --rep 2 tavern.npcost.json");
}

void judge_player(const Words& words, Options& options) {
  constexpr auto most = std::numeric_limits<std::uint64_t>::max();
  if (!words.player) throw Refusal{"npcost show player needs the number of a player and a scenario file"};
  options.player.player = whole_number("the number of a player", *words.player, 0, most);
  if (words.replication)
    options.player.replication = static_cast<std::uint32_t>(whole_number("--rep", *words.replication, 0, max_replications - 1));
}

}  // namespace

void add_scenario_options(CLI::App& verb, Words& words) {
  verb.add_option("FILE", words.files, "Scenario files, merged from left to right")->type_name("");
  verb.add_option("-f,--overlay", words.overlays, "A file laid over the scenario; may be repeated")
      ->type_name("FILE")
      ->allow_extra_args(false);
  verb.add_option("--set", words.settings, "One value: --set '/npcs/innkeeper/reply=80 tokens'; may be repeated")
      ->type_name("/POINTER=VALUE")
      ->allow_extra_args(false);
  verb.add_option("--root", words.root,
                  "Folder that everything the scenario names must lie in (default: its own folder)")
      ->type_name("DIR");
}

std::vector<std::string> split_formats(const std::vector<std::string>& lists) {
  std::vector<std::string> formats;
  for (const std::string& list : lists) {
    for (std::size_t at = 0; at <= list.size();) {
      const std::size_t comma = std::min(list.find(',', at), list.size());
      const std::string format = list.substr(at, comma - at);
      if (const std::string refusal = format_refusal(format); !refusal.empty()) {
        throw Refusal{"--format: " + refusal + "; nothing was simulated"};
      }
      if (std::find(formats.begin(), formats.end(), format) == formats.end()) formats.push_back(format);
      at = comma + 1;
    }
  }
  return formats.empty() ? formats_here() : formats;
}

void describe_scenario_verbs(CLI::App& app, Words& words) {
  CLI::App* run = app.add_subcommand("run", "Simulate a scenario and say what each player costs");
  add_scenario_options(*run, words);
  add_run_options(*run, words);
  CLI::App* check = app.add_subcommand("check", "Find every fault of a scenario without running it");
  add_scenario_options(*check, words);
  check->add_flag("--each", words.each, "Check every file by itself instead of merging them");
  check->add_flag("--json", words.json, "Faults and warnings as JSON on standard output");
  CLI::App* resolve = app.add_subcommand("resolve", "Print the merged scenario with all its defaults");
  add_scenario_options(*resolve, words);
  resolve->add_flag("--origins", words.origins, "Say where every value came from instead");
  resolve->add_flag("--json", words.json, "With --origins: as JSON");
  CLI::App* explain = app.add_subcommand("explain", "Explain a code (E101), \"metric NAME\", or FILE#/pointer");
  explain->add_option("WHAT", words.words, "E101 | metric cost.per_turn | scenario.npcost.json#/npcs | nothing: a list")
      ->type_name("");
  app.add_subcommand("schema", "Print the JSON Schema of the scenario file, for editors");
  describe_show(app, words);
}

void judge_run_size(const Words& words, Options& options) {
  constexpr auto most = std::numeric_limits<std::uint64_t>::max();
  if (words.seed) options.seed = whole_number("--seed", *words.seed, 0, most);
  if (words.replications)
    options.replications = static_cast<std::uint32_t>(whole_number("--replications", *words.replications, 1, max_replications - 1));
  if (words.jobs) options.jobs = static_cast<std::uint32_t>(whole_number("--jobs", *words.jobs, 1, 1024));
  if (words.max_work) options.max_work = whole_number("--max-work", *words.max_work, 1, most);
}

void judge_study_words(const Words& words, std::string_view verb, Options& options) {
  options.request.files = words.files;
  options.request.overlays = words.overlays;
  options.request.settings = words.settings;
  options.request.root = words.root.value_or("");
  options.quick = words.quick;
  refuse_dashes(words.files);
  if (words.files.empty()) throw Refusal{fmt::format("npcost {} needs a scenario file", verb)};
  judge_run_size(words, options);
}

void judge_scenario_words(const Words& words, std::string_view verb, Options& options) {
  options.request.files = words.files;
  options.request.overlays = words.overlays;
  options.request.settings = words.settings;
  options.request.root = words.root.value_or("");
  options.quick = words.quick;
  options.no_flips = words.no_flips;
  options.ci = words.ci;
  options.until_decided = words.until_decided;
  options.origins = words.origins;
  options.each = words.each;
  options.out = words.out.value_or("");
  options.words = words.words;
  options.prices.books = words.books;
  refuse_dashes(words.books);
  if (words.books.size() > max_other_books) throw Refusal{fmt::format("--prices may be given {} times at most", max_other_books)};
  judge_run_size(words, options);
  if (words.out && words.out->empty()) throw Refusal{"--out needs the name of a folder"};
  if (!words.formats.empty() && !words.out) throw Refusal{"--format needs --out DIR, the folder for the files"};
  options.formats = split_formats(words.formats);
  judge_shard_words(words, options);
  refuse_dashes(words.files);
  if (options.verb == Verb::show_player) judge_player(words, options);
  const bool reads_scenario = options.verb == Verb::run || options.verb == Verb::check || options.verb == Verb::resolve ||
                              options.verb == Verb::show_player;
  if (reads_scenario && words.files.empty()) {
    throw Refusal{fmt::format("npcost {}{} needs a scenario file", verb, options.verb == Verb::show_player ? " player" : "")};
  }
}

}  // namespace option_words

const std::vector<std::string>& formats_here() {
  static const std::vector<std::string> formats{"json", "csv"};
  return formats;
}

std::string format_refusal(std::string_view format) {
  using option_words::formats_later;
  const auto& here = formats_here();
  if (std::find(here.begin(), here.end(), format) != here.end()) return {};
  const bool later = std::find(formats_later.begin(), formats_later.end(), format) != formats_later.end();
  if (later) return fmt::format("the format {} is not in this version", format);
  std::vector<std::string> candidates = here;
  candidates.insert(candidates.end(), formats_later.begin(), formats_later.end());
  return fmt::format("there is no format \"{}\"{}", printable(format), option_words::suggestion(format, candidates));
}

}  // namespace npcost
