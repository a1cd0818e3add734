#include <algorithm>
#include <queue>
#include <vector>

#include "sim/base/check.h"
#include "sim/engine/life.h"
#include "sim/engine/run.h"
#include "sim/engine/watch.h"

namespace npcost {

namespace {

struct Due {
  std::int64_t ms;
  std::uint32_t player;
  bool operator>(const Due& other) const { return ms != other.ms ? ms > other.ms : player > other.player; }
};

/// All players, advanced together.
class EverybodyAtOnce {
 public:
  explicit EverybodyAtOnce(const Plan& plan, std::uint32_t watched = ~std::uint32_t{0}, Watcher* watcher = nullptr)
      : ledger(plan.shape),
        plan_(plan),
        tally_(plan.shape.cells),
        shared_(plan.rules.shared_limits),
        cache_ms_(std::size_t{plan.shape.players} * plan.ways.size()),
        watched_(watched),
        watcher_(watcher) {
    lives_.reserve(plan.shape.players);
    for (const SegmentPlan& segment : plan.segments) {
      for (std::uint32_t i = 0; i < segment.players; ++i) {
        const std::uint32_t player = segment.first_player + i;
        const std::span<std::int64_t> own(&cache_ms_[player * plan.ways.size()], plan.ways.size());
        lives_.emplace_back(plan, segment, i, own);
        ledger.player_totals[player].segment = segment.segment;
        if (lives_.back().next_ms() < plan.horizon_ms) due_.push({lives_.back().next_ms(), player});
      }
      ledger.segment[segment.segment].players += segment.players;
    }
  }

  /// Everything that happens before `until`, in the order of time (ties: by player).
  void advance(std::int64_t until) {
    while (!due_.empty() && due_.top().ms < until) {
      const std::uint32_t player = due_.top().player;
      due_.pop();
      Life& life = lives_[player];
      life.advance(plan_, life.next_ms() + 1, tally_, books(player));
      if (life.next_ms() < plan_.horizon_ms) due_.push({life.next_ms(), player});
    }
    now_ms = until;
  }

  void finish() {
    for (std::uint32_t player = 0; player < lives_.size(); ++player) {
      lives_[player].advance(plan_, plan_.horizon_ms, tally_, books(player));
      ledger.player_done[player] = 1;
    }
  }

  UsageLedger ledger;
  std::int64_t now_ms = 0;

 private:
  Books books(std::uint32_t player) {
    return {&ledger, &ledger, player, &shared_, player == watched_ ? watcher_ : nullptr};
  }

  const Plan& plan_;
  Tally tally_;
  SharedLimits shared_;
  std::vector<std::int64_t> cache_ms_;   ///< [player × ways]
  std::vector<Life> lives_;
  std::priority_queue<Due, std::vector<Due>, std::greater<>> due_;
  std::uint32_t watched_;
  Watcher* watcher_;
};

}  // namespace

struct LiveRun::State {
  explicit State(std::shared_ptr<const Plan> p) : plan(std::move(p)), everybody(*plan) {}
  std::shared_ptr<const Plan> plan;
  EverybodyAtOnce everybody;
};

ReplicationRun run_in_time_order(const Plan& plan, const std::function<bool()>& keep_going) {
  EverybodyAtOnce everybody(plan);
  for (std::int64_t now = ms_per_hour; everybody.now_ms < plan.horizon_ms; now += ms_per_hour) {
    if (!keep_going()) return {UsageLedger(plan.shape), 0};   // half of a coupled run is no sample of it
    everybody.advance(std::min(now, plan.horizon_ms));
  }
  everybody.finish();
  return {std::move(everybody.ledger), plan.work.units};
}

UsageLedger watch_player(const Plan& plan, std::uint32_t player, Watcher& watcher) {
  NPCOST_CHECK(player < plan.shape.players, "players are numbered below their count");
  if (plan.rules.coupled()) {
    EverybodyAtOnce everybody(plan, player, &watcher);
    everybody.advance(plan.horizon_ms);
    everybody.finish();
    std::fill(everybody.ledger.player_done.begin(), everybody.ledger.player_done.end(), std::uint8_t{0});
    everybody.ledger.player_done[player] = 1;
    return std::move(everybody.ledger);
  }
  UsageLedger ledger(plan.shape);
  Tally tally(plan.shape.cells);
  std::vector<std::int64_t> cache_ms(plan.ways.size());
  for (const SegmentPlan& segment : plan.segments) {
    if (player < segment.first_player || player - segment.first_player >= segment.players) continue;
    ledger.player_totals[player].segment = segment.segment;
    Life life(plan, segment, player - segment.first_player, cache_ms);
    life.advance(plan, plan.horizon_ms, tally, {&ledger, &ledger, player, nullptr, &watcher});
  }
  ledger.player_done[player] = 1;
  return ledger;
}

LiveRun::LiveRun(std::shared_ptr<const Plan> plan) : state_(std::make_unique<State>(std::move(plan))) {}
LiveRun::~LiveRun() = default;

void LiveRun::advance_to(Milliseconds until) {
  State& state = *state_;
  const std::int64_t target = std::min(until.count() + state.plan->warm_up_ms, state.plan->horizon_ms);
  NPCOST_CHECK(target >= state.everybody.now_ms, "time never goes back");
  const bool was_finished = finished();
  state.everybody.advance(target);
  if (finished() && !was_finished) state.everybody.finish();
}

Milliseconds LiveRun::now() const { return Milliseconds(state_->everybody.now_ms - state_->plan->warm_up_ms); }
bool LiveRun::finished() const { return state_->everybody.now_ms >= state_->plan->horizon_ms; }
const UsageLedger& LiveRun::ledger() const { return state_->everybody.ledger; }

}  // namespace npcost
