#include "sim/engine/ahead/players_ahead.h"

#include <algorithm>

#include "sim/base/check.h"
#include "sim/dialogue/turn_prompt.h"
#include "sim/engine/life_way.h"

namespace npcost {

namespace {

/// So many talks make groups of every length and keep what is known of them in the second-level cache.
constexpr std::size_t talks_in_a_block = 4096;
/// Players who hardly talk.
constexpr std::size_t players_in_a_block = 2048;

constexpr std::size_t padded(std::size_t count, std::size_t lanes) { return (count + lanes - 1) / lanes * lanes; }

}  // namespace

PlayersAhead::PlayersAhead(const Plan& plan, const LaneKernel& kernel)
    : books(plan), plan_(&plan), lanes_(plan.lanes.get()), kernel_(&kernel), way_of_npc_(plan.ways.size()) {}

void PlayersAhead::clear(const SegmentPlan& segment, std::uint32_t from) {
  from_ = from;
  name_ = segment.rank << 18 | plan_->replication;
  players_.clear();
  sessions_.clear();
  talks_.clear();
  talk_player_.clear();
  talk_number_.clear();
  lots_.clear();
  std::size_t i = 0;
  for (std::uint32_t top = 0; top < npc_guide_.size() && !segment.npcs.empty(); ++top) {
    while (std::uint64_t{top} << 24 >= segment.npcs[i].below) ++i;
    npc_guide_[top] = static_cast<std::uint16_t>(i);
  }
}

void PlayersAhead::add_player(const SegmentPlan& segment, std::uint32_t number) {
  const PlayerKey key{plan_->seed, plan_->replication, segment.rank, number};
  Player player{traits_of(segment, key), static_cast<std::uint32_t>(sessions_.size()), static_cast<std::uint32_t>(talk_player_.size())};
  const PlayClock& clock = plan_->clocks[segment.clock];
  const bool talks_at_all = player.traits.talks && !segment.npcs.empty();
  std::uint64_t playing = 0;
  std::uint32_t hint = 0, talk = 0;
  for (std::uint32_t s = 0; player.traits.session_interval != 0; ++s) {
    const Words words = draw(key, Purpose::session, s, 0);
    playing += exponential_interval(player.traits.session_interval, words.w[0], words.w[1]);
    const std::uint64_t arrives = clock.real_ms(playing, hint);
    if (arrives == PlayClock::never) break;
    AheadSession session{static_cast<std::int64_t>(arrives), segment.session_ms.draw(words.w[2], words.w[1] >> 11), 0};
    if (talks_at_all) {
      session.talks = segment.conversations.draw(words.w[3], (words.w[1] >> 22) << 1);
      if (player.traits.talk_factor != talk_scale) session.talks = scaled_talks(key, s, session.talks, player.traits.talk_factor, 65'536, 65'536);
    }
    sessions_.push_back(session);
    for (std::uint32_t i = 0; i < session.talks; ++i) {
      talk_player_.push_back(number);
      talk_number_.push_back(talk++);
    }
  }
  sessions_.push_back({-1, 0, 0});
  players_.push_back(player);
}

void PlayersAhead::draw_all(const SegmentPlan& segment) {
  const std::size_t count = talk_player_.size(), whole = padded(count, kernel_->lanes);
  for (auto* list : {&talk_player_, &talk_number_, &talk_npc_, &talk_turns_, &talk_place_}) list->resize(whole);
  const DrawTable::View turns = segment.turns.view();
  LaneTable table{turns.alias, turns.span, turns.base, LaneTable::constant};
  if (turns.alias != nullptr) table.kind = turns.exact ? LaneTable::exact : LaneTable::wide;
  kernel_->draw_talks({plan_->seed, name_, whole, talk_player_.data(), talk_number_.data(), table, talk_place_.data(), talk_npc_.data(),
                       talk_turns_.data()});
  talks_.resize(count);
}

/// The way of each talk: which NPC is a draw, in which way a matter of the player.
void PlayersAhead::choose_ways(const SegmentPlan& segment) {
  std::size_t talk = 0;
  for (std::size_t p = 0; p < players_.size(); ++p) {
    const std::size_t end = p + 1 < players_.size() ? players_[p + 1].first_talk : talks_.size();
    if (talk == end) continue;
    for (const SegmentPlan::Choice& choice : segment.npcs) {
      way_of_npc_[choice.npc] = plan_->chains[choice.npc].empty() ? choice.npc : way_at_all(*plan_, segment, players_[p].traits, choice.npc);
    }
    for (; talk < end; ++talk) {
      const std::uint32_t word = talk_npc_[talk];
      std::size_t i = npc_guide_[word >> 24];
      while (word >= segment.npcs[i].below) ++i;
      talks_[talk] = {talk_place_[talk], AheadTalk::not_whole, way_of_npc_[segment.npcs[i].npc]};
    }
  }
}

void PlayersAhead::sort() {
  const std::size_t most = talks_.size() + lanes_->classes.size() * (kernel_->lanes - 1);
  lane_talk_.clear();
  lane_talk_.reserve(most);
  for (std::uint16_t c = 0; c < lanes_->classes.size(); ++c) sort_class(c);
  const std::size_t ranks = lane_talk_.size();
  lane_player_.resize(ranks);
  lane_number_.resize(ranks);
  lane_turns_.resize(ranks);
  for (std::size_t rank = 0; rank < ranks; ++rank) {
    const std::uint32_t talk = lane_talk_[rank];
    const bool padding = talk == AheadTalk::not_whole;
    lane_player_[rank] = padding ? 0 : talk_player_[talk];
    lane_number_[rank] = padding ? 0 : talk_number_[talk];
    lane_turns_[rank] = padding ? 0 : talk_turns_[talk];
    if (!padding) talks_[talk].rank = static_cast<std::uint32_t>(rank);
  }
  sums_.resize(ranks);
  began_.assign(ranks, -1);
}

/// Longest first, by counting.
void PlayersAhead::sort_class(std::uint16_t talk_class) {
  const auto in_class = [&](std::size_t talk) {
    const std::uint16_t way = talks_[talk].way;
    return way != ChainLink::no_way && lanes_->ways[way].talk_class == talk_class && talk_turns_[talk] - 1 < most_lane_turns;
  };
  by_turns_.assign(most_lane_turns + 2, 0);
  std::uint32_t count = 0;
  for (std::size_t talk = 0; talk < talks_.size(); ++talk) {
    if (!in_class(talk)) continue;
    ++by_turns_[most_lane_turns - talk_turns_[talk] + 1];
    ++count;
  }
  if (count == 0) return;
  for (std::size_t i = 1; i < by_turns_.size(); ++i) by_turns_[i] += by_turns_[i - 1];
  const auto first = static_cast<std::uint32_t>(lane_talk_.size());
  const auto whole = static_cast<std::uint32_t>(padded(count, kernel_->lanes));
  lane_talk_.resize(first + whole, AheadTalk::not_whole);
  for (std::uint32_t talk = 0; talk < talks_.size(); ++talk) {
    if (in_class(talk)) lane_talk_[first + by_turns_[most_lane_turns - talk_turns_[talk]]++] = talk;
  }
  lots_.push_back({talk_class, first, whole});
}

void PlayersAhead::live_lot(const Lot& lot) {
  const TalkClass& talk_class = lanes_->classes[lot.talk_class];
  TalkBatch batch;
  batch.talk_class = &talk_class;
  batch.seed = plan_->seed;
  batch.name = name_;
  batch.count = lot.count;
  batch.player = &lane_player_[lot.first];
  batch.number = &lane_number_[lot.first];
  batch.turns = &lane_turns_[lot.first];
  batch.sums = &sums_[lot.first];
  if (talk_class.spoken) batch.first_call_ms = &first_call_[lot.first];
  std::size_t turns = 0;
  for (std::size_t i = lot.first; i < lot.first + lot.count; i += kernel_->lanes) turns += std::size_t{lane_turns_[i]} * kernel_->lanes;
  const std::size_t from = lot_logged_.back(), to = from + turns;
  lot_logged_.push_back(to);
  const auto part_of = [&](std::vector<std::uint32_t>& log, bool wanted) -> std::uint32_t* {
    if (!wanted) return nullptr;
    if (log.size() < to) log.resize(to);
    return &log[from];
  };
  batch.log.call_ms = part_of(call_ms_, plan_->counts_load);
  batch.log.tokens = part_of(tokens_, plan_->counts_load);
  batch.log.first_text_ms = part_of(first_text_, !talk_class.constant_text_wait);
  batch.log.first_audio_ms = part_of(first_audio_, talk_class.spoken);
  kernel_->live_talks(batch);
}

void PlayersAhead::live() {
  first_call_.resize(lane_talk_.size());
  lot_logged_.assign(1, 0);
  for (const Lot& lot : lots_) live_lot(lot);
}

std::uint32_t PlayersAhead::prepare(const SegmentPlan& segment, std::uint32_t from, std::uint32_t to) {
  clear(segment, from);
  std::uint32_t next = from;
  while (next < to && talk_player_.size() < talks_in_a_block && players_.size() < players_in_a_block) add_player(segment, next++);
  draw_all(segment);
  choose_ways(segment);
  sort();
  live();
  return next;
}

std::int64_t PlayersAhead::take_whole(const AheadTalk& talk, const PlayerKey& key, std::uint32_t number, std::int64_t begin_ms, std::int64_t& cache_ms) {
  if (talk.rank == AheadTalk::not_whole || begin_ms < plan_->warm_up_ms) return -1;
  const TalkSum& sum = sums_[talk.rank];
  const std::int64_t end_ms = begin_ms + sum.value[TalkSum::duration_ms], last_call = begin_ms + sum.value[TalkSum::last_call_ms];
  const std::uint32_t piece = books.piece_at(begin_ms);
  if (sum.value[TalkSum::turns] == 0 || last_call >= books.end_of_piece(piece) || end_ms > plan_->horizon_ms) return -1;
  const NpcPlan& npc = plan_->ways[talk.way];
  std::uint32_t correction = 0;
  if (npc.cache.enabled) {
    const std::int64_t first_call = begin_ms + (npc.spoken ? first_call_[talk.rank] : 0);
    if (first_call - cache_ms >= npc.cache.ttl_ms && !warmed_by_others(npc.cache, key, number, 0, first_call)) {
      correction = lanes_->classes[lanes_->ways[talk.way].talk_class].first_cached;
    }
    cache_ms = last_call;
  }
  books.add(sum, talk.way, piece, correction);
  began_[talk.rank] = begin_ms;
  return end_ms;
}

void PlayersAhead::count_lot(const Lot& lot, UsageLedger& sums) {
  const TalkClass& talk_class = lanes_->classes[lot.talk_class];
  const bool waits = !talk_class.constant_text_wait || talk_class.spoken;
  if (!plan_->counts_load && !waits) return;
  std::size_t logged = lot_logged_[static_cast<std::size_t>(&lot - lots_.data())];
  for (std::size_t group = lot.first; group < lot.first + lot.count; group += kernel_->lanes) {
    for (std::size_t rank = group; rank < group + kernel_->lanes; ++rank) {
      if (began_[rank] < 0) continue;
      const NpcPlan& npc = plan_->ways[talks_[lane_talk_[rank]].way];
      const auto mode = static_cast<std::size_t>(npc.mode);
      const auto since = static_cast<std::uint64_t>(began_[rank] - plan_->warm_up_ms);
      const std::size_t first = logged + (rank - group), step = kernel_->lanes, last = first + lane_turns_[rank] * step;
      if (plan_->counts_load && npc.llm.billed) {
        for (std::size_t at = first; at < last; at += step) {
          const auto minute = static_cast<std::size_t>((since + call_ms_[at]) / ms_per_minute);
          ++sums.minute_requests[minute];
          sums.minute_tokens[minute] += tokens_[at];
        }
      }
      if (!talk_class.constant_text_wait && npc.text_wait_known) {
        for (std::size_t at = first; at < last; at += step) sums.first_text[mode].add(first_text_[at]);
      }
      if (talk_class.spoken && npc.audio_wait_known) {
        for (std::size_t at = first; at < last; at += step) sums.first_audio[mode].add(first_audio_[at]);
      }
    }
    logged += std::size_t{lane_turns_[group]} * kernel_->lanes;
  }
}

void PlayersAhead::count_calls(UsageLedger& sums) {
  for (const Lot& lot : lots_) count_lot(lot, sums);
}

}  // namespace npcost
