// What `npcost prices history` takes.
#include <fmt/format.h>

#include "sim/prices/history/price_history.h"
#include "ui/terminal/option_words.h"

namespace npcost::option_words {

void describe_history(CLI::App& prices, Words& words) {
  CLI::App* history = prices.add_subcommand(
      "history", "Classes of models: the cheapest price by date, how fast it fell, what to expect of it");
  history->add_option("CLASS", words.words, "One class in detail, by its name; its words may stand apart")
      ->type_name("");
  history->add_option("--as-of", words.as_of, "Only what was known on that day (default: the day of the history)")
      ->type_name("DATE");
  history->add_flag("--back-test", words.back_test, "The outlooks of every earlier quarter against what happened");
  history->add_option("--history", words.history, "A price history (default: the one inside npcost)")
      ->type_name("FILE");
  history->add_flag("--json", words.json, "As JSON, with every value of the outlook");
  history->footer("Example: npcost prices history small text --as-of 2025-01-31");
}

void judge_history(const Words& words, HistoryQuestion& question) {
  refuse_dashes(words.words);
  for (const std::string& word : words.words) question.price_class += (question.price_class.empty() ? "" : " ") + word;
  question.back_test = words.back_test;
  question.file = words.history.value_or("");
  if (words.history && words.history->empty()) throw Refusal{"--history needs the name of a file"};
  if (!words.as_of) return;
  if (!day_from_text(*words.as_of))
    throw Refusal{fmt::format("--as-of must be a day like 2025-01-31, found \"{}\"", printable(*words.as_of))};
  question.as_of = *words.as_of;
}

}  // namespace npcost::option_words
