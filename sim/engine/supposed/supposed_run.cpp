#include "sim/engine/supposed/supposed_run.h"

#include <algorithm>
#include <atomic>
#include <cstdlib>
#include <memory>

#include "sim/engine/open_run.h"
#include "sim/engine/supposed/find_closings.h"
#include "sim/engine/unit_runner.h"

namespace npcost {

namespace {

/// Suppositions that did not settle after so many whole runs are given up, and so many corrections of one run are tried.
constexpr int most_runs = 6, most_corrections = 8;
constexpr std::uint32_t players_a_job = 64;

LedgerShape without_rows(LedgerShape shape) {
  shape.players = 0;
  return shape;
}

/// One worker's part of a run.
struct Part {
  Part(const Plan& plan, const Closings& closings, UsageLedger& rows)
      : sums(without_rows(plan.shape)), use(plan, *plan.lanes, closings), runner(plan, rows, sums, &use) {}
  UsageLedger sums;
  LimitUse use;
  UnitRunner runner;
};

class SupposedRun {
 public:
  /// `plan`: with the lanes and units of a plan without limits.
  SupposedRun(const Plan& plan, Workers& workers, const std::function<bool()>& keep_going)
      : plan_(plan), workers_(workers), keep_going_(keep_going), closings_(plan), ledger_(plan.shape) {}

  bool stopped() const { return stopped_; }
  UsageLedger take_ledger() { return std::move(ledger_); }

  /// Whether the run settled.
  bool settle() {
    for (int run = 0; run < most_runs && !stopped_; ++run) {
      live_all();
      for (int correction = 0; !stopped_; ++correction) {
        const std::vector<FoundClosing> found = find_closings(plan_, closings_, *use_);
        if (as_supposed(found)) return count_policies(plan_, closings_, *use_, ledger_);
        if (correction == most_corrections || !near(found) || !ledger_.wide.empty()) {
          suppose_anew(found);
          break;
        }
        correct(found);
      }
    }
    return false;
  }

 private:
  template <typename Job>
  void for_each_job(std::uint32_t count, const Job& job) {
    std::atomic<bool> stopped{false};
    workers_.for_each(count, [&](std::uint32_t number, std::uint32_t worker) {
      if (stopped.load(std::memory_order_relaxed)) return;
      if (!keep_going_()) {
        stopped.store(true, std::memory_order_relaxed);
        return;
      }
      job(number, worker);
    });
    stopped_ = stopped.load();
  }

  void live_all() {
    ledger_ = UsageLedger(plan_.shape);
    use_.emplace(plan_, *plan_.lanes, closings_);
    std::vector<std::unique_ptr<Part>> parts(workers_.workers());
    for_each_job(plan_.work.units, [&](std::uint32_t unit, std::uint32_t worker) {
      if (!parts[worker]) parts[worker] = std::make_unique<Part>(plan_, closings_, ledger_);
      parts[worker]->runner.run(unit);
    });
    for (const std::unique_ptr<Part>& part : parts) {
      if (!part) continue;
      part->runner.close();
      ledger_.merge(part->sums);
      *use_ += part->use;
    }
  }

  bool as_supposed(const std::vector<FoundClosing>& found) const {
    return std::all_of(found.begin(), found.end(), [&](const FoundClosing& one) {
      return one.exact && one.reached_ms == closings_.windows(one.limit)[one.window].reached_ms;
    });
  }
  /// Whether all closings lie where it is known who was near.
  bool near(const std::vector<FoundClosing>& found) const {
    return std::all_of(found.begin(), found.end(), [&](const FoundClosing& one) {
      const Closing& now = closings_.windows(one.limit)[one.window];
      if (one.reached_ms == now.reached_ms) return true;
      return one.reached_ms != for_ever && now.center_ms != for_ever && std::abs(one.reached_ms - now.center_ms) < now.near_ms;
    });
  }
  void suppose_anew(const std::vector<FoundClosing>& found) {
    for (const FoundClosing& one : found) closings_.suppose_anew(one.limit, one.window, one.reached_ms, !one.exact);
    closings_.cut();
  }

  /// Whoever began a turn between an old and a new closing lives again; to all others both are the same.
  void correct(const std::vector<FoundClosing>& found) {
    const Closings before = closings_;
    for (const FoundClosing& one : found) closings_.suppose(one.limit, one.window, one.reached_ms);
    std::vector<std::uint32_t> players;
    for (const LimitUse::Near& one : use_->near()) {
      const std::int64_t was = before.at(one.limit, one.ms).closes_ms, is = closings_.at(one.limit, one.ms).closes_ms;
      if ((one.ms >= was) != (one.ms >= is)) players.push_back(one.player);
    }
    std::sort(players.begin(), players.end());
    players.erase(std::unique(players.begin(), players.end()), players.end());
    live_again(players, before);
  }

  void live_again(const std::vector<std::uint32_t>& players, const Closings& before) {
    struct Parts {
      Parts(const SupposedRun& run, const Closings& old, UsageLedger& rows)
          : was(run.plan_, old, rows), is(run.plan_, run.closings_, rows) {}
      Part was, is;
    };
    std::vector<std::unique_ptr<Parts>> parts(workers_.workers());
    const auto jobs = static_cast<std::uint32_t>((players.size() + players_a_job - 1) / players_a_job);
    for_each_job(jobs, [&](std::uint32_t job, std::uint32_t worker) {
      if (!parts[worker]) parts[worker] = std::make_unique<Parts>(*this, before, ledger_);
      const std::size_t end = std::min<std::size_t>(players.size(), (job + 1) * players_a_job);
      for (std::size_t i = job * players_a_job; i < end; ++i) {
        live_one(players[i], parts[worker]->was.runner);
        live_one(players[i], parts[worker]->is.runner);
      }
    });
    for (const std::unique_ptr<Parts>& one : parts) {
      if (!one) continue;
      one->was.runner.close();
      one->is.runner.close();
      ledger_.merge(one->is.sums);
      ledger_.take_away(one->was.sums);
      *use_ += one->is.use;
      *use_ -= one->was.use;
    }
  }

  void live_one(std::uint32_t player, UnitRunner& runner) {
    for (const SegmentPlan& segment : plan_.segments) {
      const std::uint32_t number = player - segment.first_player;
      if (number >= segment.players) continue;
      const auto row = ledger_.player_cells.begin() + static_cast<std::ptrdiff_t>(std::size_t{player} * ledger_.shape.cells);
      std::fill(row, row + ledger_.shape.cells, 0u);
      ledger_.player_totals[player] = {};
      runner.run_players(segment, number, number + 1);
    }
  }

  const Plan& plan_;
  Workers& workers_;
  const std::function<bool()>& keep_going_;
  Closings closings_;
  UsageLedger ledger_;
  std::optional<LimitUse> use_;
  bool stopped_ = false;
};

}  // namespace

std::optional<ReplicationRun> run_supposing(const Plan& plan, Workers& workers, const std::function<bool()>& keep_going) {
  const std::optional<Plan> open = plan_without_limits(plan);
  if (!open || !open->lanes) return std::nullopt;
  Plan supposing(plan);
  supposing.lanes = open->lanes;
  supposing.work.units = open->work.units;
  SupposedRun run(supposing, workers, keep_going);
  const bool settled = run.settle();
  if (run.stopped()) return ReplicationRun{UsageLedger(plan.shape), 0};
  if (!settled) return std::nullopt;
  return ReplicationRun{run.take_ledger(), plan.work.units};
}

}  // namespace npcost
