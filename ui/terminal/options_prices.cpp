// What the verbs about prices take: prices list, show, diff, import; history has a file of its own.
#include <fmt/format.h>

#include "sim/prices/price_kinds.h"
#include "sim/reading/diagnostic.h"
#include "sim/reading/utf8.h"
#include "ui/terminal/option_words.h"

namespace npcost::option_words {

void add_book_options(CLI::App& verb, Words& words) {
  verb.add_option("--prices", words.books,
                  "A price book (default: the one that comes with npcost); may be repeated,\n"
                  "then a later book replaces models of the same name")
      ->type_name("BOOK")
      ->allow_extra_args(false);
  verb.add_option("--root", words.root, "Folder that everything a book names must lie in (default: its own folder)")
      ->type_name("DIR");
}

namespace {

void describe_list(CLI::App& prices, Words& words) {
  CLI::App* list = prices.add_subcommand("list", "The models of a price book and what they cost on one day");
  list->add_option("WORD", words.words, "Only models whose names hold every word")->type_name("");
  add_book_options(*list, words);
  list->add_option("--kind", words.kind, "Only one kind: llm, stt, tts, realtime, embedding or moderation")
      ->type_name("KIND");
  list->add_option("--at", words.at, "The day, UTC (default: the day of the book, its \"as_of\"; never today)")
      ->type_name("DATE");
  list->add_flag("--json", words.json, "As JSON");
  list->footer("Example: npcost prices list --kind llm --at 2025-01-31 openai mini");
}

void describe_show(CLI::App& prices, Words& words) {
  CLI::App* show = prices.add_subcommand("show", "One model: every price and rule by date, with a chart");
  show->add_option("MODEL", words.words, "Its name in the book, or the end of it behind a \"/\"")->type_name("");
  add_book_options(*show, words);
  show->add_flag("--json", words.json, "As JSON");
  show->footer("Example: npcost prices show openai/gpt-4o-mini");
}

void describe_diff(CLI::App& prices, Words& words) {
  CLI::App* diff = prices.add_subcommand("diff", "Two price books, or one book on two days: what changed, by how much");
  diff->add_option("BOOK", words.files, "Two books; one with --from and --to; none: the one that comes with npcost")
      ->type_name("");
  diff->add_option("--from", words.from, "The day on which the first book is looked at, UTC (default: its \"as_of\")")
      ->type_name("DATE");
  diff->add_option("--to", words.to, "The day for the second (default: its \"as_of\")")->type_name("DATE");
  diff->add_flag("--all-dates", words.all_dates,
                 "Compare every dated entry of two books, not only what holds that day");
  diff->add_option("--root", words.root, "Folder that everything a book names must lie in (default: its own folder)")
      ->type_name("DIR");
  diff->add_flag("--json", words.json, "As JSON");
  diff->footer(
      "Exit codes, as of diff: 0 nothing differs, 1 something does, 2 wrong input, 3 a file.\n"
      "Example: npcost prices diff --from 2025-01-31 --to 2026-11-20");
}

void describe_import(CLI::App& prices, Words& words) {
  CLI::App* import = prices.add_subcommand("import", "Turn a public catalog, as a file, into a price book");
  import->add_option("FILE", words.files, "The catalog; nothing is fetched from the network")->type_name("");
  import->add_option("--format", words.formats, "Whose catalog it is: litellm, models.dev, openrouter or genai-prices")
      ->type_name("NAME")
      ->allow_extra_args(false);
  import->add_option("--as-of", words.as_of, "The day on which the catalog was fetched; without it the book names none")
      ->type_name("DATE");
  import
      ->add_option("--to", words.to,
                   "Where the book goes; an older book there is replaced only when all is well\n"
                   "(default: standard output, the report to standard error)")
      ->type_name("BOOK");
  import->add_option("--name", words.name, "What the book is called (default: the format and the day)")
      ->type_name("NAME");
  import->add_flag("--json", words.json, "With --to: the report as JSON on standard output");
  import->footer(
      "What is not understood is kept under \"x-\" keys and listed; a price that is no price stops the import.\n"
      "Example: npcost prices import model_prices.json --format litellm --as-of 2026-07-24 --to "
      "litellm.npcost-prices.json");
}

void judge_import(const Words& words, ImportRequest& request) {
  if (words.files.size() != 1) {
    throw Refusal{words.files.empty() ? "npcost prices import needs a catalog"
                                      : "npcost prices import takes one catalog at a time"};
  }
  refuse_dashes(words.files);
  request.file = words.files.front();
  const std::string format = only_one("--format", words.formats);
  const auto known = catalog_format_from_name(format);
  if (!known) {
    throw Refusal{
        format.empty()
            ? std::string("--format must say whose catalog it is: litellm, models.dev, openrouter or genai-prices")
            : fmt::format("--format must be litellm, models.dev, openrouter or genai-prices; found \"{}\"{}",
                          printable(format), suggestion(format, catalog_format_names()))};
  }
  request.format = *known;
  if (words.as_of) {
    date("--as-of", *words.as_of);
    if (words.as_of->size() != 10) throw Refusal{"--as-of of a catalog is a day, like 2026-07-24"};
    request.as_of = *words.as_of;
  }
  request.name = words.name.value_or("");
  if (first_invalid_utf8(request.name) != std::string::npos)
    throw Refusal{fmt::format("--name must be UTF-8 text, found \"{}\"", printable(request.name))};
  request.to = words.to.value_or("");
  if (words.to && words.to->empty()) throw Refusal{"--to needs the name of a file"};
  if (words.json && request.to.empty())
    throw Refusal{"--json needs --to BOOK: without it the book itself goes to standard output"};
}

void judge_diff(const Words& words, PriceQuestion& question) {
  question.books = words.files;
  refuse_dashes(words.files);
  if (words.files.size() > 2) throw Refusal{"npcost prices diff compares two books, or one book on two days"};
  if (words.files.size() == 2) return;
  if (question.all_dates) throw Refusal{"--all-dates compares two books; one book on two days needs --from and --to"};
  if (!question.from || !question.to) {
    throw Refusal{"npcost prices diff needs two books, or --from DATE and --to DATE for one book"};
  }
}

}  // namespace

void describe_price_verbs(CLI::App& app, Words& words) {
  CLI::App* prices = app.add_subcommand("prices", "What models cost, by date: list, show, diff, import, history");
  prices->require_subcommand(0, 1);
  describe_list(*prices, words);
  describe_show(*prices, words);
  describe_diff(*prices, words);
  describe_import(*prices, words);
  describe_history(*prices, words);
}

void judge_price_words(const Words& words, Options& options) {
  if (options.verb == Verb::prices_import) return judge_import(words, options.import);
  if (options.verb == Verb::prices_history) return judge_history(words, options.history);
  PriceQuestion& question = options.prices;
  question.books = words.books;
  question.root = words.root.value_or("");
  question.words = words.words;
  question.all_dates = words.all_dates;
  if (words.at) question.at = date("--at", *words.at);
  if (words.from) question.from = date("--from", *words.from);
  if (words.to) question.to = date("--to", *words.to);
  if (words.kind) {
    question.kind = price_reading::model_kind_from_name(*words.kind);
    if (!question.kind) {
      std::vector<std::string> kinds;
      for (int i = 0; i < price_reading::model_kind_count; ++i) {
        kinds.emplace_back(price_reading::model_kind_name(static_cast<ModelKind>(i)));
      }
      throw Refusal{fmt::format("--kind must be llm, stt, tts, realtime, embedding or moderation; found \"{}\"{}",
                                printable(*words.kind), suggestion(*words.kind, kinds))};
    }
  }
  if (options.verb == Verb::prices_diff) judge_diff(words, question);
  if (options.verb == Verb::prices_show && words.words.size() != 1) {
    throw Refusal{words.words.empty() ? "npcost prices show needs the name of a model; `npcost prices list` has them"
                                      : "npcost prices show takes one model at a time"};
  }
  refuse_dashes(words.words);
  refuse_dashes(words.books);
}

}  // namespace npcost::option_words
