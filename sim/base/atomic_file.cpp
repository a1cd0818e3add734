#include "sim/base/atomic_file.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <cerrno>
#include <cstdint>
#include <system_error>
#include <utility>
#include <vector>

namespace npcost {
namespace {

constexpr std::string_view cannot_read = "read";
constexpr std::string_view cannot_write = "write";

[[noreturn]] void fail(std::string_view verb, const std::string& path, std::string_view why) {
  throw FileError(path, fmt::format("cannot {} {}: {}", verb, path, why));
}

/// The system's words for `error`; `step` says what was being tried when the path alone does not.
[[noreturn]] void fail_with(std::string_view verb, const std::string& path, int error, std::string_view step = "") {
  const std::string reason = std::generic_category().message(error);
  fail(verb, path, step.empty() ? reason : fmt::format("{}: {}", step, reason));
}

/// The system would silently stop at a NUL and use another file; so would what() in the middle of its sentence.
void refuse_nul(std::string_view verb, const std::string& path) {
  const std::size_t nul = path.find('\0');
  if (nul == std::string::npos) return;
  throw FileError(path, fmt::format("cannot {} {}…: a path must not contain a NUL byte", verb, path.substr(0, nul)));
}

std::string_view kind_of(mode_t mode) {
  if (S_ISDIR(mode)) return "it is a directory";
  if (S_ISFIFO(mode)) return "it is a named pipe";
  if (S_ISCHR(mode) || S_ISBLK(mode)) return "it is a device";
  if (S_ISSOCK(mode)) return "it is a socket";
  return "it is not a file";
}

void require_regular(std::string_view verb, const std::string& path, const struct stat& status) {
  if (!S_ISREG(status.st_mode)) fail(verb, path, fmt::format("{}; a regular file is needed", kind_of(status.st_mode)));
}

/// An open file that closes itself; close() is for those who must know whether closing failed.
class OpenFile {
 public:
  explicit OpenFile(int descriptor) : descriptor_(descriptor) {}
  OpenFile(const OpenFile&) = delete;
  OpenFile& operator=(const OpenFile&) = delete;
  ~OpenFile() {
    if (descriptor_ >= 0) ::close(descriptor_);
  }
  bool is_open() const { return descriptor_ >= 0; }
  int descriptor() const { return descriptor_; }
  /// 0 or an error number. After EINTR Linux has closed the file: a second close could hit somebody else's.
  int close() {
    const int result = ::close(std::exchange(descriptor_, -1));
    return result == 0 || errno == EINTR ? 0 : errno;
  }

 private:
  int descriptor_;
};

/// A path split after its last '/': the folder is "." when none is written.
struct FolderAndName {
  std::string folder;
  std::string name;
};

FolderAndName split_path(const std::string& path) {
  const std::size_t slash = path.rfind('/');
  if (slash == std::string::npos) return {".", path};
  return {slash == 0 ? "/" : path.substr(0, slash), path.substr(slash + 1)};
}

std::string link_target(const std::string& link) {
  std::string target(4096, '\0');  // PATH_MAX; no link names more
  const ssize_t length = ::readlink(link.c_str(), target.data(), target.size());
  if (length < 0) fail_with(cannot_write, link, errno);
  target.resize(static_cast<std::size_t>(length));
  return target;
}

/// The file that `path` names in the end: a symbolic link stays a link and the file behind it is replaced.
std::string behind_links(const std::string& path) {
  std::string at = path;
  for (int links = 0; links < 40; ++links) {  // as many as Linux itself follows
    struct stat status {};
    if (::lstat(at.c_str(), &status) != 0 || !S_ISLNK(status.st_mode)) return at;
    const std::string target = link_target(at);
    at = target.starts_with('/') ? target : split_path(at).folder + "/" + target;
  }
  fail_with(cannot_write, path, ELOOP);
}

/// A new file beside the one to be replaced; removed unless it takes that one's place.
class TemporaryFile {
 public:
  TemporaryFile(const std::string& final_path, const std::string& folder) {
    static std::atomic<std::uint64_t> next_number{0};
    // Process and number make the name unique on one machine; a folder shared by machines can still hold it: try on.
    for (int attempt = 0; attempt < 1000; ++attempt) {
      path_ = fmt::format("{}/.npcost-{}-{}.tmp", folder, ::getpid(), next_number.fetch_add(1));
      descriptor_ = ::open(path_.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0666);
      if (descriptor_ >= 0) return;
      if (errno != EEXIST) fail_with(cannot_write, final_path, errno, "no temporary file can be made beside it");
    }
    fail_with(cannot_write, final_path, EEXIST, "no temporary file can be made beside it");
  }
  TemporaryFile(const TemporaryFile&) = delete;
  TemporaryFile& operator=(const TemporaryFile&) = delete;
  ~TemporaryFile() {
    if (!path_.empty()) ::unlink(path_.c_str());
  }
  int descriptor() const { return descriptor_; }
  /// 0 or an error number.
  int take_place_of(const std::string& final_path) {
    if (::rename(path_.c_str(), final_path.c_str()) != 0) return errno;
    path_.clear();
    return 0;
  }
  /// 0 or an error number, EEXIST if there is something already: a second name, which the system gives only where none is.
  int take_free_place(const std::string& final_path) {
    return ::link(path_.c_str(), final_path.c_str()) == 0 ? 0 : errno;
  }

