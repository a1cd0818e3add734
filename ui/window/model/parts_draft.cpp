// The text of the scenario, its file, and what somebody else does to that file meanwhile.
#include <fmt/format.h>

#include <algorithm>

#include "sim/base/atomic_file.h"
#include "ui/window/model/studio_parts.h"
#include "ui/window/model/text_patch.h"

namespace npcost::window {
namespace {

constexpr double look_every_seconds = 0.5;

/// "tavern.mine.npcost.json" of "tavern.npcost.json".
std::string name_beside(const std::string& path) {
  for (const std::string ending : {".npcost.json", ".json"}) {
    if (path.ends_with(ending)) return path.substr(0, path.size() - ending.size()) + ".mine" + ending;
  }
  return path + ".mine";
}

}  // namespace

void Studio::Parts::open(const std::string& file) {
  world_room.stop();
  run_room.stop();
  disk = DiskFile(file);
  edits = Edits();
  for (const std::string& setting : options.sets) {
    const std::size_t equals = setting.find('=');
    if (equals != std::string::npos) edits.set(setting.substr(0, equals), setting.substr(equals + 1));
  }
  edits = Edits(edits.list());            // what was given at the start is no step to undo
  faults.clear();
  dragged.clear();
  current = base = nullptr;
  baseline = nullptr;
  baseline_text = "file";
  shown = {};
  whole = {};
  conflict = Draft::Conflict::none;
  at_end = true;
  playing = false;
  now_ms = 0;
  (void)disk.look();
  text = disk.text();
  ++draft_edition;
  if (!disk.exists()) {
    readable = false;
    problems.clear();
    try {
      (void)read_whole_file(file, std::size_t{64} << 20);
    } catch (const FileError& error) {
      say(error.what());
    }
    conflict = Draft::Conflict::vanished;
    return show_all();
  }
  if (read_now()) {
    read_base();
    order_world();
  }
  show_all();
}

void Studio::Parts::edit_draft(std::string edited) {
  if (edited == text) return;
  text = std::move(edited);
  if (read_now()) {
    read_base();
    edits_changed();
  } else {
    world_room.stop();
    if (shown.edition != nullptr) current = shown.edition;   // the last good world stays, and is not mixed with what cannot be read
  }
  show_all();
}

void Studio::Parts::take_text(std::string theirs) {
  ++draft_edition;
  conflict = Draft::Conflict::none;
  edit_draft(std::move(theirs));
  show_all();
}

std::optional<std::string> Studio::Parts::text_with_edits() {
  std::string written = text;
  for (const auto& [pointer, value] : edits.list()) {
    std::optional<std::string> next = patched(written, pointer, value);
    if (!next) {
      say(fmt::format("{} cannot be written into the text as it is: put its faults right first; nothing was saved", pointer));
      return std::nullopt;
    }
    written = std::move(*next);
  }
  return written;
}

bool Studio::Parts::save_to(const std::string& file) {
  const std::optional<std::string> written = text_with_edits();
  if (!written) return false;
  const bool same_file = file == disk.path();
  DiskFile to = same_file ? disk : DiskFile(file);
  if (same_file && conflict == Draft::Conflict::changed_outside) {
    say(fmt::format("{} was changed outside: choose first which text it is to have; nothing was saved", file));
    return false;
  }
  try {
    to.write(*written);
  } catch (const FileError& error) {
    say(error.what());
    return false;
  }
  Edits::List file_said;
  for (const auto& [pointer, value] : edits.list()) {
    if (const ListedParameter* one = listed(pointer)) file_said.emplace_back(pointer, base != nullptr ? one->shown.text : value);
  }
  const bool new_text = *written != text;
  disk = to;
  text = *written;
  if (new_text) ++draft_edition;
  edits.saved(file_said);
  conflict = Draft::Conflict::none;
  if (read_now()) {
    base = current;
    edits_changed();
  }
  show_all();
  return true;
}

void Studio::Parts::resolve(Choice choice) {
  if (conflict == Draft::Conflict::none) return;
  const bool gone = conflict == Draft::Conflict::vanished;
  if (choice == Choice::save_mine_beside) {
    const std::string beside = name_beside(disk.path());
    try {
      write_new_atomically(beside, text);
      say(fmt::format("your text is in {}", beside));
    } catch (const FileError& error) {
      say(error.what());
      return show_draft();
    }
  }
  if (choice == Choice::keep_mine || gone) {
    if (gone && choice == Choice::take_theirs) say(fmt::format("{} is gone: there is nothing to take", disk.path()));
    if (!gone || choice != Choice::take_theirs) conflict = Draft::Conflict::none;
    return show_draft();
  }
  take_text(disk.text());
}

/// Files that the scenario names: catalogs, what it extends, tables.
void Studio::Parts::look_after_others() {
  if (current == nullptr) return;
  bool changed = false;
  std::vector<DiskFile> still_named;
  for (const auto& [path, known] : current->read.files.texts) {
    if (path == disk.path()) continue;
    const auto found = std::find_if(others.begin(), others.end(), [&file = path](const DiskFile& other) { return other.path() == file; });
    DiskFile other = found != others.end() ? *found : DiskFile(path);
    if (other.look() != DiskFile::Change::none) changed = changed || other.text() != known;
    still_named.push_back(std::move(other));
  }
  others = std::move(still_named);
  if (!changed) return;
  say("a file that the scenario names was changed outside, and all has been read again");
  if (read_now()) {
    read_base();
    order_world();
  }
  show_all();
}

void Studio::Parts::look_after_file() {
  if (since_look < look_every_seconds || disk.path().empty()) return;
  since_look = 0;
  look_after_others();
  const std::string known = disk.text();
  switch (disk.look()) {
    case DiskFile::Change::none: return;
    case DiskFile::Change::vanished:
      conflict = Draft::Conflict::vanished;
      say(fmt::format("{} is gone or cannot be read; your text is still here", disk.path()));
      break;
    case DiskFile::Change::came_back:
    case DiskFile::Change::changed:
      if (disk.text() == text) {
        conflict = Draft::Conflict::none;
      } else if (text == known || text.empty()) {
        say(fmt::format("{} was changed outside and has been read again", disk.path()));
        return take_text(disk.text());
      } else {
        conflict = Draft::Conflict::changed_outside;
        say(fmt::format("{} was changed outside, and so was your text", disk.path()));
      }
      break;
  }
  show_draft();
}

}  // namespace npcost::window
