#pragma once
// Where the texts of a scenario come from: the disk, or what was kept of an earlier reading.

#include <map>
#include <string>

#include "sim/scenario/read_scenario.h"

namespace npcost {

/// Keeps what it reads, and answers from what was kept before if there is such: then the disk is never asked.
class FileSource {
 public:
  /// `from` and `drafts` may be nullptr; all must outlive it. A draft by the path that is opened stands for the file.
  FileSource(const ScenarioFiles* from, ScenarioFiles& read, std::string root_folder,
             const std::map<std::string, std::string>* drafts = nullptr);

  /// Throws FileError.
  std::string text(const std::string& path);
  /// The same for two paths that lead to the same file, links resolved; below the root's if the file lies in it.
  std::string identity(const std::string& path);

 private:
  const ScenarioFiles* from_;
  const std::map<std::string, std::string>* drafts_;
  ScenarioFiles& read_;
  std::string root_;   ///< resolved
};

}  // namespace npcost
