#include <fmt/format.h>

#include <algorithm>

#include "sim/scenario/files/json_write.h"
#include "ui/terminal/columns.h"
#include "ui/terminal/exit_codes.h"
#include "ui/terminal/faults.h"
#include "ui/terminal/output.h"
#include "ui/terminal/verbs.h"

namespace npcost {
namespace {

constexpr std::size_t widest_column = 60;

std::string origins_text(const std::vector<Origin>& origins) {
  std::size_t pointers = 0;
  std::size_t values = 0;
  for (const Origin& origin : origins) {
    pointers = std::max(pointers, std::min(widest_column, display_width(printable(origin.pointer))));
    values = std::max(values, std::min(widest_column, display_width(printable(origin.value))));
  }
  std::string text;
  for (const Origin& origin : origins) {
    text += fmt::format("{}  {}  {}\n", pad_right(printable(origin.pointer), pointers),
                        pad_right(printable(origin.value), values), printable(origin.where));
  }
  return text;
}

std::string origins_json(const std::vector<Origin>& origins) {
  std::string text = "[";
  for (const Origin& origin : origins) {
    text += text.size() == 1 ? "\n" : ",\n";
    text += fmt::format("  {{\"pointer\": {}, \"value\": {}, \"where\": {}}}", json_string(origin.pointer),
                        json_string(origin.value), json_string(origin.where));
  }
  return text + "\n]\n";
}

}  // namespace

// The merged scenario is shown even when it has errors: it is what one needs to find them. Only the exit code differs.
int verb_resolve(const Options& options) {
  ScenarioRequest request = options.request;
  request.with_origins = true;
  const ReadScenario read = read_scenario(request);
  if (!read.resolved.empty()) {
    write_output(!options.origins ? read.resolved
                 : options.json   ? origins_json(read.origins)
                                  : origins_text(read.origins));
  }
  if (!read.variants.empty() && !options.origins) {
    say("npcost: variants are patches on the file as it is written; on this text, in which defaults and \"extends\" are spelt "
        "out, they may answer differently\n");
  }
  if (!read.diagnostics.has_errors()) return exit_codes::fine;
  Options on_screen = options;
  on_screen.json = false;  // standard output already carries the scenario
  return report_faults(on_screen, read.diagnostics, "nothing was simulated");
}

}  // namespace npcost
