#include "ui/terminal/output.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <cerrno>
#include <cstddef>
#include <filesystem>
#include <system_error>

#include "sim/base/atomic_file.h"

namespace npcost {
namespace {

std::string reason_of(int error) { return std::generic_category().message(error); }

[[noreturn]] void output_failed(int error) {
  const std::string what = error == EPIPE ? "nobody reads it any more" : reason_of(error);
  throw FileError("standard output", "cannot write to standard output: " + what);
}

/// 0, or the error that stopped it.
int write_all(int descriptor, std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t written = write(descriptor, bytes.data(), bytes.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) return errno;
    bytes.remove_prefix(static_cast<std::size_t>(written));
  }
  return 0;
}

}  // namespace

void write_output(std::string_view bytes) {
  if (const int error = write_all(STDOUT_FILENO, bytes); error != 0) output_failed(error);
}

void finish_output() {
  // Closing a copy makes a network disk report what it could not keep, and leaves the descriptor itself open.
  const int copy = dup(STDOUT_FILENO);
  if (copy < 0) output_failed(errno);
  if (close(copy) != 0 && errno != EINTR) output_failed(errno);
}

void say(std::string_view text) { (void)write_all(STDERR_FILENO, text); }

void guard_standard_descriptors() {
  for (const int descriptor : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO}) {
    if (fcntl(descriptor, F_GETFD) != -1 || errno != EBADF) continue;
    // Lowest free number first: this open takes exactly `descriptor`. Read-only, so that writing to it still fails.
    (void)open("/dev/null", O_RDONLY);
  }
}

void make_folders(const std::string& folder) {
  std::error_code error;
  std::filesystem::create_directories(folder, error);
  if (!error && !std::filesystem::is_directory(folder, error)) error = std::make_error_code(std::errc::not_a_directory);
  if (error) throw FileError(folder, fmt::format("cannot make the folder {}: {}", folder, error.message()));
}

}  // namespace npcost
