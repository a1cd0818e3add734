#include "sim/engine/live/everybody.h"

#include <algorithm>

#include "sim/base/check.h"
#include "sim/engine/watch.h"

namespace npcost {

namespace {

constexpr std::int64_t second_ms = 1000;
/// How far ahead of the life at hand memory is asked for.
constexpr std::size_t ahead = 12;

inline void prefetch(const void* at) { __builtin_prefetch(at, 1, 3); }

}  // namespace

Everybody::Everybody(const Plan& plan, std::uint32_t watched, Watcher* watcher)
    : plan_(plan),
      ledger_(plan.shape),
      tally_(plan.shape.cells),
      shared_(plan.rules.shared_limits),
      asleep_(plan.shape.players),
      wheel_(plan.horizon_ms / second_ms + 1),
      watched_(watched),
      watcher_(watcher) {
  for (const SegmentPlan& segment : plan.segments) {
    for (std::uint32_t i = 0; i < segment.players; ++i) {
      const std::uint32_t player = segment.first_player + i;
      ledger_.player_totals[player].segment = segment.segment;
      Life life(plan, segment, i);
      const std::int64_t next_ms = life.next_ms();
      const bool sleeps = life.may_sleep();
      if (sleeps) asleep_[player] = life.fall_asleep(ledger_.player_totals[player]);
      if (!sleeps || next_ms < plan.horizon_ms) {
        const std::uint32_t who = sleeps ? player | is_asleep : settle(std::move(life));
        if (next_ms < plan.horizon_ms) wheel_.put(who, next_ms / second_ms);
      }
    }
    ledger_.segment[segment.segment].players += segment.players;
  }
}

Books Everybody::books(std::uint32_t player) {
  return {&ledger_, &ledger_, player, &shared_, player == watched_ ? watcher_ : nullptr};
}

const SegmentPlan& Everybody::segment_of(std::uint32_t player) const {
  const SegmentPlan* found = nullptr;
  for (const SegmentPlan& segment : plan_.segments) {
    if (player - segment.first_player < segment.players) found = &segment;
  }
  NPCOST_CHECK(found != nullptr, "every player belongs to a segment");
  return *found;
}

std::uint32_t Everybody::settle(Life one) {
  if (free_.empty()) {
    const auto first = static_cast<std::uint32_t>(blocks_.size()) * lives_a_block;
    blocks_.push_back(std::make_unique<Life[]>(lives_a_block));
    for (std::uint32_t i = lives_a_block; i > 0; --i) free_.push_back(first + i - 1);
  }
  const std::uint32_t place = free_.back();
  free_.pop_back();
  life(place) = std::move(one);
  ++awake_;
  return place;
}

std::uint32_t Everybody::wake(std::uint32_t player) {
  const SegmentPlan& segment = segment_of(player);
  CacheTimes caches;
  if (!warm_.empty()) {
    const auto found = warm_.find(player);
    if (found != warm_.end()) {
      caches = std::move(found->second);
      warm_.erase(found);
    }
  }
  return settle(Life(plan_, segment, player - segment.first_player, asleep_[player], ledger_.player_totals[player], std::move(caches)));
}

/// Gives the place of a life up, if the player has nothing to keep it for.
bool Everybody::sleep(std::uint32_t place) {
  Life& one = life(place);
  if (!one.may_sleep()) return false;
  const std::uint32_t player = player_of(one);
  asleep_[player] = one.fall_asleep(ledger_.player_totals[player]);
  if (one.next_ms() < plan_.horizon_ms && one.keeps_caches(plan_)) warm_[player] = std::move(one.caches());
  free_.push_back(place);
  --awake_;
  return true;
}

void Everybody::live_one(std::uint32_t who, std::int64_t until_ms) {
  std::uint32_t place = who;
  std::uint32_t player = who & ~is_asleep;
  if ((who & is_asleep) != 0) {
    if (asleep_[player].wakes_ms >= until_ms) return wheel_.put(who, asleep_[player].wakes_ms / second_ms);
    place = wake(player);
  } else {
    player = player_of(life(place));
  }
  Life& one = life(place);
  one.live_until(plan_, until_ms, tally_, books(player));
  const std::int64_t next_ms = one.next_ms();
  const std::uint32_t next = sleep(place) ? player | is_asleep : place;
  if (next_ms < plan_.horizon_ms) wheel_.put(next, next_ms / second_ms);
}

void Everybody::fetch(std::uint32_t who) {
  if ((who & is_asleep) != 0) return prefetch(&asleep_[who & ~is_asleep]);
  const auto* at = reinterpret_cast<const char*>(&life(who));
  for (std::size_t line = 0; line < 4; ++line) prefetch(at + 64 * line);
}

/// Everything in the second at hand that happens before `until_ms`.
void Everybody::live_second(std::int64_t until_ms) {
  wheel_.take(due_);
  for (std::size_t i = 0; i < std::min(ahead, due_.size()); ++i) fetch(due_[i]);
  for (std::size_t i = 0; i < due_.size(); ++i) {
    if (i + ahead < due_.size()) fetch(due_[i + ahead]);
    live_one(due_[i], until_ms);
  }
}

void Everybody::advance(std::int64_t until_ms) {
  while (now_ms_ < until_ms) {
    const std::int64_t second = now_ms_ / second_ms;
    wheel_.move_to(second);
    now_ms_ = std::min(until_ms, (second + 1) * second_ms);
    live_second(now_ms_);
  }
}

void Everybody::finish() {
  std::vector<bool> free(blocks_.size() * lives_a_block);
  for (const std::uint32_t place : free_) free[place] = true;
  std::vector<std::pair<std::uint32_t, std::uint32_t>> last;   // (player, place): the ends of talks are counted in the order of players
  for (std::uint32_t place = 0; place < free.size(); ++place) {
    if (!free[place]) last.emplace_back(player_of(life(place)), place);
  }
  std::sort(last.begin(), last.end());
  for (const auto& [player, place] : last) life(place).advance(plan_, plan_.horizon_ms, tally_, books(player));
  std::fill(ledger_.player_done.begin(), ledger_.player_done.end(), std::uint8_t{1});
}

std::size_t Everybody::bytes() const {
  return asleep_.capacity() * sizeof(Asleep) + blocks_.size() * lives_a_block * sizeof(Life) + free_.capacity() * sizeof(std::uint32_t) +
         warm_.size() * (sizeof(CacheTimes) + 32) + due_.capacity() * sizeof(std::uint32_t) + wheel_.bytes();
}

}  // namespace npcost
