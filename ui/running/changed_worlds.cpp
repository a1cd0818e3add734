#include "ui/running/changed_worlds.h"

#include <fmt/format.h>

#include <algorithm>
#include <atomic>
#include <set>
#include <utility>

#include "sim/base/atomic_file.h"
#include "ui/running/run_diagnostics.h"

namespace npcost {

namespace {

using Values = std::vector<std::string>;

class WorldReader {
 public:
  WorldReader(const ReadScenario& base, const std::vector<VariedPath>& paths) : base_(base), paths_(paths) {}

  /// The errors, if the world cannot be read.
  std::vector<Diagnostic> read(const Values& values, ChangedWorld& world) const {
    std::vector<std::string> settings;
    for (std::size_t p = 0; p < paths_.size(); ++p) settings.push_back(paths_[p].pointer + "=" + values[p]);
    ReadScenario read = changed_beside(base_, settings);
    std::vector<Diagnostic> errors = errors_of(read);
    if (!errors.empty()) return errors;
    world.usage = sha256_hex(usage_text(read));
    world.scenario = std::move(read.scenario);
    world.texts = std::move(read.texts);
    Experiment& experiment = world.scenario->experiment;
    experiment.seed = base_.scenario->experiment.seed;
    experiment.replications = base_.scenario->experiment.replications;
    experiment.sample_players = base_.scenario->experiment.sample_players;
    return {};
  }

  /// The errors that one value makes by itself.
  std::vector<Diagnostic> read_alone(std::size_t path, const std::string& value) const {
    const ReadScenario read = changed_beside(base_, {paths_[path].pointer + "=" + value});
    return errors_of(read);
  }

 private:
  static std::vector<Diagnostic> errors_of(const ReadScenario& read) {
    std::vector<Diagnostic> errors;
    for (const Diagnostic& fault : run_diagnostics(read).sorted_for_report()) {
      if (fault.severity == Severity::error) errors.push_back(fault);
    }
    return errors;
  }

  const ReadScenario& base_;
  const std::vector<VariedPath>& paths_;
};

/// Says which value is at fault, and only once.
class FaultTeller {
 public:
  FaultTeller(const WorldReader& reader, const std::vector<VariedPath>& paths, Diagnostics& faults)
      : reader_(reader), paths_(paths), faults_(faults) {}

  void tell(const Values& values, const std::vector<Diagnostic>& errors) {
    bool one_alone = false;
    for (std::size_t p = 0; p < paths_.size(); ++p) one_alone = alone(p, values[p]) || one_alone;
    if (one_alone) return;
    std::string with;
    for (std::size_t p = 0; p < paths_.size(); ++p)
      with += fmt::format("{}{} = {}", p == 0 ? "" : ", ", printable(paths_[p].pointer), printable(shown_value(values[p])));
    for (const Diagnostic& error : errors) add(paths_.front(), with, error);
  }

 private:
  bool alone(std::size_t path, const std::string& value) {
    const auto key = std::pair(path, value);
    if (bad_.contains(key)) return true;
    if (!looked_at_.insert(key).second) return false;
    const std::vector<Diagnostic> errors = reader_.read_alone(path, value);
    if (errors.empty()) return false;
    bad_.insert(key);
    const std::string with = fmt::format("{} = {}", printable(paths_[path].pointer), printable(shown_value(value)));
    for (const Diagnostic& error : errors) add(paths_[path], with, error);
    return true;
  }

  void add(const VariedPath& path, const std::string& with, const Diagnostic& error) {
    Diagnostic fault{Severity::error, "E446", path.place, path.pointer, {}, error.hint, {}, {}};
    fault.message = fmt::format("with {} the scenario cannot be run: {} ({})", with, error.message, error.code);
    if (error.pointer != path.pointer && !error.pointer.empty()) fault.note = "at " + printable(error.pointer);
    faults_.add(std::move(fault));
  }

  const WorldReader& reader_;
  const std::vector<VariedPath>& paths_;
  Diagnostics& faults_;
  std::set<std::pair<std::size_t, std::string>> looked_at_, bad_;
};

}  // namespace

ChangedWorlds read_worlds(const ReadScenario& base, const std::vector<VariedPath>& paths,
                          const std::vector<std::vector<std::string>>& values, Workers& workers, const std::function<bool()>& stop) {
  ChangedWorlds answer;
  answer.worlds.resize(values.size());
  std::vector<std::vector<Diagnostic>> errors(values.size());
  std::atomic<bool> stopped = false;
  const WorldReader reader(base, paths);
  workers.for_each(static_cast<std::uint32_t>(values.size()), [&](std::uint32_t world, std::uint32_t) {
    if (stop()) stopped = true;
    if (!stopped) errors[world] = reader.read(values[world], answer.worlds[world]);
  });
  answer.stopped = stopped;
  FaultTeller teller(reader, paths, answer.faults);
  for (std::size_t world = 0; world < values.size(); ++world) {
    if (!errors[world].empty()) teller.tell(values[world], errors[world]);
  }
  return answer;
}

}  // namespace npcost
