#include "sim/engine/ahead/lane_books.h"

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
      of_player_(meters_) {}

void LaneBooks::add(const TalkSum& talk, std::uint16_t way, std::uint32_t piece, std::uint32_t correction) {
  const std::uint16_t set = lanes_->ways[way].meters;
  const std::uint32_t period = lanes_->period[piece];
  if (period != period_) {
    for (std::size_t i = 0; i < meters_; ++i) {
      if (of_player_[i].value[TalkSum::turns] == 0) continue;
      closed_periods_.emplace_back(static_cast<std::uint32_t>(period_ * meters_ + i), of_player_[i]);
      of_player_[i] = {};
    }
    period_ = period;
  }
  FieldSums& piece_sums = by_piece_[piece * meters_ + set];
  WaySums& way_sums = by_way_[way * periods_ + period];
  FieldSums& own = of_player_[set];
  const TalkTargets targets{piece_sums.value.data(), way_sums.sums.value.data(), own.value.data()};
  (lanes_->meters[set].second_half ? kernel_->add_whole : kernel_->add_half)(talk, targets);
  ++way_sums.talks;
  const bool usual = (talk.value[TalkSum::last_call_ms] & TalkSum::short_reply) == 0;
  way_sums.usual_turns += usual ? talk.value[TalkSum::turns] : 0;
  ++player_talks_;
  player_turns_ += talk.value[TalkSum::turns];
  if (correction == 0) return;
  const std::uint32_t to = lanes_->meters[set].writes_billed ? TalkSum::written : TalkSum::fresh;
  for (FieldSums* sums : {&piece_sums, &way_sums.sums, &own}) {
    sums->value[TalkSum::cached] -= correction;
    sums->value[to] += correction;
  }
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
  --left.value[TalkSum::turns];
  ++right.value[TalkSum::turns];
  if (correction == 0) return;
  const std::uint32_t as = lanes_->meters[set].writes_billed ? TalkSum::written : TalkSum::fresh;
  left.value[TalkSum::cached] += correction;
  left.value[as] -= correction;
  right.value[TalkSum::cached] -= correction;
  right.value[as] += correction;
}

void LaneBooks::close_row(UsageLedger& rows, UsageLedger& sums, std::uint32_t player) {
  const Books books{&rows, &sums, player};
  const auto write = [&](std::uint32_t period, std::size_t set, const FieldSums& fields) {
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
}

void LaneBooks::close_player(UsageLedger& rows, UsageLedger& sums, std::uint32_t player) {
  if (player_talks_ == 0) return;
  close_row(rows, sums, player);
  PlayerTotals& totals = rows.player_totals[player];
  totals.turns += static_cast<std::uint32_t>(player_turns_);
  totals.conversations += static_cast<std::uint32_t>(player_talks_);
  player_turns_ = player_talks_ = 0;
}

void LaneBooks::close_way(UsageLedger& sums, std::uint16_t segment, std::uint16_t way) {
  const NpcPlan& npc = plan_->ways[way];
  const std::size_t group = std::size_t{segment} * sums.shape.ways + way;
  TalkCounts& talk = sums.talk[group];
  for (std::size_t period = 0; period < periods_; ++period) {
    WaySums& from = by_way_[way * periods_ + period];
    if (from.talks == 0) continue;
    const std::array<std::uint64_t, TalkSum::fields>& value = from.sums.value;
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
    talk.timed_turns += npc.gives_up.empty() ? 0 : turns;
    talk.abandoned_turns += value[TalkSum::abandoned];
    talk.interrupted_turns += value[TalkSum::interrupted];
    talk.unheard_chars += value[TalkSum::unheard_chars];
    const TalkClass& talk_class = lanes_->classes[lanes_->ways[way].talk_class];
    if (npc.text_wait_known && talk_class.constant_text_wait) {
      sums.first_text[static_cast<std::size_t>(npc.mode)].add(talk_class.text_wait_ms, turns);
    }
    if (npc.audio_wait_known && talk_class.constant_audio_wait) {
      sums.first_audio[static_cast<std::size_t>(npc.mode)].add(talk_class.audio_wait_ms, from.usual_turns);
    }
    from = {};
  }
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
