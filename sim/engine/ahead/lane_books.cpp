#include "sim/engine/ahead/lane_books.h"

#include <algorithm>

#include "sim/engine/count_turn.h"

namespace npcost {

LaneBooks::LaneBooks(const Plan& plan, const LaneKernel& kernel)
    : plan_(&plan),
      lanes_(plan.lanes.get()),
      kernel_(&kernel),
      periods_(plan.period_inside.size()),
      meters_(lanes_->meters.size()),
      by_piece_((lanes_->edges_ms.size() - 1) * meters_),
      by_way_(plan.ways.size() * periods_),
      of_player_(meters_),
      odd_waits_(plan.ways.size()) {
  for (std::size_t way = 0; way < lanes_->ways.size(); ++way) {
    const LanePlan::Way& of = lanes_->ways[way];
    const bool simple = !of.listens && !of.may_be_cold;
    ways_.push_back({static_cast<std::uint32_t>(way * periods_), of.meters, of.second_half, of.writes_billed, simple});
  }
}

void LaneBooks::count_taken(const TalkSum* talks) {
  kernel_->count_talks({talks, by_piece_.data(), by_way_.data(), of_player_.data()}, taken_.data(), noted_);
  player_talks_ += noted_;
  noted_ = 0;
}

/// What was counted so far of the player has the prices of another period than what comes.
void LaneBooks::close_period(std::uint32_t next, const TalkSum* talks) {
  count_taken(talks);
  for (std::size_t set = 0; set < meters_; ++set) {
    if (of_player_[set].value[TalkSum::turns] == 0) continue;
    closed_periods_.emplace_back(static_cast<std::uint32_t>(period_ * meters_ + set), of_player_[set]);
    of_player_[set] = {};
  }
  period_ = next;
}

void LaneBooks::add_listening(std::uint64_t billed_ms, std::uint16_t way, std::uint32_t piece) {
  const std::uint16_t set = lanes_->ways[way].meters;
  by_piece_[piece * meters_ + set].value[TalkSum::stt_ms] += billed_ms;
  by_way_[way * periods_ + period_].sums.value[TalkSum::stt_ms] += billed_ms;
  of_player_[set].value[TalkSum::stt_ms] += billed_ms;
}

void LaneBooks::move(const TalkSum& before, const TalkSum& after, std::uint32_t correction, std::uint16_t set, std::uint32_t from,
                     std::uint32_t to) {
  FieldSums &left = by_piece_[from * meters_ + set], &right = by_piece_[to * meters_ + set];
  const std::uint32_t fields = lanes_->meters[set].second_half ? TalkSum::last_call_ms : TalkSum::reasoning;
  for (std::uint32_t field = 0; field < fields; ++field) {   // the talk's duration goes with it: nobody asks a piece for it
    const std::uint32_t count = after.value[field] - before.value[field];
    left.value[field] -= count;
    right.value[field] += count;
  }
  if (correction == 0 || before.value[TalkSum::turns] != 0) return;   // the first call stays
  const std::uint32_t as = lanes_->meters[set].writes_billed ? TalkSum::written : TalkSum::fresh;
  left.value[TalkSum::cached] += correction;
  left.value[as] -= correction;
  right.value[TalkSum::cached] -= correction;
  right.value[as] += correction;
}

void LaneBooks::close_row(UsageLedger& rows, UsageLedger& sums, std::uint32_t player) {
  const Books books{&rows, &sums, player};
  std::uint64_t turns = 0;
  const auto write = [&](std::uint32_t period, std::size_t set, const FieldSums& fields) {
    turns += fields.value[TalkSum::turns];
    for (const MeterSet::Entry& entry : lanes_->meters[set].entries) {
      const std::uint64_t count = fields.value[entry.field];
      if (count != 0) add_to_row(books, entry.cell + period, count * entry.times);
    }
  };
  for (const auto& [place, fields] : closed_periods_) write(place / static_cast<std::uint32_t>(meters_), place % meters_, fields);
  closed_periods_.clear();
  for (std::size_t set = 0; set < meters_; ++set) {
    if (of_player_[set].value[TalkSum::turns] == 0) continue;
    write(period_, set, of_player_[set]);
    of_player_[set] = {};
  }
  rows.player_totals[player].turns += static_cast<std::uint32_t>(turns);
}

void LaneBooks::close_player(const TalkSum* talks, UsageLedger& rows, UsageLedger& sums, std::uint32_t player) {
  count_taken(talks);
  if (player_talks_ == 0) return;
  close_row(rows, sums, player);
  rows.player_totals[player].conversations += static_cast<std::uint32_t>(player_talks_);
  player_talks_ = 0;
}

void LaneBooks::close_way(UsageLedger& sums, std::uint16_t segment, std::uint16_t way) {
  const NpcPlan& npc = plan_->ways[way];
  const std::size_t group = std::size_t{segment} * sums.shape.ways + way;
  TalkCounts& talk = sums.talk[group];
  for (std::size_t period = 0; period < periods_; ++period) {
    WaySums& from = by_way_[way * periods_ + period];
    if (from.talks == 0) continue;
    const std::uint64_t* value = from.sums.value;
    for (const MeterSet::Entry& entry : lanes_->meters[lanes_->ways[way].meters].entries) {
      sums.group_cells[group * sums.shape.cells + entry.cell + period] += value[entry.field] * entry.times;
    }
    const std::uint64_t turns = value[TalkSum::turns];
    talk.conversations += from.talks;
    talk.turns += turns;
    talk.conversation_ms += value[TalkSum::duration_ms];
    if (npc.llm.billed) {
      talk.prompt_tokens += value[TalkSum::fresh] + value[TalkSum::cached] + value[TalkSum::written];
      talk.cached_tokens += value[TalkSum::cached];
    } else {
      talk.device_turns += turns;
    }
    talk.timed_turns += npc.timed ? turns : 0;
    talk.abandoned_turns += value[TalkSum::abandoned];
    talk.interrupted_turns += value[TalkSum::interrupted];
    talk.unheard_chars += value[TalkSum::unheard_chars];
    const TalkClass& talk_class = lanes_->classes[lanes_->ways[way].talk_class];
    if (npc.text_wait_known && talk_class.constant_text_wait) {
      sums.first_text[static_cast<std::size_t>(npc.mode)].add(talk_class.text_wait_ms, turns);
    }
    if (npc.audio_wait_known && talk_class.constant_audio_wait) {
      sums.first_audio[static_cast<std::size_t>(npc.mode)].add(talk_class.audio_wait_ms, turns - std::min(turns, odd_waits_[way]));
      odd_waits_[way] -= std::min(turns, odd_waits_[way]);   // which period's they are does not matter: all wait alike
    }
    from = {};
  }
  odd_waits_[way] = 0;
}

void LaneBooks::close_segment(UsageLedger& sums, std::uint16_t segment) {
  for (std::uint16_t way = 0; way < plan_->ways.size(); ++way) {
    if (lanes_->ways[way].talk_class != LanePlan::none) close_way(sums, segment, way);
  }
}

void LaneBooks::close(UsageLedger& sums) {
  for (std::size_t piece = 0; piece + 1 < lanes_->edges_ms.size(); ++piece) {
    std::uint64_t* cells = &sums.hour_cells[std::size_t{lanes_->hour[piece]} * sums.shape.cells];
    for (std::size_t set = 0; set < meters_; ++set) {
      FieldSums& from = by_piece_[piece * meters_ + set];
      if ((from.value[TalkSum::turns] | from.value[TalkSum::stt_ms]) == 0) continue;
      for (const MeterSet::Entry& entry : lanes_->meters[set].entries) {
        cells[entry.cell + lanes_->period[piece]] += from.value[entry.field] * entry.times;
      }
      from = {};
    }
  }
}

}  // namespace npcost
