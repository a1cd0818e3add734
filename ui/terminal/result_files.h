#pragma once
// Which result files a run writes, where, and what may not be overwritten. Decided before anything is simulated.
//
// From      --out DIR: DIR/STEM.json and DIR/STEM.csv, STEM being the first scenario file's name without
//           ".npcost.json". Otherwise the scenario's `outputs`, relative to its file, except with --quick: a first
//           look never replaces a full result.
// Safety    a scenario may be a stranger's: its outputs stay under the project root, links resolved, and end like their
//           format. No file is replaced unless it is an older result of npcost.

#include <optional>
#include <string>
#include <vector>

#include "sim/answers/result.h"
#include "ui/terminal/options.h"

namespace npcost {

struct ResultFile {
  std::string format;  ///< "json", "csv"
  std::string path;    ///< as it can be opened from here
};

struct ResultFiles {
  std::vector<ResultFile> files;
  std::string refusal;  ///< a sentence that says what cannot be written and why; empty if all is well
};

ResultFiles planned_files(const Options& options, const std::vector<Output>& outputs);

/// "report-2025-01" of "scenarios/report-2025-01.npcost.json".
std::string stem_of(const std::string& scenario_file);
/// Writes one file atomically, its folder made if need be. Throws FileError.
void write_result(const ResultFile& file, const Result& result);

}  // namespace npcost