 private:
  std::string path_;
  int descriptor_ = -1;
};

void write_all(int descriptor, std::string_view bytes, const std::string& path) {
  while (!bytes.empty()) {
    const ssize_t written = ::write(descriptor, bytes.data(), bytes.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) fail_with(cannot_write, path, errno);
    if (written == 0) fail_with(cannot_write, path, ENOSPC);
    bytes.remove_prefix(static_cast<std::size_t>(written));
  }
}

/// 0 or an error number. File systems that cannot sync say so, and there is nothing more to be done on them.
int sync(int descriptor) {
  while (::fsync(descriptor) != 0) {
    if (errno == EINTR) continue;
    return errno == EINVAL || errno == ENOTSUP ? 0 : errno;
  }
  return 0;
}

/// Permissions for the new file: those of the file it replaces. Nothing if there is none.
struct Replaced {
  bool exists = false;
  mode_t permissions = 0;
};

Replaced examine_old_file(const std::string& path) {
  struct stat status {};
  if (::stat(path.c_str(), &status) != 0) {
    if (errno == ENOENT) return {};  // also a link to a file that does not exist yet
    fail_with(cannot_write, path, errno);
  }
  require_regular(cannot_write, path, status);
  // Renaming asks the folder only; a file that was made read-only is meant to stay.
  if (::faccessat(AT_FDCWD, path.c_str(), W_OK, AT_EACCESS) != 0) fail_with(cannot_write, path, errno);
  return {true, static_cast<mode_t>(status.st_mode & 0777)};
}

}  // namespace

std::string read_whole_file(const std::string& path, std::size_t max_bytes) {
  refuse_nul(cannot_read, path);
  // Non-blocking, so that a pipe without a writer is refused below and does not hang here.
  const OpenFile file(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY));
  if (!file.is_open()) fail_with(cannot_read, path, errno);
  struct stat status {};
  if (::fstat(file.descriptor(), &status) != 0) fail_with(cannot_read, path, errno);
  require_regular(cannot_read, path, status);
  const auto size = static_cast<std::uint64_t>(status.st_size);
  if (size > max_bytes) fail(cannot_read, path, fmt::format("it has {} bytes; at most {} are read", size, max_bytes));

