// The life of a player whose sessions and talks were prepared: what life.cpp and life_talk.cpp do step by step, for whole sessions.

#include <algorithm>

#include "sim/engine/ahead/take_whole.h"
#include "sim/engine/life.h"
#include "sim/engine/life_time.h"
#include "sim/engine/supposed/limit_use.h"

namespace npcost {

Life::Life(const Plan& plan, const SegmentPlan& segment, std::uint32_t player_in_segment, const PlayersAhead& ahead)
    : player_(player_in_segment),
      segment_(static_cast<std::uint16_t>(&segment - plan.segments.data())),
      group_(segment.segment),
      prepared_(true),
      ahead_session_(ahead.sessions(ahead.player(player_in_segment))),
      ahead_talks_(ahead.talks(ahead.player(player_in_segment))) {
  take_traits(ahead.player(player_in_segment).traits);
  talks_at_all_ = true;
  take_next_session(0);
}

/// The next session, if there is one, as plan_next_session() would draw it.
bool Life::take_next_session(std::int64_t free_from_ms) {
  phase_ = Phase::away;
  next_ms_ = never_ms;
  const AheadSession& session = *ahead_session_;
  if (session.arrives_ms < 0) return false;
  ++ahead_session_;
  session_began_ms_ = std::max(session.arrives_ms, free_from_ms);
  session_ms_ = session.length_ms;
  talks_left_ = talks_ = session.talks;
  ++session_;
  next_ms_ = session_began_ms_;
  return true;
}

/// Whether no limit of everybody may close while the talk goes on.
bool Life::may_be_whole(const AheadTalk& talk, std::int64_t begin_ms, const Books& books) {
  if (books.supposed == nullptr || talk.rank == AheadTalk::not_whole) return true;
  return books.supposed->lets_pass(talk.way, begin_ms, begin_ms + books.ahead->sum_of(talk).value[TalkSum::duration_ms]);
}

void Life::use_whole(const AheadTalk& talk, std::int64_t begin_ms, std::int64_t end_ms, const Books& books) {
  const PlayersAhead& ahead = *books.ahead;
  books.supposed->add_whole({talk.way, ahead.sum_of(talk), ahead.turns_of(talk), ahead.last_correction(), begin_ms, end_ms});
}

/// The talks of the session that has begun, as long as each can be counted whole; where they end. One that cannot is left to the steps of
/// every life, and so is the rest of the session: then the answer is −1.
std::int64_t Life::take_talks(const Plan& plan, std::int64_t until_ms, const Books& books) {
  PlayersAhead& ahead = *books.ahead;
  std::int64_t free_from = session_began_ms_;
  if (talks_ == 0) return free_from;
  const PlayerKey who = key(plan);
  const bool counted = session_began_ms_ >= plan.warm_up_ms;
  PieceCursor at = counted ? ahead.cursor_at(session_began_ms_) : PieceCursor{};
  const AheadTalk* talk = ahead_talks_ + conversation_;
  for (std::uint32_t part = 0; part < talks_; ++part, ++talk) {
    ahead.expect(talk + 4);
    const std::int64_t begins = std::max(session_began_ms_ + place_in_session(part, session_ms_, talk->place), free_from);
    const bool may_take = counted && begins < until_ms && may_be_whole(*talk, begins, books);
    const std::int64_t ends = may_take ? ahead.take_next(*talk, who, conversation_ + part, begins, caches_, at) : -1;
    if (ends < 0) {
      talks_left_ = talks_ - part;
      conversation_ += part;
      next_ms_ = begins;
      phase_ = Phase::between_talks;
      return -1;
    }
    if (books.supposed != nullptr) use_whole(*talk, begins, ends, books);
    free_from = ends;
  }
  conversation_ += talks_;
  talks_left_ = 0;
  return free_from;
}

/// One session after the other, each with begin_session(), its talks and end_session(), as long as nothing asks for single steps.
void Life::live_sessions_ahead(const Plan& plan, std::int64_t until_ms, const Books& books) {
  UsageLedger& sums = *books.sums;
  std::int64_t* const online = sums.online_change.data();
  std::uint64_t played = 0;
  std::int64_t ends_ms = 0;
  do {
    // Minutes of one player lie far apart in the list of all minutes: the next two are asked for early.
    const std::int64_t meant_ms = session_ends_ms();
    const std::size_t meant_end = minute_from(plan, meant_ms);
    __builtin_prefetch(online + meant_end, 1);
    if (ahead_session_->arrives_ms >= 0) __builtin_prefetch(online + minute_from(plan, ahead_session_->arrives_ms), 1);
    ++online[minute_from(plan, session_began_ms_)];
    if (session_began_ms_ >= plan.warm_up_ms) count_presence(plan, books);
    const std::int64_t free_from = take_talks(plan, until_ms, books);
    if (free_from < 0) break;
    ends_ms = std::max(meant_ms, free_from);
    if (ends_ms >= until_ms) {
      next_ms_ = ends_ms;
      phase_ = Phase::leaving;
      break;
    }
    --online[free_from > meant_ms ? minute_from(plan, ends_ms) : meant_end];
    played += static_cast<std::uint64_t>(overlap(session_began_ms_, ends_ms, plan.warm_up_ms, plan.horizon_ms));
  } while (take_next_session(ends_ms) && next_ms_ < until_ms);
  count_played(played, books);
}

/// A talk of a session that is lived step by step.
bool Life::take_whole_talk(const Plan& plan, const Books& books) {
  const AheadTalk& talk = ahead_talks_[conversation_];
  if (talk.rank == AheadTalk::not_whole || !may_be_whole(talk, next_ms_, books)) return false;
  const std::int64_t end_ms = books.ahead->take_whole(talk, key(plan), conversation_, next_ms_, caches_);
  if (end_ms < 0) return false;
  if (books.supposed != nullptr) use_whole(talk, next_ms_, end_ms, books);
  --talks_left_;
  ++conversation_;
  plan_next_talk(plan, end_ms);
  return true;
}

}  // namespace npcost
