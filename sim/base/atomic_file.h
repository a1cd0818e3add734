#pragma once
// One reader and one writer for every file that the engine and its clients touch.
//
// read_whole_file   regular files only (no pipe, device or folder), refused by size before reading.
// FileStream        a regular file of any size, piece by piece in constant memory; or standard input, which may be a pipe.
// write_atomically  temporary file in the same folder, write, fsync, close, rename, fsync of the folder: after any
//                   failure or kill the old file is whole. Every step is checked.
// Links             are followed both ways: what a symbolic link names is read, and replaced while the link stays.
// Permissions       a new file gets what the user's umask leaves; a replaced one keeps the old one's. A read-only file
//                   is refused, though a rename could replace it.

#include <cstddef>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>

namespace npcost {

/// Disk full, unreadable, not a regular file …: what() is a sentence with the path and the system's reason.
class FileError : public std::runtime_error {
 public:
  FileError(std::string path, const std::string& sentence) : std::runtime_error(sentence), path_(std::move(path)) {}
  const std::string& path() const { return path_; }

 private:
  std::string path_;
};

/// The whole file as bytes. Throws FileError (missing, not regular, too large, unreadable).
std::string read_whole_file(const std::string& path, std::size_t max_bytes);

/// A file read from front to end, once.
class FileStream {
 public:
  /// Throws FileError (missing, not regular, unreadable).
  explicit FileStream(const std::string& path);
  /// What the process was given as its input: a pipe, a terminal or a file, but no folder. Throws FileError.
  static FileStream standard_input();
  FileStream(FileStream&& other) noexcept;
  FileStream& operator=(FileStream&&) = delete;
  ~FileStream();

  /// Fills the front of `buffer` and says how much of it; 0 is the end. Waits for a pipe. Throws FileError.
  /// Requires a buffer that is not empty.
  std::size_t read(std::span<char> buffer);
  /// The path, or "standard input".
  const std::string& name() const { return name_; }

 private:
  FileStream(int descriptor, bool owned, std::string name);
  int descriptor_;
  bool owned_;
  std::string name_;
};

/// Replaces or creates `path`; its folder must exist. Throws FileError; then an older file at `path` is untouched and
/// no temporary file stays. (One exception, and the sentence says so: when only the folder's fsync fails, the new file
/// is already in place. And a process that is killed can leave a file ".npcost-….tmp".)
void write_atomically(const std::string& path, std::string_view bytes);
/// The same for a file whose parts are not in one piece: all of them, one behind the other.
void write_atomically(const std::string& path, std::span<const std::string> parts);
/// The same for a file that must not be there yet, not even one that comes while this one is being written.
void write_new_atomically(const std::string& path, std::string_view bytes);
/// Lower-case hexadecimal SHA-256.
std::string sha256_hex(std::string_view bytes);

}  // namespace npcost
