#pragma once
// A talk that was lived ahead, put into its time. In a header: a life does this for every talk, and little else.

#include <algorithm>

#include "sim/dialogue/turn_prompt.h"
#include "sim/engine/ahead/players_ahead.h"
#include "sim/engine/count_turn.h"

namespace npcost {

inline std::int64_t PlayersAhead::take_whole(const AheadTalk& talk, const PlayerKey& key, std::uint32_t number, std::int64_t begin_ms,
                                             CacheTimes& caches) {
  if (talk.rank == AheadTalk::not_whole || begin_ms < plan_->warm_up_ms) return -1;
  const TalkSum& sum = sums_[talk.rank];
  const std::int64_t end_ms = begin_ms + sum.value[TalkSum::duration_ms];
  const std::int64_t last_call = begin_ms + sum.value[TalkSum::last_call_ms];
  if (sum.value[TalkSum::turns] == 0 || end_ms > plan_->horizon_ms) return -1;
  const std::uint32_t piece = books.piece_at(begin_ms);
  const bool crosses = last_call >= books.end_of_piece(piece);
  if (crosses && !books.one_period(piece, books.piece_at(last_call))) return -1;
  const LanePlan::Way& way = lanes_->ways[talk.way];
  const std::uint32_t last_piece = way.listens ? books.piece_at(std::min(end_ms, plan_->horizon_ms - 1)) : piece;
  if (!books.one_period(piece, last_piece)) return -1;
  std::uint32_t correction = 0;
  if (way.may_be_cold) {
    const std::int64_t first_call = begin_ms + (way.spoken ? first_call_[talk.rank] : 0);
    if (first_call - caches.at(talk.way) >= way.ttl_ms && !warmed_by_others(plan_->ways[talk.way].cache, key, number, 0, first_call)) {
      correction = way.first_cached;
    }
    caches.set(talk.way, last_call, begin_ms, plan_->longest_ttl_ms);
  }
  books.add(sums_.data(), talk.rank, talk.way, piece, correction);
  last_correction_ = correction;
  if (way.listens && end_ms > begin_ms) {
    books.add_listening(billed_ms(plan_->ways[talk.way].stt, static_cast<std::uint64_t>(end_ms - begin_ms)), talk.way, last_piece);
  }
  if (crosses) crossings_.push_back({talk.rank, piece, correction});
  began_[talk.rank] = begin_ms;
  return end_ms;
}

/// The same for the talks of a session, one after the other: most ask for nothing but a look at where the hour ends.
inline std::int64_t PlayersAhead::take_next(const AheadTalk& talk, const PlayerKey& key, std::uint32_t number, std::int64_t begin_ms,
                                            CacheTimes& caches, PieceCursor& at) {
  if (talk.rank == AheadTalk::not_whole) return -1;
  while (begin_ms >= at.end_ms) books.move_on(at, sums_.data());
  const LaneBooks::WayPlace& way = books.place_of_way(talk.way);
  const TalkSum& sum = sums_[talk.rank];
  const std::int64_t end_ms = begin_ms + sum.value[TalkSum::duration_ms];
  const bool simple = way.simple && begin_ms + sum.value[TalkSum::last_call_ms] < at.end_ms;
  if (!simple) return take_whole(talk, key, number, begin_ms, caches);
  if (sum.value[TalkSum::turns] == 0 || end_ms > plan_->horizon_ms) return -1;
  books.add_simple(talk.rank, way, at);
  last_correction_ = 0;
  began_[talk.rank] = begin_ms;
  return end_ms;
}

}  // namespace npcost
