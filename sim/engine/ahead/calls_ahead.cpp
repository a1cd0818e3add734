// Talks that were lived ahead, put into their time: whole where it can be, and call by call where the moment of a call matters.

#include <algorithm>

#include "sim/dialogue/turn_prompt.h"
#include "sim/engine/ahead/players_ahead.h"
#include "sim/engine/count_turn.h"

namespace npcost {

std::int64_t PlayersAhead::take_whole(const AheadTalk& talk, const PlayerKey& key, std::uint32_t number, std::int64_t begin_ms,
                                      CacheTimes& caches) {
  if (talk.rank == AheadTalk::not_whole || begin_ms < plan_->warm_up_ms) return -1;
  const TalkSum& sum = sums_[talk.rank];
  const std::int64_t end_ms = begin_ms + sum.value[TalkSum::duration_ms];
  const std::int64_t last_call = begin_ms + (sum.value[TalkSum::last_call_ms] & ~TalkSum::short_reply);
  if (sum.value[TalkSum::turns] == 0 || end_ms > plan_->horizon_ms) return -1;
  const std::uint32_t piece = books.piece_at(begin_ms);
  const bool crosses = last_call >= books.end_of_piece(piece);
  if (crosses && !books.same_period(piece, books.piece_at(last_call))) return -1;
  const LanePlan::Way& way = lanes_->ways[talk.way];
  const std::uint32_t last_piece = way.listens ? books.piece_at(std::min(end_ms, plan_->horizon_ms - 1)) : piece;
  if (!books.same_period(piece, last_piece)) return -1;
  std::uint32_t correction = 0;
  if (way.may_be_cold) {
    const std::int64_t first_call = begin_ms + (way.spoken ? first_call_[talk.rank] : 0);
    if (first_call - caches.at(talk.way) >= way.ttl_ms && !warmed_by_others(plan_->ways[talk.way].cache, key, number, 0, first_call)) {
      correction = way.first_cached;
    }
    caches.set(talk.way, last_call, begin_ms, plan_->longest_ttl_ms);
  }
  books.add(sum, talk.way, piece, correction);
  if (way.listens && end_ms > begin_ms) {
    books.add_listening(billed_ms(plan_->ways[talk.way].stt, static_cast<std::uint64_t>(end_ms - begin_ms)), talk.way, last_piece);
  }
  if (crosses) crossings_.push_back({talk.rank, piece, correction});
  began_[talk.rank] = begin_ms;
  return end_ms;
}

void PlayersAhead::count_waits(const NpcPlan& npc, const TalkClass& talk_class, std::size_t rank, std::size_t first, std::size_t last,
                               UsageLedger& sums) const {
  const auto mode = static_cast<std::size_t>(npc.mode);
  if (!talk_class.constant_text_wait && npc.text_wait_known) {
    for (std::size_t at = first; at < last; at += kernel_->lanes) sums.first_text[mode].add(first_text_[at]);
  }
  if (!talk_class.spoken || !npc.audio_wait_known) return;
  if (talk_class.constant_audio_wait && !has_short_reply(rank)) return;   // LaneBooks counts those by their number
  for (std::size_t at = first; at < last; at += kernel_->lanes) sums.first_audio[mode].add(first_audio_[at]);
}

namespace {

/// Whether a call writes a summary behind this turn.
bool summarises(const TalkClass& talk_class, std::uint32_t turn) {
  const std::uint32_t turns = turn + 1, after = talk_class.summarise_after;
  return turns >= after && (turns - after) % (after - talk_class.keep_turns) == 0;
}

}  // namespace

void PlayersAhead::count_lot(const Lot& lot, UsageLedger& sums) const {
  const TalkClass& talk_class = lanes_->classes[lot.talk_class];
  const bool waits = !talk_class.constant_text_wait || talk_class.spoken;
  if (!plan_->counts_load && !waits) return;
  const std::size_t step = kernel_->lanes;
  const bool only_odd = !plan_->counts_load && talk_class.constant_text_wait && talk_class.constant_audio_wait;
  const bool summaries = talk_class.memory == LaneMemory::summarise;
  std::size_t logged = lot.logged;
  for (std::size_t group = lot.first; group < lot.first + lot.count; group += step) {
    for (std::size_t rank = group; rank < group + step; ++rank) {
      if (began_[rank] < 0 || (only_odd && !has_short_reply(rank))) continue;
      const NpcPlan& npc = plan_->ways[talks_[talk_of_rank_[rank]].way];
      const std::size_t first = logged + (rank - group), last = first + ranked_.turns[rank] * step;
      if (plan_->counts_load && npc.llm.billed) {
        const auto since = static_cast<std::uint64_t>(began_[rank] - plan_->warm_up_ms);
        for (std::size_t at = first; at < last; at += step) {
          const auto minute = static_cast<std::size_t>((since + call_ms_[at]) / ms_per_minute);
          ++sums.minute_requests[minute];
          sums.minute_tokens[minute] += tokens_[at];
          if (summaries && summarises(talk_class, static_cast<std::uint32_t>((at - first) / step))) ++sums.minute_requests[minute];
        }
      }
      if (waits) count_waits(npc, talk_class, rank, first, last, sums);
    }
    logged += std::size_t{ranked_.turns[group]} * step;
  }
}

/// Lives talks that cross an edge of time once more, keeping their sums after every turn, and moves the turns behind the edge.
void PlayersAhead::move_crossings_of(std::uint16_t talk_class, std::size_t first, std::size_t last) {
  const std::size_t step = kernel_->lanes, count = (last - first + step - 1) / step * step;
  crossing_lanes_.resize(count);
  std::fill(crossing_lanes_.turns.begin(), crossing_lanes_.turns.end(), 0u);
  std::size_t logged = 0;
  for (std::size_t i = 0; i < last - first; ++i) {
    const std::uint32_t rank = crossings_[first + i].rank;
    crossing_lanes_.player[i] = ranked_.player[rank];
    crossing_lanes_.number[i] = ranked_.number[rank];
    crossing_lanes_.turns[i] = ranked_.turns[rank];
    if (i % step == 0) logged += ranked_.turns[rank] * step;
  }
  crossing_sums_.resize(count);
  crossing_first_calls_.resize(count);
  crossing_turns_.resize(std::max(crossing_turns_.size(), logged));
  crossing_calls_.resize(std::max(crossing_calls_.size(), logged));
  TalkBatch batch = batch_of(talk_class, crossing_lanes_, 0, count);
  batch.sums = crossing_sums_.data();
  batch.by_turn = crossing_turns_.data();
  batch.log.call_ms = crossing_calls_.data();
  kernel_->live_talks(batch);
  std::size_t group = 0;
  for (std::size_t i = 0; i < last - first; ++i) {
    if (i != 0 && i % step == 0) group += crossing_lanes_.turns[i - step] * step;
    const Crossing& crossing = crossings_[first + i];
    const std::uint16_t set = lanes_->ways[talks_[talk_of_rank_[crossing.rank]].way].meters;
    for (std::uint32_t turn = 0; turn < crossing_lanes_.turns[i]; ++turn) {
      const std::size_t at = group + i % step + turn * step;
      const std::int64_t call = began_[crossing.rank] + crossing_calls_[at];
      if (call < books.end_of_piece(crossing.piece)) continue;
      books.move(turn == 0 ? TalkSum{} : crossing_turns_[at - step], crossing_turns_[at], turn == 0 ? crossing.correction : 0, set,
                 crossing.piece, books.piece_at(call));
    }
  }
}

void PlayersAhead::move_crossings() {
  std::sort(crossings_.begin(), crossings_.end(), [](const Crossing& a, const Crossing& b) { return a.rank < b.rank; });
  std::size_t next = 0;
  for (const Lot& lot : lots_) {
    const std::size_t first = next;
    while (next < crossings_.size() && crossings_[next].rank < lot.first + lot.count) ++next;
    if (next != first) move_crossings_of(lot.talk_class, first, next);
  }
  crossings_.clear();
}

void PlayersAhead::count_calls(UsageLedger& sums) {
  for (const Lot& lot : lots_) count_lot(lot, sums);
  move_crossings();
}

}  // namespace npcost
