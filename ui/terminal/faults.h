#pragma once
// What a client says when a scenario cannot be run.

#include <string>
#include <vector>

#include "sim/scenario/read_scenario.h"
#include "ui/running/run_diagnostics.h"
#include "ui/terminal/options.h"

namespace npcost {

/// "tavern.npcost.json", "base.npcost.json + launch.npcost.json": the files as the user named them, safe to print.
std::string files_text(const ScenarioRequest& request);

/// Reports the faults on standard error and, with --json, as JSON on standard output; `ending` closes the last line
/// ("nothing was simulated"). Returns 2. Requires diagnostics.has_errors().
int report_faults(const Options& options, const Diagnostics& diagnostics, std::string_view ending);

/// One sentence, "npcost: …", on standard error. Returns 2.
int refuse(std::string_view sentence);

/// The explanation of a code of a client (E720 to E722); empty for others.
std::string explain_client_code(std::string_view code);
std::vector<std::string> client_codes();

}  // namespace npcost
