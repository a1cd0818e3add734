// What NPCs do without being asked: lines to the player, talk among themselves, a world that thinks.
//
// Each source is a Poisson process of its own in the time in which it runs, with its own draws: whether it is there or not moves no
// session and no line of the player. One talk of a source goes on at a time: those that are due meanwhile wait.

#include <algorithm>

#include "sim/engine/count_turn.h"
#include "sim/engine/life.h"
#include "sim/engine/life_time.h"

namespace npcost {

namespace {

/// Conversations that nobody asked for are numbered apart from the player's: bit 31, four bits of source, 27 of number.
std::uint32_t unasked_number(const AmbientPlan& source, std::uint32_t number) {
  return 0x8000'0000u | source.rank << 27 | (number & 0x07ff'ffffu);
}

}  // namespace

void Life::wake_ambient(const Plan& plan, bool whole_run, std::int64_t from_ms, std::int64_t until_ms) {
  for (std::size_t i = 0; i < more_->tracks.size(); ++i) {
    const AmbientPlan& ambient = plan.ambient[i];
    if ((ambient.runs == Ambient::Runs::always) != whole_run) continue;
    Track& track = more_->tracks[i];
    track.ends_ms = until_ms + (whole_run ? 0 : ambient.idle_ms);
    if (track.talking) continue;  // it goes on where it was
    track.due_ms = from_ms;
    plan_next_unasked(plan, ambient, i, from_ms);
  }
  find_next_ambient();
}

void Life::plan_next_unasked(const Plan& plan, const AmbientPlan& ambient, std::size_t index, std::int64_t free_from_ms) {
  Track& track = more_->tracks[index];
  track.next_ms = never_ms;
  if (ambient.interval == 0) return;
  ++track.number;
  const Words words = draw(key(plan), Purpose::ambient, unasked_number(ambient, track.number), 0);
  const std::uint64_t wait = exponential_interval(ambient.interval, words.w[0], words.w[1]) / PlayClock::ticks_per_ms;
  if (wait >= static_cast<std::uint64_t>(std::max<std::int64_t>(0, track.ends_ms - track.due_ms))) return;
  track.due_ms += static_cast<std::int64_t>(wait);
  const std::int64_t next_ms = std::max(track.due_ms, free_from_ms);
  if (next_ms < track.ends_ms) track.next_ms = next_ms;
}

/// Whether something is said now; then the track talks.
bool Life::begin_unasked(const Plan& plan, std::size_t index, const Books& books) {
  const AmbientPlan& ambient = plan.ambient[index];
  Track& track = more_->tracks[index];
  const std::uint32_t name = unasked_number(ambient, track.number);
  const Words words = draw(key(plan), Purpose::ambient, name, 0);
  if (!ambient.chance_of_hour.empty()) {
    const auto hour = std::min(static_cast<std::size_t>(track.next_ms / ms_per_hour), ambient.chance_of_hour.size() - 1);
    if (!happens(words.w[2], ambient.chance_of_hour[hour])) return false;
  }
  std::uint16_t typed_by = WayRules::no_policy;
  const std::uint16_t way = choose_way(plan, ambient.npc, track.next_ms, books, typed_by);
  if (way == ChainLink::no_way) return false;
  track.plan = ambient.plan_of_way[plan.setting_at(track.next_ms) * plan.ways.size() + way];
  const std::uint32_t turns = ambient.turns.draw(words.w[3], words.w[1] >> 11);
  const NpcPlan& npc = ambient.plans[track.plan];
  track.talk = begin_conversation(npc, key(plan), name, turns, track.next_ms, npc.batched ? track.cache_ms : caches_.at(way));
  track.talking = true;
  return true;
}

