#include "ui/terminal/faults.h"

#include <fmt/format.h>

#include "ui/terminal/exit_codes.h"
#include "ui/terminal/figures.h"
#include "ui/terminal/output.h"

namespace npcost {
namespace {

constexpr std::string_view not_simulated_error = "E720";

}  // namespace

std::string files_text(const ScenarioRequest& request) {
  std::string text;
  for (const std::string& file : request.files) {
    if (!text.empty()) text += " + ";
    text += printable(file);
  }
  return text;
}

int report_faults(const Options& options, const Diagnostics& diagnostics, std::string_view ending) {
  if (options.json) {
    write_output(report_json(diagnostics));
  } else {
    say(report_text(diagnostics));
  }
  say(fmt::format("{} in {}; {}.\n", counted(diagnostics.error_count(), "error", "errors"), files_text(options.request),
                  ending));
  return exit_codes::bad_input;
}

int refuse(std::string_view sentence) {
  say(fmt::format("npcost: {}\n", sentence));
  return exit_codes::bad_input;
}

std::string explain_client_code(std::string_view code) {
  if (code == "E721") {
    return "E721: a price book of --prices that cannot bill what the run uses\n"
           "\n"
           "`npcost run --prices BOOK` bills the same usage by BOOK. A model of the scenario is looked up in it by the\n"
           "name that its catalog has for it; one that the scenario prices itself by its own name, and it may be missing.\n"
           "What is found needs a price for all that is used, at every moment of the run, in the scenario's currency,\n"
           "and a known one: a hole would be a bill of $0.\n"
           "\n"
           "Example:  a book that lists openai/gpt-4o-mini alone, for a scenario that also speaks\n"
           "Fix:      list the model, or let the book extend one that does: \"extends\": [\"list-prices.npcost-prices.json\"]\n";
  }
  if (code == "E722") {
    return "E722: a price book of --prices that bills what the run does not count\n"
           "\n"
           "Usage is counted by the meters and rules of the scenario's own prices: characters or bytes of speech, steps\n"
           "of 15 seconds or of one, fees per request. A book that bills by others would need another run, for which\n"
           "the scenario takes it as its catalog. Dates, hours and context tiers may differ: they are counted for all.\n"
           "\n"
           "Example:  speech by characters in the scenario, and by bytes in the book\n"
           "Fix:      put the book into \"catalogs\" with -f or --set, and compare two runs\n";
  }
  if (code != not_simulated_error) return {};
  return "E720: a key that this version reads but does not simulate\n"
         "\n"
         "Format 1 of the scenario file is larger than what npcost simulates today. Such a key is checked like any\n"
         "other, and `npcost check` only warns (W720). `npcost run` refuses it: leaving it out silently would give\n"
         "the wrong cost, not a rougher one.\n"
         "\n"
         "Example:  \"time\": { \"step\": \"30 min\" }\n"
         "Fix:      remove the key, or set it to null in an overlay (-f) or with --set, and run what is left.\n";
}

std::vector<std::string> client_codes() { return {std::string(not_simulated_error), "E721", "E722"}; }

}  // namespace npcost
