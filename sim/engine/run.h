#pragma once
// Two schedules over one model of a turn. In an uncoupled scenario both give the same ledger to the last byte.

#include <array>
#include <cstdint>
#include <functional>
#include <memory>
#include <vector>

#include "sim/engine/plan.h"

namespace npcost {

/// Player-major: lives the whole lives of the players of one unit. Writes their rows to `rows` and adds their sums to
/// `sums` (which may be the same ledger). Rows of different units are disjoint: workers may share `rows`.
void run_unit(const Plan& plan, std::uint32_t unit, UsageLedger& rows, UsageLedger& sums);

/// Runs `count` independent jobs, job(i, worker) with worker < workers(); the engine has no threads of its own, a client brings them.
class Workers {
 public:
  virtual ~Workers() = default;
  virtual std::uint32_t workers() const = 0;
  virtual void for_each(std::uint32_t count, const std::function<void(std::uint32_t job, std::uint32_t worker)>& job) = 0;
};
/// One worker: the caller's own thread.
class OneWorker final : public Workers {
 public:
  std::uint32_t workers() const override { return 1; }
  void for_each(std::uint32_t count, const std::function<void(std::uint32_t, std::uint32_t)>& job) override {
    for (std::uint32_t i = 0; i < count; ++i) job(i, 0);
  }
};

/// Some units of a replication: a shard's, or what an interrupted run had finished.
struct UnitsRun {
  explicit UnitsRun(const Plan& plan);
  UsageLedger ledger;
  std::vector<std::uint8_t> done;   ///< [unit] 1 once it is in the ledger
  bool whole(std::uint32_t from, std::uint32_t to) const;
};
/// Runs those units of [from, to) that are not done yet, and adds them to `run`. `keep_going` as in run_batch(); after a stop the run
/// is as good as before, and can go on. Requires all units of a coupled scenario: they are done together or not at all.
void run_units(const Plan& plan, std::uint32_t from, std::uint32_t to, Workers& workers, const std::function<bool()>& keep_going,
               UnitsRun& run);

/// All units of a replication. `keep_going` is asked before each unit, from any worker; once it says false no further unit starts.
/// Returns the merged ledger; `units_done` counts the finished units.
struct ReplicationRun {
  UsageLedger ledger;
  std::uint32_t units_done = 0;
};
/// A coupled scenario (a limit of everybody together) is whole or nothing: half of a month is no sample of it. It is lived in batch, more
/// than once, under closings of its limits that the last time shows to be right (supposed/supposed_run.h); what that cannot tell is run
/// in the order of time, by one worker, hour by hour.
ReplicationRun run_batch(const Plan& plan, Workers& workers, const std::function<bool()>& keep_going);

/// The whole replication with all players advancing together; what run_batch() does with a coupled scenario.
ReplicationRun run_in_time_order(const Plan& plan, const std::function<bool()>& keep_going);

/// A player in a session: his row has the time he plays only once the session ends.
struct OpenSession {
  std::uint32_t player = 0;            ///< number among all simulated players
  Milliseconds since{0};               ///< from the start of the run on
};

/// Time-ordered: all players advance together in slices. For the live window and for coupled scenarios.
class LiveRun {
 public:
  explicit LiveRun(std::shared_ptr<const Plan> plan);
  ~LiveRun();
  LiveRun(const LiveRun&) = delete;
  LiveRun& operator=(const LiveRun&) = delete;
  /// Advances to `until` (from the start of the run; clamped to the horizon). Time never goes back.
  void advance_to(Milliseconds until);
  Milliseconds now() const;
  bool finished() const;
  /// Complete up to now(). Writes first what the talks that go on have counted: with a million of them some ten milliseconds.
  const UsageLedger& ledger() const;
  /// The same but for the players' rows, which are complete up to their last talk's end; costs nothing.
  const UsageLedger& sums() const;
  std::uint64_t online() const;        ///< players in a session …
  std::vector<OpenSession> open_sessions() const;   ///< … and who they are, in no order
  std::array<std::uint64_t, mode_count> talking() const;   ///< players in a conversation, by mode

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace npcost
