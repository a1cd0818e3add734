#include "sim/engine/ahead/lane_books.h"

#include "sim/engine/count_turn.h"

namespace npcost {

namespace {

/// Adds the first `fields` of a talk.
template <std::uint32_t fields>
inline void add_fields(const std::uint32_t* talk, std::uint64_t* into) {
  for (std::uint32_t i = 0; i < fields; ++i) into[i] += talk[i];
}

}  // namespace

LaneBooks::LaneBooks(const Plan& plan)
    : plan_(&plan),
      lanes_(plan.lanes.get()),
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
  ++way_sums.talks;
  add_fields<8>(talk.value, piece_sums.value.data());
  add_fields<8>(talk.value, way_sums.sums.value.data());
  add_fields<8>(talk.value, own.value.data());
  if (lanes_->meters[set].second_half) {
    add_fields<7>(talk.value + 8, piece_sums.value.data() + 8);
    add_fields<7>(talk.value + 8, way_sums.sums.value.data() + 8);
    add_fields<7>(talk.value + 8, own.value.data() + 8);
  }
  ++player_talks_;
  player_turns_ += talk.value[TalkSum::turns];
  if (correction == 0) return;
  const std::uint32_t to = plan_->ways[way].cache.writes_billed ? TalkSum::written : TalkSum::fresh;
  for (FieldSums* sums : {&piece_sums, &way_sums.sums, &own}) {
    sums->value[TalkSum::cached] -= correction;
    sums->value[to] += correction;
  }
}

void LaneBooks::close_row(UsageLedger& rows, UsageLedger& sums, std::uint32_t player) {
  const Books books{&rows, &sums, player};
  const auto write = [&](std::uint32_t period, std::size_t set, const FieldSums& fields) {
    for (const MeterSet::Entry& entry : lanes_->meters[set].entries) {
      const std::uint64_t count = fields.value[entry.field];
      if (count != 0) add_to_row(books, entry.cell + period, count);
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
      sums.group_cells[group * sums.shape.cells + entry.cell + period] += value[entry.field];
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
      if (from.value[TalkSum::turns] == 0) continue;
      for (const MeterSet::Entry& entry : lanes_->meters[set].entries) cells[entry.cell + lanes_->period[piece]] += from.value[entry.field];
      from = {};
    }
  }
}

}  // namespace npcost
