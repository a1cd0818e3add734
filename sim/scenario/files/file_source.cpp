#include "sim/scenario/files/file_source.h"

#include <filesystem>
#include <system_error>
#include <utility>

#include <fmt/format.h>

#include "sim/base/atomic_file.h"

namespace npcost {

namespace {

namespace fs = std::filesystem;

/// Beyond this a file is not even opened as text; between the JSON limit and this the JSON reader says what is too
/// large.
constexpr std::size_t most_bytes = 64u << 20;

fs::path resolved(const std::string& path) {
  std::error_code error;
  fs::path canonical = fs::weakly_canonical(fs::absolute(path, error), error);
  return error ? fs::path(path).lexically_normal() : canonical;
}

}  // namespace

FileSource::FileSource(const ScenarioFiles* from, ScenarioFiles& read, std::string root_folder,
                       const std::map<std::string, std::string>* drafts)
    : from_(from), drafts_(drafts), read_(read), root_(from == nullptr ? resolved(root_folder).string() : std::string()) {}

std::string FileSource::text(const std::string& path) {
  std::string text;
  if (drafts_ != nullptr && drafts_->contains(path)) {
    text = drafts_->at(path);
  } else if (from_ == nullptr) {
    text = read_whole_file(path, most_bytes);
  } else {
    const auto kept = from_->texts.find(path);
    if (kept == from_->texts.end()) throw FileError(path, fmt::format("cannot read {}: it was not kept", path));
    text = kept->second;
  }
  read_.texts[path] = text;
  return text;
}

/// Told from the root, "/": what is kept does not say where on a machine the project lies. What lies elsewhere begins with "..".
std::string FileSource::identity(const std::string& path) {
  std::string identity;
  if (from_ == nullptr) {
    const fs::path found = resolved(path);
    const fs::path below = found.lexically_relative(root_);
    if (below == ".") identity = "/";
    else if (below.empty()) identity = "../" + found.string();
    else identity = *below.begin() == ".." ? below.string() : "/" + below.string();
  } else {
    const auto kept = from_->identities.find(path);
    identity = kept == from_->identities.end() ? "../" + path : kept->second;
  }
  read_.identities[path] = identity;
  return identity;
}

}  // namespace npcost
