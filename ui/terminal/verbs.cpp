#include "ui/terminal/verbs.h"

#include "ui/terminal/output.h"

namespace npcost {
namespace {

int do_verb(const Options& options) {
  switch (options.verb) {
    case Verb::run: return verb_run(options);
    case Verb::check: return verb_check(options);
    case Verb::resolve: return verb_resolve(options);
    case Verb::explain: return verb_explain(options);
    case Verb::schema: return verb_schema(options);
    case Verb::prices_list: return verb_prices_list(options);
    case Verb::prices_show: return verb_prices_show(options);
    case Verb::prices_diff: return verb_prices_diff(options);
    case Verb::prices_import: return verb_prices_import(options);
    case Verb::prices_history: return verb_prices_history(options);
    case Verb::rate: return verb_rate(options);
    case Verb::show_player: return verb_show_player(options);
    case Verb::merge: return verb_merge(options);
    case Verb::new_scenario: return verb_new(options);
    case Verb::compare: return verb_compare(options);
    case Verb::forecast: return verb_forecast(options);
    case Verb::sweep: return verb_sweep(options);
    case Verb::solve: return verb_solve(options);
    case Verb::sensitivity: return verb_sensitivity(options);
    case Verb::window: return verb_window(options);
  }
  return 0;
}

}  // namespace

int run_command(const std::vector<std::string>& arguments) {
  const ParsedOptions parsed = parse_options(arguments);
  int code = parsed.exit_code;
  if (parsed.options) {
    code = do_verb(*parsed.options);
  } else if (code != 0) {
    say(parsed.text);
  } else {
    write_output(parsed.text);
  }
  finish_output();
  return code;
}

}  // namespace npcost
