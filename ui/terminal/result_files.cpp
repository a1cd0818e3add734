#include "ui/terminal/result_files.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <filesystem>
#include <system_error>

#include "sim/base/atomic_file.h"
#include "sim/reading/diagnostic.h"
#include "ui/report/write_csv.h"
#include "ui/report/write_json.h"
#include "ui/terminal/output.h"

namespace npcost {
namespace {

namespace fs = std::filesystem;

/// How the result files of a format begin: what tells an older result from somebody's work.
std::string_view beginning_of(std::string_view format) {
  return format == "json" ? std::string_view("{\n  \"npcost_result\":") : std::string_view("record,name,group,");
}

bool begins_with(const std::string& path, std::string_view expected) {
  const int descriptor = open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK);
  if (descriptor < 0) return false;
  std::array<char, 64> buffer{};
  const ssize_t got = read(descriptor, buffer.data(), buffer.size());
  close(descriptor);
  return got > 0 && std::string_view(buffer.data(), static_cast<std::size_t>(got)).starts_with(expected);
}

/// Why the file may not be (over)written; empty if it may.
std::string overwrite_refusal(const ResultFile& file, const ScenarioRequest& request) {
  std::error_code error;
  for (const auto* inputs : {&request.files, &request.overlays}) {
    for (const std::string& input : *inputs) {
      if (fs::equivalent(file.path, input, error))
        return fmt::format("{} is an input of this run", printable(file.path));
    }
  }
  const fs::file_status status = fs::status(file.path, error);
  if (!fs::exists(status)) return {};
  if (!fs::is_regular_file(status)) return fmt::format("{} is not a regular file", printable(file.path));
  if (fs::file_size(file.path, error) == 0 || begins_with(file.path, beginning_of(file.format))) return {};
  return fmt::format("{} exists and is not a result of npcost; move it away or choose another name",
                     printable(file.path));
}

/// `path` with all links resolved, as far as it exists.
std::optional<fs::path> resolved(const fs::path& path) {
  std::error_code error;
  const fs::path absolute = fs::absolute(path, error);
  if (error) return {};
  fs::path real = fs::weakly_canonical(absolute, error);
  if (error) return {};
  return real;
}

bool lies_under(const fs::path& path, const fs::path& root) {
  const auto inside = resolved(path);
  const auto outside = resolved(root);
  if (!inside || !outside) return false;
  const auto [at, rest] = std::mismatch(outside->begin(), outside->end(), inside->begin(), inside->end());
  (void)rest;
  return at == outside->end() || at->empty();  // a root written with a final slash ends in an empty name
}

fs::path folder_of(const std::string& file) {
  const fs::path folder = fs::path(file).parent_path();
  return folder.empty() ? fs::path(".") : folder;
}

/// Why an output of the scenario cannot be written; `file` gets its path.
std::string plan_output(const Options& options, const Output& output, ResultFile& file) {
  if (std::string refusal = format_refusal(output.format); !refusal.empty()) return refusal;
  const fs::path to = output.to;
  const std::string ending = "." + output.format;
  if (to.empty() || to.is_absolute() || output.to.find('\0') != std::string::npos || to.extension() != ending) {
    return fmt::format("\"{}\" must be a relative path that ends in {}", printable(output.to), ending);
  }
  const fs::path folder = folder_of(options.request.files.front());
  const fs::path path = folder == "." ? to : folder / to;
  if (!lies_under(path, options.request.root.empty() ? folder : fs::path(options.request.root))) {
    return fmt::format("\"{}\" lies outside the project folder", printable(output.to));
  }
  file = {output.format, path.string()};
  return {};
}

bool is_doubled(const std::vector<ResultFile>& files, const ResultFile& file) {
  return std::any_of(files.begin(), files.end(), [&file](const ResultFile& other) {
    return fs::path(other.path).lexically_normal() == fs::path(file.path).lexically_normal();
  });
}

}  // namespace

std::string stem_of(const std::string& scenario_file) {
  std::string name = fs::path(scenario_file).filename().string();
  for (const std::string_view ending : {".npcost.json", ".json"}) {
    if (name.size() > ending.size() && name.ends_with(ending)) return name.substr(0, name.size() - ending.size());
  }
  return name;
}

ResultFiles planned_files(const Options& options, const std::vector<Output>& outputs) {
  ResultFiles planned;
  if (!options.out.empty()) {
    const std::string stem = stem_of(options.request.files.front());
    for (const std::string& format : options.formats) {
      planned.files.push_back({format, (fs::path(options.out) / (stem + "." + format)).string()});
    }
  } else if (!options.quick) {
    for (std::size_t i = 0; i < outputs.size(); ++i) {
      ResultFile file;
      std::string refusal = plan_output(options, outputs[i], file);
      if (refusal.empty() && is_doubled(planned.files, file))
        refusal = fmt::format("{} is written twice", printable(file.path));
      if (!refusal.empty()) return {{}, fmt::format("/outputs/{}: {}", i, refusal)};
      planned.files.push_back(std::move(file));
    }
  }
  for (const ResultFile& file : planned.files) {
    if (std::string refusal = overwrite_refusal(file, options.request); !refusal.empty())
      return {{}, std::move(refusal)};
  }
  return planned;
}

void write_result(const ResultFile& file, const Result& result) {
  make_folders(folder_of(file.path).string());
  write_atomically(file.path, file.format == "json" ? result_json(result) : result_csv(result));
}

}  // namespace npcost
