#include "ui/window/model/disk_file.h"

#include <sys/stat.h>

#include "sim/base/atomic_file.h"

namespace npcost::window {
namespace {

constexpr std::size_t most_bytes = 64u << 20;

}  // namespace

DiskFile::Stamp DiskFile::stamp() const {
  struct stat found {};
  if (path_.empty() || ::stat(path_.c_str(), &found) != 0) return {};
  return {static_cast<std::int64_t>(found.st_mtim.tv_sec), static_cast<std::int64_t>(found.st_mtim.tv_nsec),
          static_cast<std::int64_t>(found.st_size)};
}

DiskFile::Change DiskFile::look() {
  const Stamp now = stamp();
  if (now == seen_) return Change::none;
  const bool was_there = exists_;
  if (now.size < 0) {
    seen_ = now;
    exists_ = false;
    return was_there ? Change::vanished : Change::none;
  }
  std::string text;
  try {
    text = read_whole_file(path_, most_bytes);
  } catch (const FileError&) {   // between two steps of somebody's writing, or unreadable: as good as gone
    seen_ = {};
    exists_ = false;
    return was_there ? Change::vanished : Change::none;
  }
  seen_ = now;
  exists_ = true;
  const bool same = text == text_;
  text_ = std::move(text);
  if (!was_there) return Change::came_back;
  return same ? Change::none : Change::changed;
}

void DiskFile::write(const std::string& text) {
  write_atomically(path_, text);
  text_ = text;
  exists_ = true;
  seen_ = stamp();
}

}  // namespace npcost::window