  // The size may have been wrong (a file that grows, /proc): read on to the end, but never past the limit.
  constexpr std::size_t step = 64 * 1024;
  std::string bytes(std::min(static_cast<std::size_t>(size), max_bytes) + 1, '\0');
  std::size_t filled = 0;
  while (true) {
    if (filled == bytes.size()) bytes.resize(bytes.size() + step);
    const ssize_t got = ::read(file.descriptor(), bytes.data() + filled, bytes.size() - filled);
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) fail_with(cannot_read, path, errno);
    if (got == 0) break;
    filled += static_cast<std::size_t>(got);
    if (filled > max_bytes) {
      fail(cannot_read, path, fmt::format("it has more than the {} bytes that are read", max_bytes));
    }
  }
  bytes.resize(filled);
  return bytes;
}

FileStream::FileStream(int descriptor, bool owned, std::string name)
    : descriptor_(descriptor), owned_(owned), name_(std::move(name)) {}

FileStream::FileStream(const std::string& path) : FileStream(-1, true, path) {
  refuse_nul(cannot_read, path);
  descriptor_ = ::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
  if (descriptor_ < 0) fail_with(cannot_read, path, errno);
  struct stat status {};
  if (::fstat(descriptor_, &status) != 0) fail_with(cannot_read, path, errno);
  require_regular(cannot_read, path, status);
}

FileStream FileStream::standard_input() {
  FileStream stream(STDIN_FILENO, false, "standard input");
  struct stat status {};
  if (::fstat(STDIN_FILENO, &status) != 0) fail_with(cannot_read, stream.name_, errno);
  if (S_ISDIR(status.st_mode)) fail(cannot_read, stream.name_, "it is a directory");
  return stream;
}

FileStream::FileStream(FileStream&& other) noexcept
    : descriptor_(std::exchange(other.descriptor_, -1)), owned_(other.owned_), name_(std::move(other.name_)) {}

FileStream::~FileStream() {
  if (owned_ && descriptor_ >= 0) ::close(descriptor_);
}

std::size_t FileStream::read(std::span<char> buffer) {
  while (true) {
    const ssize_t got = ::read(descriptor_, buffer.data(), buffer.size());
    if (got >= 0) return static_cast<std::size_t>(got);
    if (errno != EINTR) fail_with(cannot_read, name_, errno);
  }
}

namespace {

enum class Place { taken_or_free, free };

void write(const std::string& path, std::span<const std::string_view> parts, Place place) {
  refuse_nul(cannot_write, path);
  const Replaced old_file = examine_old_file(path);
  if (old_file.exists && place == Place::free) fail_with(cannot_write, path, EEXIST);
  const std::string final_path = behind_links(path);
  const auto [folder, name] = split_path(final_path);
  if (name.empty()) fail(cannot_write, path, "it does not end in a file name");

  // Opened first: what can fail should fail before anything is replaced.
  const OpenFile open_folder(::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  if (!open_folder.is_open()) fail_with(cannot_write, path, errno, fmt::format("folder {}", folder));

  TemporaryFile temporary(path, folder);
  OpenFile file(temporary.descriptor());
  if (old_file.exists && ::fchmod(file.descriptor(), old_file.permissions) != 0) fail_with(cannot_write, path, errno);
  for (const std::string_view bytes : parts) write_all(file.descriptor(), bytes, path);
  // A full disk may show only here: network file systems and delayed allocation report it late.
  if (const int error = sync(file.descriptor())) fail_with(cannot_write, path, error);
  if (const int error = file.close()) fail_with(cannot_write, path, error);
  const bool is_new = place == Place::free;
  if (const int error = is_new ? temporary.take_free_place(final_path) : temporary.take_place_of(final_path)) {
    fail_with(cannot_write, path, error);
  }
  if (const int error = sync(open_folder.descriptor())) {
    fail_with(cannot_write, path, error, "the new file is in place, but may not outlive a power cut");
  }
}

}  // namespace

void write_atomically(const std::string& path, std::string_view bytes) { write(path, {&bytes, 1}, Place::taken_or_free); }

void write_atomically(const std::string& path, std::span<const std::string> parts) {
  write(path, std::vector<std::string_view>(parts.begin(), parts.end()), Place::taken_or_free);
}

void write_new_atomically(const std::string& path, std::string_view bytes) { write(path, {&bytes, 1}, Place::free); }

}  // namespace npcost
