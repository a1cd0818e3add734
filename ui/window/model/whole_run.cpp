#include "ui/window/model/whole_run.h"

#include <fmt/format.h>

#include <algorithm>
#include <exception>

#include "ui/running/flip_search.h"
#include "ui/running/run_diagnostics.h"
#include "ui/running/simulate.h"
#include "ui/running/workers.h"

namespace npcost::window {
namespace {

class Bar final : public RunProgress {
 public:
  Bar(RunProgressShown& shown, std::uint32_t replications) : shown_(shown) {
    shown_.replications = std::max(1u, replications);
    shown_.replication = 0;
    shown_.done = 0;
  }
  void begin_replication(std::uint32_t replication, std::uint32_t units, double) override {
    shown_.replication = replication;
    units_ = std::max(1u, units);
    started_ = 0;
    show();
  }
  void unit_started() override {
    ++started_;
    show();
  }
  bool wants_estimate() const override { return false; }
  void estimate(const std::vector<Metric>&, std::string_view) override {}

 private:
  void show() {
    const double of_this = std::min(1.0, static_cast<double>(started_.load()) / units_);
    shown_.done = (shown_.replication.load() + of_this) / shown_.replications.load();
  }
  RunProgressShown& shown_;
  std::atomic<std::uint32_t> units_{1}, started_{0};
};

}  // namespace

void run_whole(std::uint64_t number, const ScenarioRequest& asked, std::uint32_t workers, Mailbox<WholeRun>& done,
               RunProgressShown& progress, const Backroom::Wanted& wanted) {
  try {
    ScenarioRequest request = asked;
    request.with_origins = false;
    request.without_each_policy = true;
    request.keeps_tree = true;
    auto read = std::make_shared<const ReadScenario>(read_scenario(request));
    if (run_diagnostics(*read).has_errors()) {
      return done.put({number, read, nullptr, "the whole run is refused: the scenario has faults that only a whole run has", false});
    }
    ThreadWorkers threads(workers == 0 ? default_jobs() : workers);
    Bar bar(progress, read->scenario->experiment.replications);
    const Simulated simulated = simulate(*read->scenario, read->variants, threads, bar, [&] { return !wanted(); });
    if (simulated.stopped || !wanted()) return;
    auto result = std::make_shared<const Result>(result_of(simulated, warnings_of(*read)));
    done.put({number, read, result, {}, false});
    auto searched = std::make_shared<Result>(*result);
    search_flips(*read, searched->verdicts, threads, [&] { return !wanted(); });
    if (wanted()) done.put({number, read, std::move(searched), {}, true});
  } catch (const std::exception& error) {
    done.put({number, nullptr, nullptr, fmt::format("the whole run could not be done: {}", error.what()), false});
  }
}

}  // namespace npcost::window
