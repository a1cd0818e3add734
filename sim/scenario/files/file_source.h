#pragma once
// Where the texts of a scenario come from: the disk, or what was kept of an earlier reading.

#include <string>

#include "sim/scenario/read_scenario.h"

namespace npcost {

/// Keeps what it reads, and answers from what was kept before if there is such: then the disk is never asked.
class FileSource {
 public:
  /// `from` may be nullptr; both must outlive it.
  FileSource(const ScenarioFiles* from, ScenarioFiles& read, std::string root_folder);

  /// Throws FileError.
  std::string text(const std::string& path);
  /// The same for two paths that lead to the same file, links resolved; below the root's if the file lies in it.
  std::string identity(const std::string& path);

 private:
  const ScenarioFiles* from_;
  ScenarioFiles& read_;
  std::string root_;   ///< resolved
};

}  // namespace npcost