void Life::unasked_turn(const Plan& plan, std::size_t index, Tally& tally, const Books& books) {
  Track& track = more_->tracks[index];
  const NpcPlan& npc = plan.ambient[index].plans[track.plan];
  const WayRules& rules = plan.rules.ways[npc.way];
  const std::int64_t now = track.next_ms;
  Decision decision;
  if (!rules.plain) decision = decide(plan.rules, npc, track.talk, asker(plan, books), now);
  const bool silent = decision.refused || decision.course.answer == Course::Answer::scripted;
  if (silent || decision.course.paid) {  // nobody misses a line that was never asked for
    return end_unasked(plan, index, now, tally, books);
  }
  const TurnRecord turn = take_turn(npc, key(plan), track.talk, now, decision.course);
  const bool counted = now >= plan.warm_up_ms;
  const bool in_money = !plan.rules.spend.empty() && !rules.limits.empty();
  if (in_money) flush(tally, books);
  if (counted) turn_to(plan, npc.way, now, tally, books);
  if (counted || in_money) count_usage(npc, turn, plan.period_at(now), tally);
  if (counted) {
    count_load(plan, npc, turn, tally, *books.sums);
    ++tally.talk.npc_lines;
    if (turn.course.asks_model() && npc.llm.billed) {
      tally.talk.prompt_tokens += turn.prompt_tokens;
      tally.talk.cached_tokens += turn.prompt.cached;
    }
  }
  if (!rules.limits.empty()) {
    const std::uint64_t used = in_money ? spent(plan, tally) : 0;
    const std::int64_t until_ms = turn.end_ms + (track.talk.turn < track.talk.turns ? turn.think_ms : 0);
    use_limits(plan.rules, npc, asker(plan, books), turn, now, until_ms, used, counted ? &books.sums->policy : nullptr);
  }
  if (!counted) drop(tally);
  if (books.watcher != nullptr) tell(plan, Happening::Kind::npc_line, now, npc.way, &turn, 0, tally, books);
  track.next_ms = turn.end_ms + turn.think_ms;
  // Talk stops when nobody is near any more, not only when it is over.
  if (track.talk.turn >= track.talk.turns || track.next_ms >= track.ends_ms) end_unasked(plan, index, turn.end_ms, tally, books);
}

void Life::end_unasked(const Plan& plan, std::size_t index, std::int64_t end_ms, Tally& tally, const Books& books) {
  Track& track = more_->tracks[index];
  const NpcPlan& npc = plan.ambient[index].plans[track.plan];
  const std::int64_t billed_at = std::min(end_ms, plan.horizon_ms - 1);
  if (npc.write.wanted() && billed_at >= plan.warm_up_ms && track.talk.turn != 0) {
    turn_to(plan, npc.way, billed_at, tally, books);
    count_spending(plan, npc.way, more_->ambient_ms, tally, books,
                   [&] { count_written_memory(plan, npc, track.talk, key(plan), billed_at, tally); });
    if (books.watcher != nullptr) tell(plan, Happening::Kind::talk_ends, end_ms, npc.way, nullptr, 0, tally, books);
  }
  if (npc.batched) {
    track.cache_ms = std::max(track.cache_ms, track.talk.cache_ms);
  } else {
    caches_.set(npc.way, std::max(caches_.at(npc.way), track.talk.cache_ms), more_->ambient_ms, plan.longest_ttl_ms);
  }
  track.talking = false;
  plan_next_unasked(plan, plan.ambient[index], index, end_ms);
}

void Life::live_ambient(const Plan& plan, Tally& tally, const Books& books) {
  std::size_t index = 0;
  while (more_->tracks[index].next_ms != more_->ambient_ms) ++index;  // the earliest, the first of several
  Track& track = more_->tracks[index];
  if (track.talking || begin_unasked(plan, index, books)) {
    unasked_turn(plan, index, tally, books);
  } else {
    plan_next_unasked(plan, plan.ambient[index], index, track.next_ms);
  }
  find_next_ambient();
}

/// A talk makes the session longer, and with it the time in which NPCs speak by themselves.
void Life::stay_awake(const Plan& plan, std::int64_t until_ms) {
  for (std::size_t i = 0; i < more_->tracks.size(); ++i) {
    const AmbientPlan& ambient = plan.ambient[i];
    Track& track = more_->tracks[i];
    const std::int64_t ends_ms = until_ms + ambient.idle_ms;
    if (ambient.runs == Ambient::Runs::always || ends_ms <= track.ends_ms) continue;
    const std::int64_t before_ms = std::max(track.ends_ms, track.due_ms);
    track.ends_ms = ends_ms;
    if (track.talking || track.next_ms != never_ms) continue;
    track.due_ms = before_ms;   // nothing was due until the end that was planned; waiting has no memory
    plan_next_unasked(plan, ambient, i, before_ms);
  }
  find_next_ambient();
}

void Life::find_next_ambient() {
  more_->ambient_ms = never_ms;
  for (const Track& track : more_->tracks) more_->ambient_ms = std::min(more_->ambient_ms, track.next_ms);
}

}  // namespace npcost
