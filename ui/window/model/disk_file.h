#pragma once
// A file beside somebody else's editor: what it held when it was last looked at, and whether that is still so.

#include <cstdint>
#include <string>

namespace npcost::window {

class DiskFile {
 public:
  DiskFile() = default;
  /// Nothing is read yet.
  explicit DiskFile(std::string path) : path_(std::move(path)) {}

  const std::string& path() const { return path_; }
  const std::string& text() const { return text_; }
  bool exists() const { return exists_; }

  enum class Change { none, changed, vanished, came_back };
  /// Looks: cheap while time and size are what they were. After `changed` and `came_back`, text() is the new one.
  Change look();
  /// Replaces it, atomically. Throws FileError; then nothing has changed.
  void write(const std::string& text);

 private:
  struct Stamp {
    std::int64_t seconds = -1, nanoseconds = 0, size = -1;
    bool operator==(const Stamp&) const = default;
  };
  Stamp stamp() const;

  std::string path_, text_;
  Stamp seen_;
  bool exists_ = false;
};

}  // namespace npcost::window
