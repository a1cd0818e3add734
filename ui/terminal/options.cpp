#include "ui/terminal/options.h"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <array>
#include <charconv>
#include <limits>

#include "sim/base/draws.h"
#include "sim/reading/diagnostic.h"

namespace npcost {
namespace {

constexpr std::array<std::string_view, 5> verbs_here{"run", "check", "resolve", "explain", "schema"};
constexpr std::array<std::string_view, 15> verbs_later{"compare", "sweep",  "solve", "forecast",   "sensitivity",
                                                       "show",    "prices", "rate",  "replay",     "fit",
                                                       "merge",   "verify", "new",   "completion", "window"};
constexpr std::array<std::string_view, 3> options_later{"--resume", "--shard", "--prices"};
constexpr std::array<std::string_view, 5> formats_later{"html", "xlsx", "junit", "markdown", "png"};

template <std::size_t size>
bool is_one_of(std::string_view word, const std::array<std::string_view, size>& words) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

/// Ends parsing with a sentence; only parse_options() catches it.
struct Refusal {
  std::string sentence;
};

std::string suggestion(std::string_view found, const std::vector<std::string>& candidates) {
  const std::string meant = did_you_mean(found, candidates);
  return meant.empty() ? "" : fmt::format("; did you mean \"{}\"?", meant);
}

/// What every option is called and which value it gets, as text; numbers are judged afterwards.
struct Words {
  std::vector<std::string> files, overlays, settings, formats, words;
  std::optional<std::string> root, seed, replications, jobs, max_work, out;
  bool quick = false, ci = false, json = false, origins = false, each = false, version = false;
};

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

void add_run_options(CLI::App& verb, Words& words) {
  verb.add_option("--seed", words.seed, "Seed of all draws, instead of the scenario's")->type_name("N");
  verb.add_option("--replications", words.replications, "How often the run is repeated with fresh draws")
      ->type_name("N");
  verb.add_flag("--quick", words.quick, "A first look: at most 1,000 simulated players and 5 replications");
  verb.add_flag("--ci", words.ci, "No progress; exit code 5 when no budget was evaluated");
  verb.add_flag("--json", words.json, "The result as JSON on standard output instead of the summary");
  verb.add_option("--out", words.out, "Folder for result files, instead of the scenario's outputs")->type_name("DIR");
  verb.add_option("--format", words.formats, "Which result files --out gets: json,csv (default: both)")
      ->type_name("LIST")
      ->allow_extra_args(false);
  verb.add_option("--jobs", words.jobs, "Threads (default: one a processor); the result does not depend on it")
      ->type_name("N");
  verb.add_option("--max-work", words.max_work, "Refuse runs of more turns than this (default: 1000000000000)")
      ->type_name("N");
}

void describe(CLI::App& app, Words& words) {
  app.require_subcommand(0, 1);
  app.set_help_flag("-h,--help", "Print this help and leave");
  app.add_flag("--version", words.version, "Print the version and leave");
  app.footer(
      "Exit codes: 0 fine, 1 a budget failed, 2 the input is wrong, 3 a file or the machine, 4 a budget is\n"
      "inconclusive, 5 --ci and no budget, 70 npcost itself is wrong, 130 interrupted.\n"
      "`npcost VERB --help` says more about one verb.");
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
}

std::uint64_t whole_number(std::string_view option, std::string_view text, std::uint64_t low, std::uint64_t high) {
  std::uint64_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  const bool whole = error == std::errc{} && end == text.data() + text.size();
  if (whole && value >= low && value <= high) return value;
  throw Refusal{fmt::format("{} must be a whole number from {} to {}, written in digits; found \"{}\"", option, low,
                            high, printable(text))};
}

std::vector<std::string> names_of(const CLI::App& verb) {
  std::vector<std::string> names;
  for (const CLI::Option* option : verb.get_options()) {
    for (const std::string& name : option->get_lnames()) names.push_back("--" + name);
    for (const std::string& name : option->get_snames()) names.push_back("-" + name);
  }
  return names;
}

/// Refuses a first word that is no verb of this version, with the reason that fits.
void judge_verb(const std::vector<std::string>& arguments) {
  const std::string& word = arguments.front();
  if (word.starts_with('-') || is_one_of(word, verbs_here)) return;
  if (is_one_of(word, verbs_later)) throw Refusal{fmt::format("npcost {} is not in this version", word)};
  if (word.ends_with(".json")) {
    throw Refusal{fmt::format("a verb must come first; did you mean \"npcost run {}\"?", printable(word))};
  }
  std::vector<std::string> candidates(verbs_here.begin(), verbs_here.end());
  candidates.insert(candidates.end(), verbs_later.begin(), verbs_later.end());
  throw Refusal{fmt::format("there is no verb \"{}\"{}", printable(word), suggestion(word, candidates))};
}

void judge_options_to_come(const std::vector<std::string>& arguments) {
  for (const std::string& argument : arguments) {
    if (argument == "--") return;
    const std::string_view name = std::string_view(argument).substr(0, argument.find('='));
    if (is_one_of(name, options_later))
      throw Refusal{fmt::format("{} is not in this version; nothing was simulated", name)};
  }
}

[[noreturn]] void refuse_extra(const CLI::App& verb) {
  for (const std::string& word : verb.remaining()) {
    if (!word.starts_with('-')) continue;
    const std::string name = word.substr(0, word.find('='));
    throw Refusal{fmt::format("npcost {} has no option \"{}\"{}", verb.get_name(), printable(name),
                              suggestion(name, names_of(verb)))};
  }
  const std::vector<std::string> rest = verb.remaining();
  throw Refusal{fmt::format("npcost {} takes no \"{}\"", verb.get_name(), rest.empty() ? "" : printable(rest.front()))};
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

Verb verb_named(std::string_view name) {
  const auto found = std::find(verbs_here.begin(), verbs_here.end(), name);
  return static_cast<Verb>(found - verbs_here.begin());
}

Options judged(Verb verb, const Words& words) {
  Options options;
  options.verb = verb;
  options.request.files = words.files;
  options.request.overlays = words.overlays;
  options.request.settings = words.settings;
  options.request.root = words.root.value_or("");
  options.quick = words.quick;
  options.ci = words.ci;
  options.json = words.json;
  options.origins = words.origins;
  options.each = words.each;
  options.out = words.out.value_or("");
  options.words = words.words;
  constexpr auto most = std::numeric_limits<std::uint64_t>::max();
  if (words.seed) options.seed = whole_number("--seed", *words.seed, 0, most);
  if (words.replications) {
    options.replications =
        static_cast<std::uint32_t>(whole_number("--replications", *words.replications, 1, max_replications - 1));
  }
  if (words.jobs) options.jobs = static_cast<std::uint32_t>(whole_number("--jobs", *words.jobs, 1, 1024));
  if (words.max_work) options.max_work = whole_number("--max-work", *words.max_work, 1, most);
  if (words.out && words.out->empty()) throw Refusal{"--out needs the name of a folder"};
  if (!words.formats.empty() && !words.out) throw Refusal{"--format needs --out DIR, the folder for the files"};
  options.formats = split_formats(words.formats);
  // What cannot be an option's name reaches newer CLI11 versions as a file: nobody means a file that begins with a dash.
  for (const std::string& file : words.files) {
    if (file.starts_with('-'))
      throw Refusal{fmt::format("there is no option \"{0}\"; a file of that name is ./{0}", printable(file))};
  }
  const bool reads_scenario = verb == Verb::run || verb == Verb::check || verb == Verb::resolve;
  if (reads_scenario && words.files.empty()) {
    throw Refusal{fmt::format("npcost {} needs a scenario file", verbs_here[static_cast<std::size_t>(verb)])};
  }
  return options;
}

ParsedOptions parsed(const std::vector<std::string>& arguments) {
  Words words;
  CLI::App app{"npcost: what talking NPCs cost, per player", "npcost"};
  describe(app, words);
  if (arguments.empty()) return {{}, app.help(), 2};
  judge_verb(arguments);
  judge_options_to_come(arguments);
  CLI::App* verb = is_one_of(arguments.front(), verbs_here) ? app.get_subcommand(arguments.front()) : &app;
  try {
    app.parse(std::vector<std::string>(arguments.rbegin(), arguments.rend()));  // CLI11 takes them last first
  } catch (const CLI::CallForHelp&) {
    return {{}, verb == &app ? app.help() : verb->help("npcost"), 0};
  } catch (const CLI::ExtrasError&) {
    refuse_extra(*verb);
  } catch (const CLI::ParseError& error) {
    throw Refusal{printable(error.what())};
  }
  if (verb == &app) {
    if (words.version) return {{}, "npcost " NPCOST_VERSION "\n", 0};
    throw Refusal{"a verb must come first: run, check, resolve, explain or schema"};
  }
  return {judged(verb_named(verb->get_name()), words), {}, 0};
}

}  // namespace

ParsedOptions parse_options(const std::vector<std::string>& arguments) {
  try {
    return parsed(arguments);
  } catch (const Refusal& refusal) {
    return {{}, "npcost: " + refusal.sentence + "\n", 2};
  }
}

const std::vector<std::string>& formats_here() {
  static const std::vector<std::string> formats{"json", "csv"};
  return formats;
}

std::string format_refusal(std::string_view format) {
  const auto& here = formats_here();
  if (std::find(here.begin(), here.end(), format) != here.end()) return {};
  if (is_one_of(format, formats_later)) return fmt::format("the format {} is not in this version", format);
  std::vector<std::string> candidates = here;
  candidates.insert(candidates.end(), formats_later.begin(), formats_later.end());
  return fmt::format("there is no format \"{}\"{}", printable(format), suggestion(format, candidates));
}

}  // namespace npcost
