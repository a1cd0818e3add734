#pragma once
// One line on standard error while a run goes on: how far it is, what it says so far and how sure that is, and how
// long it will take. Redrawn in place at most ten times a second, wiped at the end, and absent where nobody watches.

#include <atomic>
#include <chrono>
#include <cstdint>
#include <functional>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

#include "sim/answers/result.h"
#include "ui/running/run_progress.h"
#include "ui/terminal/style.h"

namespace npcost {

/// What the line is made of.
struct ProgressState {
  std::uint32_t replication = 0;  ///< the one being run, from 0
  std::uint32_t replications = 1;
  double share_of_it = 0;  ///< 0 … 1
  double turns_each = 0;   ///< expected turns of one replication
  double seconds = 0;      ///< since the start
  std::string_view what = "replication";   ///< what is counted
  std::string estimate;    ///< "" until one replication is done
};

/// At most style.width − 1 cells, without line end.
std::string progress_line(const ProgressState& state, const Style& style);
/// "cost.per_turn $0.00420 ±2.38 % (95% CI)"; "" if the metric is not known yet.
std::string estimate_text(const std::vector<Metric>& metrics, std::string_view metric, const Style& style);

class Progress final : public RunProgress {
 public:
  /// `shown` false: does nothing. `write` gets whole pieces of terminal text.
  Progress(bool shown, const Style& style, std::uint32_t replications, std::function<void(std::string_view)> write);
  /// What is counted instead of replications: "part". Before anything begins; `what` must outlive this.
  void count(std::string_view what) { state_.what = what; }
  ~Progress() override;
  Progress(const Progress&) = delete;
  Progress& operator=(const Progress&) = delete;

  void expect(std::uint32_t replications) override;
  void begin_replication(std::uint32_t replication, std::uint32_t units, double expected_turns) override;
  /// From any thread, often: cheap unless a redraw is due.
  void unit_started() override;
  /// Whether somebody watches and the estimate on the screen is old: working one out looks at all replications.
  bool wants_estimate() const override;
  /// What the run says so far about `metric`.
  void estimate(const std::vector<Metric>& metrics, std::string_view metric) override;
  /// The same in words of the caller's own.
  void says(const std::string& estimate);
  void wipe();
  double seconds() const;

 private:
  void draw();

  using Clock = std::chrono::steady_clock;
  bool shown_;
  Style style_;
  std::function<void(std::string_view)> write_;
  Clock::time_point start_ = Clock::now();
  std::atomic<std::uint32_t> units_started_{0};
  std::atomic<std::int64_t> next_draw_ms_{200};  ///< a run that ends at once shows no line
  std::mutex mutex_;                             ///< guards what follows
  ProgressState state_;
  std::uint32_t units_ = 0;
  double estimated_at_ = -1;  ///< seconds; touched by the run's own thread only
  bool on_screen_ = false;
};

}  // namespace npcost
