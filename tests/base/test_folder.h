#pragma once
// What the tests of files share: a folder that goes away, and the sentence of an error.

#include <cstdlib>
#include <filesystem>
#include <iterator>
#include <string>
#include <string_view>
#include <system_error>

#include <unistd.h>

#include "sim/base/atomic_file.h"
#include "tests/catch.h"

namespace npcost {

/// A folder of its own for one test; removed afterwards.
class Folder {
 public:
  Folder() {
    std::string name = (std::filesystem::temp_directory_path() / "npcost-file-XXXXXX").string();
    REQUIRE(::mkdtemp(name.data()) != nullptr);
    path_ = name;
  }
  ~Folder() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
  }
  std::string operator/(const std::string& name) const { return path_ + "/" + name; }
  const std::string& path() const { return path_; }
  std::size_t entries() const {
    const std::filesystem::directory_iterator first(path_);
    return static_cast<std::size_t>(std::distance(first, std::filesystem::directory_iterator()));
  }

 private:
  std::string path_;
};

/// While it lives, a root user's files are opened with the rights of nobody.
class WithoutPrivileges {
 public:
  WithoutPrivileges() : was_root_(::geteuid() == 0) {
    if (was_root_) REQUIRE(::seteuid(65534) == 0);
  }
  ~WithoutPrivileges() {
    if (was_root_ && ::seteuid(0) != 0) std::abort();
  }

 private:
  bool was_root_;
};

inline std::string read(const std::string& path) { return read_whole_file(path, 1 << 20); }

/// The sentence of the FileError that `action` throws; "" if it throws none.
template <typename Action>
std::string complaint(Action action) {
  try {
    action();
  } catch (const FileError& error) {
    return error.what();
  }
  return "";
}

inline bool says(const std::string& sentence, std::string_view part) {
  return sentence.find(part) != std::string::npos;
}

}  // namespace npcost
