#pragma once
// Files of a scenario: found, kept inside the project folder, read once, merged in order.
//
// Errors    FileError only for files named on the command line; files named inside a file give E601 or E602 at their
//           place.
// Limits    depth of `extends` 8, 64 files. Paths inside a file are relative to it and must stay under the root after
//           links are resolved; addresses of the network are never fetched.

#include <optional>
#include <set>
#include <string>
#include <vector>

#include "sim/scenario/files/file_source.h"
#include "sim/scenario/files/merge.h"
#include "sim/scenario/read_scenario.h"

namespace npcost {

class FileLoader {
 public:
  FileLoader(MergedTree& tree, SourceTexts& texts, Diagnostics& diagnostics, FileSource& source, std::string root_folder);

  /// A file of the command line, with what it extends. Throws FileError.
  void merge_named_file(const std::string& path);
  /// A text in memory that stands for a file.
  void merge_text(const std::string& name, const std::string& text);

  /// A file that is named by a value of the scenario (a catalog); E601 if it cannot be.
  const SourceText* read_beside(const JsonValue& path, const std::string& pointer);
  /// A text that was made from a file that was read; it lives as long as the others.
  const SourceText& keep(std::string name, std::string text) { return texts_.add(std::move(name), std::move(text)); }

  const std::string& root_folder() const { return root_folder_; }
  FileSource& source() const { return source_; }

  /// False once a text could not be read as JSON: then there is nothing to check.
  bool readable() const { return readable_; }

 private:
  void merge_parsed(const SourceText& source, const std::string& shown, std::size_t depth);
  void merge_extended(const JsonValue& path, const std::string& pointer, std::size_t depth);
  std::optional<std::string> path_beside(const JsonValue& path, const std::string& pointer);
  std::string identity(const std::string& path) const { return source_.identity(path); }
  void refuse(const std::string& code, const JsonValue& at, const std::string& pointer, std::string message,
              std::string hint = {});

  MergedTree& tree_;
  SourceTexts& texts_;
  Diagnostics& diagnostics_;
  FileSource& source_;
  std::string root_folder_;
  std::set<std::string> merged_;   ///< identities of files that are in already
  std::vector<std::string> open_;  ///< identities of the files being merged now, outermost first
  std::size_t files_ = 0;
  bool readable_ = true;
};

/// Applies one --set "/pointer=value" (E605). The value is JSON if it parses as JSON, else text. Objects on the way
/// must exist, except sections that the table of keys knows.
void apply_setting(MergedTree& tree, SourceTexts& texts, const std::string& setting, Diagnostics& diagnostics);

/// The folder part of a path, "" for none.
std::string folder_part(const std::string& path);

}  // namespace npcost
