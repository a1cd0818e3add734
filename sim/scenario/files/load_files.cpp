#include "sim/scenario/files/load_files.h"

#include <algorithm>
#include <filesystem>

#include <fmt/format.h>

#include "sim/base/atomic_file.h"
#include "sim/scenario/files/json_write.h"

namespace npcost {

namespace {

namespace fs = std::filesystem;

constexpr std::size_t deepest_extends = 8;
constexpr std::size_t most_files = 64;

bool inside(const fs::path& folder, const fs::path& file) {
  const auto [end, ignored] = std::mismatch(folder.begin(), folder.end(), file.begin(), file.end());
  return end == folder.end() || (end->empty() && std::next(end) == folder.end());
}

bool failed_to_parse(const JsonValue& value) {
  return value.kind == JsonValue::Kind::null && value.place.source == nullptr;
}

}  // namespace

std::string folder_part(const std::string& path) { return fs::path(path).parent_path().string(); }

FileLoader::FileLoader(MergedTree& tree, SourceTexts& texts, Diagnostics& diagnostics, FileSource& source, std::string root_folder)
    : tree_(tree), texts_(texts), diagnostics_(diagnostics), source_(source), root_folder_(std::move(root_folder)) {
  if (root_folder_.empty()) root_folder_ = ".";
}

void FileLoader::refuse(const std::string& code, const JsonValue& at, const std::string& pointer, std::string message,
                        std::string hint) {
  diagnostics_.error(code, at.place, pointer, std::move(message), std::move(hint));
  readable_ = false;
}

void FileLoader::merge_named_file(const std::string& path) {
  const SourceText& source = texts_.add(path, source_.text(path));
  ++files_;
  merge_parsed(source, path, 0);
}

void FileLoader::merge_text(const std::string& name, const std::string& text) {
  ++files_;
  merge_parsed(texts_.add(name, text), name, 0);
}

void FileLoader::merge_parsed(const SourceText& source, const std::string& shown, std::size_t depth) {
  const std::string self = identity(shown);
  tree_.folder_of[&source] = folder_part(shown);
  merged_.insert(self);
  JsonValue value = read_json(source, diagnostics_);
  if (failed_to_parse(value)) {
    readable_ = false;
    return;
  }
  if (value.kind != JsonValue::Kind::object) {
    refuse("E208", value, "", "a scenario is an object: { … }");
    return;
  }
  open_.push_back(self);
  if (const JsonMember* extends = value.find("extends")) {
    if (extends->value.kind == JsonValue::Kind::string) {
      merge_extended(extends->value, "/extends", depth + 1);
    } else if (extends->value.kind == JsonValue::Kind::array) {
      for (std::size_t i = 0; i < extends->value.items.size(); ++i) {
        merge_extended(extends->value.items[i], "/extends/" + std::to_string(i), depth + 1);
      }
    } else if (extends->value.kind != JsonValue::Kind::null) {
      refuse("E208", extends->value, "/extends", "\"extends\" needs a file name or a list of file names");
    }
  }
  open_.pop_back();
  remove_member(value, "extends");
  if (tree_.root.kind == JsonValue::Kind::object) {
    merge_patch(tree_, tree_.root, value, "");
  } else {
    tree_.root = std::move(value);
  }
}

void FileLoader::merge_extended(const JsonValue& path, const std::string& pointer, std::size_t depth) {
  const std::optional<std::string> found = path_beside(path, pointer);
  if (!found) {
    readable_ = false;
    return;
  }
  const std::string self = identity(*found);
  if (std::find(open_.begin(), open_.end(), self) != open_.end()) {
    refuse("E602", path, pointer,
           fmt::format("\"{}\" extends itself through its own \"extends\"", printable(path.text)),
           "remove one \"extends\"");
    return;
  }
  if (merged_.contains(self)) return;  // a diamond: its values are in already
  if (depth > deepest_extends) {
    refuse("E602", path, pointer, fmt::format("files extend each other more than {} deep", deepest_extends));
    return;
  }
  if (++files_ > most_files) {
    refuse("E602", path, pointer, fmt::format("more than {} files are merged", most_files));
    return;
  }
  try {
    merge_parsed(texts_.add(*found, source_.text(*found)), *found, depth);
  } catch (const FileError& error) {
    refuse("E601", path, pointer, error.what());
  }
}

std::optional<std::string> FileLoader::path_beside(const JsonValue& path, const std::string& pointer) {
  const auto no = [&](std::string message, std::string hint = {}) {
    diagnostics_.error("E601", path.place, pointer, std::move(message), std::move(hint));
    return std::nullopt;
  };
  if (path.kind != JsonValue::Kind::string) {
    diagnostics_.error("E208", path.place, pointer, "a file name is needed here, as text");
    return std::nullopt;
  }
  if (path.text.empty() || path.text.find('\0') != std::string::npos) return no("this is not a file name");
  if (path.text.find("://") != std::string::npos) {
    return no(fmt::format("cannot read \"{}\": nothing is fetched from the network", printable(path.text)),
              "download the file and name the copy");
  }
  const auto folder = tree_.folder_of.find(path.place.source);
  const fs::path beside = folder == tree_.folder_of.end() ? fs::path(root_folder_) : fs::path(folder->second);
  const std::string shown = (beside / path.text).lexically_normal().string();
  if (!inside(identity(root_folder_), identity(shown))) {
    return no(fmt::format("cannot read \"{}\": it is outside of the project folder", printable(path.text)),
              "copy it into the project, or name a wider folder with --root");
  }
  return shown;
}

const SourceText* FileLoader::read_beside(const JsonValue& path, const std::string& pointer) {
  const std::optional<std::string> found = path_beside(path, pointer);
  if (!found) return nullptr;
  try {
    const SourceText& text = texts_.add(*found, source_.text(*found));
    tree_.folder_of[&text] = folder_part(*found);  // what it names in turn lies beside it
    return &text;
  } catch (const FileError& error) {
    diagnostics_.error("E601", path.place, pointer, error.what());
    return nullptr;
  }
}

}  // namespace npcost
