// What a player does with NPCs: which way an NPC is met, the turns of a conversation, and its end.

#include <algorithm>
#include <new>

#include "sim/engine/count_turn.h"
#include "sim/engine/life.h"
#include "sim/engine/life_time.h"
#include "sim/engine/life_way.h"
#include "sim/engine/supposed/limit_use.h"

namespace npcost {

namespace {

/// The draw of what is billed when a conversation is over stands behind those of all its turns.
constexpr std::uint32_t end_of_talk = max_turns - 1;

/// Of a shared NPC this player carries its part of what the end of a conversation costs, and of turns that the player pays the studio
/// carries the rest.
bool pays_the_end(const NpcPlan& npc, const PlayerKey& key, const Conversation& talk) {
  if (npc.own_share >> 32 != 0 && talk.paid_turns == 0) return true;
  const Words words = draw(key, Purpose::course, talk.number, end_of_talk);
  if (talk.paid_turns != 0) {
    const std::uint64_t unpaid = (std::uint64_t{talk.turn - talk.paid_turns} << 32) / talk.turn;
    if (!happens(words.w[1], unpaid)) return false;
  }
  return happens(words.w[2], npc.own_share);
}

}  // namespace

Asker Life::asker(const Plan& plan, const Books& books) {
  // What is said while the player is away belongs to no session of his.
  const std::uint32_t session = phase_ == Phase::away ? 0x8000'0000u | session_ : session_;
  return {key(plan), place_, session, more_ == nullptr || more_->limits.empty() ? nullptr : more_->limits.data(), books.shared,
          books.supposed};
}

/// Room for the talk at hand.
Conversation& Life::talk_for(Tally& tally) {
  if (tally.spare_talks.empty()) tally.spare_talks.push_back(std::make_unique<Conversation>());
  talk_ = std::move(tally.spare_talks.back());
  tally.spare_talks.pop_back();
  return *talk_;
}

/// `free_from_ms`: the end of the last talk, or the session's beginning.
void Life::plan_next_talk(const Plan& plan, std::int64_t free_from_ms) {
  if (talks_left_ == 0) {
    phase_ = Phase::leaving;
    next_ms_ = std::max(session_ends_ms(), free_from_ms);
    return;
  }
  const std::uint64_t word = prepared_ ? ahead_talks_[conversation_].place
                                       : draw(key(plan), Purpose::conversation, conversation_, 0).w[0];
  const std::int64_t offset = place_in_session(talks_ - talks_left_, session_ms_, word);
  next_ms_ = std::max(session_began_ms_ + offset, free_from_ms);
  phase_ = Phase::between_talks;
}

std::uint16_t Life::choose_way(const Plan& plan, std::uint16_t npc, std::int64_t ms, const Books& books,
                               std::uint16_t& typed_by) {
  const std::vector<ChainLink>& chain = plan.chains[npc];
  if (chain.empty()) return npc;
  std::uint16_t taken_by = WayRules::no_policy;
  for (const ChainLink& link : chain) {
    const std::uint16_t way = way_of_link(plan, link, segment(plan), {speaks_, device_, place_}, ms);
    if (way == ChainLink::no_way) continue;
    if (way == link.device_way) return way;  // what the player's own device computes is under no limit
    if (link.spoken) {
      const std::uint16_t policy = voice_taken(plan.rules, plan.rules.ways[link.server_way], asker(plan, books), ms);
      if (policy != WayRules::no_policy) {
        taken_by = policy;
        continue;
      }
    } else {
      typed_by = taken_by;
    }
    return link.server_way;
  }
  return ChainLink::no_way;
}

void Life::prewarm(const Plan& plan, Tally& tally, const Books& books) {
  if (!plan.rules.prewarms) return;
  const PlayerKey who = key(plan);
  const Words words = draw(who, Purpose::conversation, conversation_, 0);
  std::uint16_t typed_by = WayRules::no_policy;
  const std::uint16_t way = choose_way(plan, choose_npc(segment(plan), words.w[1]), session_began_ms_, books, typed_by);
  if (way == ChainLink::no_way) return;
  const NpcPlan& npc = plan.way_at(session_began_ms_, way);
  const std::uint16_t policy = plan.rules.ways[way].prewarm;
  if (policy == WayRules::no_policy || !npc.cache.enabled || !npc.llm.billed) return;
  if (!plan.rules.policies[policy].is_on(session_began_ms_, place_)) return;
  Conversation first = begin_conversation(npc, who, conversation_, 1, session_began_ms_, caches_.at(way));
  first.turn = max_turns - 1;
  const Decision decision = decide(plan.rules, npc, first, asker(plan, books), session_began_ms_);
  const Course& course = decision.course;
  if (decision.refused || course.carried || course.paid || course.llm != 0 || course.answer == Course::Answer::scripted) return;
  std::int64_t touched_ms = caches_.at(way);
  const TurnRecord call = fill_cache(npc, who, conversation_, session_began_ms_, touched_ms);
  caches_.set(way, touched_ms, session_began_ms_, plan.longest_ttl_ms);
  if (session_began_ms_ < plan.warm_up_ms) return;
  turn_to(plan, way, session_began_ms_, tally, books);
  count_spending(plan, way, session_began_ms_, tally, books,
                 [&] { count_llm(npc, call, plan.period_at(session_began_ms_), tally); });
  count_load(plan, npc, call, tally, *books.sums);
  ++tally.talk.npc_lines;
  tally.talk.prompt_tokens += call.prompt_tokens;
  tally.talk.cached_tokens += call.prompt.cached;
  ++books.sums->policy[policy].turns;
  if (books.watcher != nullptr) tell(plan, Happening::Kind::prewarm, session_began_ms_, way, &call, 1, tally, books);
}

void Life::begin_talk(const Plan& plan, Tally& tally, const Books& books) {
  if (prepared_ && take_whole_talk(plan, books)) return;
  const PlayerKey who = key(plan);
  const Words words = draw(who, Purpose::conversation, conversation_, 0);
  const std::uint16_t npc = choose_npc(segment(plan), words.w[1]);
  std::uint16_t typed_by = WayRules::no_policy;
  const std::uint16_t way = choose_way(plan, npc, next_ms_, books, typed_by);
  const bool counted = next_ms_ >= plan.warm_up_ms;
  --talks_left_;
  if (way == ChainLink::no_way) {
    if (counted) {
      turn_to(plan, npc, next_ms_, tally, books);
      ++tally.talk.unserved_talks;
    }
    ++conversation_;
    plan_next_talk(plan, next_ms_);   // later parts of a session begin no earlier
    return;
  }
  const std::uint32_t turns = segment(plan).turns.draw(words.w[2], words.w[3]);
  Conversation& talk = talk_for(tally);
  new (&talk) Conversation(begin_conversation(plan.way_at(next_ms_, way), who, conversation_, turns, next_ms_, caches_.at(way)));
  talk.typed_by = typed_by;
  ++conversation_;
  phase_ = Phase::talking;
  if (counted) ++counts_of(way, books).conversations;
  begun_ = counted;
  if (books.watcher != nullptr) tell(plan, Happening::Kind::talk_begins, next_ms_, way, nullptr, turns, tally, books);
}

void Life::refuse_turn(const Plan& plan, std::uint16_t policy, Tally& tally, const Books& books) {
  const std::int64_t now = next_ms_;
  if (now >= plan.warm_up_ms) {
    turn_to(plan, talk_->way, now, tally, books);
    tally.talk.refused_turns += talk_->turns - talk_->turn;  // this one, and those that would have followed
    books.sums->policy[policy].turns += talk_->turns - talk_->turn;
  }
  if (books.watcher != nullptr) {
    tell(plan, Happening::Kind::refused, now, talk_->way, nullptr, talk_->turns - talk_->turn, tally, books);
  }
  end_talk(plan, now, tally, books);
}

void Life::count_player_turn(const Plan& plan, const NpcPlan& npc, const TurnRecord& turn, const Decision& decision,
                             Tally& tally, const Books& books) {
  turn_to(plan, talk_->way, turn.call_ms, tally, books);
  count_turn(plan, npc, turn, tally, *books.sums);
  ++books.rows->player_totals[books.player].turns;
  const bool typed = talk_->typed_by != WayRules::no_policy;
  if (!plan.rules.ways[talk_->way].plain || typed || !npc.llm.billed) count_course(npc, turn, typed, tally.talk);
  if (typed) ++books.sums->policy[talk_->typed_by].turns;
  for (const std::uint16_t policy : decision.by_policy) {
    if (policy != WayRules::no_policy) ++books.sums->policy[policy].turns;
  }
  if (talk_->turn < talk_->turns)
    talk_->quiet_ms += overlap(turn.end_ms, turn.end_ms + turn.think_ms, plan.warm_up_ms, plan.horizon_ms);
}

void Life::live_turn(const Plan& plan, Tally& tally, const Books& books) {
  const NpcPlan& npc = plan.way_in(talk_->setting, talk_->way);
  const WayRules& rules = plan.rules.ways[talk_->way];
  const std::int64_t begin_ms = next_ms_;
  const Decision decision = rules.plain ? Decision{} : decide(plan.rules, npc, *talk_, asker(plan, books), begin_ms);
  if (decision.refused) return refuse_turn(plan, decision.by_policy[2], tally, books);
  const TurnRecord turn = take_turn(npc, key(plan), *talk_, begin_ms, decision.course);
  talk_->paid_turns += turn.course.paid ? 1u : 0u;
  talk_->served = talk_->served || turn.course.answer != Course::Answer::scripted;
  if (turn.call_ms >= plan.horizon_ms) {  // the line was not finished when the run ended
    end_talk(plan, plan.horizon_ms, tally, books);
    return;
  }
  const bool counted = turn.call_ms >= plan.warm_up_ms;
  const bool in_money = !plan.rules.spend.empty() && !rules.limits.empty();
  if (in_money && !tally.touched.empty()) flush(tally, books);
  if (counted) {
    count_player_turn(plan, npc, turn, decision, tally, books);
  } else if (in_money && !turn.course.carried && !turn.course.paid) {
    count_usage(npc, turn, plan.period_at(turn.call_ms), tally);
  }
  if (!rules.limits.empty()) {
    const std::uint64_t used = in_money ? spent(plan, tally) : 0;
    const std::int64_t until_ms = turn.end_ms + (talk_->turn < talk_->turns ? turn.think_ms : 0);
    use_limits(plan.rules, npc, asker(plan, books), turn, begin_ms, until_ms, used, counted ? &books.sums->policy : nullptr);
  }
  if (!counted) drop(tally);
  if (books.watcher != nullptr) tell(plan, Happening::Kind::turn, begin_ms, talk_->way, &turn, 0, tally, books);
  if (talk_->turn < talk_->turns) {
    next_ms_ = turn.end_ms + turn.think_ms;
    if (has_tracks() && next_ms_ > session_ends_ms()) stay_awake(plan, next_ms_);
  } else {
    end_talk(plan, turn.end_ms, tally, books);
  }
}

void Life::end_talk(const Plan& plan, std::int64_t end_ms, Tally& tally, const Books& books) {
  const NpcPlan& npc = plan.way_in(talk_->setting, talk_->way);
  const std::int64_t open_ms = overlap(talk_->began_ms, end_ms, plan.warm_up_ms, plan.horizon_ms);
  const std::int64_t billed_at = std::min(end_ms, plan.horizon_ms - 1);
  if (billed_at >= plan.warm_up_ms) {
    counts_of(talk_->way, books).conversation_ms += static_cast<std::uint64_t>(open_ms);
    const auto open = static_cast<std::uint64_t>(open_ms);
    const bool bills_time = npc.spoken && talk_->served && open_ms > 0 && (npc.stt.whole_conversation || npc.session.counted());
    if ((bills_time || npc.write.wanted()) && pays_the_end(npc, key(plan), *talk_)) {
      turn_to(plan, talk_->way, billed_at, tally, books);
      count_spending(plan, talk_->way, next_ms_, tally, books, [&] {
        if (bills_time && npc.stt.whole_conversation) count_listening(plan, npc, billed_at, open, tally);
        if (bills_time && npc.session.counted()) {
          count_session(plan, npc, billed_at, open, static_cast<std::uint64_t>(talk_->quiet_ms), tally);
        }
        count_written_memory(plan, npc, *talk_, key(plan), billed_at, tally);
      });
    }
  }
  if (books.watcher != nullptr) tell(plan, Happening::Kind::talk_ends, end_ms, talk_->way, nullptr, 0, tally, books);
  caches_.set(talk_->way, talk_->cache_ms, next_ms_, plan.longest_ttl_ms);
  put_talk_away(tally);
  plan_next_talk(plan, end_ms);
}

}  // namespace npcost
