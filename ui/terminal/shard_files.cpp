#include "ui/terminal/shard_files.h"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <system_error>

#include "sim/reading/diagnostic.h"

namespace npcost {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view ending = ".npcost-usage";

/// The words of a run that matter to its result, in one order.
std::vector<std::string> arguments_of(const Options& options) {
  std::vector<std::string> words = options.request.files;
  const auto add = [&words](std::string_view option, const std::string& value) {
    words.emplace_back(option);
    words.push_back(value);
  };
  for (const std::string& overlay : options.request.overlays) add("-f", overlay);
  for (const std::string& setting : options.request.settings) add("--set", setting);
  if (!options.request.root.empty()) add("--root", options.request.root);
  if (options.seed) add("--seed", fmt::format("{}", *options.seed));
  if (options.replications) add("--replications", fmt::format("{}", *options.replications));
  if (options.quick) words.emplace_back("--quick");
  return words;
}

/// A word as a POSIX shell takes it; what cannot be printed stays visible as an escape.
std::string shell_word(const std::string& word) {
  const bool plain = !word.empty() && std::all_of(word.begin(), word.end(), [](unsigned char c) {
    const bool letter = (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
    return letter || (c >= '0' && c <= '9') || std::string_view("-_./,:=+@%").find(static_cast<char>(c)) != std::string_view::npos;
  });
  if (plain) return word;
  std::string quoted = "'";
  for (const char c : word) quoted += c == '\'' ? std::string("'\\''") : std::string(1, c);
  return printable(quoted + "'");
}

/// Whether the parts are all that the shard owns. They are compared as they come: a file may be large.
class Coverage {
 public:
  explicit Coverage(const UsageHeader& header) : units_(header.units), wanted_(header.units.parts_of(header.shard)) {}

  void see(const UsagePart& part) {
    if (next_ >= wanted_.size()) {
      complete_ = false;
      return;
    }
    const WorkPart& want = wanted_[next_++];
    const std::uint32_t blocks = units_.blocks[want.world];
    const UnitRange all{units_before(part.units, want.from, blocks), units_before(part.units, want.to, blocks)};
    const bool done = all.from == all.to ? part.done.empty() : part.done == std::vector<UnitRange>{all};
    complete_ = complete_ && done && part.world == want.world && part.replication == want.replication;
  }
  bool complete() const { return complete_ && next_ == wanted_.size(); }

 private:
  const WorkUnits& units_;
  std::vector<WorkPart> wanted_;
  std::size_t next_ = 0;
  bool complete_ = true;
};

}  // namespace

ShardWork shard_work(const Options& options, const ReadScenario& read) {
  ShardWork work{&read, arguments_of(options), {}, {}};
  work.units.replications = read.scenario->experiment.replications;
  work.units.blocks.push_back(blocks_of(*compile_plan(*read.scenario, 0)));
  for (const Variant& variant : read.variants) work.units.blocks.push_back(blocks_of(*compile_plan(variant.scenario, 0)));
  work.sha256 = work_sha256(*read.scenario, read.variants, work.units, options.quick ? "quick" : "");
  return work;
}

UsageHeader header_of(const ShardWork& work, const Shard& shard) {
  const Scenario& scenario = *work.read->scenario;
  return {NPCOST_VERSION, work.sha256, scenario.sha256, scenario.experiment.seed, work.units, shard, work.arguments, work.read->files};
}

std::string usage_path(const std::string& folder, const Shard& shard) {
  return (fs::path(folder) / fmt::format("shard-{:05}-of-{:05}{}", shard.number, shard.of, ending)).string();
}

std::string checkpoint_path(const std::string& usage_file) { return usage_file + ".part"; }

std::string shard_text(const Shard& shard) { return fmt::format("shard {} of {}", shard.number, shard.of); }

std::string command_for(const UsageHeader& header, const Shard& shard, const std::string& folder) {
  std::string command = "npcost run";
  for (const std::string& argument : header.arguments) command += " " + shell_word(argument);
  return command + fmt::format(" --shard {}/{} --out {}", shard.number, shard.of, shell_word(folder));
}

UsageFile look_at(const std::string& path) {
  UsageFile file{path, UsageFile::State::absent, {}, {}, false};
  std::error_code error;
  if (fs::symlink_status(path, error).type() == fs::file_type::not_found) return file;
  try {
    UsageFileReader reader(path);
    file.header = reader.header();
    file.has_header = true;
    Coverage coverage(file.header);
    while (const auto part = reader.next()) coverage.see(*part);
    file.state = coverage.complete() ? UsageFile::State::whole : UsageFile::State::unfinished;
  } catch (const BadUsageFile& bad) {
    file.state = bad.why() == BadUsageFile::Why::foreign ? UsageFile::State::foreign : UsageFile::State::torn;
    file.why = bad.what();
  }
  return file;
}

std::vector<UsageFile> usage_files(const std::string& folder) {
  std::error_code error;
  std::vector<std::string> paths;
  for (fs::directory_iterator at(folder, error), end; !error && at != end; at.increment(error)) {
    if (at->path().filename().string().ends_with(ending)) paths.push_back(at->path().string());
  }
  if (error) throw FileError(folder, fmt::format("cannot read {}: {}", folder, error.message()));
  std::sort(paths.begin(), paths.end());
  std::vector<UsageFile> files;
  for (const std::string& path : paths) files.push_back(look_at(path));
  return files;
}

std::string difference(const UsageHeader& one, const UsageHeader& other) {
  const auto both = [](std::string_view what, const auto& a, const auto& b) { return fmt::format("the {} ({} and {})", what, a, b); };
  if (one.engine_version != other.engine_version) {
    return both("version of npcost", printable(one.engine_version), printable(other.engine_version));
  }
  if (one.scenario_sha256 != other.scenario_sha256) {
    return both("scenario", printable(one.scenario_sha256.substr(0, 12)), printable(other.scenario_sha256.substr(0, 12)));
  }
  if (one.seed != other.seed) return both("seed", one.seed, other.seed);
  if (one.units.replications != other.units.replications) {
    return both("number of replications", one.units.replications, other.units.replications);
  }
  if (one.work_sha256 != other.work_sha256 || !(one.units == other.units)) return "what is simulated (--quick, or the variants)";
  if (one.shard.of != other.shard.of) return both("number of shards", one.shard.of, other.shard.of);
  return {};
}

}  // namespace npcost
