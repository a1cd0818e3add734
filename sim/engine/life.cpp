#include "sim/engine/life.h"

#include <algorithm>

#include "sim/base/check.h"
#include "sim/engine/count_turn.h"

namespace npcost {

namespace {

constexpr std::int64_t never_ms = INT64_MAX;

std::int64_t overlap(std::int64_t from, std::int64_t to, std::int64_t low, std::int64_t high) {
  return std::max<std::int64_t>(0, std::min(to, high) - std::max(from, low));
}

/// The first whole minute of the counted run that is not before `ms`, cut to the run.
std::size_t minute_from(const Plan& plan, std::int64_t ms) {
  const std::int64_t since = std::max<std::int64_t>(0, ms - plan.warm_up_ms);
  const auto minute = static_cast<std::size_t>((since + ms_per_minute - 1) / ms_per_minute);
  return std::min(minute, std::size_t{plan.shape.hours} * 60);
}

}  // namespace

Life::Life(const Plan& plan, const SegmentPlan& segment, std::uint32_t player_in_segment,
           std::span<std::int64_t> cache_ms)
    : key_{plan.seed, plan.replication, segment.rank, player_in_segment}, segment_(&segment), cache_ms_(cache_ms) {
  std::fill(cache_ms_.begin(), cache_ms_.end(), long_ago);
  const PlayerTraits traits = traits_of(segment, key_);
  talks_at_all_ = traits.talks && !segment.npcs.empty();
  interval_ = traits.session_interval;
  plan_next_session(plan);
}

void Life::plan_next_session(const Plan& plan) {
  phase_ = Phase::away;
  next_ms_ = never_ms;
  if (interval_ == 0) return;
  const Words words = draw(key_, Purpose::session, session_, 0);
  playing_ += exponential_interval(interval_, words.w[0], words.w[1]);
  const std::uint64_t arrives = plan.clock.real_ms(playing_, clock_hint_);
  if (arrives == PlayClock::never) return;
  session_began_ms_ = std::max(static_cast<std::int64_t>(arrives), free_from_ms_);  // nobody is in two sittings at once
  session_ends_ms_ = session_began_ms_ + segment_->session_ms.draw(words.w[2], words.w[1] >> 11);
  talks_ = talks_at_all_ ? segment_->conversations.draw(words.w[3], (words.w[1] >> 22) << 1) : 0;
  talks_left_ = talks_;
  ++session_;
  next_ms_ = session_began_ms_;
}

void Life::begin_session(const Plan& plan, const Books& books) {
  free_from_ms_ = session_began_ms_;
  ++books.sums->online_change[minute_from(plan, session_began_ms_)];
  if (session_began_ms_ >= plan.warm_up_ms) {
    SegmentCounts& counts = books.sums->segment[segment_->segment];
    ++counts.sessions;
    const auto hour = static_cast<std::size_t>((session_began_ms_ - plan.warm_up_ms) / ms_per_hour);
    const std::uint32_t day = plan.day_of_hour[hour];
    if (day != last_day_) {
      last_day_ = day;
      ++counts.player_days;
      ++books.sums->day_players[day];
      ++books.rows->player_totals[books.player].days;
    }
  }
  plan_next_talk(plan);
}

void Life::plan_next_talk(const Plan&) {
  if (talks_left_ == 0) {
    phase_ = Phase::leaving;
    next_ms_ = std::max(session_ends_ms_, free_from_ms_);
    return;
  }
  // The session is cut into as many equal parts as there are talks; each begins somewhere in its part, or when the one
  // before it is over.
  const Words words = draw(key_, Purpose::conversation, conversation_, 0);
  const std::uint64_t part = talks_ - talks_left_;
  const auto length = static_cast<std::uint64_t>(session_ends_ms_ - session_began_ms_);
  const UInt128 place = (UInt128{part} << 32 | words.w[0]) * length;
  const auto offset = static_cast<std::int64_t>(static_cast<std::uint64_t>(place >> 32) / talks_);
  next_ms_ = std::max(session_began_ms_ + offset, free_from_ms_);
  phase_ = Phase::between_talks;
}

void Life::begin_talk(const Plan& plan, Tally& tally, const Books& books) {
  const Words words = draw(key_, Purpose::conversation, conversation_, 0);
  const NpcPlan& npc = plan.npcs[choose_npc(*segment_, words.w[1])];
  const std::uint32_t turns = segment_->turns.draw(words.w[2], words.w[3]);
  talk_ = begin_conversation(npc, key_, conversation_, turns, next_ms_, cache_ms_[npc.npc]);
  ++conversation_;
  --talks_left_;
  phase_ = Phase::talking;
  if (next_ms_ >= plan.warm_up_ms) {
    ++tally.talk.conversations;
    ++books.rows->player_totals[books.player].conversations;
  }
}

void Life::live_turn(const Plan& plan, Tally& tally, const Books& books) {
  const NpcPlan& npc = plan.npcs[talk_.npc];
  const TurnRecord turn = take_turn(npc, key_, talk_, next_ms_);
  if (turn.call_ms >= plan.horizon_ms) {  // the line was not finished when the run ended
    end_talk(plan, plan.horizon_ms, tally, books);
    return;
  }
  if (turn.call_ms >= plan.warm_up_ms) {
    const auto hour = static_cast<std::uint32_t>((turn.call_ms - plan.warm_up_ms) / ms_per_hour);
    if (hour != tally.hour) {
      flush(tally, books);
      tally.hour = hour;
    }
    count_turn(plan, npc, turn, tally, *books.sums);
    ++books.rows->player_totals[books.player].turns;
    if (talk_.turn < talk_.turns)
      talk_.quiet_ms += overlap(turn.end_ms, turn.end_ms + turn.think_ms, plan.warm_up_ms, plan.horizon_ms);
  }
  if (talk_.turn < talk_.turns) {
    next_ms_ = turn.end_ms + turn.think_ms;
  } else {
    end_talk(plan, turn.end_ms, tally, books);
  }
}

void Life::end_talk(const Plan& plan, std::int64_t end_ms, Tally& tally, const Books& books) {
  const NpcPlan& npc = plan.npcs[talk_.npc];
  const std::int64_t open_ms = overlap(talk_.began_ms, end_ms, plan.warm_up_ms, plan.horizon_ms);
  tally.talk.conversation_ms += static_cast<std::uint64_t>(open_ms);
  const bool stays_open = npc.stt.whole_conversation || npc.session.counted();
  if (npc.spoken && stays_open && open_ms > 0) {
    const std::int64_t billed_at = std::min(end_ms, plan.horizon_ms - 1);
    const auto hour = static_cast<std::uint32_t>((billed_at - plan.warm_up_ms) / ms_per_hour);
    if (hour != tally.hour) {
      flush(tally, books);
      tally.hour = hour;
    }
    const auto open = static_cast<std::uint64_t>(open_ms);
    if (npc.stt.whole_conversation) count_listening(plan, npc, billed_at, open, tally);
    if (npc.session.counted()) {
      count_session(plan, npc, billed_at, open, static_cast<std::uint64_t>(talk_.quiet_ms), tally);
    }
  }
  flush(tally, books);
  cache_ms_[talk_.npc] = talk_.cache_ms;
  free_from_ms_ = end_ms;
  plan_next_talk(plan);
}

void Life::end_session(const Plan& plan, std::int64_t end_ms, const Books& books) {
  --books.sums->online_change[minute_from(plan, end_ms)];
  const auto played = static_cast<std::uint64_t>(overlap(session_began_ms_, end_ms, plan.warm_up_ms, plan.horizon_ms));
  books.sums->segment[segment_->segment].play_ms += played;
  play_ms_ += played;
  books.rows->player_totals[books.player].play_seconds = static_cast<std::uint32_t>((play_ms_ + 500) / 1000);
  free_from_ms_ = end_ms;
  plan_next_session(plan);
}

void Life::reach_horizon(const Plan& plan, Tally& tally, const Books& books) {
  if (phase_ == Phase::talking) end_talk(plan, plan.horizon_ms, tally, books);
  if (phase_ != Phase::away) end_session(plan, plan.horizon_ms, books);
  over_ = true;
  next_ms_ = never_ms;
}

void Life::advance(const Plan& plan, std::int64_t until_ms, Tally& tally, const Books& books) {
  const std::int64_t until = std::min(until_ms, plan.horizon_ms);
  while (next_ms_ < until) {
    switch (phase_) {
      case Phase::away: begin_session(plan, books); break;
      case Phase::between_talks: begin_talk(plan, tally, books); break;
      case Phase::talking: live_turn(plan, tally, books); break;
      case Phase::leaving: end_session(plan, next_ms_, books); break;
    }
  }
  if (until_ms >= plan.horizon_ms && !over_) reach_horizon(plan, tally, books);
  flush(tally, books);
}

void Life::flush(Tally& tally, const Books& books) const {
  UsageLedger& sums = *books.sums;
  const std::size_t group = std::size_t{segment_->segment} * sums.shape.npcs + talk_.npc;
  sums.talk[group] += tally.talk;
  tally.talk = {};
  count_minute(tally, sums);
  if (tally.touched.empty()) return;
  const std::size_t cells = sums.shape.cells;
  std::uint64_t* by_group = &sums.group_cells[group * cells];
  std::uint64_t* by_hour = &sums.hour_cells[std::size_t{tally.hour} * cells];
  for (const std::uint32_t number : tally.touched) {
    const std::uint64_t count = tally.cell[number];
    tally.cell[number] = 0;
    by_group[number] += count;
    by_hour[number] += count;
    add_to_row(books, number, count);
  }
  tally.touched.clear();
}

}  // namespace npcost
