#include <algorithm>

#include "sim/base/check.h"
#include "sim/engine/life.h"
#include "sim/engine/live/everybody.h"
#include "sim/engine/run.h"
#include "sim/engine/watch.h"

namespace npcost {

struct LiveRun::State {
  explicit State(std::shared_ptr<const Plan> p) : plan(std::move(p)), everybody(*plan) {}
  std::shared_ptr<const Plan> plan;
  Everybody everybody;
};

ReplicationRun run_in_time_order(const Plan& plan, const std::function<bool()>& keep_going) {
  Everybody everybody(plan);
  for (std::int64_t now = ms_per_hour; everybody.now_ms() < plan.horizon_ms; now += ms_per_hour) {
    if (!keep_going()) return {UsageLedger(plan.shape), 0};   // half of a coupled run is no sample of it
    everybody.advance(std::min(now, plan.horizon_ms));
  }
  everybody.finish();
  return {everybody.take_ledger(), plan.work.units};
}

UsageLedger watch_player(const Plan& plan, std::uint32_t player, Watcher& watcher) {
  NPCOST_CHECK(player < plan.shape.players, "players are numbered below their count");
  if (plan.rules.coupled()) {
    Everybody everybody(plan, player, &watcher);
    everybody.advance(plan.horizon_ms);
    everybody.finish();
    UsageLedger all = everybody.take_ledger();
    std::fill(all.player_done.begin(), all.player_done.end(), std::uint8_t{0});
    all.player_done[player] = 1;
    return all;
  }
  UsageLedger ledger(plan.shape);
  Tally tally(plan.shape.cells);
  for (const SegmentPlan& segment : plan.segments) {
    if (player < segment.first_player || player - segment.first_player >= segment.players) continue;
    ledger.player_totals[player].segment = segment.segment;
    Life life(plan, segment, player - segment.first_player);
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
  NPCOST_CHECK(target >= state.everybody.now_ms(), "time never goes back");
  const bool was_finished = finished();
  state.everybody.advance(target);
  if (finished() && !was_finished) state.everybody.finish();
}

Milliseconds LiveRun::now() const { return Milliseconds(state_->everybody.now_ms() - state_->plan->warm_up_ms); }
bool LiveRun::finished() const { return state_->everybody.now_ms() >= state_->plan->horizon_ms; }
const UsageLedger& LiveRun::ledger() const { return state_->everybody.ledger(); }
const UsageLedger& LiveRun::sums() const { return state_->everybody.sums(); }
std::uint64_t LiveRun::online() const { return state_->everybody.online(); }
std::vector<OpenSession> LiveRun::open_sessions() const {
  std::vector<OpenSession> open = state_->everybody.open_sessions();
  const std::int64_t start_ms = state_->plan->warm_up_ms;
  for (OpenSession& session : open) session.since = Milliseconds(std::max<std::int64_t>(session.since.count() - start_ms, 0));
  return open;
}
std::array<std::uint64_t, mode_count> LiveRun::talking() const { return state_->everybody.talking(); }

}  // namespace npcost
