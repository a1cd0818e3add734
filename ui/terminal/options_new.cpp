// What `npcost new` takes.
#include <fmt/format.h>

#include "sim/reading/diagnostic.h"
#include "ui/terminal/option_words.h"
#include "ui/terminal/templates.h"

namespace npcost::option_words {

void describe_new(CLI::App& app, Words& words) {
  CLI::App* made = app.add_subcommand("new", "Begin a scenario from a template; without one, list the templates");
  made->add_option("TEMPLATE", words.words, "Which template; tiny, the smallest scenario, is the one to begin with")
      ->type_name("");
  made->add_option("--to", words.to,
                   "Where the scenario goes (default: TEMPLATE.npcost.json, here); - is standard\n"
                   "output, and then no other file is written")
      ->type_name("FILE");
  made->add_flag("--json", words.json, "Without a template: the list as JSON");
  made->footer(
      "The price books that the scenario names are written beside it. A file that is there already is never replaced:\n"
      "a price book is kept and named, a scenario ends the command with 3.\n"
      "Example: npcost new tiny && npcost run tiny.npcost.json");
}

void judge_new_words(const Words& words, Options& options) {
  NewRequest& request = options.new_scenario;
  if (words.words.size() > 1) throw Refusal{"npcost new takes one template at a time"};
  if (words.to && words.to->empty()) throw Refusal{"--to needs the name of a file"};
  if (words.words.empty()) {
    if (words.to) throw Refusal{"--to needs a template; `npcost new` lists them"};
    return;
  }
  request.name = words.words.front();
  if (find_template(request.name) == nullptr) {
    std::vector<std::string> names;
    for (const Template& one : templates()) names.push_back(one.name);
    throw Refusal{fmt::format("there is no template \"{}\"{}; `npcost new` lists them", printable(request.name),
                              suggestion(request.name, names))};
  }
  if (words.json) throw Refusal{"--json is for the list of templates; a scenario is JSON in any case"};
  request.to = words.to.value_or(request.name + ".npcost.json");
}

}  // namespace npcost::option_words
