#include "sim/engine/live/everybody.h"

#include <algorithm>

#include "sim/base/check.h"
#include "sim/engine/watch.h"

namespace npcost {

namespace {

constexpr std::int64_t second_ms = 1000;
/// So many players are looked at before the lives among them go on.
constexpr std::size_t at_once = 64;

/// Reads the cache lines [first, last) of what lies at `at`. Reads that do not wait for each other are under way together; a hint to fetch
/// would be dropped by processors that do not look for its page.
inline void touch(const void* at, std::size_t first, std::size_t last) {
  const auto* const bytes = static_cast<const volatile unsigned char*>(at);
  for (std::size_t line = first; line < last; ++line) (void)bytes[64 * line];
}

}  // namespace

Everybody::Everybody(const Plan& plan, std::uint32_t watched, Watcher* watcher)
    : plan_(plan),
      ledger_(plan.shape),
      tally_(plan.shape.cells),
      shared_(plan.rules.shared_limits),
      asleep_(plan.shape.players),
      wheel_(plan.horizon_ms / second_ms + 1),
      talks_(plan, ledger_, shared_, seats_, wheel_),
      watched_(watched),
      watcher_(watcher) {
  for (const SegmentPlan& segment : plan.segments) {
    for (std::uint32_t i = 0; i < segment.players; ++i) {
      const std::uint32_t player = segment.first_player + i;
      ledger_.player_totals[player].segment = segment.segment;
      Life life(plan, segment, i);
      const std::int64_t next_ms = life.next_ms();
      const bool sleeps = life.may_sleep();
      if (sleeps) asleep_[player] = life.fall_asleep();
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
    const std::uint32_t first = seats_.size();
    seats_.grow();
    for (std::uint32_t place = seats_.size(); place > first; --place) free_.push_back(place - 1);
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
  return settle(Life(plan_, segment, player - segment.first_player, asleep_[player], std::move(caches)));
}

/// Gives the place of a life up, if the player has nothing to keep it for.
bool Everybody::sleep(std::uint32_t place) {
  Life& one = life(place);
  if (!one.may_sleep()) return false;
  const std::uint32_t player = player_of(one);
  asleep_[player] = one.fall_asleep();
  if (one.next_ms() < plan_.horizon_ms && one.keeps_caches(plan_)) warm_[player] = std::move(one.caches());
  free_.push_back(place);
  --awake_;
  return true;
}

/// When the player at a place is due next, he is called: as a sleeper, if he may sleep.
void Everybody::put(std::uint32_t place) {
  const OpenTalk& talk = this->talk(place);
  const std::int64_t next_ms = talk.open() ? talk.next_ms : life(place).next_ms();
  std::uint32_t who = place;
  if (!talk.open()) {
    const std::uint32_t player = player_of(life(place));
    note(place);
    if (sleep(place)) who = player | is_asleep;
  }
  if (next_ms < plan_.horizon_ms) wheel_.put(who, next_ms / second_ms);
}

/// Keeps the counts of who plays and who talks.
void Everybody::note(std::uint32_t place) {
  OpenTalk& talk = this->talk(place);
  const Life& one = life(place);
  const bool online = one.online();
  const std::uint16_t way = talk.open() ? talk.way : one.talks_in();
  const auto mode = static_cast<std::uint8_t>(way == ChainLink::no_way ? OpenTalk::no_mode : static_cast<int>(plan_.ways[way].mode));
  if (online != talk.online) online ? ++online_ : --online_;
  talk.online = online;
  if (mode == talk.mode) return;
  if (talk.mode != OpenTalk::no_mode) --talking_[talk.mode];
  if (mode != OpenTalk::no_mode) ++talking_[mode];
  talk.mode = mode;
}

/// Lives on to the end of the second, or to a talk's turn that waits for others.
void Everybody::go_on(std::uint32_t place) {
  Life& one = life(place);
  const std::uint32_t player = player_of(one);
  do {
    if (player != watched_ && talks_.open(place, tally_)) {
      note(place);
      if (talk(place).next_ms >= until_ms_) break;
      if (talks_.may_live(talk(place))) return talks_.live(place);
      talks_.give_back(place, tally_);
      one.live_until(plan_, until_ms_, false, tally_, books(player));
    } else {
      one.live_until(plan_, until_ms_, true, tally_, books(player));
    }
  } while (one.next_ms() < until_ms_);
  put(place);
}

/// Talks that lanes have ended or cannot go on with are their lives' again.
void Everybody::settle_talks() {
  for (const LaneTalks::Ended& talk : talks_.ended) fetch_life(talk.place);
  for (std::size_t i = 0; i < talks_.ended.size(); ++i) {
    const auto [place, end_ms] = talks_.ended[i];
    talks_.give_back(place, tally_);
    life(place).end_open_talk(plan_, end_ms, tally_, books(player_of(life(place))));
    go_on(place);
  }
  talks_.ended.clear();
  for (std::size_t i = 0; i < talks_.odd.size(); ++i) {
    const std::uint32_t place = talks_.odd[i];
    Life& one = life(place);
    talks_.give_back(place, tally_);
    one.live_until(plan_, one.next_ms() + 1, false, tally_, books(player_of(one)));
    go_on(place);
  }
  talks_.odd.clear();
}

void Everybody::fetch(std::uint32_t who) const {
  if ((who & is_asleep) != 0) {
    touch(&asleep_[who & ~is_asleep], 0, 1);
  } else {
    touch(&seats_[who].talk, 0, 2);
  }
}

/// What the end of an open talk needs, or the beginning of one; see the order of Life's members.
void Everybody::fetch_life(std::uint32_t place) const {
  const OpenTalk& talk = seats_[place].talk;
  touch(&seats_[place].life, 0, 2);
  if (!talk.open()) return;
  touch(&ledger_.player_totals[talk.row], 0, 1);
  const std::uint32_t* row = &ledger_.player_cells[std::size_t{talk.row} * ledger_.shape.cells];
  for (std::uint32_t cell = 0; cell < ledger_.shape.cells; cell += 16) touch(row + cell, 0, 1);
}

/// Those who are in an open talk wait for their turn; the others live on when all have been looked at.
void Everybody::live_due(std::size_t from, std::size_t to) {
  others_.clear();
  for (std::size_t i = from; i < to; ++i) {
    fetch(due_[i]);
  }
  for (std::size_t i = from; i < to; ++i) {
    const std::uint32_t who = due_[i];
    if ((who & is_asleep) != 0) {
      const std::uint32_t player = who & ~is_asleep;
      if (asleep_[player].wakes_ms >= until_ms_) {
        wheel_.put(who, asleep_[player].wakes_ms / second_ms);
      } else {
        touch(&ledger_.player_totals[player], 0, 1);
        others_.push_back(who);
      }
      continue;
    }
    const OpenTalk& talk = this->talk(who);
    if (talk.open() && talk.next_ms >= until_ms_) {
      put(who);
    } else if (talk.open() && talks_.may_live(talk)) {
      talks_.live(who);
    } else {
      others_.push_back(who);
    }
  }
  for (const std::uint32_t who : others_) {
    if ((who & is_asleep) == 0) fetch_life(who);
  }
  for (const std::uint32_t who : others_) {
    const std::uint32_t place = (who & is_asleep) != 0 ? wake(who & ~is_asleep) : who;
    if (talk(place).open()) talks_.give_back(place, tally_);
    go_on(place);
  }
  settle_talks();
}

/// Everything in the second at hand that happens before `until_ms`.
void Everybody::live_second(std::int64_t from_ms, std::int64_t until_ms) {
  until_ms_ = until_ms;
  wheel_.take(due_);
  if (due_.empty()) return;   // with few players that is nearly every second
  talks_.begin(from_ms, until_ms);
  while (!due_.empty()) {
    for (std::size_t from = 0; from < due_.size(); from += at_once) {
      const std::size_t to = std::min(from + at_once, due_.size());
      live_due(from, to);
    }
    do {   // a talk that begins or ends may have more to live in this second
      talks_.live_waiting();
      settle_talks();
    } while (talks_.waiting() != 0 || !talks_.ended.empty() || !talks_.odd.empty());
    due_.clear();
    due_.swap(talks_.again);
  }
  talks_.end();
}

const UsageLedger& Everybody::sums() {
  talks_.write_sums();
  return ledger_;
}

const UsageLedger& Everybody::ledger() {
  for (std::uint32_t place = 0; place < seats_.size(); ++place) {
    if (talk(place).open()) talks_.write(talk(place));
  }
  talks_.write_sums();
  return ledger_;
}

void Everybody::advance(std::int64_t until_ms) {
  while (now_ms_ < until_ms) {
    const std::int64_t second = now_ms_ / second_ms;
    wheel_.move_to(second);
    const std::int64_t from_ms = now_ms_;
    now_ms_ = std::min(until_ms, (second + 1) * second_ms);
    live_second(from_ms, now_ms_);
  }
}

void Everybody::finish() {
  std::vector<bool> free(seats_.size());
  for (const std::uint32_t place : free_) free[place] = true;
  std::vector<std::pair<std::uint32_t, std::uint32_t>> last;   // (player, place): the ends of talks are counted in the order of players
  for (std::uint32_t place = 0; place < free.size(); ++place) {
    if (!free[place]) last.emplace_back(player_of(life(place)), place);
  }
  std::sort(last.begin(), last.end());
  for (const auto& [player, place] : last) {
    if (talk(place).open()) talks_.give_back(place, tally_);
    life(place).advance(plan_, plan_.horizon_ms, tally_, books(player));
    note(place);
  }
  talks_.write_sums();
  std::fill(ledger_.player_done.begin(), ledger_.player_done.end(), std::uint8_t{1});
}

std::size_t Everybody::bytes() const {
  std::size_t beside = 0;
  for (std::uint32_t place = 0; place < seats_.size(); ++place) beside += seats_[place].life.bytes_beside();
  return beside + asleep_.capacity() * sizeof(Asleep) + seats_.bytes() + free_.capacity() * sizeof(std::uint32_t) +
         warm_.size() * (sizeof(CacheTimes) + 32) + due_.capacity() * sizeof(std::uint32_t) + wheel_.bytes();
}

}  // namespace npcost
