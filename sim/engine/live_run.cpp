#include <algorithm>
#include <queue>
#include <vector>

#include "sim/base/check.h"
#include "sim/engine/life.h"
#include "sim/engine/run.h"

namespace npcost {

namespace {

struct Due {
  std::int64_t ms;
  std::uint32_t player;
  bool operator>(const Due& other) const { return ms != other.ms ? ms > other.ms : player > other.player; }
};

}  // namespace

struct LiveRun::State {
  std::shared_ptr<const Plan> plan;
  UsageLedger ledger;
  Tally tally;
  std::vector<std::int64_t> cache_ms;   ///< [player × NPCs]
  std::vector<Life> lives;
  std::priority_queue<Due, std::vector<Due>, std::greater<>> due;
  std::int64_t now_ms = 0;

  explicit State(std::shared_ptr<const Plan> p)
      : plan(std::move(p)),
        ledger(plan->shape),
        tally(plan->shape.cells),
        cache_ms(std::size_t{plan->shape.players} * plan->npcs.size()) {
    lives.reserve(plan->shape.players);
    for (const SegmentPlan& segment : plan->segments) {
      for (std::uint32_t i = 0; i < segment.players; ++i) {
        const std::uint32_t player = segment.first_player + i;
        const std::span<std::int64_t> own(&cache_ms[player * plan->npcs.size()], plan->npcs.size());
        lives.emplace_back(*plan, segment, i, own);
        ledger.player_totals[player].segment = segment.segment;
        if (lives.back().next_ms() < plan->horizon_ms) due.push({lives.back().next_ms(), player});
      }
      ledger.segment[segment.segment].players += segment.players;
    }
  }

  /// Everything that happens before `until`, in the order of time (ties: by player).
  void advance(std::int64_t until) {
    while (!due.empty() && due.top().ms < until) {
      const std::uint32_t player = due.top().player;
      due.pop();
      Life& life = lives[player];
      life.advance(*plan, life.next_ms() + 1, tally, {&ledger, &ledger, player});
      if (life.next_ms() < plan->horizon_ms) due.push({life.next_ms(), player});
    }
    now_ms = until;
  }

  void finish() {
    for (std::uint32_t player = 0; player < lives.size(); ++player) {
      lives[player].advance(*plan, plan->horizon_ms, tally, {&ledger, &ledger, player});
      ledger.player_done[player] = 1;
    }
  }
};

LiveRun::LiveRun(std::shared_ptr<const Plan> plan) : state_(std::make_unique<State>(std::move(plan))) {}
LiveRun::~LiveRun() = default;

void LiveRun::advance_to(Milliseconds until) {
  State& state = *state_;
  const std::int64_t target = std::min(until.count() + state.plan->warm_up_ms, state.plan->horizon_ms);
  NPCOST_CHECK(target >= state.now_ms, "time never goes back");
  const bool was_finished = finished();
  state.advance(target);
  if (finished() && !was_finished) state.finish();
}

Milliseconds LiveRun::now() const { return Milliseconds(state_->now_ms - state_->plan->warm_up_ms); }
bool LiveRun::finished() const { return state_->now_ms >= state_->plan->horizon_ms; }
const UsageLedger& LiveRun::ledger() const { return state_->ledger; }

}  // namespace npcost
