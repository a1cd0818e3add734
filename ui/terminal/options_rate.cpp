// What `npcost rate` takes.
#include <fmt/format.h>

#include <algorithm>

#include "sim/reading/diagnostic.h"
#include "ui/terminal/option_words.h"

namespace npcost {

bool names_csv(std::string_view log) {
  constexpr std::string_view ending = ".csv";
  if (log.size() < ending.size()) return false;
  const auto lower = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; };
  return std::equal(ending.begin(), ending.end(), log.end() - ending.size(),
                    [&](char ours, char theirs) { return ours == lower(theirs); });
}

namespace option_words {
namespace {

NameMapping mapping(const std::string& text) {
  const std::size_t equals = text.find('=');
  if (equals == std::string::npos || equals == 0 || equals + 1 == text.size()) {
    throw Refusal{fmt::format("--map must be LOGNAME=BOOKNAME, found \"{}\"", printable(text))};
  }
  return {text.substr(0, equals), text.substr(equals + 1)};
}

StatedConvention stated_convention(const std::string& text, UsageFormat format) {
  const auto convention = convention_from_name(text);
  if (!convention) {
    throw Refusal{
        fmt::format("--convention must be inclusive (input holds the cached tokens), exclusive (it does not) or "
                    "disjoint (no count holds another); found \"{}\"{}",
                    printable(text), suggestion(text, {"inclusive", "exclusive", "disjoint"}))};
  }
  if (!takes_convention(format)) {
    throw Refusal{fmt::format("--convention: the format {} fixes its own", format_name(format))};
  }
  if (format == UsageFormat::otel && *convention == StatedConvention::disjoint) {
    throw Refusal{"--convention of otel is inclusive or exclusive"};
  }
  return *convention;
}

}  // namespace

void describe_rate(CLI::App& app, Words& words) {
  CLI::App* rate = app.add_subcommand("rate", "What recorded usage costs, exactly: by model, day and meter");
  rate->add_option("USAGE", words.files, "Logs, JSON lines or CSV (by the ending .csv); - is standard input")
      ->type_name("");
  rate->add_option("--format", words.formats, "own (default), otel, litellm, openai or anthropic; never guessed")
      ->type_name("NAME")
      ->allow_extra_args(false);
  rate->add_option("--convention", words.convention,
                   "own and otel: what the input tokens of a record hold that does not say so itself:\n"
                   "inclusive (the cached ones too), exclusive (not), disjoint (no count holds another)")
      ->type_name("WORD");
  rate->add_flag("--reasoning-outside", words.reasoning_outside, "Reasoning tokens are reported beside the output");
  rate->add_option("--service-tier", words.service_tier, "Of records that do not say one, e.g. batch")
      ->type_name("NAME");
  add_book_options(*rate, words);
  rate->add_option("--map", words.mappings, "A name in the log and its model in the book; may be repeated")
      ->type_name("LOG=BOOK")
      ->allow_extra_args(false);
  rate->add_option("--as-of", words.as_of,
                   "Price every record as if it had been sent then, UTC (default: its own time)")
      ->type_name("DATE");
  rate->add_flag("--skip-faulty", words.skip_faulty, "Leave faulty records out, count and list them (default: refuse)");
  rate->add_flag("--csv", words.csv, "Standard input is CSV");
  rate->add_flag("--ci", words.ci, "Exit code 4 when something has no price or was left out, 5 without a record");
  rate->add_flag("--json", words.json, "As JSON");
  rate->footer(
      "What has no price is listed as unpriced with its counts, never as $0; the total is then too small and says so.\n"
      "Exit codes: 0 rated, 2 wrong input, 3 a file; with --ci also 4 and 5.\n"
      "Example: npcost rate october.jsonl --format openai --map my-deployment=openai/gpt-4o-mini");
}

void judge_rate_words(const Words& words, Options& options) {
  RateRequest& request = options.rate;
  request.logs = words.files;
  if (words.files.empty()) throw Refusal{"npcost rate needs a usage log, or - for standard input"};
  std::size_t inputs = 0;
  for (const std::string& log : words.files) {
    inputs += log == "-" ? 1 : 0;
    if (log != "-") refuse_dashes({log});
  }
  if (inputs > 1) throw Refusal{"standard input can be read once"};
  const std::string format = only_one("--format", words.formats);
  const auto known = format_from_name(format.empty() ? "own" : format);
  if (!known) {
    throw Refusal{fmt::format("--format must be own, otel, litellm, openai or anthropic; found \"{}\"{}",
                              printable(format),
                              suggestion(format, {"own", "otel", "litellm", "openai", "anthropic"}))};
  }
  request.read.format = *known;
  if (words.convention) request.read.convention = stated_convention(*words.convention, *known);
  request.read.reasoning_outside = words.reasoning_outside;
  request.read.service_tier = words.service_tier.value_or("");
  if (request.read.service_tier.size() > max_name_bytes)
    throw Refusal{"--service-tier is longer than any name of a tier"};
  if (words.csv) request.read.shape = LogShape::csv;
  for (const std::string& log : words.files) {
    if ((names_csv(log) || (log == "-" && words.csv)) && !takes_csv(*known)) {
      throw Refusal{fmt::format("CSV is read in npcost's own format only, not as {}", format_name(*known))};
    }
  }
  for (const std::string& text : words.mappings) request.rating.map.push_back(mapping(text));
  request.rating.skip_faulty = words.skip_faulty;
  if (words.as_of) request.rating.as_of = date("--as-of", *words.as_of);
  options.ci = words.ci;
  options.prices.books = words.books;
  options.prices.root = words.root.value_or("");
  refuse_dashes(words.books);
}

}  // namespace option_words
}  // namespace npcost
