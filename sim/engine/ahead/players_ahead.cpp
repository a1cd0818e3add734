#include "sim/engine/ahead/players_ahead.h"

#include <algorithm>
#include <numeric>
#include <utility>

#include "sim/dialogue/lanes/classify.h"
#include "sim/engine/life_way.h"

namespace npcost {

namespace {

/// So many talks make groups of every length and keep what is known of them in the second-level cache.
constexpr std::size_t talks_in_a_block = 2048;
/// Players who hardly talk.
constexpr std::size_t players_in_a_block = 2048;

constexpr std::size_t padded(std::size_t count, std::size_t lanes) { return (count + lanes - 1) / lanes * lanes; }

}  // namespace

void PlayersAhead::Lanes::resize(std::size_t count) {
  for (auto* list : {&player, &number, &turns}) list->resize(count);
}

PlayersAhead::PlayersAhead(const Plan& plan, const LaneKernel& kernel)
    : books(plan, kernel),
      plan_(&plan),
      lanes_(plan.lanes.get()),
      kernel_(&kernel),
      interval_table_(lane_table_of(exponential_table())),
      way_of_npc_(plan.chains.size()) {}

void PlayersAhead::turn_to(const SegmentPlan& segment) {
  segment_ = &segment;
  name_ = segment.rank << 18 | plan_->replication;
  session_draws_ = {.seed = plan_->seed,
                    .name = name_,
                    .player = 0,
                    .first = 0,
                    .interval = interval_table_,
                    .length = lane_table_of(segment.session_ms),
                    .talks = lane_table_of(segment.conversations),
                    .intervals = intervals_.data(),
                    .lengths_ms = lengths_.data(),
                    .talk_counts = talk_counts_.data()};
  turn_table_ = lane_table_of(segment.turns);
  npc_below_.clear();
  for (const SegmentPlan::Choice& choice : segment.npcs) {
    if (choice.below >> 32 == 0) npc_below_.push_back(static_cast<std::uint32_t>(choice.below));
  }
}

void PlayersAhead::clear(const SegmentPlan& segment, std::uint32_t from) {
  if (&segment != segment_) turn_to(segment);
  from_ = from;
  players_.clear();
  sessions_.clear();
  talks_.clear();
  talk_player_.clear();
  talk_number_.clear();
  lots_.clear();
}

void PlayersAhead::add_player(const SegmentPlan& segment, std::uint32_t number) {
  const PlayerKey key{plan_->seed, plan_->replication, segment.rank, number};
  const Player player{traits_of(segment, key), static_cast<std::uint32_t>(sessions_.size()),
                      static_cast<std::uint32_t>(talk_player_.size())};
  const PlayClock& clock = plan_->clocks[segment.clock];
  const bool talks_at_all = player.traits.talks && !segment.npcs.empty();
  std::uint64_t playing = 0;
  std::uint32_t hint = 0, talks = 0;
  session_draws_.player = number;
  for (std::uint32_t session = 0; player.traits.session_interval != 0; ++session) {
    const std::size_t lane = session % kernel_->lanes;
    if (lane == 0) {
      session_draws_.first = session;
      kernel_->draw_sessions(session_draws_);
    }
    playing += exponential_interval(player.traits.session_interval, intervals_[lane]);
    const std::uint64_t arrives = clock.real_ms(playing, hint);
    if (arrives == PlayClock::never) break;
    std::uint32_t count = talks_at_all ? talk_counts_[lane] : 0;
    if (count != 0 && player.traits.talk_factor != talk_scale) {
      count = scaled_talks(key, session, count, player.traits.talk_factor, 65'536, 65'536);
    }
    sessions_.push_back({static_cast<std::int64_t>(arrives), lengths_[lane], count});
    talks += count;
  }
  sessions_.push_back({-1, 0, 0});
  players_.push_back(player);
  talk_player_.resize(player.first_talk + talks, number);
  talk_number_.resize(player.first_talk + talks);
  std::iota(talk_number_.begin() + player.first_talk, talk_number_.end(), 0u);
}

void PlayersAhead::draw_all() {
  const std::size_t count = talk_player_.size(), whole = padded(count, kernel_->lanes);
  for (auto* list : {&talk_player_, &talk_number_, &talk_npc_, &talk_turns_, &talk_place_}) list->resize(whole);
  kernel_->draw_talks({plan_->seed, name_, whole, talk_player_.data(), talk_number_.data(), turn_table_, npc_below_.data(),
                       static_cast<std::uint32_t>(npc_below_.size()) + 1, talk_place_.data(), talk_npc_.data(), talk_turns_.data()});
  talks_.resize(count);
}

/// The way of each talk: which NPC is a draw, in which way a matter of the player.
void PlayersAhead::choose_ways(const SegmentPlan& segment) {
  by_length_.assign((lanes_->classes.size() + 1) * (most_lane_turns + 1), 0);
  std::size_t talk = 0;
  for (std::size_t p = 0; p < players_.size(); ++p) {
    const std::size_t end = p + 1 < players_.size() ? players_[p + 1].first_talk : talks_.size();
    if (talk == end) continue;
    for (const SegmentPlan::Choice& choice : segment.npcs) {
      const bool only_way = plan_->chains[choice.npc].empty();
      way_of_npc_[choice.npc] = only_way ? choice.npc : way_at_all(*plan_, segment, players_[p].traits, choice.npc);
    }
    for (; talk < end; ++talk) {
      const std::uint16_t way = way_of_npc_[segment.npcs[talk_npc_[talk]].npc];
      std::uint16_t talk_class = way == ChainLink::no_way ? LanePlan::none : lanes_->ways[way].talk_class;
      const std::uint32_t turns = talk_turns_[talk];
      if (turns - 1 >= most_lane_turns) talk_class = LanePlan::none;
      talks_[talk] = {talk_place_[talk], AheadTalk::not_whole, way, talk_class};
      if (talk_class != LanePlan::none) ++by_length_[talk_class * (most_lane_turns + 1u) + (most_lane_turns - turns)];
    }
  }
}

/// By class, and longest first, by counting.
void PlayersAhead::sort() {
  std::uint32_t next = 0;
  for (std::uint16_t c = 0; c < lanes_->classes.size(); ++c) {
    const std::uint32_t first = next;
    for (std::size_t i = c * (most_lane_turns + 1u); i < (c + 1) * (most_lane_turns + 1u); ++i) next += std::exchange(by_length_[i], next);
    if (next == first) continue;
    next = first + static_cast<std::uint32_t>(padded(next - first, kernel_->lanes));
    lots_.push_back({.talk_class = c, .first = first, .count = next - first});
  }
  ranked_.resize(next);
  talk_of_rank_.resize(next);
  sums_.resize(next);
  began_.assign(next, -1);
  std::fill(ranked_.turns.begin(), ranked_.turns.end(), 0u);
  for (std::uint32_t talk = 0; talk < talks_.size(); ++talk) {
    if (talks_[talk].talk_class == LanePlan::none) continue;
    const std::uint32_t turns = talk_turns_[talk];
    const std::uint32_t rank = by_length_[talks_[talk].talk_class * (most_lane_turns + 1u) + (most_lane_turns - turns)]++;
    talks_[talk].rank = rank;
    talk_of_rank_[rank] = talk;
    ranked_.player[rank] = talk_player_[talk];
    ranked_.number[rank] = talk_number_[talk];
    ranked_.turns[rank] = turns;
  }
}

TalkBatch PlayersAhead::batch_of(std::uint16_t talk_class, const Lanes& lanes, std::size_t first, std::size_t count) const {
  TalkBatch batch;
  batch.talk_class = &lanes_->classes[talk_class];
  batch.seed = plan_->seed;
  batch.name = name_;
  batch.count = count;
  batch.player = &lanes.player[first];
  batch.number = &lanes.number[first];
  batch.turns = &lanes.turns[first];
  return batch;
}

void PlayersAhead::live_lot(Lot& lot, std::size_t& logged) {
  TalkBatch batch = batch_of(lot.talk_class, ranked_, lot.first, lot.count);
  const TalkClass& talk_class = *batch.talk_class;
  batch.sums = &sums_[lot.first];
  if (talk_class.spoken) batch.first_call_ms = &first_call_[lot.first];
  lot.logged = logged;
  for (std::size_t i = lot.first; i < lot.first + lot.count; i += kernel_->lanes) {
    if (!keeps_turns_.empty()) logged_of_group_.push_back(logged);
    logged += std::size_t{ranked_.turns[i]} * kernel_->lanes;
  }
  const auto part_of = [&](std::vector<std::uint32_t>& log, bool wanted) -> std::uint32_t* {
    if (!wanted) return nullptr;
    if (log.size() < logged) log.resize(logged);
    return &log[lot.logged];
  };
  batch.log.call_ms = part_of(call_ms_, plan_->counts_load);
  batch.log.tokens = part_of(tokens_, plan_->counts_load);
  batch.log.first_text_ms = part_of(first_text_, !talk_class.constant_text_wait);
  batch.log.first_audio_ms = part_of(first_audio_, talk_class.spoken && !talk_class.constant_audio_wait);
  OddWaits odd;
  if (talk_class.constant_audio_wait) {
    lot.odd = odd_used_;
    if (odd_.size() < odd_used_ + (logged - lot.logged)) odd_.resize(odd_used_ + (logged - lot.logged));
    odd.list = &odd_[lot.odd];
    batch.odd = &odd;
  }
  if (!keeps_turns_.empty() && keeps_turns_[lot.talk_class] != 0) {
    if (turn_sums_.size() < logged) turn_sums_.resize(logged);
    batch.by_turn = &turn_sums_[lot.logged];
  }
  kernel_->live_talks(batch);
  lot.odd_count = odd.count;
  odd_used_ += odd.count;
}

void PlayersAhead::live() {
  logged_of_group_.clear();
  first_call_.resize(talk_of_rank_.size());
  std::size_t logged = 0;
  odd_used_ = 0;
  for (Lot& lot : lots_) live_lot(lot, logged);
}

std::uint32_t PlayersAhead::prepare(const SegmentPlan& segment, std::uint32_t from, std::uint32_t to) {
  clear(segment, from);
  std::uint32_t next = from;
  while (next < to && talk_player_.size() < talks_in_a_block && players_.size() < players_in_a_block) add_player(segment, next++);
  draw_all();
  choose_ways(segment);
  sort();
  live();
  return next;
}

}  // namespace npcost
