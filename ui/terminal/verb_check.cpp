#include <fmt/format.h>

#include <algorithm>

#include "ui/terminal/exit_codes.h"
#include "ui/terminal/faults.h"
#include "ui/terminal/figures.h"
#include "ui/terminal/frame.h"
#include "ui/terminal/output.h"
#include "ui/terminal/verbs.h"

namespace npcost {
namespace {

std::size_t count_of(const Diagnostics& diagnostics, Severity severity) {
  const auto& all = diagnostics.all();
  return static_cast<std::size_t>(
      std::count_if(all.begin(), all.end(), [severity](const Diagnostic& one) { return one.severity == severity; }));
}

/// "tavern.npcost.json: no errors, 2 warnings".
std::string good_news(const Options& options, const ReadScenario& read) {
  std::string text = files_text(options.request) +
                     (options.request.files.size() > 1 ? " merge into a scenario without errors" : ": no errors");
  if (const std::size_t warnings = count_of(read.diagnostics, Severity::warning); warnings > 0) {
    text += ", " + counted(warnings, "warning", "warnings");
  }
  text += "\n";
  if (!read.not_simulated.empty()) {
    text += fmt::format("npcost run would refuse it: {} not simulated by this version\n",
                        counted(read.not_simulated.size(), "key is", "keys are"));
  }
  return text;
}

int check_one(const Options& options) {
  const ReadScenario read = read_scenario(options.request);
  if (read.diagnostics.has_errors()) return report_faults(options, read.diagnostics, "nothing was simulated");
  if (options.json) {
    write_output(report_json(read.diagnostics));
    return exit_codes::fine;
  }
  if (!read.diagnostics.empty()) say(report_text(read.diagnostics));
  write_output(good_news(options, read));
  return exit_codes::fine;
}

}  // namespace

int verb_check(const Options& options) {
  if (!options.each) return check_one(options);
  if (options.json)
    return refuse("--each and --json do not go together: the reports of several files are not one JSON text");
  int worst = exit_codes::fine;
  for (const std::string& file : options.request.files) {
    Options alone = options;
    alone.request.files = {file};
    worst = std::max(worst, in_frame([&alone] { return check_one(alone); }));  // one that cannot be read stops no other
  }
  return worst;
}

}  // namespace npcost
