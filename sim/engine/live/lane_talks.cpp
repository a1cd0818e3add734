#include "sim/engine/live/lane_talks.h"

#include <algorithm>

#include "sim/dialogue/turn_prompt.h"
#include "sim/engine/count_turn.h"

namespace npcost {

namespace {

constexpr std::int64_t second_ms = 1000;

void add(TalkSum& into, const TalkSum& turn) {
  for (std::uint32_t i = 0; i < TalkSum::fields; ++i) into.value[i] += turn.value[i];
}

std::uint32_t prompt_of(const TalkSum& turn) {
  return turn.value[TalkSum::fresh] + turn.value[TalkSum::cached] + turn.value[TalkSum::written];
}

}  // namespace

LaneTalks::LaneTalks(const Plan& plan, UsageLedger& ledger, SharedLimits& shared, Places<Seat>& seats, SecondWheel& wheel)
    : plan_(plan),
      lanes_(compile_turn_lanes(plan)),
      kernel_(plan.lane_kernel != nullptr ? *plan.lane_kernel : best_lane_kernel()),
      ledger_(ledger),
      shared_(shared),
      seats_(seats),
      wheel_(wheel),
      queues_(lanes_->classes.size() * plan.segments.size()),
      open_(plan.rules.limits.size()),
      together_(plan.rules.limits.size()),
      by_group_(plan.shape.segments * plan.ways.size()) {}

/// Of a talk is kept when it began and what a lane moves on; all else is as it was then. A talk with more to tell stays with the life.
bool LaneTalks::open(std::uint32_t place, Tally& tally) {
  Life& life = seats_[place].life;
  const Conversation* talk = life.open_talk();
  if (talk == nullptr || talk->setting != 0 || talk->summary_tokens != 0 || talk->paid_turns != 0) return false;
  if (talk->typed_by != WayRules::no_policy) return false;
  const std::uint16_t talk_class = lanes_->ways[talk->way].talk_class;
  if (talk_class == LanePlan::none) return false;
  const auto segment = static_cast<std::size_t>(&life.segment(plan_) - plan_.segments.data());
  OpenTalk& open = seats_[place].talk;
  open.queue = static_cast<std::uint16_t>(talk_class * plan_.segments.size() + segment);
  open.next_ms = life.next_ms();
  open.cache_ms = talk->cache_ms;
  open.began_ms = talk->began_ms;
  open.player = life.player();
  open.number = talk->number;
  open.turn = talk->turn;
  open.turns = talk->turns;
  open.history = talk->history_tokens;
  open.prefix = talk->warm_prefix;
  open.first_kept = talk->first_kept;
  open.row = life.player_of_all(plan_);
  open.way = talk->way;
  open.begun = life.count_begun();
  open.served = talk->served;
  life.lend_talk(tally);
  if (queues_[open.queue] != nullptr) return true;
  auto queue = std::make_unique<Queue>();
  queue->talk_class = talk_class;
  queue->segment = static_cast<std::uint16_t>(segment);
  queue->steps.talk_class = &lanes_->classes[talk_class];
  queue->steps.seed = plan_.seed;
  queue->steps.name = life.segment(plan_).rank << 18 | plan_.replication;
  queues_[open.queue] = std::move(queue);
  return true;
}

void LaneTalks::give_back(std::uint32_t place, Tally& tally) {
  OpenTalk& open = seats_[place].talk;
  Life& life = seats_[place].life;
  write(open);
  Conversation talk = begin_conversation(plan_.ways[open.way], life.key(plan_), open.number, open.turns, open.began_ms, open.cache_ms);
  talk.turn = open.turn;
  talk.history_tokens = open.history;
  talk.warm_prefix = open.prefix;
  talk.first_kept = open.first_kept;
  talk.served = open.served;
  life.go_on(talk, open.next_ms, tally);
  open.queue = OpenTalk::closed;
}

void LaneTalks::write(OpenTalk& talk) {
  const std::uint32_t turns = talk.counted.value[TalkSum::turns];
  if (turns == 0 && !talk.begun) return;
  const Books books{&ledger_, &ledger_, talk.row};
  for (const MeterSet::Entry& entry : lanes_->meters[lanes_->ways[talk.way].meters].entries) {
    const std::uint32_t count = talk.counted.value[entry.field];
    if (count != 0) add_to_row(books, entry.cell + talk.period, count);
  }
  PlayerTotals& row = ledger_.player_totals[talk.row];
  row.turns += turns;
  row.conversations += talk.begun ? 1u : 0u;
  talk.begun = false;
  talk.counted = {};
}

void LaneTalks::write_group(std::size_t group) {
  const std::uint32_t* value = by_group_[group].value;
  const std::uint64_t turns = value[TalkSum::turns];
  if (turns == 0) return;
  const std::size_t way = group % plan_.ways.size(), cells = ledger_.shape.cells;
  const NpcPlan& npc = plan_.ways[way];
  std::uint64_t* by_group = &ledger_.group_cells[group * cells] + lanes_->period[piece_];
  std::uint64_t* by_hour = &ledger_.hour_cells[lanes_->hour[piece_] * cells] + lanes_->period[piece_];
  for (const MeterSet::Entry& entry : lanes_->meters[lanes_->ways[way].meters].entries) {
    by_group[entry.cell] += value[entry.field];
    by_hour[entry.cell] += value[entry.field];
  }
  TalkCounts& counts = ledger_.talk[group];
  counts.turns += turns;
  if (npc.llm.billed) {
    counts.prompt_tokens += std::uint64_t{value[TalkSum::fresh]} + value[TalkSum::cached] + value[TalkSum::written];
    counts.cached_tokens += value[TalkSum::cached];
  } else {
    counts.device_turns += turns;
  }
  counts.timed_turns += npc.timed ? turns : 0;
  counts.abandoned_turns += value[TalkSum::abandoned];
  counts.interrupted_turns += value[TalkSum::interrupted];
  counts.unheard_chars += value[TalkSum::unheard_chars];
  const TalkClass& talk_class = lanes_->classes[lanes_->ways[way].talk_class];
  if (npc.text_wait_known && talk_class.constant_text_wait) {
    ledger_.first_text[static_cast<std::size_t>(npc.mode)].add(talk_class.text_wait_ms, turns);
  }
  by_group_[group] = {};
}

void LaneTalks::write_sums() {
  for (std::size_t group = 0; group < by_group_.size(); ++group) write_group(group);
}

void LaneTalks::begin(std::int64_t from_ms, std::int64_t until_ms) {
  until_ms_ = until_ms;
  for (std::uint16_t limit = 0; limit < open_.size(); ++limit) {
    open_[limit] = plan_.rules.limits[limit].global() && surely_open(plan_.rules, limit, shared_, from_ms, until_ms);
  }
}

bool LaneTalks::may_live(const OpenTalk& talk) const {
  for (const WayRules::Limit& limit : plan_.rules.ways[talk.way].limits) {
    if (open_[limit.limit] == 0) return false;
  }
  return true;
}

void LaneTalks::live(std::uint32_t place) {
  const OpenTalk& talk = seats_[place].talk;
  Queue& queue = *queues_[talk.queue];
  TurnSteps& steps = queue.steps;
  const std::uint32_t lane = queue.waiting++;
  ++waiting_;
  queue.place[lane] = place;
  steps.player[lane] = talk.player;
  steps.number[lane] = talk.number;
  steps.turn[lane] = talk.turn;
  steps.since_call_ms[lane] = static_cast<std::uint32_t>(std::min<std::int64_t>(talk.next_ms - talk.cache_ms, most_lane_ms));
  steps.history[lane] = talk.history;
  steps.prefix[lane] = talk.prefix;
  steps.first_kept[lane] = talk.first_kept;
  if (queue.waiting == kernel_.lanes) live_group(queue);
}

void LaneTalks::live_waiting() {
  for (const std::unique_ptr<Queue>& queue : queues_) {
    if (queue != nullptr && queue->waiting != 0) live_group(*queue);
  }
}

void LaneTalks::live_group(Queue& queue) {
  const std::uint32_t count = queue.waiting;
  queue.waiting = 0;
  waiting_ -= count;
  kernel_.live_turns(queue.steps);
  for (std::uint32_t lane = 0; lane < count; ++lane) {
    if (!take(queue, lane)) odd.push_back(queue.place[lane]);
  }
}

/// What a lane has lived becomes the talk's; false if it could not live it.
bool LaneTalks::take(Queue& queue, std::uint32_t lane) {
  TurnSteps& steps = queue.steps;
  const std::uint32_t place = queue.place[lane];
  OpenTalk& talk = seats_[place].talk;
  const std::int64_t begin_ms = talk.next_ms, call_ms = begin_ms + steps.call_ms[lane];
  if (steps.failed[lane] != 0 || call_ms >= plan_.horizon_ms) return false;
  TalkSum& turn = steps.sums[lane];
  const TalkClass& talk_class = *steps.talk_class;
  if (steps.cold[lane] != 0 && talk_class.warmed_by_others) warm_by_others(queue, talk, call_ms, turn);
  const bool counted = call_ms >= plan_.warm_up_ms;
  if (counted) count(queue, talk, lane, call_ms);
  ++talk.turn;
  talk.served = true;
  const std::int64_t end_ms = begin_ms + steps.end_ms[lane];
  const std::int64_t next_ms = end_ms + (talk.turn < talk.turns ? steps.think_ms[lane] : 0);
  if (!plan_.rules.ways[talk.way].limits.empty()) use(talk, turn, {begin_ms, call_ms, next_ms, counted});
  if (talk_class.cache) talk.cache_ms = call_ms;
  talk.history = steps.history[lane];
  talk.prefix = steps.prefix[lane];
  talk.first_kept = steps.first_kept[lane];
  if (talk.turn >= talk.turns) {
    ended.push_back({place, end_ms});
    return true;
  }
  talk.next_ms = next_ms;
  if (next_ms < until_ms_) {
    again.push_back(place);
  } else if (next_ms < plan_.horizon_ms) {
    wheel_.put(place, next_ms / second_ms);
  }
  return true;
}

/// Somebody else's call may have left persona and world in the provider's cache.
void LaneTalks::warm_by_others(const Queue& queue, const OpenTalk& talk, std::int64_t call_ms, TalkSum& turn) const {
  const PlayerKey key{plan_.seed, plan_.replication, plan_.segments[queue.segment].rank, talk.player};
  if (!warmed_by_others(plan_.ways[talk.way].cache, key, talk.number, talk.turn, call_ms)) return;
  const TalkClass& talk_class = *queue.steps.talk_class;
  turn.value[TalkSum::cached] = talk_class.first_cached;
  turn.value[talk_class.writes_billed ? TalkSum::written : TalkSum::fresh] -= talk_class.first_cached;
}

void LaneTalks::turn_to(std::uint32_t piece) {
  write_sums();
  piece_ = piece;
}

void LaneTalks::count(const Queue& queue, OpenTalk& talk, std::uint32_t lane, std::int64_t call_ms) {
  const TalkSum& turn = queue.steps.sums[lane];
  const bool in_piece = call_ms >= lanes_->edges_ms[piece_] && call_ms < lanes_->edges_ms[piece_ + 1];
  if (!in_piece) {
    const auto hour = static_cast<std::size_t>((call_ms - plan_.warm_up_ms) / ms_per_hour);
    std::uint32_t piece = lanes_->first_of_hour[hour];
    while (call_ms >= lanes_->edges_ms[piece + 1]) ++piece;
    turn_to(piece);
  }
  const std::size_t group = plan_.segments[queue.segment].segment * plan_.ways.size() + talk.way;
  if (by_group_[group].value[TalkSum::turns] == most_lane_turns) write_group(group);
  add(by_group_[group], turn);
  const auto period = static_cast<std::uint16_t>(lanes_->period[piece_]);
  if (talk.period != period || talk.counted.value[TalkSum::turns] == most_lane_turns) {
    write(talk);
    talk.period = period;
  }
  add(talk.counted, turn);
  const NpcPlan& npc = plan_.ways[talk.way];
  if (plan_.counts_load && npc.llm.billed) {
    const auto minute = static_cast<std::size_t>((call_ms - plan_.warm_up_ms) / ms_per_minute);
    ++ledger_.minute_requests[minute];
    ledger_.minute_tokens[minute] += std::uint64_t{prompt_of(turn)} + turn.value[TalkSum::reply] + turn.value[TalkSum::reasoning];
  }
  count_waits(*queue.steps.talk_class, npc, queue.steps, lane);
}

void LaneTalks::count_waits(const TalkClass& talk_class, const NpcPlan& npc, const TurnSteps& steps, std::uint32_t lane) {
  const auto mode = static_cast<std::size_t>(npc.mode);
  if (npc.text_wait_known && !talk_class.constant_text_wait) ledger_.first_text[mode].add(steps.first_text_ms[lane]);
  if (npc.audio_wait_known) ledger_.first_audio[mode].add(steps.first_audio_ms[lane]);
}

std::uint64_t LaneTalks::spent(const OpenTalk& talk, const TalkSum& turn, std::uint32_t period) const {
  const RulePlan& rules = plan_.rules;
  UInt128 sum = rules.grains_per_step / 2;
  for (const MeterSet::Entry& entry : lanes_->meters[lanes_->ways[talk.way].meters].entries) {
    sum += turn.value[entry.field] * rules.spend[entry.cell + period];
  }
  return static_cast<std::uint64_t>(sum / rules.grains_per_step);
}

void LaneTalks::use(const OpenTalk& talk, const TalkSum& turn, const Times& times) {
  for (const WayRules::Limit& one : plan_.rules.ways[talk.way].limits) {
    std::uint64_t used = 0;
    switch (plan_.rules.limits[one.limit].measure) {
      case Policy::Measure::turns: used = 1; break;
      case Policy::Measure::time: used = static_cast<std::uint64_t>(times.until_ms - times.begin_ms); break;
      case Policy::Measure::tokens:
        used = std::uint64_t{prompt_of(turn)} + turn.value[TalkSum::reply] + turn.value[TalkSum::reasoning];
        break;
      case Policy::Measure::money: used = spent(talk, turn, times.counted ? lanes_->period[piece_] : plan_.period_at(times.call_ms)); break;
    }
    (times.counted ? together_[one.limit].counted : together_[one.limit].before) += used;
  }
}

void LaneTalks::end() {
  for (std::uint16_t limit = 0; limit < together_.size(); ++limit) {
    Together& used = together_[limit];
    if (used.before != 0) use_together(plan_.rules, limit, shared_, until_ms_ - 1, used.before, nullptr);
    if (used.counted != 0) use_together(plan_.rules, limit, shared_, until_ms_ - 1, used.counted, &ledger_.policy);
    used = {};
  }
}

}  // namespace npcost
