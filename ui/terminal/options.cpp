// The program's verbs, and which of them was meant. What each verb takes: options_scenario.cpp, options_prices.cpp.
#include "ui/terminal/options.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <utility>

#include "sim/reading/diagnostic.h"
#include "ui/terminal/help_text.h"
#include "ui/terminal/option_words.h"

namespace npcost {
namespace option_words {

std::string suggestion(std::string_view found, const std::vector<std::string>& candidates) {
  const std::string meant = did_you_mean(found, candidates);
  return meant.empty() ? "" : fmt::format("; did you mean \"{}\"?", meant);
}

std::string only_one(std::string_view option, const std::vector<std::string>& values) {
  if (values.size() > 1) throw Refusal{fmt::format("{} may be given once", option)};
  return values.empty() ? std::string() : values.front();
}

std::uint64_t whole_number(std::string_view option, std::string_view text, std::uint64_t low, std::uint64_t high) {
  std::uint64_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  const bool whole = error == std::errc{} && end == text.data() + text.size();
  if (whole && value >= low && value <= high) return value;
  throw Refusal{fmt::format("{} must be a whole number from {} to {}, written in digits; found \"{}\"", option, low,
                            high, printable(text))};
}

Instant date(std::string_view option, std::string_view text) {
  if (const auto local = parse_local_time(text)) return Instant(local->time_since_epoch());
  throw Refusal{fmt::format("{} must be a date like 2025-02-08 or 2025-02-08T16:00 (UTC); found \"{}\"", option,
                            printable(text))};
}

void refuse_dashes(const std::vector<std::string>& files) {
  for (const std::string& file : files) {
    if (file.starts_with('-'))
      throw Refusal{fmt::format("there is no option \"{0}\"; a file of that name is ./{0}", printable(file))};
  }
}

}  // namespace option_words

namespace {

using namespace option_words;

struct VerbName {
  std::string_view first, second;
  Verb verb;
};
constexpr std::array<VerbName, 20> verbs_here{{{"run", "", Verb::run},
                                               {"check", "", Verb::check},
                                               {"resolve", "", Verb::resolve},
                                               {"explain", "", Verb::explain},
                                               {"schema", "", Verb::schema},
                                               {"prices", "list", Verb::prices_list},
                                               {"prices", "show", Verb::prices_show},
                                               {"prices", "diff", Verb::prices_diff},
                                               {"prices", "import", Verb::prices_import},
                                               {"prices", "history", Verb::prices_history},
                                               {"rate", "", Verb::rate},
                                                {"show", "player", Verb::show_player},
                                                {"new", "", Verb::new_scenario},
                                                {"merge", "", Verb::merge},
                                                {"compare", "", Verb::compare},
                                                {"forecast", "", Verb::forecast},
                                                {"sweep", "", Verb::sweep},
                                                {"solve", "", Verb::solve},
                                                {"sensitivity", "", Verb::sensitivity},
                                                {"window", "", Verb::window}}};
constexpr std::array<std::string_view, 4> verbs_later{"replay", "fit", "verify", "completion"};

template <std::size_t size>
bool is_one_of(std::string_view word, const std::array<std::string_view, size>& words) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

/// Words that may stand first, or behind `first`.
std::vector<std::string> words_behind(std::string_view first) {
  std::vector<std::string> words;
  for (const VerbName& name : verbs_here) {
    if (!first.empty() && name.first != first) continue;
    const std::string word(first.empty() ? name.first : name.second);
    if (!word.empty() && std::find(words.begin(), words.end(), word) == words.end()) words.push_back(word);
  }
  return words;
}

bool is_word_behind(std::string_view first, const std::string& word) {
  const std::vector<std::string> words = words_behind(first);
  return std::find(words.begin(), words.end(), word) != words.end();
}

/// "a, b or c"
std::string listed(const std::vector<std::string>& words) {
  std::string text;
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (i > 0) text += i + 1 == words.size() ? " or " : ", ";
    text += words[i];
  }
  return text;
}

void describe(CLI::App& app, Words& words) {
  app.require_subcommand(0, 1);
  app.set_help_flag("-h,--help", "Print this help and leave");
  app.add_flag("--version", words.version, "Print the version and leave");
  app.footer(
      "Exit codes: 0 fine, 1 a budget failed or two price books differ, 2 the input is\n"
      "wrong, 3 a file or the machine, 4 a budget is inconclusive, shards are\n"
      "missing or nothing could be compared, 5 --ci and no budget, 70 npcost itself is wrong, 75 asked to leave, a\n"
      "checkpoint is kept, 130 interrupted.\n"
      "`npcost VERB --help` says more about one verb.");
  describe_scenario_verbs(app, words);
  describe_price_verbs(app, words);
  describe_rate(app, words);
  describe_merge(app, words);
  describe_new(app, words);
  describe_compare(app, words);
  describe_forecast(app, words);
  describe_sweep(app, words);
  describe_solve(app, words);
  describe_sensitivity(app, words);
  describe_window(app);
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
  if (word.starts_with('-') || is_word_behind("", word)) return;
  if (is_one_of(word, verbs_later)) throw Refusal{fmt::format("npcost {} is not in this version", word)};
  if (word.ends_with(".json")) {
    throw Refusal{fmt::format("a verb must come first; did you mean \"npcost run {}\"?", printable(word))};
  }
  std::vector<std::string> candidates = words_behind("");
  candidates.insert(candidates.end(), verbs_later.begin(), verbs_later.end());
  throw Refusal{fmt::format("there is no verb \"{}\"{}", printable(word), suggestion(word, candidates))};
}

/// The same for the second word of a verb that has two.
void judge_second_word(const std::vector<std::string>& arguments) {
  const std::vector<std::string> known = words_behind(arguments.front());
  if (known.empty()) return;
  if (arguments.size() < 2) {
    throw Refusal{fmt::format("npcost {0} needs one of {1} behind it; `npcost {0} --help` says more", arguments.front(),
                              listed(known))};
  }
  const std::string& word = arguments[1];
  if (word.starts_with('-') || is_word_behind(arguments.front(), word)) return;
  throw Refusal{fmt::format("there is no \"npcost {} {}\"{}; it takes {}", arguments.front(), printable(word),
                            suggestion(word, known), listed(known))};
}

[[noreturn]] void refuse_extra(const CLI::App& verb, std::string_view name) {
  for (const std::string& word : verb.remaining()) {
    if (!word.starts_with('-')) continue;
    const std::string option = word.substr(0, word.find('='));
    throw Refusal{
        fmt::format("{} has no option \"{}\"{}", name, printable(option), suggestion(option, names_of(verb)))};
  }
  const std::vector<std::string> rest = verb.remaining();
  throw Refusal{fmt::format("{} takes no \"{}\"", name, rest.empty() ? "" : printable(rest.front()))};
}

/// The verb that the words name, as far as they name one: the program, "prices", or "prices list".
struct Meant {
  CLI::App* app;
  std::string before = "npcost";  ///< what its help shows before its name
  std::string first, second;
  std::string name() const { return before + " " + app->get_name(); }
};

Meant meant_by(CLI::App& app, const std::vector<std::string>& arguments) {
  Meant meant{&app, "npcost", "", ""};
  if (!is_word_behind("", arguments.front())) return meant;
  meant.first = arguments.front();
  meant.app = app.get_subcommand(meant.first);
  if (arguments.size() < 2 || !is_word_behind(meant.first, arguments[1])) return meant;
  meant.second = arguments[1];
  meant.before += " " + meant.first;
  meant.app = meant.app->get_subcommand(meant.second);
  return meant;
}

Options judged(const Meant& meant, const Words& words) {
  const auto found = std::find_if(verbs_here.begin(), verbs_here.end(), [&](const VerbName& name) {
    return name.first == meant.first && name.second == meant.second;
  });
  if (found == verbs_here.end()) {
    throw Refusal{fmt::format("npcost {} needs one of {} behind it", meant.first, listed(words_behind(meant.first)))};
  }
  Options options;
  options.verb = found->verb;
  options.json = words.json;
  if (meant.first == "prices") {
    judge_price_words(words, options);
  } else if (meant.first == "rate") {
    judge_rate_words(words, options);
  } else if (meant.first == "merge") {
    judge_merge_words(words, options);
  } else if (meant.first == "new") {
    judge_new_words(words, options);
  } else if (meant.first == "compare") {
    judge_compare_words(words, options);
  } else if (meant.first == "forecast") {
    judge_forecast_words(words, options);
  } else if (meant.first == "sweep") {
    judge_sweep_words(words, options);
  } else if (meant.first == "solve") {
    judge_solve_words(words, options);
  } else if (meant.first == "sensitivity") {
    judge_sensitivity_words(words, options);
  } else {
    judge_scenario_words(words, meant.first, options);
  }
  return options;
}

ParsedOptions parsed(const std::vector<std::string>& arguments) {
  Words words;
  CLI::App app{"npcost: what talking NPCs cost, per player", "npcost"};
  describe(app, words);
  if (arguments.empty()) return {{}, fitted_help(app.help()), 2};
  if (std::optional<Options> window = window_words(arguments)) return {std::move(window), {}, 0};
  judge_verb(arguments);
  judge_second_word(arguments);
  const Meant meant = meant_by(app, arguments);
  try {
    app.parse(std::vector<std::string>(arguments.rbegin(), arguments.rend()));  // CLI11 takes them last first
  } catch (const CLI::CallForHelp&) {
    return {{}, fitted_help(meant.app == &app ? app.help() : meant.app->help(meant.before)), 0};
  } catch (const CLI::ExtrasError&) {
    refuse_extra(*meant.app, meant.name());
  } catch (const CLI::ParseError& error) {
    throw Refusal{printable(error.what())};
  }
  if (meant.app == &app) {
    if (words.version) return {{}, "npcost " NPCOST_VERSION "\n", 0};
    throw Refusal{fmt::format("a verb must come first: {}", listed(words_behind("")))};
  }
  return {judged(meant, words), {}, 0};
}

}  // namespace

ParsedOptions parse_options(const std::vector<std::string>& arguments) {
  try {
    return parsed(arguments);
  } catch (const Refusal& refusal) {
    return {{}, "npcost: " + refusal.sentence + "\n", 2};
  }
}

}  // namespace npcost
