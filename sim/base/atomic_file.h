#pragma once
// One reader and one writer for every file that the engine and its clients touch.
//
// read_whole_file   regular files only (no FIFO, device or directory), refused by size before reading.
// write_atomically  temporary file in the same folder, write, fsync, close, rename, fsync of the folder: after any failure
//                   or kill the old file is whole. Every step is checked.

#include <cstddef>
#include <stdexcept>
#include <string>
#include <string_view>

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
/// Replaces or creates `path`. Throws FileError; then an older file at `path` is untouched and no temporary file stays.
void write_atomically(const std::string& path, std::string_view bytes);
/// Lower-case hexadecimal SHA-256.
std::string sha256_hex(std::string_view bytes);

}  // namespace npcost
