// Talks that were lived ahead, call by call where the moment of a call matters.

#include <algorithm>

#include "sim/engine/ahead/players_ahead.h"

namespace npcost {

void PlayersAhead::count_waits(const NpcPlan& npc, const TalkClass& talk_class, std::size_t first, std::size_t last,
                               UsageLedger& sums) const {
  const auto mode = static_cast<std::size_t>(npc.mode);
  if (!talk_class.constant_text_wait && npc.text_wait_known) {
    for (std::size_t at = first; at < last; at += kernel_->lanes) sums.first_text[mode].add(first_text_[at]);
  }
  if (!talk_class.spoken || talk_class.constant_audio_wait || !npc.audio_wait_known) return;
  for (std::size_t at = first; at < last; at += kernel_->lanes) sums.first_audio[mode].add(first_audio_[at]);
}

/// Of a class whose waits are nearly all the same: the others. LaneBooks counts the usual ones by their number.
void PlayersAhead::count_odd_waits(const Lot& lot, UsageLedger& sums) {
  for (std::size_t i = lot.odd; i < lot.odd + lot.odd_count; ++i) {
    const std::uint32_t rank = lot.first + odd_[i].talk;
    if (began_[rank] < 0) continue;
    const std::uint16_t way = talks_[talk_of_rank_[rank]].way;
    const NpcPlan& npc = plan_->ways[way];
    if (npc.audio_wait_known) sums.first_audio[static_cast<std::size_t>(npc.mode)].add(odd_[i].first_audio_ms);
    books.add_odd_wait(way);
  }
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
  const bool waits = !talk_class.constant_text_wait || (talk_class.spoken && !talk_class.constant_audio_wait);
  if (!plan_->counts_load && !waits) return;
  const std::size_t step = kernel_->lanes;
  const bool summaries = talk_class.memory == LaneMemory::summarise;
  std::size_t logged = lot.logged;
  for (std::size_t group = lot.first; group < lot.first + lot.count; group += step) {
    for (std::size_t rank = group; rank < group + step; ++rank) {
      if (began_[rank] < 0) continue;
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
      if (waits) count_waits(npc, talk_class, first, last, sums);
    }
    logged += std::size_t{ranked_.turns[group]} * step;
  }
}

/// Lives talks that cross an edge of time once more, up to the edge, and moves the turns behind it.
void PlayersAhead::move_crossings_of(std::uint16_t talk_class, std::size_t first, std::size_t last) {
  const std::size_t step = kernel_->lanes, count = (last - first + step - 1) / step * step;
  crossing_lanes_.resize(count);
  crossing_until_.resize(count);
  crossing_sums_.resize(count);
  std::fill(crossing_lanes_.turns.begin(), crossing_lanes_.turns.end(), 0u);
  for (std::size_t i = 0; i < last - first; ++i) {
    const auto& [rank, piece, correction] = crossings_[first + i];
    crossing_lanes_.player[i] = ranked_.player[rank];
    crossing_lanes_.number[i] = ranked_.number[rank];
    crossing_lanes_.turns[i] = ranked_.turns[rank];
    crossing_until_[i] = static_cast<std::uint32_t>(books.end_of_piece(piece) - began_[rank]);   // less than the last call's offset
  }
  TalkBatch batch = batch_of(talk_class, crossing_lanes_, 0, count);
  batch.sums = crossing_sums_.data();
  batch.until_ms = crossing_until_.data();
  kernel_->live_talks(batch);
  for (std::size_t i = 0; i < last - first; ++i) {
    const auto [rank, piece, correction] = crossings_[first + i];
    const TalkSum& whole = sums_[rank];
    books.move(crossing_sums_[i], whole, correction, lanes_->ways[talks_[talk_of_rank_[rank]].way].meters, piece, piece + 1);
    const std::int64_t last_call = began_[rank] + whole.value[TalkSum::last_call_ms];
    if (last_call >= books.end_of_piece(piece + 1)) later_crossings_.push_back({rank, piece + 1, correction});
  }
}

/// Piece by piece: a long talk may cross several edges.
void PlayersAhead::move_crossings() {
  while (!crossings_.empty()) {
    std::sort(crossings_.begin(), crossings_.end(), [](const Crossing& a, const Crossing& b) { return a.rank < b.rank; });
    std::size_t next = 0;
    for (const Lot& lot : lots_) {
      const std::size_t first = next;
      while (next < crossings_.size() && crossings_[next].rank < lot.first + lot.count) ++next;
      if (next != first) move_crossings_of(lot.talk_class, first, next);
    }
    crossings_.swap(later_crossings_);
    later_crossings_.clear();
  }
}

void PlayersAhead::count_calls(UsageLedger& sums) {
  for (const Lot& lot : lots_) {
    count_lot(lot, sums);
    count_odd_waits(lot, sums);
  }
  move_crossings();
}

}  // namespace npcost
